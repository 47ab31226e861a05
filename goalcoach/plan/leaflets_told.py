"""Which leaflets were talked about, and since when: only these are printed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from msgspec.structs import replace

from goalcoach.plan.model.optional_parts import Leaflet
from goalcoach.plan.model.plan import Plan

PUT_OFF = ("begun", "later")
"""The states of one that is wanted, and was not gone through yet."""


def was_told(leaflet: Leaflet) -> bool:
    """Return whether it was talked about, and still stands."""
    return leaflet.status == "told" and leaflet.kind is not None and leaflet.ended is None


def kinds_told(plan: Plan) -> tuple[str, ...]:
    """Return the kinds that were talked about, in the order of the talk, each once."""
    return tuple(dict.fromkeys(one.kind for one in plan.leaflets if was_told(one) and one.kind))


def date_leaflets(plan: Plan, today: Collection[str], day: date) -> Plan:
    """Return the plan with `day` at each leaflet of `today`, by id, that was talked about."""
    leaflets = tuple(
        replace(one, day=day) if one.id in today and was_told(one) and one.day is None else one
        for one in plan.leaflets
    )
    return replace(plan, leaflets=leaflets)
