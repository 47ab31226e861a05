"""A patient's diary: entries are appended, none is changed or removed.

A full file goes on in the next one, diary-2.toml, so adding an entry costs the same however long
the diary is, and each file is one that any version of goalcoach reads. The last file is written
whole under a temporary name, synced and renamed over the old one, so a reader finds the old diary
or the new one. From reading to renaming a writer locks the patient's folder, so two writers at once
lose no entry.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from msgspec import Struct

from goalcoach.errors import BadData, Busy, GoalcoachError, NotFound, NotSaved, Problem, Unconfirmed
from goalcoach.plan.outcome.diary import (
    DiaryEntry,
    add_entries,
    read_diary,
    room_for,
    sift,
    standing,
    tidy,
)
from goalcoach.plan.outcome.diary_compare import VisitDays
from goalcoach.store.disk_error import reason, saving
from goalcoach.store.file_access import (
    CAP,
    close_quietly,
    holds,
    is_folder,
    read_file,
    replace_file,
    scan,
    sync_folder,
)
from goalcoach.store.file_name import MOST_DIARY_FILES, diary_name, diary_number
from goalcoach.store.file_system import Fs
from goalcoach.store.store import Store
from goalcoach.translation import tr

_FEW_FILES = 10
"""With so many files left it is said that the diary fills up."""
_FILLED = 40 * 1024
"""Room for one more entry of any length, and some."""


def load_entries(store: Store, code: str) -> tuple[DiaryEntry, ...]:
    """Return a patient's entries but those corrected since, in the order they were written.

    () without a diary. Raises BadData, NewerFormat, NotAllowed.
    """
    return standing(load_diary(store, code))


def load_diary(store: Store, code: str) -> tuple[DiaryEntry, ...]:
    """Return all entries, those that were corrected too; raises what `load_entries` raises."""
    folder = store.folder(code)
    if not is_folder(folder, store.fs):
        return ()
    names = diary_files(store.fs, folder)
    return tuple(entry for name in names for entry in read_entries(store.fs, folder, name))


def look_at_entries(
    store: Store, code: str
) -> tuple[tuple[DiaryEntry, ...], GoalcoachError | None]:
    """Return the entries and None, or () and the error that says why the diary cannot be read."""
    try:
        return load_entries(store, code), None
    except GoalcoachError as problem:
        return (), problem


def visit_days(store: Store, code: str) -> VisitDays:
    """Return the days of the first and the last visit that can be read."""
    days = []
    versions = store.versions(code)
    for version in versions[:1] + versions[-1:]:
        try:
            days.append(store.load(code, version).plan.visit.date)
        except GoalcoachError:
            continue
    return VisitDays(min(days, default=None), max(days, default=None))


def check_room(store: Store, code: str) -> str:
    """Return a sentence where the diary will be full one day, or "".

    Raises NotSaved where it is full, so that nobody types what cannot be kept.
    """
    folder = store.folder(code)
    names = diary_files(store.fs, folder) if is_folder(folder, store.fs) else []
    left = MOST_DIARY_FILES - len(names)
    if left >= _FEW_FILES:
        return ""
    size = len(_read(store.fs, folder, names[-1]))
    if not left and size > CAP - _FILLED:
        raise NotSaved(_full())
    return tr(
        "The diary of {code} has {count} files and can have {most}.",
        code=code,
        count=len(names),
        most=MOST_DIARY_FILES,
    )


def _full() -> str:
    return tr(
        "The diary is full: it has {count} files. Move them all to another folder to begin a "
        "new one.",
        count=MOST_DIARY_FILES,
    )


def append_entries(
    store: Store, code: str, entries: Sequence[DiaryEntry]
) -> tuple[tuple[DiaryEntry, ...], tuple[int, ...]]:
    """Append entries; return those written, and the indices in `entries` of the duplicates.

    Raises NotFound for an unknown patient, Busy if another process writes, BadData if the diary
    cannot be read, NotSaved, Unconfirmed.
    """
    folder = store.folder(code)
    with saving():
        if not is_folder(folder, store.fs):
            raise NotFound(
                tr("There is no patient {code} here. A first visit begins the folder.", code=code)
            )
    with _folder_lock(store.fs, folder):
        new = [tidy(entry) for entry in entries]
        with saving():
            names = diary_files(store.fs, folder)
            data = _read(store.fs, folder, names[-1]) if names else b""
            before = _of_days(store.fs, folder, names[:-1], {entry.date for entry in new})
        known = _entries(data, code, names[-1]) if names else ()
        fresh, doubles = sift((*before, *known), new)
        _write(store.fs, folder, _spread(data, known, fresh, max(len(names), 1), code))
    return fresh, doubles


def diary_files(fs: Fs, folder: Path) -> list[str]:
    """Return the names of the diary's files in their order; BadData if one of them is missing."""
    numbers = sorted(filter(None, (diary_number(entry.name) for entry in scan(folder, fs))))
    for number, there in enumerate(numbers, 1):
        if number != there:
            words = tr(
                "this file of the diary is not there, though {there} is.", there=diary_name(there)
            )
            raise BadData(f"{folder.name}/{diary_name(number)}", [Problem(0, "", words)])
    return [diary_name(number) for number in numbers]


