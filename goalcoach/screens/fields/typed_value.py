"""Typed text read as a number or a day, with a sentence and an example when it cannot be. Pure."""

from __future__ import annotations

from datetime import date

from goalcoach.dialogue.engine.refusal import NOT_A_DATE, number_outside, unread_number
from goalcoach.dialogue.script import typed_number
from goalcoach.dialogue.view.screen import Screen
from goalcoach.typed_day import read_typed


class UnreadInput(Exception):
    """The text cannot be read; `sentence` says what would do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_number(text: str, asked: Screen) -> int | float:
    """Return the number in `text` within the range of `asked`; UnreadInput."""
    value = typed_number.read_number(text, asked.unit)
    if value is None:
        raise UnreadInput(unread_number(text).sentence)
    low, high = asked.low, asked.high
    if low is not None and high is not None and not low <= value <= high:
        raise UnreadInput(number_outside(low, high).sentence)
    return value


def read_numbers(text: str, asked: Screen) -> tuple[int | float, ...]:
    """Return the numbers in `text`, parted by blanks or line ends; UnreadInput."""
    values = typed_number.read_numbers(text, asked.unit)
    if values is None:
        raise UnreadInput(unread_number(text, several=True, unit=asked.unit).sentence)
    return values


def read_day(text: str, today: date) -> date:
    """Return the day that is meant, as `typed_day.read_typed` reads it; UnreadInput."""
    day = read_typed(text, today)
    if day is None:
        raise UnreadInput(NOT_A_DATE.sentence)
    return day
