"""What one visit says of a plan: answers by path and row, rows in order, rows taken out.

The interview fills a fragment and the close lays it over the parent. It tells what a plan alone
cannot: that a list was emptied, that a row was only named, and in which order rows were put.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from goalcoach.plan.fillable_paths import is_list, lists_around
from goalcoach.plan.model.plan import LETTERS
from goalcoach.plan.tree_types import RowIds, Table, Tree

Place = tuple[str, RowIds]
"""A plan path with the rows it runs through: ("goals.ladder.rungs.text", ("g1", "r2"))."""


@dataclass(slots=True)
class Fragment:
    """What was said or confirmed in one visit; `close` only reads it.

    Values are builtins as a plan's tree holds them: a list of texts is a list.
    """

    fields: dict[Place, Tree] = field(default_factory=dict)
    """Each field in the order in which it was first said, the ids of named rows among them. An
    empty list empties what stood."""
    rows: dict[Place, list[str]] = field(default_factory=dict)
    """By list: the rows that were named, in order. Rows that have no id in the plan have a name
    for the visit ("x1"), and of such a list all rows are there."""
    removed: dict[tuple[str, str], str] = field(default_factory=dict)
    """By list path and row id: why a standing row was taken out, "" if nobody said."""
    answers: Table = field(default_factory=dict)
    """A clinic's own questions, by address; so are notes and reasons for skipping."""
    notes: dict[str, str] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    """By address and check ("a/b#soon"): why an answer was kept in spite of the check."""

    def put(self, path: str, ids: RowIds, value: Tree) -> None:
        """Keep `value` at `path` and name the rows around it.

        `ids` may go on beyond the lists of the path: what is asked in a loop over goals may be
        about the whole plan.
        """
        self.fields[self._reach(path, ids)] = value

    def put_missing(self, path: str, ids: RowIds, value: Tree) -> None:
        """Keep `value` at `path` unless something was said there."""
        self.fields.setdefault(self._reach(path, ids), value)

    def add_missing(self, other: Fragment) -> None:
        """Add what `other` says where nothing was said here, its rows behind those named here."""
        for place, value in other.fields.items():
            self.fields.setdefault(place, value)
        for place, rows in other.rows.items():
            here = self.rows.setdefault(place, [])
            here += [row for row in rows if row not in here]
        for mine, theirs in (
            (self.notes, other.notes),
            (self.skipped, other.skipped),
            (self.kept, other.kept),
        ):
            for key, text in theirs.items():
                mine.setdefault(key, text)
        for key, answer in other.answers.items():
            self.answers.setdefault(key, answer)

    def put_under(self, part: str, stood: Mapping[str, Tree]) -> None:
        """Put a part that is a table under what was said of it: it counts where nothing was said.

        Its fields come first, in the order in which they stood.
        """
        under = Fragment()
        _read(under, stood, f"{part}.", ())
        others = takewhile(lambda one: not one[0][0].startswith(f"{part}."), self.fields.items())
        self.fields = {**dict(others), **under.fields, **self.fields}

    def name_list(self, path: str, ids: RowIds) -> None:
        """Say that the list at `path` holds the rows that get named, even if that is none."""
        place = self._reach(path, ids)
        self.fields.setdefault(place, [])
        self.rows.setdefault(place, [])

    def name_row(self, path: str, ids: RowIds) -> None:
        """Name the row of the list at `path` that the last of `ids` is, and the rows around it."""
        self._reach(f"{path}.id", ids)

    def _reach(self, path: str, ids: RowIds) -> Place:
        """Name the rows that `path` runs through, and return its place."""
        lists = lists_around(path)
        for depth, one in enumerate(lists):
            row = ids[depth]
            rows = self.rows.setdefault((one, ids[:depth]), [])
            if row not in rows:
                rows.append(row)
                self.fields[f"{one}.id", ids[: depth + 1]] = row
        return path, ids[: len(lists)]

    def value(self, path: str, ids: RowIds = ()) -> Tree | None:
        """Return what was said at `path`, or None."""
        return self.fields.get((path, ids))

    def record(self, path: str, ids: RowIds) -> Table:
        """Return the fields of a record of a list without ids, those of a newer writer too."""
        return {
            place.removeprefix(f"{path}."): value
            for (place, row), value in self.fields.items()
            if row == ids and place.startswith(f"{path}.") and place != f"{path}.id"
        }

    def paths_in(self, part: str) -> frozenset[str]:
        """Return the paths below `part` ("goals") at which something was said.

        A row with nothing but its id says nothing, and no more does a list left empty.
        """
        return frozenset(
            path
            for (path, _), value in self.fields.items()
            if path.startswith(f"{part}.") and not path.endswith(".id") and value != []
        )


def read_fragment(tree: Mapping[str, Tree]) -> Fragment:
    """Return what a tree in the plan's shape says of the plan, without its free tables."""
    said = Fragment()
    _read(said, tree, "", ())
    return said


def _read(said: Fragment, table: Mapping[str, Tree], prefix: str, ids: RowIds) -> None:
    for key, value in table.items():
        path = prefix + key
        if isinstance(value, list) and is_list(path):
            said.name_list(path, ids)
            for at, row in enumerate(value, 1):
                if isinstance(row, dict):
                    _read_row(said, row, path, (*ids, str(row.get("id", f"x{at}"))))
        elif isinstance(value, dict):
            _read(said, value, f"{path}.", ids)
        elif key != "id":
            said.put(path, ids, value)


def _read_row(said: Fragment, row: Table, path: str, ids: RowIds) -> None:
    said.name_row(path, ids)
    if path in LETTERS:
        _read(said, row, f"{path}.", ids)
        return
    for key, value in row.items():  # a record without an id is flat; see `Fragment.record`
        said.put(f"{path}.{key}", ids, value)
