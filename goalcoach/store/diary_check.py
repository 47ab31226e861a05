"""What `verify` finds in a diary: damage, what is not as it was written, what is not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from goalcoach.errors import BadData, GoalcoachError
from goalcoach.plan.outcome.diary import DiaryEntry, loose, read_diary
from goalcoach.plan.outcome.diary_seal import Stretch, broken_stretches
from goalcoach.store.diary_file import diary_files, read_entries
from goalcoach.store.file_access import read_file, scan
from goalcoach.store.file_name import diary_number
from goalcoach.store.file_system import EntryKind, Fs
from goalcoach.store.finding import Finding, Gravity, unread
from goalcoach.translation import tr, tr_noop


def check_diary(fs: Fs, folder: Path) -> Iterator[Finding]:
    """Yield what is to be said of the files of a patient's diary."""
    read: list[DiaryEntry] = []
    last = folder
    for one in scan(folder, fs):
        if not diary_number(one.name) or one.kind is not EntryKind.FILE:
            continue
        last = folder / one.name
        try:
            entries = read_entries(fs, folder, one.name)
            stretches = tuple(broken_stretches(read_file(last, fs)))
        except BadData as problem:
            yield from (Finding(Gravity.FAULT, last, str(each)) for each in problem.problems)
            return
        except GoalcoachError as problem:
            yield unread(last, problem)
            return
        read += entries
        for stretch in stretches:
            yield Finding(Gravity.WARNING, last, _changed(stretch, entries))
    yield from _check_whole(fs, folder, last, read)


def _check_whole(
    fs: Fs, folder: Path, last: Path, entries: Sequence[DiaryEntry]
) -> Iterator[Finding]:
    """Yield a file of the diary that is missing, and corrections of what is not there."""
    try:
        diary_files(fs, folder)
    except BadData as problem:
        path = folder / problem.source.rpartition("/")[2]
        yield Finding(Gravity.FAULT, path, problem.problems[0].message)
        return
    for entry in loose(entries):
        sentence = tr(
            "The entry of {date} corrects one that is not there; it counts by itself.",
            date=entry.date,
        )
        yield Finding(Gravity.WARNING, last, sentence)


def check_aside(path: Path, data: bytes) -> Finding | None:
    """Return the finding for a diary of this patient under a name that is not read, or None."""
    try:
        diary = read_diary(data, path.name)
    except GoalcoachError:
        return None
    if diary.patient != path.parent.name:
        return None
    count = len(diary.entries)
    return Finding(
        Gravity.WARNING,
        path,
        tr(
            "This is a diary with {count} entries. It is not read: name it diary.toml, or "
            "diary-2.toml where that is there.",
            count=count,
        )
        if count != 1
        else tr(
            "This is a diary with 1 entry. It is not read: name it diary.toml, or diary-2.toml "
            "where that is there."
        ),
    )


def _changed(stretch: Stretch, entries: Sequence[DiaryEntry]) -> str:
    """Return the sentence on entries that are not as they were written."""
    there = entries[stretch.first : stretch.first + stretch.count]
    first = stretch.first + 1
    if not there:
        return (
            tr(
                "Before entry {first} something was taken away or added since it was written.",
                first=first,
            )
            if stretch.sealed
            else tr("What stands at its end has no digest: it was added by hand, or is damaged.")
        )
    words = _SEALED if stretch.sealed else _UNSEALED
    if len(there) == 1:
        words = _ONE_SEALED if stretch.sealed else _ONE_UNSEALED
    last = first + len(there) - 1
    return tr(words, first=first, last=last, day=there[0].date, end=there[-1].date)


_ONE_SEALED = tr_noop(
    "Entry {first}, of {day}, is not as goalcoach wrote it: changed by hand, or damaged. "
    "What was changed on purpose can stay so."
)
_SEALED = tr_noop(
    "Entries {first} to {last}, of {day} to {end}, are not as goalcoach wrote them: changed by "
    "hand, or damaged. What was changed on purpose can stay so."
)
_ONE_UNSEALED = tr_noop(
    "Entry {first}, of {day}, is without a digest: written by hand or by an older goalcoach, or "
    "the digest is damaged."
)
_UNSEALED = tr_noop(
    "Entries {first} to {last}, of {day} to {end}, are without a digest: written by hand or by an "
    "older goalcoach, or the digest is damaged."
)
