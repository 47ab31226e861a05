"""What a question that was left open is called on a sheet: with its goal, where there are several.

The same question is asked of each goal, and by itself would not say of which it was left open.
"""

from __future__ import annotations

from goalcoach.plan.model.plan import Plan
from goalcoach.plan.question_address import rows_of
from goalcoach.safe_text import cut_at_word
from goalcoach.translation import tr

_GOAL_CELLS = 40
"""Cells of a goal's words behind a question's."""


def name_open(plan: Plan, address: str, name: str) -> str:
    """Return the name of the question at an address, with the goal that it was asked about."""
    rows = rows_of(address)
    goal = next((one.statement for one in plan.goals if one.id in rows), None)
    if not goal or len(plan.goals) < 2:
        return name
    short = cut_at_word(goal.strip().removesuffix("."), _GOAL_CELLS)
    return tr("{question} ({goal})", question=name, goal=short)
