"""One typed change as lines of reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from msgspec.structs import replace

from goalcoach.plan.diff.change import (
    Added,
    Change,
    ListChanged,
    Moved,
    Removed,
    Renamed,
    ReRanked,
    Returned,
    RowEnded,
)
from goalcoach.plan.diff.match import match_texts
from goalcoach.plan.diff.word_diff import spans
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.tree_types import Tree, TreeRow
from goalcoach.sheets.changes.change_report import CHANGED, GONE, NEW, ChangeLine
from goalcoach.sheets.changes.change_vocabulary import say_place
from goalcoach.sheets.changes.may_be_told import may_be_told
from goalcoach.sheets.changes.plan_pair_lookup import PlanPair
from goalcoach.sheets.changes.row_as_line import describe_row, name_row
from goalcoach.sheets.changes.value_lines import value_lines
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.field_labels import label_of
from goalcoach.translation import tr


def lines_of(change: Change, both: PlanPair) -> Iterator[ChangeLine]:
    """Yield the lines of one change; none for what may not be told or says nothing."""
    if isinstance(change, Renamed) or not may_be_told(change, both):
        return
    goal = both.goal_of(change)
    why = tuple(one.text for one in change.why if one.kind not in ("decision", "because"))
    for line in _set(change, both, goal):
        yield replace(line, kind=change.kind, path=change.path, rows=change.rows, why=why)


def _set(change: Change, both: PlanPair, goal: Goal | None) -> Iterator[ChangeLine]:
    match change:
        case Added(path=path, rows=rows, new=dict() as row):
            if both.row(path, rows, 0):
                yield _from_elsewhere(change, row, both)
            elif not row.get("ended"):  # else it came and went between the two
                yield ChangeLine(NEW, label_of(path), new=describe_row(path, row, goal))
        case Removed(path=path, was=was, old=dict() as row):
            # A row that stands with another goal now is told there.
            if not both.row(path, was, 1) and not row.get("ended"):
                yield ChangeLine(GONE, label_of(path), old=describe_row(path, row, goal))
        case RowEnded(path=path):
            place = path.removesuffix(".ended")
            ended = both.row(place, change.was, 0)
            yield ChangeLine(GONE, label_of(place), old=name_row(place, ended))
        case Returned(path=path):
            place = path.removesuffix(".ended")
            again = both.row(place, change.rows, 1)
            yield ChangeLine(
                NEW, label_of(place), new=name_row(place, again), say=tr("stands again")
            )
        case Moved():
            yield from _moved(change, both)
        case ReRanked():
            yield from _ranked(change, both)
        case ListChanged():
            yield from _listed(change, both)
        case _:
            yield from value_lines(change, both)


def _from_elsewhere(change: Added, row: TreeRow, both: PlanPair) -> ChangeLine:
    """Return the line of a row that stood with another goal before, with what is new in it."""
    old = name_row(change.path, both.row(change.path, change.rows, 0))
    new = name_row(change.path, row)
    words = spans(old, new) if old != new else ()
    before = next(
        (
            goal.statement or goal.id
            for goal in both.before.goals
            if change.rows[-1] in _ids_of(goal)
        ),
        "",
    )
    say = tr("moved here from “{goal}”", goal=before)
    return ChangeLine(CHANGED, label_of(change.path), old if words else "", new, words, say)


def _ids_of(goal: Goal) -> set[str]:
    lists = (goal.measures, goal.barriers, goal.enablers, goal.triggers, goal.ladder.rungs)
    return {row.id for rows in (*lists, goal.contingencies) for row in rows}


def _moved(change: Moved, both: PlanPair) -> Iterator[ChangeLine]:
    row = both.row(change.path, change.rows, 1)
    if not row:
        return
    old, new = say_place(cast(int, change.old)), say_place(cast(int, change.new))
    words = tr("moved from {old} to {new}", old=old, new=new)
    label = tr("Order") if change.path == "goals" else label_of(change.path)
    about = "" if change.path == "goals" else name_row(change.path, row)
    yield ChangeLine(CHANGED, label, about=about, say=words)


def _ranked(change: ReRanked, both: PlanPair) -> Iterator[ChangeLine]:
    old, new = _names(change.old, both, 0), _names(change.new, both, 1)
    if _later_ids(change.old, both) == (change.new or []):
        return
    moved = [
        tr(
            "{value}: from {old} to {new}",
            value=name_row("values", both.row("values", (one,), 1)),
            old=say_place(cast(list[Tree], change.old).index(one)),
            new=say_place(cast(list[Tree], change.new).index(one)),
        )
        for one in change.moved
    ]
    yield ChangeLine(
        CHANGED if old and new else NEW if new else GONE,
        label_of(change.path),
        old=_numbered(old),
        new=_numbered(new),
        say="; ".join(moved),
    )


def _later_ids(ids: Tree | None, both: PlanPair) -> list[Tree]:
    return [both.renamed.get(str(one), one) for one in cast(list[Tree], ids or [])]


def _names(ids: Tree | None, both: PlanPair, side: int) -> list[str]:
    return [
        name_row("values", both.row("values", (str(one),), side)) or str(one)
        for one in cast(list[Tree], ids or [])
    ]


def _numbered(names: list[str]) -> str:
    return "; ".join(f"{number} {name}" for number, name in enumerate(names, 1))


def _listed(change: ListChanged, both: PlanPair) -> Iterator[ChangeLine]:
    """Yield a line an entry: what is new, gone, put in other words; and the order, once."""
    label = label_of(change.path)
    before, after = cast(list[Tree], change.old or []), cast(list[Tree], change.new or [])
    if change.path == "goals.values":
        if _later_ids(change.old, both) != after:
            yield from _entries(label, _names(change.old, both, 0), _names(change.new, both, 1))
        return
    old = [say_value(change.path, one) for one in before]
    new = [say_value(change.path, one) for one in after]
    if all(isinstance(one, str) for one in after or before):
        yield from _entries(label, old, new)
    else:
        yield ChangeLine(CHANGED, label, old=", ".join(old), new=", ".join(new))


def _entries(label: str, old: list[str], new: list[str]) -> Iterator[ChangeLine]:
    pairs = match_texts(old, new)
    partner = {j: i for i, j in pairs}
    kept = {i for i, _ in pairs}
    for i, text in enumerate(old):
        if i not in kept:
            yield ChangeLine(GONE, label, old=text)
    for j, text in enumerate(new):
        if j not in partner:
            yield ChangeLine(NEW, label, new=text)
        elif old[partner[j]] != text:
            before = old[partner[j]]
            yield ChangeLine(CHANGED, label, before, text, spans(before, text))
    if [j for _, j in pairs] != sorted(j for _, j in pairs):
        yield ChangeLine(
            CHANGED, label, old=_numbered(old), new=_numbered(new), say=tr("new order")
        )
