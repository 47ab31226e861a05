"""The diary sheet: a week a page to write on by hand, from the day after the visit.

A line about the day and three boxes, nothing to circle and nothing to reach.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from goalcoach.plan.goal_lifecycle import goes_on
from goalcoach.plan.ladder_rules import step_now
from goalcoach.plan.model import Goal, Plan, Rung
from goalcoach.sheets.block import (
    Block,
    Break,
    Fact,
    Facts,
    Heading,
    Origin,
    Ruled,
    TextSpan,
    TextSpans,
    Title,
    Week,
)
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.parts.goal_blocks import at
from goalcoach.sheets.parts.page_edge import footer, notices
from goalcoach.sheets.parts.step_amount import say_amount
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.wording import MONTHS, say_day, sentence, sentences

BOXES = ("Ease", "Mood", "Energy")
LEAD = "What I did, and one line about the day"
WEEK = 7
LONGEST_DIARY = 8 * WEEK
"""Eight pages at most: a diary for longer is a pile, and no one brings it back."""
DEFAULT_DAYS = 4 * WEEK
"""How far it goes when no next visit was named."""
SHORT_STEP = 160
"""Two to three lines: seven days below them need the rest of the page."""
LARGE_PRINT_DAYS = 4
"""So many days stand on one page in large print; the others follow on the next."""

HOW = (
    TextSpan("In each box, write a number from 0 to 10. "),
    TextSpan("0", strong=True),
    TextSpan(" is none. "),
    TextSpan("10", strong=True),
    TextSpan(" is as good as it gets. An empty day is fine, and so is a low number."),
)


def lay_week(plan: Plan, around: SheetContext, size: Size) -> tuple[Block, ...]:
    """Return the pages until the next visit, that day included."""
    blocks: list[Block] = [*notices(around, plan)]
    for number, days in enumerate(pages_until(plan, size)):
        if number:
            blocks.append(Break())
        blocks += _page(plan, days)
    return (*blocks, footer(plan, around.digest))


def pages_until(plan: Plan, size: Size) -> tuple[tuple[date, ...], ...]:
    """Return the days of each page. Weeks count from the day after the visit, whatever day it is;
    the last one ends with the next visit.
    """
    start, end = plan.visit.date, plan.agreement.next_visit
    count = (
        min((end - start).days, LONGEST_DIARY) if end is not None and end > start else DEFAULT_DAYS
    )
    days = [start + timedelta(days=number) for number in range(1, count + 1)]
    weeks = [days[at : at + WEEK] for at in range(0, count, WEEK)]
    if size is Size.STANDARD:
        return tuple(map(tuple, weeks))
    return tuple(
        tuple(week[at : at + LARGE_PRINT_DAYS])
        for week in weeks
        for at in range(0, len(week), LARGE_PRINT_DAYS)
    )


def say_span(first: date, last: date) -> str:
    """Return "19 to 25 December 2026", with month and year of the first day where they differ."""
    if first == last:
        return say_day(last)
    if first.year != last.year:
        return f"{say_day(first)} to {say_day(last)}"
    if first.month != last.month:
        return f"{_say_short(first)} to {say_day(last)}"
    return f"{first.day} to {say_day(last)}"


def _say_short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _page(plan: Plan, days: tuple[date, ...]) -> Iterator[Block]:
    yield Title("My week", say_span(days[0], days[-1]))
    if facts := tuple(_steps(plan)):
        yield Facts(facts)
    yield TextSpans(HOW)
    yield Week(days, LEAD, BOXES)
    end = plan.agreement.next_visit
    when = f", on {_say_short(end)}" if end is not None and end > plan.visit.date else ""
    yield Heading(f"What do I want to say at the next visit{when}?", "TO SAY")
    # A full week leaves room for one line; a shorter one for a few.
    yield Ruled(1 if len(days) == WEEK else 3)


def _steps(plan: Plan) -> Iterator[Fact]:
    """Yield the step with its bad-day version, where both are short.

    Of several goals only what is done, in a row: with a line for each amount, a week does not fit
    on Letter paper.
    """
    going = filter(goes_on, plan.goals)
    steps = [(goal, step) for goal in going if (step := step_now(goal)) is not None]
    if len(steps) > 1:
        words = sentences(dict.fromkeys(step.text for _, step in steps))
        yield Fact("My steps", words, Origin("goals.ladder.rungs.text"))
        return
    for goal, step in steps:
        words, bad = _step(goal, step), sentence(f"On a bad day: {step.bad_day}")
        if step.bad_day and len(words) + len(bad) < SHORT_STEP:
            words = f"{words} {bad}"
        yield Fact("My step", words, at(goal, "ladder.rungs.text", step.id))


def _step(goal: Goal, step: Rung) -> str:
    amount = say_amount(goal, step)
    return sentences((step.text, f"{amount} at most" if amount else None))
