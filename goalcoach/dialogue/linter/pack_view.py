"""A pack as the rules look at it: questions beside their tables, texts with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field

from goalcoach.dialogue.linter.reading_grade import words_in
from goalcoach.dialogue.script.diagnostic import Diagnostic
from goalcoach.dialogue.script.script import Item, Script, Section
from goalcoach.dialogue.script.symbol_table import VISITS, ItemOutline, Outline
from goalcoach.dialogue.script.toml_source import TomlTable

_PIPE = re.compile(r"\{([a-z][a-z0-9_./-]*)(?:\|([^{}|]*))?\}")
_SLOTS = frozenset(
    ("label", "say", "say_again", "show", "hint", "gate_say", "ask_more", "row_label", "unit")
)
_TITLE, _SAY = frozenset(("title",)), frozenset(("say",))
SPOKEN = frozenset({"say", "say_again", "gate_say", "ask_more", "probe"})
"""The slots whose words are said aloud."""


class Asked(Struct, frozen=True):
    """A question or a field: its table, what it was compiled to, and its section."""

    plot: ItemOutline
    item: Item
    section: Section

    @property
    def table(self) -> TomlTable:
        """The table it is written in."""
        return self.plot.table


class Text(Struct, frozen=True):
    """One text. `words` has the fallback in the place of each name."""

    asked: Asked | None
    table: TomlTable
    slot: str
    """The key it stands under; "probe", "anchor", "option", "reason" or "check" in a list."""
    key: str
    """Where a finding says it stands: "say", "options.yes.label"."""
    raw: str
    words: str

    def finding(self, code: str, message: str) -> Diagnostic:
        """Return what is to be told of this text."""
        return finding(self.table, code, self.key, message)


def finding(table: TomlTable, code: str, key: str, message: str) -> Diagnostic:
    """Return what is to be told of a key of a table, or of the table with "".

    A key such as "checks.low.text" is found at the line where the check "low" begins.
    """
    top, _, inner = key.partition(".")
    line = table.line(top)
    if inner:
        record = inner.partition(".")[0]
        line = table.lines.find(table.item, line, record, *table.anchor, top)
    return Diagnostic(table.file, line, code, f"{table.path}.{key}" if key else table.path, message)


class PackView(Struct, frozen=True, dict=True):
    """A pack that could be read. A rule takes it and yields what it finds."""

    outline: Outline
    script: Script
    answers: dict[tuple[str, str], frozenset[object]] = field(default_factory=dict)
    """What `condition_range` found that can be answered, by the question."""

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Every question, each before its own fields, section by section."""
        return tuple(self._asked())

    def _asked(self) -> Iterator[Asked]:
        for plot in self.outline.sections.values():
            section = self.script.sections[plot.id]
            for one, item in zip(plot.items, section.items, strict=True):
                yield Asked(one, item, section)
                for inner_plot, inner in zip(one.fields, item.fields, strict=True):
                    yield Asked(inner_plot, inner, section)

    @cached_property
    def questions(self) -> Mapping[tuple[str, str], Asked]:
        """The questions by section and item id; no fields."""
        return {one.item.home: one for one in self.asked if not one.item.roster}

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the pack that its author may word: those of a scale are as published."""
        heads = (one.table for one in self.outline.sections.values())
        found = [text for table in heads for text in _texts(table, None, _TITLE)]
        before = {(one.section, one.lead) for one in self.script.instruments}
        for asked in self.asked:
            home = asked.item.home
            if home in before:
                found += _texts(asked.table, asked, _SAY)
            elif home not in self.published:
                found += _texts(asked.table, asked, _SLOTS)
                found += _inner_texts(asked)
        return tuple(found)

    @cached_property
    def words(self) -> tuple[list[str], ...]:
        """The words of each text, in the order of the texts."""
        known = {words: words_in(words) for words in {one.words for one in self.texts}}
        return tuple([known[one.words] for one in self.texts])  # a third of them stands twice

    @cached_property
    def vocabulary(self) -> Mapping[str, str]:
        """Every word of the texts; beside it how it is compared: small, its apostrophe straight."""
        return {one: one.lower().replace("’", "'") for one in set().union(*self.words)}

    @cached_property
    def published(self) -> frozenset[tuple[str, str]]:
        """The questions of scales, by section and item id."""
        scales = self.script.instruments
        return frozenset((one.section, name) for one in scales for name in one.items)

    @property
    def english(self) -> bool:
        """True if the pack is written in English, for which some rules are made."""
        return self.script.language.partition("-")[0] == "en"

    def visits(self, one: Asked) -> frozenset[str]:
        """Return the kinds of visit that ask a question."""
        return self._visits[one.section.id, one.item.visits]

    @cached_property
    def _visits(self) -> Mapping[tuple[str, tuple[str, ...]], frozenset[str]]:
        """The kinds of visit by a section that they ask and what a question in it names."""
        order = self.outline.order
        asks = {
            one: frozenset(visit for visit in VISITS if one in order.get(visit, ()))
            for one in self.script.sections
        }
        named = {(one.section.id, one.item.visits) for one in self.asked}
        return {key: asks[key[0]].intersection(key[1]) for key in named}


def without_names(raw: str) -> str:
    """Return a text with its fallbacks in the place of names."""
    return _PIPE.sub(lambda match: match[2] or "", raw) if "{" in raw else raw


def names_in(raw: str) -> list[tuple[str, str | None]]:
    """Return each name of a text with its fallback, None where it has none."""
    return [(match[1], match[2]) for match in _PIPE.finditer(raw)] if "{" in raw else []


def _texts(table: TomlTable, asked: Asked | None, slots: frozenset[str]) -> list[Text]:
    return [
        Text(asked, table, slot, slot, raw, without_names(raw))
        for slot, raw in table.data.items()
        if slot in slots and isinstance(raw, str)
    ]


def _inner_texts(asked: Asked) -> Iterator[Text]:
    table, data = asked.table, asked.table.data
    for raw in _strings(data.get("probes")):
        yield Text(asked, table, "probe", "probes", raw, without_names(raw))
    if isinstance(anchors := data.get("anchors"), dict):
        for raw in _strings(list(anchors.values())):
            yield Text(asked, table, "anchor", "anchors", raw, raw)
    if "options" in data:
        yield from _option_texts(asked, data["options"])
    for one in records_in(data.get("checks")):
        if isinstance(words := one.get("text"), str):
            key = f"checks.{one.get('id', '')}.text"
            yield Text(asked, table, "check", key, words, without_names(words))


def _option_texts(asked: Asked, options: object) -> Iterator[Text]:
    table = asked.table
    for one in records_in(options):
        key = f"options.{one.get('id', '')}"
        if isinstance(label := one.get("label"), str):
            yield Text(asked, table, "option", f"{key}.label", label, without_names(label))
        for reason in records_in(one.get("reasons")):
            if isinstance(words := reason.get("because"), str):
                yield Text(asked, table, "reason", f"{key}.reasons", words, without_names(words))
    for raw in _strings(options):
        yield Text(asked, table, "option", f"options.{raw}", raw, raw)


def _strings(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def records_in(value: object) -> list[dict[str, object]]:
    """Return the tables of a list as it is written; none of what is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
