"""The amounts of a plan's steps as print says them: whole, and never more than was reckoned."""

from __future__ import annotations

from msgspec.structs import replace

from goalcoach.plan.model.goal import Goal, Rung
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.pacing_arithmetic import round_down


def round_amounts(plan: Plan) -> Plan:
    """Return the plan with each step's amount rounded down."""
    return replace(plan, goals=tuple(map(_goal, plan.goals)))


def _goal(goal: Goal) -> Goal:
    rungs = tuple(map(_rung, goal.ladder.rungs))
    return replace(goal, ladder=replace(goal.ladder, rungs=rungs))


def _rung(rung: Rung) -> Rung:
    return rung if rung.amount is None else replace(rung, amount=round_down(rung.amount))
