"""What else stands in the plan about one goal: the part of `goalcoach show` that no handout has.

A goal under way has its words, its step and its days on the first side; here is the rest. A goal
that waits has its name there alone, so all of it is here. Inside an energy limit no amount, aim,
further step or chosen day is said; the record has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from goalcoach.plan.conversion import part_tree
from goalcoach.plan.ladder_rules import (
    ceiling,
    is_energy_limited,
    may_say_amounts,
    standing_steps,
    step_now,
)
from goalcoach.plan.model.goal import Goal, Rung
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.tree_types import TreeRow
from goalcoach.sheets.block import (
    Block,
    Fact,
    Facts,
    Heading,
    Mark,
    MarkList,
    MarkShape,
    Origin,
    Role,
    Statement,
)
from goalcoach.sheets.field_labels import label_of
from goalcoach.sheets.parts.field_facts import facts_of, labelled
from goalcoach.sheets.parts.goal_blocks import at
from goalcoach.sheets.parts.step_amount import say_amount
from goalcoach.sheets.wording import if_words, sentence, sentences, then_words
from goalcoach.translation import TrMap, tr

_GOAL = (
    *("whose", "lifecycle", "start", "first_met", "accepted.patient", "accepted.clinician"),
    *("baseline_level", "rating.progress.clinician", "rating.level.patient"),
    *("rating.level.clinician", "rating.differ", "rating.participation", "rating.mood"),
    "rating.energy",
    *("readiness.importance", "readiness.confidence", "readiness.reasons", "readiness.raise"),
)
_CLOCK = ("ladder.samples", "ladder.unit", "ladder.stable_days")
"""Amounts: said only where the ladder is by the clock."""
_ABOVE = (
    *("own_words", "due", "why", "good_enough", "in_my_hands", "rating.progress.patient"),
    *("levels.-2", "levels.-1", "levels.0", "levels.1", "levels.2", "readiness.sentence"),
)
"""What the first side says of a goal under way, and of no other."""


class _RowKind(Struct, frozen=True):
    """A list of rows: the key of their own words, what else there is, and what stands above."""

    key: str
    name: str
    more: tuple[str, ...] = ()
    above: tuple[str, ...] = ()


_ROWS = (
    _RowKind("barriers", "text", ("place", "inner", "status")),
    _RowKind("enablers", "text"),
    _RowKind("triggers", "text", above=("kind",)),
    _RowKind("contingencies", "if", ("kind",)),
    _RowKind("practices", "what", above=("tied_to", "what_for", "helps_with")),
)
_MEASURES = _RowKind("measures", "name", ("kind",))
_CLOCK_MEASURES = _RowKind(
    "measures", "name", ("kind", "direction"), ("unit", "baseline", "now", "target")
)
_CHANCES = _RowKind("chances", "what", ("reason",), ("before", "after", "stop_sign"))
_STEP = ("good_day", "bad_day", "when", "move_to", "after", "where", "with", "rest")
_TRIED = ("expected", "found")
_SHAPES = {"steady": MarkShape.STEADY, "now": MarkShape.NOW}
_STATUS = TrMap({"steady": "Steady", "now": "Now", "left": "Left out", "later": "Later"})
_BY = TrMap(
    {
        "patient": "me",
        "clinician": "my clinician",
        "together": "both of us",
        "both": "both of us",
    }
)


def goal_detail(goal: Goal, plan: Plan, *, several: bool, waits: bool) -> Iterator[Block]:
    """Yield what the first side leaves out about a goal; of one that waits it has only the name.

    One of `several` is named, and whether it leads.
    """
    facts = (*_facts(goal, plan, several=several, waits=waits), *_rows(goal, waits=waits))
    steps = tuple(_steps(goal, waits=waits))
    if not (facts or steps):
        return
    yield Heading(tr("More about this goal") if several else tr("More about my goal"), tr("MORE"))
    if several and goal.statement:
        yield Statement(goal.statement, Role.GOAL, at(goal, "statement"))
    if facts:
        yield Facts(facts)
    if steps:
        yield Heading(tr("Which steps are there?"), tr("ALL STEPS"))
        yield MarkList(steps)


def _facts(goal: Goal, plan: Plan, *, several: bool, waits: bool) -> Iterator[Fact]:
    table = part_tree(goal)
    yield from _links(goal, plan)
    if several:
        yield from facts_of(table, "goals.", ("lead",), (goal.id,))
    yield from facts_of(table, "goals.", (*_ABOVE, *_GOAL) if waits else _GOAL, (goal.id,))
    if (goal.readiness.rounds or 1) > 1:
        yield from facts_of(table, "goals.", ("readiness.rounds",), (goal.id,))
    clock = _CLOCK if may_say_amounts(goal) else ()
    limit = () if ceiling(goal) is not None and not waits else ("ladder.limit",)
    yield from facts_of(table, "goals.", ("ladder.mode", *limit, *clock), (goal.id,))
    decision = goal.decision
    if decision.by:
        who = _BY.get(decision.by, decision.by)
        yield Fact(label_of("goals.decision.by"), sentence(who), at(goal, "decision.by"))
    yield from facts_of(table, "goals.", ("decision.because",), (goal.id,))


def _links(goal: Goal, plan: Plan) -> Iterator[Fact]:
    """Yield what the goal is for, and the goal that takes its place, by their own words."""
    served = [one.words for one in plan.values if one.id in goal.values and one.ended is None]
    if words := sentences(served):
        yield Fact(label_of("goals.values"), words, at(goal, "values"))
    other = next((one.statement for one in plan.goals if one.id == goal.related), None)
    if other:
        yield Fact(label_of("goals.related"), sentence(other), at(goal, "related"))


def _rows(goal: Goal, *, waits: bool) -> Iterator[Fact]:
    kinds = [_CLOCK_MEASURES if may_say_amounts(goal) else _MEASURES, *_ROWS]
    if not is_energy_limited(goal):
        kinds.append(_CHANCES)
    table = part_tree(goal)
    for kind in kinds:
        rows = table.get(kind.key)
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and "ended" not in row:
                yield from _row(goal, kind, row, waits=waits)


def _row(goal: Goal, kind: _RowKind, row: TreeRow, *, waits: bool) -> Iterator[Fact]:
    prefix = f"goals.{kind.key}"
    keys = (*kind.above, *kind.more) if waits else kind.more
    more = [*labelled(row, f"{prefix}.", keys), *_answers(goal, kind, row)]
    name = _name(kind, row)
    if name and (more or waits):
        rows = (goal.id, str(row["id"])) if "id" in row else (goal.id,)
        origin = Origin(f"{prefix}.{kind.name}", rows)
        yield Fact(label_of(prefix), sentences((name, *more)), origin)


def _name(kind: _RowKind, row: TreeRow) -> str:
    if kind.key != "contingencies":
        return str(row.get(kind.name) or "")
    condition, action = str(row.get("if") or ""), str(row.get("then") or "")
    both = (if_words(condition) if condition else "", then_words(action) if action else "")
    return " ".join(filter(None, both))


def _answers(goal: Goal, kind: _RowKind, row: TreeRow) -> Iterator[str]:
    """Yield what is in the way that an if–then plan is the answer to."""
    for barrier in goal.barriers:
        if kind.key == "contingencies" and barrier.text and barrier.id == row.get("barrier"):
            yield f"{label_of('goals.contingencies.barrier')}: {barrier.text}"


def _steps(goal: Goal, *, waits: bool) -> Iterator[Mark]:
    """Yield the steps in their order, where they say more than the first side does."""
    now = step_now(goal)
    above = None if waits else now
    told = [(rung, tuple(_step(goal, rung, brief=rung is above))) for rung in _offered(goal)]
    if any(words or rung is not above for rung, words in told):
        for rung, words in told:
            shape, name = _mark(rung, now)
            origin = at(goal, "ladder.rungs.text", rung.id)
            yield Mark(shape, name, sentences((rung.text, *words)), origin)


def _mark(rung: Rung, now: Rung | None) -> tuple[MarkShape, str]:
    status = "now" if rung is now else rung.status or ""
    return _SHAPES.get(status, MarkShape.LATER), _STATUS.get(status, _STATUS["later"])


def _offered(goal: Goal) -> Sequence[Rung]:
    """Return the steps that may be said: a further one only where the ladder is by the clock."""
    rungs, now = standing_steps(goal), step_now(goal)
    if may_say_amounts(goal):
        return rungs
    return [rung for rung in rungs if rung is now or rung.status not in (None, "later")]


def _step(goal: Goal, rung: Rung, *, brief: bool) -> Iterator[str]:
    """Yield what goes with a step; `brief` leaves out what the first side has."""
    table = part_tree(rung)
    prefix = "goals.ladder.rungs."
    if not brief:
        amount = say_amount(goal, rung)
        yield from (f"{label_of(f'{prefix}amount')}: {amount}",) if amount else ()
        yield from labelled(table, prefix, _STEP)
    yield from labelled(table, prefix, ("since",))
    if not is_energy_limited(goal):
        yield from labelled(table, prefix, _TRIED)
