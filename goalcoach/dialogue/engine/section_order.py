"""The order of the sections in a visit."""

from __future__ import annotations

from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.script import Script


def order_before_close(script: Script, visit: str) -> tuple[str, ...]:
    """Return the sections of that kind of visit before those of its last phase."""
    order = script.order.get(visit, ())
    if not order:
        return ()
    last = script.sections[order[-1]].phase
    close = next(at for at, one in enumerate(order) if script.sections[one].phase == last)
    return order[:close] if close else order


def order_with_offers(script: Script, state: State) -> tuple[str, ...]:
    """Return the sections of a visit in the order in which they can come.

    Where answers of a visit kept aside are offered, sections that this kind of visit has not come
    before its close.
    """
    visit = state.start.visit
    order = script.order.get(visit, ())
    if not state.offers:
        return order
    before = order_before_close(script, visit)
    rest = (*script.order.get(state.offers.visit, ()), *script.sections)
    more = tuple(one for one in dict.fromkeys(rest) if one not in order)
    return (*before, *more, *order[len(before) :])
