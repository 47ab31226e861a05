"""Everything that is wrong with a plan's tree, at once, in words a person can act on.

msgspec stops at the first thing it refuses. This pass converts piece by piece instead, so that a
hand-edited file is mended in one go. It never repeats a value: what a patient said has no place on
stderr.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from difflib import get_close_matches

import msgspec

from goalcoach.plan.location import Location, Trouble
from goalcoach.plan.model.field_types import Part
from goalcoach.plan.schema import FieldSchema, ValueShape, schema_of
from goalcoach.translation import TrMap, tr

MOST_PROBLEMS = 50
"""The search stops here: a file with more is not a plan."""

_FORMS = TrMap(
    {
        ValueShape.TEXT: "wants text in quotes",
        ValueShape.TEXTS: "wants a list of texts",
        ValueShape.NUMBER: "wants a number of ordinary size",
        ValueShape.NUMBERS: "wants a list of numbers",
        ValueShape.CHOICES: "wants a list of words",
        ValueShape.DATE: "wants a date like 2026-11-20",
        ValueShape.STAMP: "wants a time with its offset, like 2026-11-20T10:41:07+01:00",
        ValueShape.MAP: "wants a table",
        ValueShape.GROUP: "wants a table",
        ValueShape.RECORDS: "wants a list of tables",
    }
)


class Search:
    """One look at a tree. `found` is what is wrong, `hints` are keys that look mistyped.

    An unknown key alone is no problem (a newer writer may have put it there), so hints are only
    worth showing beside a problem.
    """

    def __init__(self) -> None:
        self.found: list[Trouble] = []
        self.hints: list[Trouble] = []

    def look(self, table: object, part: type[Part], place: Location = ()) -> object:
        """Note what is wrong in `table` and return it without those pieces."""
        if not isinstance(table, dict):
            self.found.append((place, _FORMS[ValueShape.GROUP]))
            return table
        sound = dict(table)
        absent = [slot.key for slot in schema_of(part).slots if slot.key not in table]
        likely = self._hint(table.get("", {}), absent, place)
        for slot in schema_of(part).slots:
            if len(self.found) >= MOST_PROBLEMS:
                break
            here = (*place, slot.key)
            if slot.key in table:
                self._slot(sound, slot, here)
            elif slot.required and slot.key not in likely:
                self.found.append((here, tr("is not there")))
        return sound

    def _slot(self, table: dict[str, object], slot: FieldSchema, place: Location) -> None:
        value = table[slot.key]
        if slot.part is not None and slot.shape is ValueShape.GROUP:
            table[slot.key] = self.look(value, slot.part, place)
        elif slot.part is not None and isinstance(value, list):
            table[slot.key] = [
                self.look(row, slot.part, (*place, index))
                for index, row in enumerate(value)
                if len(self.found) < MOST_PROBLEMS
            ]
        elif not fits(value, slot.kind):
            self.found += _pieces(value, slot, place)
            del table[slot.key]

    def _hint(self, extra: object, absent: list[str], place: Location) -> set[str]:
        """Note unknown keys that resemble an absent one; return the required ones so explained."""
        likely = set()
        assert isinstance(extra, dict)
        for key in list(extra)[: MOST_PROBLEMS - len(self.hints)]:
            near = nearest(key, absent)
            if near:
                self.hints.append(
                    ((*place, key), tr('is not known here; did you mean "{near}"?', near=near))
                )
                likely.add(near)
        return likely


def fits(value: object, kind: object) -> bool:
    """Tell whether msgspec takes `value` as `kind`."""
    try:
        msgspec.convert(value, kind, builtin_types=(date, datetime))
    except msgspec.ValidationError:
        return False
    return True


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the one of `words` that `word` may have been meant to be, or ""."""
    # Longer words are not typing slips, and comparing them takes time a hostile file would use.
    found = get_close_matches(word, words, n=1) if len(word) <= 40 else []
    return found[0] if found else ""


def _pieces(value: object, slot: FieldSchema, place: Location) -> list[Trouble]:
    """Return what is wrong inside a list or free table, or what the whole value should be."""
    entries: Iterable[tuple[str | int, object]]
    if slot.shape is ValueShape.MAP and isinstance(value, dict):
        entries = value.items()
    elif slot.item is not None and isinstance(value, list):
        entries = enumerate(value)
    else:
        return [(place, _wanted(value, slot, one=False))]
    if slot.high is not None and len(value) > slot.high:
        return [(place, tr("wants at most {high} entries", high=f"{slot.high:g}"))]
    return [
        ((*place, step), _wanted(item, slot, one=True))
        for step, item in entries
        if not fits(item, slot.item)
    ]


def _wanted(value: object, slot: FieldSchema, *, one: bool) -> str:
    """Return what a value should be; `one` speaks of one element of a list or free table."""
    if slot.choices and (one or slot.item is None):
        near = nearest(value, slot.choices) if isinstance(value, str) else ""
        asked = tr('; did you mean "{near}"?', near=near) if near else ""
        return tr("wants one of {choices}{asked}", choices=", ".join(slot.choices), asked=asked)
    if slot.coded:
        return tr('wants "sha256:" and 64 of the characters 0-9 and a-f')
    if slot.shape is ValueShape.INTEGER:
        return tr(
            "wants a whole number from {low} to {high}", low=f"{slot.low:g}", high=f"{slot.high:g}"
        )
    if one:
        return _FORMS[ValueShape.NUMBER if slot.shape is ValueShape.NUMBERS else ValueShape.TEXT]
    return _FORMS[slot.shape]
