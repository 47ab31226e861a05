"""Which kind of visit follows a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from goalcoach.plan.model.plan import Plan


def next_kind(newest: Plan | None) -> Literal["first", "review"]:
    """Return the kind of the next visit: "first" until a first visit was completed with a goal."""
    if newest is None:
        return "first"
    if newest.visit.kind == "review":
        return "review"
    return "review" if newest.visit.status == "done" and newest.goals else "first"
