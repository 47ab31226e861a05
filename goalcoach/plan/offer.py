"""Answers given on an older plan, offered again on a newer one.

Two visits may have begun from the same version on a shared folder. The second to close cannot be
saved as it is; its answers come back as proposals on the plan that was saved first. Imports
`close`, `model` and `rule`.
"""

from __future__ import annotations

from collections.abc import Mapping

from goalcoach.plan.close import Table, merge
from goalcoach.plan.model import HEADER, OF_VISIT, Plan, Tree
from goalcoach.plan.rule import number, rows

_REFERENCES = frozenset({"values", "order", "barrier", "related"})


def offer(before: Mapping[str, Tree], said: Mapping[str, Tree]) -> Table:
    """Return the plan tree `before` with the standing answers of `said` put over it."""
    merged = merge(dict(before), said)
    return {key: before[key] for key in HEADER if key in before} | merged


def to_offer(said: Mapping[str, Tree], parent: Plan | None, head: Plan | None) -> Table:
    """Return the standing part of `said`, with the rows that it added numbered behind `head`'s.

    Both visits may have given out the same id for different rows; one never takes the other's.
    """
    known = {row.id for _, _, row in rows(parent)} if parent is not None else set()
    taken = {row.id for _, _, row in rows(head)} if head is not None else set()
    added = [one for one in _row_ids(dict(said)) if one not in known]
    moved: dict[str, str] = {}
    for one in added:
        if one in taken:
            letters = [*taken, *added, *moved.values()]
            highest = max(number(other) for other in letters if other[:1] == one[:1])
            moved[one] = f"{one[:1]}{highest + 1}"
    standing = _standing(dict(said), "")
    _rename(standing, moved)
    return standing


def _row_ids(node: Tree) -> list[str]:
    if isinstance(node, list):
        return [one for child in node for one in _row_ids(child)]
    if not isinstance(node, dict):
        return []
    own = [str(node["id"])] if isinstance(node.get("id"), str) else []
    return own + [one for child in node.values() for one in _row_ids(child)]


def _standing(node: Table, prefix: str) -> Table:
    """Return a copy without header fields and without what belongs to one visit."""
    kept: Table = {}
    for key, child in node.items():
        path = prefix + key
        if path in HEADER or path in OF_VISIT:
            continue
        if isinstance(child, dict):
            kept[key] = _standing(child, f"{path}.")
        elif isinstance(child, list):
            kept[key] = [
                _standing(one, f"{path}.") if isinstance(one, dict) else one for one in child
            ]
        else:
            kept[key] = child
    return kept


def _rename(node: Tree, moved: Mapping[str, str]) -> None:
    if isinstance(node, list):
        for child in node:
            _rename(child, moved)
    if not isinstance(node, dict):
        return
    for key, child in node.items():
        if (key == "id" or key in _REFERENCES) and isinstance(child, str):
            node[key] = moved.get(child, child)
        elif key in _REFERENCES and isinstance(child, list) and _is_words(child):
            node[key] = [moved.get(str(one), str(one)) for one in child]
        else:
            _rename(child, moved)


def _is_words(values: list[Tree]) -> bool:
    return all(isinstance(one, str) for one in values)
