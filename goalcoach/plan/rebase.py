"""Answers given on an older plan, offered again on a newer one.

Two visits may have begun from the same version on a shared folder. The second to close cannot be
saved as it is; its answers come back as proposals on the plan that was saved first.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import TypeGuard

from goalcoach.plan.consistency import number, rows
from goalcoach.plan.model import HEADER, LETTERS, OF_VISIT, Plan, RowIds, Table, Tree
from goalcoach.plan.visit_fragment import Fragment, read_fragment, write_fragment

_REFERENCES = frozenset({"values", "order", "barrier", "related"})


def offer(before: Mapping[str, Tree], said: Mapping[str, Tree]) -> Table:
    """Return the plan tree `before` with the standing answers of `said` put over it.

    What `before` holds of its own visit stays there to be looked back at.
    """
    merged = _overlay(before, said)
    goals = merged.get("goals")
    for goal in goals if isinstance(goals, list) else []:
        if isinstance(goal, dict):
            # A goal that only the set-aside visit knows waits on the list until it is chosen.
            goal.setdefault("lifecycle", "planned")
    return merged


def _overlay(before: Mapping[str, Tree], said: Mapping[str, Tree]) -> Table:
    merged = dict(before)
    for key, value in said.items():
        match before.get(key), value:
            case dict() as old, dict():
                merged[key] = _overlay(old, value)
            case list() as old, list() if any(map(_is_row, value)):
                merged[key] = _overlay_rows(old, value)
            case _:
                merged[key] = deepcopy(value)
    return merged


def _overlay_rows(before: list[Tree], said: list[Tree]) -> list[Tree]:
    new = {str(one["id"]): one for one in said if _is_row(one)}
    merged: list[Tree] = [
        _overlay(one, new.pop(str(one["id"]), {})) if _is_row(one) else one for one in before
    ]
    return [*merged, *(deepcopy(one) for one in new.values())]


def fill_rows(said: Fragment, offered: Mapping[str, Tree], parent: Plan | None) -> None:
    """Give rows of `said` that only the offer knows what the offer says of them.

    They are not in the parent, so what was not said again would be lost at the close.
    """
    known = {row.id for _, _, row in rows(parent)} if parent is not None else set()
    offer = read_fragment(offered)
    for (path, ids), named in list(said.rows.items()):
        for row in named:
            if path in LETTERS and row not in known and row in offer.rows.get((path, ids), ()):
                _fill_row(said, offer, path, (*ids, row))


def _fill_row(said: Fragment, offer: Fragment, path: str, ids: RowIds) -> None:
    """Take over each field, group and list of a row of which nothing was said at all."""
    heard = {_key_below(path, ids, *place) for place in said.fields}
    for place, value in offer.fields.items():
        key = _key_below(path, ids, *place)
        if key and key not in heard:
            said.put(*place, value)


def _key_below(path: str, ids: RowIds, inner: str, inner_ids: RowIds) -> str:
    """Return the key of the row at `path` that an inner path goes through, "" if it does not."""
    if not inner.startswith(f"{path}.") or inner_ids[: len(ids)] != ids:
        return ""
    return inner.removeprefix(f"{path}.").partition(".")[0]


def _is_row(value: Tree) -> TypeGuard[Table]:
    return isinstance(value, dict) and "id" in value


def to_offer(said: Fragment, parent: Plan | None, head: Plan | None) -> Table:
    """Return the standing part of `said`, with the rows that it added numbered behind `head`'s.

    Both visits may have given out the same id for different rows; one never takes the other's.
    """
    known = {row.id for _, _, row in rows(parent)} if parent is not None else set()
    taken = {row.id for _, _, row in rows(head)} if head is not None else set()
    tree = write_fragment(said)
    added = [one for one in _row_ids(tree) if one not in known]
    moved: dict[str, str] = {}
    for one in added:
        if one in taken:
            letters = [*taken, *added, *moved.values()]
            highest = max(number(other) for other in letters if other[:1] == one[:1])
            moved[one] = f"{one[:1]}{highest + 1}"
    standing = _standing(tree, "")
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
