"""The lines of a visit's journal: how they are written, read, and rid of what was declined.

One event a line: 16 hex digits of the SHA-256 of the JSON text, a space, the JSON text. A reader
takes the longest prefix of whole lines, so damage costs what follows it and nothing before; and of
what follows, each line that is whole can still be read. `journal_writer` writes the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

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
# Fewer letters than this are not looked for in a damaged line: "yes" stands in too many of them.
_TELLING = 4


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


@dataclass(slots=True)
class JournalGlance:
    """What is kept of a journal that is read in blocks: hardly more than one line at a time."""

    header: EventJson | None = None
    """The first event, None if it cannot be read."""
    last: EventJson | None = None
    placed: EventJson | None = None
    """The last event with an address."""
    events: int = 0
    """How many events stand in the longest prefix of whole lines in order."""
    rest: int = 0
    """How many bytes follow that prefix."""
    broken: bool = False
    """The prefix ends at a whole line that is none of a journal, not in one that has no end yet."""

    def _take(self, line: bytes) -> None:
        event = None if self.broken else _read_line(line)
        if event is None or event.get("n") != self.events:
            self.broken = True
            self.rest += len(line) + 1
            return
        self.header = self.header or event
        self.last = event
        self.placed = event if isinstance(event.get("at"), str) else self.placed
        self.events += 1


def glance(blocks: Iterable[bytes]) -> JournalGlance:
    """Return what `read_lines` would tell of a journal's bytes, without holding its events."""
    told, tail = JournalGlance(), bytearray()
    for block in blocks:
        if told.broken:
            told.rest += len(block)
            continue
        *ended, after = block.split(b"\n")
        if ended:
            told._take(bytes(tail) + ended[0])
            for line in ended[1:]:
                told._take(line)
            tail.clear()
        tail += after
    told.rest += len(tail)
    return told


def read_whole_lines(data: bytes) -> tuple[tuple[EventJson, ...], int]:
    """Return the event of each whole line, whatever its number, and how many lines are not whole.

    For what follows damage, and for files in which two machines wrote: nothing is taken to follow
    from the line before. Bytes that are all zero, as a power cut leaves them, are no line.
    """
    events, broken = [], 0
    for line in data.split(b"\n"):
        event = _read_line(line)
        if event is not None:
            events.append(event)
        elif line.strip(b"\0"):
            broken += 1
    return tuple(events), broken


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


def read_time(event: EventJson) -> datetime:
    """Return an event's time in UTC; 1970-01-01 if it has none that can be read.

    At the ends of the calendar a time of another zone may lie outside it, so those are none.
    """
    try:
        moment = datetime.fromtimestamp(float(str(event.get("t"))) / 1000, UTC)
        if date.min.year < moment.year < date.max.year:
            return moment
    except (ValueError, OverflowError, OSError):
        pass
    return datetime.fromtimestamp(0, UTC)


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


def redact_bytes(data: bytes, addresses: Iterable[str], said: Iterable[EventJson]) -> bytes:
    """Return the lines of a file without the answers given at `addresses`.

    A whole line loses the words, as `redact_address` takes them. A damaged line goes altogether if
    it names one of the addresses, or holds a text that stands there in `said` or in a whole line.
    """
    wanted = set(addresses)
    lines = data.split(b"\n")
    events = [_read_line(line) for line in lines]
    there = [one for one in (*events, *said) if one is not None and one.get("at") in wanted]
    marks = {json.dumps(address, ensure_ascii=False).encode() for address in wanted}
    for one in there:
        marks |= {text for key in _ANSWER_KEYS for text in _texts(one.get(key))}
    kept = []
    for line, event in zip(lines, events, strict=True):
        if event is None and any(mark in line for mark in marks):
            continue
        told = event is not None and event.get("at") in wanted
        kept.append(_line(_redact_event(event))[:-1] if event and told else line)
    return b"\n".join(kept)


def _texts(value: JsonValue) -> set[bytes]:
    """Return each text in a value that is long enough to be looked for, as it stands in JSON."""
    if isinstance(value, str):
        data = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")[1:-1]
        return {data} if len(value) >= _TELLING else set()
    parts = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    return {text for part in parts for text in _texts(part)}
