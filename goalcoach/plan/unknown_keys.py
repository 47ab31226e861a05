"""Which keys of a plan this version does not know: a newer one of the same schema wrote them.

They are kept where they stood and never interpreted. A reader is told that they are there, or an
old version would show a newer plan as if it were whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from goalcoach.plan.location import name
from goalcoach.plan.model.field_types import Part, Row
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.schema import ValueShape, schema_of

_PRIVATE = "safety"


class UnknownKey(NamedTuple):
    """A key as people write it ("goals.sleep_note") and the ids of the rows around it."""

    path: str
    rows: tuple[str, ...] = ()


def unknown_keys(plan: Plan) -> tuple[UnknownKey, ...]:
    """Return the keys in the order of the file; below `safety` no name is told, only the part."""
    return tuple(_below(plan, (), ()))


def _below(part: Part, place: tuple[str, ...], rows: tuple[str, ...]) -> Iterator[UnknownKey]:
    for slot in schema_of(type(part)).slots:
        value = getattr(part, slot.name)
        if slot.part is None or value is None:
            continue
        for inner in value if slot.shape is ValueShape.RECORDS else (value,):
            ids = (*rows, inner.id) if isinstance(inner, Row) else rows
            yield from _below(inner, (*place, slot.key), ids)
    for key in part.extra:
        told = place if place[:1] == (_PRIVATE,) else (*place, key)
        yield UnknownKey(name(told), rows)
