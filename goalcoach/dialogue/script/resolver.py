"""Conditions and texts of a script are read and checked, their names resolved. E203–E205, E211."""

from __future__ import annotations

from dataclasses import dataclass

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.script.condition import (
    IS_WORDS,
    OPERATORS,
    All,
    Any,
    Condition,
    Literal,
    Not,
    Reference,
    Source,
    Test,
    VisitIs,
)
from goalcoach.dialogue.script.diagnostic import suggest
from goalcoach.dialogue.script.name_resolver import NameResolver
from goalcoach.dialogue.script.piping import EMPTY_TEMPLATE, BadTemplate, Template, parse
from goalcoach.dialogue.script.symbol_table import VISITS
from goalcoach.dialogue.script.toml_source import TomlTable
from goalcoach.typed_day import read_counted

_FITS = {
    "eq": {"text", "choice", "number", "date", "row", "flag"},
    "ne": {"text", "choice", "number", "date", "row", "flag"},
    "lt": {"number"},
    "le": {"number"},
    "gt": {"number"},
    "ge": {"number"},
    "in": {"text", "choice", "number", "row"},
    "has": {"several"},
    "count_ge": {"several"},
    "count_le": {"several"},
    "words_lt": {"text"},
    "names_nothing": {"text"},
    "before": {"date"},
    "after": {"date"},
}


def _has_flag(data: object) -> bool:
    """True if a condition as written names a flag."""
    if isinstance(data, dict):
        return "flag" in data or any(map(_has_flag, data.values()))
    return isinstance(data, list) and any(map(_has_flag, data))


@dataclass(slots=True)
class Resolver(NameResolver):
    """Reads conditions and texts with pipes, as seen from one item, field or section head."""

    def condition(self, table: TomlTable, key: str) -> Condition | None:
        """Return the condition under `key`, or None if there is none (or it is unfit)."""
        if not table.has(key):
            return None
        return self._read(table.data[key], table, key)

    def template(self, table: TomlTable, key: str) -> Template:
        """Return the text under `key` with its pipes resolved; empty if there is none."""
        return self.words(table.text(key), table, key) if table.has(key) else EMPTY_TEMPLATE

    def words(self, text: str, table: TomlTable, key: str) -> Template:
        """Return `text` with its pipes resolved; reports E211 for a lone brace, E205 for a pipe
        that means a whole column."""
        try:
            return parse(text, lambda name: self._resolve_pipe(name, table, key))
        except BadTemplate as problem:
            table.complain("E211", key, str(problem))
            return EMPTY_TEMPLATE

    def _resolve_pipe(self, name: str, table: TomlTable, key: str) -> Reference:
        reference = self.resolve(name, table, key)
        one_row = self._same_roster(reference) or self._loop_over(reference)
        if reference.source is Source.COLUMN and not one_row:
            table.complain("E205", key, f"{{{name}}} is a whole column here, not one value")
        return reference

    def _read(self, data: object, table: TomlTable, key: str) -> Condition | None:
        if not isinstance(data, dict):
            table.complain("E105", key, "needs a condition, { q = …, eq = … }")
            return None
        for word, made in (("all", All), ("any", Any)):
            if word in data:
                parts = data[word]
                if len(data) > 1 or not isinstance(parts, list) or not parts:
                    table.complain("E105", key, f"“{word}” stands alone and needs a list")
                    return None
                read = [self._read(part, table, key) for part in parts]
                return made(tuple(part for part in read if part is not None))
        if "flag" in data:
            return self._read_flag(data, table, key)
        if "not" in data:
            inner = self._read(data["not"], table, key)
            return Not(inner) if inner is not None else None
        if "visit" in data:
            if data["visit"] not in VISITS or len(data) > 1:
                table.complain("E204", key, "visit is “first” or “review”, and stands alone")
            return VisitIs(str(data["visit"]))
        return self._read_test(data, table, key)

    def _read_flag(self, data: dict[str, object], table: TomlTable, key: str) -> Condition | None:
        """Return a condition of [flags] in script.toml, as if it were written out here."""
        flags = self.outline.head.data.get("flags")
        known = flags if isinstance(flags, dict) else {}
        name = str(data["flag"])
        if len(data) > 1 or name not in known or _has_flag(known[name]):
            told = "stands alone, names a condition of [flags], and no flag names another"
            table.complain("E201", key, f"flag “{name}” {told}{suggest(name, tuple(known))}")
            return None
        return self._read(known[name], table, key)

    def _read_test(self, data: dict[str, object], table: TomlTable, key: str) -> Condition | None:
        operators = [word for word in data if word != "q"]
        if "q" not in data or len(operators) != 1:
            table.complain("E105", key, "needs q and one operator")
            return None
        operator = operators[0]
        if operator not in OPERATORS:
            table.complain(
                "E203", key, f"unknown operator “{operator}”{suggest(operator, OPERATORS)}"
            )
            return None
        left = self.resolve(str(data["q"]), table, key)
        raw = data[operator]
        if operator == "is":
            if raw not in IS_WORDS:
                table.complain("E204", key, f"“is” knows {', '.join(IS_WORDS)}")
            return Test(left, "is", str(raw))
        kind = self._type(left)
        if kind != "unknown" and kind not in _FITS[operator]:
            fitting = ", ".join(("is", *(one for one, kinds in _FITS.items() if kind in kinds)))
            told = f"“{operator}” does not fit {data['q']}, which takes {fitting}"
            table.complain("E203", key, told)
            return None
        if isinstance(raw, dict):
            return self._read_against(left, operator, raw, table, key)
        operand = self._literal(left, operator, raw, table, key)
        return None if operand is None else Test(left, operator, operand)

    def _read_against(
        self, left: Reference, operator: str, raw: dict[str, object], table: TomlTable, key: str
    ) -> Condition | None:
        if set(raw) != {"q"}:
            table.complain("E105", key, "an operand is a value or { q = … }")
            return None
        return Test(left, operator, self.resolve(str(raw["q"]), table, key))

    def _literal(
        self, left: Reference, operator: str, raw: object, table: TomlTable, key: str
    ) -> Literal | tuple[Literal, ...] | None:
        if operator == "in":
            if not isinstance(raw, list) or not raw:
                table.complain("E204", key, "“in” needs a list")
                return None
            made = [self._literal(left, "eq", one, table, key) for one in raw]
            return tuple(one for one in made if one is not None and not isinstance(one, tuple))
        kind = self._type(left)
        counts = operator in ("count_ge", "count_le", "words_lt")
        if counts:
            kind = "number"
        elif operator == "names_nothing":
            kind = "flag"
        if kind == "unknown":
            return str(raw)
        if isinstance(raw, str) and kind == "date":
            day = read_counted(raw)
            if day is None:
                table.complain("E204", key, "a day is written “today”, “today+14d” or “today-1w”")
            return day
        fits: dict[str, type | tuple[type, ...]] = {"number": (int, float), "flag": bool}
        if not isinstance(raw, fits.get(kind, str)) or (kind == "number" and isinstance(raw, bool)):
            table.complain("E204", key, f"“{raw}” is not a {kind}")
            return None
        if not counts:
            self._check_option(left, raw, table, key)
        return raw if isinstance(raw, bool | int | float | str) else None

    def _check_option(self, left: Reference, raw: object, table: TomlTable, key: str) -> None:
        plot = self._target(left)
        if plot is None or plot.kind not in (Kind.CHOICE, Kind.MULTI):
            return
        options = plot.options
        if options and raw not in options:
            near = suggest(str(raw), options)
            table.complain("E204", key, f"“{raw}” is not an option of {plot.id}{near}")
