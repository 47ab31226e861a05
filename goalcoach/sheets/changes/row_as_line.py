"""A row of a plan in one line of words."""

from __future__ import annotations

from goalcoach.number_words import say_number
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.tree_types import TreeRow
from goalcoach.sheets.changes.change_vocabulary import within
from goalcoach.sheets.changes.may_be_told import is_shown
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.field_labels import label_of
from goalcoach.sheets.wording import if_words, say_counted, then_words
from goalcoach.translation import tr

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
    "options": ("what", "practice"),
    "leaflets": ("asked", "kind"),
}
OWN_WORDS = frozenset(
    {"text", "words", "statement", "what", "who", "name", "if", "then", "task", "asked"}
)
"""The fields that hold a row's own words, which need no name beside them."""
_FIELDS = {
    "values": ("importance", "lived", "place"),
    "goals.measures": ("baseline", "now", "target", "direction"),
    "goals.ladder.rungs": (
        *("amount", "good_day", "bad_day", "when", "move_to", "after", "where", "with", "rest"),
        *("expected", "found"),
    ),
    "goals.triggers": ("kind",),
    "goals.practices": ("tied_to", "what_for", "helps_with"),
    "goals.chances": ("before", "after", "stop_sign", "reason"),
    "energy_savers": ("way", "saved_for"),
    "supports": ("role", "needs", "share", "consent"),
    "actions": ("who", "due", "status", "back"),
    "work_lines": ("kind", "ok"),
    "options": (
        *("practice", "choice", "why", "tied_to", "helps_with", "tried", "noticed"),
        *("status", "found"),
    ),
    "leaflets": ("kind", "status", "day", "knows", "fits", "open", "stayed"),
}


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
    """Return a whole row in one line, without what may not be said of its goal."""
    parts = [name_row(path, row)]
    unit = str(row.get("unit") or "")
    for key in _FIELDS.get(path, ()):
        inner = f"{path}.{key}"
        value = row.get(key)
        if value is None or value == "" or not is_shown(inner, goal):
            continue
        words = say_value(inner, value)
        if key == "amount" and goal is not None and goal.ladder.unit:
            words = say_counted(words, goal.ladder.unit)
        elif unit and not isinstance(value, str):
            words = say_counted(words, unit)
        parts.append(f"{within(label_of(inner))}: {words}")
    return "; ".join(part for part in parts if part) or tr("(nothing in words)")


def say_with_unit(row: TreeRow, value: object) -> str:
    """Return a number with its unit: "1 a month"."""
    if not isinstance(value, int | float):
        return ""
    return f"{say_number(value)} {row.get('unit') or ''}".strip()
