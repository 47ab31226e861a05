"""The core script's strings as data, read from the files alone: no loader stands in between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tomli

CORE = Path(__file__).parents[2] / "goalcoach" / "prompts" / "core"
PIPE = re.compile(r"(?<!\{)\{([^{}|]*)(\|([^{}]*))?\}(?!\})")
SLOTS = (
    *("say", "say_again", "show", "hint", "gate_say"),
    *("ask_more", "label", "row_label", "unit"),
)
Toml = dict[str, Any]


@dataclass(frozen=True)
class String:
    """One string of the pack. `slot` is say, show, hint, probe, check, anchor, label …"""

    address: str
    slot: str
    raw: str

    @property
    def text(self) -> str:
        """The string as it stands when nothing is known yet."""
        return PIPE.sub(lambda match: match.group(3) or "", self.raw).replace("___", "")


@cache
def files() -> dict[str, Toml]:
    """Return every file of the pack by its name without the ending."""
    return {path.stem: tomli.loads(path.read_text("utf-8")) for path in sorted(CORE.glob("*.toml"))}


def sections(*visits: str) -> list[Toml]:
    """Return the sections of the named visits, of all visits without a name; each one once."""
    order: dict[str, list[str]] = files()["script"]["order"]
    names = [name for visit in visits or tuple(order) for name in order[visit]]
    return [files()[name] for name in dict.fromkeys(names)]


def items(*, breaks: bool = False) -> Iterator[tuple[str, Toml]]:
    """Give (address, item), roster fields included as `section/item.field`."""
    for section in [*sections(), *([files()["break"]] if breaks else [])]:
        for item in section["item"]:
            address = f"{section['id']}/{item['id']}"
            yield address, item
            for field in item.get("fields", ()):
                yield f"{address}.{field['id']}", field


def strings() -> list[String]:
    """Return every string that anyone hears or reads."""
    script = files()["script"]
    found = [String("script", "title", title) for title in script["phases"].values()]
    found += [String("script", "skip", words) for words in script["skips"].values()]
    found += [String(one["id"], "title", one["title"]) for one in [*sections(), files()["break"]]]
    for address, item in items(breaks=True):
        found += list(_strings_of(address, item))
    return found


def _strings_of(address: str, item: Toml) -> Iterator[String]:
    for slot in SLOTS:
        if slot in item:
            yield String(address, slot, item[slot])
    for probe in item.get("probes", ()):
        yield String(address, "probe", probe)
    for anchor in item.get("anchors", {}).values():
        yield String(address, "anchor", anchor)
    for option in item.get("options", ()):
        yield String(address, "option", option if isinstance(option, str) else option["label"])
    for check in item.get("checks", ()):
        yield String(address, "check", check["text"])


def mentions(condition: object, name: str) -> bool:
    """Say whether a condition looks at `name` anywhere."""
    if isinstance(condition, dict):
        return condition.get("q") == name or any(mentions(v, name) for v in condition.values())
    return isinstance(condition, list) and any(mentions(one, name) for one in condition)
