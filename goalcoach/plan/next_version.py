"""How a visit becomes the next version: the parent's standing parts with this visit on top.

Nothing that stood is deleted: a row that was taken out stays with `ended`. What was proposed and
not said again is carried unchanged and named in `carried`. Closing never stops on a reference to a
row that is gone; it drops the reference, because the visit is over and a plan without it is whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Literal, cast

from msgspec import Struct, field
from msgspec.structs import replace

from goalcoach.plan.conversion import check, convert, part_tree, to_tree
from goalcoach.plan.goal_lifecycle import AFTER_DECISION, NOT_BEGUN, is_open
from goalcoach.plan.ladder_rules import (
    ASKS_SENTENCE,
    SAID_FOR_ITS_SIZE,
    SENTENCE,
    faces,
    is_same_step,
    is_step_changed,
    is_step_kept,
    ladder_mode,
    settle_ladder,
    stays_inside,
)
from goalcoach.plan.leaflets_told import date_leaflets
from goalcoach.plan.life_value_places import settle_places
from goalcoach.plan.model.field_types import Part, Row
from goalcoach.plan.model.goal import Goal, Ladder
from goalcoach.plan.model.plan import HEADER, LETTERS, OF_VISIT, SCHEMA, Plan
from goalcoach.plan.model.visit_record import VisitDetails
from goalcoach.plan.off_paper import write_place
from goalcoach.plan.question_address import question_key
from goalcoach.plan.schema import ValueShape, schema_of
from goalcoach.plan.tree_types import Table, Tree
from goalcoach.plan.visit_fragment import Fragment, Place
from goalcoach.plan.work_page import settle_lines

_REFUSED = ("declined", "not_applicable")

LIVED = "values.lived"
"""The plan path of how much of a value is in the person's life now."""


class Header(Struct, frozen=True):
    """What the visit knows about itself; `created` has an offset, `minutes` are whole."""

    patient: str
    version: int
    parent: tuple[int, str] | None
    created: datetime
    script_id: str
    script_version: str
    script_digest: str
    language: str
    tool: str
    kind: Literal["first", "review"]
    day: date
    minutes: int
    status: Literal["done", "incomplete"]
    reason: Literal["", "stopped", "paused", "continues"] = ""
    patient_language: str = ""
    """The language of card and sheets; "" is the one that was spoken."""
    asked: Mapping[str, str] = field(default_factory=dict)
    """What `ScriptUsed.asked` keeps."""


def close(parent: Plan | None, said: Fragment, header: Header) -> Plan:
    """Return the version that this visit makes of its parent.

    Raises BadData if what was said does not make a plan: a value that its field does not take, or
    a visit that is done without what a done one needs.
    """
    table = _header(header, said)
    table |= _Overlay(said, _ended(said, header)).part(parent, Plan, ("", ()))
    table |= {"answers": said.answers, "notes": {**said.notes}}
    table |= {"skipped": {**said.skipped}, "kept": {**said.kept}}
    if parent is not None:
        table["carried"] = [*_carried(parent, said), *_ratings_left(parent, said)]
    plan = _settle(convert(table), parent, said, header.day)
    check(plan)
    return plan


def _header(header: Header, said: Fragment) -> Table:
    visit = _Overlay(said, {}).part(None, VisitDetails, ("visit", ()))
    visit |= {"kind": header.kind, "date": header.day, "minutes": header.minutes}
    visit |= {"status": header.status, "language": header.patient_language or header.language}
    if header.reason:
        visit["reason"] = header.reason
    if visit.get("time") == "refresher":
        visit |= {"time": "short", "form": "refresher"}
    table: Table = {
        "schema": SCHEMA,
        "patient": header.patient,
        "version": header.version,
        "created": header.created,
        "tool": header.tool,
        "script": {
            "id": header.script_id,
            "version": header.script_version,
            "digest": header.script_digest,
            "language": header.language,
            "asked": {**header.asked},
        },
        "visit": visit,
    }
    if header.parent is not None:
        table["parent"] = {"version": header.parent[0], "digest": header.parent[1]}
    return table


def _ended(said: Fragment, header: Header) -> Table:
    by = said.value("visit.by")
    return {"on": header.day} if by is None else {"on": header.day, "by": by}


def _carried(parent: Plan, said: Fragment) -> list[str]:
    """Return the standing parts of which nothing was said and no row was taken out."""
    ending = {path.partition(".")[0] for path, _ in said.removed}
    return [
        key
        for key in to_tree(parent)
        if key not in OF_VISIT
        and key not in HEADER
        and key not in ending
        and not (_goes_over(said) if key == "flare_plan" else said.paths_in(key))
    ]


