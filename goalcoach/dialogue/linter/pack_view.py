"""A pack as the rules look at it: questions beside their tables, texts with their places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from goalcoach.dialogue.linter.listed_answers import listed_answers
from goalcoach.dialogue.linter.reading_grade import words_in
from goalcoach.dialogue.script.condition import Condition
from goalcoach.dialogue.script.diagnostic import Diagnostic
from goalcoach.dialogue.script.script import Item, Script, Section
from goalcoach.dialogue.script.symbol_table import VISITS, ItemOutline, Outline
from goalcoach.dialogue.script.toml_source import TomlTable

_PIPE = re.compile(r"\{([a-z][a-z0-9_./-]*)(?:\|([^{}|]*))?\}")
_SLOTS = ("label", "say", "say_again", "show", "hint", "gate_say", "ask_more", "row_label", "unit")
_INNER_SLOTS = ("probe", "anchor", "option", "reason", "check")
SPOKEN = frozenset({"say", "say_again", "gate_say", "ask_more", "probe"})
"""The slots whose words are said aloud."""


class Asked(Struct, frozen=True, gc=False):
    """A question or a field: its table, and what it was compiled to.

    Nothing that it holds knows of it, so there is nothing for the garbage collector to find.
    """

    plot: ItemOutline
    item: Item
    section: Section
    visits: frozenset[str]
    """The kinds of visit that ask it."""
    answers: frozenset[object]
    """What can be answered, as `listed_answers` says."""

    @property
    def table(self) -> TomlTable:
        """The table it is written in."""
        return self.plot.table


class Text(Struct, frozen=True, gc=False):
    """One text. `words` has the fallback in the place of each name. Not collected, as `Asked`."""

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

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Every question, each before its own fields, section by section."""
        return tuple(self._asked())

    def _asked(self) -> Iterator[Asked]:
        order = self.outline.order
        for plot in self.outline.sections.values():
            section = self.script.sections[plot.id]
            here = frozenset([one for one in VISITS if plot.id in order.get(one, ())])
            visits = {one.visits: here.intersection(one.visits) for one in section.items}
            for one, item in zip(plot.items, section.items, strict=True):
                yield Asked(one, item, section, visits[item.visits], listed_answers(item))
                # A field is asked wherever its roster is.
                for inner_plot, inner in zip(one.fields, item.fields, strict=True):
                    answers = listed_answers(inner)
                    yield Asked(inner_plot, inner, section, visits[item.visits], answers)

    @cached_property
    def questions(self) -> Mapping[tuple[str, str], Asked]:
        """The questions by section and item id; no fields."""
        return {one.item.home: one for one in self.asked if not one.item.roster}

    @cached_property
    def texts(self) -> Mapping[str, list[Text]]:
        """Every text of the pack that its author may word, by its slot.

        The texts of a scale are as published.
        """
        found = {slot: _texts(self.own_tables, slot) for slot in _SLOTS}
        led = [one.table for one in self.asked if one.item.home in self._led]
        found["say"] += _texts(led, "say")
        found["title"] = _texts([one.table for one in self.outline.sections.values()], "title")
        found |= {slot: [] for slot in _INNER_SLOTS}
        for table in self.own_tables:
            _add_inner_texts(found, table)
        return found

    @cached_property
    def own_tables(self) -> list[TomlTable]:
        """The tables of the questions and fields that are worded here, and are of no scale."""
        apart = self._led | self.published
        return [one.table for one in self.asked if one.item.home not in apart]

    @cached_property
    def _led(self) -> frozenset[tuple[str, str]]:
        """What is said before each scale."""
        return frozenset((one.section, one.lead) for one in self.script.instruments)

    @cached_property
    def named_texts(self) -> list[Text]:
        """The texts with a brace, as each with a name has."""
        return [text for texts in self.texts.values() for text in texts if "{" in text.raw]

    def texts_in(self, slots: Collection[str]) -> list[Text]:
        """Return the texts of some slots."""
        return [text for slot in slots for text in self.texts[slot]]

    def texts_of(self, wordings: Collection[str]) -> list[Text]:
        """Return the texts that have one of some wordings."""
        if not wordings:
            return []
        return [text for texts in self.texts.values() for text in texts if text.words in wordings]

    @cached_property
    def words(self) -> Mapping[str, list[str]]:
        """The words of each text, by the text without names: a third of them stands twice."""
        # A word is kept once, not as often as it is said: to go through them all is faster then.
        kept = dict[str, str]().setdefault
        found: dict[str, list[str]] = {}
        for one in {text.words for texts in self.texts.values() for text in texts}:
            words = words_in(one)
            found[one] = list(map(kept, words, words))
        return found

    def words_with(self, telling: set[str]) -> dict[str, list[str]]:
        """Return the words of each text that has one of some words, by the text."""
        if not telling:
            return {}
        return {one: words for one, words in self.words.items() if not telling.isdisjoint(words)}

    @cached_property
    def vocabulary(self) -> Mapping[str, str]:
        """Every word of the texts; beside it how it is compared: small, its apostrophe straight."""
        words = set[str]().union(*self.words.values())
        return {one: one.lower().replace("’", "'") for one in words}

    @cached_property
    def conditions(self) -> list[tuple[Asked, str, Condition]]:
        """Each condition of a question, with its key."""
        found: list[tuple[Asked, str, Condition]] = []
        for asked in self.asked:
            item = asked.item
            # The questions of a scale have its condition, which is told of at what is said first.
            if item.when is not None and item.home not in self.published:
                found.append((asked, "when", item.when))
            if item.gate is not None:
                found.append((asked, "gate", item.gate))
            for check in item.checks:
                found.append((asked, f"checks.{check.id}", check.fires))
            for option in item.options:
                if option.when is not None:
                    found.append((asked, f"options.{option.id}.when", option.when))
                for reason in option.reasons:
                    found.append((asked, f"options.{option.id}.reasons", reason.when))
        return found

    @cached_property
    def published(self) -> frozenset[tuple[str, str]]:
        """The questions of scales, by section and item id."""
        scales = self.script.instruments
        return frozenset((one.section, name) for one in scales for name in one.items)

    @property
    def english(self) -> bool:
        """True if the pack is written in English, for which some rules are made."""
        return self.script.language.partition("-")[0] == "en"


