"""The words of the core pack and of its language files, each as one table by the same addresses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import tomli

from tests.prompts import pack
from tests.prompts.pack import Toml

Address = tuple[str, ...]
"""Where a text stands in a language file: ("flare", "signs", "probes", "1")."""

_SAID = ("say", "say_again", "gate_say", "ask_more")


@cache
def english() -> dict[Address, str]:
    """Return every text of the pack by the address that a language file gives it."""
    script = pack.files()["script"]
    told: Toml = {"script": {"phases": script["phases"], "skips": script["skips"]}}
    for section in [*pack.sections(), pack.files()["break"]]:
        items = {item["id"]: _words_of(item) for item in section["item"]}
        told[section["id"]] = {"title": section["title"], **items}
    return dict(_flat(told))


@cache
def read(name: str) -> dict[Address, str]:
    """Return every text of a language file, such as "de", by its address."""
    path = pack.CORE / "i18n" / f"{name}.toml"
    return dict(_flat(tomli.loads(path.read_text("utf-8"))))


def is_said(address: Address) -> bool:
    """Say whether a text is spoken: a question, what is said before it, or a probe."""
    return address[-1] in _SAID or address[-2] == "probes"


def heard(raw: str) -> str:
    """Return a text as it stands when nothing is known yet."""
    return pack.PIPE.sub(lambda match: match.group(3) or "", raw).replace("___", "")


def _words_of(item: Toml) -> Toml:
    told: Toml = {slot: item[slot] for slot in pack.SLOTS if slot in item}
    told["probes"] = {str(n): one for n, one in enumerate(item.get("probes", ()), 1)}
    told["anchors"] = item.get("anchors", {})
    told["options"] = dict(_option_of(one) for one in item.get("options", ()))
    told["checks"] = {one["id"]: {"text": one["text"]} for one in item.get("checks", ())}
    told["fields"] = {one["id"]: _words_of(one) for one in item.get("fields", ())}
    return told


def _option_of(option: Toml | str) -> tuple[str, Toml]:
    if isinstance(option, str):
        return option, {"label": option}
    reasons = {str(n): one["because"] for n, one in enumerate(option.get("reasons", ()), 1)}
    return option["id"], {"label": option["label"], "reasons": reasons}


def _flat(table: Toml, at: Address = ()) -> Iterator[tuple[Address, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, (*at, key))
        else:
            yield (*at, key), value