def _ratings_left(parent: Plan, said: Fragment) -> Iterator[str]:
    """Yield the place of each value's rating that nobody gave anew, where values were talked about.

    So a trend does not tell the number of last time as today's.
    """
    if not said.paths_in("values"):
        return
    given = {ids for path, ids in said.fields if path == LIVED}
    for value in parent.values:
        if value.lived is not None and value.ended is None and (value.id,) not in given:
            yield write_place(LIVED, (value.id,))


def _goes_over(said: Fragment) -> bool:
    """Return True if the plan for a hard spell was gone over.

    Every review confirms what calls for help at once. That alone says nothing of the signs and
    steps: were it enough, no sheet would ever tell how long ago those were looked at.
    """
    return bool(said.paths_in("flare_plan") - {"flare_plan.emergency"})


class _Overlay:
    """Lays what was said over structs of the parent; the result is builtins, ready to `convert`.

    `ended` is put on rows that were taken out, with the reason for each.
    """

    def __init__(self, said: Fragment, ended: Table) -> None:
        self._said = said
        self._ended = ended

    def part(self, old: Part | None, kind: type[Part], place: Place) -> Table:
        """Return the standing fields of `old` with what was said of them on top."""
        path, ids = place
        table: Table = {}
        for slot in schema_of(kind).slots:
            here = f"{path}.{slot.key}" if path else slot.key
            if here in HEADER or slot.shape is ValueShape.MAP:
                continue
            # What belongs to one visit starts empty.
            before = None if old is None or here in OF_VISIT else getattr(old, slot.name)
            value: Tree | None
            if slot.part is None:
                value = self._said.fields.get((here, ids), before)
            elif slot.shape is ValueShape.GROUP:
                value = self.part(before, slot.part, (here, ids)) or None
            elif here in LETTERS:
                value = self._rows(before or (), slot.part, (here, ids))
            else:
                value = self._records(before or (), (here, ids))
            if value is not None:
                table[slot.key] = value
        # Keys of a newer writer stay where they stood.
        return table if old is None else {**table, **cast(Table, old.extra)}

    def _rows(self, before: Sequence[Row], kind: type[Part], place: Place) -> list[Tree]:
        path, ids = place
        old = {row.id: row for row in before}
        return [
            self._row(old.get(row), kind, (path, (*ids, row)))
            for row in _put_in_order(before, self._said.rows.get(place, []))
        ]

    def _row(self, old: Row | None, kind: type[Part], place: Place) -> Table:
        """Return a row; one that was named stands again, and one taken out stays as ended."""
        path, ids = place
        if old is not None and self._said.value(f"{path}.id", ids) is not None:
            old = replace(old, ended=None)
        table = self.part(old, kind, place)
        why = self._said.removed.get((path, ids[-1]))
        if why is not None and "ended" not in table:
            table["ended"] = {**self._ended, "why": why} if why else {**self._ended}
        return table

    def _records(self, before: Sequence[Part], place: Place) -> list[Tree]:
        """Return a list whose records have no ids: all of it as said, or all of it as it stood."""
        path, ids = place
        named = self._said.rows.get(place)
        if named is None:
            return [part_tree(record) for record in before]
        return [self._said.record(path, (*ids, name)) for name in named]


def _put_in_order(before: Sequence[Row], named: Sequence[str]) -> list[str]:
    """Return the ids of the rows of both sides, each once.

    Only when `named` has every row that stands does its order count: otherwise a row is named
    because something in it changed, and rows stay where they were, new ones last. Rows that have
    ended keep their place.
    """
    old = [row.id for row in before]
    standing = [row.id for row in before if getattr(row, "ended", None) is None]
    if not set(standing) <= set(named):
        return [*old, *(row for row in named if row not in old)]
    order = list(named)
    for at, row in enumerate(old):
        if row not in named:
            order.insert(at, row)
    return order


# What follows from the answers


def _settle(plan: Plan, parent: Plan | None, said: Fragment, day: date) -> Plan:
    """Return the plan with what follows from the answers, and with no reference to nothing."""
    before = {goal.id: goal for goal in parent.goals} if parent is not None else {}
    goals = [
        _decide(_climb(goal, before.get(goal.id, Goal(id=goal.id)), plan, said, day), said, day)
        for goal in plan.goals
    ]
    goals = [_start(goal, said, day) for goal in _lead(goals, said)]
    flare = plan.flare_plan
    if _goes_over(said) and said.value("flare_plan.gone_over") is None:
        flare = replace(flare, gone_over=day)
    plan = replace(plan, goals=tuple(goals), flare_plan=flare)
    placed = {one.id for one in plan.values if said.value("values.place", (one.id,)) is not None}
    ordered = said.value("priorities.order") is not None
    plan = settle_places(plan, ordered=ordered, placed=placed)
    told = {one.id for one in plan.leaflets if said.value("leaflets.status", (one.id,)) is not None}
    return _drop_dangling(date_leaflets(settle_lines(plan, parent, said), told, day))


