"""Typed text read as a number or a day, with a sentence and an example when it cannot be. Pure."""

from __future__ import annotations

import re
from datetime import date

from goalcoach.dialogue.kind import Kind
from goalcoach.dialogue.script.typed_day import read_typed
from goalcoach.dialogue.view.screen import Screen
from goalcoach.screens.kit.screen_wording import number_words


class UnreadInput(Exception):
    """The text cannot be read; `sentence` says what would do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_number(text: str, asked: Screen) -> int | float:
    """Return the number in `text` within the range of `asked`."""
    words = text.strip().removesuffix(asked.unit).strip().replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,12}(\.\d{1,6})?", words, re.ASCII):
        raise UnreadInput("Type a number, for example 12 or 2.5, or skip with F5.")
    value = float(words)
    low, high = asked.low, asked.high
    if (low is not None and value < low) or (high is not None and value > high):
        raise UnreadInput(_outside(low, high))
    return int(value) if value.is_integer() and "." not in words else value


def _outside(low: float | None, high: float | None) -> str:
    if low is None:
        return f"That is above {number_words(high or 0)}. Type a smaller number, or skip with F5."
    if high is None:
        return f"That is below {number_words(low)}. Type a larger number, or skip with F5."
    span = f"{number_words(low)} to {number_words(high)}"
    return f"That is outside {span}. Type a number from {span}, or skip with F5."


EXAMPLE = "Type a day such as 18 December, 2026-12-18 or 4 weeks, or skip with F5."


def read_day(text: str, today: date) -> date:
    """Return the day that is meant, as `dialogue.day.read_typed` reads it."""
    day = read_typed(text, today)
    if day is None:
        raise UnreadInput(EXAMPLE)
    return day


def is_typed(kind: Kind) -> bool:
    """Return whether answers of that kind are typed."""
    return kind in {Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER, Kind.DATE, Kind.LIST, Kind.ROSTER}
