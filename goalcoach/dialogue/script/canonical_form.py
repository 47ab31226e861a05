"""The canonical form of a pack's files: one order of keys, records in arrays, comments kept.

A value is kept as it was written, and a comment stays with the key it stands before. A table of an
item that was written as [[item.fields]] or [item.anchors] becomes an array or an inline table:
behind such a header a key that was meant for the item would land in the record instead. What TOML
reads is the same before and after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import tomli

from goalcoach.plan.file.toml_limit import excess

ITEM_ORDER = (
    *("id", "kind", "lint_ok", "extra", "core", "each_day", "who", "anew", "if_empty", "visits"),
    *("private", "panel", "moves", "label", "say", "say_again", "show", "hint", "probes"),
    *("ask_more", "when", "unit", "numbers", "earliest", "first_of", "latest", "confirms"),
    *("propose", "options_from", "options_but", "fills", "required", "opens", "skips", "gate"),
    *("gate_say", "adds", "rank", "sets", "max_words", "rows", "range", "anchors", "reveal"),
    *("marks", "options", "row_label", "checks", "fields"),
)
"""The order of the keys of a question or field; those it does not name come behind."""
INSTRUMENT_ORDER = (
    *("id", "kind", "title", "version", "notice", "permission", "language", "lint_ok", "visits"),
    *("private", "say", "when", "items", "options", "score", "missing", "range", "direction"),
    *("retest_change", "parts"),
)
"""The order of the keys of a scale of the site."""
SECTION_ORDER = ("id", "title", "phase", "lint_ok", "protects", "visits", "when", "each")
PACK_ORDER = (
    *("format", "id", "version", "base_lang", "langs", "visits", "order", "short"),
    *("private_later", "talk_only", "skips", "retired", "grade", "lint_ok"),
)
_RECORD_ORDER = ("id", "label", "exclusive", "firm", "when", "warn_if", "stop_if", "text", "opens")

_HEADER = re.compile(r"[ \t]*(\[\[?)[ \t]*([^\]\n]+?)[ \t]*(\]\]?)[ \t]*(#[^\n]*)?(?:\n|$)")
_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEY = re.compile(rf"[ \t]*({_PART}(?:[ \t]*\.[ \t]*{_PART})*)[ \t]*=[ \t]*")
_REST = re.compile(r"[ \t]*(#[^\n]*)?(?:\n|$)")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)


_ODD = "it holds something that is written in an unusual way"


class NotFormatted(Exception):
    """The file cannot be put in order without changing what it says; the words say why."""


@dataclass(slots=True)
class _Entry:
    """A key with its value as written, and what stands before and behind it."""

    key: str
    value: str
    before: list[str]
    behind: str = ""

    @property
    def name(self) -> str:
        """The key, or its first part."""
        return self.key.partition(".")[0].strip().strip("\"'")


@dataclass(slots=True)
class _Table:
    """A table with a header; `inner` are those whose header goes on where this one ends."""

    path: tuple[str, ...]
    is_list: bool
    before: list[str] = field(default_factory=list)
    behind: str = ""
    entries: list[_Entry] = field(default_factory=list)
    inner: list[_Table] = field(default_factory=list)


def format_file(name: str, text: str) -> str:
    """Return a file of a pack in its canonical form; raises NotFormatted."""
    lines = text.replace("\r\n", "\n")
    try:
        if excess(lines):
            raise NotFormatted("it is far too deep")
        before = tomli.loads(lines)
        root, last = _read(lines)
        made = _write(name, root, last)
        if tomli.loads(made) != before:
            raise NotFormatted("it would not read the same")
    except (tomli.TOMLDecodeError, RecursionError, ValueError) as problem:
        raise NotFormatted("it is no TOML") from problem
    return made


def _read(text: str) -> tuple[_Table, list[str]]:
    """Return the file as a tree of tables, and the comments behind everything."""
    root = _Table((), False)
    open_tables = [root]
    at, pending = 0, list[str]()
    while at < len(text):
        line_end = text.find("\n", at)
        line = text[at : line_end if line_end >= 0 else len(text)]
        if not line.strip() or line.lstrip().startswith("#"):
            pending.append(line.strip())
            at = line_end + 1 if line_end >= 0 else len(text)
        elif match := _HEADER.match(text, at):
            path = tuple(part.strip() for part in match[2].split("."))
            table = _Table(path, match[1] == "[[", pending, match[4] or "")
            while open_tables[-1].path != path[: len(open_tables[-1].path)] or (
                open_tables[-1].path == path
            ):
                open_tables.pop()
            _hang(open_tables, table)
            at, pending = match.end(), []
        elif match := _KEY.match(text, at):
            end = _value_end(text, match.end())
            rest = _REST.match(text, end)
            if rest is None:
                raise NotFormatted(_ODD)
            entry = _Entry(match[1].strip(), text[match.end() : end], pending, rest[1] or "")
            open_tables[-1].entries.append(entry)
            at, pending = rest.end(), []
        else:
            raise NotFormatted(_ODD)
    return root, pending


def _hang(open_tables: list[_Table], table: _Table) -> None:
    """Put a table below the last open one, with the tables between them that have no header."""
    around = open_tables[-1]
    first = len(around.path) + 1 if around.path or table.path[0] != "item" else len(table.path)
    for length in range(first, len(table.path)):
        between = _Table(table.path[:length], False)
        open_tables[-1].inner.append(between)
        open_tables.append(between)
    open_tables[-1].inner.append(table)
    open_tables.append(table)


def _value_end(text: str, at: int) -> int:
    """Return where the value that begins at `at` ends."""
    depth = 0
    while at < len(text):
        sign = text[at]
        if sign in "\"'":
            match = _STRING.match(text, at)
            if match is None:
                raise NotFormatted(_ODD)
            at = match.end()
            continue
        if sign == "#":
            if depth == 0:
                break
            at = text.find("\n", at)
            if at < 0:
                raise NotFormatted(_ODD)
            continue
        if sign == "\n" and depth == 0:
            break
        depth += (sign in "[{") - (sign in "]}")
        at += 1
    return len(text[:at].rstrip(" \t")) if depth == 0 else at


def _write(name: str, root: _Table, last: list[str]) -> str:
    is_head = name == "script.toml"
    order = PACK_ORDER if is_head else SECTION_ORDER
    inlined = [] if is_head else [one for one in root.inner if one.path != ("item",)]
    lines = list(_lines([*root.entries, *map(_as_entry, inlined)], order))
    for table in root.inner:
        if table in inlined:
            continue
        lines += ["", *_spaced(table.before)]
        brackets = ("[[", "]]") if table.is_list else ("[", "]")
        header = f"{brackets[0]}{'.'.join(table.path)}{brackets[1]}"
        lines.append(f"{header}  {table.behind}".rstrip())
        entries = [*table.entries, *_inner_entries(table)]
        lines += _lines(entries, _item_order(entries) if table.path == ("item",) else ())
    lines += ["", *_spaced(last)] if any(last) else []
    while lines and not lines[0]:
        del lines[0]
    return "\n".join(lines) + "\n"


def _lines(entries: list[_Entry], order: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of entries in the given order; at most one line is left blank before one."""
    for at, entry in enumerate(_sorted(entries, order)):
        if at and entry.before and not entry.before[0]:
            yield ""
        yield from _spaced(entry.before)
        yield f"{entry.key} = {entry.value}" + (f"  {entry.behind}" if entry.behind else "")


