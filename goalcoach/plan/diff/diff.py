"""The differences between two plans.

Rows that are equal to the last bit are stepped over as one; so two visits of a long plan cost
little more than what was changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
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
    Moved,
    Removed,
    Renamed,
    ReRanked,
    Returned,
    RowEnded,
    Side,
)
from goalcoach.plan.diff.compared_field import ComparedField, fields_of
from goalcoach.plan.diff.match import match_alike, stay
from goalcoach.plan.diff.reasons import Reasons
from goalcoach.plan.diff.word_diff import Effort, spans
from goalcoach.plan.diff.written_alike import parts_alike, values_alike
from goalcoach.plan.model.field_types import Part, Row
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.schema import ValueShape
from goalcoach.plan.tree_types import RowIds, Tree

SURE = 0.75
"""Two rows that both have an id, and not the same one, take more than the least likeness."""

# For these, equal means written alike; 12 and 12.0 are equal too, and are not.
_EXACT = frozenset({str, int, date})

_Rows = Sequence[Part]
_Table = dict[str, object]


class _Found(NamedTuple):
    changes: list[Change]
    apart: list[Change]
    effort: Effort


def diff(
    before: Plan,
    after: Plan,
    between: Sequence[Plan] = (),
    alike: Alike = (),
) -> Diff:
    """Return what differs, in the order of the plan.

    `between` are the versions from one to the other, whose reasons count too. `alike` are ids
    that `lost_row_ids.give_ids` had to guess for a file changed by hand.
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


def _walk(old: Part, new: Part, prefix: str, ids: tuple[RowIds, RowIds], found: _Found) -> None:
    for one, was, now in zip(fields_of(type(new), prefix), _values(old), _values(new), strict=True):
        if was is now or (type(was) is type(now) in _EXACT and was == now) or one.named:
            continue
        if one.group:
            # An untouched group is stepped over; so is an untouched row.
            if not parts_alike(was, now):
                _walk(cast(Part, was), cast(Part, now), f"{one.path}.", ids, found)
        elif one.rows:
            if not parts_alike(was, now):
                _compare_rows(cast(_Rows, was), cast(_Rows, now), one, ids, found)
        elif one.slot.shape is ValueShape.MAP:
            _compare_tables(cast(_Table, was), cast(_Table, now), one.path, ids, found)
        elif not values_alike(was, now):
            (found.changes if one.told else found.apart).append(
                _leaf(one, was, now, ids, found.effort)
            )
    if old.extra or new.extra:
        _compare_tables(old.extra, new.extra, prefix.removesuffix("."), ids, found)


def _values(part: Part) -> tuple[object, ...]:
    """Return the values of a struct in the order of its fields, without its unknown keys."""
    return msgspec.structs.astuple(part)[1:]


def _leaf(
    one: ComparedField, was: object, now: object, ids: tuple[RowIds, RowIds], effort: Effort
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
        if key not in after or key not in before or not values_alike(before[key], after[key]):
            was, now = before.get(key), after.get(key)
            found.apart.append(EntryChanged(path, ids[1], ids[0], was, now, (), key))
    there = [key for key in before if key in after] + [key for key in after if key not in before]
    back = [key for key in after if key in before] + [key for key in before if key not in after]
    if there != list(after) or back != list(before):
        keys = cast(Tree, list(before)), cast(Tree, list(after))
        found.apart.append(KeysMoved(path, ids[1], ids[0], *keys))


def _compare_rows(
    old: Sequence[Part],
    new: Sequence[Part],
    one: ComparedField,
    ids: tuple[RowIds, RowIds],
    found: _Found,
) -> None:
    """Compare two lists of records: who went, who came, who moved, what is different inside."""
    names = _names(old), _names(new)
    if names[0] == names[1] and old and isinstance(old[0], Row):
        for name, first, second in zip(names[0], old, new, strict=True):
            if not parts_alike(first, second):
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
        if not parts_alike(old[i], row):
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
        pairs = _pairparts_alike(old, new)
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


def _pairparts_alike(old: Sequence[Part], new: Sequence[Part]) -> list[tuple[int, int]]:
    free = list(range(len(new)))
    pairs = []
    for i, row in enumerate(old):
        j = next((j for j in free if parts_alike(row, new[j])), None)
        if j is not None:
            free.remove(j)
            pairs.append((i, j))
    return pairs
