"""Where things stand on a screen of a given size.

Pure numbers: five forms of one page, from wide to too small.
"""

from __future__ import annotations

from enum import StrEnum

PAGE = 120
"""The page is never wider than this; above `CENTRED` columns it stands in the middle."""
CENTRED = 132
LEAST = (60, 20)


class PageForm(StrEnum):
    """WIDE: rail, text, margin. RAIL: rail, text. LINE: a progress line instead of the rail.
    NARROW: labels above their text. SMALL: only a request for more room."""

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
