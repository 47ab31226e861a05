"""A plan as builtins, and back: the one place where structs are made from outside data.

The fast way is one call of msgspec. Only when that refuses does `problem_finder` look again,
piece by piece, so that a person sees everything at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from math import isfinite
from typing import cast

import msgspec

from goalcoach.errors import BadData, Problem
from goalcoach.plan.consistency import broken
from goalcoach.plan.location import Location, Trouble, name
from goalcoach.plan.model.field_types import Part
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.problem_finder import MOST_PROBLEMS, Search
from goalcoach.plan.schema import ValueShape, schema_of
from goalcoach.plan.tree_types import Tree
from goalcoach.translation import tr

DEPTH = 8
"""How deep a value that the model does not know may be nested."""

MANY = 5000
"""How many entries such a value may hold."""

LineOf = Callable[[Location], int]


def to_tree(plan: Plan) -> dict[str, Tree]:
    """Return `plan` as builtins in the order of the file; what is empty is left out."""
    return part_tree(plan)


def part_tree(part: Part) -> dict[str, Tree]:
    """Return one struct of the model as builtins; unknown keys come last."""
    tree: dict[str, Tree] = {}
    for slot in schema_of(type(part)).slots:
        value = getattr(part, slot.name)
        if value is None or value == () or value == {}:
            continue
        if slot.shape is ValueShape.GROUP:
            value = part_tree(value)
            if not value:
                continue
        elif slot.shape is ValueShape.RECORDS:
            value = [part_tree(row) for row in value]
        elif type(value) is tuple:
            value = list(value)
        tree[slot.key] = value
    tree.update(cast(dict[str, Tree], part.extra))
    return tree


def from_tree(tree: Mapping[str, Tree], source: str = "plan") -> Plan:
    """Return the plan that `tree` holds. Raises BadData with every problem found."""
    return build(tree, source, _no_line)


def build(tree: Mapping[str, Tree], source: str, line_of: LineOf) -> Plan:
    """Do the work of `from_tree`; `line_of` finds the line of a place for the problems."""
    troubles: list[Trouble] = []
    plan = _convert(tree, troubles)
    if plan is not None:
        troubles += broken(plan)
    if plan is None or troubles:
        raise BadData(source, _listed(troubles, line_of))
    return plan


def convert(tree: Mapping[str, Tree]) -> Plan:
    """Return the plan that `tree` holds, whose rules are still to be checked. Raises BadData."""
    troubles: list[Trouble] = []
    plan = _convert(tree, troubles)
    if plan is None or troubles:
        raise BadData("plan", _listed(troubles, _no_line))
    return plan


def check(plan: Plan) -> None:
    """Raise BadData if `plan` breaks a rule between its fields."""
    troubles = broken(plan)
    if troubles:
        raise BadData("plan", _listed(troubles, _no_line))


def _no_line(place: Location) -> int:
    return 0


def _convert(tree: Mapping[str, Tree], troubles: list[Trouble]) -> Plan | None:
    whole = _adopt(dict(tree), Plan, (), troubles)
    try:
        return msgspec.convert(whole, Plan, builtin_types=(date, datetime))
    except msgspec.ValidationError:
        troubles += _search(whole)
        return None


def _search(tree: dict[str, Tree]) -> list[Trouble]:
    """Return everything wrong with a tree that msgspec refuses; never empty.

    Where the rest of the tree makes a plan, its rules are checked as well.
    """
    search = Search()
    sound = search.look(tree, Plan)
    found = search.found
    try:
        rules = broken(msgspec.convert(sound, Plan, builtin_types=(date, datetime)))
    except msgspec.ValidationError:
        rules = []
    known = {place for place, _ in found}
    return [*found, *(rule for rule in rules if rule[0] not in known), *search.hints]


def _listed(troubles: list[Trouble], line_of: LineOf) -> list[Problem]:
    listed = [
        Problem(line_of(place), name(place), words) for place, words in troubles[:MOST_PROBLEMS]
    ]
    if len(troubles) > MOST_PROBLEMS:
        listed.append(
            Problem(0, "", tr("{count} more like these", count=len(troubles) - MOST_PROBLEMS))
        )
    return listed


def _adopt(
    table: dict[str, Tree], part: type[Part], place: Location, troubles: list[Trouble]
) -> dict[str, Tree]:
    """Return `table` with its unknown keys gathered where the struct keeps them.

    Wrong kinds of value are left as they are: the conversion tells of them.
    """
    known = schema_of(part)
    if part is Plan and "answers" in table:
        _weigh(table["answers"], (*place, "answers"), troubles)
    changed: dict[str, Tree] = {}
    if not table.keys() <= known.keys:
        extra = {key: value for key, value in table.items() if key not in known.keys}
        for key, value in extra.items():
            _weigh(value, (*place, key), troubles)
        table = {key: value for key, value in table.items() if key in known.keys}
        changed[""] = extra
    for key, sub in known.groups:
        group = table.get(key)
        if type(group) is dict:
            inner = _adopt(group, sub, (*place, key), troubles)
            if inner is not group:
                changed[key] = inner
    for key, sub in known.records:
        rows = table.get(key)
        if type(rows) is list:
            new = [
                _adopt(row, sub, (*place, key, index), troubles) if type(row) is dict else row
                for index, row in enumerate(rows)
            ]
            if any(map(_is_other, new, rows)):
                changed[key] = new
    return {**table, **changed} if changed else table


def _is_other(left: object, right: object) -> bool:
    return left is not right


def _weigh(value: Tree, place: Location, troubles: list[Trouble]) -> None:
    """Note what a free value holds that no plan can keep."""
    left: list[tuple[Tree, Location]] = [(value, place)]
    seen = 0
    while left:
        value, here = left.pop()
        seen += 1
        if len(here) - len(place) > DEPTH:
            troubles.append((here, tr("is nested more than {depth} levels deep", depth=DEPTH)))
            return
        if seen > MANY:
            troubles.append((place, tr("holds more than {many} entries", many=MANY)))
            return
        if isinstance(value, dict):
            left += [(inner, (*here, key)) for key, inner in value.items()]
        elif isinstance(value, list):
            left += [(inner, (*here, index)) for index, inner in enumerate(value)]
        elif (isinstance(value, int) and not -(2**63) <= value < 2**63) or (
            isinstance(value, float) and not isfinite(value)
        ):
            troubles.append((here, tr("wants a number of ordinary size")))


# msgspec reads the model at the first plan, and two threads that begin at the same time bring it
# down. Here it is one: whoever else imports this module meanwhile waits.
with suppress(msgspec.ValidationError):
    msgspec.convert({}, Plan, builtin_types=(date, datetime))
