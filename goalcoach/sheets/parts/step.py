"""The step that a goal stands on, and how much of it may be said."""

from __future__ import annotations

from goalcoach.plan.model import Goal, Rung
from goalcoach.plan.outcome.scoring import round_down


def by_the_clock(goal: Goal) -> bool:
    """Return whether amounts may be said: only where the ladder's mode says so in as many words."""
    return goal.ladder.mode == "time_based"


def standing_steps(goal: Goal) -> list[Rung]:
    return [rung for rung in goal.ladder.rungs if rung.ended is None and rung.text]


def step_now(goal: Goal) -> Rung | None:
    """Return the step for now; where none is marked, the first that has no mark at all."""
    rungs = standing_steps(goal)
    now = (rung for rung in rungs if rung.status == "now")
    return next(now, None) or next((rung for rung in rungs if rung.status is None), None)


def say_amount(goal: Goal, step: Rung) -> str | None:
    """Return the amount for a patient's sheet; None inside an energy limit."""
    return round_amount(goal, step) if by_the_clock(goal) else None


def round_amount(goal: Goal, step: Rung) -> str | None:
    """Return the amount, rounded down: a sheet never asks for more than was reckoned."""
    if step.amount is None:
        return None
    return f"{round_down(step.amount)} {goal.ladder.unit or ''}".strip()
