"""The import of a filled diary sheet: all of it, or nothing where something is not clear."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from goalcoach.cli.diary_confirmation import Wishes, choose, is_someone_there, say_where
from goalcoach.cli.output import narrate, write_out
from goalcoach.errors import BadData, Problem
from goalcoach.safe_text import join_words, show

if TYPE_CHECKING:
    from pathlib import Path

    from goalcoach.plan.outcome.diary import DiaryEntry
    from goalcoach.plan.outcome.diary_compare import NewEntries, OtherWords
    from goalcoach.sheets.filled_diary_reader import FilledSheet, UnclearDays
    from goalcoach.store.store import Store
    from goalcoach.typed_day import DayOrder

CAP = 2 << 20
"""Most bytes of a sheet."""
MOST_SHOWN = 10
"""Days with other words that are shown; the others are counted."""
FEW_LINES = 3
"""So many lines are named; more are counted."""


def import_sheet(
    store: Store,
    code: str,
    known: Sequence[DiaryEntry],
    sheet: Path,
    order: DayOrder | None,
    wishes: Wishes,
) -> None:
    """Write what is new in a sheet, after asking what has to be asked."""
    from goalcoach.plan.outcome.diary import tidy
    from goalcoach.plan.outcome.diary_compare import compare_entries
    from goalcoach.store.diary_file import append_entries
    from goalcoach.store.file_access import read_file

    found = _read(read_file(sheet, cap=CAP, linked=True), sheet.name, order)
    for note in found.notes:
        narrate(note)
    entries = [tidy(entry) for entry in found.entries]
    new = compare_entries(known, entries)
    _check_days(store, code, found, [entries[at] for at in new.fresh], sheet.name, wishes)
    replaced = new.other_words if _takes_place(new, entries, found, sheet.name, wishes) else ()
    chosen = _chosen(new, entries, replaced)
    written, _ = append_entries(store, code, chosen) if chosen else ((), ())
    write_out(f"{_entries(len(written))} written in the diary of {code}.")
    if replaced:
        days = "1 day" if len(replaced) == 1 else f"{len(replaced)} days"
        narrate(f"Of {days} the new words count; the old ones are kept as they were.")
    if written:
        say_where(code)
    _say_left_out(new, found)


def _read(data: bytes, source: str, order: DayOrder | None) -> FilledSheet:
    from goalcoach.sheets.filled_diary_reader import UnclearDays, read_sheet

    today = date.today()
    try:
        return read_sheet(data, source, today, order)
    except UnclearDays as unclear:
        return read_sheet(data, source, today, _ask_order(unclear))


def _ask_order(unclear: UnclearDays) -> DayOrder:
    """Return the order in which the days of a sheet are meant; BadData where no one is asked."""
    from goalcoach.sheets.wording import say_day

    if not is_someone_there():
        ways = join_words([f"--dates {order}" for order, _ in unclear.choices], "or")
        narrate(f"How the days of this sheet are written is said by {ways}.")
        raise unclear
    (problem,) = unclear.problems
    ways = ", ".join(
        f"{number} for {say_day(day)}" for number, (_, day) in enumerate(unclear.choices, 1)
    )
    numbers = [str(number + 1) for number in range(len(unclear.choices))]
    typed = choose(f"Which day is it on line {problem.line}? ({ways}; Enter stops)", numbers)
    return unclear.choices[int(typed) - 1][0]


def _check_days(
    store: Store,
    code: str,
    found: FilledSheet,
    entries: Sequence[DiaryEntry],
    source: str,
    wishes: Wishes,
) -> None:
    """Ask about days before the first or the last visit; BadData where no one can be asked."""
    from goalcoach.sheets.diary_form import old_day_lines
    from goalcoach.store.diary_file import visit_days

    lines = old_day_lines(entries, visit_days(store, code))
    if not lines:
        return
    if wishes.old_days:
        for line in lines:
            narrate(line)
        return
    if not is_someone_there():
        problems = [Problem(0, "date", f"{line} --old-days takes them.") for line in lines]
        raise BadData(source, problems)
    for line in lines:
        narrate(line)
    choose("Are these the right days? (yes, or Enter to stop)", ("y", "yes"))


def _takes_place(
    new: NewEntries,
    entries: Sequence[DiaryEntry],
    found: FilledSheet,
    source: str,
    wishes: Wishes,
) -> bool:
    """Return whether new words for a day take the place of the old; BadData where no one says."""
    if not new.other_words or wishes.keep_both:
        return False
    if wishes.replace:
        return True
    _say_both(new.other_words, entries, found)
    if not is_someone_there():
        problems = [
            Problem(found.lines[one.new[0]], "date", "this day has an entry with other words")
            for one in new.other_words
        ]
        narrate(
            "Nothing was written. --replace lets the new words count, --keep-both keeps both as "
            "two entries of the day."
        )
        raise BadData(source, problems)
    question = "Let the new words count (1), or keep both as two entries (2)? Enter stops."
    return choose(question, ("1", "2")) == "1"


def _say_both(
    days: Sequence[OtherWords], entries: Sequence[DiaryEntry], found: FilledSheet
) -> None:
    from goalcoach.sheets.diary_form import entry_words

    for one in days[:MOST_SHOWN]:
        for old in one.old:
            narrate(f"There:   {show(entry_words(old), lines=False)}")
        for at in one.new:
            words = show(entry_words(entries[at]), lines=False)
            narrate(f"Line {found.lines[at]}: {words}")
    if (more := len(days) - MOST_SHOWN) > 0:
        narrate(f"and {more} more {'day' if more == 1 else 'days'} like these")


def _chosen(
    new: NewEntries, entries: Sequence[DiaryEntry], replaced: Sequence[OtherWords]
) -> list[DiaryEntry]:
    """Return the entries to write; the first of a day corrects what was there for it."""
    from goalcoach.plan.outcome.diary import correcting

    old = {one.new[0]: one.old for one in replaced}
    return [correcting(entries[at], old[at]) if at in old else entries[at] for at in new.fresh]


def _say_left_out(new: NewEntries, found: FilledSheet) -> None:
    lines = [str(found.lines[at]) for at in new.doubles]
    if len(lines) == 1:
        narrate(f"Line {lines[0]} says the same as an entry that is there; it was left out.")
    elif lines:
        named = f"Lines {join_words(lines)}" if len(lines) <= FEW_LINES else f"{len(lines)} lines"
        narrate(f"{named} say the same as entries that are there; they were left out.")
    if found.blank:
        days = "1 day" if found.blank == 1 else f"{found.blank} days"
        narrate(f"{days} without an entry left out.")


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
