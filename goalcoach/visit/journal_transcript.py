"""What the journals in a draft's folder were told, in words, where they are not one whole story.

Of a private question is said that it was answered, as everywhere once it is over, and not what.
Names that a question's words would take from the plan are left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from goalcoach.dialogue.answer_types import Value
from goalcoach.dialogue.engine.event import Answered, Confirmed, Event, Skipped
from goalcoach.dialogue.engine.event_json import from_json
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.piping import Template, render
from goalcoach.dialogue.script.script import Item, Script
from goalcoach.errors import GoalcoachError
from goalcoach.plan.question_address import Address
from goalcoach.store.beside_journal import KeptFile
from goalcoach.store.journal import EventJson
from goalcoach.visit.answers_beside_journal import say_value, split_sides, words_said

_SKIPPED = "passed over"
_PRIVATE = "private, and not shown here"


def journal_words(
    code: str, name: str, files: Iterable[KeptFile], pack: Mapping[str, bytes]
) -> Iterator[str]:
    """Yield the answers in the `files` of a patient's folder `name`: a file a paragraph.

    Each answer is a line. `pack` is the script that lies there, whose words the questions have.
    """
    try:
        script = compile_pack(pack, f"{code}/{name}/pack")
    except GoalcoachError:
        script = None  # without its words the questions keep their addresses
    for file in files:
        sides = split_sides([one for one in file.events if one.get("ev") != "start"])
        if not sides:
            yield f"{code}/{name}/{file.name}: nothing was said"
            yield ""
        for number, events in enumerate(sides, 1):
            side = f", side {number} of {len(sides)}" if len(sides) > 1 else ""
            yield f"{code}/{name}/{file.name}{side}"
            yield from _lines(script, events)
            yield ""
        if file.broken:
            lines = "1 line" if file.broken == 1 else f"{file.broken} lines"
            yield f"{code}/{name}/{file.name}: {lines} that cannot be read"
            yield ""


def _lines(script: Script | None, events: list[EventJson]) -> Iterator[str]:
    names: dict[str, str] = {}
    before = ""
    for one in events:
        try:
            event = from_json(one)
        except ValueError:
            continue
        words = _said(script, event, names)
        told = f"{_title(script, str(one.get('at', '')))}: {words}"
        if words and told != before:
            yield f"  {_when(one)}  {told}"
        before = told if words else before


def _said(script: Script | None, event: Event, names: dict[str, str]) -> str:
    """Return what was said in an event; `names` are those of the rows so far, and grow."""
    if isinstance(event, Skipped):
        return _SKIPPED
    item = _item(script, getattr(event, "at", ""))
    if item is not None and item.private:
        return _PRIVATE if words_said(event) else ""
    if isinstance(event, Answered | Confirmed):
        at = Address.read(event.at)
        words = say_value(event.value) if item is None else _value_words(item, event.value, names)
        if at is not None and at.cell and words:
            names.setdefault(at.cell, words)
        return words
    return words_said(event)


def _value_words(item: Item, value: Value | None, names: dict[str, str]) -> str:
    """Return a value in words, a choice by its label or by the name of the row it chose."""
    labels = {one.id: _plain(one.label) for one in item.options}
    labels |= names if item.options_from is not None else {}
    if isinstance(value, tuple):
        return "; ".join(labels.get(str(one), str(one)) for one in value)
    return labels.get(value, value) if isinstance(value, str) else say_value(value)


def _title(script: Script | None, key: str) -> str:
    item = _item(script, key)
    return (_plain(item.words.label) if item else "") or key


def _item(script: Script | None, key: str) -> Item | None:
    at = Address.read(key)
    item = script.item(at.section, at.item) if script and at else None
    if item is None or at is None or not at.field:
        return item
    return next((one for one in item.fields if one.id == at.field), item)


def _plain(template: Template) -> str:
    return render(template, lambda reference: "")


def _when(event: EventJson) -> str:
    at = event.get("t")
    if not isinstance(at, int):
        return "     "
    try:
        return f"{datetime.fromtimestamp(at / 1000, UTC).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):
        return "     "
