"""What can be done with a person on home, and the pages it opens beside a visit."""

from __future__ import annotations

import asyncio
from datetime import date

from goalcoach.errors import GoalcoachError
from goalcoach.plan.diary import Entry
from goalcoach.plan.trend import read_trends
from goalcoach.screens.diary import DiaryScreen
from goalcoach.screens.end import StuckScreen
from goalcoach.screens.people import NEW, Person
from goalcoach.screens.pick import Line
from goalcoach.screens.plan import PlanScreen
from goalcoach.screens.trends import TrendsScreen
from goalcoach.sheets.line import read_lines
from goalcoach.sheets.reading import read_plan
from goalcoach.sheets.trend import TrendSheet, read_trend_sheet
from goalcoach.store.diary import append_entries, load_entries
from goalcoach.store.store import Store

GO_ON, FRESH = "go_on", "fresh"
READ, TRENDS, DIARY = "read", "trends", "diary"
BESIDE = (
    Line(READ, "Read the plan"),
    Line(TRENDS, "See how it went"),
    Line(DIARY, "Write in the diary"),
)
NOT_OPEN = {
    READ: "There is no plan to read yet",
    TRENDS: "The trends did not open",
    DIARY: "The diary did not open",
}
Beside = PlanScreen | TrendsScreen | DiaryScreen | StuckScreen


def actions_of(person: Person) -> tuple[Line, ...]:
    """Return what can be done with a person; only what is built."""
    if person.group == NEW:
        return (Line(GO_ON, "Begin a first visit"),)
    lines = [Line(GO_ON, "Go on with the visit" if person.unfinished else "Begin the visit")]
    if person.visit != "First visit" and not person.visit.startswith("First visit,"):
        lines += BESIDE
    if person.unfinished:
        lines.append(Line(FRESH, "Begin anew", aside="the unfinished visit is kept aside"))
    return tuple(lines)


async def open_beside(which: str, store: Store, code: str, today: date) -> Beside:
    """Return the page of that id for a person, or one that says why it does not open."""
    try:
        if which == READ:
            loaded = await asyncio.to_thread(store.load, code)
            lines = read_lines(read_plan(loaded.plan, today))
            return PlanScreen(f"{code}, version {loaded.plan.version}", lines)
        if which == DIARY:
            await asyncio.to_thread(load_entries, store, code)
            return DiaryScreen(code, lambda entry: _write(store, code, entry))
        visits, sheet = await asyncio.to_thread(_read, store, code)
    except GoalcoachError as problem:
        return StuckScreen(NOT_OPEN[which], problem.sentence)
    return TrendsScreen(code, visits, sheet)


def _read(store: Store, code: str) -> tuple[int, TrendSheet]:
    plans = [store.load(code, version).plan for version in store.versions(code)]
    trends = read_trends(plans, load_entries(store, code))
    scored = plans if store.site().attainment else []
    return len(trends.stops), read_trend_sheet(trends, scored)


def _write(store: Store, code: str, entry: Entry) -> bool:
    written, _ = append_entries(store, code, [entry])
    return bool(written)
