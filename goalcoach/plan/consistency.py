"""What must hold between the fields of a plan, beyond each field's own kind.

Run on every plan that is read or closed, so it is one cheap pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goalcoach.plan.location import Location, Trouble
from goalcoach.plan.model.field_types import Row
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.model.plan import LETTERS, Plan
from goalcoach.translation import tr

_ID = re.compile(r"([a-z])([1-9][0-9]{0,8})\Z")
_CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?\Z")


def broken(plan: Plan) -> list[Trouble]:
    """Return every rule that `plan` breaks, with the place it is about; empty if none."""
    return [*_header(plan), *_ids(plan), *_references(plan), *_scales(plan), *_done(plan)]


def rows(plan: Plan) -> Iterator[tuple[Location, str, Row]]:
    """Yield every row that has an id, in the order of the file: place, list path, row."""
    for path in (
        *("values", "goals", "energy_savers", "supports", "actions", "work_lines", "options"),
        "leaflets",
    ):
        for index, row in enumerate(getattr(plan, path)):
            yield (path, index), path, row
            if isinstance(row, Goal):
                yield from _goal_rows(row, (path, index))


def _goal_rows(goal: Goal, place: Location) -> Iterator[tuple[Location, str, Row]]:
    for key in ("measures", "barriers", "enablers", "triggers"):
        for index, row in enumerate(getattr(goal, key)):
            yield (*place, key, index), f"goals.{key}", row
    for index, rung in enumerate(goal.ladder.rungs):
        yield (*place, "ladder", "rungs", index), "goals.ladder.rungs", rung
    for index, plan_b in enumerate(goal.contingencies):
        yield (*place, "contingencies", index), "goals.contingencies", plan_b


def is_row_id(row_id: str, path: str) -> bool:
    """Return True if a row of the list at `path` may have this id: the list's letter, a number."""
    match = _ID.match(row_id)
    return match is not None and match[1] == LETTERS[path]


def number(row_id: str) -> int:
    """Return the number of a row id: 12 for "g12"; 0 if it is not well formed."""
    match = _ID.match(row_id)
    return int(match[2]) if match else 0


def _header(plan: Plan) -> Iterator[Trouble]:
    if not _CODE.match(plan.patient):
        yield ("patient",), tr("wants small letters, digits and single dashes, at most 32")
    if plan.parent is None:
        if plan.version > 1:
            yield (
                ("parent",),
                tr("is not there, and version {version} follows another", version=plan.version),
            )
    elif plan.parent.version >= plan.version:
        yield ("parent", "version"), tr("wants a version before {version}", version=plan.version)
    visit = plan.visit
    if visit.status == "incomplete" and visit.reason is None:
        yield ("visit", "reason"), tr('is not there, and the status is "incomplete"')
    if visit.status == "done" and visit.reason is not None:
        yield ("visit", "reason"), tr('belongs to a visit with the status "incomplete"')


def _ids(plan: Plan) -> Iterator[Trouble]:
    seen: set[str] = set()
    for place, path, row in rows(plan):
        if not is_row_id(row.id, path):
            letter = LETTERS[path]
            yield (
                (*place, "id"),
                tr('wants the letter {letter} and a number, like "{letter}1"', letter=letter),
            )
        elif row.id in seen:
            yield (*place, "id"), tr("{id} is taken by another row", id=row.id)
        seen.add(row.id)


def _references(plan: Plan) -> Iterator[Trouble]:
    values = {value.id for value in plan.values}
    goals = {goal.id for goal in plan.goals}
    barriers = {barrier.id for goal in plan.goals for barrier in goal.barriers}
    for index, name in enumerate(plan.priorities.order):
        if name not in values:
            yield ("priorities", "order", index), tr("names a value that is not in this plan")
    for at, goal in enumerate(plan.goals):
        for index, name in enumerate(goal.values):
            if name not in values:
                yield ("goals", at, "values", index), tr("names a value that is not in this plan")
        if goal.related is not None and goal.related not in goals:
            yield ("goals", at, "related"), tr("names a goal that is not in this plan")
        for index, plan_b in enumerate(goal.contingencies):
            if plan_b.barrier is not None and plan_b.barrier not in barriers:
                place = ("goals", at, "contingencies", index, "barrier")
                yield place, tr("names a barrier that is not in this plan")


def _scales(plan: Plan) -> Iterator[Trouble]:
    """Yield a score beyond its scale, and a scale that stands twice: which one is it?"""
    seen: set[str] = set()
    for index, one in enumerate(plan.scales):
        if one.scale in seen:
            yield ("scales", index, "scale"), tr("stands twice at this visit")
        seen.add(one.scale)
        if one.low is not None and one.high is not None and one.low > one.high:
            yield ("scales", index, "low"), tr("is above the highest score")
        elif one.score is not None and not _within(one.score, one.low, one.high):
            yield ("scales", index, "score"), tr("lies beyond the ends of its scale")


def _within(score: float, low: float | None, high: float | None) -> bool:
    return (low is None or low <= score) and (high is None or score <= high)


def _done(plan: Plan) -> Iterator[Trouble]:
    if plan.visit.status != "done":
        return
    if plan.safety.decision is None:
        yield ("safety", "decision"), tr("is not there, and the visit is done")
    for index, goal in enumerate(plan.goals):
        if goal.statement is None:
            yield ("goals", index, "statement"), tr("is not there, and the visit is done")