def _spaced(comments: list[str]) -> Iterator[str]:
    """Yield comments, with one blank line where there were some between or behind them."""
    begun = blank = False
    for one in comments:
        if one and begun and blank:
            yield ""
        if one:
            yield one
        begun, blank = begun or bool(one), not one
    if begun and blank:
        yield ""


def _sorted(entries: list[_Entry], order: tuple[str, ...]) -> list[_Entry]:
    place = {name: at for at, name in enumerate(order)}
    return sorted(entries, key=lambda one: place.get(one.name, len(order)))


def _item_order(entries: list[_Entry]) -> tuple[str, ...]:
    scale = any(one.name == "kind" and one.value == '"instrument"' for one in entries)
    return INSTRUMENT_ORDER if scale else ITEM_ORDER


def _inner_entries(table: _Table) -> list[_Entry]:
    """Return the tables below this one as keys: lists of records, and inline tables."""
    made: dict[tuple[str, ...], _Entry] = {}
    for one in table.inner:
        if not one.is_list:
            made[one.path] = _as_entry(one)
            continue
        comments = [f"  {line}\n" for line in (*one.before, one.behind) if line]
        row = f"{''.join(comments)}  {_as_record(one)},\n"
        entry = made.setdefault(one.path, _Entry(one.path[-1], "[\n]", []))
        entry.value = f"{entry.value[:-1]}{row}]"
    return list(made.values())


def _as_entry(table: _Table) -> _Entry:
    return _Entry(table.path[-1], _as_record(table), table.before, table.behind)


def _as_record(table: _Table) -> str:
    """Return a table as one inline table; its comments cannot stand inside, so they go before."""
    entries = [*table.entries, *_inner_entries(table)]
    if any(one.behind or any(one.before) for one in entries):
        raise NotFormatted("a comment stands in a table that becomes one line")
    order = ITEM_ORDER if any(one.name == "kind" for one in entries) else _RECORD_ORDER
    inner = ", ".join(f"{one.key} = {one.value}" for one in _sorted(entries, order))
    return f"{{ {inner} }}" if inner else "{}"
