"""What each field of the model may hold, read from its annotation.

The codec, the problem finder and the paths all need to know where lists of records are, which words
a choice has and what a key is called in the file. They ask here, so that `model/` stays the only
list of fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from inspect import get_annotations
from types import NoneType, UnionType
from typing import Annotated, Literal, NamedTuple, Union, get_args, get_origin

from msgspec import NODEFAULT, Meta

from goalcoach.plan.model.field_types import Part


class ValueShape(StrEnum):
    """What a field holds: one value, a list of values, a table, or a list of tables (RECORDS)."""

    TEXT = "text"
    NUMBER = "number"
    INTEGER = "integer"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXTS = "texts"
    NUMBERS = "numbers"
    CHOICES = "choices"
    RECORDS = "records"
    STAMP = "stamp"
    """A time with its offset; only in the header."""
    GROUP = "group"
    """A table with fields of its own."""
    MAP = "map"
    """A table with free keys: answers, notes, skipped, kept."""


_PLURAL = {
    ValueShape.TEXT: ValueShape.TEXTS,
    ValueShape.NUMBER: ValueShape.NUMBERS,
    ValueShape.CHOICE: ValueShape.CHOICES,
    ValueShape.GROUP: ValueShape.RECORDS,
}
_PLAIN = {
    str: ValueShape.TEXT,
    int: ValueShape.INTEGER,
    date: ValueShape.DATE,
    datetime: ValueShape.STAMP,
}


class FieldSchema(NamedTuple):
    """One field: `name` in Python, `key` in the file.

    `kind` is what msgspec converts to, `item` the same for one element of a list or map. `part`
    is the struct of a group or record. `low` and `high` bound a number, or the length of a list.
    """

    key: str
    name: str
    shape: ValueShape
    kind: object
    item: object = None
    part: type[Part] | None = None
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    coded: bool = False
    """The text follows a pattern (a digest)."""
    required: bool = False


class StructSchema(NamedTuple):
    """The fields of one struct in the order of the file, and what the codec looks up in them:
    all keys, and (key, struct) of each group and each list of records."""

    slots: tuple[FieldSchema, ...]
    keys: frozenset[str]
    groups: tuple[tuple[str, type[Part]], ...]
    records: tuple[tuple[str, type[Part]], ...]


@cache
def schema_of(part: type[Part]) -> StructSchema:
    """Return the fields of a struct of the model."""
    hints: dict[str, object] = {}
    for base in reversed(part.__mro__):
        hints.update(get_annotations(base))
    # msgspec's own `fields` reads all annotations once more, which each command would wait for.
    columns = part.__struct_fields__, part.__struct_encode_fields__, part.__struct_defaults__
    found = tuple(
        _slot(key, name, hints[name], required=default is NODEFAULT)
        for name, key, default in zip(*columns, strict=True)
        if key
    )
    return StructSchema(
        slots=found,
        keys=frozenset(slot.key for slot in found),
        groups=tuple(_parts(found, ValueShape.GROUP)),
        records=tuple(_parts(found, ValueShape.RECORDS)),
    )


def _parts(slots: tuple[FieldSchema, ...], shape: ValueShape) -> Iterator[tuple[str, type[Part]]]:
    return ((slot.key, slot.part) for slot in slots if slot.part and slot.shape is shape)


def _slot(key: str, name: str, hint: object, *, required: bool) -> FieldSchema:
    bare, meta = _bare(hint)
    items = get_args(bare)
    if get_origin(bare) is dict:
        return FieldSchema(key, name, ValueShape.MAP, hint, item=items[1], choices=_words(items[1]))
    many = get_origin(bare) is tuple
    one, one_meta = _bare(items[0]) if many else (bare, meta)
    shape = _shape(one)
    part = one if isinstance(one, type) and issubclass(one, Part) else None
    return FieldSchema(
        key,
        name,
        _PLURAL[shape] if many else shape,
        hint,
        item=items[0] if many else None,
        part=part,
        choices=_words(one),
        low=meta.ge if meta else None,
        high=(meta.max_length if many else meta.le) if meta else None,
        coded=bool(one_meta and one_meta.pattern),
        required=required,
    )


def _bare(hint: object) -> tuple[object, Meta | None]:
    """Return the type without "or None" and without its limits, and the limits."""
    if get_origin(hint) in (Union, UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        # Two kinds left are whole and decimal numbers: the decimal one stands for both.
        hint = kinds[-1]
    if get_origin(hint) is Annotated:
        bare, meta = get_args(hint)
        return bare, meta
    return hint, None


def _shape(bare: object) -> ValueShape:
    if get_origin(bare) is Literal:
        return ValueShape.YES_NO if get_args(bare) == ("yes", "no") else ValueShape.CHOICE
    if isinstance(bare, type) and issubclass(bare, Part):
        return ValueShape.GROUP
    return ValueShape.NUMBER if bare is float else _PLAIN[bare]  # type: ignore[index]


def _words(bare: object) -> tuple[str, ...]:
    return tuple(map(str, get_args(bare))) if get_origin(bare) is Literal else ()
