"""What happened in a visit, as facts. The journal holds one a line; the state is their fold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from goalcoach.dialogue.kind import Value
from goalcoach.plan.model import Tree

Json = bool | int | float | str | None | list["Json"] | dict[str, "Json"]


class Ev(StrEnum):
    ANSWER = "answer"
    CONFIRM = "confirm"
    SKIP = "skip"
    CLEAR = "clear"
    NOTE = "note"
    DRAFT = "draft"
    ADD = "add"
    REMOVE = "remove"
    RESTORE = "restore"
    MOVE = "move"
    ACK = "ack"
    GO = "go"
    PAUSE = "pause"
    RESUME = "resume"
    CLOSE = "close"


# The journal keeps a reason by that name: it stays when what was said is taken out.
_REASONED = (Ev.SKIP, Ev.CLOSE)


@dataclass(frozen=True, slots=True)
class Event:
    """One fact. `at` is an address; the other fields are used as the kind needs them.

    ANSWER, CONFIRM: value · SKIP, CLOSE: text = reason · NOTE, DRAFT: text · ADD, REMOVE,
    RESTORE, MOVE: row (and to), value = the rows before the first change · ACK: check, inputs,
    text = why · GO: text = way ("next", "back", "jump", "return", "frontier", "row"), of a
    jump also row = where it began · RESUME: day.
    """

    ev: Ev
    at: str = ""
    value: Value | None = None
    text: str = ""
    row: str = ""
    to: int = 0
    check: str = ""
    inputs: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """What a visit begins with, frozen for its whole length. `visit` is "first" or "review"."""

    patient: str
    visit: str
    today: date
    language: str = "en"
    parent: tuple[int, str] | None = None
    """Version and digest of the plan that was carried forward."""
    history: Mapping[str, int] = field(default_factory=dict)
    """By goal: at how many visits in a row its step has stayed the same."""


def to_json(event: Event) -> dict[str, Json]:
    """Return the event as the journal keeps it; what is empty is left out."""
    data: dict[str, Json] = {"ev": event.ev.value}
    if event.at:
        data["at"] = event.at
    if event.value is not None:
        data["value"] = value_to_json(event.value)
    words = "reason" if event.ev in _REASONED else "text"
    for key, text in ((words, event.text), ("row", event.row), ("check", event.check)):
        if text:
            data[key] = text
    if event.inputs:
        data["inputs"] = event.inputs
    if event.ev is Ev.MOVE:
        data["to"] = event.to
    if event.day is not None:
        data["day"] = event.day.isoformat()
    return data


def from_json(data: Mapping[str, Json]) -> Event:
    """Return the event of a journal line; raises ValueError if it is not one of ours."""
    day, to = data.get("day"), data.get("to", 0)
    return Event(
        ev=Ev(str(data.get("ev"))),
        at=_text(data, "at"),
        value=value_from_json(data.get("value")),
        text=_text(data, "reason") or _text(data, "text"),
        row=_text(data, "row"),
        to=to if isinstance(to, int) else 0,
        check=_text(data, "check"),
        inputs=_text(data, "inputs"),
        day=date.fromisoformat(str(day)) if day is not None else None,
    )


def _text(data: Mapping[str, Json], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key} is not a text")
    return value


def value_to_json(value: Value) -> Json:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, tuple):
        return list(value)
    return value


def value_from_json(value: Json) -> Value | None:
    """Inverse of `value_to_json`; raises ValueError for what is no answer."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, dict):
        return date.fromisoformat(str(value.get("date")))
    if all(isinstance(one, str) for one in value):
        return tuple(str(one) for one in value)
    if all(isinstance(one, int | float) and not isinstance(one, bool) for one in value):
        return tuple(one for one in value if isinstance(one, int | float))
    raise ValueError("not an answer")


def tree_to_json(tree: Tree) -> Json:
    """Return a part of a plan as JSON; a day becomes {"date": …}."""
    if isinstance(tree, dict):
        return {key: tree_to_json(one) for key, one in tree.items()}
    if isinstance(tree, list):
        return [tree_to_json(one) for one in tree]
    if isinstance(tree, date | time):
        return {"date": tree.isoformat()}
    return tree


def tree_from_json(data: Json) -> Tree:
    """Inverse of `tree_to_json`; raises ValueError for what no plan holds."""
    if isinstance(data, dict):
        if set(data) == {"date"}:
            return date.fromisoformat(str(data["date"]))
        return {key: tree_from_json(one) for key, one in data.items()}
    if isinstance(data, list):
        return [tree_from_json(one) for one in data]
    if data is None:
        raise ValueError("a plan holds no null")
    return data
