"""What stands at the edge of every sheet: the bold lines above it and the footer below it."""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.block import Block, Footer, Meta, NameLine, Notice, Title
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.wording import say_day, say_weekday
from goalcoach.translation import tr, tr_noop

STOPPED = tr_noop("We stopped before the end.")


def notices(around: SheetContext, plan: Plan | None = None) -> Iterator[Notice]:
    """Yield what a reader has to know first: that the plan is not the last word, or for practice.

    With `plan` also that its visit was not finished; a sheet with an `opening` says it there.
    """
    if around.replaced_on:
        yield Notice(
            tr("Replaced on {day}. Please use the newer plan.", day=say_day(around.replaced_on))
        )
    if around.unfinished_on:
        day = say_day(around.unfinished_on)
        yield Notice(
            tr("The visit on {day} was not finished. This is the plan from before it.", day=day)
        )
    if plan is not None and not plan.is_done:
        yield Notice(tr(STOPPED))
    if around.practice:
        yield Notice(tr("PRACTICE"))


def opening(plan: Plan, around: SheetContext, *, named: bool = False) -> Iterator[Block]:
    """Yield what a patient's own sheet begins with: its name, when it was made, and how.

    `named`: a line for the patient's name stands beside the title.
    """
    yield from notices(around)
    yield Title(tr("My plan"))
    if named:
        yield NameLine(tr("Name"), beside=True)
    made = tr("Made together on {day}.", day=say_weekday(plan.visit.date))
    if plan.parent and plan.is_done:
        before = tr("It takes the place of version {number}.", number=plan.parent.version)
        made = f"{made} {before}"
    yield Meta(made)
    if not plan.is_done:
        yield Meta(tr("We stopped before the end. What we have is kept."))


def footer(plan: Plan, digest: str, note: str = "") -> Footer:
    """Return code, day, version and the beginning of the digest, so that two papers can be told
    apart.
    """
    short = say_digest(digest)
    version = tr("version {number}", number=plan.version)
    parts = (plan.patient, say_day(plan.visit.date), version)
    return Footer((*parts, short) if short else parts, note)


def say_digest(digest: str) -> str:
    """Return the first eight digits, "9f2c 41d0"."""
    short = digest.removeprefix("sha256:")[:8]
    return f"{short[:4]} {short[4:]}".strip()
