"""TOML written from values that know where they came from.

Each line that is written remembers the file and line of its source, so that a diagnostic of the
written file can be told where a person finds it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple

from msgspec import Struct

from goalcoach.dialogue.script.toml_source import TomlTable

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class SourceLine(NamedTuple):
    """A file and a line of it, counted from 1."""

    file: str
    line: int


class PlacedRecord(Struct, frozen=True):
    """One record of a list, or one table of a file, with its place."""

    data: Mapping[str, object]
    origin: SourceLine


class PlacedValue(Struct, frozen=True):
    """A value with its place; of a list of records, each record with its own."""

    value: object
    origin: SourceLine
    records: tuple[PlacedRecord, ...] = ()


Placed = dict[str, PlacedValue]


@dataclass(slots=True)
class PlacedFile:
    """The lines of a file with the origin of each."""

    lines: list[str] = field(default_factory=list)
    origins: list[SourceLine] = field(default_factory=list)

    def add(self, line: str, origin: SourceLine) -> None:
        """Add one line."""
        self.lines.append(line)
        self.origins.append(origin)

    def add_keys(self, table: Placed) -> None:
        """Add the keys of a table, one a line; lists of records take a line a record."""
        for key, one in table.items():
            if not one.records:
                self.add(f"{write_key(key)} = {write_value(one.value)}", one.origin)
                continue
            self.add(f"{write_key(key)} = [", one.origin)
            for record in one.records:
                self.add(f"  {write_value(record.data)},", record.origin)
            self.add("]", one.origin)

    def bytes(self) -> bytes:
        """Return the file."""
        return ("\n".join(self.lines) + "\n").encode()


def place_table(table: TomlTable, prefix: str = "", but: Sequence[str] = ()) -> Placed:
    """Return the keys of a table with their places; files are named with `prefix` before them."""
    placed: Placed = {}
    for key, value in table.data.items():
        if key in but:
            continue
        records: tuple[PlacedRecord, ...] = ()
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            records = tuple(place_record(one, prefix) for one in table.tables(key))
        placed[key] = PlacedValue(value, SourceLine(prefix + table.file, table.line(key)), records)
    return placed


def place_record(table: TomlTable, prefix: str = "") -> PlacedRecord:
    """Return a table as one record; its id comes first, by which its line is found."""
    data = dict(table.data)
    if "id" in data:
        data = {"id": data.pop("id"), **data}
    return PlacedRecord(data, SourceLine(prefix + table.file, table.line()))


def write_key(key: str) -> str:
    """Return a key as TOML writes it."""
    return key if _BARE.fullmatch(key) else write_value(key)


def write_value(value: object) -> str:
    """Return a value that TOML can hold, on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{"".join(map(_escape, value))}"'
        case int() | float():
            return repr(value)
        case date() | time():
            return value.isoformat()
        case Mapping():
            inner = ", ".join(
                f"{write_key(key)} = {write_value(one)}" for key, one in value.items()
            )
            return f"{{ {inner} }}" if inner else "{}"
        case list() | tuple():
            return f"[{', '.join(map(write_value, value))}]"
        case _:
            raise TypeError(type(value).__name__)


def _escape(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    return f"\\u{ord(sign):04x}" if ord(sign) < 32 or ord(sign) == 127 else sign
