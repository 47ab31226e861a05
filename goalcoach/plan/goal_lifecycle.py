"""Where a goal stands: open or closed, on the list or going on, and what a decision makes of it.

Every rule on that is here and nowhere else; those on its steps and pace are in `ladder_rules`.
Three words are kept apart:

* closed: ended, completed, cancelled or rejected. It leaves the patient's sheets.
* open: neither ended, paused nor closed. The talk offers it; a paused goal it does not.
* waits on the list: not closed, but without its steps for now. A paused goal waits there too, so
  that the patient still sees it.
"""

from __future__ import annotations

from collections.abc import Iterable

from goalcoach.plan.model.goal import Goal

_CLOSED = frozenset({"completed", "cancelled", "rejected"})
PAUSED_OR_CLOSED = _CLOSED | {"on-hold"}
NOT_BEGUN = frozenset({None, "proposed", "planned", "accepted"})
"""A goal of one of these becomes active when it takes the lead."""
_ON_LIST = frozenset({"proposed", "planned", "on-hold"})
"""An accepted goal is not among them: it was agreed to and stands on the sheets with its steps."""
_UNDER_WAY = frozenset({"accepted", "active"})

AFTER_DECISION = {
    "keep": "active",
    "new_steps": "active",
    "smaller": "active",
    "revise": "active",
    "met": "active",
    "pause": "on-hold",
    "replace": "cancelled",
    "let_go": "cancelled",
}
"""The lifecycle that a decision at a visit gives a goal, unless the lifecycle itself was said."""


def is_closed(goal: Goal) -> bool:
    """Return True if the goal has left the patient's sheets: ended, completed or given up."""
    return goal.ended is not None or goal.lifecycle in _CLOSED


def is_given_up(lifecycle: str) -> bool:
    """Return True for the lifecycle of a goal that is completed, cancelled or rejected."""
    return lifecycle in _CLOSED


def is_open(goal: Goal) -> bool:
    """Return True if the goal is worked on or still to be begun: not ended, paused or closed."""
    return goal.ended is None and goal.lifecycle not in PAUSED_OR_CLOSED


def stays_open(lifecycle: str, choice: str = "") -> bool:
    """Return True if a goal of that lifecycle is open after today's decision `choice`.

    For a visit under way, when there is no `Goal` yet; "" stands for not said. A goal that is met
    goes on or is closed: only its lifecycle says which.
    """
    after = lifecycle if choice == "met" else AFTER_DECISION.get(choice, lifecycle)
    return after not in PAUSED_OR_CLOSED


def is_active(lifecycle: str, choice: str = "", *, leads: bool = False) -> bool:
    """Return True if a goal counts among the active ones, of which there are three at most."""
    return stays_open(lifecycle, choice) and (leads or lifecycle in _UNDER_WAY)


def waits_on_list(goal: Goal) -> bool:
    """Return True if the patient's sheets name the goal on the list, without its steps."""
    return not is_closed(goal) and goal.lifecycle in _ON_LIST and goal.lead != "yes"


def goes_on(goal: Goal) -> bool:
    """Return True if the goal stands on the patient's sheets with its steps."""
    return not (is_closed(goal) or waits_on_list(goal))


def lead_first(goals: Iterable[Goal]) -> tuple[Goal, ...]:
    """Return the goal that leads first, the others in the order of the plan."""
    return tuple(sorted(goals, key=lambda goal: goal.lead != "yes"))
