"""One question of a pack with an overlay's words laid over it.

Words are replaced by id: of the question, its options, fields and checks. Its kind, its conditions
and the ids of its options stay, so that answers that were given stay readable.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from msgspec.structs import replace as replace_record

from goalcoach.dialogue.script.diagnostic import suggest
from goalcoach.dialogue.script.placed_toml import (
    Placed,
    PlacedRecord,
    PlacedValue,
    SourceLine,
    place_record,
    place_table,
)
from goalcoach.dialogue.script.toml_source import TomlTable

REWORDED = (
    *("label", "say", "say_again", "show", "hint", "probes", "gate_say", "ask_more", "row_label"),
    *("unit", "anchors", "lint_ok"),
)
"""The keys of an item, or a field, that an overlay may write anew."""

_REASONS = "because"
"""Of an option that has reasons: their words anew, in their order; a reason has no id."""
_RECORD_WORDS = {"options": ("label",), "checks": ("text",), "fields": REWORDED}
_STAYS = {
    "options": "the options of a question stay as they are: answers are kept by their ids",
    "fields": "the fields of a roster stay as they are: add a question instead",
}


def merge_item(base: TomlTable, own: TomlTable, prefix: str) -> Placed:
    """Return the item of the pack below with the words that the overlay's table gives.

    What does not fit is reported at the overlay's line: E122 for an id that is not there, E123
    for a key that is no word.
    """
    merged = place_table(base, prefix)
    over = place_table(own)
    for key, value in over.items():
        if key in REWORDED:
            merged[key] = value
        elif key in _RECORD_WORDS:
            merged[key] = _merge_records(base, own, key, prefix)
        elif key == "kind":
            if value.value != base.data.get("kind"):
                own.complain("E123", key, f"was “{base.data.get('kind')}” and has to stay so")
        elif key not in ("id", "omit", "after"):
            own.complain("E123", key, "is more than words: an overlay cannot change it")
    if "after" in over:
        own.complain("E123", "after", "is for a question of your own; this one has its place")
    return merged


def _merge_records(base: TomlTable, own: TomlTable, key: str, prefix: str) -> PlacedValue:
    """Return a list of records with the words of the overlay's records of the same ids."""
    over = by_id(own.tables(key))
    records = []
    for table in _base_records(base, key):
        record = place_record(table, prefix)
        change = over.pop(str(table.data.get("id", "")), None)
        records.append(_merge_record(table, record, change, key) if change else record)
    for name, table in over.items():
        if key == "checks" and ("warn_if" in table.data or "stop_if" in table.data):
            records.append(place_record(table))
            continue
        known = [str(one.data.get("id")) for one in records]
        why = _STAYS.get(key, "a check of your own needs warn_if or stop_if")
        table.complain("E122", "id", f"“{name}” is not there{suggest(name, known)}; {why}")
    origin = SourceLine(own.file, own.line(key))
    return PlacedValue([dict(one.data) for one in records], origin, tuple(records))


def by_id(tables: list[TomlTable]) -> dict[str, TomlTable]:
    """Return an overlay's tables by their ids; E103 for one that stands twice."""
    found: dict[str, TomlTable] = {}
    for one in tables:
        name = str(one.data.get("id", ""))
        if name in found:
            one.complain("E103", "id", "stands twice: write what is otherwise in one of the two")
        found[name] = one
    return found


def _merge_record(
    base: TomlTable, record: PlacedRecord, change: TomlTable, key: str
) -> PlacedRecord:
    data = dict(record.data)
    for name, value in change.data.items():
        if name in _RECORD_WORDS[key]:
            data[name] = value
        elif key == "fields" and name in ("options", "checks"):
            merged = _merge_records(base, change, name, "")
            data[name] = merged.value
        elif key == "options" and name == _REASONS:
            data["reasons"] = _merge_reasons(base, change)
        elif name != "id" and value != base.data.get(name):
            change.complain("E123", name, "is more than words: an overlay cannot change it")
    return replace_record(record, data=data, origin=SourceLine(change.file, change.line()))


def _merge_reasons(base: TomlTable, change: TomlTable) -> list[dict[str, object]]:
    """Return the reasons of an option with the overlay's words; E123 for fewer or more of them."""
    reasons = [dict(one.data) for one in base.tables("reasons")]
    words = change.data[_REASONS]
    texts = words if isinstance(words, list) and all(isinstance(one, str) for one in words) else []
    if len(texts) != len(reasons) or not reasons:
        told = f"needs the words of each reason in a list: there are {len(reasons)} below"
        change.complain("E123", _REASONS, told)
        return reasons
    return [one | {_REASONS: text} for one, text in zip(reasons, texts, strict=True)]


def _base_records(base: TomlTable, key: str) -> list[TomlTable]:
    """Return the records of the pack below; options that are bare words become records."""
    value = base.data.get(key)
    if key == "options" and isinstance(value, list) and all(isinstance(one, str) for one in value):
        bare = replace(base, data={key: [{"id": one, "label": one} for one in value]})
        return bare.tables(key)
    return base.tables(key)


def replaced_texts(base: TomlTable, own: TomlTable, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield (name of the text, key, words below) for each text that the overlay replaces.

    The name is "section/item.say", "section/item.options.yes.label" …; the key finds its line.
    """
    for key, value in own.data.items():
        if key in REWORDED and key != "lint_ok":
            yield f"{name}.{key}", key, flat_words(base.data.get(key, ""))
        elif key in _RECORD_WORDS and isinstance(value, list):
            below = {str(one.data.get("id")): one for one in _base_records(base, key)}
            for table in (one for one in value if isinstance(one, dict)):
                record = str(table.get("id"))
                if record in below:
                    found = _record_texts(below[record], table, f"{name}.{key}.{record}")
                    yield from ((one, record, words) for one, words in found)


def _record_texts(base: TomlTable, own: dict[str, object], name: str) -> Iterator[tuple[str, str]]:
    for key in own:
        if key == _REASONS:
            below = [str(one.data.get(_REASONS, "")) for one in base.tables("reasons")]
            yield f"{name}.{key}", flat_words(below)
        elif key in (*REWORDED, "text") and key != "lint_ok":
            yield f"{name}.{key}", flat_words(base.data.get(key, ""))


def flat_words(value: object) -> str:
    """Return a text, a list of texts or a table of texts as one text."""
    if isinstance(value, dict):
        return " | ".join(f"{key}: {one}" for key, one in value.items())
    return " | ".join(map(str, value)) if isinstance(value, list) else str(value)
