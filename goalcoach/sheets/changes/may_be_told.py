"""What of a difference may be told, path by path; the rest is left to the record.

Of the safety part only the decision. Amounts and aims only where `plan.ladder_rules` lets them be
said, and inside an energy limit no further step, chosen day or thing to face. Where the two plans
differ in what they allow, the more careful one decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goalcoach.plan.diff.change import Added, Change, Moved, Removed, Returned, RowEnded
from goalcoach.plan.ladder_rules import is_energy_limited, may_say_amounts
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.tree_types import Tree, TreeRow
from goalcoach.sheets.changes.plan_pair_lookup import PlanPair

_AMOUNTS = frozenset(
    {
        *("goals.ladder.samples", "goals.ladder.rungs.amount", "goals.ladder.unit"),
        *("goals.ladder.stable_days", "goals.measures.baseline", "goals.measures.target"),
        *("goals.measures.now", "goals.measures.direction", "goals.measures.unit"),
    }
)
_FACED = frozenset({"goals.ladder.rungs.expected", "goals.ladder.rungs.found"})
_CHANCES = "goals.chances"
_RUNGS = "goals.ladder.rungs"


def is_shown(path: str, goal: Goal | None) -> bool:
    """Return True if a value at `path` may be said; `goal` is the one it belongs to, if any."""
    if path.startswith("safety") and path != "safety.decision":
        return False
    if goal is None:
        return True
    if path in _AMOUNTS:
        return may_say_amounts(goal)
    return not (is_energy_limited(goal) and (path in _FACED or path.startswith(_CHANCES)))


def is_offered(path: str, row: TreeRow, goal: Goal | None) -> bool:
    """Return True if a row may be said: inside an energy limit no further step is."""
    if not is_shown(path, goal):
        return False
    if path == _RUNGS and goal is not None and is_energy_limited(goal):
        return row.get("status") not in (None, "later")
    return True


def may_be_told(change: Change, both: PlanPair) -> bool:
    """Return True if a change may be told: its value, and the row that came, went or moved."""
    goal = both.goal_of(change)
    return is_shown(change.path, goal) and all(
        is_offered(path, row, goal) for path, row in _rows_in(change, both)
    )


def _rows_in(change: Change, both: PlanPair) -> Iterator[tuple[str, TreeRow]]:
    match change:
        case Added(path=path, new=dict() as row) | Removed(path=path, old=dict() as row):
            yield path, row
        case RowEnded(path=path, was=rows):
            place = path.removesuffix(".ended")
            yield place, both.row(place, rows, 0)
        case Returned(path=path, rows=rows):
            place = path.removesuffix(".ended")
            yield place, both.row(place, rows, 1)
        case Moved(path=path, rows=rows):
            yield path, both.row(path, rows, 1)


def tellable(changes: Sequence[Change], both: PlanPair) -> tuple[Change, ...]:
    """Return the changes that may be told, their rows without the values that may not."""
    return tuple(_told_change(one, both.goal_of(one)) for one in changes if may_be_told(one, both))


def _told_change(change: Change, goal: Goal | None) -> Change:
    old, new = (
        None if value is None else _told(value, change.path, goal)
        for value in (change.old, change.new)
    )
    return change.with_values(old, new)


def _told(value: Tree, path: str, goal: Goal | None) -> Tree:
    if isinstance(value, list):
        return [
            _told(one, path, goal)
            for one in value
            if not isinstance(one, dict) or is_offered(path, one, goal)
        ]
    if isinstance(value, dict):
        return {
            key: _told(inner, f"{path}.{key}", goal)
            for key, inner in value.items()
            if is_shown(f"{path}.{key}", goal)
        }
    return value
