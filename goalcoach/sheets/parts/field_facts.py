"""Fields of a plan as facts: what the field is called in the patient's voice, and its value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from goalcoach.plan.fillable_paths import ValueShape, find
from goalcoach.plan.tree_types import Tree, TreeRow
from goalcoach.sheets.block import Fact, Origin
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.field_labels import label_of
from goalcoach.sheets.wording import sentence, sentences
from goalcoach.translation import tr

_TOP = 10


def facts_of(
    table: TreeRow, prefix: str, keys: Iterable[str], rows: tuple[str, ...] = ()
) -> Iterator[Fact]:
    """Yield a fact for each key of `table` that is filled; "words.usual" is a key of a group.

    `prefix` is the path of the table with its dot, `rows` are the ids of the rows around it.
    """
    for key in keys:
        value = _at(table, key)
        if value is not None:
            path = f"{prefix}{key}"
            words = sentence(say_field(path, value))
            yield Fact(label_of(path, own=True), words, Origin(path, rows))


def named_facts(
    part: str, told: Iterable[tuple[str, str, str | None]], say: Callable[[str], str] = sentence
) -> tuple[Fact, ...]:
    """Return a fact for each (name, field of `part`, words) that has words.

    For parts whose questions have other names on a sheet than their fields have; `say` makes the
    words a sentence.
    """
    return tuple(
        Fact(name, say(words), Origin(f"{part}.{field}")) for name, field, words in told if words
    )


def labelled(table: TreeRow, prefix: str, keys: Iterable[str]) -> Iterator[str]:
    """Yield "Label: value" for each key of `table` that is filled."""
    for key in keys:
        value = _at(table, key)
        if value is not None:
            path = f"{prefix}{key}"
            yield f"{label_of(path, own=True)}: {say_field(path, value)}"


def say_field(path: str, value: Tree) -> str:
    """Return a value in the patient's voice; a rating with the end of its scale: "7 of 10"."""
    info = find(path)
    if info is not None and info.shape is ValueShape.INTEGER and info.high == _TOP:
        return tr("{value} of {top}", value=value, top=_TOP)
    if info is not None and info.shape is ValueShape.TEXTS:
        return sentences(cast(list[str], value))
    return say_value(path, value, own=True)


def _at(table: TreeRow, key: str) -> Tree | None:
    first, _, rest = key.partition(".")
    value = table.get(first)
    return _at(value, rest) if rest and isinstance(value, dict) else None if rest else value
