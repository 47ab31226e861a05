"""The paths that a question may fill, such as "goals.ladder.rungs.text".

A path names a field of the plan without row numbers. Row ids, `ended`, the header and the free
tables (answers, notes, skipped, kept) are filled by the engine and at close, so they are no paths;
`visit` is one part of the header that questions fill.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from goalcoach.plan.model.field_types import Part
from goalcoach.plan.model.plan import HEADER, LETTERS, OF_VISIT, Plan
from goalcoach.plan.schema import ValueShape, schema_of

__all__ = ["PathInfo", "ValueShape", "all_paths", "find", "is_list", "lists_around"]

_HEADER = frozenset(HEADER) - {"visit"}
SCORED = "scales"
"""What the engine scores itself: a question that filled it would forge a score."""
_RENAMED = {
    "flare_plan.not_a_flare": "flare_plan.emergency",
    "flare_plan.when": "flare_plan.too_long",
}
"""What scripts called a field before: a visit under way is taken up with the script it began with.
"""
_NOT_ASKED = frozenset({"id", "ended"})


class PathInfo(Struct, frozen=True):
    """What a path holds. `low` and `high` bound a number; for a list `high` is its length."""

    path: str
    shape: ValueShape
    standing: bool
    """Carried to the next version; else it belongs to one visit."""
    choices: tuple[str, ...]
    lists: tuple[str, ...]
    """The prefixes that are lists of records, e.g. ("goals", "goals.ladder.rungs")."""
    letter: str
    """The letter of row ids if the path is a list whose rows have ids, else empty."""
    low: float | None = None
    high: float | None = None


def find(path: str) -> PathInfo | None:
    """Return what `path` holds, by its present name; None if the plan has no such path."""
    return _table().get(_RENAMED.get(path, path))


def all_paths() -> tuple[str, ...]:
    """Return every path that a question may fill, in the order of the file."""
    return tuple(one for one in _table() if one.partition(".")[0] != SCORED)


def is_list(path: str) -> bool:
    """Return True if `path` is a list of records."""
    info = find(path)
    return info is not None and info.shape is ValueShape.RECORDS


@cache
def lists_around(path: str) -> tuple[str, ...]:
    """Return the lists of records that `path` runs through, the outermost first.

    For "goals.ladder.rungs.text" that is "goals" and "goals.ladder.rungs". A field that only a
    newer writer knows is found in its list as well.
    """
    steps = path.split(".")
    outer = (".".join(steps[:end]) for end in range(1, len(steps)))
    return tuple(one for one in outer if is_list(one))


@cache
def _table() -> dict[str, PathInfo]:
    return {info.path: info for info in _walk(Plan, "", (), standing=True)}


def _walk(
    part: type[Part], prefix: str, lists: tuple[str, ...], *, standing: bool
) -> Iterator[PathInfo]:
    for slot in schema_of(part).slots:
        path = prefix + slot.key
        if slot.shape is ValueShape.MAP or slot.key in _NOT_ASKED or path in _HEADER:
            continue
        kept = standing and path not in OF_VISIT
        inner = lists
        if slot.shape is not ValueShape.GROUP:
            letter = LETTERS.get(path, "")
            yield PathInfo(path, slot.shape, kept, slot.choices, lists, letter, slot.low, slot.high)
            inner = (*lists, path)
        if slot.part is not None:
            yield from _walk(slot.part, f"{path}.", inner, standing=kept)
