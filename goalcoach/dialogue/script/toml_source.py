"""A script's files as tables whose every key knows its line.

The TOML reader gives values without lines, so a second, line-wise look at the text finds where
each item, key and inline record begins. `TomlTable` hands out typed values and reports what does
not fit. Reads bytes that were loaded elsewhere; opens nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import tomli
from msgspec.structs import replace

from goalcoach.dialogue.script.diagnostic import Diagnostic, suggest
from goalcoach.plan.file.key_lines import find_lines, line_of
from goalcoach.plan.file.toml_limit import excess
from goalcoach.plan.location import Location

_T = TypeVar("_T")

_HEAD = re.compile(
    r"\s*(?:(?P<item>\[\[item\]\])"
    r"|\[\[?\s*(?!item\b)(?P<table>[A-Za-z0-9_-]+)"
    r"|(?P<key>[A-Za-z_][A-Za-z0-9_]*)\s*=)"
)
"""What a line begins with. Together, for each line of a script is looked at when it is opened."""
_SLIPS = (
    (
        re.compile(r"[=\[,{]\s*[“”„‟‘’«»]"),
        'needs straight quotes around a text: " where “ or ” stands',
    ),
    (
        re.compile(r"^\s*[A-Za-z_]\w*\s*=\s*(?!(true|false|inf|nan)\b)[^\W\d_]"),
        'needs straight quotes around a text: " before it and behind it',
    ),
    (re.compile(r"^\s*\[item\]"), "needs two brackets on each side: [[item]]"),
)
"""What a line that is no TOML looks like where someone slipped, and what to tell of it."""
_LONG = ('"""', "'''")
_MANY_DIGITS = re.compile(r"[0-9](?:[0-9_]{15}|[xob][0-9a-fA-F_]{13}|[eE]\+?[0-9]{2})")
"""May be too large a number; begins with a digit, which is fast to look for among words."""
_MOST_NUMBER = 10**15
"""A number further from 0 counts nothing here, and is too large for some sums."""
_RECORD = re.compile(r"\{\s*id\s*=\s*\"([^\"]*)\"")


@dataclass(slots=True)
class Lines:
    """Where things begin: item number → line, (item number, key or record id) → lines."""

    items: list[int] = field(default_factory=list)
    keys: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    tables: dict[tuple[int, str], int] = field(default_factory=dict)
    """Where a table has a line of its own: [phases], [[step]]."""

    @classmethod
    def read(cls, text: str) -> Lines:
        """Return the lines of a file's text, found without parsing it as TOML."""
        lines, item = cls(), -1
        in_text = ""
        for number, line in enumerate(text.split("\n"), 1):
            if in_text:
                in_text = "" if in_text in line else in_text
                continue
            if _LONG[0] in line or _LONG[1] in line:
                in_text = next((one for one in _LONG if line.count(one) % 2), "")
            if match := _HEAD.match(line):
                if match["item"]:
                    lines.items.append(number)
                    item += 1
                elif name := match["table"]:
                    lines.tables.setdefault((item, name), number)
                else:
                    lines.keys.setdefault((item, match["key"]), []).append(number)
            if "{" in line:
                for match in _RECORD.finditer(line):
                    lines.keys.setdefault((item, match[1]), []).append(number)
        return lines

    def find(self, item: int, start: int, *names: str) -> int:
        """Return the line of the first name known in item `item` (-1: the file's head).

        The same id may stand in several records of an item: the one from `start` on is meant.
        """
        for name in names:
            known = self.keys.get((item, name))
            if known:
                return next((line for line in known if line >= start), known[0])
        headed = (self.tables[item, name] for name in names if (item, name) in self.tables)
        if (line := next(headed, 0)) >= max(start, 1):
            return line
        return self.items[item] if 0 <= item < len(self.items) else 1


@dataclass(slots=True)
class Report:
    """Collects diagnostics while a pack is compiled."""

    found: list[Diagnostic] = field(default_factory=list)

    def add(
        self, code: str, file: str, line: int, where: str, message: str, *, once: bool = False
    ) -> None:
        """Add one diagnostic; `line` counts from 1. With `once` not what that line was told of."""
        told = Diagnostic(file, line, code, where, message)
        if not once or all(replace(one, field=where) != told for one in self.found):
            self.found.append(told)


