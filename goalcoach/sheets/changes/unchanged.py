"""What stayed the same between two plans: counted, and laid out when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeGuard

from msgspec import Struct

from goalcoach.plan.conversion import to_tree
from goalcoach.plan.diff.change import Added, Diff
from goalcoach.plan.diff.compared_field import is_told
from goalcoach.plan.fillable_paths import find
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.tree_types import RowIds, Tree
from goalcoach.sheets.changes.change_report import SAME, ChangeLine
from goalcoach.sheets.changes.may_be_told import is_offered, is_shown
from goalcoach.sheets.changes.plan_pair_lookup import PlanPair
from goalcoach.sheets.changes.row_as_line import OWN_WORDS, name_row
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.field_labels import label_of

_NOT_SAID = frozenset({"id", "ended", "since", "values", "order", "barrier", "related"})


class Same(Struct, frozen=True):
    """One value that stands unchanged: the id of its goal, where it is, whose row it is of."""

    goal: str
    path: str
    rows: RowIds
    about: str
    value: Tree

    def line(self) -> ChangeLine:
        return ChangeLine(
            SAME,
            label_of(self.path),
            new=say_value(self.path, self.value),
            about=self.about,
            kind="same",
            path=self.path,
            rows=self.rows,
        )


def find_same(both: PlanPair, found: Diff) -> list[Same]:
    """Return everything that stands unchanged. Most readers want only to know how much it is."""
    changed = {(one.path, one.rows) for one in found.changes}
    new = {one.rows for one in found.changes if isinstance(one, Added)}
    walk = _Walk(both, changed, new)
    return list(walk.table(to_tree(both.after), "", (), ""))


class _Walk:
    def __init__(self, both: PlanPair, changed: set[tuple[str, RowIds]], new: set[RowIds]) -> None:
        self._both = both
        self._changed = changed
        self._new = new

    def table(
        self, table: Mapping[str, Tree], prefix: str, rows: RowIds, about: str
    ) -> Iterator[Same]:
        """Yield what is below one table; rows that are new or have ended are not the same."""
        goal = self._both.careful_goal(rows[0]) if rows and prefix.startswith("goals") else None
        for key, value in table.items():
            path = prefix + key
            if key in _NOT_SAID and (rows or key != "values"):
                continue
            if isinstance(value, dict):
                yield from self.table(value, f"{path}.", rows, about)
            elif _is_rows(value):
                yield from self._rows(value, path, rows, goal)
            elif self._stands(path, rows, goal):
                name = about if key not in OWN_WORDS else ""
                yield Same(rows[0] if goal else "", path, rows, name, value)

    def _rows(
        self, values: list[Tree], path: str, rows: RowIds, goal: Goal | None
    ) -> Iterator[Same]:
        for number, row in enumerate(values, 1):
            if not isinstance(row, dict):
                continue
            name = (*rows, str(row.get("id", f"#{number}")))
            if "ended" in row or name in self._new or not is_offered(path, row, goal):
                continue
            about = name_row(path, row) if path != "goals" else ""
            yield from self.table(row, f"{path}.", name, about)

    def _stands(self, path: str, rows: RowIds, goal: Goal | None) -> bool:
        """Return True if a value is the same and may be said; a key not known here has no name."""
        known = find(path) is not None and is_told(path)
        return known and (path, rows) not in self._changed and is_shown(path, goal)


def _is_rows(value: Tree) -> TypeGuard[list[Tree]]:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)
