"""Two plans side by side, with their rows and goals at hand."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from goalcoach.plan.conversion import to_tree
from goalcoach.plan.diff.change import Change, Renamed
from goalcoach.plan.ladder_rules import more_careful
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.tree_types import RowIds, TreeRow

_RowsByName = dict[tuple[str, str], TreeRow]


class PlanPair(Struct, frozen=True):
    """Both plans. `rows`: those of each, by list path and id. `renamed`: earlier id to later id,
    for rows of a file changed by hand that were found by likeness.
    """

    before: Plan
    after: Plan
    rows: tuple[_RowsByName, _RowsByName]
    renamed: Mapping[str, str]

    def row(self, path: str, rows: RowIds, side: int) -> TreeRow:
        """Return the row of that list as the earlier (0) or the later plan (1) has it, or {}."""
        return self.rows[side].get((path, rows[-1] if rows else ""), {})

    def goal_before(self, goal: str) -> Goal | None:
        """Return the earlier version of a goal, by its id in the later plan."""
        earlier = {later: old for old, later in self.renamed.items()}.get(goal, goal)
        return _find(self.before, earlier)

    def careful_goal(self, goal: str) -> Goal | None:
        """Return the goal of this id in the later plan, or its earlier version if that one allows
        less to be said: what either side must not say, a difference does not.
        """
        return more_careful(_find(self.after, goal), self.goal_before(goal))

    def goal_of(self, change: Change) -> Goal | None:
        """Return the goal a change belongs to, in the version that allows less to be said."""
        if not change.path.startswith("goals"):
            return None
        before = _find(self.before, change.was[0]) if change.was else None
        after = _find(self.after, change.rows[0]) if change.rows else None
        return more_careful(after, before)


def pair(before: Plan, after: Plan, changes: tuple[Change, ...]) -> PlanPair:
    """Return both plans with their rows by name; `changes` tell which ids stand for one row."""
    renamed = {str(one.old): str(one.new) for one in changes if isinstance(one, Renamed)}
    return PlanPair(before, after, (_rows_of(before), _rows_of(after)), renamed)


def _find(plan: Plan, row_id: str) -> Goal | None:
    return next((goal for goal in plan.goals if goal.id == row_id), None)


def _rows_of(plan: Plan) -> _RowsByName:
    found: _RowsByName = {}

    def look(table: TreeRow, prefix: str) -> None:
        for key, value in table.items():
            if isinstance(value, dict):
                look(value, f"{prefix}{key}.")
            for row in value if isinstance(value, list) else ():
                if isinstance(row, dict):
                    if isinstance(row.get("id"), str):
                        found[prefix + key, str(row["id"])] = row
                    look(row, f"{prefix}{key}.")

    look(to_tree(plan), "")
    return found