def read_entries(fs: Fs, folder: Path, name: str) -> tuple[DiaryEntry, ...]:
    """Return the entries of one file; raises BadData, NewerFormat, NotAllowed."""
    return _entries(_read(fs, folder, name), folder.name, name)


def _read(fs: Fs, folder: Path, name: str) -> bytes:
    return read_file(folder / name, fs, source=f"{folder.name}/{name}")


def _of_days(fs: Fs, folder: Path, names: Sequence[str], days: set[date]) -> tuple[DiaryEntry, ...]:
    """Return the entries of full files in which one of `days` stands; the others are not parsed."""
    found: list[DiaryEntry] = []
    for name in names:
        data = _read(fs, folder, name)
        if any(day.isoformat().encode() in data for day in days):
            found += _entries(data, folder.name, name)
    return tuple(found)


def _entries(data: bytes, code: str, name: str) -> tuple[DiaryEntry, ...]:
    """Return the entries in a diary's bytes; raises BadData if it is another patient's."""
    if not data:
        return ()
    source = f"{code}/{name}"
    diary = read_diary(data, source)
    if diary.patient != code:
        words = tr("this is the diary of {code}, in another's folder.", code=diary.patient)
        raise BadData(source, [Problem(0, "patient", words)])
    return diary.entries


class _Part(Struct, frozen=True):
    """What one file of the diary becomes, and how many entries that adds."""

    name: str
    data: bytes
    count: int


def _spread(
    data: bytes,
    known: tuple[DiaryEntry, ...],
    fresh: tuple[DiaryEntry, ...],
    number: int,
    code: str,
) -> list[_Part]:
    """Return the last file with as many entries as it takes, and new files for the others.

    Each is parsed once before anything is written; raises NotSaved if that does not give the same
    entries, or where there is no room left.
    """
    parts: list[_Part] = []
    while fresh:
        if number > MOST_DIARY_FILES:
            raise NotSaved(f"{tr('Nothing was written.')} {_full()}")
        count = room_for(data, fresh)
        added = _extended(data, code, known, fresh[:count]) if count else b""
        if added:
            parts.append(_Part(diary_name(number), added, count))
            fresh = fresh[count:]
        elif not data:
            raise NotSaved(tr("Nothing was written: with this the diary would not read back."))
        data, known, number = b"", (), number + 1
    return parts


def _extended(
    data: bytes, code: str, known: tuple[DiaryEntry, ...], fresh: tuple[DiaryEntry, ...]
) -> bytes:  # fmt: skip
    """Return the bytes of a file with `fresh` appended; b"" if it would be too much for one file.

    Raises NotSaved if it would not read back as it is.
    """
    extended = add_entries(data, code, fresh)
    try:
        read = read_diary(extended, "").entries
    except BadData:
        return b""
    if read != known + fresh:
        raise NotSaved(tr("Nothing was written: the diary would not read back as it is."))
    return extended


def _write(fs: Fs, folder: Path, parts: Sequence[_Part]) -> None:
    """Write the files one after the other, so that what is there is a whole diary at any time."""
    written = 0
    for part in parts:
        try:
            _replace(fs, folder, part)
        except NotSaved as problem:
            if not written:
                raise
            raise type(problem)(
                tr(
                    "{written} of {count} entries were written, and then: {problem} Import "
                    "the same once more; what is there is passed over.",
                    written=written,
                    count=sum(one.count for one in parts),
                    problem=problem.sentence,
                )
            ) from problem
        written += part.count


@contextmanager
def _folder_lock(fs: Fs, folder: Path) -> Iterator[None]:
    """Lock a patient's folder while the block runs; raises Busy, NotSaved.

    The folder itself is locked, not a file in it, so that no lock file is left behind.
    """
    with saving():
        fd = fs.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with saving():
            locked = fs.lock(fd)
        if not locked:
            raise Busy(tr("Someone else is writing in this diary just now. Try again in a moment."))
        yield
    finally:
        close_quietly(fs, fd)


def _replace(fs: Fs, folder: Path, part: _Part) -> None:
    """Replace or make a file of the diary; raises NotSaved, or Unconfirmed after the rename."""
    path = folder / part.name
    with saving():
        replace_file(fs, path, folder / f".save-{secrets.token_hex(8)}.tmp", part.data)
    try:
        sync_folder(fs, folder)
    except OSError as problem:
        raise Unconfirmed(
            tr(
                "Whether the diary is saved for good is not known: the disk answered "
                "“{problem}”. Look at the disk, then write the same once more.",
                problem=reason(problem),
            )
        ) from problem
    if not holds(fs, path, part.data):
        raise Unconfirmed(tr("The diary does not read back as it was written. Look at the disk."))
