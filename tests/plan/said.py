"""What a visit said, written as a tree in the plan's shape; and a fragment read that way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goalcoach.plan.visit_fragment import Fragment, read_fragment, write_fragment

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
