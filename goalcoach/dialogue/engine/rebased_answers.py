"""Answers of a visit that was kept aside, offered in a visit on a newer plan.

Two visits may begin from one version. The second to close cannot be saved as it is, so another
visit begins on the plan that was saved first, and each answer of the one kept aside is offered in
it: at its own question, and at any other that fills the same place of the plan. Rows that were
added get ids that the newer plan has not given out. Nothing counts before it is confirmed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import date
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Value
from goalcoach.dialogue.engine.prior_plan import name_rows, prior_row, prior_rows
from goalcoach.plan.fillable_paths import lists_around
from goalcoach.plan.model.plan import LETTERS, OF_VISIT
from goalcoach.plan.question_address import Address
from goalcoach.plan.tree_types import Table, Tree
from goalcoach.plan.visit_fragment import Place


class Offer(Struct, frozen=True):
    """One answer. `path` is where it stands in the plan, "" for a question without a field."""

    at: str
    value: Value
    path: str = ""
    ids: tuple[str, ...] = ()
    names_rows: bool = False
    """The value is the ids of rows, as that of a choice among them is."""


class Offers(Struct, frozen=True, eq=False, dict=True):
    """What is offered; empty in most visits. `visit` is the kind of the visit kept aside."""

    answers: tuple[Offer, ...] = ()
    visit: str = ""
    on: date | None = None
    """The day of the visit kept aside."""
    rows: Mapping[Place, tuple[str, ...]] = field(default_factory=dict)
    """By list: the rows that only that visit knows."""

    def __bool__(self) -> bool:
        return bool(self.answers)

    def find(self, address: str, place: Place | None) -> Value | None:
        """Return what is offered at a question, or at the place of the plan that it fills."""
        said = self._by_address.get(address)
        return self._by_place.get(place) if said is None and place is not None else said

    def fields_of(self, roster: str) -> Mapping[str, frozenset[str]]:
        """Return the fields that are offered of the roster at an address, by row."""
        return self._by_roster.get(roster, {})

    def rows_at(self, roster: str, place: Place | None) -> Collection[str]:
        """Return the rows of a roster, or of the list that it fills, that only that visit knows."""
        return self.fields_of(roster) if place is None else self.rows.get(place, ())

    def turns(self) -> frozenset[tuple[str, str, int]]:
        """Return (section, row, round) of all that is offered."""
        return self._turns

    @cached_property
    def _by_address(self) -> Mapping[str, Value]:
        return {one.at: one.value for one in self.answers if one.at}

    @cached_property
    def _by_place(self) -> Mapping[Place, Value]:
        return {(one.path, one.ids): one.value for one in self.answers if one.path}

    @cached_property
    def _turns(self) -> frozenset[tuple[str, str, int]]:
        found = (Address.read(one.at) for one in self.answers)
        return frozenset(one.turn for one in found if one is not None)

    @cached_property
    def _by_roster(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        rosters: dict[str, dict[str, frozenset[str]]] = {}
        for one in self.answers:
            at = Address.read(one.at)
            if at is not None and at.cell:
                rows = rosters.setdefault(str(at.question), {})
                rows[at.cell] = rows.get(at.cell, frozenset()) | {at.field}
        return rosters


NO_OFFERS = Offers()


def settle_offers(
    said: Sequence[Offer],
    visit: str,
    on: date | None,
    parent: Mapping[str, Tree],
    head: Mapping[str, Tree],
) -> Offers:
    """Return the answers `said` on the plan `parent` as they are offered on the plan `head`.

    Rows that are not in `parent` get ids behind all of `head`, and their answers follow them. Of a
    list whose rows have no ids each row that `head` has not word for word is a row of its own.
    """
    known, taken = _ids(parent), _ids(head)
    moved = _renumber((row for one in said for row in one.ids), known, taken)
    at_home = [_moved(one, moved) for one in said]
    back = {new: old for old, new in moved.items()}
    named, drop = _rows_without_ids(at_home, name_rows(parent), name_rows(head), back)
    answers = tuple(
        _named(one, named)
        for one in at_home
        if (_records_place(one), one.ids) not in drop or not _records_place(one)
    )
    return Offers(answers, visit, on, new_rows(answers, head))


def new_rows(answers: Iterable[Offer], head: Mapping[str, Tree]) -> dict[Place, tuple[str, ...]]:
    """Return the rows of the answers that `head` has not, by their lists."""
    named = name_rows(head)
    rows: dict[Place, tuple[str, ...]] = {}
    for one in answers:
        for depth, path in enumerate(lists_around(one.path) if one.path else ()):
            place = (path, one.ids[:depth])
            row = one.ids[depth]
            if not prior_row(named, path, one.ids[: depth + 1]) and row not in rows.get(place, ()):
                rows[place] = (*rows.get(place, ()), row)
    return rows


def _ids(tree: Mapping[str, Tree]) -> frozenset[str]:
    """Return the ids of all rows of a plan, those that have ended among them."""
    found = set[str]()

    def look(node: Tree) -> None:
        if isinstance(node, list):
            for one in node:
                look(one)
        elif isinstance(node, dict):
            if isinstance(node.get("id"), str):
                found.add(str(node["id"]))
            for one in node.values():
                look(one)

    look(dict(tree))
    return frozenset(found)


def _renumber(ids: Iterable[str], known: frozenset[str], taken: frozenset[str]) -> dict[str, str]:
    """Return new ids for the rows that `known` has not and `taken` has."""
    letters = frozenset(LETTERS.values())
    added = [one for one in dict.fromkeys(ids) if one[:1] in letters and one not in known]
    moved: dict[str, str] = {}
    for one in added:
        if one in taken:
            others = [*taken, *added, *moved.values()]
            highest = max(int(o[1:]) for o in others if o[:1] == one[:1] and o[1:].isdecimal())
            moved[one] = f"{one[:1]}{highest + 1}"
    return moved


def _records_place(one: Offer) -> str:
    """Return the innermost list around an answer if its rows have no ids, else ""."""
    lists = lists_around(one.path) if one.path else ()
    return lists[-1] if lists and lists[-1] not in LETTERS else ""


def _rows_without_ids(
    said: Sequence[Offer],
    parent: Mapping[str, Tree],
    head: Mapping[str, Tree],
    back: Mapping[str, str],
) -> tuple[dict[Place, str], frozenset[Place]]:
    """Return new names for the rows of lists without ids, and the rows that `head` has alike.

    `back` leads from the ids that rows have by now to those that they had in the visit.
    """
    records: dict[Place, dict[str, Tree]] = {}
    for one in said:
        if path := _records_place(one):
            stood = prior_row(parent, path, tuple(back.get(row, row) for row in one.ids))
            record = records.setdefault((path, one.ids), {**stood})
            record[one.path.removeprefix(f"{path}.")] = _as_tree(one.value)
    named: dict[Place, str] = {}
    drop = set[Place]()
    given: dict[Place, int] = {}
    for (path, ids), record in records.items():
        standing = prior_rows(head, path, ids[:-1])
        if any(_alike(record, prior_row(head, path, (*ids[:-1], row))) for row in standing):
            drop.add((path, ids))
            continue
        at = given[path, ids[:-1]] = given.get((path, ids[:-1]), len(standing)) + 1
        named[path, ids] = f"x{at}"
    return named, frozenset(drop)


def _alike(record: Mapping[str, Tree], row: Mapping[str, Tree]) -> bool:
    return {**record, "id": ""} == {**row, "id": ""}


def _moved(one: Offer, moved: Mapping[str, str]) -> Offer:
    """Return an answer with its rows, and the rows that it names, under their new ids."""
    ids = tuple(moved.get(row, row) for row in one.ids)
    value = _renamed(one.value, moved) if one.names_rows else one.value
    return replace(one, at=_address(one.at, moved), value=value, ids=ids)


def _named(one: Offer, named: Mapping[Place, str]) -> Offer:
    """Return an answer with the new name of its row, where that has no id."""
    name = named.get((_records_place(one), one.ids))
    if name is None:
        return one
    ids, at = (*one.ids[:-1], name), Address.read(one.at)
    return replace(one, at=str(at.question.at_row(name, at.field)) if at else one.at, ids=ids)


def _address(key: str, moved: Mapping[str, str]) -> str:
    at = Address.read(key)
    if at is None:
        return key
    rows = moved.get(at.row, at.row), at.round, moved.get(at.cell, at.cell)
    return str(Address(at.section, at.item, *rows, at.field))


def _renamed(value: Value, moved: Mapping[str, str]) -> Value:
    if isinstance(value, str):
        return moved.get(value, value)
    if isinstance(value, tuple):
        return tuple(moved.get(str(one), str(one)) for one in value)
    return value


def lay_rows(prior: Mapping[str, Tree], offers: Offers) -> Table:
    """Return the last plan with the rows that only the visit kept aside knows.

    They come as rows of last time do: a roster shows them, and they count once confirmed.
    """
    tree = deepcopy(name_rows(prior))
    for one in offers.answers:
        if one.path and _is_in_new_row(one, offers) and _stands(one.path):
            _put(tree, one)
    goals = tree.get("goals")
    new = offers.rows.get(("goals", ()), ())
    for goal in goals if isinstance(goals, list) else []:
        if isinstance(goal, dict) and goal.get("id") in new:
            # A goal that only the other visit knows waits on the list until it is chosen.
            goal.setdefault("lifecycle", "planned")
    return tree


def _is_in_new_row(one: Offer, offers: Offers) -> bool:
    return any(
        one.ids[depth] in offers.rows.get((path, one.ids[:depth]), ())
        for depth, path in enumerate(lists_around(one.path))
    )


def _stands(path: str) -> bool:
    """Return False for what belongs to one visit inside a row that stands, such as a rating."""
    parts = path.split(".")
    outer = {".".join(parts[:end]) for end in range(2, len(parts) + 1)}
    return not outer & OF_VISIT


def _put(tree: Table, one: Offer) -> None:
    """Put an answer at its place of the tree, and the rows around it where they are not yet."""
    node, ids, walked = tree, list(one.ids), list[str]()
    *outer, last = one.path.split(".")
    lists = lists_around(one.path)
    for part in outer:
        walked.append(part)
        inner = node.setdefault(part, [] if ".".join(walked) in lists else {})
        if isinstance(inner, list):
            row = ids.pop(0)
            rows = [each for each in inner if isinstance(each, dict) and each.get("id") == row]
            if not rows:
                rows = [{"id": row}]
                inner.append(rows[0])
            inner = rows[0]
        if not isinstance(inner, dict):
            return
        node = inner
    node.setdefault(last, _as_tree(one.value))


def _as_tree(value: Value) -> Tree:
    return list(value) if isinstance(value, tuple) else value


def highest_rows(offers: Offers) -> dict[str, int]:
    """Return the highest number of any row that is offered, by the letter of its id."""
    highest: dict[str, int] = {}
    for one in offers.answers:
        at = Address.read(one.at)
        for row in (*one.ids, *(at.rows if at is not None else ())):
            if row[1:].isdecimal():
                highest[row[:1]] = max(highest.get(row[:1], 0), int(row[1:]))
    return highest
