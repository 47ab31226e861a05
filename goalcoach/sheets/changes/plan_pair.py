"""Two plans side by side, with their rows at hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from goalcoach.plan.diff.change import Change, Renamed, RowIds
from goalcoach.plan.model import Goal, Plan
from goalcoach.plan.tree import to_tree
from goalcoach.sheets.changes.row_words import TreeRow, goal_of

LIMIT = "energy_limit"


class PlanPair(NamedTuple):
    """Both plans, with their rows at hand. `renamed`: earlier id to later id."""

    before: Plan
    after: Plan
    rows: tuple[dict[tuple[str, str], TreeRow], dict[tuple[str, str], TreeRow]]
    renamed: Mapping[str, str]

    def row(self, path: str, rows: RowIds, side: int) -> TreeRow:
        return self.rows[side].get((path, rows[-1] if rows else ""), {})

    def goal(self, change: Change) -> Goal | None:
        """Return the goal a change belongs to: the one that is inside an energy limit, if any."""
        if not change.path.startswith("goals"):
            return None
        before = goal_of(self.before, change.was[0]) if change.was else None
        after = goal_of(self.after, change.rows[0]) if change.rows else None
        limits = [one for one in (after, before) if one and one.ladder.mode == LIMIT]
        return next(iter(limits), after or before)

    def limit(self, goal: str) -> Goal | None:
        """Return the goal of this id as it is inside an energy limit, on either side."""
        both = goal_of(self.after, goal), goal_of(self.before, goal)
        return next((one for one in both if one and one.ladder.mode == LIMIT), None)


def pair(before: Plan, after: Plan, changes: tuple[Change, ...]) -> PlanPair:
    renamed = {str(one.old): str(one.new) for one in changes if isinstance(one, Renamed)}
    return PlanPair(before, after, (_rows_of(before), _rows_of(after)), renamed)


def _rows_of(plan: Plan) -> dict[tuple[str, str], TreeRow]:
    found: dict[tuple[str, str], TreeRow] = {}

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
