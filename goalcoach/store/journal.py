"""The journal of a visit: each answer is on the disk before the screen shows it as kept.

One event a line: 16 hex digits of the SHA-256 of the JSON text, a space, the JSON text. A reader
takes the longest prefix of whole lines, so damage costs what follows it and nothing before.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from goalcoach.errors import NotSaved, Unconfirmed
from goalcoach.store.file_access import (
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
from goalcoach.store.file_system import Fs

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
EventJson = dict[str, JsonValue]
"""One event as it stands in the journal; `dialogue.engine.event` says what its keys mean."""

CAP = 64 << 20
"""Most bytes of a journal that is read."""
_HEX = 16
# The keys that hold what a person said; all others hold ids, reasons, directions and times.
_ANSWER_KEYS = ("value", "text", "first", "why", "inputs")
# Events about rows and places. Of these only the first words of a row are redacted: their other
# keys name rows and questions, and without them the visit would resume somewhere else.
_STRUCTURAL_EVENTS = frozenset({"add", "remove", "restore", "move", "go"})
_APPEND = os.O_RDWR | os.O_APPEND


def write_lines(events: Sequence[Mapping[str, JsonValue]]) -> bytes:
    """Return the journal lines of `events`; raises ValueError for a number that JSON lacks."""
    return b"".join(_line(event) for event in events)


def _line(event: Mapping[str, JsonValue]) -> bytes:
    text = json.dumps(event, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    data = text.encode("utf-8", "replace")
    return sha256(data).hexdigest()[:_HEX].encode() + b" " + data + b"\n"


def read_lines(data: bytes) -> tuple[tuple[EventJson, ...], int]:
    """Return the events of the longest prefix of whole lines in order, and its length in bytes."""
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
    """Return the event of a line without its line end; None if its digest or JSON is wrong."""
    text = line[_HEX + 1 :]
    if line[: _HEX + 1] != sha256(text).hexdigest()[:_HEX].encode() + b" ":
        return None
    try:
        event = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) else None


def redact_address(
    events: Iterable[EventJson], address: str, before: int | None = None
) -> list[EventJson]:
    """Return the events without the answers given, or offered, at `address`.

    With `before`, only in events with an index below it. The events themselves stay.
    """
    return [
        _redact_event(event)
        if event.get("at") == address and (before is None or n < before)
        else _redact_offer(event, address)
        for n, event in enumerate(events)
    ]


def _redact_offer(event: EventJson, address: str) -> EventJson:
    """Return the first event without what a visit kept aside had said at `address`."""
    aside = event.get("kept_aside")
    answers = aside.get("answers") if isinstance(aside, dict) else None
    if not isinstance(aside, dict) or not isinstance(answers, list):
        return event
    kept = [one for one in answers if not (isinstance(one, dict) and one.get("at") == address)]
    return event if kept == answers else {**event, "kept_aside": {**aside, "answers": kept}}


def _redact_event(event: EventJson) -> EventJson:
    removed = ("first",) if event.get("ev") in _STRUCTURAL_EVENTS else _ANSWER_KEYS
    return {key: value for key, value in event.items() if key not in removed}


def redact_declined(events: Sequence[EventJson]) -> list[EventJson]:
    """Return the events without the answers to questions that were declined afterwards."""
    redacted = list(events)
    for n, event in enumerate(events):
        if event.get("reason") == "declined" and isinstance(event.get("at"), str):
            redacted = redact_address(redacted, str(event["at"]), n)
    return redacted


class Journal:
    """A journal open for writing. The caller must hold the visit's lock.

    Its size is what was confirmed to be on the disk; bytes behind that are cut off.
    """

    def __init__(self, fs: Fs, path: Path, size: int) -> None:
        self._fs = fs
        self._path = path
        self._size = size
        self._fd = -1

    @classmethod
    def create(cls, fs: Fs, path: Path, lines: bytes) -> Journal:
        """Start a journal with `lines`; it gets its name once they are on the disk.

        Raises NotSaved.
        """
        with saving():
            replace_file(fs, path, _temp(path), lines)
            sync_folder(fs, path.parent)
        return cls(fs, path, len(lines))

    @classmethod
    def resume(cls, fs: Fs, path: Path) -> tuple[Journal, tuple[EventJson, ...], int]:
        """Return an existing journal, its events, and how many unreadable bytes follow them.

        Those bytes are cut off; if there are whole lines among them, all are first copied to
        `journal.damaged`. With no event at all nothing is changed. Raises NotFound, BadData,
        NotSaved.
        """
        data = read_file(path, fs, cap=CAP)
        events, size = read_lines(data)
        journal = cls(fs, path, size)
        rest = data[size:]
        if not events or not rest:
            return journal, events, len(rest)
        with saving():
            if b"\n" in rest[:-1]:
                keep = damaged_path(path)
                before = read_file(keep, fs, cap=CAP) if is_there(keep, fs) else b""
                replace_file(fs, keep, _temp(keep), before + rest)
                sync_folder(fs, path.parent)
            journal._open()
        return journal, events, len(rest)

    def append(self, lines: bytes) -> None:
        """Append whole lines and return once they are on the disk.

        Raises NotSaved if none of them counts, Unconfirmed if that cannot be known.
        """
        try:
            if self._fd < 0:
                self._open()
            write_all(self._fs, self._fd, lines)
            self._fs.fsync(self._fd)
            self._size += len(lines)
        except BaseException as problem:
            cut = self._reopen()
            if not isinstance(problem, OSError):
                raise
            raise not_saved(problem) if cut else _unconfirmed(problem) from problem

    def _open(self) -> None:
        """Open the file and cut off bytes that were never confirmed; raises OSError."""
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

    def _reopen(self) -> bool:
        """Open the file anew after a failed write; return True if the partial write is cut off.

        The old descriptor is not used again: after a failed fsync a second one may report success
        though the data is lost.
        """
        self.close()
        try:
            self._open()
        except OSError:
            return False
        return True

    def rewrite(self, lines: bytes) -> None:
        """Replace the whole journal by `lines`, and remove its `journal.damaged`.

        Raises NotSaved if the old lines are still there, Unconfirmed if that cannot be known.
        """
        with saving():
            replace_file(self._fs, self._path, _temp(self._path), lines)
        self.close()
        self._size = len(lines)
        try:
            remove(self._fs, damaged_path(self._path))
            sync_folder(self._fs, self._path.parent)
        except OSError as problem:
            raise _unconfirmed(problem) from problem

    def close(self) -> None:
        """Close the file; the next append opens it again."""
        if self._fd >= 0:
            close_quietly(self._fs, self._fd)
            self._fd = -1


def damaged_path(path: Path) -> Path:
    """Return where unreadable lines of the journal at `path` are kept."""
    return path.with_name("journal.damaged")


def _temp(path: Path) -> Path:
    return path.with_suffix(".new")


def _unconfirmed(problem: OSError) -> NotSaved:
    return Unconfirmed(
        f"Whether this is saved is not known: the disk answered “{reason(problem)}”. "
        "Your words are still here. Look at the disk, then try again."
    )
