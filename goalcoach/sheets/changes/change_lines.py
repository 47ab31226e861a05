"""One typed change as lines of reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple, cast

from goalcoach.number import say_step
from goalcoach.plan.diff.change import (
    Added,
    Change,
    Changed,
    ListChanged,
    Moved,
    Removed,
    Renamed,
    ReRanked,
    Returned,
    RowEnded,
    RowIds,
    ScoreChanged,
)
from goalcoach.plan.diff.match import match_texts
from goalcoach.plan.diff.word_diff import spans
from goalcoach.plan.model import Goal, Plan, Tree
from goalcoach.plan.tree import to_tree
from goalcoach.sheets.changes.change_sheet import CHANGED, GONE, NEW, SAID, ChangeLine
from goalcoach.sheets.changes.change_wording import (
    label_of,
    say_distance,
    say_place,
    say_value,
)
from goalcoach.sheets.changes.row_words import (
    describe_row,
    goal_of,
    is_offered,
    is_shown,
    name_row,
    say_measure,
)

TreeRow = Mapping[str, Tree]

# A row's own words need no name beside them.
_OWN = frozenset({"text", "words", "statement", "what", "who", "name", "if", "then", "task"})
LIMIT = "energy_limit"
_NUMBERS = frozenset({"goals.measures.baseline", "goals.measures.target", "goals.measures.now"})


class PlanPair(NamedTuple):
    """Both plans, with their rows at hand. `renamed`: earlier id to later id."""

    before: Plan
    after: Plan
    rows: tuple[dict[tuple[str, str], TreeRow], dict[tuple[str, str], TreeRow]]
    renamed: Mapping[str, str]

    def row(self, path: str, rows: RowIds, side: int) -> TreeRow:
        return self.rows[side].get((path, rows[-1] if rows else ""), {})

    def goal(self, change: Change) -> Goal | None:
        """Return the goal a change belongs to: the one that is inside an energy limit, if any."""
        if not change.path.startswith("goals"):
            return None
        before = goal_of(self.before, change.was[0]) if change.was else None
        after = goal_of(self.after, change.rows[0]) if change.rows else None
        limits = [one for one in (after, before) if one and one.ladder.mode == LIMIT]
        return next(iter(limits), after or before)

    def limit(self, goal: str) -> Goal | None:
        """Return the goal of this id as it is inside an energy limit, on either side."""
        both = goal_of(self.after, goal), goal_of(self.before, goal)
        return next((one for one in both if one and one.ladder.mode == LIMIT), None)


def pair(before: Plan, after: Plan, changes: tuple[Change, ...]) -> PlanPair:
    renamed = {str(one.old): str(one.new) for one in changes if isinstance(one, Renamed)}
    return PlanPair(before, after, (_rows_of(before), _rows_of(after)), renamed)


def _rows_of(plan: Plan) -> dict[tuple[str, str], TreeRow]:
    found: dict[tuple[str, str], TreeRow] = {}

    def look(table: TreeRow, prefix: str) -> None:
        for key, value in table.items():
            if isinstance(value, dict):
                look(value, f"{prefix}{key}.")
            for row in value if isinstance(value, list) else ():
                if isinstance(row, dict):
                    if isinstance(row.get("id"), str):
                        found[prefix + key, str(row["id"])] = row
                    look(row, f"{prefix}{key}.")

    look(to_tree(plan), "")
    return found


def lines_of(change: Change, both: PlanPair) -> Iterator[ChangeLine]:
    """Yield the lines of one change; none for what may not be said or says nothing."""
    goal = both.goal(change)
    if not is_shown(change.path, goal) or isinstance(change, Renamed):
        return
    why = tuple(one.text for one in change.why if one.kind not in ("decision", "because"))
    for line in _set(change, both, goal):
        yield line._replace(kind=change.kind, path=change.path, rows=change.rows, why=why)


def _set(change: Change, both: PlanPair, goal: Goal | None) -> Iterator[ChangeLine]:
    match change:
        case Added(path=path, rows=rows, new=dict() as row):
            if is_offered(path, row, goal) and both.row(path, rows, 0):
                yield _from_elsewhere(change, row, both)
            elif is_offered(path, row, goal):
                yield ChangeLine(NEW, label_of(path), new=describe_row(path, row, goal))
        case Removed(path=path, was=was, old=dict() as row):
            # A row that stands with another goal now is told there.
            if is_offered(path, row, goal) and not both.row(path, was, 1):
                yield ChangeLine(GONE, label_of(path), old=describe_row(path, row, goal))
        case RowEnded(path=path):
            place = path.removesuffix(".ended")
            ended = both.row(place, change.was, 0)
            if is_offered(place, ended, goal):
                yield ChangeLine(GONE, label_of(place), old=name_row(place, ended))
        case Returned(path=path):
            place = path.removesuffix(".ended")
            again = both.row(place, change.rows, 1)
            yield ChangeLine(NEW, label_of(place), new=name_row(place, again), say="stands again")
        case Moved():
            yield from _moved(change, both, goal)
        case ReRanked():
            yield from _ranked(change, both)
        case ListChanged():
            yield from _listed(change, both)
        case _:
            yield from _valued(change, both)


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
    say = f"moved here from “{before}”"
    return ChangeLine(CHANGED, label_of(change.path), old if words else "", new, words, say)


def _ids_of(goal: Goal) -> set[str]:
    lists = (goal.measures, goal.barriers, goal.enablers, goal.triggers, goal.ladder.rungs)
    return {row.id for rows in (*lists, goal.contingencies) for row in rows}


def _moved(change: Moved, both: PlanPair, goal: Goal | None) -> Iterator[ChangeLine]:
    row = both.row(change.path, change.rows, 1)
    if not row or not is_offered(change.path, row, goal):
        return
    words = f"moved from {say_place(cast(int, change.old))} to {say_place(cast(int, change.new))}"
    label = "Order" if change.path == "goals" else label_of(change.path)
    about = "" if change.path == "goals" else name_row(change.path, row)
    yield ChangeLine(CHANGED, label, about=about, say=words)


def _ranked(change: ReRanked, both: PlanPair) -> Iterator[ChangeLine]:
    old, new = _names(change.old, both, 0), _names(change.new, both, 1)
    if _later_ids(change.old, both) == (change.new or []):
        return
    moved = [
        f"{name_row('values', both.row('values', (one,), 1))}: from "
        f"{say_place(cast(list[Tree], change.old).index(one))} to "
        f"{say_place(cast(list[Tree], change.new).index(one))}"
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
    if change.path == "goals.values":
        if _later_ids(change.old, both) == (change.new or []):
            return
        old, new = _names(change.old, both, 0), _names(change.new, both, 1)
    else:
        old = [say_value(change.path, one) for one in cast(list[Tree], change.old or [])]
        new = [say_value(change.path, one) for one in cast(list[Tree], change.new or [])]
    if not all(isinstance(one, str) for one in cast(list[Tree], change.new or change.old or [])):
        yield ChangeLine(CHANGED, label, old=", ".join(old), new=", ".join(new))
        return
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
        yield ChangeLine(CHANGED, label, old=_numbered(old), new=_numbered(new), say="new order")


def _valued(change: Change, both: PlanPair) -> Iterator[ChangeLine]:
    path, old, new = change.path, change.old, change.new
    if new is None and path.startswith(("goals.rating", "goals.readiness", "safety.decision")):
        return  # not asked this time: nothing in the plan has changed
    owner, _, key = path.rpartition(".")
    row = both.row(owner, change.rows, 1)
    about = "" if key in _OWN or owner == "goals" else name_row(owner, row)
    label = label_of(path)
    words = change.words if isinstance(change, Changed) else ()
    was, now = say_value(path, old), say_value(path, new)
    say = ""
    if path == "goals.related":
        was, now = (
            name_row("goals", both.row("goals", (one,), side)) if one else ""
            for side, one in enumerate((str(old or ""), str(new or "")))
        )
    elif path == "goals.lifecycle" and new == "cancelled" and row.get("related"):
        other = name_row("goals", both.row("goals", (str(row["related"]),), 1))
        now = f"“{other}” takes its place" if other else "another goal takes its place"
    elif path == "goals.contingencies.barrier":
        was, now = (
            name_row("goals.barriers", both.row("goals.barriers", (one,), side))
            for side, one in enumerate((str(old or ""), str(new or "")))
        )
    elif path in _NUMBERS:
        label, about = f"{name_row(owner, row) or label}, {label.lower()}", ""
        was, now = say_measure(both.row(owner, change.was, 0), old), say_measure(row, new)
    if isinstance(old, date) and isinstance(new, date):
        say = say_distance(old, new)
    elif _is_number(old) and _is_number(new):
        say = say_step(cast(float, old), cast(float, new))
    elif isinstance(change, ScoreChanged) and old is None:
        say = "rated for the first time"
    if path == "goals.measures.now" and row.get("target") is not None:
        say = "; ".join(
            part for part in (say, f"hoped for {say_measure(row, row['target'])}") if part
        )
    yield ChangeLine(_mark(path, old, new), label, was, now, words, say, about=about)


def _mark(path: str, old: Tree | None, new: Tree | None) -> str:
    if path == "goals.barriers.status" and old is None:
        # What is in the way was there before anyone asked how it is now.
        return SAID if new == "same" else CHANGED
    if old is None:
        return NEW
    return GONE if new is None else CHANGED


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
