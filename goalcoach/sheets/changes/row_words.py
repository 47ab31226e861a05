"""A row of a plan in one line of words, and what of it may be said at all.

Inside an energy limit no amount, aim or further step is said; the record has them. Of the safety
part only the decision is ever said.
"""

from __future__ import annotations

from goalcoach.plan.ladder import is_energy_limited
from goalcoach.plan.model import Goal, Plan, TreeRow
from goalcoach.sheets.changes.change_wording import label_of, say_value
from goalcoach.sheets.wording import if_words, say_number, then_words

# What a row is called by: the first of these that it has.
_NAMES = {
    "goals": ("statement",),
    "values": ("words", "area"),
    "goals.measures": ("name",),
    "goals.contingencies": ("if", "then"),
    "goals.practices": ("what",),
    "goals.chances": ("what",),
    "energy_savers": ("task", "way"),
    "supports": ("who", "role"),
    "actions": ("what", "domain"),
}
_AMOUNTS = frozenset(
    {
        *("goals.ladder.samples", "goals.ladder.rungs.amount", "goals.ladder.unit"),
        *("goals.ladder.stable_days", "goals.measures.baseline", "goals.measures.target"),
        *("goals.measures.now", "goals.measures.direction", "goals.measures.unit"),
        *("goals.ladder.rungs.expected", "goals.ladder.rungs.found"),
    }
)
_FIELDS = {
    "values": ("importance", "lived", "place"),
    "goals.measures": ("baseline", "target"),
    "goals.ladder.rungs": (
        *("amount", "good_day", "bad_day", "when", "move_to", "after", "where", "with", "rest"),
    ),
    "goals.triggers": ("kind",),
    "goals.practices": ("tied_to", "what_for"),
    "goals.chances": ("before", "after", "stop_sign", "reason"),
    "energy_savers": ("way", "saved_for"),
    "supports": ("role", "needs"),
    "actions": ("who",),
}


def is_shown(path: str, goal: Goal | None) -> bool:
    """Return whether a value at `path` may be said."""
    if path.startswith("safety") and path != "safety.decision":
        return False
    limited = goal is not None and is_energy_limited(goal)
    return not (limited and (path in _AMOUNTS or path.startswith("goals.chances")))


def is_offered(path: str, row: TreeRow, goal: Goal | None) -> bool:
    """Return whether a new row may be said: inside an energy limit no step is offered."""
    if not is_shown(path, goal):
        return False
    if path == "goals.ladder.rungs" and goal is not None and is_energy_limited(goal):
        return row.get("status") not in (None, "later")
    return True


def name_row(path: str, row: TreeRow) -> str:
    """Return what a row is called: its own words."""
    if path == "goals.contingencies":
        words = [if_words(str(row["if"]))] if row.get("if") else []
        words += [then_words(str(row["then"]))] if row.get("then") else []
        return " ".join(words)
    for key in _NAMES.get(path, ("text",)):
        if row.get(key):
            return say_value(f"{path}.{key}", row[key])
    return ""


def describe_row(path: str, row: TreeRow, goal: Goal | None) -> str:
    """Return a whole row in one line."""
    parts = [name_row(path, row)]
    unit = str(row.get("unit") or "")
    for key in _FIELDS.get(path, ()):
        inner = f"{path}.{key}"
        value = row.get(key)
        if value is None or value == "" or not is_shown(inner, goal):
            continue
        words = say_value(inner, value)
        if key == "amount" and goal is not None and goal.ladder.unit:
            words = f"{words} {goal.ladder.unit}"
        elif unit and not isinstance(value, str):
            words = f"{words} {unit}"
        parts.append(f"{label_of(inner)[:1].lower()}{label_of(inner)[1:]}: {words}")
    return "; ".join(part for part in parts if part) or "(nothing in words)"


def say_measure(row: TreeRow, value: object) -> str:
    """Return a number with its unit: "1 a month"."""
    if not isinstance(value, int | float):
        return ""
    return f"{say_number(value)} {row.get('unit') or ''}".strip()


def goal_of(plan: Plan, row_id: str) -> Goal | None:
    return next((goal for goal in plan.goals if goal.id == row_id), None)
