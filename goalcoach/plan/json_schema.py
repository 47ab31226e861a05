"""A plan file as JSON Schema 2020-12, for editors and other programs; read from the model."""

from __future__ import annotations

from typing import Literal, get_args, get_origin

from goalcoach.plan.model.field_types import Part
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.schema import FieldSchema, ValueShape, schema_of

_Schema = dict[str, object]

_PLAIN: dict[ValueShape, _Schema] = {
    ValueShape.TEXT: {"type": "string"},
    ValueShape.NUMBER: {"type": "number"},
    ValueShape.INTEGER: {"type": "integer"},
    ValueShape.DATE: {"type": "string", "format": "date"},
    ValueShape.STAMP: {"type": "string", "format": "date-time"},
    ValueShape.MAP: {"type": "object"},
}
_LISTS = {ValueShape.TEXTS: ValueShape.TEXT, ValueShape.NUMBERS: ValueShape.NUMBER}


def plan_schema() -> _Schema:
    """Return the schema of `v0001.toml` and its like. Keys of a newer version are let through."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "goalcoach-plan/1: a version of a plan",
        **_table(Plan),
    }


def _table(part: type[Part]) -> _Schema:
    slots = schema_of(part).slots
    found: _Schema = {
        "type": "object",
        "properties": {slot.key: _value(slot) for slot in slots},
    }
    required = [slot.key for slot in slots if slot.required]
    return found | ({"required": required} if required else {})


def _value(slot: FieldSchema) -> _Schema:
    if slot.part is not None:
        inner = _table(slot.part)
        return {"type": "array", "items": inner} if slot.shape is ValueShape.RECORDS else inner
    if slot.shape in (ValueShape.CHOICE, ValueShape.YES_NO):
        # The number of the schema is a choice too, and the only one that is no text.
        of_kind = get_origin(slot.kind) is Literal
        return {"enum": list(get_args(slot.kind) if of_kind else slot.choices)}
    if slot.shape is ValueShape.CHOICES:
        return {"type": "array", "items": {"enum": list(slot.choices)}}
    if slot.shape in _LISTS:
        return {"type": "array", "items": _PLAIN[_LISTS[slot.shape]]}
    return _PLAIN[slot.shape] | _bounds(slot)


def _bounds(slot: FieldSchema) -> _Schema:
    if slot.shape not in (ValueShape.NUMBER, ValueShape.INTEGER):
        return {}
    bounds = {"minimum": slot.low, "maximum": slot.high}
    return {name: value for name, value in bounds.items() if value is not None}
