"""What no overlay may take out or reword: safety questions, gates, consent, private questions.

An overlay is a clinic's changes on top of a pack. It can ask more, and stop earlier; it cannot ask
less of what keeps a person safe, nor in other words, which nobody could check by a program.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.dialogue.script.instrument import INSTRUMENT
from goalcoach.dialogue.script.toml_source import TomlTable

SAFETY_SECTIONS = ("safety", "safe_again", "break")
_PANELS = ("contacts", "danger", "gate")
_CONSENT = "consent"
_HEAD_CHOICES = ("short", "private_later", "talk_only")


def why_locked(section: TomlTable, item: TomlTable, head: TomlTable) -> str:
    """Return why an overlay may not touch an item, or a field of it, "" if it may."""
    name = f"{section.data.get('id')}/{item.data.get('id')}"
    if section.data.get("id") in SAFETY_SECTIONS:
        return "is part of the safety of every visit"
    if item.data.get("kind") == INSTRUMENT:
        return "is a scale as it was published"
    if "gate" in item.data:
        return "is a gate: a visit does not go on past it unless that is safe"
    asked = (item.data, *_records(item.data, "fields"))
    if any(one.get("private", False) is not False for one in asked):
        return "is private: where and how it is asked keeps a person safe"
    if any(one.get("panel") in _PANELS for one in asked):
        return "says where help is"
    if any("firm" in check for one in asked for check in _records(one, "checks")):
        return "has a check that no plan passes without a reason"
    if any(path.partition(".")[0] == _CONSENT for path in written_paths(item.data)):
        return "asks for consent"
    if any(_names(head.data.get(key)) == name for key in _HEAD_CHOICES):
        return "decides what the whole visit asks and keeps"
    return ""


def why_kept(section: TomlTable, item: TomlTable) -> str:
    """Return why an overlay may reword an item and not leave it out, "" if it may do both."""
    if "protects" in section.data:
        return "is in a part that a person is safer with"
    return "is needed to close a visit" if "required" in item.data else ""


def written_paths(item: dict[str, object]) -> Iterator[str]:
    """Yield each path of the plan that answering the item may write, those of its fields too."""
    for table in (item, *_records(item, "fields")):
        if isinstance(fills := table.get("fills"), str):
            yield fills
        for key in ("sets", "confirms"):
            named = table.get(key)
            if isinstance(named, dict):
                yield from (str(one) for one in (named if key == "sets" else named.values()))


def is_under(path: str, other: str) -> bool:
    """Return True if one of two paths of the plan holds the other, or they are the same."""
    one, two = f"{path}.", f"{other}."
    return one.startswith(two) or two.startswith(one)


def _names(chosen: object) -> object:
    return chosen.get("item") if isinstance(chosen, dict) else None


def _records(table: dict[str, object], key: str) -> list[dict[str, object]]:
    value = table.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
