"""How questions are called from outside: `section@row/item`, or by number, `section@1/item`."""

from __future__ import annotations

import re

from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.script import Script

_HEAD = re.compile(r"([a-z0-9_]+)@([a-z0-9]+)(~\d+)?/(.*)", re.S)


def numbered(script: Script, state: State, address: str) -> str:
    """Return `address` with the loop's row as its number, counted from 1: "now@1/progress"."""
    match = _HEAD.fullmatch(address)
    if match is None:
        return address
    section, row, round_, rest = match.groups()
    path = walk(script, state)
    stops = (stop.place for stop in path.stops if stop.place.section.id == section)
    rows = list(dict.fromkeys(place.row for place in stops))
    number = rows.index(row) + 1 if row in rows else row
    return f"{section}@{number}{round_ or ''}/{rest}"


def plain(address: str) -> str:
    """Return "section/item" or "section/item.field" without rows and rounds."""
    section, _, rest = address.partition("/")
    item, _, cell = rest.partition("@")
    field = cell.partition(".")[2]
    return f"{re.split('[@~]', section)[0]}/{item}" + (f".{field}" if field else "")


def known(script: Script) -> tuple[str, ...]:
    """Return every "section/item" of the script."""
    return tuple(f"{s.id}/{item.id}" for s in script.sections.values() for item in s.items)