@dataclass(slots=True)
class TomlTable:
    """One TOML table with its place in the file. `path` is how a diagnostic names it.

    A reading method reports E105 if the value is of another type, and returns the default then.
    """

    data: dict[str, object]
    file: str
    path: str
    lines: Lines
    item: int
    report: Report
    anchor: tuple[str, ...] = ()
    """What an inline table is found by, instead of its keys: its id, or what it stands in."""
    start: int = 0
    shared: bool = False
    """True for one of several questions that one place of the file stands for, as a scale does."""

    def line(self, key: str = "") -> int:
        """Return the line of a key, from 1; of the table if the key is not there."""
        return self.lines.find(self.item, self.start, *self.anchor, key)

    def complain(self, code: str, key: str, message: str) -> None:
        """Report a diagnostic about a key of this table, or about the table with ""."""
        where = f"{self.path}.{key}" if key else self.path
        self.report.add(code, self.file, self.line(key), where, message, once=self.shared)

    def allow(self, keys: Sequence[str]) -> None:
        """Report E102 for each key that is not in `keys`."""
        for key in self.data:
            if key not in keys:
                self.complain("E102", key, f"unknown key{suggest(key, tuple(keys))}")

    def has(self, key: str) -> bool:
        """Return True if the key is there, whatever its value."""
        return key in self.data

    def text(self, key: str, default: str = "") -> str:
        """Return a text."""
        return self._typed(key, str, default, "a text")

    def flag(self, key: str, default: bool = False) -> bool:
        """Return true or false."""
        return self._typed(key, bool, default, "true or false")

    def whole(self, key: str, default: int = 0) -> int:
        """Return a whole number. Reports E106 for one below 0."""
        value = self._typed(key, int, default, "a whole number")
        if isinstance(value, bool):
            self.complain("E105", key, "needs a whole number")
            return default
        if value < 0:
            self.complain("E106", key, "is 0 or more")
            return default
        return value

    def number(self, key: str, default: float = 0) -> float:
        """Return a number."""
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.complain("E105", key, "needs a number")
            return default
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty by default."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.complain("E105", key, "needs a list of texts")
            return ()
        return tuple(str(one) for one in value)

    def pair(self, key: str) -> tuple[float, float] | None:
        """Return [least, most], None by default. Reports E106 if they run from high to low."""
        if key not in self.data:
            return None
        value = self.data[key]
        if (
            not isinstance(value, list)
            or len(value) != 2
            or not all(isinstance(n, int | float) and not isinstance(n, bool) for n in value)
        ):
            self.complain("E105", key, "needs two numbers, [least, most]")
            return None
        if value[0] > value[1]:
            self.complain("E106", key, "runs from high to low: write [least, most]")
            return None
        return (value[0], value[1])

    def table(self, key: str) -> TomlTable | None:
        """Return an inner table, None by default."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.complain("E105", key, "needs a table, { … }")
            return None
        return self._inner(value, key, (*self.anchor, key))

    def tables(self, key: str) -> list[TomlTable]:
        """Return the records of a list; each is found at the line where its id stands."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.complain("E105", key, "needs a list of tables, [ { … }, … ]")
            return []
        made = []
        for index, one in enumerate(value):
            name = str(one.get("id", index))
            made.append(self._inner(one, f"{key}.{name}", (name, *(self.anchor or (key,)))))
        return made

    def _inner(self, data: dict[str, object], name: str, anchor: tuple[str, ...]) -> TomlTable:
        path, start = f"{self.path}.{name}", self.line(name.partition(".")[0])
        return TomlTable(
            data, self.file, path, self.lines, self.item, self.report, anchor, start, self.shared
        )

    def _typed(self, key: str, kind: type[_T], default: _T, what: str) -> _T:
        value = self.data.get(key, default)
        if not isinstance(value, kind):
            self.complain("E105", key, f"needs {what}")
            return default
        return value


class _NotFinite(Exception):
    """A number that compares with nothing or is beyond all others: nan, inf, 1e999."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word

    def line(self, text: str) -> int:
        """Return the line of `text`, from 1, where the number stands."""
        found = re.search(rf"[=\[,]\s*{re.escape(self.word)}(?![\w.])", text)
        return text.count("\n", 0, found.end()) + 1 if found else 1


def _finite(word: str) -> float:
    number = float(word.replace("_", ""))
    if not math.isfinite(number):
        raise _NotFinite(word)
    return number


def _large_numbers(value: object, place: Location = ()) -> Iterator[Location]:
    """Yield the place of each number that is too large."""
    if isinstance(value, int | float) and abs(value) > _MOST_NUMBER:
        yield place
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _large_numbers(one, (*place, key))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from _large_numbers(one, (*place, at))


def read_table(file: str, data: bytes, report: Report) -> TomlTable | None:
    """Return the file's table, or None after an E101 that says where it cannot be read."""
    try:
        text = data.decode("utf-8")
        if too_much := excess(text):
            line, where, words = too_much
            report.add("E101", file, max(line, 1), where, words)
            return None
        parsed = tomli.loads(text, parse_float=_finite)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        report.add("E101", file, line, "", "is not UTF-8 text")
        return None
    except RecursionError:
        report.add("E101", file, 1, "", "is nested too deeply")
        return None
    except tomli.TOMLDecodeError as error:
        wrong = text.split("\n")[error.lineno - 1]
        told = next((words for sign, words in _SLIPS if sign.search(wrong)), "")
        told = told or f"is not TOML: {error.msg}"
        report.add("E101", file, error.lineno, "", told)
        return None
    except _NotFinite as found:
        report.add("E105", file, found.line(text), "", f"needs a number where {found.word} stands")
        return None
    except ValueError:
        report.add("E101", file, 1, "", "holds a number that is far too long")
        return None
    path = file.removesuffix(".toml")
    # Few files have a number of so many digits.
    large = list(_large_numbers(parsed)) if _MANY_DIGITS.search(text) else []
    if large:
        line = line_of(find_lines(text), large[0]) or 1
        where = ".".join(key for key in large[0] if isinstance(key, str))
        report.add("E105", file, line, where, "needs a number of 15 digits at most")
        return None
    return TomlTable(parsed, file, path, Lines.read(text), -1, report)
