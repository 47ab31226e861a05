"""A pack's skeleton: which sections and items there are, before any condition is read.

Conditions and pipes name items anywhere earlier in the script, so the compiler needs to know
them all first. Reports families E103, E104, E107 and E108.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.script.diagnostic import suggest
from goalcoach.dialogue.script.instrument import INSTRUMENT, expand
from goalcoach.dialogue.script.instrument_scoring import Instrument, read_instruments
from goalcoach.dialogue.script.localisation import Localisation
from goalcoach.dialogue.script.text_places import SCRIPT_TABLE
from goalcoach.dialogue.script.toml_source import Report, TomlTable, read_table

VISITS = ("first", "review")
RESERVED = frozenset({"first", "review", "break", "prior", "self", "visit", "today", "calc"})
BREAK = "break"
"""The one section with a reserved id: the words for a break, outside every order."""

_ID = re.compile(r"[a-z][a-z0-9_]*")
_KINDS = tuple(kind.value for kind in Kind if kind is not Kind.REVIEW)


@dataclass(slots=True)
class ItemOutline:
    """One item (or roster field) as far as its neighbours need to know it."""

    id: str
    section: str
    kind: Kind
    table: TomlTable
    visits: tuple[str, ...]
    place: tuple[int, int] = (0, 0)
    """Item number in its section, then field number + 1 (0 for the item itself)."""
    roster: str = ""
    fields: list[ItemOutline] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What a script calls the item: "section/item"."""
        return f"{self.section}/{self.id}"

    @property
    def options(self) -> tuple[str, ...]:
        """The ids of the options written here; of `options_from` there are none."""
        listed = self.table.data.get("options", [])
        if not isinstance(listed, list):
            return ()
        return tuple(
            str(one.get("id", "")) if isinstance(one, dict) else str(one) for one in listed
        )


@dataclass(slots=True)
class SectionOutline:
    """One section as far as others need to know it. `of` is the roster (section, item) it loops
    over and `alias` the name of its row; `repeats` is True if it has rounds."""

    id: str
    table: TomlTable
    visits: tuple[str, ...]
    items: list[ItemOutline] = field(default_factory=list)
    by_id: dict[str, ItemOutline] = field(default_factory=dict)
    """The same items, by their ids."""
    of: tuple[str, str] | None = None
    alias: str = ""
    repeats: bool = False
    instruments: list[Instrument] = field(default_factory=list)
    """The scales in it, of which each item is among `items`."""


@dataclass(slots=True)
class Outline:
    """All sections of a pack by id; `order` names those of each kind of visit in turn."""

    head: TomlTable
    order: dict[str, tuple[str, ...]]
    sections: dict[str, SectionOutline]
    aliases: frozenset[str]
    """What the rows of loops are called, "" for a section that is no loop."""

    def find(self, section: str, item: str) -> ItemOutline | None:
        """Return the item, or None if there is none of that name."""
        plot = self.sections.get(section)
        return plot.by_id.get(item) if plot else None

    def named(self, item: str) -> list[ItemOutline]:
        """Return every item with that id, whatever its section."""
        return [one for plot in self.sections.values() for one in plot.items if one.id == item]

    def before(self, one: ItemOutline, other: ItemOutline) -> bool:
        """Return True if `other` is asked before `one` in every visit that asks both."""
        for visit in VISITS:
            order = self.order.get(visit, ())
            if one.section not in order or other.section not in order:
                continue
            if visit not in one.visits or visit not in other.visits:
                continue
            if (order.index(other.section), other.place) >= (order.index(one.section), one.place):
                return False
        return True


def split_name(name: str) -> tuple[str, str]:
    """Return section and item of a name like "section/item"; an item of "" without a slash.

    A name in a script means a question wherever it is asked; an address means one asking of it.
    """
    section, _, item = name.partition("/")
    return section, item


def read_outline(
    files: Mapping[str, bytes], report: Report, words: Localisation | None = None
) -> Outline | None:
    """Return the skeleton, or None when `script.toml` cannot be read at all.

    `words` is the language whose texts stand in place of the pack's own.
    """
    if "script.toml" not in files:
        report.add("E108", "script.toml", 1, "script", "is not in the pack")
        return None
    head = read_table("script.toml", files["script.toml"], report)
    if head is None:
        return None
    if words is not None:
        words.put_into(SCRIPT_TABLE, head.data)
    language = words.language if words is not None else str(head.data.get("base_lang", ""))
    order = _read_order(head)
    sections: dict[str, SectionOutline] = {}
    for name in sorted(files):
        if name == "script.toml" or not name.endswith(".toml") or "/" in name:
            continue
        table = read_table(name, files[name], report)
        if table is not None:
            if words is not None:
                words.put_into(name.removesuffix(".toml"), table.data)
            plot = _read_section(table, language)
            _look_for_twins(plot, sections)
            sections[plot.id] = plot
    if words is not None:
        words.look_for_strangers()
    _match_order(head, order, sections, files)
    return Outline(head, order, sections, frozenset(one.alias for one in sections.values()))


