"""Events, answers and parts of a plan as the JSON of the journal, and back.

The form is a promise: a journal outlives the version that wrote it, and its lines are hashed. So
the keys and their order stay as they are, and what is empty is left out.

    {"ev": "answer", "at": "story/me", "value": "a cook"}
    {"ev": "skip", "at": "story/me", "reason": "declined"}
    {"ev": "add", "at": "goal/goals", "value": ["g1"], "row": "g2"}   value: the rows before
    {"ev": "go", "at": "goal/goals", "text": "jump", "row": "end/word"}   row: where it began
    {"ev": "undo", "to": 2}   to: how many steps
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, time
from typing import assert_never

from goalcoach.dialogue.answer_types import SkipReason, Value
from goalcoach.dialogue.engine.command import CloseReason
from goalcoach.dialogue.engine.event import (
    Acknowledged,
    Answered,
    Cleared,
    Closed,
    Confirmed,
    Drafted,
    Event,
    GivenAgain,
    Jumped,
    KeptOffPaper,
    Lapsed,
    Noted,
    Opened,
    Paused,
    Resumed,
    RowAdded,
    RowEvent,
    RowMoved,
    RowRemoved,
    RowRestored,
    Skipped,
    TakenBack,
    Way,
    Went,
)
from goalcoach.plan.tree_types import Tree

Json = bool | int | float | str | None | list["Json"] | dict[str, "Json"]
JsonObject = Mapping[str, Json]

_JUMP = "jump"
_DONE = "done"
_OFF, _ON = "off", "on"

_NAMES: dict[type[Event], str] = {
    Answered: "answer",
    Confirmed: "confirm",
    Skipped: "skip",
    Cleared: "clear",
    Lapsed: "lapse",
    Noted: "note",
    Drafted: "draft",
    RowAdded: "add",
    RowRemoved: "remove",
    RowRestored: "restore",
    RowMoved: "move",
    Acknowledged: "ack",
    Went: "go",
    Jumped: "go",
    Opened: "more",
    KeptOffPaper: "paper",
    TakenBack: "undo",
    GivenAgain: "redo",
    Paused: "pause",
    Resumed: "resume",
    Closed: "close",
}


def to_json(event: Event) -> dict[str, Json]:
    """Return the event as the journal keeps it, without its number and time."""
    kept = {key: one for key, one in _keys(event).items() if not _is_empty(key, one)}
    return {"ev": _NAMES[type(event)], **kept}


def _is_empty(key: str, value: Json) -> bool:
    """Return True for what is not written: nothing, and an empty text that is no answer."""
    return value is None or (value == "" and key != "value")


def _keys(event: Event) -> dict[str, Json]:
    """Return the keys of an event in the journal's order; empty ones are not written."""
    match event:
        case Answered(at, value) | Confirmed(at, value):
            return {"at": at, "value": None if value is None else value_to_json(value)}
        case Skipped(at, skipped):
            return {"at": at, "reason": skipped.value}
        case Cleared(at) | Lapsed(at) | Opened(at):
            return {"at": at}
        case Noted() | Drafted() | KeptOffPaper():
            return _text_keys(event)
        case Acknowledged(at, check, why, inputs):
            return {"at": at, "text": why, "check": check, "inputs": inputs}
        case RowAdded() | RowRemoved() | RowRestored() | RowMoved():
            return _row_keys(event)
        case Went(at, way):
            return {"at": at, "text": way.value}
        case Jumped(at, origin):
            return {"at": at, "text": _JUMP, "row": origin}
        case Paused() | GivenAgain() | TakenBack():
            return {"to": event.steps} if isinstance(event, TakenBack) else {}
        case Resumed(day):
            return {"day": day.isoformat() if day else None}
        case Closed(reason):
            return {"reason": reason.value if reason else _DONE}
        case _:
            assert_never(event)


def _text_keys(event: Noted | Drafted | KeptOffPaper) -> dict[str, Json]:
    if isinstance(event, KeptOffPaper):
        return {"at": event.place, "text": _OFF if event.off else _ON}
    return {"at": event.at, "text": event.text}


