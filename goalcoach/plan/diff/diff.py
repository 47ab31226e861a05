"""The differences between two plans.

Rows that are equal to the last bit are stepped over as one; so two visits of a long plan cost
little more than what was changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cache
from typing import NamedTuple, cast

import msgspec

from goalcoach.plan.conversion import part_tree
from goalcoach.plan.diff.change import (
    Added,
    Alike,
    Change,
    Changed,
    Diff,
    EntryChanged,
    KeysMoved,
    ListChanged,
    Moved,
    Removed,
    Renamed,
    ReRanked,
    Returned,
    RowEnded,
    ScoreChanged,
    Side,
    StatusChanged,
)
from goalcoach.plan.diff.match import match_alike, stay
from goalcoach.plan.diff.reasons import Reasons
from goalcoach.plan.diff.word_diff import Effort, spans
from goalcoach.plan.model.field_types import Part, Row
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.model.plan import HEADER, OF_VISIT, Plan
from goalcoach.plan.schema import FieldSchema, ValueShape, schema_of
from goalcoach.plan.tree_types import RowIds, Tree

SURE = 0.75
"""Two rows that both have an id, and not the same one, take more than the least likeness."""

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
_WORDED = frozenset(
    {
        ValueShape.TEXT,
        ValueShape.TEXTS,
        ValueShape.DATE,
        ValueShape.YES_NO,
        ValueShape.CHOICE,
        ValueShape.INTEGER,
    }
)
_RANKED = "priorities.order"

# For these, equal means written alike; 12 and 12.0 are equal too, and are not.
_EXACT = frozenset({str, int, date})

_encode = msgspec.json.Encoder().encode


_Rows = Sequence[Part]
_Table = dict[str, object]


class _Found(NamedTuple):
    changes: list[Change]
    apart: list[Change]
    effort: Effort


class _Field(NamedTuple):
    """One field as this walk needs it."""

    slot: FieldSchema
    name: str
    path: str
    told: bool
    group: bool
    rows: bool
    worded: bool
    named: bool
    """It is the row's id, by which the row was found."""
    make: type[Change]


def diff(
    before: Plan,
    after: Plan,
    between: Sequence[Plan] = (),
    alike: Alike = (),
) -> Diff:
    """Return what differs, in the order of the plan.

    `between` are the versions from one to the other, whose reasons count too. `alike` are ids
    that `by_hand.give_ids` had to guess for a file changed by hand.
    """
    found = _Found([], [], Effort())
    _walk(before, after, "", ((), ()), found)
    changes = tuple(found.changes)
    # On the way back the reasons of the later plan's visits explain nothing.
    if changes and after.version >= before.version:
        changes = Reasons((*between, after)).beside(changes)
    return Diff(_side(before), _side(after), changes, tuple(found.apart), alike)


def diff_goal(goal: Goal, plan: Plan) -> tuple[Plan, tuple[Change, ...]]:
    """Return `plan` with nothing but the name of one goal, and what the goal holds beyond it."""
    bare = Goal(id=goal.id, statement=goal.statement, lifecycle=goal.lifecycle)
    goals = tuple(bare if one is goal else one for one in plan.goals)
    less = msgspec.structs.replace(plan, goals=goals)
    return less, diff(less, plan).changes


def _side(plan: Plan) -> Side:
    return Side(plan.patient, plan.version, plan.visit.date.isoformat())


@cache
def _fields(part: type[Part], prefix: str) -> tuple[_Field, ...]:
    return tuple(
        _field(slot, prefix + slot.key, named=slot.key == "id" and issubclass(part, Row))
        for slot in schema_of(part).slots
    )


def _field(slot: FieldSchema, path: str, *, named: bool) -> _Field:
    records = slot.shape is ValueShape.RECORDS and path not in OF_VISIT
    group = slot.shape is ValueShape.GROUP and slot.key not in ("ended", "parent")
    make, told = _make(slot, path), is_told(path)
    worded = told and make is Changed and slot.shape is ValueShape.TEXT
    return _Field(slot, slot.name, path, told, group, records, worded, named, make)


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


