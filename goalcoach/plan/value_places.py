"""Where a value belongs: now, later or put down. One that comes first belongs now."""

from __future__ import annotations

from msgspec.structs import replace

from goalcoach.plan.model import Plan

WAITING = ("later", "put_down")
"""The places of a value that does not come first."""


def settle_places(plan: Plan, *, ordered: bool) -> Plan:
    """Return the plan with no value that is both first and for later.

    `ordered`: what comes first was said today, after the places, so it holds. Else an order of
    before gives way to the places.
    """
    order = plan.priorities.order
    both = {one.id for one in plan.values if one.place in WAITING and one.id in order}
    if ordered:
        values = tuple(replace(v, place="now") if v.id in both else v for v in plan.values)
        return replace(plan, values=values)
    order = tuple(one for one in order if one not in both)
    return replace(plan, priorities=replace(plan.priorities, order=order))
