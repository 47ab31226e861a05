"""The last plan, read as a tree by plan path and row ids.

`ids` are row ids, outermost first, one for each list on the way to the value. A hand-edited plan
may hold anything: nothing here raises.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import cast

from goalcoach.dialogue.answer_types import Value
from goalcoach.plan.fillable_paths import ValueShape, find
from goalcoach.plan.tree_types import Tree


def prior_value(prior: Mapping[str, Tree], path: str, ids: tuple[str, ...]) -> Value | None:
    """Return the value at `path`, each list's record chosen by the next of `ids`.

    A list of texts or numbers comes as a tuple. None if there is no value, an empty list, or what
    is no answer to one question (a table, a time of day).
    """
    return as_value(_descend(prior, path, ids))


def as_value(node: Tree | None) -> Value | None:
    """Return a part of a plan as an answer to one question; None if it is none."""
    if node is None or isinstance(node, datetime | time | dict):
        return None
    if isinstance(node, bool | int | float | str | date):
        return node
    if all(isinstance(one, str) for one in node):
        return tuple(str(one) for one in node) or None
    if all(isinstance(one, int | float) for one in node):
        return tuple(one for one in node if isinstance(one, int | float))
    return None


def prior_table(prior: Mapping[str, Tree], key: str) -> dict[str, object]:
    """Return one of the free tables (answers, notes, skipped, kept), empty if it has none."""
    table = prior.get(key)
    return {**table} if isinstance(table, dict) else {}


def prior_answer(prior: Mapping[str, Tree], address: str) -> Value | None:
    """Return what was answered at an address of a question without a field in the plan."""
    answers = prior.get("answers")
    return as_value(answers.get(address)) if isinstance(answers, dict) else None


def prior_rows(prior: Mapping[str, Tree], path: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of the records of the list at `path`, in its order, ended ones left out."""
    node = _descend(prior, path, ids)
    if not isinstance(node, list):
        return ()
    return tuple(
        str(one["id"])
        for one in node
        if isinstance(one, dict) and "id" in one and "ended" not in one
    )


def name_rows(prior: Mapping[str, Tree]) -> dict[str, Tree]:
    """Return the plan with an id for each row of the standing lists whose rows have none.

    "x1" is the first of its list. A visit can then propose and change such a row like any other;
    the id is taken out again before the plan is written.
    """
    return _named(prior, "")


def _named(node: Mapping[str, Tree], prefix: str) -> dict[str, Tree]:
    named: dict[str, Tree] = {}
    for key, value in node.items():
        info = find(prefix + key)
        if isinstance(value, dict):
            named[key] = _named(value, f"{prefix}{key}.")
        elif isinstance(value, list) and info is not None and info.shape is ValueShape.RECORDS:
            rows = [_named(row, f"{prefix}{key}.") for row in value if isinstance(row, dict)]
            nameless = info.standing and not info.letter
            named[key] = [
                {**row, "id": f"x{at}"} if nameless else row for at, row in enumerate(rows, 1)
            ]
        else:
            named[key] = value
    return named


def prior_row(prior: Mapping[str, Tree], path: str, ids: tuple[str, ...]) -> dict[str, Tree]:
    """Return the record that the last of `ids` names in the list at `path`; empty if none."""
    node = _descend(prior, path, ids[:-1])
    rows = node if isinstance(node, list) else []
    return next((row for row in rows if isinstance(row, dict) and row.get("id") == ids[-1]), {})


def highest_ids(prior: Mapping[str, Tree]) -> dict[str, int]:
    """Return the highest number of any row id in the plan, by the id's letter: {"g": 2, "r": 5}.

    Ended rows count: their ids are never given out again.
    """
    highest: dict[str, int] = {}

    def visit(node: Tree) -> None:
        if isinstance(node, list):
            for one in node:
                visit(one)
        elif isinstance(node, dict):
            row = node.get("id")
            if isinstance(row, str) and row[1:].isdecimal():
                highest[row[:1]] = max(highest.get(row[:1], 0), int(row[1:]))
            for one in node.values():
                visit(one)

    visit(dict(prior))
    return highest


def _descend(prior: Mapping[str, Tree], path: str, ids: tuple[str, ...]) -> Tree | None:
    node: object = prior
    left = iter(ids)
    for part, is_list in _parts(path):
        if not isinstance(node, Mapping) or part not in node:
            return None
        node = node[part]
        if is_list:
            wanted = next(left, None)
            if wanted is None or not isinstance(node, list):
                return None
            found = (one for one in node if isinstance(one, dict) and one.get("id") == wanted)
            node = next(found, None)
    return cast("Tree | None", node)


@lru_cache(maxsize=512)
def _parts(path: str) -> tuple[tuple[str, bool], ...]:
    """Return the parts of a path, each with whether a record of its list has to be chosen."""
    info = find(path)
    lists = info.lists if info is not None else ()
    parts = path.split(".")
    prefixes = (".".join(parts[: at + 1]) for at in range(len(parts)))
    return tuple(
        (part, prefix in lists and prefix != path)
        for part, prefix in zip(parts, prefixes, strict=True)
    )
