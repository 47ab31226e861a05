"""The amount of a step in words, rounded down: a sheet never asks for more than was reckoned."""

from __future__ import annotations

from goalcoach.plan.ladder_rules import may_say_amounts
from goalcoach.plan.model import Goal, Rung
from goalcoach.plan.outcome.pacing_arithmetic import round_down


def say_amount(goal: Goal, step: Rung) -> str | None:
    """Return the amount for a patient's sheet; None where amounts may not be said."""
    return round_amount(goal, step) if may_say_amounts(goal) else None


def round_amount(goal: Goal, step: Rung) -> str | None:
    """Return the amount as it was noted, for the record."""
    if step.amount is None:
        return None
    return f"{round_down(step.amount)} {goal.ladder.unit or ''}".strip()