def _climb(goal: Goal, before: Goal, plan: Plan, said: Fragment, day: date) -> Goal:
    """Let the ladder follow from the answers; `before` is how the last plan had the goal."""
    if goal.ladder == Ladder():
        return goal
    mode = ladder_mode(plan.safety.pem, plan.safety.decision, faces=faces(goal.ladder))
    if stays_inside(before.ladder, plan):
        mode = "energy_limit"
    ladder = settle_ladder(goal.ladder, before.ladder, mode, day)
    goal = _leave_out_of_another_size(replace(goal, ladder=ladder), before, said)
    return _keep_sentence(goal, before, said)


def _keep_sentence(goal: Goal, before: Goal, said: Fragment) -> Goal:
    """Return the goal with last time's sentence, if its step is kept and no other was said.

    Who would rather not say it, or whom it does not fit, has none.
    """
    stood = before.readiness.sentence
    refused = said.skipped.get(question_key(*ASKS_SENTENCE, goal.id)) in _REFUSED
    if stood is None or refused or said.value(SENTENCE, (goal.id,)) is not None:
        return goal
    if not is_step_kept(before.ladder, goal.ladder):
        return goal
    return replace(goal, readiness=replace(goal.readiness, sentence=stood))


def _leave_out_of_another_size(goal: Goal, before: Goal, said: Fragment) -> Goal:
    """Return the goal without what was said for a step as it was, and was not said anew.

    It stays in the last version; on paper it would stand beside a step that it was not said for.
    """
    was = {rung.id: rung for rung in before.ladder.rungs}
    rungs = tuple(
        replace(
            rung,
            **{
                one: None
                for one in SAID_FOR_ITS_SIZE
                if said.value(f"goals.ladder.rungs.{one}", (goal.id, rung.id)) is None
            },
        )
        if rung.id in was and not is_same_step(was[rung.id], rung)
        else rung
        for rung in goal.ladder.rungs
    )
    said_enough = said.value("goals.good_enough", (goal.id,)) is not None
    if not said_enough and is_step_changed(before.ladder, goal.ladder):
        goal = replace(goal, good_enough=None)
    return replace(goal, ladder=replace(goal.ladder, rungs=rungs))


def _decide(goal: Goal, said: Fragment, day: date) -> Goal:
    """Let a decision set the lifecycle, unless the lifecycle itself was said."""
    choice = goal.decision.choice
    if choice in AFTER_DECISION and said.value("goals.lifecycle", (goal.id,)) is None:
        goal = replace(goal, lifecycle=AFTER_DECISION[choice])
    if choice == "met" and goal.first_met is None:
        goal = replace(goal, first_met=day)
    return goal


def _lead(goals: Sequence[Goal], said: Fragment) -> list[Goal]:
    """Leave one goal in the lead: the one said today, or the only one that is live."""
    live = {goal.id for goal in goals if is_open(goal)}
    named = {row for row in live if said.value("goals.lead", (row,)) == "yes"}
    leading = live if len(live) == 1 else named
    led = []
    for goal in goals:
        if goal.id in leading:
            goal = replace(goal, lead="yes")
        elif goal.lead == "yes" and (leading or goal.id not in live):
            goal = replace(goal, lead="no")
        led.append(goal)
    return led


def _start(goal: Goal, said: Fragment, day: date) -> Goal:
    """Make the leading goal active, any other new one planned; an active one has a start."""
    if goal.ended is not None:
        return goal
    lifecycle = goal.lifecycle or "planned"
    waits = goal.lifecycle in NOT_BEGUN and said.value("goals.lifecycle", (goal.id,)) is None
    if waits and goal.lead == "yes":
        lifecycle = "active"
    start = goal.start
    if lifecycle == "active" and start is None:
        start = day
    return replace(goal, lifecycle=lifecycle, start=start)


def _drop_dangling(plan: Plan) -> Plan:
    """Return the plan without references to rows that are not in it."""
    values = {row.id for row in plan.values}
    goals = {goal.id for goal in plan.goals}
    barriers = {row.id for goal in plan.goals for row in goal.barriers}

    def drop(goal: Goal) -> Goal:
        contingencies = tuple(
            row if row.barrier in barriers else replace(row, barrier=None)
            for row in goal.contingencies
        )
        return replace(
            goal,
            values=tuple(one for one in goal.values if one in values),
            related=goal.related if goal.related in goals else None,
            contingencies=contingencies,
        )

    order = tuple(one for one in plan.priorities.order if one in values)
    priorities = replace(plan.priorities, order=order)
    return replace(plan, priorities=priorities, goals=tuple(map(drop, plan.goals)))
