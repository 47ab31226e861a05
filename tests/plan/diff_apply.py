"""A difference put on a plan, and turned round."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from goalcoach.errors import UsageError
from goalcoach.plan.conversion import from_tree, to_tree
from goalcoach.plan.diff.change import (
    Added,
    Change,
    Changed,
    Diff,
    EntryChanged,
    KeysMoved,
    Moved,
    Removed,
    Renamed,
    Returned,
    RowEnded,
    WordSpan,
)
from goalcoach.plan.model.field_types import Part, Row
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.schema import ValueShape, schema_of
from goalcoach.plan.tree_types import RowIds, Table, Tree

_TURNED: dict[type[Change], type[Change]] = {
    Added: Removed,
    Removed: Added,
    RowEnded: Returned,
    Returned: RowEnded,
}
_OTHER = {"gone": "new", "new": "gone", "same": "same"}


def apply(diff: Diff, plan: Plan) -> Plan:
    """Return `plan` with every change of `diff` made.

    Raises UsageError if the changes were found between other plans.
    """
    sheet = _Sheet((*diff.changes, *diff.apart))
    tree = sheet.table(to_tree(plan), Plan, "", ())
    sheet.close()
    return from_tree(tree)


def invert(diff: Diff) -> Diff:
    """Return the difference that leads back. Reasons stay with their changes."""
    return Diff(
        diff.after,
        diff.before,
        tuple(map(_turn, diff.changes)),
        tuple(map(_turn, diff.apart)),
        diff.alike,
    )


def _turn(change: Change) -> Change:
    whole = {one: getattr(change, one) for one in change.__struct_fields__}
    whole |= {"rows": change.was, "was": change.rows, "old": change.new, "new": change.old}
    if isinstance(change, Changed):
        turned = [WordSpan(_OTHER[one.kind], one.text, one.glued) for one in change.words]
        whole["words"] = tuple(_gone_first(turned))
    return _TURNED.get(type(change), type(change))(**whole)


def _gone_first(words: list[WordSpan]) -> list[WordSpan]:
    """Return the words with what is gone before what came in its place."""
    for at in range(len(words) - 1):
        if words[at].kind == "new" and words[at + 1].kind == "gone":
            words[at], words[at + 1] = words[at + 1], words[at]
    return words


class _Sheet:
    """The changes by where they are made: each is taken off once."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._at: dict[tuple[str, str, RowIds], list[Change]] = {}
        for one in changes:
            kind, was = "value", one.was
            if isinstance(one, EntryChanged | KeysMoved):
                kind = "entry"
            elif isinstance(one, Added):
                kind = "rows"
            elif isinstance(one, Removed | Moved | Renamed):
                kind, was = "rows", one.was[:-1]
            self._at.setdefault((kind, one.path, was), []).append(one)

    def take(self, kind: str, path: str, was: RowIds) -> list[Change]:
        return self._at.pop((kind, path, was), [])

    def close(self) -> None:
        if self._at:
            raise _strange()

    def table(self, old: Table, part: type[Part], prefix: str, was: RowIds) -> Table:
        """Return one table of the plan with its changes made."""
        new = dict(old)
        for slot in schema_of(part).slots:
            path = prefix + slot.key
            value = self._value(new.get(slot.key), path, was)
            if slot.shape is ValueShape.GROUP and slot.part and slot.key not in ("ended", "parent"):
                table = value if isinstance(value, dict) else {}
                value = self.table(table, slot.part, f"{path}.", was) or None
            elif slot.shape is ValueShape.RECORDS and slot.part:
                rows = cast(list[Table], value or [])
                value = cast("list[Tree] | None", self._rows(rows, slot.part, path, was) or None)
            elif slot.shape is ValueShape.MAP:
                table = value if isinstance(value, dict) else {}
                value = self._entries(table, path, was) or None
            new.pop(slot.key, None)
            if value is not None:
                new[slot.key] = value
        known = schema_of(part).keys
        extra = {key: new.pop(key) for key in list(new) if key not in known}
        return new | self._entries(extra, prefix.removesuffix("."), was)

    def _value(self, value: Tree | None, path: str, was: RowIds) -> Tree | None:
        for one in self.take("value", path, was):
            if value != one.old:
                raise _strange()
            value = one.new
        return value

    def _entries(self, table: Table, path: str, was: RowIds) -> Table:
        new = dict(table)
        for one in self.take("entry", path, was):
            if isinstance(one, KeysMoved):
                keys = cast(list[str], one.new)
                if sorted(keys) != sorted(new):
                    raise _strange()
                new = {key: new[key] for key in keys}
            elif isinstance(one, EntryChanged):
                if new.get(one.key) != one.old:
                    raise _strange()
                if one.new is None:
                    del new[one.key]
                else:
                    new[one.key] = one.new
        return new

    def _rows(self, old: list[Table], part: type[Part], path: str, was: RowIds) -> list[Table]:
        changes = self.take("rows", path, was)
        gone = {one.was[-1] for one in changes if isinstance(one, Removed)}
        names = {one.was[-1]: one.new for one in changes if isinstance(one, Renamed)}
        moved = {one.was[-1]: cast(int, one.new) for one in changes if isinstance(one, Moved)}
        fixed: dict[int, Table] = {
            one.at: cast(Table, one.new) for one in changes if isinstance(one, Added)
        }
        rest: list[Table] = []
        for at, row in enumerate(old):
            name = str(row["id"]) if issubclass(part, Row) else f"#{at + 1}"
            if name in gone:
                gone.remove(name)
                continue
            new = self.table(row, part, f"{path}.", (*was, name))
            if name in names:
                new["id"] = cast(Tree, names.pop(name))
            if name in moved:
                fixed[moved.pop(name)] = new
            else:
                rest.append(new)
        if gone or names or moved or (fixed and max(fixed) >= len(fixed) + len(rest)):
            raise _strange()
        left = iter(rest)
        return [fixed[at] if at in fixed else next(left) for at in range(len(fixed) + len(rest))]


def _strange() -> UsageError:
    return UsageError("These changes belong to another plan.")