def _look_for_twins(plot: SectionOutline, sections: Mapping[str, SectionOutline]) -> None:
    """Report E103 for a scale whose code another one has: both would be one in a plan."""
    seen = {scale.id: other.id for other in sections.values() for scale in other.instruments}
    tables = {one.id: one.table for one in plot.items}
    for scale in plot.instruments:
        if scale.id in seen and scale.lead in tables:
            why = f"is a scale of {seen[scale.id]} too, and a plan keeps both under one name"
            tables[scale.lead].complain("E103", "id", f"“{scale.id}” {why}")
        seen[scale.id] = plot.id


def _read_order(head: TomlTable) -> dict[str, tuple[str, ...]]:
    table = head.table("order")
    if table is None:
        head.complain("E105", "order", "is needed: order = { first = [ … ], review = [ … ] }")
        return {}
    table.allow(VISITS)
    return {visit: table.texts(visit) for visit in VISITS if table.has(visit)}


def _match_order(
    head: TomlTable,
    order: dict[str, tuple[str, ...]],
    sections: dict[str, SectionOutline],
    files: Mapping[str, bytes],
) -> None:
    listed = {section for ids in order.values() for section in ids}
    for visit, ids in order.items():
        for section in ids:
            # A section whose file did not parse has its E101 already.
            if section not in sections and f"{section}.toml" not in files:
                head.complain(
                    "E108", "order", f"{visit} names {section}, but no {section}.toml is there"
                )
            if ids.count(section) > 1:
                head.complain("E103", "order", f"{visit} names {section} twice")
    for section, plot in sections.items():
        if section not in listed and section != BREAK:
            plot.table.complain("E108", "id", "is in no order of script.toml, so it is never asked")


def _read_section(table: TomlTable, language: str) -> SectionOutline:
    name = table.file.removesuffix(".toml")
    section = table.text("id")
    if section != name:
        table.complain("E104", "id", f"needs to be “{name}”, like its file")
    if name != BREAK:
        _check_id(table, name)
    plot = SectionOutline(name, table, read_visits(table, VISITS))
    each = table.table("each")
    if each is not None:
        plot.of = split_name(each.text("of")) if each.has("of") else None
        plot.alias = each.text("as")
        plot.repeats = each.has("rounds")
    items = table.data.get("item", [])
    if not isinstance(items, list) or not all(isinstance(one, dict) for one in items):
        table.complain("E105", "item", "needs to be written as [[item]]")
        items = []
    for number, data in enumerate(items):
        item_id = str(data.get("id", ""))
        made = TomlTable(data, table.file, f"{name}/{item_id}", table.lines, number, table.report)
        if data.get("kind") == INSTRUMENT:
            _add_instrument(plot, made, language)
        else:
            _add_item(plot, made, item_id, len(plot.items))
    return plot


def _add_instrument(plot: SectionOutline, table: TomlTable, language: str) -> None:
    """Add the questions that a scale is asked as; they stand at its line."""
    if plot.table.has("each"):
        table.complain("E133", "kind", "a scale is asked once, in no loop")
    for data in expand(table, language):
        name = str(data["id"])
        made = replace(table, data=data, path=f"{plot.id}/{name}", shared=True)
        _add_item(plot, made, name, len(plot.items))
    plot.instruments += read_instruments(table, plot.id)


def _add_item(plot: SectionOutline, table: TomlTable, item_id: str, number: int) -> None:
    _check_id(table, item_id)
    if item_id in plot.by_id:
        table.complain("E103", "id", "stands twice in this section")
        return
    visits = read_visits(table, plot.visits)
    item = ItemOutline(item_id, plot.id, _read_kind(table), table, visits, (number, 0))
    for index, one in enumerate(table.tables("fields") if item.kind is Kind.ROSTER else []):
        field_id = str(one.data.get("id", ""))
        _check_id(one, field_id)
        if any(known.id == field_id for known in item.fields):
            one.complain("E107", "id", "stands twice among the fields")
            continue
        kind = _read_kind(one)
        made = ItemOutline(field_id, plot.id, kind, one, visits, (number, index + 1), item_id)
        item.fields.append(made)
    plot.items.append(item)
    plot.by_id[item_id] = item


def read_visits(table: TomlTable, default: tuple[str, ...]) -> tuple[str, ...]:
    """Return the kinds of visit under `visits`, `default` without the key. Reports E105."""
    visits = table.texts("visits") if table.has("visits") else default
    for one in visits:
        if one not in VISITS:
            table.complain("E105", "visits", f"knows “first” and “review”, not “{one}”")
    return visits


def _check_id(table: TomlTable, name: str) -> None:
    if not _ID.fullmatch(name):
        table.complain("E104", "id", "needs small letters, digits and _, a letter first")
    elif name in RESERVED:
        table.complain("E104", "id", f"“{name}” is a word of the script language")


def _read_kind(table: TomlTable) -> Kind:
    kind = table.text("kind")
    if kind not in _KINDS:
        known = (*_KINDS, INSTRUMENT)
        table.complain("E105", "kind", f"is one of {', '.join(known)}{suggest(kind, known)}")
        return Kind.SAY
    return Kind(kind)
