"""What stays off the patient's papers: how a place of the plan is written, and a plan without them.

    story.me                         a field
    goals@g1.contingencies@c2        a row: the id follows the list that it is in
    goals@g1.ladder.rungs@r1.when    a field of a row

A place outlives what stood there, and a plan can be edited by hand: what names nothing leaves
nothing out, and nothing here raises.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from msgspec import NODEFAULT
from msgspec.structs import fields, replace

from goalcoach.plan.fillable_paths import find, lists_around
from goalcoach.plan.model.field_types import Part, Row
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.schema import schema_of
from goalcoach.plan.tree_types import RowIds

PartT = TypeVar("PartT", bound=Part)
_STEP = re.compile(r"([^.@]+)(?:@([^.@]+))?")


def write_place(path: str, ids: RowIds) -> str:
    """Return the place of the plan path `path` in the rows `ids`, the outermost first.

    With an id for `path` itself, where that is a list, it is the place of that row.
    """
    lists = (*lists_around(path), path)
    at = dict(zip(lists, ids, strict=False))
    steps = path.split(".")
    written = []
    for end, step in enumerate(steps, 1):
        row = at.get(".".join(steps[:end]))
        written.append(f"{step}@{row}" if row else step)
    return ".".join(written)


def read_place(place: str) -> tuple[str, RowIds]:
    """Return the plan path and the row ids of a place; of any other text the text itself."""
    steps = [_STEP.fullmatch(one) for one in place.split(".")]
    if not all(steps):
        return place, ()
    found = [(step[1], step[2]) for step in steps if step]
    return ".".join(key for key, _ in found), tuple(row for _, row in found if row)


def has_rows(path: str) -> bool:
    """Return True if `path` is a list whose rows keep an id, so that one of them can be named."""
    info = find(path)
    return info is not None and bool(info.letter)


def on_paper(plan: Plan) -> Plan:
    """Return the plan as the patient's papers and the letter may have it."""
    for place in plan.off_paper:
        steps = [match for one in place.split(".") if (match := _STEP.fullmatch(one))]
        if len(steps) == len(place.split(".")):
            plan = _without(plan, [(step[1], step[2]) for step in steps])
    return plan


def _without(part: PartT, steps: Sequence[tuple[str, str | None]]) -> PartT:
    """Return the part without what `steps` lead to; the part itself if they lead nowhere."""
    (key, row), rest = steps[0], steps[1:]
    slot = next((one for one in schema_of(type(part)).slots if one.key == key), None)
    if slot is None or slot.required:
        return part
    value = getattr(part, slot.name)
    if row is not None:
        return replace(part, **{slot.name: _rows_without(value, row, rest)})
    if not rest:
        return replace(part, **{slot.name: _empty(part, slot.name)})
    return replace(part, **{slot.name: _without(value, rest)}) if isinstance(value, Part) else part


def _rows_without(rows: object, row: str, rest: Sequence[tuple[str, str | None]]) -> object:
    if not isinstance(rows, tuple):
        return rows
    kept = []
    for one in rows:
        if not isinstance(one, Row) or one.id != row:
            kept.append(one)
        elif rest:
            kept.append(_without(one, rest))
    return tuple(kept)


def _empty(part: Part, name: str) -> object:
    """Return what the field holds where nothing was said."""
    (found,) = (one for one in fields(part) if one.name == name)
    made = found.default_factory
    return found.default if made is NODEFAULT else made()
