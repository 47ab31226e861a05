"""The calculated values a script may refer to as `calc.NAME`.

    gap            importance less how far a value is lived, both 0 to 10
    active_goals   how many goals are worked on
    start_amount   the amount to start with, from the amounts counted; a whole number
    step_ratio     a rung's amount over the last steady one: 1.1 is a tenth more
    same_visits    how many visits in a row the goal's step has stayed the same
    step_now       whether the rung is the step for now
    time_based     whether a ladder may be time-based today
    level_more     the goal's words for a little more than planned, where amounts may be said

Formulas and their sources are in `plan.outcome.pacing_arithmetic`, rules in
`plan.goal_lifecycle` and `plan.ladder_rules`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goalcoach.dialogue.engine.prior_plan import prior_rows, prior_value
from goalcoach.dialogue.question_kind import Value
from goalcoach.dialogue.script.condition import OPEN, AnswerFact
from goalcoach.plan.goal_lifecycle import is_active
from goalcoach.plan.ladder_rules import goes_by_the_clock, move_step
from goalcoach.plan.model import Tree
from goalcoach.plan.outcome.pacing_arithmetic import gap, round_down, start_amount, step_ratio

Fills = Mapping[tuple[str, tuple[str, ...]], AnswerFact]
"""What this visit has put into the plan so far: (plan path, row ids, outermost first) → fact."""

_STATUS = "goals.ladder.rungs.status"


@dataclass(frozen=True, slots=True)
class Known:
    """What a calculation may look at: this visit's answers, then the last plan's values.

    `prior` is the last plan as a tree, empty in a first visit: what was never agreed counts for
    nothing. `moves` holds the choice of today for a goal's ladder, by (goal id,).
    """

    fills: Fills
    prior: Mapping[str, Tree]
    moves: Mapping[tuple[str, ...], str] = field(default_factory=dict)

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
        case "step_now":
            return len(ids) == 2 and _statuses(known, ids[:1]).get(ids[1]) == "now"
        case "level_more":
            clock = goes_by_the_clock(known.today("safety.pem"), known.today("safety.decision"))
            return known.value("goals.levels.1", ids) if clock else None
        case "time_based":
            return goes_by_the_clock(known.today("safety.pem"), known.today("safety.decision"))
    return None


def _is_active(known: Known, goal: str) -> bool:
    choice = known.fills.get(("goals.decision.choice", (goal,)), OPEN).value
    lifecycle = str(known.value("goals.lifecycle", (goal,)) or "")
    leads = known.value("goals.lead", (goal,)) == "yes"
    return is_active(lifecycle, str(choice or ""), leads=leads)


def _step_ratio(known: Known, ids: tuple[str, ...]) -> float | None:
    """The rung's amount over that of the goal's last steady rung, in the ladder's order.

    Without a rung in `ids`: the next rung's amount over that of the step for now, which is what
    choosing "up" would do.
    """
    if len(ids) == 1:
        return _ratio_up(known, ids)
    if len(ids) < 2:
        return None
    amount = known.number("goals.ladder.rungs.amount", ids)
    steady = [
        number
        for rung, status in _statuses(known, ids[:1]).items()
        if status == "steady"
        and (number := known.number("goals.ladder.rungs.amount", (ids[0], rung))) is not None
    ]
    if amount is None or not steady:
        return None
    return step_ratio(amount, steady[-1])


def _statuses(known: Known, goal: tuple[str, ...]) -> dict[str, str]:
    """Return each rung's status by id: as answered today, else as moved today, else the last."""
    last = {
        rung: str(prior_value(known.prior, _STATUS, (*goal, rung)) or "later")
        for rung in prior_rows(known.prior, "goals.ladder.rungs", goal)
    }
    statuses = last | move_step(last, known.moves.get(goal, ""))
    for rung in known.rows("goals.ladder.rungs", goal):
        said = known.fills.get((_STATUS, (*goal, rung)), OPEN).value
        statuses[rung] = str(said or statuses.get(rung, "later"))
    return statuses


def _ratio_up(known: Known, goal: tuple[str, ...]) -> float | None:
    rungs = known.rows("goals.ladder.rungs", goal)
    statuses = {
        rung: str(known.value("goals.ladder.rungs.status", (*goal, rung)) or "later")
        for rung in rungs
    }
    here = next((rung for rung in rungs if statuses[rung] == "now"), None)
    target = next((rung for rung, to in move_step(statuses, "up").items() if to == "now"), None)
    if here is None or target is None:
        return None
    above = known.number("goals.ladder.rungs.amount", (*goal, target))
    steady = known.number("goals.ladder.rungs.amount", (*goal, here))
    return None if above is None or steady is None else step_ratio(above, steady)
