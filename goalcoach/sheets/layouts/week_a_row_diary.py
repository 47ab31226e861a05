"""The diary with one row a week: for those whom writing each day costs too much.

A line a week, what was done of the step, and three numbers; it is the same diary, only wider.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.block import (
    Block,
    Break,
    NameLine,
    StepMark,
    TextSpan,
    TextSpans,
    Title,
    Week,
)
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.layouts.daily_diary import (
    boxes,
    count_of,
    how_to_fill,
    pages_until,
    say_span,
    steps_and_count,
    steps_of,
    to_say,
)
from goalcoach.sheets.parts.diary_words import DIARY_LINES, name_mark
from goalcoach.sheets.parts.page_edge import footer, notices
from goalcoach.sheets.sheet import Size
from goalcoach.translation import tr, tr_noop

_FINE = tr_noop("One line a week is enough. An empty week is fine, and so is a low number.")
MOST_WEEKS = {Size.STANDARD: 6, Size.LARGE: 3}
"""So many stand on a page at most; several pages have about the same number of them."""


def lay_weeks(plan: Plan, around: SheetContext, size: Size) -> tuple[Block, ...]:
    """Return the weeks until the next visit, each on a row of its own."""
    weeks = pages_until(plan, Size.STANDARD)
    pages = -(-len(weeks) // MOST_WEEKS[size])
    rows = -(-len(weeks) // pages)
    blocks: list[Block] = [*notices(around, plan)]
    for first in range(0, len(weeks), rows):
        if first:
            blocks.append(Break())
        blocks += _page(plan, weeks[first : first + rows])
    return (*blocks, *to_say(plan, 2), footer(plan, around.digest))


def _page(plan: Plan, weeks: tuple[tuple[date, ...], ...]) -> Iterator[Block]:
    starts, ends = tuple(week[0] for week in weeks), tuple(week[-1] for week in weeks)
    yield Title(tr("My weeks"), say_span(starts[0], ends[-1]))
    yield NameLine(tr("Name"), beside=True)
    yield from steps_and_count(plan)
    yield TextSpans((*how_to_fill(), TextSpan(tr(_FINE))))
    yield Week(starts, DIARY_LINES["week"], boxes(), tuple(_marks(plan)), ends)


def _marks(plan: Plan) -> Iterator[StepMark]:
    """Yield on how many days the step was done, and the count; of several steps one for each."""
    steps = steps_of(plan)
    if len(steps) > 1:
        for number in range(1, len(steps) + 1):
            yield StepMark(name_mark("days_step", number), tick=False)
    elif steps:
        yield StepMark(name_mark("days_full"), tick=False)
        if steps[0][1].bad_day:
            yield StepMark(name_mark("bad_days"), tick=False)
    if steps and count_of(plan):
        yield StepMark(name_mark("count"), tick=False)
