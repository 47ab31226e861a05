"""One single value that differs, as a line of reading: what it is called, both sides, how far."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from goalcoach.number_words import say_step
from goalcoach.plan.diff.change import Change, Changed, ScoreChanged
from goalcoach.plan.diff.word_diff import spans
from goalcoach.plan.tree_types import Tree
from goalcoach.sheets.changes.change_report import CHANGED, GONE, NEW, SAID, ChangeLine
from goalcoach.sheets.changes.change_vocabulary import say_distance, within
from goalcoach.sheets.changes.plan_pair_lookup import PlanPair
from goalcoach.sheets.changes.row_as_line import OWN_WORDS, name_row, say_with_unit
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.field_labels import label_of
from goalcoach.translation import tr

_NUMBERS = frozenset({"goals.measures.baseline", "goals.measures.target", "goals.measures.now"})
_POINTERS = {"goals.related": "goals", "goals.contingencies.barrier": "goals.barriers"}
"""Fields that hold the id of a row, and the list it is in."""


def value_lines(change: Change, both: PlanPair) -> Iterator[ChangeLine]:
    """Yield the line of a changed value; none for a rating that was not asked this time."""
    path, old, new = change.path, change.old, change.new
    if new is None and path.startswith(("goals.rating", "goals.readiness", "safety.decision")):
        return
    label, about = _called(change, both)
    was, now = _said(change, both)
    words = change.words if isinstance(change, Changed) else ()
    if words and (was, now) != (change.old, change.new):
        words = spans(was, now)  # a word of the script's own, as it is called here
    say = _distance(change, both)
    yield ChangeLine(_mark(path, old, new), label, was, now, words, say, about=about)


def _called(change: Change, both: PlanPair) -> tuple[str, str]:
    """Return the label of a value, and the row it belongs to where the label cannot say."""
    owner, _, key = change.path.rpartition(".")
    label = label_of(change.path)
    if key in OWN_WORDS or owner == "goals":
        return label, ""
    name = name_row(owner, both.row(owner, change.rows, 1))
    if change.path == "goals.measures.now" and name and None not in (change.old, change.new):
        return name, ""  # that it is the number of now is said between the two
    if change.path in _NUMBERS:
        return f"{name or label}, {within(label)}", ""
    return label, name


def _said(change: Change, both: PlanPair) -> tuple[str, str]:
    """Return both sides in words; an id by the name of its row."""
    path, owner = change.path, change.path.rpartition(".")[0]
    if path in _POINTERS:
        return _pointed(change, both, 0), _pointed(change, both, 1)
    row = both.row(owner, change.rows, 1)
    if path in _NUMBERS:
        was = say_with_unit(both.row(owner, change.was, 0), change.old)
        return was, say_with_unit(row, change.new)
    if path.endswith(".ended"):
        return _end(change.old), _end(change.new)
    was, now = say_value(path, change.old), say_value(path, change.new)
    if path == "goals.lifecycle" and change.new == "cancelled" and row.get("related"):
        other = name_row("goals", both.row("goals", (str(row["related"]),), 1))
        now = (
            tr("“{goal}” takes its place", goal=other)
            if other
            else tr("another goal takes its place")
        )
    return was, now


def _pointed(change: Change, both: PlanPair, side: int) -> str:
    row_id = change.new if side else change.old
    list_path = _POINTERS[change.path]
    return name_row(list_path, both.row(list_path, (str(row_id),), side)) if row_id else ""


def _end(ended: Tree | None) -> str:
    """Return since when a row no longer stands, and why: "gone since 20 November 2026: …"."""
    table = ended if isinstance(ended, dict) else {}
    day = say_value("", table.get("on"))
    if table.get("why"):
        return tr("gone since {day}: {why}", day=day, why=table["why"])
    return tr("gone since {day}", day=day)


def _distance(change: Change, both: PlanPair) -> str:
    """Return how far apart the two sides are, and for a count where it is to go."""
    old, new = change.old, change.new
    say = ""
    if isinstance(old, date) and isinstance(new, date):
        say = say_distance(old, new)
    elif _is_number(old) and _is_number(new):
        say = say_step(cast(float, old), cast(float, new))
    elif isinstance(change, ScoreChanged) and old is None:
        say = _not_rated(both)
    row = both.row("goals.measures", change.rows, 1)
    if change.path == "goals.measures.now" and row.get("target") is not None:
        hoped = tr("hoped for {amount}", amount=say_with_unit(row, row["target"]))
        say = f"{say}; {hoped}" if say else hoped
    return say


def _not_rated(both: PlanPair) -> str:
    """Say that there is a rating on the later side alone; it is the first one only where no
    earlier visit can have had another.
    """
    before, after = both.before.version, both.after.version
    if before == after or (before, after) == (1, 2):
        return tr("rated for the first time")
    return tr("not rated in version {number}", number=before)


def _mark(path: str, old: Tree | None, new: Tree | None) -> str:
    if path == "goals.barriers.status" and old is None:
        # What is in the way was there before anyone asked how it is now.
        return SAID if new == "same" else CHANGED
    if old is None:
        return NEW
    return GONE if new is None else CHANGED


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
