"""The style of a web page: what is the same for all sheets, in the sizes of this one.

Sizes are points and millimetres, the same as on the sheet's own paper. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from string import Template

from goalcoach.sheets.page_style import (
    FACE_HIGH,
    FACE_WIDE,
    STRIPS_APART,
    Fold,
    PageStyle,
    WebStyle,
)
from goalcoach.sheets.sheet import Paper, Sheet
from goalcoach.sheets.sheet_kinds import SHEETS
from goalcoach.sheets.writers.html.css_rules import COMMON, PRINT, QUARTERS, SCREEN
from goalcoach.sheets.writers.html.shapes import CUTS_HIGH, CUTS_WIDE
from goalcoach.translation import tr

_PAPER_NAMES = {Paper.A4: "A4", Paper.LETTER: "letter"}


def style_of(sheet: Sheet, paper: Paper, *, mirrored: bool) -> str:
    """Return the style for one sheet on one paper; `mirrored` where it runs from right to left."""
    style = sheet.style
    quarters = style.fold is Fold.QUARTERS
    page = _whole_page(paper) if quarters else _page(style.web, paper, mirrored)
    named = {**_rules_by_kind(), **_card_measures()}
    rules = Template(f"{COMMON}{SCREEN}{PRINT}").substitute(named)
    last = QUARTERS if quarters else ""
    return f"\n{page}\n{_variables(style, paper)}{rules}{last}"


def _rules_by_kind() -> dict[str, str]:
    """Return what differs between kinds in rules that every page has, by the class of the page."""
    return {
        "lined": _select(lambda style: style.heading_line),
        "whole": _select(lambda style: style.web.whole_parts),
        "dense": ", ".join(_classes(lambda style: style.dense)) or ":is()",
        "spaces": "\n  ".join(_spaces()),
    }


def _card_measures() -> dict[str, str]:
    """Return what a folded card measures on every page."""
    return {
        "face_wide": f"{FACE_WIDE:g}mm",
        "face_high": f"{FACE_HIGH:g}mm",
        "strips_apart": f"{STRIPS_APART:g}mm",
        "cuts_x": f"{CUTS_WIDE:g}mm",
        "cuts_y": f"{CUTS_HIGH:g}mm",
    }


def _classes(test: Callable[[PageStyle], bool]) -> list[str]:
    return [f".{kind}" for kind in SHEETS.values() if test(kind.style)]


def _select(test: Callable[[PageStyle], bool]) -> str:
    """Return a selector of the pages whose kind's style is so; it may be of none."""
    classes = _classes(test)
    return classes[0] if len(classes) == 1 else f":is({', '.join(classes)})"


def _spaces() -> Iterator[str]:
    """Yield a rule for each space on paper that a kind's style has of its own."""
    webs = {f".{kind}": kind.style.web for kind in SHEETS.values()}
    notices = {kind: web.notice_space for kind, web in webs.items()}
    headings = {kind: web.heading_space for kind, web in webs.items()}
    labels = {kind: web.label_space for kind, web in webs.items()}
    for spaces, rule in (
        (notices, ".notices div { margin-bottom"),
        (headings, ".heading { margin-top"),
        (labels, ".labelled > div { margin-top"),
    ):
        for kind, space in spaces.items():
            if space is not None:
                yield f"{kind} {rule}: {f'{space:g}pt' if space else '0'}; }}"


def _whole_page(paper: Paper) -> str:
    return f"@page {{ size: {_PAPER_NAMES[paper]} portrait; margin: 0; }}"


def _page(web: WebStyle, paper: Paper, mirrored: bool) -> str:
    """Return the paper and its margins; a wider paper is wider at the sides, the text is not."""
    measure = web.measure
    wide, _ = paper.extent
    near = measure.edge + (wide - Paper.A4.extent[0]) / 2 - measure.gutter
    far = wide - near - measure.gutter - measure.column - web.reach
    left, right, side = (far, near, "left") if mirrored else (near, far, "right")
    top, bottom = web.margins
    name = _PAPER_NAMES[paper]
    number = f"content: {_page_number()}"
    return (
        f"@page {{ size: {name} portrait; margin: {top}mm {right:.1f}mm {bottom}mm {left:.1f}mm;\n"
        f"  @bottom-{side} {{ {number}; font: {measure.foot}pt sans-serif; color: #4d4d4d;"
        " vertical-align: top; } }"
    )


def _page_number() -> str:
    """Return "Page 2 of 3" as CSS puts it together."""
    words = tr("Page {number} of {count}").replace("\\", "").replace('"', "”")
    counters = {"{number}": "counter(page)", "{count}": "counter(pages)"}
    parts = re.split(r"(\{number\}|\{count\})", words)
    return " ".join(counters.get(part, f'"{part}"') for part in parts if part)


def _variables(style: PageStyle, paper: Paper) -> str:
    web, measure = style.web, style.web.measure
    wide, high = paper.extent
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
        "reach": web.reach,
        "label": measure.label,
        "write": web.write,
        "box": style.week.box[0],
        "paper-wide": wide,
        "paper-high": high,
    }
    said = [f"--tight: {0.75 if paper is Paper.A4 else 0.4:g}"]
    said += [f"--{name}: {size:g}pt" for name, size in sizes.items()]
    said += [f"--{name}: {size:g}mm" for name, size in places.items()]
    return f":root {{ {'; '.join(said)}; }}"
