"""The calculated values a script may refer to as `calc.NAME`.

    gap            importance less how far a value is lived, both 0 to 10
    active_goals   how many goals are worked on
    start_amount   the amount to start with, from the amounts counted; a whole number
    step_ratio     a rung's amount over the one agreed before: 1.1 is a tenth more
    amount_before  the amount agreed before, which a step's own is held against
    amount_open    whether the step for now lacks its amount though steps have been counted
    less_open      whether "a little less" was chosen and the step is as it was
    same_visits    how many visits in a row the goal's step has stayed the same
    step_now       whether the rung is the step for now
    step_words     the words of the step for now
    step_changed   whether the step for now is another one, or has other words or another amount
    step_below     whether "a little less" leads to a step that stands
    time_based     whether a ladder may be time-based today
    leaflet_waits  whether a leaflet of the last plan was put off to another day
    same_day       whether the visit began today: not once it is taken up on another day
    level_more     the goal's words for a little more than planned, where amounts may be said

Formulas and their sources are in `plan.outcome.pacing_arithmetic`, rules in
`plan.goal_lifecycle` and `plan.ladder_rules`.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from msgspec import Struct, field
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Value
from goalcoach.dialogue.engine.prior_plan import prior_rows, prior_value
from goalcoach.dialogue.script.condition import OPEN, AnswerFact
from goalcoach.plan.goal_lifecycle import is_active
from goalcoach.plan.ladder_rules import (
    give_way,
    goes_by_the_clock,
    has_step_below,
    move_step,
)
from goalcoach.plan.leaflets_told import PUT_OFF
from goalcoach.plan.outcome.pacing_arithmetic import gap, round_down, start_amount, step_ratio
from goalcoach.plan.tree_types import Tree

Fills = Mapping[tuple[str, tuple[str, ...]], AnswerFact]
"""What this visit has put into the plan so far: (plan path, row ids, outermost first) → fact."""

_RUNGS = "goals.ladder.rungs"
_AMOUNT = f"{_RUNGS}.amount"
_STATUS = f"{_RUNGS}.status"
_LIMIT = "goals.ladder.limit"


class Known(Struct, frozen=True):
    """What a calculation may look at: this visit's answers, then the last plan's values.

    `prior` is the last plan as a tree, empty in a first visit: what was never agreed counts for
    nothing. `moves` holds the choice of today for a goal's ladder, by (goal id,). `unfinished` is
    the plan that a first visit goes on from: an amount was printed from it, so a rise is held
    against it.
    """

    fills: Fills
    prior: Mapping[str, Tree]
    moves: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    unfinished: Mapping[str, Tree] = field(default_factory=dict)
    same_day: bool = True

    def value(self, path: str, ids: tuple[str, ...]) -> Value | None:
        """Return the value at a plan path for the rows `ids`, None if there is none.

        A question that was skipped today has no value, whatever the last plan holds.
        """
        fact = self.fills.get((path, ids))
        if fact is not None and fact != OPEN:
            return fact.value
        return prior_value(self.prior, path, ids) if self.prior else None

    def number(self, path: str, ids: tuple[str, ...]) -> float | None:
        """Return `value` if it is a number, else None."""
        value = self.value(path, ids)
        return None if isinstance(value, bool) or not isinstance(value, int | float) else value

    def today(self, path: str) -> str | None:
        """Return the text answered in this visit, None if there is none.

        Never the last plan's: what was safe then says nothing about today.
        """
        fact = self.fills.get((path, ()))
        return fact.value if fact is not None and isinstance(fact.value, str) else None

    def held_against(self) -> Known:
        """Return the same with the last plan whatever became of its visit."""
        return replace(self, prior=self.prior or self.unfinished)

    def rows(self, path: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return the row ids of the list at `path`: the last plan's, then those added today."""
        there = prior_rows(self.prior, path, ids) if self.prior else ()
        under = f"{path}."
        new = (
            rows[-1]
            for (filled, rows) in self.fills
            if filled.startswith(under) and rows[:-1] == ids and len(rows) == len(ids) + 1
        )
        return tuple(dict.fromkeys((*there, *new)))


