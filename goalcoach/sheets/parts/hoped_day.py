"""The day by which a goal is hoped for: ahead on the day of the visit, or gone by."""

from __future__ import annotations

from goalcoach.date_words import say_day
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.model.plan import Plan
from goalcoach.translation import tr


def day_ahead(goal: Goal, plan: Plan) -> str | None:
    """Return "By 18 December 2026"; None without a day, and for one before the visit's."""
    if goal.due is None or goal.due < plan.visit.date:
        return None
    return tr("By {day}", day=say_day(goal.due))


def hoped_day(goal: Goal, plan: Plan) -> str | None:
    """Return the day that is ahead, or that one was hoped for and has gone by; None without one."""
    if goal.due is None:
        return None
    return day_ahead(goal, plan) or tr("The day that was hoped for: {day}", day=say_day(goal.due))
