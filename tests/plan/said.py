"""What a visit said, written as a tree in the plan's shape; and a fragment read that way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goalcoach.plan.fillable_paths import is_list
from goalcoach.plan.model.plan import LETTERS
from goalcoach.plan.tree_types import RowIds, Table
from goalcoach.plan.visit_fragment import Fragment, Place, read_fragment

BESIDE = ("answers", "notes", "skipped", "kept")


def said(tree: Mapping[str, Any], *removed: tuple[str, str, str]) -> Fragment:
    """The fragment of a tree; `removed` are rows taken out: list path, row id, why."""
    made = read_fragment({key: value for key, value in tree.items() if key not in BESIDE})
    for name in BESIDE:
        getattr(made, name).update(tree.get(name, {}))
    made.removed = {(path, row): why for path, row, why in removed}
    return made


def tree_of(fragment: Fragment) -> dict[str, Any]:
    """The tree of a fragment, with what stands beside its fields."""
    beside = {name: getattr(fragment, name) for name in BESIDE}
    return {**write_fragment(fragment), **{name: one for name, one in beside.items() if one}}


def write_fragment(said: Fragment) -> Table:
    """Return the fields of a fragment as a tree in the plan's shape, in the order of saying."""
    tables: dict[Place, Table] = {("", ()): {}}
    for (path, ids), value in said.fields.items():
        if (path, ids) in said.rows:  # a list in a record without an id is a value
            _write_list(said, tables, path, ids)
            continue
        outer, _, key = path.rpartition(".")
        table = _table(said, tables, outer, ids)
        if key != "id":  # each row got its id with its list
            table[key] = value
    return tables["", ()]


def _table(said: Fragment, tables: dict[Place, Table], path: str, ids: RowIds) -> Table:
    """Return the table at a place of the tree, made if need be; `tables` holds those there are."""
    if (path, ids) not in tables:
        if is_list(path):
            _write_list(said, tables, path, ids[:-1])
        else:
            outer, _, key = path.rpartition(".")
            made: Table = {}
            _table(said, tables, outer, ids)[key] = made
            tables[path, ids] = made
    return tables[path, ids]


def _write_list(said: Fragment, tables: dict[Place, Table], path: str, ids: RowIds) -> None:
    outer, _, key = path.rpartition(".")
    table = _table(said, tables, outer, ids)
    if key not in table:
        made: dict[Place, Table] = {
            (path, (*ids, row)): {"id": row} if path in LETTERS else {}
            for row in said.rows[path, ids]
        }
        tables |= made
        table[key] = [*made.values()]