def calculate(
    name: str, known: Known, ids: tuple[str, ...], history: Mapping[str, int]
) -> Value | None:
    """Return the value of `calc.NAME` for the rows `ids`; None if something it needs is missing.

    `history` holds, by goal id, how many visits in a row its step has stayed the same.
    """
    match name:
        case "gap":
            importance = known.number("values.importance", ids)
            lived = known.number("values.lived", ids)
            return None if importance is None or lived is None else gap(int(importance), int(lived))
        case "same_day":
            return known.same_day
        case "leaflet_waits":
            rows = prior_rows(known.prior, "leaflets", ())
            said = {prior_value(known.prior, "leaflets.status", (row,)) for row in rows}
            return not said.isdisjoint(PUT_OFF)
        case "active_goals":
            return sum(1 for goal in known.rows("goals", ()) if _is_active(known, goal))
        case "start_amount":
            samples = known.value("goals.ladder.samples", ids[:1])
            if not isinstance(samples, tuple) or not samples:
                return None
            amount = start_amount([n for n in samples if isinstance(n, int | float)])
            return None if amount is None else round_down(amount)
        case "step_ratio":
            return _step_ratio(known, ids)
        case "same_visits":
            return history.get(ids[0]) if ids else None
        case "level_more":
            clock = goes_by_the_clock(known.today("safety.pem"), known.today("safety.decision"))
            return known.value("goals.levels.1", ids) if clock else None
        case "time_based":
            return goes_by_the_clock(known.today("safety.pem"), known.today("safety.decision"))
    return _of_step(name, known, ids) if ids else None


def _of_step(name: str, known: Known, ids: tuple[str, ...]) -> Value | None:
    """Return what is calculated from the steps of the goal that `ids` begins with."""
    goal = ids[:1]
    match name:
        case "step_now":
            return len(ids) == 2 and ids[1] == _now(known, goal)
        case "step_words":
            now = _now(known, goal)
            return None if now is None else known.value(f"{_RUNGS}.text", (*goal, now))
        case "step_changed":
            return _is_step_changed(known, goal)
        case "step_below":
            return has_step_below(_standing(known, goal))
        case "amount_before":
            return _amount_before(known.held_against(), goal, ids[1]) if len(ids) == 2 else None
        case "amount_open":
            now, held = _now(known, goal), known.held_against()
            return (
                now is not None
                and _amount(held, (*goal, now)) is None
                and _amount_before(held, goal, now) is not None
            )
        case "less_open":
            return known.moves.get(goal) == "down" and _is_as_it_was(known, goal)
    return None


def is_changed(fills: Fills, prior: Mapping[str, Tree], rung: tuple[str, ...]) -> bool:
    """Return True if a rung of the last plan got other words or another amount today.

    As `ladder_rules.is_same_step` has it for plans: its first amount is no other one.
    """
    return any(
        said is not None and prior_value(prior, path, rung) not in (None, said)
        for path in (f"{_RUNGS}.text", _AMOUNT)
        for said in (fills.get((path, rung), OPEN).value,)
    )


def fits_step(known: Known, goal: tuple[str, ...]) -> bool:
    """Return True if words said for the step of the last plan still fit the step for now.

    As `ladder_rules.is_step_kept` has it for plans.
    """
    was = _was_now(known, goal)
    if was is None or _now(known, goal) != was or _is_step_changed(known, goal):
        return False
    clock = goes_by_the_clock(known.today("safety.pem"), known.today("safety.decision"))
    return clock or prior_value(known.prior, "goals.ladder.mode", goal) == "energy_limit"


def _is_step_changed(known: Known, goal: tuple[str, ...]) -> bool:
    was = _was_now(known, goal)
    if was is None:
        return False
    other = _now(known, goal) not in (None, was)
    return other or is_changed(known.fills, known.prior, (*goal, was))


def _was_now(known: Known, goal: tuple[str, ...]) -> str | None:
    """Return the id of the step that was for now in the last plan, None if there was none."""
    was = (rung for rung, status in _standing(known, goal).items() if status == "now")
    return next(was, None)


