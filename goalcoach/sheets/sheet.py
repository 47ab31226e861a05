"""Which sheets there are, and a plan laid out as one of them.

A new sheet is one file with a layout, and a row here; a new writer is one file, and a row in
`writer`. A layout is pure: the same plan and the same surroundings give the same blocks.
"""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from goalcoach.sheets.block import Block
from goalcoach.sheets.context import NO_CONTEXT, SheetContext
from goalcoach.sheets.wording import say_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from goalcoach.plan.model import Plan


class SheetKind(StrEnum):
    HANDOUT = "handout"
    CARD = "card"
    DIARY = "diary"
    RECORD = "record"
    LETTER = "letter"


class Size(StrEnum):
    """The size of print: 14 point, or 18 for the sheets that a patient reads."""

    STANDARD = "standard"
    LARGE = "large"


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"


class Sheet(NamedTuple):
    """A plan laid out. `name` is the document's title, `language` its BCP 47 tag."""

    kind: SheetKind
    size: Size
    name: str
    language: str
    blocks: tuple[Block, ...]


class Layout(NamedTuple):
    """Where the layout of a sheet stands, and what the sheet is called."""

    place: str
    name: str


LAYOUTS = {
    SheetKind.HANDOUT: Layout("handout:lay_handout", "My plan"),
    SheetKind.CARD: Layout("flare_card:lay_card", "My flare card"),
    SheetKind.DIARY: Layout("diary_week:lay_week", "My week"),
    SheetKind.RECORD: Layout("record.record:lay_record", "Record"),
    SheetKind.LETTER: Layout("letter:lay_letter", "Letter to the team"),
}


def lay_sheet(
    kind: SheetKind, plan: Plan, around: SheetContext = NO_CONTEXT, size: Size = Size.STANDARD
) -> Sheet:
    """Return the plan laid out as a sheet; NotAllowed where a rule forbids this sheet.

    The record and the letter have one size.
    """
    layout = LAYOUTS[kind]
    module, _, function = layout.place.partition(":")
    lay: Callable[[Plan, SheetContext, Size], tuple[Block, ...]] = getattr(
        import_module(f"goalcoach.sheets.layouts.{module}"), function
    )
    if kind in (SheetKind.RECORD, SheetKind.LETTER):
        size = Size.STANDARD
    name = f"{layout.name}, {plan.patient}, {say_day(plan.visit.date)}"
    blocks = lay(plan, around, size)
    return Sheet(kind, size, name, plan.visit.language or plan.script.language or "en", blocks)
