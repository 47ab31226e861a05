"""What can be done with a person on home, and the pages it opens beside a visit."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from goalcoach.errors import GoalcoachError, NotFound
from goalcoach.plan.outcome.diary import DiaryEntry
from goalcoach.plan.outcome.trend import read_trends
from goalcoach.screens.home.patient_list import NEW, Person
from goalcoach.screens.kit.end import StuckScreen
from goalcoach.screens.kit.pick_list import PickLine
from goalcoach.screens.outcome.diary import DiaryScreen
from goalcoach.screens.outcome.trends import TrendsScreen
from goalcoach.screens.read.compare import CompareScreen
from goalcoach.screens.read.version import VersionScreen
from goalcoach.screens.read.versions import Versions
from goalcoach.sheets.trends.trend_sheet import TrendSheet, read_trend_sheet
from goalcoach.store.diary_file import append_entries, load_entries
from goalcoach.store.store import Store

if TYPE_CHECKING:
    from goalcoach.screens.print.print import PrintScreen

GO_ON, FRESH = "go_on", "fresh"
READ, COMPARE, TRENDS, DIARY, PRINT = "read", "compare", "trends", "diary", "print"
BESIDE = (
    PickLine(READ, "Read the plan"),
    PickLine(COMPARE, "Compare two visits"),
    PickLine(TRENDS, "See how it went"),
    PickLine(DIARY, "Write in the diary"),
    PickLine(PRINT, "Print sheets"),
)
NOT_OPEN = {
    READ: "There is no plan to read yet",
    COMPARE: "There is nothing to compare yet",
    TRENDS: "The trends did not open",
    DIARY: "The diary did not open",
    PRINT: "The sheets did not open",
}
Beside: TypeAlias = (
    "VersionScreen | CompareScreen | TrendsScreen | DiaryScreen | PrintScreen | StuckScreen"
)


def actions_of(person: Person) -> tuple[PickLine, ...]:
    """Return what can be done with a person; only what is built."""
    if person.group == NEW:
        return (PickLine(GO_ON, "Begin a first visit"),)
    lines = [PickLine(GO_ON, "Go on with the visit" if person.unfinished else "Begin the visit")]
    if person.versions:
        lines += [one for one in BESIDE if one.id != COMPARE or person.versions > 1]
    if person.unfinished:
        lines.append(PickLine(FRESH, "Begin anew", aside="the unfinished visit is kept aside"))
    return tuple(lines)


async def open_print(store: Store, code: str, version: int | None = None) -> Beside:
    """Return the page that prints a version, by default the newest, or one that says why not."""
    try:
        return await asyncio.to_thread(_open_print, store, code, version)
    except GoalcoachError as problem:
        return StuckScreen(NOT_OPEN[PRINT], problem.sentence)


async def open_beside(which: str, store: Store, code: str, today: date) -> Beside:
    """Return the page of that id for a person, or one that says why it does not open."""
    if which == PRINT:
        return await open_print(store, code)
    try:
        if which == READ:
            return await asyncio.to_thread(_open_version, store, code, today)
        if which == COMPARE:
            return await asyncio.to_thread(_open_compare, store, code)
        if which == DIARY:
            await asyncio.to_thread(load_entries, store, code)
            return DiaryScreen(code, lambda entry: _write(store, code, entry))
        visits, sheet = await asyncio.to_thread(_read, store, code)
    except GoalcoachError as problem:
        return StuckScreen(NOT_OPEN[which], problem.sentence)
    return TrendsScreen(code, visits, sheet)


def _open_version(store: Store, code: str, today: date) -> VersionScreen:
    shelf = Versions(store, code)
    if not shelf.versions:
        raise NotFound(f"There is no plan for {code} yet.")
    volumes = shelf.volumes()
    # A newest version that is damaged must not hide the ones before it.
    readable = [one.version for one in volumes if one.day is not None]
    reading = shelf.read((readable or shelf.versions)[-1], today)
    return VersionScreen(code, volumes, reading, lambda version: shelf.read(version, today))


def _open_print(store: Store, code: str, version: int | None) -> PrintScreen:
    # The press and what it needs are loaded when someone prints, not when the app opens.
    from goalcoach.screens.print.print import PrintScreen
    from goalcoach.screens.print.print_run import open_print_run

    tray = open_print_run(store, code, version)
    return PrintScreen(tray, tray.offers(tray.size))


def _open_compare(store: Store, code: str) -> CompareScreen:
    shelf = Versions(store, code)
    volumes = shelf.volumes()
    readable = [one.version for one in volumes if one.day is not None]
    if len(readable) < 2:
        raise NotFound(f"It takes two versions of {code} that can be read.")
    return CompareScreen(code, volumes, shelf.compare(*readable[-2:]), shelf.compare)


def _read(store: Store, code: str) -> tuple[int, TrendSheet]:
    plans = [store.load(code, version).plan for version in store.versions(code)]
    trends = read_trends(plans, load_entries(store, code))
    scored = plans if store.site().attainment else []
    return len(trends.stops), read_trend_sheet(trends, scored)


def _write(store: Store, code: str, entry: DiaryEntry) -> bool:
    written, _ = append_entries(store, code, [entry])
    return bool(written)
