"""What stands at the edge of every sheet: the bold lines above it and the footer below it."""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.model import Plan
from goalcoach.sheets.block import Block, Footer, Meta, NameLine, Notice, Title
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.wording import say_day, say_weekday

STOPPED = "We stopped before the end."


def notices(around: SheetContext, plan: Plan | None = None) -> Iterator[Notice]:
    """Yield what a reader has to know first: that the plan is not the last word, or for practice.

    With `plan` also that its visit was not finished; a sheet with an `opening` says it there.
    """
    if around.replaced_on:
        yield Notice(f"Replaced on {say_day(around.replaced_on)}. Please use the newer plan.")
    if around.unfinished_on:
        day = say_day(around.unfinished_on)
        yield Notice(f"The visit on {day} was not finished. This is the plan from before it.")
    if plan is not None and not plan.is_done:
        yield Notice(STOPPED)
    if around.practice:
        yield Notice("PRACTICE")


def opening(plan: Plan, around: SheetContext, *, named: bool = False) -> Iterator[Block]:
    """Yield what a patient's own sheet begins with: its name, when it was made, and how.

    `named`: a line for the patient's name stands beside the title.
    """
    yield from notices(around)
    yield Title("My plan")
    if named:
        yield NameLine(beside=True)
    made = f"Made together on {say_weekday(plan.visit.date)}."
    if plan.parent and plan.is_done:
        made = f"{made} It takes the place of version {plan.parent.version}."
    yield Meta(made)
    if not plan.is_done:
        yield Meta(f"{STOPPED} What we have is kept.")


def footer(plan: Plan, digest: str, note: str = "") -> Footer:
    """Return code, day, version and the beginning of the digest, so that two papers can be told
    apart.
    """
    short = say_digest(digest)
    parts = (plan.patient, say_day(plan.visit.date), f"version {plan.version}")
    return Footer((*parts, short) if short else parts, note)


def say_digest(digest: str) -> str:
    """Return the first eight digits, "9f2c 41d0"."""
    short = digest.removeprefix("sha256:")[:8]
    return f"{short[:4]} {short[4:]}".strip()
