"""Days as people type them, read alike by a visit, the diary, an option and an imported sheet.

Pure. What may mean two days means none, so that whoever typed it is asked again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from goalcoach.date_words import DAYS, MONTHS

WAYS = "18 December, 18.12.2026, 2026-12-18, next Thursday or 4 weeks"
"""How a day may be typed, for a sentence that asks for one."""
WAYS_BACK = "18 November, 18.11.2026, 2026-11-18, last Thursday or 2 days ago"
"""The same for a day that was."""

_UNITS = {"day": "d", "days": "d", "week": "w", "weeks": "w", "month": "m", "months": "m"}
_NAMES = {"today": 0, "tomorrow": 1, "yesterday": -1}
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNTED = re.compile(r"today(?:([+-]\d{1,4})([dwmy]))?")
_SPAN = re.compile(rf"(in |\+ ?)?(?:(\d{{1,4}}) ?|({'|'.join(_COUNTS)}) )([a-z]+)( ago)?", re.ASCII)
_WEEKDAY = re.compile(r"(?:(next|last) )?([a-z]+)\.?")


@dataclass(frozen=True, slots=True)
class Day:
    """A day counted from today, written "today+28d"."""

    amount: int = 0
    unit: str = "d"

    def on(self, today: date) -> date:
        """Return the date; months and years keep the day where it exists, else its last day."""
        if self.unit in "dw":
            ordinal = today.toordinal() + self.amount * (7 if self.unit == "w" else 1)
            return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
        months = today.year * 12 + today.month - 1
        months += self.amount * (12 if self.unit == "y" else 1)
        year, month = divmod(min(max(months, 12), 9999 * 12 + 11), 12)
        for day in (today.day, 30, 29, 28):
            try:
                return date(year, month + 1, min(day, today.day))
            except ValueError:
                continue
        raise AssertionError("every month has 28 days")


def read_counted(text: str) -> Day | None:
    """Return the day written "today", "today+28d" or "today-1w"; None if it is not one."""
    match = _COUNTED.fullmatch(text)
    return Day(int(match.group(1) or 0), match.group(2) or "d") if match else None


def read_typed(text: str, today: date, *, back: bool = False) -> date | None:
    """Return the day meant by "18 Dec", "18 December 2026", "18.12.", "2026-12-18", "tomorrow",
    "today+28d", "next Thursday", "a week", "in 4 weeks" or "2 days ago"; None if it means none.

    A day without a year is the next one from `today` on, but up to ten weeks back it is the one
    just gone. A bare weekday is the next one, with `back` the last one; on that very weekday it may
    mean two days, and so none.
    """
    words = _plain(text)
    try:
        if words in _NAMES:
            return today + timedelta(days=_NAMES[words])
        return (
            _span(words, today)
            or _weekday(words, today, back=back)
            or _digits(words, today)
            or _named(words, today)
        )
    except (ValueError, OverflowError):
        return None


def read_dated(text: str) -> date | None:
    """Return the day of "2026-12-18", "18.12.2026" or "18 December 2026"; None without a year.

    For what was written down on another day than it is read.
    """
    words = _plain(text)
    try:
        return _digits(words, None) or _named(words, None)
    except ValueError:
        return None


def _plain(text: str) -> str:
    return " ".join(text.lower().replace(",", " ").split())


def _span(words: str, today: date) -> date | None:
    counted = read_counted(words)
    if counted is None and (found := _SPAN.fullmatch(words)):
        ahead, digits, spelt, name, ago = found.groups()
        unit = _UNITS.get(name, name if digits and name in ("d", "w", "m") else "")
        amount = int(digits) if digits else _COUNTS[spelt]
        if unit and not (ahead and ago):
            counted = Day(-amount if ago else amount, unit)
    return counted.on(today) if counted else None


def _weekday(words: str, today: date, *, back: bool) -> date | None:
    found = _WEEKDAY.fullmatch(words)
    at = _place(found[2], DAYS) if found else None
    if found is None or at is None:
        return None
    ahead = (at - today.weekday()) % 7
    if not ahead and not found[1]:
        return None
    if found[1] == "last" or (back and not found[1]):
        return today - timedelta(days=7 - ahead)
    return today + timedelta(days=ahead or 7)


def _digits(words: str, today: date | None) -> date | None:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words, re.ASCII):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}))?", words, re.ASCII):
        return _day_of(found[3], int(found[2]), int(found[1]), today)
    return None


def _named(words: str, today: date | None) -> date | None:
    """Return the day whose month has its name. Each word is needed, so none is passed over."""
    number: int | None = None
    month: int | None = None
    weekday: int | None = None
    year: str | None = None
    again: int | str | None
    for word in words.split():
        if found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|\.)?", word, re.ASCII):
            number, again = int(found[1]), number
        elif re.fullmatch(r"\d{4}", word, re.ASCII):
            year, again = word, year
        elif (named := _place(word.rstrip("."), MONTHS)) is not None:
            month, again = named + 1, month
        else:
            weekday, again = _place(word.rstrip("."), DAYS), weekday
            if weekday is None:
                return None
        if again is not None:
            return None
    if number is None or month is None:
        return None
    day = _day_of(year, month, number, today)
    return None if weekday is not None and day and day.weekday() != weekday else day


def _day_of(year: str | None, month: int, number: int, today: date | None) -> date | None:
    if year:
        return date(int(year), month, number)
    if today is None:
        return None
    day = date(today.year, month, number)
    if day < today - timedelta(weeks=10):
        return date(today.year + 1, month, number)
    return day


def _place(word: str, names: tuple[str, ...]) -> int | None:
    """Return the place of the name that a word of three letters or more begins."""
    if len(word) < 3:
        return None
    return next((at for at, name in enumerate(names) if name.lower().startswith(word)), None)
