"""The journal of a visit: each answer is on disk before its tick is on screen.

One line an event: 16 hex digits of the sha256 of the JSON text, a space, the JSON text. A reader
takes the longest prefix of whole lines, so damage costs what stands behind it and nothing before.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from goalcoach.errors import NotSaved, Unconfirmed
from goalcoach.store.file_system import Fs
from goalcoach.store.whole_file import (
    close_quietly,
    is_there,
    not_saved,
    read_file,
    reason,
    remove,
    replace_file,
    saving,
    sync_folder,
    write_all,
)

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
EventJson = dict[str, JsonValue]

CAP = 64 << 20
_HEX = 16
# What a person said; all else in an event is ids, reasons, ways and times.
_SAID = ("value", "text", "first", "why", "inputs")
# These keep their other keys, which name rows and ways: without them the walk would change.
_MOVES = frozenset({"add", "remove", "restore", "move", "go"})
_APPEND = os.O_RDWR | os.O_APPEND


def write_lines(events: Sequence[Mapping[str, JsonValue]]) -> bytes:
    """Return the journal lines of `events`."""
    return b"".join(_line(event) for event in events)


def _line(event: Mapping[str, JsonValue]) -> bytes:
    text = json.dumps(event, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    data = text.encode("utf-8", "replace")
    return sha256(data).hexdigest()[:_HEX].encode() + b" " + data + b"\n"


def read_lines(data: bytes) -> tuple[tuple[EventJson, ...], int]:
    """Return the events of the longest whole prefix, and how many bytes it takes."""
    events: list[EventJson] = []
    start = 0
    while (end := data.find(b"\n", start)) >= 0:
        event = _read_line(data[start:end])
        if event is None or event.get("n") != len(events):
            break
        events.append(event)
        start = end + 1
    return tuple(events), start


def _read_line(line: bytes) -> EventJson | None:
    text = line[_HEX + 1 :]
    if line[: _HEX + 1] != sha256(text).hexdigest()[:_HEX].encode() + b" ":
        return None
    try:
        event = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) else None


def strip(events: Iterable[EventJson], address: str, before: int | None = None) -> list[EventJson]:
    """Return the events without what was said at `address`; with `before`, up to that number."""
    return [
        _strip_event(event)
        if event.get("at") == address and (before is None or n < before)
        else event
        for n, event in enumerate(events)
    ]


def _strip_event(event: EventJson) -> EventJson:
    said = ("first",) if event.get("ev") in _MOVES else _SAID
    return {key: value for key, value in event.items() if key not in said}


def strip_declined(events: Sequence[EventJson]) -> list[EventJson]:
    """Return the events without anything said before it was declined."""
    stripped = list(events)
    for n, event in enumerate(events):
        if event.get("reason") == "declined" and isinstance(event.get("at"), str):
            stripped = strip(stripped, str(event["at"]), n)
    return stripped


class Journal:
    """A journal open for writing; whoever makes one holds the visit's lock."""

    def __init__(self, fs: Fs, path: Path, size: int) -> None:
        self._fs = fs
        self._path = path
        self._size = size
        self._fd = -1

    @classmethod
    def create(cls, fs: Fs, path: Path, lines: bytes) -> Journal:
        """Start a journal; it has its name only once its first line is on disk. NotSaved."""
        with saving():
            replace_file(fs, path, _temp(path), lines)
            sync_folder(fs, path.parent)
        return cls(fs, path, len(lines))

    @classmethod
    def resume(cls, fs: Fs, path: Path) -> tuple[Journal, tuple[EventJson, ...], int]:
        """Open a journal: what it holds, and how many bytes behind that were cut off.

        Whole lines behind a damaged one are kept beside it as `journal.damaged`.
        """
        data = read_file(path, fs, cap=CAP)
        events, size = read_lines(data)
        journal = cls(fs, path, size)
        rest = data[size:]
        if not events or not rest:
            return journal, events, len(rest)
        with saving():
            if b"\n" in rest[:-1]:
                keep = damaged(path)
                before = read_file(keep, fs, cap=CAP) if is_there(keep, fs) else b""
                replace_file(fs, keep, _temp(keep), before + rest)
                sync_folder(fs, path.parent)
            journal._open()
        return journal, events, len(rest)

    def append(self, lines: bytes) -> None:
        """Add whole lines, down to the disk. NotSaved: none of them counts."""
        try:
            if self._fd < 0:
                self._open()
            write_all(self._fs, self._fd, lines)
            self._fs.fsync(self._fd)
            self._size += len(lines)
        except BaseException as problem:
            cut = self._start_over()
            if not isinstance(problem, OSError):
                raise
            raise not_saved(problem) if cut else _unconfirmed(problem) from problem

    def _open(self) -> None:
        """Open anew, without what was never confirmed."""
        fd = self._fs.open(self._path, _APPEND)
        try:
            size = self._fs.fstat(fd).st_size
            if size < self._size:
                raise OSError(None, "someone else has changed the journal")
            if size > self._size:
                self._fs.truncate(fd, self._size)
        except BaseException:
            close_quietly(self._fs, fd)
            raise
        self._fd = fd

    def _start_over(self) -> bool:
        """Never write or sync on a descriptor that has lied; True if the half write is gone."""
        self.close()
        try:
            self._open()
        except OSError:
            return False
        return True

    def rewrite(self, lines: bytes) -> None:
        """Put other lines in place of all there are. NotSaved: the old ones stand."""
        with saving():
            replace_file(self._fs, self._path, _temp(self._path), lines)
        self.close()
        self._size = len(lines)
        try:
            remove(self._fs, damaged(self._path))
            sync_folder(self._fs, self._path.parent)
        except OSError as problem:
            raise _unconfirmed(problem) from problem

    def close(self) -> None:
        """Close the file; the next append opens it again."""
        if self._fd >= 0:
            close_quietly(self._fs, self._fd)
            self._fd = -1


def damaged(path: Path) -> Path:
    return path.with_name("journal.damaged")


def _temp(path: Path) -> Path:
    return path.with_suffix(".new")


def _unconfirmed(problem: OSError) -> NotSaved:
    return Unconfirmed(
        f"Whether this is saved is not known: the disk answered “{reason(problem)}”. "
        "Your words are still here. Look at the disk, then try again."
    )