def _row_keys(event: RowEvent) -> dict[str, Json]:
    known: Json = None if event.known is None else list(event.known)
    keys: dict[str, Json] = {"at": event.at, "value": known, "row": event.row}
    return {**keys, "to": event.to} if isinstance(event, RowMoved) else keys


def from_json(data: JsonObject) -> Event:
    """Return the event of a journal line; raises ValueError if it is not one of ours.

    Any key but `ev` may be missing: what was declined is taken out of the journal again.
    """
    name = data.get("ev")
    if not isinstance(name, str) or name not in _READERS:
        raise ValueError(f"{name} is no event")
    return _READERS[name](data)


_READERS: dict[str, Callable[[JsonObject], Event]] = {
    "answer": lambda data: Answered(_text(data, "at"), value_from_json(data.get("value"))),
    "confirm": lambda data: Confirmed(_text(data, "at"), value_from_json(data.get("value"))),
    "skip": lambda data: Skipped(_text(data, "at"), _skip_reason(_reason(data))),
    "clear": lambda data: Cleared(_text(data, "at")),
    "lapse": lambda data: Lapsed(_text(data, "at")),
    "more": lambda data: Opened(_text(data, "at")),
    "paper": lambda data: KeptOffPaper(_text(data, "at"), _text(data, "text") != _ON),
    "note": lambda data: Noted(_text(data, "at"), _text(data, "text")),
    "draft": lambda data: Drafted(_text(data, "at"), _text(data, "text")),
    "add": lambda data: RowAdded(_text(data, "at"), _text(data, "row"), _known(data)),
    "remove": lambda data: RowRemoved(_text(data, "at"), _text(data, "row"), _known(data)),
    "restore": lambda data: RowRestored(_text(data, "at"), _text(data, "row"), _known(data)),
    "move": lambda data: RowMoved(
        _text(data, "at"), _text(data, "row"), _position(data), _known(data)
    ),
    "ack": lambda data: Acknowledged(
        _text(data, "at"), _text(data, "check"), _text(data, "text"), _text(data, "inputs")
    ),
    "go": lambda data: _read_go(_text(data, "at"), _text(data, "text"), _text(data, "row")),
    "undo": lambda data: TakenBack(_position(data)),
    "redo": lambda data: GivenAgain(),
    "pause": lambda data: Paused(),
    "resume": lambda data: Resumed(_day(data)),
    "close": lambda data: Closed(_close_reason(_reason(data))),
}


EVENT_NAMES = frozenset(_READERS)
"""How the journal names each kind of event."""


def _text(data: JsonObject, key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key} is not a text")
    return value


def _reason(data: JsonObject) -> str:
    return _text(data, "reason") or _text(data, "text")


def _skip_reason(word: str) -> SkipReason:
    """Return the reason of that name; an unknown one is unsure: the question was passed anyway."""
    with suppress(ValueError):
        return SkipReason(word)
    return SkipReason.UNSURE


def _close_reason(word: str) -> CloseReason | None:
    return None if word in ("", _DONE) else CloseReason(word)


def _known(data: JsonObject) -> tuple[str, ...] | None:
    value = value_from_json(data.get("value"))
    return tuple(str(row) for row in value) if isinstance(value, tuple) else None


def _position(data: JsonObject) -> int:
    to = data.get("to")
    return to if isinstance(to, int) else 0


def _read_go(at: str, way: str, origin: str) -> Went | Jumped:
    """Return the move of the cursor; one by an unknown way does nothing else, as going on."""
    if way == _JUMP:
        return Jumped(at, origin)
    with suppress(ValueError):
        return Went(at, Way(way))
    return Went(at, Way.NEXT)


def _day(data: JsonObject) -> date | None:
    day = data.get("day")
    return None if day is None else date.fromisoformat(str(day))


def value_to_json(value: Value) -> Json:
    """Return an answer as JSON; a day becomes {"date": …}, several values a list."""
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