def _walk(old: Part, new: Part, prefix: str, ids: tuple[RowIds, RowIds], found: _Found) -> None:
    for one, was, now in zip(_fields(type(new), prefix), _values(old), _values(new), strict=True):
        if was is now or (type(was) is type(now) in _EXACT and was == now) or one.named:
            continue
        if one.group:
            # An untouched group is stepped over; so is an untouched row.
            if not _equal(was, now):
                _walk(cast(Part, was), cast(Part, now), f"{one.path}.", ids, found)
        elif one.rows:
            if not _equal(was, now):
                _compare_rows(cast(_Rows, was), cast(_Rows, now), one, ids, found)
        elif one.slot.shape is ValueShape.MAP:
            _compare_tables(cast(_Table, was), cast(_Table, now), one.path, ids, found)
        elif not _same(was, now):
            (found.changes if one.told else found.apart).append(
                _leaf(one, was, now, ids, found.effort)
            )
    if old.extra or new.extra:
        _compare_tables(old.extra, new.extra, prefix.removesuffix("."), ids, found)


def _values(part: Part) -> tuple[object, ...]:
    """Return the values of a struct in the order of its fields, without its unknown keys."""
    return msgspec.structs.astuple(part)[1:]


@cache
def _is_exact(part: type[Part]) -> bool:
    """Return whether equal structs of this type are written alike: no number may be 12 or 12.0."""
    return all(slot.shape in _WORDED or slot.key == "ended" for slot in schema_of(part).slots)


def _ended(part: Part) -> object:
    return getattr(part, "ended", None)


def _equal(old: object, new: object) -> bool:
    """Return whether two parts would be written alike, so that 12 is not 12.0."""
    if old != new:
        return False
    if isinstance(old, Part) and _is_exact(type(old)) and not (old.extra or _ended(old)):
        return True
    try:
        return _encode(old) == _encode(new)
    except UnicodeEncodeError:  # half a character: looked at piece by piece
        return False


def _same(old: object, new: object) -> bool:
    if type(old) is not type(new):
        return False
    if isinstance(old, str | int):
        return old == new
    if isinstance(old, float | datetime | time):
        return repr(old) == repr(new)
    if isinstance(old, list | tuple):
        other = cast(Sequence[object], new)
        return len(old) == len(other) and all(map(_same, old, other))
    if isinstance(old, dict):
        table = cast(dict[object, object], new)
        return list(old) == list(table) and all(_same(old[key], table[key]) for key in old)
    if isinstance(old, Part):
        return _same(part_tree(old), part_tree(cast(Part, new)))
    return old == new


def _leaf(
    one: _Field, was: object, now: object, ids: tuple[RowIds, RowIds], effort: Effort
) -> Change:
    old, new = _plain(was), _plain(now)
    if one.slot.key == "ended" and (old is None or new is None):
        return (RowEnded if old is None else Returned)(one.path, ids[1], ids[0], old, new)
    if one.make is ReRanked:
        return ReRanked(one.path, ids[1], ids[0], old, new, (), _ranked(old, new))
    if one.worded and isinstance(old, str) and isinstance(new, str):
        return Changed(one.path, ids[1], ids[0], old, new, (), spans(old, new, effort))
    return one.make(one.path, ids[1], ids[0], old, new)


def _plain(value: object) -> Tree | None:
    """Return a value as builtins; an empty list is "not there", as in the file."""
    if isinstance(value, Part):
        return part_tree(value)
    if isinstance(value, tuple):
        return [cast(Tree, _plain(one)) for one in value] or None
    return cast("Tree | None", value)


def _ranked(old: Tree | None, new: Tree | None) -> tuple[str, ...]:
    before = [str(one) for one in old] if isinstance(old, list) else []
    after = {str(one): at for at, one in enumerate(new)} if isinstance(new, list) else {}
    both = [one for one in before if one in after]
    kept = stay([after[one] for one in both])
    return tuple(one for at, one in enumerate(both) if at not in kept)