def without_names(raw: str) -> str:
    """Return a text with its fallbacks in the place of names."""
    return _PIPE.sub(lambda match: match[2] or "", raw) if "{" in raw else raw


def names_in(raw: str) -> list[tuple[str, str | None]]:
    """Return each name of a text with its fallback, None where it has none."""
    return [(match[1], match[2]) for match in _PIPE.finditer(raw)] if "{" in raw else []


def _texts(tables: list[TomlTable], slot: str) -> list[Text]:
    return [
        Text(table, slot, slot, raw, without_names(raw) if "{" in raw else raw)
        for table in tables
        if isinstance(raw := table.data.get(slot), str)
    ]


def _add_inner_texts(found: Mapping[str, list[Text]], table: TomlTable) -> None:
    data = table.data
    if "probes" in data:
        found["probe"] += [
            Text(table, "probe", "probes", raw, without_names(raw))
            for raw in _strings(data["probes"])
        ]
    if isinstance(anchors := data.get("anchors"), dict):
        for raw in _strings(list(anchors.values())):
            found["anchor"].append(Text(table, "anchor", "anchors", raw, raw))
    if "options" in data:
        _add_option_texts(found, table, data["options"])
    for one in records_in(data["checks"]) if "checks" in data else ():
        if isinstance(words := one.get("text"), str):
            key = f"checks.{one.get('id', '')}.text"
            found["check"].append(Text(table, "check", key, words, without_names(words)))


def _add_option_texts(found: Mapping[str, list[Text]], table: TomlTable, options: object) -> None:
    for one in records_in(options):
        key = f"options.{one.get('id', '')}"
        if isinstance(label := one.get("label"), str):
            text = Text(table, "option", f"{key}.label", label, without_names(label))
            found["option"].append(text)
        for reason in records_in(one.get("reasons")):
            if isinstance(words := reason.get("because"), str):
                text = Text(table, "reason", f"{key}.reasons", words, without_names(words))
                found["reason"].append(text)
    for raw in _strings(options):
        found["option"].append(Text(table, "option", f"options.{raw}", raw, raw))


def _strings(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def records_in(value: object) -> list[dict[str, object]]:
    """Return the tables of a list as it is written; none of what is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
