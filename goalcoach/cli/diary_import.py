"""The import of a filled diary sheet: all of it, or nothing where something is not clear."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from goalcoach.cli.diary_confirmation import Wishes, choose, is_someone_there, say_where
from goalcoach.cli.output import narrate, write_out
from goalcoach.errors import BadData, Problem
from goalcoach.safe_text import join_words, show
from goalcoach.translation import tr
from goalcoach.visit.typed_words import YES

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
    count = len(written)
    many = tr("{count} entries written in the diary of {code}.", count=count, code=code)
    write_out(tr("1 entry written in the diary of {code}.", code=code) if count == 1 else many)
    if replaced:
        count = len(replaced)
        one = tr("Of 1 day the new words count; the old ones are kept as they were.")
        many = tr("Of {count} days the new words count; the old ones are kept as they were.",
                  count=count)  # fmt: skip
        narrate(one if count == 1 else many)
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
        narrate(tr("How the days of this sheet are written is said by {options}.", options=ways))
        raise unclear
    (problem,) = unclear.problems
    ways = ", ".join(
        tr("{number} for {day}", number=number, day=say_day(day))
        for number, (_, day) in enumerate(unclear.choices, 1)
    )
    numbers = [str(number + 1) for number in range(len(unclear.choices))]
    question = tr("Which day is it on line {line}? ({ways}; Enter stops)",
                  line=problem.line, ways=ways)  # fmt: skip
    typed = choose(question, numbers)
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
        takes = tr("--old-days takes them.")
        problems = [Problem(0, "date", f"{line} {takes}") for line in lines]
        raise BadData(source, problems)
    for line in lines:
        narrate(line)
    choose(tr("Are these the right days? (yes, or Enter to stop)"), YES)


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
            Problem(found.lines[one.new[0]], "date", tr("this day has an entry with other words"))
            for one in new.other_words
        ]
        narrate(
            tr(
                "Nothing was written. --replace lets the new words count, --keep-both keeps both "
                "as two entries of the day."
            )
        )
        raise BadData(source, problems)
    question = tr("Let the new words count (1), or keep both as two entries (2)? Enter stops.")
    return choose(question, ("1", "2")) == "1"


def _say_both(
    days: Sequence[OtherWords], entries: Sequence[DiaryEntry], found: FilledSheet
) -> None:
    from goalcoach.sheets.diary_form import entry_words

    for one in days[:MOST_SHOWN]:
        for old in one.old:
            narrate(f"{tr('There:'):<8} {show(entry_words(old), lines=False)}")
        for at in one.new:
            words = show(entry_words(entries[at]), lines=False)
            narrate(tr("Line {line}: {words}", line=found.lines[at], words=words))
    if (more := len(days) - MOST_SHOWN) > 0:
        many = tr("and {count} more days like these", count=more)
        narrate(tr("and 1 more day like these") if more == 1 else many)


def _chosen(
    new: NewEntries, entries: Sequence[DiaryEntry], replaced: Sequence[OtherWords]
) -> list[DiaryEntry]:
    """Return the entries to write; the first of a day corrects what was there for it."""
    from goalcoach.plan.outcome.diary import correcting

    old = {one.new[0]: one.old for one in replaced}
    return [correcting(entries[at], old[at]) if at in old else entries[at] for at in new.fresh]


def _say_left_out(new: NewEntries, found: FilledSheet) -> None:
    lines = [str(found.lines[at]) for at in new.doubles]
    if lines:
        narrate(_doubles(lines))
    if found.blank:
        many = tr("{count} days without an entry left out.", count=found.blank)
        narrate(tr("1 day without an entry left out.") if found.blank == 1 else many)


def _doubles(lines: Sequence[str]) -> str:
    """Return what is said of lines that say what is there already."""
    if len(lines) == 1:
        return tr(
            "Line {line} says the same as an entry that is there; it was left out.", line=lines[0]
        )
    if len(lines) <= FEW_LINES:
        return tr(
            "Lines {lines} say the same as entries that are there; they were left out.",
            lines=join_words([*lines]),
        )
    return tr(
        "{count} lines say the same as entries that are there; they were left out.",
        count=len(lines),
    )
