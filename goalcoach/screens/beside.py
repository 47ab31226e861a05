"""What home opens for a person beside a visit: how ratings went, and the diary."""

from __future__ import annotations

import asyncio

from goalcoach.errors import GoalcoachError
from goalcoach.plan.diary import Entry
from goalcoach.plan.trend import read_trends
from goalcoach.screens.diary import DiaryScreen
from goalcoach.screens.end import StuckScreen
from goalcoach.screens.pick import Line
from goalcoach.screens.trends import TrendsScreen
from goalcoach.sheets.trend import TrendSheet, read_trend_sheet
from goalcoach.store.diary import append_entries, load_entries
from goalcoach.store.store import Store

TRENDS, DIARY = "trends", "diary"
BESIDE = (Line(TRENDS, "See how it went"), Line(DIARY, "Write in the diary"))


async def open_beside(
    which: str, store: Store, code: str
) -> TrendsScreen | DiaryScreen | StuckScreen:
    """Return the page of that id for a person, or one that says why it does not open."""
    try:
        if which == DIARY:
            await asyncio.to_thread(load_entries, store, code)
            return DiaryScreen(code, lambda entry: _write(store, code, entry))
        visits, sheet = await asyncio.to_thread(_read, store, code)
    except GoalcoachError as problem:
        title = "The diary did not open" if which == DIARY else "The trends did not open"
        return StuckScreen(title, problem.sentence)
    return TrendsScreen(code, visits, sheet)


def _read(store: Store, code: str) -> tuple[int, TrendSheet]:
    plans = [store.load(code, version).plan for version in store.versions(code)]
    trends = read_trends(plans, load_entries(store, code))
    scored = plans if store.site().attainment else []
    return len(trends.stops), read_trend_sheet(trends, scored)


def _write(store: Store, code: str, entry: Entry) -> bool:
    written, _ = append_entries(store, code, [entry])
    return bool(written)
