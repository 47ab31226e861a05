"""Typed text read as a number or a day, with a sentence and an example when it cannot be. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from goalcoach.dialogue.screen import Kind, Screen
from goalcoach.screens.wording import MONTHS, number_words


class Unread(Exception):
    """The text cannot be read; `sentence` says what would do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_number(text: str, asked: Screen) -> int | float:
    """Return the number in `text` within the range of `asked`."""
    words = text.strip().removesuffix(asked.unit).strip().replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,12}(\.\d{1,6})?", words, re.ASCII):
        raise Unread("Type a number, for example 12 or 2.5, or skip with F5.")
    value = float(words)
    low, high = asked.low, asked.high
    if (low is not None and value < low) or (high is not None and value > high):
        raise Unread(_outside(low, high))
    return int(value) if value.is_integer() and "." not in words else value


def _outside(low: float | None, high: float | None) -> str:
    if low is None:
        return f"That is above {number_words(high or 0)}. Type a smaller number, or skip with F5."
    if high is None:
        return f"That is below {number_words(low)}. Type a larger number, or skip with F5."
    span = f"{number_words(low)} to {number_words(high)}"
    return f"That is outside {span}. Type a number from {span}, or skip with F5."


SPAN_DAYS = {"d": 1, "day": 1, "days": 1, "w": 7, "week": 7, "weeks": 7, "m": 30, "month": 30,
             "months": 30}  # fmt: skip
EXAMPLE = "Type a day such as 18 December, 2026-12-18 or 4 weeks, or skip with F5."


def read_day(text: str, today: date) -> date:
    """Return the day meant by "18 Dec", "18 December 2026", "18.12.2026", "2026-12-18", "today",
    "tomorrow" or "in 4 weeks". A day without a year is the next one from `today` on, but up to
    ten weeks back it is the one just gone.
    """
    words = " ".join(text.lower().replace(",", " ").split())
    if words in {"today", "tomorrow", "yesterday"}:
        return today + timedelta(days={"today": 0, "tomorrow": 1, "yesterday": -1}[words])
    try:
        return _span(words, today) or _digits(words) or _named(words, today)
    except (ValueError, OverflowError):
        raise Unread(EXAMPLE) from None


def _span(words: str, today: date) -> date | None:
    found = re.fullmatch(r"(?:in |\+ ?)?(\d{1,4}) ?([a-z]+)", words, re.ASCII)
    if found is None or found[2] not in SPAN_DAYS:
        return None
    return today + timedelta(days=int(found[1]) * SPAN_DAYS[found[2]])


def _digits(words: str) -> date | None:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words, re.ASCII):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", words, re.ASCII):
        return date(int(found[3]), int(found[2]), int(found[1]))
    return None


def _named(words: str, today: date) -> date:
    found = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", words, re.ASCII)
    month = next((at for at, name in enumerate(MONTHS, 1) if _names(words, name)), 0)
    if found is None or not month:
        raise Unread(EXAMPLE)
    year = re.search(r"\b(\d{4})\b", words, re.ASCII)
    if year:
        return date(int(year[1]), month, int(found[1]))
    day = date(today.year, month, int(found[1]))
    if day < today - timedelta(weeks=10):
        return date(today.year + 1, month, int(found[1]))
    return day


def _names(words: str, month: str) -> bool:
    return any(
        len(word) >= 3 and month.lower().startswith(word.rstrip(".")) for word in words.split()
    )


def is_typed(kind: Kind) -> bool:
    """Return whether answers of that kind are typed."""
    return kind in {Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER, Kind.DATE, Kind.LIST, Kind.ROSTER}
