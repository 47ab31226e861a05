"""The amount of a step in words, rounded down: a sheet never asks for more than was reckoned."""

from __future__ import annotations

from goalcoach.plan.ladder_rules import ceiling, may_say_amounts
from goalcoach.plan.model.goal import Goal, Rung
from goalcoach.plan.outcome.pacing_arithmetic import round_down
from goalcoach.sheets.wording import say_counted
from goalcoach.translation import tr


def say_amount(goal: Goal, step: Rung) -> str | None:
    """Return the amount for a patient's sheet; None where amounts may not be said."""
    return round_amount(goal, step) if may_say_amounts(goal) else None


def say_at_most(goal: Goal, step: Rung) -> str | None:
    """Return the amount, or inside an energy limit its ceiling, as the most there is."""
    amount = say_amount(goal, step)
    return tr("{amount} at most", amount=amount) if amount else say_ceiling(goal)


def say_most(goal: Goal, step: Rung) -> str | None:
    """Return the same in bare words, for a place that says "at most" itself: "12 minutes"."""
    top = ceiling(goal)
    if top is None:
        return say_amount(goal, step)
    return top.rstrip(" .") if isinstance(top, str) else _counted(goal, top)


def fact_of_most(goal: Goal) -> tuple[str, str] | None:
    """Return the ceiling as a label and its words; None where no ceiling is known."""
    top = ceiling(goal)
    if isinstance(top, str):
        return (tr("At most"), tr("{amount}. Less is fine", amount=top.rstrip(" .")))
    if top is None:
        return None
    return (tr("How much"), tr("{amount} at most, less is fine", amount=_counted(goal, top)))


def say_ceiling(goal: Goal) -> str | None:
    """Return "12 minutes at most, less is fine", or the same with the patient's own words.

    None outside an energy limit, and where no ceiling is known.
    """
    fact = fact_of_most(goal)
    if fact is None:
        return None
    label, words = fact
    return f"{label}: {words}" if isinstance(ceiling(goal), str) else words


def round_amount(goal: Goal, step: Rung) -> str | None:
    """Return the amount as it was noted, for the record."""
    return None if step.amount is None else _counted(goal, step.amount)


def _counted(goal: Goal, amount: float) -> str:
    return say_counted(str(round_down(amount)), goal.ladder.unit)
