"""A plan with a day at either end of the calendar is laid out and compared like any other."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime
from typing import Any

import pytest

from goalcoach.errors import GoalcoachError
from goalcoach.plan.file.codec import from_tree, read, write
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.trend import read_trends
from goalcoach.sheets.changes.compare import compare
from goalcoach.sheets.changes.text_writer import write_change
from goalcoach.sheets.layouts.whole_plan import read_whole_plan
from goalcoach.sheets.sheet import lay_sheet
from goalcoach.sheets.sheet_kinds import SHEETS
from goalcoach.sheets.trends.text_writer import write_trends
from goalcoach.sheets.trends.trend_sheet import read_trend_sheet
from goalcoach.sheets.writers.file_format import FileFormat, write_sheet
from tests.plan.maker import whole
from tests.sheets.rowan import around

ENDS = (date.min, date.max)


def places(tree: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where the tree of a whole plan holds a day; that is each day field of the model."""
    if isinstance(tree, date) and not isinstance(tree, datetime):
        yield path
    for key, value in tree.items() if isinstance(tree, dict) else ():
        yield from places(value, (*path, key))
    for at, value in enumerate(tree) if isinstance(tree, list) else ():
        yield from places(value, (*path, at))


PLACES = tuple(places(whole()))


def with_day(place: tuple[Any, ...], day: date) -> Plan:
    tree: Any = deepcopy(whole())
    tree["visit"] |= {"status": "done"}
    tree["visit"].pop("reason", None)
    tree["consent"] = {"notes": "yes", "print": "yes", "share": "yes"}
    *way, last = place
    inner = tree
    for key in way:
        inner = inner[key]
    inner[last] = day
    return from_tree(tree)


def everything(plan: Plan, before: Plan) -> None:
    """Read the plan in each way there is; what is refused says why."""
    assert read(write(plan), "v0002.toml").plan == plan
    for kind in SHEETS.values():
        for size in kind.sizes:
            try:
                sheet = lay_sheet(kind, plan, around(), size)
            except GoalcoachError:
                continue
            for form in (FileFormat.TEXT, FileFormat.MD, FileFormat.HTML):
                assert write_sheet(sheet, form)
    assert read_whole_plan(plan, plan.visit.date, around())
    for pair in ((before, plan), (plan, before)):
        assert write_change(compare(*pair))
        assert write_trends(read_trend_sheet(read_trends(pair, ())), 79)


def test_the_whole_plan_has_every_day():
    assert {"next_visit", "due", "start", "since", "gone_over", "date"} <= {
        str(place[-1]) for place in PLACES
    }


@pytest.mark.parametrize("place", PLACES, ids=str)
@pytest.mark.parametrize("day", ENDS, ids=str)
def test_a_day_at_the_end_of_the_calendar_stops_nothing(place: tuple[Any, ...], day: date):
    usual = with_day(("visit", "date"), date(2026, 11, 20))
    everything(with_day(place, day), usual)
