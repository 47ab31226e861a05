"""Names in a script become references, and conditions get checked. Families E201–E206.

What a name means depends on where it stands: in its own section first, in a loop the loop's
row, in a roster's field the same row. Everything is settled here once, so that nothing can go
wrong while a visit runs.
"""

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
from goalcoach.dialogue.script.piping import EMPTY_TEMPLATE, BadTemplate, Template, parse
from goalcoach.dialogue.script.symbol_table import VISITS, ItemOutline, Outline, split_name
from goalcoach.dialogue.script.toml_source import TomlTable
from goalcoach.plan.fillable_paths import ValueShape, find
from goalcoach.typed_day import read_counted

CALCS = {
    "gap": "number",
    "active_goals": "number",
    "start_amount": "number",
    "step_ratio": "number",
    "amount_open": "flag",
    "less_open": "flag",
    "leaflet_waits": "flag",
    "same_day": "flag",
    "same_visits": "number",
    "step_now": "flag",
    "step_words": "text",
    "step_below": "flag",
    "time_based": "flag",
    "level_more": "text",
}
"""What `calc.NAME` may read, and the kind of its result."""

_NOWHERE = Reference(Source.CALC)
"""Stands for a name that means nothing: of no kind, so that no second fault is told of it."""

_KIND_TYPES: dict[Kind, str] = {
    Kind.SAY: "said",
    Kind.TEXT: "text",
    Kind.LONG_TEXT: "text",
    Kind.CHOICE: "choice",
    Kind.MULTI: "several",
    Kind.SCALE: "number",
    Kind.NUMBER: "number",
    Kind.DATE: "date",
    Kind.LIST: "several",
    Kind.ROSTER: "several",
}
_SHAPE_TYPES = {
    ValueShape.TEXT: "text",
    ValueShape.CHOICE: "choice",
    ValueShape.YES_NO: "choice",
    ValueShape.NUMBER: "number",
    ValueShape.INTEGER: "number",
    ValueShape.DATE: "date",
}
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
class Resolver:
    """Resolves names as seen from one item, field or section head (`plot` None).

    `in_check`: for a check, a gate or words said after the answer, which may look at the item
    itself. What is wrong is reported to the table that it stands in.
    """

    outline: Outline
    section: str
    plot: ItemOutline | None
    in_check: bool = False
    whole_section: bool = False
    """For `each.again`, which may look at every item of its own section."""

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
        if plot is None or plot.kind not in (Kind.CHOICE, Kind.MULTI) or not plot.options:
            return
        if raw not in plot.options:
            near = suggest(str(raw), plot.options)
            table.complain("E204", key, f"“{raw}” is not an option of {plot.id}{near}")

    # names

    def resolve(self, name: str, table: TomlTable, key: str) -> Reference:
        """Return the reference `name` means here; E201, E202 or E206 if it means none."""
        if name == "today":
            return Reference(Source.TODAY)
        if name == "self":
            if not self.in_check:
                table.complain("E201", key, "“self” is known inside checks only")
            return Reference(Source.SELF)
        head, _, rest = name.partition(".")
        if head == "prior":
            return self._resolve_prior(rest, table, key)
        if head == "calc":
            if rest not in CALCS:
                near = suggest(rest, tuple(CALCS))
                table.complain("E201", key, f"no calculation is called “{rest}”{near}")
            return Reference(Source.CALC, name=rest)
        if "/" not in head and self._alias_of(head):
            return self._resolve_alias(head, rest, table, key)
        return self._resolve_item(head, rest, table, key)

    def _alias_of(self, name: str) -> str:
        return next((s.id for s in self.outline.sections.values() if s.alias == name), "")

    def _resolve_prior(self, path: str, table: TomlTable, key: str) -> Reference:
        info = find(path)
        if info is None:
            table.complain("E201", key, f"the plan has no field “{path}”")
        return Reference(Source.PRIOR, name=info.path if info else path)

    def _resolve_alias(self, alias: str, rest: str, table: TomlTable, key: str) -> Reference:
        section = self.outline.sections.get(self.section)
        if section is None or section.alias != alias or section.of is None:
            table.complain("E206", key, f"“{alias}” is known only inside its loop")
            return _NOWHERE
        if not rest:
            return Reference(Source.ROW, *section.of)
        roster = self.outline.find(*section.of)
        if roster is None or all(one.id != rest for one in roster.fields):
            table.complain("E201", key, f"{section.of[1]} has no field “{rest}”")
            return _NOWHERE
        return Reference(Source.COLUMN, *section.of, rest)

    def _resolve_item(self, head: str, rest: str, table: TomlTable, key: str) -> Reference:
        target = self._find(head, table, key)
        if target is None:
            return _NOWHERE
        if rest:
            fields = [one.id for one in target.fields]
            if rest not in fields:
                near = suggest(rest, fields)
                table.complain("E201", key, f"{target.id} has no field “{rest}”{near}")
                return _NOWHERE
            column = next(one for one in target.fields if one.id == rest)
            self._check_order(column, table, key)
            return Reference(Source.COLUMN, target.section, target.id, rest)
        self._check_order(target, table, key)
        return Reference(Source.ITEM, target.section, target.id)

    def _find(self, head: str, table: TomlTable, key: str) -> ItemOutline | None:
        if "/" in head:
            found = self.outline.find(*split_name(head))
        else:
            found = self.outline.find(self.section, head)
            same = self.outline.named(head) if found is None else []
            if len(same) > 1:
                table.complain(
                    "E201", key, f"“{head}” stands in several sections: write section/{head}"
                )
                return None
            found = found or (same[0] if same else None)
        if found is None:
            near = suggest(head, self._names("/" in head))
            table.complain("E201", key, f"nothing is called “{head}”{near}")
        return found

    def _names(self, whole: bool) -> list[str]:
        """Return what every item is called, with its section if `whole`; long in a large pack."""
        items = (one for plot in self.outline.sections.values() for one in plot.items)
        return [one.name if whole else one.id for one in items]

    def _check_order(self, target: ItemOutline, table: TomlTable, key: str) -> None:
        if self.plot is None:
            own = target.section == self.section
            later = own and not self.whole_section
        elif self.in_check and target.section == self.section and self._is_here(target):
            later = False
        else:
            later = not self.outline.before(self.plot, target)
        if later:
            table.complain("E202", key, f"{target.name} is asked later, or is itself")

    def _is_here(self, target: ItemOutline) -> bool:
        """In a check, the item itself and all fields of the same row are there to see."""
        if self.plot is None:
            return False
        return self.plot.place[0] == target.place[0]

    def _same_roster(self, reference: Reference) -> bool:
        if self.plot is None or reference.section != self.section:
            return False
        return reference.item in (self.plot.roster, self.plot.id)

    def _loop_over(self, reference: Reference) -> bool:
        section = self.outline.sections.get(self.section)
        return section is not None and section.of == (reference.section, reference.item)

    # kinds

    def _target(self, reference: Reference) -> ItemOutline | None:
        if reference.source is Source.SELF:
            return self.plot
        plot = self.outline.find(reference.section, reference.item)
        if plot is None or reference.source is Source.ITEM:
            return plot if reference.source is Source.ITEM else None
        if reference.source is Source.COLUMN:
            return next((one for one in plot.fields if one.id == reference.field), None)
        return None

    def _type(self, reference: Reference) -> str:
        plot = self._target(reference)
        if plot is not None:
            return _KIND_TYPES[plot.kind]
        match reference.source:
            case Source.ROW:
                return "row"
            case Source.TODAY:
                return "date"
            case Source.CALC:
                return CALCS.get(reference.name, "unknown")
            case Source.PRIOR:
                info = find(reference.name)
                return _SHAPE_TYPES.get(info.shape, "several") if info else "unknown"
            case _:
                return "unknown"
