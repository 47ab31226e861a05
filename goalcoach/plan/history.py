"""What only a row of versions can tell."""

from __future__ import annotations

from collections.abc import Sequence

from goalcoach.plan.model import Goal, Plan


def same_visits(plans: Sequence[Plan]) -> dict[str, int]:
    """Return, by goal id, at how many visits in a row the step now was the same one.

    `plans` runs from the newest back; visits that were stopped do not count. A goal without a
    step now is left out.
    """
    done = [plan for plan in plans if plan.visit.status == "done"]
    if not done:
        return {}
    counts: dict[str, int] = {}
    for goal in done[0].goals:
        step = _step_now(goal)
        if step is None:
            continue
        counts[goal.id] = 0
        for plan in done:
            if step not in (_step_now(one) for one in plan.goals if one.id == goal.id):
                break
            counts[goal.id] += 1
    return counts


def _step_now(goal: Goal) -> str | None:
    return next((rung.id for rung in goal.ladder.rungs if rung.status == "now"), None)
