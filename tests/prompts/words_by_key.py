"""The words of the core pack by their nested keys, in the layout of a language file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import tomli

from tests.prompts import pack
from tests.prompts.pack import CORE, SLOTS, Toml

Key = tuple[str, ...]


@cache
def english_words() -> dict[Key, str]:
    """Return every text of the pack by its key in a language file, in the order of the files."""
    script = pack.files()["script"]
    words: Toml = {"script": {"phases": script["phases"], "skips": script["skips"]}}
    for section in [*pack.sections(), pack.files()["break"]]:
        items = {item["id"]: _words_of(item) for item in section["item"]}
        words[section["id"]] = {"title": section["title"], **items}
    return dict(_texts(words))


@cache
def translated_words(language: str) -> dict[Key, str]:
    """Return every text of `i18n/LANGUAGE.toml` by its key, in the order of the file."""
    path = CORE / "i18n" / f"{language}.toml"
    return dict(_texts(tomli.loads(path.read_text("utf-8"))))


def slot_of(key: Key) -> str:
    """Return what kind of text stands there: say, probe, reason, check, anchor, label, phases …"""
    if key[0] == "script":
        return key[1]
    if key[-1] == "text":
        return "check"
    return {"probes": "probe", "reasons": "reason", "anchors": "anchor"}.get(key[-2], key[-1])


def _words_of(item: Toml) -> Toml:
    words: Toml = {slot: item[slot] for slot in SLOTS if slot in item}
    words["probes"] = _numbered(item.get("probes", ()))
    words["anchors"] = item.get("anchors", {})
    words["options"] = {one["id"]: _option(one) for one in item.get("options", ())}
    words["checks"] = {one["id"]: {"text": one["text"]} for one in item.get("checks", ())}
    words["fields"] = {one["id"]: _words_of(one) for one in item.get("fields", ())}
    return words


def _option(option: Toml) -> Toml:
    reasons = [reason["because"] for reason in option.get("reasons", ())]
    return {"label": option["label"], "reasons": _numbered(reasons)}


def _numbered(texts: list[str]) -> dict[str, str]:
    return {str(number): text for number, text in enumerate(texts, 1)}


def _texts(table: Toml, above: Key = ()) -> Iterator[tuple[Key, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _texts(value, (*above, name))
        else:
            yield (*above, name), value
