"""The actions for a patient on the home page, and the pages they open.

Functions that open a page load its modules and read files in threads. One that does not open gives
a `StuckScreen` with the reason instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from goalcoach.errors import GoalcoachError, NotFound
from goalcoach.screens.home.patient_list import NEW, Person
from goalcoach.screens.kit.daemon_work import read_in_daemon
from goalcoach.screens.kit.pick_list import PickLine
from goalcoach.store.store import Store
from goalcoach.translation import TrMap, tr, tr_noop

if TYPE_CHECKING:
    # At run time what a page needs is imported when that page is opened.
    from goalcoach.plan.model.plan import Plan
    from goalcoach.plan.outcome.diary import DiaryEntry
    from goalcoach.screens.kit.message_pages import StuckScreen
    from goalcoach.screens.outcome.day_patterns import PatternScreen
    from goalcoach.screens.outcome.diary_entry import DiaryScreen
    from goalcoach.screens.outcome.trends import TrendsScreen
    from goalcoach.screens.print.print import PrintScreen
    from goalcoach.screens.read.compare import CompareScreen
    from goalcoach.screens.read.version import VersionScreen
    from goalcoach.sheets.writers.gutter_lines import GutterLine

# The ids of actions: the first two open the visit, the others a page.
GO_ON, FRESH = "go_on", "fresh"
TAKE_UP = "take_up_"
"""Before the number of a visit that was set aside."""
READ, COMPARE, TRENDS, DIARY, PRINT = "read", "compare", "trends", "diary", "print"
DAYS = "days"
"""A page without a line below the patient: the palette opens it, and a key on Trends."""
PAGES = (
    PickLine(READ, tr_noop("Read the plan"), number=2),
    PickLine(COMPARE, tr_noop("Compare two visits"), number=3),
    PickLine(TRENDS, tr_noop("See how it went"), number=4),
    PickLine(DIARY, tr_noop("Write in the diary"), number=5),
    PickLine(PRINT, tr_noop("Print sheets"), number=6),
)
"""The pages in the order of their digits, with their words in English."""
AFTER_PAGES = 7
"""The digit of the first action below those."""
NOT_OPEN = TrMap(
    {
        READ: "There is no plan to read yet",
        COMPARE: "There is nothing to compare yet",
        DAYS: "The days did not open",
        TRENDS: "The trends did not open",
        DIARY: "The diary did not open",
        PRINT: "The sheets did not open",
    }
)
PersonPage: TypeAlias = (
    "VersionScreen | CompareScreen | TrendsScreen | PatternScreen | DiaryScreen | PrintScreen | "
    "StuckScreen"
)


def actions_of(person: Person) -> tuple[PickLine, ...]:
    """Return the actions for a patient: those that are possible now, and what a second visit adds.

    Each has its own digit, whoever the patient is.
    """
    if person.group == NEW:
        return (PickLine(GO_ON, tr("Begin a first visit")),)
    begin = tr("Go on with the visit") if person.unfinished else tr("Begin the visit")
    lines = [PickLine(GO_ON, begin)]
    if person.versions:
        lines += [_page_line(one, person.versions) for one in PAGES]
    if person.unfinished:
        kept = tr("the unfinished visit is kept aside")
        lines.append(PickLine(FRESH, tr("Begin anew"), aside=kept, number=AFTER_PAGES))
    else:
        days = [(number, day) for number, day in person.aside if day]
        for digit, (number, day) in enumerate(days, AFTER_PAGES):
            words, aside = tr("Take up the visit of {day}", day=day), tr("it was set aside")
            lines.append(PickLine(f"{TAKE_UP}{number}", words, aside=aside, number=digit))
    return tuple(lines)


def _page_line(page: PickLine, versions: int) -> PickLine:
    """Return the line of a page; of one version there is nothing to compare."""
    line = replace(page, words=tr(page.words))
    if page.id == COMPARE and versions < 2:
        return replace(line, aside=tr("after the second visit"), off=True)
    return line


def set_aside_words(person: Person) -> str:
    """Return what is said of the visits of a patient that were set aside, "" if none was."""
    days = dict.fromkeys(day for _, day in person.aside if day)
    said = [tr("A visit of {day} was set aside.", day=day) for day in days]
    if any(not day for _, day in person.aside):
        said.append(tr("A visit was set aside that cannot be read; goalcoach verify says more."))
    return " ".join(said)


def number_taken_up(action: str) -> int | None:
    """Return the number of the set-aside visit that an action takes up, None for another one."""
    return int(action.removeprefix(TAKE_UP)) if action.startswith(TAKE_UP) else None


async def open_print(store: Store, code: str, version: int | None = None) -> PersonPage:
    """Return the Print page of a version, by default the newest, or a StuckScreen."""
    try:
        return await read_in_daemon(partial(_open_print, store, code, version))
    except GoalcoachError as problem:
        return _stuck(PRINT, problem)


async def open_page(which: str, store: Store, code: str, today: date) -> PersonPage:
    """Return the page with the id `which` for a patient, or a StuckScreen."""
    if which == PRINT:
        return await open_print(store, code)
    try:
        if which == READ:
            return await read_in_daemon(partial(_open_version, store, code, today))
        if which == COMPARE:
            return await read_in_daemon(partial(_open_compare, store, code))
        if which == DIARY:
            return await read_in_daemon(partial(_open_diary, store, code))
        if which == DAYS:
            return await read_in_daemon(partial(_open_days, store, code))
        return await read_in_daemon(partial(_open_trends, store, code))
    except GoalcoachError as problem:
        return _stuck(which, problem)


def _stuck(which: str, problem: GoalcoachError) -> StuckScreen:
    from goalcoach.screens.kit.message_pages import StuckScreen

    return StuckScreen(NOT_OPEN[which], problem.sentence)


def _open_diary(store: Store, code: str) -> DiaryScreen:
    from goalcoach.screens.outcome.diary_entry import DiaryScreen
    from goalcoach.store.diary_file import check_room, load_entries, visit_days

    known = load_entries(store, code)
    check_room(store, code)
    days = visit_days(store, code)
    return DiaryScreen(code, lambda entry: _write_entry(store, code, entry), known, days)


def _open_version(store: Store, code: str, today: date) -> VersionScreen:
    from goalcoach.screens.read.version import VersionScreen
    from goalcoach.screens.read.version_cache import Versions

    versions = Versions(store, code)
    if not versions.numbers:
        raise NotFound(tr("There is no plan for {code} yet.", code=code))
    infos = versions.infos()
    # A newest version that is damaged must not hide the ones before it.
    readable = [one.version for one in infos if one.day is not None]
    page = versions.read((readable or versions.numbers)[-1], today)
    return VersionScreen(code, infos, page, lambda version: versions.read(version, today))


def _open_print(store: Store, code: str, version: int | None) -> PrintScreen:
    from goalcoach.screens.print.print import PrintScreen
    from goalcoach.screens.print.print_session import open_print_run

    run = open_print_run(store, code, version)
    return PrintScreen(run, run.offers(run.size))


def _open_compare(store: Store, code: str) -> CompareScreen:
    from goalcoach.screens.read.compare import CompareScreen
    from goalcoach.screens.read.version_cache import Versions

    versions = Versions(store, code)
    infos = versions.infos()
    readable = [one.version for one in infos if one.day is not None]
    if len(readable) < 2:
        raise NotFound(tr("It takes two versions of {code} that can be read.", code=code))
    return CompareScreen(code, infos, versions.compare(*readable[-2:]), versions.compare)


def _open_trends(store: Store, code: str) -> TrendsScreen:
    from goalcoach.plan.outcome.trend import read_trends
    from goalcoach.screens.outcome.trends import TrendsScreen
    from goalcoach.sheets.trends.trend_sheet import read_trend_sheet

    plans, entries = _read_told(store, code)
    trends = read_trends(plans, entries)
    scored = plans if store.site().attainment else []
    sheet = read_trend_sheet(trends, scored)
    return TrendsScreen(code, len(trends.stops), sheet, _lay_days(plans, entries))


def _open_days(store: Store, code: str) -> PatternScreen:
    from goalcoach.screens.outcome.day_patterns import PatternScreen

    return PatternScreen(code, _lay_days(*_read_told(store, code)))


def _read_told(store: Store, code: str) -> tuple[list[Plan], tuple[DiaryEntry, ...]]:
    """Return the plans of all versions, and the entries that stand."""
    from goalcoach.store.diary_file import load_entries

    plans = [store.load(code, version).plan for version in store.versions(code)]
    return plans, load_entries(store, code)


def _lay_days(plans: Sequence[Plan], entries: Sequence[DiaryEntry]) -> tuple[GutterLine, ...]:
    from goalcoach.plan.outcome.good_day_counts import read_patterns
    from goalcoach.sheets.layouts.day_patterns import lay_patterns
    from goalcoach.sheets.writers.gutter_lines import read_lines

    return read_lines(lay_patterns(read_patterns(plans, entries)))


def _write_entry(store: Store, code: str, entry: DiaryEntry) -> bool:
    """Append a diary entry; return False if the same one is there already."""
    from goalcoach.store.diary_file import append_entries

    written, _ = append_entries(store, code, [entry])
    return bool(written)
