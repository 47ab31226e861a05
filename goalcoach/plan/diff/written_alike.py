"""Whether two values of a plan would be written alike: 12 and 12.0 are equal, and are not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from functools import cache
from typing import cast

import msgspec

from goalcoach.plan.conversion import part_tree
from goalcoach.plan.model.field_types import Part
from goalcoach.plan.schema import ValueShape, schema_of

_WRITTEN_ONE_WAY = frozenset(
    {
        ValueShape.TEXT,
        ValueShape.TEXTS,
        ValueShape.DATE,
        ValueShape.YES_NO,
        ValueShape.CHOICE,
        ValueShape.INTEGER,
    }
)

_encode = msgspec.json.Encoder().encode


@cache
def _is_exact(part: type[Part]) -> bool:
    """Return whether equal structs of this type are written alike: no number may be 12 or 12.0."""
    return all(
        slot.shape in _WRITTEN_ONE_WAY or slot.key == "ended" for slot in schema_of(part).slots
    )


def _ended(part: Part) -> object:
    return getattr(part, "ended", None)


def parts_alike(old: object, new: object) -> bool:
    """Return whether two parts, or lists of them, would be written alike."""
    if old != new:
        return False
    if isinstance(old, Part) and _is_exact(type(old)) and not (old.extra or _ended(old)):
        return True
    try:
        return _encode(old) == _encode(new)
    except UnicodeEncodeError:  # half a character: looked at piece by piece
        return False


def values_alike(old: object, new: object) -> bool:
    """Return whether two values of any type would be written alike, piece by piece."""
    if type(old) is not type(new):
        return False
    if isinstance(old, str | int):
        return old == new
    if isinstance(old, float | datetime | time):
        return repr(old) == repr(new)
    if isinstance(old, list | tuple):
        other = cast(Sequence[object], new)
        return len(old) == len(other) and all(map(values_alike, old, other))
    if isinstance(old, dict):
        table = cast(dict[object, object], new)
        return list(old) == list(table) and all(values_alike(old[key], table[key]) for key in old)
    if isinstance(old, Part):
        return values_alike(part_tree(old), part_tree(cast(Part, new)))
    return old == new
