"""The diary sheet: a week a page to write on by hand, from the day after the visit.

A line about the day and three boxes, nothing to circle and nothing to reach.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from goalcoach.plan.goal_lifecycle import goes_on
from goalcoach.plan.ladder_rules import step_now
from goalcoach.plan.model.goal import Goal, Rung
from goalcoach.plan.model.plan import Plan
from goalcoach.safe_text import cell_width, cut
from goalcoach.sheets.block import (
    Block,
    Break,
    Fact,
    Facts,
    Heading,
    NameLine,
    Origin,
    Ruled,
    StepMark,
    TextSpan,
    TextSpans,
    Title,
    Week,
)
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.daily_scale import DAILY_SCALES, how_easy
from goalcoach.sheets.parts.diary_words import DIARY_LINES, name_mark
from goalcoach.sheets.parts.goal_blocks import at
from goalcoach.sheets.parts.page_edge import footer, notices
from goalcoach.sheets.parts.step_amount import say_at_most
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.wording import say_day, sentence, sentences
from goalcoach.translation import tr, tr_noop

WEEK = 7
LONGEST_DIARY = 8 * WEEK
"""Eight pages at most: a diary for longer is a pile, and no one brings it back."""
DEFAULT_DAYS = 4 * WEEK
"""How far it goes when no next visit was named."""
_REST = tr_noop("The rest is on my plan.")
SHORT_STEP = 160
"""Two to three lines: seven days below them need the rest of the page."""
LONG_STEP = 320
"""Four lines or so: beyond that the ceiling of a limit stays on the handout, and the rest of a step
that is longer itself."""
LARGE_PRINT_DAYS = 4
"""So many days stand on one page in large print; the others follow on the next."""


def how_to_fill() -> Iterator[TextSpan]:
    """Yield what each box is for."""
    yield TextSpan(f"{tr('In each box, a number from 0 to 10.')} ")
    for key, one in DAILY_SCALES.items():
        asked = f"{how_easy()} " if key == "participation" else ""
        yield TextSpan(f"{one.name}:", strong=True)
        yield TextSpan(f" {asked}{one.ends}. ")


def _what_was_there() -> Iterator[TextSpan]:
    """Yield what the last line of a day is for, as short as a week on Letter paper needs it."""
    yield TextSpan(f"{DIARY_LINES['there']}:", strong=True)
    yield TextSpan(f" {tr('who, where, when, sleep, before.')} ")


def boxes() -> tuple[str, ...]:
    """Return what each box is called."""
    return tuple(one.name for one in DAILY_SCALES.values())


def lay_week(plan: Plan, around: SheetContext, size: Size) -> tuple[Block, ...]:
    """Return the pages until the next visit, that day included."""
    blocks: list[Block] = [*notices(around, plan)]
    pages = pages_until(plan, size)
    for number, days in enumerate(pages):
        if number:
            blocks.append(Break())
        # A week in large print takes two pages; what is to be said is asked at its end.
        asks = len(days) < WEEK and number + 1 < len(pages) and len(days) == LARGE_PRINT_DAYS
        blocks += _page(plan, days, asks=not asks)
    return (*blocks, footer(plan, around.digest))


def pages_until(plan: Plan, size: Size) -> tuple[tuple[date, ...], ...]:
    """Return the days of each page. Weeks count from the day after the visit, whatever day it is;
    the last one ends with the next visit.
    """
    start, end = plan.visit.date, plan.agreement.next_visit
    count = (
        min((end - start).days, LONGEST_DIARY) if end is not None and end > start else DEFAULT_DAYS
    )
    # On the last day of the calendar there is none after the visit: its own day stands there then.
    count = min(count, (date.max - start).days)
    days = [start + timedelta(days=number) for number in range(1, count + 1)] or [start]
    weeks = [days[at : at + WEEK] for at in range(0, len(days), WEEK)]
    if size is Size.STANDARD:
        return tuple(map(tuple, weeks))
    return tuple(
        tuple(week[at : at + LARGE_PRINT_DAYS])
        for week in weeks
        for at in range(0, len(week), LARGE_PRINT_DAYS)
    )


def say_span(first: date, last: date) -> str:
    """Return "19 to 25 December 2026", with the month of the first day where it differs."""
    if first == last:
        return say_day(last)
    if first.month != last.month:
        return tr("{first} to {last}", first=say_day(first, year=False), last=say_day(last))
    return tr("{day} to {last}", day=first.day, last=say_day(last))


def _page(plan: Plan, days: tuple[date, ...], *, asks: bool) -> Iterator[Block]:
    yield Title(tr("My week"), say_span(days[0], days[-1]))
    yield NameLine(tr("Name"), beside=True)
    yield from steps_and_count(plan)
    fine = TextSpan(tr("An empty day is fine, and so is a low number."))
    yield TextSpans((*how_to_fill(), *_what_was_there(), fine))
    yield Week(days, DIARY_LINES["day"], boxes(), tuple(_marks(plan)), last=DIARY_LINES["there"])
    if asks:
        # A full week leaves room for one line; a shorter one for a few.
        yield from to_say(plan, 1 if len(days) == WEEK else 3)


def to_say(plan: Plan, lines: int) -> Iterator[Block]:
    """Yield the question for the next visit, with so many lines to write on."""
    end = plan.agreement.next_visit
    if end is not None and end > plan.visit.date:
        day = say_day(end, year=False)
        words = tr("What do I want to say at the next visit, on {day}?", day=day)
    else:
        words = tr("What do I want to say at the next visit?")
    yield Heading(words, tr("TO SAY"))
    yield Ruled(lines)


def steps_of(plan: Plan) -> list[tuple[Goal, Rung]]:
    """Return the step for now of each goal that goes on."""
    going = filter(goes_on, plan.goals)
    return [(goal, step) for goal in going if (step := step_now(goal)) is not None]


def count_of(plan: Plan) -> str:
    """Return what the only goal counts at home, "" if nothing; of several there is no room."""
    steps = steps_of(plan)
    named = [
        measure.name
        for goal, _ in (steps if len(steps) == 1 else ())
        for measure in goal.measures
        if measure.ended is None and measure.name
    ]
    return named[0].strip().rstrip(".,:;") if named else ""


def steps_and_count(plan: Plan) -> Iterator[Block]:
    """Yield what the marks of the step are about."""
    facts = [*_steps(plan)]
    if facts and (count := count_of(plan)):
        facts.append(
            Fact(tr("My count"), sentence(cut(count, SHORT_STEP)), Origin("goals.measures.name"))
        )
    if facts:
        yield Facts(tuple(facts))


def _marks(plan: Plan) -> Iterator[StepMark]:
    """Yield what is ticked of the step, and the count; of several steps a box for each."""
    steps = steps_of(plan)
    if len(steps) > 1:
        yield from (StepMark(name_mark("step", number)) for number in range(1, len(steps) + 1))
    elif steps:
        yield StepMark(name_mark("full"))
        if steps[0][1].bad_day:
            yield StepMark(name_mark("bad_day"))
    if steps and count_of(plan):
        yield StepMark(name_mark("count"), tick=False)


def _steps(plan: Plan) -> Iterator[Fact]:
    """Yield the step with its bad-day version, where both are short.

    Of several goals only what is done, in a row: with a line for each amount, a week does not fit
    on Letter paper.
    """
    steps = steps_of(plan)
    if len(steps) > 1:
        words = _shortened(
            sentences(f"{number}: {step.text}" for number, (_, step) in enumerate(steps, 1))
        )
        yield Fact(tr("My steps"), words, Origin("goals.ladder.rungs.text"))
        return
    for goal, step in steps:
        words = _step(goal, step)
        bad = sentence(tr("On a bad day: {words}", words=step.bad_day))
        if step.bad_day and len(words) + len(bad) < SHORT_STEP:
            words = f"{words} {bad}"
        yield Fact(tr("My step"), words, at(goal, "ladder.rungs.text", step.id))


def _step(goal: Goal, step: Rung) -> str:
    words = sentences((step.text, say_at_most(goal, step)))
    return words if len(words) < LONG_STEP else _shortened(sentence(step.text or ""))


def _shortened(words: str) -> str:
    """Return the words, or where the week would have no room beside them, their beginning."""
    if cell_width(words) <= LONG_STEP:
        return words
    kept = cut(" ".join(words.split()), LONG_STEP).removesuffix("…")
    return f"{kept.rpartition(' ')[0] or kept} … {tr(_REST)}"
