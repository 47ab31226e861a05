"""What matters to the patient now, in the order that they gave it."""

from __future__ import annotations

from goalcoach.plan.life_value_places import WAITING
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.story import LifeValue


def values_in_order(plan: Plan) -> list[LifeValue]:
    """Return the values that stand and have words, what comes first at the front."""
    place = {row: number for number, row in enumerate(plan.priorities.order)}
    values = [value for value in plan.values if value.ended is None and value.words]
    return sorted(values, key=lambda value: place.get(value.id, len(place)))


def near_values(plan: Plan) -> list[LifeValue]:
    """Return those of them that neither wait nor were put down; all where each one waits."""
    values = values_in_order(plan)
    near = [one for one in values if comes_first(plan, one) or one.place not in WAITING]
    return near or values


def comes_first(plan: Plan, value: LifeValue) -> bool:
    """Return True if the value leads the order of this visit, so that it does not come later."""
    return plan.priorities.order[:1] == (value.id,)
