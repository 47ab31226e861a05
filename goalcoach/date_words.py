"""Dates as English words, in one form for screens, sheets and questions.

Pure: nothing here reads the clock.
"""

from __future__ import annotations

from datetime import date, datetime

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def say_day(day: date, *, year: bool = True, short: bool = False) -> str:
    """Return a date as "18 December 2026".

    `year=False` leaves the year out; `short=True` cuts the month to three letters ("18 Dec 2026").
    """
    month = MONTHS[day.month - 1]
    words = f"{day.day} {month[:3] if short else month}"
    return f"{words} {day.year}" if year else words


def say_near_day(day: date, today: date, *, short: bool = False) -> str:
    """Return "20 November", with the year where it is not the year of `today`; "20 Nov" if short.

    For screens and questions, which are read on `today`; what is kept says the year always.
    """
    return say_day(day, year=day.year != today.year, short=short)


def say_weekday(day: date, *, year: bool = True) -> str:
    """Return a date as "Friday 18 December 2026"; `year=False` leaves the year out."""
    return f"{DAYS[day.weekday()]} {say_day(day, year=year)}"


def say_clock(moment: datetime) -> str:
    """Return "10:41"."""
    return f"{moment:%H:%M}"
