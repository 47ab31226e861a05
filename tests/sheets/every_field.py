"""A plan with something at every place of the model, and the words in which a sheet tells of it.

Everything follows the model: a field that is added there is filled, varied and looked for without
being named here. Only what stands beside another value is written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec

from goalcoach.number_words import say_number
from goalcoach.plan.model.field_types import Part
from goalcoach.plan.model.plan import LETTERS, OF_VISIT, Plan
from goalcoach.plan.schema import FieldSchema, ValueShape, schema_of
from goalcoach.sheets.block import Block, Framed, Heading, Labelled
from goalcoach.sheets.changes.change_report import ChangeSheet
from goalcoach.sheets.wording import say_day
from goalcoach.sheets.writers.text import write_text

Value = Any
Tree = dict[str, Any]

DAY = date(2026, 11, 20)
WIDE = 9999


class PlanField(NamedTuple):
    """A place of the model that holds a value: its path without row ids, and what it may hold."""

    path: str
    slot: FieldSchema


class SheetLine(NamedTuple):
    """A line of a sheet, and the heading and the label it stands under."""

    heading: str
    label: str
    words: str


def _fields(part: type[Part], prefix: str = "") -> Iterator[PlanField]:
    for slot in schema_of(part).slots:
        path = f"{prefix}{slot.key}"
        if slot.part is not None:
            yield from _fields(slot.part, f"{path}.")
        elif not (slot.key == "id" and prefix[:-1] in LETTERS):
            yield PlanField(path, slot)


FIELDS = tuple(_fields(Plan))
"""Every place in the order of the file: the header, `ended` and the free tables too, but no ids."""

_NUMBER = {field.path: number for number, field in enumerate(FIELDS, 1)}

# Ids and names of parts: what they point to is in the plan.
_POINTERS: Mapping[str, tuple[Value, ...]] = {
    "carried": tuple(
        [slot.key]
        for slot in schema_of(Plan).slots
        if slot.part and slot.key not in OF_VISIT | {"parent", "script"}
    ),
    "priorities.order": (["v1", "v2"], ["v2", "v1"]),
    "goals.values": (["v1"], ["v2"]),
    "goals.related": ("g2", "g3"),
    "goals.contingencies.barrier": ("b1", "b2"),
}
# So that every other place is shown: a goal under way, by the clock, on its step for now.
_FIXED: Mapping[str, Value] = {
    "schema": 2,
    "patient": "rowan-17",
    "version": 7,
    "parent.version": 6,
    "visit.kind": "review",
    "visit.date": DAY,
    "visit.status": "done",
    "values.place": "later",
    "goals.lead": "yes",
    "goals.lifecycle": "active",
    "goals.ladder.mode": "time_based",
    "goals.ladder.rungs.status": "now",
    "supports.consent": "yes",
}
# What a value needs beside it to be a plan at all.
_BESIDE: Mapping[str, Mapping[str, Value]] = {"visit.reason": {"visit.status": "incomplete"}}


def samples(field: PlanField) -> tuple[Value, ...]:
    """Return what is tried at a place: each choice, each pointer, or values found nowhere else.

    Scores from 0 to 10 cannot be unique: they are looked for in the lines that they change.
    """
    if ".ended." in field.path:
        return (_unique(field, 1),)
    return _given(field) or (_unique(field, 1), _unique(field, 2))


def is_unique(field: PlanField) -> bool:
    """Return True if what the full plan holds there stands at no other place of it."""
    score = field.slot.high == 10
    return not (_given(field) or score or field.path in _FIXED or ".ended." in field.path)


def _given(field: PlanField) -> tuple[Value, ...]:
    slot = field.slot
    if field.path in _POINTERS or field.path == "schema":
        return _POINTERS.get(field.path, (2,))
    if slot.shape is ValueShape.MAP:
        return tuple({"own/skipped": word} for word in slot.choices)
    many = slot.shape is ValueShape.CHOICES
    return tuple([word] if many else word for word in slot.choices)


def _unique(field: PlanField, at: int) -> Value:
    number, slot = _NUMBER[field.path], field.slot
    word = f"Q{number:03}{'abc'[at]}"
    by_shape: dict[ValueShape, Value] = {
        ValueShape.TEXT: f"sha256:{at}{number:03}{'9f2c' * 15}" if slot.key == "digest" else word,
        ValueShape.TEXTS: [word, f"{word}x"],
        ValueShape.INTEGER: (3, 8, 9)[at] if slot.high == 10 else 1000 * (at + 1) + number,
        ValueShape.NUMBER: 1000 * (at + 1) + number,
        ValueShape.NUMBERS: [1000 * (at + 1) + number, 1000 * (at + 5) + number],
        ValueShape.DATE: DAY + timedelta(days=3 * number + at),
        ValueShape.STAMP: datetime(2026, 11, 20, 9, at, tzinfo=UTC),
        ValueShape.MAP: {f"own/q{number}": word},
    }
    return by_shape[slot.shape]


ASKED = {
    f"own/{key}": f"The question {key}" for key in ("skipped", *map("q{}".format, _NUMBER.values()))
}
"""What a clinic's own questions are called."""

