"""The fields of a plan as a difference needs them: which are told, and as which kind of change."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from goalcoach.plan.diff.change import (
    Change,
    Changed,
    ListChanged,
    ReRanked,
    ScoreChanged,
    StatusChanged,
)
from goalcoach.plan.model.field_types import Part, Row
from goalcoach.plan.model.plan import HEADER, OF_VISIT
from goalcoach.plan.schema import FieldSchema, ValueShape, schema_of

_STATUS = frozenset(
    {
        *("goals.lifecycle", "goals.lead", "goals.barriers.status", "goals.ladder.rungs.status"),
        *("goals.ladder.mode", "goals.rating.level.patient", "goals.rating.level.clinician"),
        *("values.place", "safety.decision", "goals.baseline_level"),
    }
)
# What belongs to one visit and is compared all the same: ratings, and what the gate decided.
_COMPARED = frozenset(
    {
        *("goals.rating", "goals.readiness.importance", "goals.readiness.confidence"),
        "safety.decision",
    }
)
_LISTS = frozenset({ValueShape.TEXTS, ValueShape.NUMBERS, ValueShape.CHOICES})
_RANKED = "priorities.order"


class ComparedField(NamedTuple):
    """One field, at the place `path` of the plan."""

    slot: FieldSchema
    name: str
    path: str
    told: bool
    """What differs here is part of the story; else it is kept apart."""
    group: bool
    """A part with fields of its own."""
    rows: bool
    """A list of records, compared row by row."""
    worded: bool
    """A text, of which the words that differ are told."""
    named: bool
    """It is the row's id, by which the row was found."""
    make: type[Change]


@cache
def fields_of(part: type[Part], prefix: str) -> tuple[ComparedField, ...]:
    """Return the fields of a part of the plan that stands at `prefix`, in their order."""
    return tuple(
        _field(slot, prefix + slot.key, named=slot.key == "id" and issubclass(part, Row))
        for slot in schema_of(part).slots
    )


def _field(slot: FieldSchema, path: str, *, named: bool) -> ComparedField:
    records = slot.shape is ValueShape.RECORDS and path not in OF_VISIT
    group = slot.shape is ValueShape.GROUP and slot.key not in ("ended", "parent")
    make, told = _make(slot, path), is_told(path)
    worded = told and make is Changed and slot.shape is ValueShape.TEXT
    return ComparedField(slot, slot.name, path, told, group, records, worded, named, make)


@cache
def is_told(path: str) -> bool:
    """Return whether a path belongs to the story: it stands, or it is a rating."""
    steps = path.split(".")
    ways = {".".join(steps[:count]) for count in range(1, len(steps) + 1)}
    if ways & set(HEADER):
        return False
    return not ways & OF_VISIT or bool(ways & _COMPARED)


def _make(slot: FieldSchema, path: str) -> type[Change]:
    if path == _RANKED:
        return ReRanked
    if path in _STATUS:
        return StatusChanged
    if slot.shape is ValueShape.INTEGER and slot.high == 10:
        return ScoreChanged
    if slot.shape in _LISTS or slot.shape is ValueShape.RECORDS:
        return ListChanged
    return Changed
