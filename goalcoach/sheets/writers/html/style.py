"""The style of a web page: what is the same for all sheets, in the sizes of this one.

Sizes are points and millimetres, the same as on the sheet's own paper. Pure.
"""

from __future__ import annotations

from typing import NamedTuple

from goalcoach.sheets.sheet import Paper, Sheet, Size
from goalcoach.sheets.writers.html.css_rules import COMMON, PRINT, QUARTERS, SCREEN


class PageMeasure(NamedTuple):
    """Type in points, places in millimetres; `edge` is where the text begins on A4.

    `statements` are set smaller the longer they are. `reach` is how far a frame goes beyond the
    text at the far side.
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
    reach: float = 5.5


HANDOUT = PageMeasure(14, 19.5, 29, (21, 17, 14), 21, 15, 14, 12, 9.5, 23, 11, 160, 28.2)
LARGE = PageMeasure(18, 25, 34, (26, 21, 18), 26, 19.5, 18, 16, 12, 27, 13, 164, 27.4)
RECORD = PageMeasure(10, 14, 20, (12.5, 12.5, 10), 10, 12.5, 10.5, 9, 8.5, 17, 5, 169, 23, 33, 0)
LETTER = PageMeasure(11, 14.5, 20, (14.5, 12.5, 11), 11, 12.5, 11, 11, 9, 17, 0, 162, 24, 37, 0)
DIARY = PageMeasure(14, 18.5, 24, (21, 17, 14), 21, 14, 14, 12, 9.5, 19, 0, 178, 16, 38, 0)
DIARY_LARGE = PageMeasure(18, 24, 30, (26, 21, 18), 26, 18, 18, 15, 12, 22, 0, 178, 16, 38, 0)
CARD = PageMeasure(12, 16.3, 15, (13, 12, 12), 12, 13, 12, 12, 9.5, 12, 7, 180.4, 14.8, 38, 7)
CARD_LARGE = PageMeasure(16, 22, 18, (17, 16, 16), 16, 18, 16, 14, 9.5, 16, 7, 180.4, 14.8, 38, 7)

_MEASURES = {
    ("handout", Size.LARGE): LARGE,
    ("record", Size.STANDARD): RECORD,
    ("letter", Size.STANDARD): LETTER,
    ("diary", Size.STANDARD): DIARY,
    ("diary", Size.LARGE): DIARY_LARGE,
    ("card", Size.STANDARD): CARD,
    ("card", Size.LARGE): CARD_LARGE,
}

# Width and height in millimetres, and the name CSS has for it.
_PAPERS = {Paper.A4: (210.0, 297.0, "A4"), Paper.LETTER: (215.9, 279.4, "letter")}


def style_of(sheet: Sheet, paper: Paper, *, mirrored: bool) -> str:
    """Return the style for one sheet on one paper; `mirrored` where it runs from right to left."""
    measure = _MEASURES.get((sheet.kind.name, sheet.size), HANDOUT)
    quarters = (sheet.kind.name, sheet.size) == ("card", Size.LARGE)
    page = _whole_page(paper) if quarters else _page(measure, paper, mirrored)
    last = QUARTERS if quarters else ""
    return f"\n{page}\n{_variables(sheet, measure, paper)}{COMMON}{SCREEN}{PRINT}{last}"


def _whole_page(paper: Paper) -> str:
    return f"@page {{ size: {_PAPERS[paper][2]} portrait; margin: 0; }}"


def _page(measure: PageMeasure, paper: Paper, mirrored: bool) -> str:
    """Return the paper and its margins; a wider paper is wider at the sides, the text is not."""
    wide, _, name = _PAPERS[paper]
    near = measure.edge + (wide - 210) / 2 - measure.gutter
    far = wide - near - measure.gutter - measure.column - measure.reach
    left, right, side = (far, near, "left") if mirrored else (near, far, "right")
    top, bottom = (8, 7) if measure is CARD else (12, 10)
    number = 'content: "Page " counter(page) " of " counter(pages)'
    return (
        f"@page {{ size: {name} portrait; margin: {top}mm {right:.1f}mm {bottom}mm {left:.1f}mm;\n"
        f"  @bottom-{side} {{ {number}; font: {measure.foot}pt sans-serif; color: #4d4d4d;"
        " vertical-align: top; } }"
    )


def _variables(sheet: Sheet, measure: PageMeasure, paper: Paper) -> str:
    large = sheet.size is Size.LARGE
    sizes = {
        "body": measure.body,
        "pitch": measure.pitch,
        "title": measure.title,
        "statement": measure.statements[0],
        "statement-long": measure.statements[1],
        "statement-longer": measure.statements[2],
        "quote": measure.quote,
        "heading": measure.heading,
        "part": measure.part,
        "small": measure.small,
        "foot": measure.foot,
        "space": measure.space,
    }
    places = {
        "gutter": measure.gutter,
        "column": measure.column,
        "reach": measure.reach,
        "label": measure.label,
        "write": 11.5 if large else 11,
        "box": 17 if large else 15,
        "paper-wide": _PAPERS[paper][0],
        "paper-high": _PAPERS[paper][1],
    }
    said = [f"--tight: {0.75 if paper is Paper.A4 else 0.4:g}"]
    said += [f"--{name}: {size:g}pt" for name, size in sizes.items()]
    said += [f"--{name}: {size:g}mm" for name, size in places.items()]
    return f":root {{ {'; '.join(said)}; }}"
