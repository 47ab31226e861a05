"""A plan laid out as a sheet of some kind.

A layout is pure: the same plan and the same surroundings give the same blocks.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from goalcoach.errors import NotAllowed
from goalcoach.sheets.block import Block
from goalcoach.sheets.context import NO_CONTEXT, SheetContext
from goalcoach.sheets.sheet_kinds import SheetKind as SheetKind
from goalcoach.sheets.sheet_kinds import Size as Size
from goalcoach.sheets.wording import say_day

if TYPE_CHECKING:
    from goalcoach.plan.model import Plan
    from goalcoach.sheets.page_style import PageStyle


class Paper(StrEnum):
    """The paper, upright."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def extent(self) -> tuple[float, float]:
        """Its width and height in millimetres."""
        return (210.0, 297.0) if self is Paper.A4 else (215.9, 279.4)


class Sheet(NamedTuple):
    """A plan laid out. `name` is the document's title, `language` its BCP 47 tag."""

    kind: SheetKind
    size: Size
    name: str
    language: str
    blocks: tuple[Block, ...]

    @property
    def style(self) -> PageStyle:
        """Its measures."""
        return self.kind.style_in(self.size)


def lay_sheet(
    kind: SheetKind, plan: Plan, around: SheetContext = NO_CONTEXT, size: Size = Size.STANDARD
) -> Sheet:
    """Return the plan laid out as a sheet; NotAllowed where a rule forbids this sheet."""
    if kind.shared and plan.consent.share != "yes":
        raise NotAllowed(_not_shared(kind, plan))
    size = kind.fit_size(size)
    name = f"{kind.title}, {plan.patient}, {say_day(plan.visit.date)}"
    blocks = kind.find_layout()(plan, around, size)
    return Sheet(kind, size, name, plan.visit.language or plan.script.language or "en", blocks)


def _not_shared(kind: SheetKind, plan: Plan) -> str:
    why = {
        "no": "does not want the plan to be shared",
        "ask": "wants to be asked each time before the plan is shared",
    }.get(plan.consent.share or "", "has not been asked whether the plan may be shared")
    return (
        f"{plan.patient} {why}, so there is no {kind}. "
        "It can be printed after a visit at which the answer was yes."
    )
