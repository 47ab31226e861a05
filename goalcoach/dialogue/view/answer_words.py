"""How an answer is said, and what is said of giving one. Made from the `Screen` alone. Pure."""

from __future__ import annotations

from datetime import date

from goalcoach.date_words import say_day, say_near_day
from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.view.screen import (
    CellView,
    RowView,
    Screen,
    Status,
)
from goalcoach.number_words import say_count, say_number
from goalcoach.safe_text import join_words
from goalcoach.translation import tr

_SUGGESTED = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.NUMBER, Kind.DATE)
"""The kinds to which the script may suggest an answer; a rating is never among them."""


def answer_lines(asked: Screen, value: Value | None, today: date) -> tuple[str, ...]:
    """Return an answer as a person would say it; a list line by line, () for no answer."""
    if asked.kind is Kind.LIST and isinstance(value, tuple):
        return tuple(_one(asked, one) for one in value)
    words = answer_words(asked, value, today)
    return (words,) if words else ()


def answer_words(asked: Screen, value: Value | None, today: date) -> str:
    """Return an answer on one line as a person would say it; "" for no answer.

    A number has its unit. A day has its year where that is not the year of `today`.
    """
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, date):
        return say_near_day(value, today)
    if isinstance(value, int | float):
        return f"{say_number(value)} {asked.unit}".strip()
    if isinstance(value, tuple):
        return join_words([_one(asked, one) for one in value])
    return _one(asked, value)


def _one(asked: Screen, value: str | float) -> str:
    if not isinstance(value, str):
        return say_number(value)
    return next((option.label for option in asked.options if option.id == value), value)


def typed_words(value: Value | None) -> str:
    """Return an answer as it would be typed: a list line by line, a number without its unit, a
    day with its year; "" for no answer, and for one that is not typed.
    """
    if isinstance(value, tuple):
        return "\n".join(one if isinstance(one, str) else say_number(one) for one in value)
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, date):
        return say_day(value)
    return value if isinstance(value, str) else say_number(value)


def range_words(asked: Screen) -> str:
    """Return "from 1 to 90"; "" for a question without bounds."""
    if asked.low is None or asked.high is None:
        return ""
    return tr("from {low} to {high}", low=say_number(asked.low), high=say_number(asked.high))


def suggested_words(asked: Screen) -> str:
    """Return "7 would fit what was said" for what the script proposes, a day alone; else "".

    Nothing is proposed beside an answer, nor ever for a rating.
    """
    value = asked.suggestion
    given = asked.value is not None or asked.proposed is not None
    if given or asked.kind not in _SUGGESTED:
        return ""
    if isinstance(value, date):
        return say_day(value)
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    return tr("{answer} would fit what was said", answer=_one(asked, value))


def rank_words(asked: Screen) -> str:
    """Return how many of the chosen are put in order; "" where order does not count."""
    return tr("Choose first, up to {count}.", count=say_count(asked.rank)) if asked.rank else ""


def row_cells(row: RowView) -> tuple[CellView, ...]:
    """Return the fields to tell beside a row's name: the answered ones, its first left out."""
    return tuple(cell for cell in row.cells[1:] if cell.text)


def is_row_whole(row: RowView) -> bool:
    """Return True if nothing that a row cannot do without is still open in it."""
    return not any(cell.required and cell.status is Status.OPEN for cell in row.cells)
