"""Where a value belongs: now, later or put down. One that comes first belongs now."""

from __future__ import annotations

from collections.abc import Set

from msgspec.structs import replace

from goalcoach.plan.model.plan import Plan

WAITING = ("later", "put_down")
"""The places of a value that does not come first."""


def settle_places(plan: Plan, *, ordered: bool, placed: Set[str]) -> Plan:
    """Return the plan with no value that a visit left both first and for later.

    `ordered`: what comes first was said today, after the places, so it holds. Else it gives way
    for the values, by id, whose place was said today. What nobody went over stands as it did.
    """
    order = plan.priorities.order
    both = {one.id for one in plan.values if one.place in WAITING and one.id in order}
    if ordered:
        values = tuple(replace(v, place="now") if v.id in both else v for v in plan.values)
        return replace(plan, values=values)
    order = tuple(one for one in order if one not in both & placed)
    return replace(plan, priorities=replace(plan.priorities, order=order))
