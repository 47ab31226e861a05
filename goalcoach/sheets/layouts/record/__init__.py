"""The record for the care team: the whole plan with ids, raters, reasons and formulas."""