def _compare_tables(
    old: dict[str, object],
    new: dict[str, object],
    path: str,
    ids: tuple[RowIds, RowIds],
    found: _Found,
) -> None:
    """Compare tables with free keys. Their order is kept too: files are compared by bytes."""
    before, after = cast(dict[str, Tree], old), cast(dict[str, Tree], new)
    for key in [*before, *(key for key in after if key not in before)]:
        if key not in after or key not in before or not _same(before[key], after[key]):
            was, now = before.get(key), after.get(key)
            found.apart.append(EntryChanged(path, ids[1], ids[0], was, now, (), key))
    there = [key for key in before if key in after] + [key for key in after if key not in before]
    back = [key for key in after if key in before] + [key for key in before if key not in after]
    if there != list(after) or back != list(before):
        keys = cast(Tree, list(before)), cast(Tree, list(after))
        found.apart.append(KeysMoved(path, ids[1], ids[0], *keys))


def _compare_rows(
    old: Sequence[Part], new: Sequence[Part], one: _Field, ids: tuple[RowIds, RowIds], found: _Found
) -> None:
    """Compare two lists of records: who went, who came, who moved, what is different inside."""
    names = _names(old), _names(new)
    if names[0] == names[1] and old and isinstance(old[0], Row):
        for name, first, second in zip(names[0], old, new, strict=True):
            if not _equal(first, second):
                _walk(first, second, f"{one.path}.", ((*ids[0], name), (*ids[1], name)), found)
        return
    pairs, alike = _pair(old, new, names, found.effort)
    into = found.changes if one.told else found.apart
    paired = {i for i, _ in pairs}, {j for _, j in pairs}
    kept = stay([j for _, j in pairs])
    for i, row in enumerate(old):
        if i not in paired[0]:
            place = (*ids[0], names[0][i])
            into.append(Removed(one.path, ids[1], place, part_tree(row), None, (), i))
    partner = {j: (at, i) for at, (i, j) in enumerate(pairs)}
    for j, row in enumerate(new):
        rows = (*ids[1], names[1][j])
        if j not in partner:
            into.append(Added(one.path, rows, ids[0], None, part_tree(row), (), j))
            continue
        at, i = partner[j]
        was = (*ids[0], names[0][i])
        if (i, j) in alike and names[0][i] != names[1][j] and not names[0][i].startswith("#"):
            value = alike[i, j]
            into.append(Renamed(one.path, rows, was, names[0][i], names[1][j], (), value))
        if at not in kept:
            into.append(Moved(one.path, rows, was, i, j))
        if not _equal(old[i], row):
            _walk(old[i], row, f"{one.path}.", (was, rows), found)


def _names(rows: Sequence[Part]) -> list[str]:
    return [row.id if isinstance(row, Row) else f"#{at}" for at, row in enumerate(rows, 1)]


def _pair(
    old: Sequence[Part], new: Sequence[Part], names: tuple[list[str], list[str]], effort: Effort
) -> tuple[list[tuple[int, int]], dict[tuple[int, int], float]]:
    """Return the pairs by old place, and the likeness of those that no id had shown."""
    if isinstance((*old, *new)[0], Row):
        place = {name: j for j, name in enumerate(names[1])}
        pairs = [(i, place[name]) for i, name in enumerate(names[0]) if name in place]
    else:
        pairs = _pair_equal(old, new)
    left = sorted(set(range(len(old))) - {i for i, _ in pairs})
    right = sorted(set(range(len(new))) - {j for _, j in pairs})
    alike: dict[tuple[int, int], float] = {}
    if left and right:
        found = match_alike([old[i] for i in left], [new[j] for j in right], effort)
        alike = {
            (left[i], right[j]): value
            for i, j, value in found
            if value >= SURE or names[0][left[i]].startswith("#")
        }
    return sorted([*pairs, *alike]), alike


def _pair_equal(old: Sequence[Part], new: Sequence[Part]) -> list[tuple[int, int]]:
    free = list(range(len(new)))
    pairs = []
    for i, row in enumerate(old):
        j = next((j for j in free if _equal(row, new[j])), None)
        if j is not None:
            free.remove(j)
            pairs.append((i, j))
    return pairs
