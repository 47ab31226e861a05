"""The five forms of a page, from wide to too small, by the size of the terminal. Pure."""

from __future__ import annotations

from enum import StrEnum

PAGE = 120
"""Columns of the widest page."""
CENTRED = 132
"""A terminal with more columns shows the page in its middle."""
LEAST = (60, 20)
"""Columns and rows of the smallest terminal that shows a page."""
ROOMY = 30
"""Rows from which there is room to spare."""


class PageForm(StrEnum):
    """What a page shows at a size; the value is the name of its CSS class.

    WIDE: rail, text, margin. RAIL: rail, text. LINE: a progress line instead of the rail.
    NARROW: labels above their text. SMALL: only a request for more room.
    """

    WIDE = "wide"
    RAIL = "rail"
    LINE = "line"
    NARROW = "narrow"
    SMALL = "small"


def form_of(width: int, height: int) -> PageForm:
    """Return the form for a terminal of that many columns and rows."""
    if width < LEAST[0] or height < LEAST[1]:
        return PageForm.SMALL
    if width < 80 or height < 24:
        return PageForm.NARROW
    if width < 100 or height < 30:
        return PageForm.LINE
    return PageForm.WIDE if width >= PAGE else PageForm.RAIL
