"""A patient's diary file: entries are appended, none is changed or removed.

The whole file is written under a temporary name, synced and renamed over the old one, so a reader
finds the old diary or the new one. From reading to renaming a writer locks the patient's folder,
so two writers at once lose no entry.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from goalcoach.errors import BadData, Busy, GoalcoachError, NotFound, NotSaved, Problem, Unconfirmed
from goalcoach.plan.outcome.diary import DiaryEntry, add_entries, read_diary, sift, tidy
from goalcoach.store.file_access import (
    close_quietly,
    holds,
    is_folder,
    is_there,
    read_file,
    reason,
    replace_file,
    saving,
    sync_folder,
)
from goalcoach.store.file_name import DIARY_FILE
from goalcoach.store.file_system import Fs
from goalcoach.store.store import Store

NAME = DIARY_FILE
"""The diary's file name in a patient's folder."""


def load_entries(store: Store, code: str) -> tuple[DiaryEntry, ...]:
    """Return a patient's entries in the order they were written; () without a diary.

    Raises BadData, NewerFormat, NotAllowed.
    """
    folder = store.folder(code)
    data = _read(store.fs, folder) if is_folder(folder, store.fs) else b""
    return _entries(data, code)


def look_at_entries(store: Store, code: str) -> tuple[tuple[DiaryEntry, ...], str]:
    """Return the entries and "", or () and the sentence on why the diary cannot be read."""
    try:
        return load_entries(store, code), ""
    except GoalcoachError as problem:
        return (), problem.sentence


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
            raise NotFound(f"There is no patient {code} here. A first visit begins the folder.")
    with _folder_lock(store.fs, folder):
        with saving():
            data = _read(store.fs, folder)
        known = _entries(data, code)
        fresh, doubles = sift(known, [tidy(entry) for entry in entries])
        if fresh:
            _replace(store.fs, folder, _extended(data, code, known, fresh))
    return fresh, doubles


def _read(fs: Fs, folder: Path) -> bytes:
    """Return the diary's bytes, b"" if there is none."""
    path = folder / NAME
    if not is_there(path, fs):
        return b""
    return read_file(path, fs, source=f"{folder.name}/{NAME}")


def _entries(data: bytes, code: str) -> tuple[DiaryEntry, ...]:
    """Return the entries in a diary's bytes; raises BadData if it is another patient's."""
    if not data:
        return ()
    source = f"{code}/{NAME}"
    diary = read_diary(data, source)
    if diary.patient != code:
        words = f"this is the diary of {diary.patient}, in another's folder."
        raise BadData(source, [Problem(0, "patient", words)])
    return diary.entries


def _extended(
    data: bytes, code: str, known: tuple[DiaryEntry, ...], fresh: tuple[DiaryEntry, ...]
) -> bytes:  # fmt: skip
    """Return the bytes of the diary with `fresh` appended.

    They are parsed once before they are written; raises NotSaved if that does not give the same
    entries.
    """
    extended = add_entries(data, code, fresh)
    try:
        read = read_diary(extended, NAME).entries
    except BadData as problem:
        raise NotSaved(
            "Nothing was written: with this the diary would not read back. "
            f"It holds {len(known)} entries, and a full one is renamed to begin another."
        ) from problem
    if read != known + fresh:
        raise NotSaved("Nothing was written: the diary would not read back as it is.")
    return extended


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
            raise Busy("Someone else is writing in this diary just now. Try again in a moment.")
        yield
    finally:
        close_quietly(fs, fd)


def _replace(fs: Fs, folder: Path, data: bytes) -> None:
    """Replace the diary file by `data`; raises NotSaved, or Unconfirmed after the rename."""
    path = folder / NAME
    with saving():
        replace_file(fs, path, folder / f".save-{secrets.token_hex(8)}.tmp", data)
    try:
        sync_folder(fs, folder)
    except OSError as problem:
        raise Unconfirmed(
            "Whether the diary is saved for good is not known: the disk answered "
            f"“{reason(problem)}”. Look at the disk, then write the same once more."
        ) from problem
    if not holds(fs, path, data):
        raise Unconfirmed("The diary does not read back as it was written. Look at the disk.")