def _is_as_it_was(known: Known, goal: tuple[str, ...]) -> bool:
    """True if the step for now is the one that was, in words, amount and limit."""
    now = _now(known, goal)
    if now is None or _standing(known, goal).get(now) != "now":
        return False
    fields = (*((one, (*goal, now)) for one in (f"{_RUNGS}.text", _AMOUNT)), (_LIMIT, goal))
    return all(
        said is None or said == prior_value(known.prior, path, ids)
        for path, ids in fields
        for said in (known.fills.get((path, ids), OPEN).value,)
    )


def _amount(known: Known, rung: tuple[str, ...]) -> float | None:
    """The amount that the plan will have: today's, else the last one, skipped or not."""
    said = known.fills.get((_AMOUNT, rung), OPEN).value
    amount = prior_value(known.prior, _AMOUNT, rung) if said is None else said
    return None if isinstance(amount, bool) or not isinstance(amount, int | float) else amount


def _is_active(known: Known, goal: str) -> bool:
    choice = known.fills.get(("goals.decision.choice", (goal,)), OPEN).value
    lifecycle = str(known.value("goals.lifecycle", (goal,)) or "")
    leads = known.value("goals.lead", (goal,)) == "yes"
    return is_active(lifecycle, str(choice or ""), leads=leads)


def _step_ratio(known: Known, ids: tuple[str, ...]) -> float | None:
    """The rung's amount over the amount before it; more than nothing over nothing is endless.

    Without a rung in `ids`: that of the step to which today's choice on the ladder leads, None if
    it leads to no other.
    """
    goal, known = ids[:1], known.held_against()
    if len(ids) < 2:
        # What is said of that step afterwards is looked at where it is said.
        known = Known({}, known.prior, known.moves)
        moved = move_step(_standing(known, goal), known.moves.get(goal, ""))
        ids = (*goal, *(rung for rung, status in moved.items() if status == "now"))
    amount = _amount(known, ids) if len(ids) == 2 else None
    before = _amount_before(known, goal, ids[-1]) if amount is not None else None
    if amount is None or before is None:
        return None
    return step_ratio(amount, before) if before else inf if amount > 0 else None


def _amount_before(known: Known, goal: tuple[str, ...], rung: str) -> float | None:
    """The amount that a rung's own is held against: what is done now, by the last plan.

    That is the step that was for now, else the last steady one, else what the rung itself had.
    """
    standing = _standing(known, goal)
    was_now = [one for one, status in standing.items() if status == "now"][:1]
    steady = [one for one, status in _statuses(known, goal).items() if status == "steady"]
    for one in (*was_now, *(one for one in reversed(steady) if one != rung), rung):
        last = Known({}, known.prior)  # a step is never held against what is said of it today
        amount = _amount(last if one in standing or one == rung else known, (*goal, one))
        if amount is not None:
            return amount
    return None


def _standing(known: Known, goal: tuple[str, ...]) -> dict[str, str]:
    """Return each rung's status by id, as the last plan has it."""
    return {
        rung: str(prior_value(known.prior, _STATUS, (*goal, rung)) or "later")
        for rung in prior_rows(known.prior, _RUNGS, goal)
    }


def _statuses(known: Known, goal: tuple[str, ...]) -> dict[str, str]:
    """Return each rung's status by id: as answered today, else as moved today, else the last."""
    last, choice = _standing(known, goal), known.moves.get(goal, "")
    statuses = last | move_step(last, choice)
    for rung in known.rows(_RUNGS, goal):
        said = known.fills.get((_STATUS, (*goal, rung)), OPEN).value
        statuses[rung] = str(said or statuses.get(rung, "later"))
    return statuses | give_way(statuses, _standing(known.held_against(), goal), choice)


def _now(known: Known, goal: tuple[str, ...]) -> str | None:
    """Return the id of the step for now, None if there is none."""
    now = (rung for rung, status in _statuses(known, goal).items() if status == "now")
    return next(now, None)
