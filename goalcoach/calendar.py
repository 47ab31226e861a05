"""Days as words, the same wherever one is said: on a screen, on a sheet, in a question.

English only for now. Pure: what day it is, the caller knows.
"""

from __future__ import annotations

from datetime import date, datetime

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def say_day(day: date, *, year: bool = True, short: bool = False) -> str:
    """Return "18 December 2026"; without the year if it is not wanted, "18 Dec" if it is short."""
    month = MONTHS[day.month - 1]
    words = f"{day.day} {month[:3] if short else month}"
    return f"{words} {day.year}" if year else words


def say_near_day(day: date, today: date, *, short: bool = False) -> str:
    """Return "20 November", with the year where it is not the year of `today`; "20 Nov" if short.

    For screens and questions, which are read on `today`; what is kept says the year always.
    """
    return say_day(day, year=day.year != today.year, short=short)


def say_weekday(day: date, *, year: bool = True) -> str:
    """Return "Friday 18 December 2026"."""
    return f"{DAYS[day.weekday()]} {say_day(day, year=year)}"


def say_clock(moment: datetime) -> str:
    """Return "10:41"."""
    return f"{moment:%H:%M}"
