"""What is handed over: a sheet is a layout of a plan into blocks, a writer turns blocks into text.

Sheets know the plan and no format; writers know blocks and no plan. A new sheet is one file, a new
format is one file.
"""
