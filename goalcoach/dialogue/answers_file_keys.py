"""What a person may call a question in an answers file: by its row's number, or by the script."""

from __future__ import annotations

from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.script import Script
from goalcoach.plan.question_address import Address, without_rows


def numbered(script: Script, state: State, key: str) -> str:
    """Return `key` with the loop's row as its number on the path, counted from 1: "now@1/progress".

    A row that is not on the path keeps its id; a key without a row, or no address, stays as it is.
    """
    at = Address.read(key)
    if at is None or not at.row:
        return key
    places = (stop.place for stop in walk(script, state).stops)
    rows = list(dict.fromkeys(one.row for one in places if one.section.id == at.section))
    return str(at.in_loop(str(rows.index(at.row) + 1))) if at.row in rows else key


def left_out(script: Script, state: State) -> dict[str, set[str]]:
    """Return by section id what the short path leaves out, as "section/item" or with its field."""
    names: dict[str, set[str]] = {}
    for stop in walk(script, state).left_out:
        names.setdefault(stop.place.section.id, set()).add(without_rows(stop.address))
    return names


def comes_before(script: Script, state: State, one: str, other: str) -> bool:
    """Return True if `one` is asked before `other`, both addresses on the path."""
    index = walk(script, state).index
    return index.get(one, 0) < index.get(other, 0)


def known(script: Script) -> tuple[str, ...]:
    """Return every "section/item" of the script, in the order of its sections' names."""
    sections = script.sections.values()
    return tuple(str(Address(one.id, item.id)) for one in sections for item in one.items)
