"""A plan laid out as a sheet of some kind.

A layout is pure: the same plan and the same surroundings give the same blocks.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from goalcoach.errors import NotAllowed
from goalcoach.plan.ladder_rules import within_limit
from goalcoach.plan.leave_to_share import Leave, leave_to_print, leave_to_share
from goalcoach.plan.off_paper import on_paper
from goalcoach.sheets.block import Block, Break
from goalcoach.sheets.context import NO_CONTEXT, SheetContext
from goalcoach.sheets.paper_language import sheet_language
from goalcoach.sheets.sheet_kinds import SheetKind as SheetKind
from goalcoach.sheets.sheet_kinds import Size as Size
from goalcoach.sheets.wording import capital, say_day
from goalcoach.translation import ENGLISH, Catalogue, spoken, tr, tr_noop

if TYPE_CHECKING:
    from goalcoach.plan.model.plan import Plan
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
    plan: Plan | None = None
    """What was laid out, to say where in it a sign stands."""
    words: Catalogue = ENGLISH
    """Our own words in the language it was laid out in; a writer adds some."""

    @property
    def style(self) -> PageStyle:
        """Its measures."""
        return self.kind.style_in(self.size)

    def say_pages(self) -> str:
        """Return "The diary takes 12 pages."; "" for one page, or where only setting it tells."""
        pages = 1 + sum(isinstance(block, Break) for block in self.blocks)
        if not (self.kind.paged and pages > 1):
            return ""
        sheet = capital(self.kind.say_named())
        return tr("{sheet} takes {pages} pages.", sheet=sheet, pages=pages)


def lay_sheet(
    kind: SheetKind,
    plan: Plan,
    around: SheetContext = NO_CONTEXT,
    size: Size = Size.STANDARD,
    asked: date | None = None,
) -> Sheet:
    """Return the plan laid out as a sheet; NotAllowed where a rule forbids this sheet.

    `asked` is the day on which the patient was asked again about sharing, and said yes.
    """
    if kind.shared:
        check_sharing(kind, plan, plan.version, asked)
    if not kind.filed:
        plan = on_paper(within_limit(plan) if around.worse_since else plan)
    size = kind.fit_size(size)
    name = f"{tr(kind.title)}, {plan.patient}, {say_day(plan.visit.date)}"
    blocks = kind.find_layout()(plan, around, size)
    return Sheet(kind, size, name, sheet_language(plan), blocks, plan, spoken())


_SHARING = {
    Leave.NO: tr_noop("{patient} does not want the plan to be shared, {so_there_is_none}."),
    Leave.ASK: tr_noop(
        "{patient} wants to be asked each time before the plan is shared, {so_there_is_none}."
    ),
    Leave.OPEN: tr_noop(
        "{patient} has not been asked whether the plan may be shared, {so_there_is_none}."
    ),
}
_PAPER = {
    Leave.NO: tr_noop("{patient} does not want the plan on paper, {so_there_is_none}."),
    Leave.ASK: tr_noop("{patient} wants to be asked before each print, {so_there_is_none}."),
}
ASKED_OPTION = "--consent asked-today"
"""How the command says that the patient was asked, and said yes."""


def check_sharing(kind: SheetKind, newest: Plan, version: int, asked: date | None) -> None:
    """Raise NotAllowed, with how to go on, unless the newest plan lets that version be shared."""
    leave = leave_to_share(newest, version, asked)
    if leave is not Leave.YES:
        raise NotAllowed(_refused(kind, newest.patient, leave, _SHARING[leave]))


def check_paper(kind: SheetKind, newest: Plan, version: int, asked: date | None) -> Leave:
    """Return what the newest plan says to that version on paper; NotAllowed, with how to go on.

    It is refused after a no, and where the patient wants to be asked first and was not.
    """
    leave = leave_to_print(newest, version, asked)
    if leave in _PAPER:
        raise NotAllowed(_refused(kind, newest.patient, leave, _PAPER[leave]))
    return leave


def _refused(kind: SheetKind, patient: str, leave: Leave, why: str) -> str:
    words = tr(why, patient=patient, so_there_is_none=kind.say_missed())
    if leave is Leave.NO:
        then = tr("It can be printed after a visit at which the answer was yes.")
    else:
        then = tr("Ask now. After a yes: {way}.", way=ASKED_OPTION)
    return f"{words} {then}"