SENTINEL = re.compile(r"Q\d{3}[abc]x?")


def name_of(field: PlanField, value: Value) -> str:
    """Return "PATH=CHOICE"."""
    words = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return f"{field.path}={','.join(map(str, words)) or value}"


def tokens(field: PlanField, value: Value) -> tuple[str, ...]:
    """Return the words in which a value has to stand on a sheet; none for a choice or pointer."""
    if field.slot.choices or field.path in _POINTERS:
        return ()
    if isinstance(value, dict):
        return tuple(value.values())
    if isinstance(value, list):
        return tuple(word for one in value for word in tokens(field, one))
    if isinstance(value, datetime):
        return (value.isoformat()[:16],)
    if isinstance(value, date):
        return (say_day(value),)
    if isinstance(value, int | float):
        return (say_number(value),)
    return (f"{value[7:11]} {value[11:15]}",) if field.slot.key == "digest" else (value,)


def least_tree() -> Tree:
    """Return a plan, as builtins, in which nothing was said: the version before the full one."""
    tree: Tree = {}
    for path in (
        "patient",
        "version",
        "parent.version",
        "visit.kind",
        "visit.date",
        "visit.status",
    ):
        put(tree, path, _FIXED[path])
    for field in FIELDS:
        if field.path in ("parent.digest", "created"):
            put(tree, field.path, _unique(field, 0))
    return {**tree, "version": 6, "parent": {**tree["parent"], "version": 5}}


def full_tree(at: int = 1, world: Mapping[str, Value] = MappingProxyType({})) -> Tree:
    """Return a plan, as builtins, with something at every place but `ended`.

    `at` gives it values of its own, `world` overrides how the goal stands.
    """
    tree: Tree = {}
    for field in FIELDS:
        if ".ended." not in field.path:
            given = _given(field)
            put(tree, field.path, given[at % len(given)] if given else _unique(field, at))
    for path, value in {**_FIXED, **world}.items():
        put(tree, path, value)
    del tree["visit"]["reason"]
    tree["values"].append({"id": "v2", "words": "The second value"})
    tree["goals"] += [
        {"id": row, "statement": f"The goal {row}", "lifecycle": "planned"} for row in ("g2", "g3")
    ]
    tree["goals"][0]["barriers"].append({"id": "b2", "text": "The second barrier"})
    return tree


def put(tree: Tree, path: str, value: Value) -> None:
    """Write `value` at `path`, in the first row of each list on the way."""
    part: type[Part] = Plan
    *way, last = path.split(".")
    for at, key in enumerate(way):
        slot = next(one for one in schema_of(part).slots if one.key == key)
        assert slot.part is not None
        part = slot.part
        if slot.shape is ValueShape.RECORDS:
            tree = tree.setdefault(key, [{}])[0]
            if letter := LETTERS.get(".".join(way[: at + 1])):
                tree.setdefault("id", f"{letter}1")
        else:
            tree = tree.setdefault(key, {"on": DAY} if key == "ended" else {})
    tree[last] = value


def without(tree: Tree, path: str) -> Tree:
    """Return the tree with nothing at `path`."""
    whole = deepcopy(tree)
    inner: Any = whole
    *way, last = path.split(".")
    for key in way:
        inner = inner.get(key, {})
        inner = inner[0] if isinstance(inner, list) else inner
    inner.pop(last, None)
    return whole


def with_value(tree: Tree, field: PlanField, value: Value) -> Plan:
    """Return the plan of the tree with `value` at the place of `field`."""
    whole = deepcopy(tree)
    for path, beside in _BESIDE.get(field.path, {}).items():
        put(whole, path, beside)
    put(whole, field.path, value)
    return as_plan(whole)


def as_plan(tree: Tree) -> Plan:
    """Return the tree as a plan, whether or not its parts would be one visit's."""
    return msgspec.convert(tree, Plan, builtin_types=(date, datetime))


def lines_of(blocks: Sequence[Block]) -> list[SheetLine]:
    """Return a sheet line by line, each with the heading and the label it stands under."""
    return list(_lines(blocks, [""], ""))


def _lines(blocks: Sequence[Block], heading: list[str], label: str) -> Iterator[SheetLine]:
    for block in blocks:
        if isinstance(block, Heading):
            heading[0] = block.text
        elif isinstance(block, Framed):
            yield from _lines(block.blocks, heading, label)
        elif isinstance(block, Labelled):
            note = f" ({block.note})" if block.note else ""
            yield from _lines(block.blocks, heading, f"{block.label}{note}")
        else:
            for words in _written(block):
                yield SheetLine(heading[0], label, words)


@cache
def _written(block: Block) -> tuple[str, ...]:
    """Return a block as lines. Two sheets share most of theirs, and writing is what takes time."""
    return tuple(write_text((block,), WIDE).splitlines())


def change_lines_of(sheet: ChangeSheet) -> list[SheetLine]:
    """Return a difference line by line: the section, the label, both sides and what is said."""
    return [
        SheetLine(
            section.title,
            f"{line.label} ({line.about})" if line.about else line.label,
            " | ".join((line.mark, line.old, line.new, line.say, *line.why)),
        )
        for section in sheet.sections
        for line in section.lines
    ]
