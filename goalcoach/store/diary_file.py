"""The diary on the disk: entries are added, none is changed or taken away.

The file is written beside itself, down to the disk, and then takes the old one's place in one step:
what is there is the old diary or the new one. Two who write at once do not lose a line, for each
holds the patient's folder while it reads and writes.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from goalcoach.errors import BadData, Busy, GoalcoachError, NotFound, NotSaved, Problem, Unconfirmed
from goalcoach.plan.outcome.diary import DiaryEntry, add_entries, read_diary, sift, tidy
from goalcoach.store.file_system import Fs
from goalcoach.store.store import Store
from goalcoach.store.whole_file import (
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

NAME = "diary.toml"


def load_entries(store: Store, code: str) -> tuple[DiaryEntry, ...]:
    """Return a patient's entries as they were written; () where no diary was begun.

    BadData, NewerFormat, NotAllowed.
    """
    folder = store.folder(code)
    data = _read(store.fs, folder) if is_folder(folder, store.fs) else b""
    return _entries(data, code)


def look_at_entries(store: Store, code: str) -> tuple[tuple[DiaryEntry, ...], str]:
    """Return the entries, and why they could not be read or "": nothing is raised."""
    try:
        return load_entries(store, code), ""
    except GoalcoachError as problem:
        return (), problem.sentence


def append_entries(
    store: Store, code: str, entries: Sequence[DiaryEntry]
) -> tuple[tuple[DiaryEntry, ...], tuple[int, ...]]:
    """Add entries; return those written, and the positions of those that were there already.

    NotFound for an unknown patient, Busy, BadData for a diary that cannot be read, NotSaved,
    Unconfirmed.
    """
    folder = store.folder(code)
    with saving():
        if not is_folder(folder, store.fs):
            raise NotFound(f"There is no patient {code} here. A first visit begins the folder.")
    with _held(store.fs, folder):
        with saving():
            data = _read(store.fs, folder)
        known = _entries(data, code)
        fresh, doubles = sift(known, [tidy(entry) for entry in entries])
        if fresh:
            _replace(store.fs, folder, _grown(data, code, known, fresh))
    return fresh, doubles


def _read(fs: Fs, folder: Path) -> bytes:
    path = folder / NAME
    if not is_there(path, fs):
        return b""
    return read_file(path, fs, source=f"{folder.name}/{NAME}")


def _entries(data: bytes, code: str) -> tuple[DiaryEntry, ...]:
    if not data:
        return ()
    source = f"{code}/{NAME}"
    diary = read_diary(data, source)
    if diary.patient != code:
        words = f"this is the diary of {diary.patient}, in another's folder."
        raise BadData(source, [Problem(0, "patient", words)])
    return diary.entries


def _grown(
    data: bytes, code: str, known: tuple[DiaryEntry, ...], fresh: tuple[DiaryEntry, ...]
) -> bytes:  # fmt: skip
    """Return the diary with its new entries, read back before anything is written."""
    grown = add_entries(data, code, fresh)
    try:
        read = read_diary(grown, NAME).entries
    except BadData as problem:
        raise NotSaved(
            "Nothing was written: with this the diary would not read back. "
            f"It holds {len(known)} entries, and a full one is renamed to begin another."
        ) from problem
    if read != known + fresh:
        raise NotSaved("Nothing was written: the diary would not read back as it is.")
    return grown


@contextmanager
def _held(fs: Fs, folder: Path) -> Iterator[None]:
    """Hold a patient's folder itself, so that no file of a lock is left behind."""
    with saving():
        fd = fs.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with saving():
            held = fs.lock(fd)
        if not held:
            raise Busy("Someone else is writing in this diary just now. Try again in a moment.")
        yield
    finally:
        close_quietly(fs, fd)


def _replace(fs: Fs, folder: Path, data: bytes) -> None:
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
