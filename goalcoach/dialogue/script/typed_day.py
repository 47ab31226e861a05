"""Days as people type them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from goalcoach.date_words import MONTHS
from goalcoach.dialogue.script.condition import Day

_UNITS = {"day": "d", "days": "d", "week": "w", "weeks": "w", "month": "m", "months": "m"}
_NAMES = {"today": 0, "tomorrow": 1, "yesterday": -1}
_COUNTED = re.compile(r"today(?:([+-]\d{1,4})([dwmy]))?")


def read_counted(text: str) -> Day | None:
    """Return the day written "today", "today+28d" or "today-1w"; None if it is not one."""
    match = _COUNTED.fullmatch(text)
    return Day(int(match.group(1) or 0), match.group(2) or "d") if match else None


def read_typed(text: str, today: date) -> date | None:
    """Return the day meant by "18 Dec", "18 December 2026", "18.12.2026", "2026-12-18", "today",
    "today+28d" or "in 4 weeks"; None if it means none.

    A day without a year is the next one from `today` on, but up to ten weeks back it is the one
    just gone.
    """
    words = " ".join(text.lower().replace(",", " ").split())
    if words in _NAMES:
        return today + timedelta(days=_NAMES[words])
    try:
        return _span(words, today) or _digits(words) or _named(words, today)
    except (ValueError, OverflowError):
        return None


def _span(words: str, today: date) -> date | None:
    counted = read_counted(words)
    if counted is None and (found := re.fullmatch(r"(?:in |\+ ?)?(\d{1,4}) ?([a-z]+)", words)):
        unit = _UNITS.get(found[2], found[2] if found[2] in ("d", "w", "m") else "")
        counted = Day(int(found[1]), unit) if unit else None
    return counted.on(today) if counted else None


def _digits(words: str) -> date | None:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words, re.ASCII):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", words, re.ASCII):
        return date(int(found[3]), int(found[2]), int(found[1]))
    return None


def _named(words: str, today: date) -> date | None:
    found = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", words, re.ASCII)
    month = next((at for at, name in enumerate(MONTHS, 1) if _names(words, name)), 0)
    if found is None or not month:
        return None
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
