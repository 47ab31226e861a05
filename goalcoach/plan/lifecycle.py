"""Which goals are over, and what a decision makes of one."""

from __future__ import annotations

OVER = frozenset({"on-hold", "completed", "cancelled", "rejected"})
WAITING = frozenset({None, "proposed", "planned", "accepted"})
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


def is_over(lifecycle: str, choice: str = "") -> bool:
    """Return whether a goal of that lifecycle is over, today's decision counting first.

    A goal that is met goes on or is closed: only its lifecycle says which.
    """
    return (lifecycle if choice == "met" else AFTER_DECISION.get(choice, lifecycle)) in OVER
