"""The measures of a page, in one place for paper and for the web page.

Type is in points, places are in millimetres on A4; a wider paper is wider at the sides, so that the
lines stay as they are. The writers take these as data and know no single sheet. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

LONG, VERY_LONG = 90, 180
"""A statement of more characters is set smaller, so that it does not fill a third of the page."""


def step_down(text: str) -> int:
    """Return how many sizes smaller a statement is set, 0 to 2, because it is long."""
    return 2 if len(text) > VERY_LONG else 1 if len(text) > LONG else 0


class PageMeasure(NamedTuple):
    """What the paper and the web page both have, often with the same values.

    `statements` holds the sizes by `step_down`. `part` is a heading of level 3, `space` what stands
    above a heading of level 2. Marks hang in the `gutter`; the text begins at `edge` and is
    `column` wide. `label` is the column of labels.
    """

    body: float
    pitch: float
    title: float
    statements: tuple[float, float, float]
    quote: float
    heading: float
    part: float
    small: float
    foot: float
    space: float
    gutter: float
    column: float
    edge: float
    label: float = 38


class WebStyle(NamedTuple):
    """What only a web page has, on a screen or printed by a browser.

    `reach` is how far a frame goes beyond the text at the far side, `margins` stand above and below
    a printed page, `write` is the height of a line to write on. `whole_parts`: a part is not split
    between pages. The three spaces (points) are those of a printed page where they differ from what
    the rules have for all sheets; they and `whole_parts` are a kind's, so its standard print says
    them for large print, too.
    """

    measure: PageMeasure
    reach: float = 5.5
    margins: tuple[float, float] = (12, 10)
    write: float = 11
    whole_parts: bool = False
    notice_space: float | None = None
    heading_space: float | None = None
    label_space: float | None = None


class WeekMeasure(NamedTuple):
    """A week to fill in: a day's row and its column of names, a box, the type of day and date."""

    row: float
    box: tuple[float, float]
    name: float
    day: float
    date: float


WEEK_MEASURE = WeekMeasure(row=27.2, box=(15, 14), name=26, day=12, date=21)
WEEK_LARGE = WeekMeasure(row=40, box=(17, 16), name=33, day=15, date=26)


FACE_WIDE, FACE_HIGH = 85.6, 54
"""A face of a folded card: the size of a bank card, in millimetres."""
FACES = 4
STRIPS_APART = 9.2


class Fold(StrEnum):
    """How a folded card lies on the paper."""

    STRIPS = "strips"
    """Two strips of four faces at the size of a bank card, to cut out."""
    QUARTERS = "quarters"
    """One card that fills the paper, a face a quarter."""


class Joining(StrEnum):
    """When a side may begin below the one before it; the last one stays apart before the others."""

    NO_EMPTY_PAGE = "where a page would be nearly empty"
    FEWER_PAGES = "to save a page"
    """This, or where a page would be nearly empty."""


# What ties two pieces that belong together, in units of the body size.
TIES: Mapping[str, float] = MappingProxyType(
    {
        "heading statement": 0.95,
        "heading quote": 0.95,
        "fact fact": 0.73,
        "number number": 0.8,
        "step step": 0.8,
        "labelled": 0.95,
        "heading": 0.9,
        "other": 1,
    }
)


class PageStyle(NamedTuple):
    """All measures of a sheet in one size of print.

    `top`, `bottom` and `foot_at` are the paper's margins and where the footer stands. No line is
    longer than `text`, or `entry` beside a label; None: as wide as there is room. `apart` parts a
    label from its entry, `line` is the height of a line to write on.
    """

    measure: PageMeasure
    web: WebStyle
    top: float
    bottom: float
    foot_at: float
    text: float | None = None
    entry: float | None = None
    apart: float = 5
    line: float = 11
    week: WeekMeasure = WEEK_MEASURE
    ties: Mapping[str, float] = TIES
    mark: float = 0.95
    """The height of a drawn mark, in units of the body size."""
    hang: bool = True
    """Marks stand before the edge, else within the column."""
    framed: bool = True
    """What is loud has a frame; where the column is narrow, a triangle alone says it."""
    heading_line: bool = False
    """A line is drawn above each heading of level 2."""
    dense: bool = False
    """Small type for a desk: its small lines keep the pitch, and a screen shows all larger."""
    joins: Joining | None = None
    """When sides may follow one another on a page; None: each begins a page."""
    fold: Fold | None = None
    """The sheet is a folded card."""
    faces: tuple[tuple[float, float], ...] = ()
    """The sizes that a face's words are tried in, and how far the space between tightens."""
