"""Reads a plan that was changed by hand, even where rows have lost their ids.

A row without an id of its own takes the id of the row of the other plan that it is most like, so
that references find it again; a row like none gets a new number. What was guessed is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

import tomli

from goalcoach.errors import BadData
from goalcoach.plan.consistency import is_row_id
from goalcoach.plan.conversion import build, to_tree
from goalcoach.plan.diff.change import Alike
from goalcoach.plan.diff.match import best_pairs
from goalcoach.plan.diff.word_diff import Effort, split
from goalcoach.plan.file.codec import read
from goalcoach.plan.file.key_lines import find_lines, line_of
from goalcoach.plan.file.migration import migrate
from goalcoach.plan.model.plan import LETTERS, Plan
from goalcoach.plan.tree_types import Table


class Named(NamedTuple):
    """A plan, and the ids in it that were found by likeness."""

    plan: Plan
    alike: Alike = ()
    numbered: int = 0
    """How many rows had no id and are like none: they got new ones."""


def read_by_hand(data: bytes, source: str, other: Plan | None = None) -> Named:
    """Return the plan in a file that may have been changed by hand; its digest is not asked for.

    `other` is the plan it is compared with. Raises BadData, NewerFormat.
    """
    try:
        return Named(read(data, source, check_digest=False).plan)
    except BadData as bad:
        # Any other trouble is the file's own and is told as it is.
        if not any(problem.field.endswith("id") for problem in bad.problems):
            raise
        trouble = bad
    text = data.decode()
    try:
        tree = migrate(cast(Table, tomli.loads(text)), source)
    except ValueError:
        raise trouble from None
    given, numbered = give_ids(tree, other)
    if not given and not numbered:
        raise trouble
    lines = find_lines(text)
    plan = build(tree, source, lambda place: line_of(lines, place))
    return Named(plan, given, numbered)


def read_two(before: bytes, after: bytes, sources: tuple[str, str]) -> tuple[Named, Named]:
    """Return the plans of two files; where one has lost ids, the whole one names its rows."""
    old = read_by_hand(before, sources[0])
    new = read_by_hand(after, sources[1], old.plan)
    if old.numbered and not new.numbered and not new.alike:
        old = read_by_hand(before, sources[0], new.plan)
    return old, new


def give_ids(tree: Table, other: Plan | None) -> tuple[Alike, int]:
    """Give every row of `tree` that has no fitting id one, in place.

    Return the ids that were found by likeness, and how many had to be made up.
    """
    before = to_tree(other) if other is not None else {}
    taken = {str(row["id"]) for _, row in _rows(before, "") if "id" in row}
    seen: set[str] = set()
    for path, row in _rows(tree, ""):
        if not is_row_id(str(row.get("id", "")), path) or row["id"] in seen:
            row.pop("id", None)
        else:
            seen.add(str(row["id"]))
    ids = _Ids(taken | seen, seen)
    _name(tree, before, "", ids)
    return tuple(ids.alike), ids.numbered


class _Ids:
    """The ids in use, and what was given out."""

    def __init__(self, taken: set[str], used: set[str]) -> None:
        self.taken = taken
        self.used = used
        self.alike: list[tuple[str, float]] = []
        self.numbered = 0
        self.effort = Effort()

    def give(self, row: Table, row_id: str) -> None:
        rest = {key: value for key, value in row.items() if key != "id"}
        row.clear()
        row |= {"id": row_id, **rest}
        self.used.add(row_id)
        self.taken.add(row_id)

    def number(self, row: Table, letter: str) -> None:
        numbers = [int(one[1:]) for one in self.taken if one[:1] == letter]
        self.give(row, f"{letter}{max(numbers, default=0) + 1}")
        self.numbered += 1


def _rows(table: Table, prefix: str) -> Iterator[tuple[str, Table]]:
    for key, value in table.items():
        path = prefix + key
        if isinstance(value, dict):
            yield from _rows(value, f"{path}.")
        elif isinstance(value, list) and path in LETTERS:
            for row in value:
                if isinstance(row, dict):
                    yield path, row
                    yield from _rows(row, f"{path}.")


def _name(table: Table, before: Table, prefix: str, ids: _Ids) -> None:
    """Name the rows below a table by the rows of the same table of the other plan."""
    for key, value in table.items():
        path = prefix + key
        old = before.get(key)
        if isinstance(value, dict):
            _name(value, old if isinstance(old, dict) else {}, f"{path}.", ids)
        elif isinstance(value, list) and path in LETTERS:
            rows = [row for row in value if isinstance(row, dict)]
            olds = [row for row in old if isinstance(row, dict)] if isinstance(old, list) else []
            _name_list(rows, olds, path, ids)


def _name_list(rows: list[Table], olds: list[Table], path: str, ids: _Ids) -> None:
    nameless = [row for row in rows if "id" not in row]
    free = [row for row in olds if row["id"] not in ids.used]
    words = [_words(row) for row in nameless], [_words(row) for row in free]
    for i, j, value in best_pairs(*words, ids.effort):
        ids.give(nameless[i], str(free[j]["id"]))
        ids.alike.append((str(free[j]["id"]), value))
    for row in nameless:
        if "id" not in row:
            ids.number(row, LETTERS[path])
    partner = {row["id"]: row for row in olds}
    for row in rows:
        _name(row, partner.get(row["id"], {}), f"{path}.", ids)


def _words(row: Table) -> list[str]:
    words: list[str] = []
    for key, value in row.items():
        if key == "id":
            continue
        if isinstance(value, str):
            words += split(value.lower())
        elif isinstance(value, dict):
            words += _words(value)
        elif isinstance(value, list):
            for one in value:
                words += _words(one) if isinstance(one, dict) else split(str(one).lower())
    return words
