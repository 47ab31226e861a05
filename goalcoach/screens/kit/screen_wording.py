"""Days, counts and values as words, the same on every screen. Pure; English only for now."""

from __future__ import annotations

from datetime import date, datetime

from goalcoach.calendar import say_day, say_weekday
from goalcoach.dialogue.kind import Value
from goalcoach.dialogue.view.screen import Screen
from goalcoach.text import join_words

ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
            "ninth", "tenth", "eleventh", "twelfth")  # fmt: skip
COUNTS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def ordinal(number: int) -> str:
    """Return "second" for 2 and "13th" for 13."""
    return ORDINALS[number] if 0 < number < len(ORDINALS) else f"{number}th"


def count(number: int) -> str:
    """Return "three" for 3; digits above ten."""
    return COUNTS[number] if 0 <= number < len(COUNTS) else str(number)


def visit_name(number: int) -> str:
    """Return "second visit"."""
    return f"{ordinal(number)} visit"


def day_words(day: date, today: date | None = None) -> str:
    """Return "20 November", with the year when it is not the year of `today`."""
    return say_day(day, year=today is None or day.year != today.year)


def short_day(day: date, today: date | None = None) -> str:
    """Return "20 Nov", with the year when it is not the year of `today`."""
    return say_day(day, year=today is None or day.year != today.year, short=True)


def long_day(day: date, *, year: bool = False) -> str:
    """Return "Friday 20 November"."""
    return say_weekday(day, year=year)


def clock_words(moment: datetime) -> str:
    """Return "10:41"."""
    return f"{moment:%H:%M}"


def number_words(value: float) -> str:
    """Return 12 for 12.0 and 12.5 for 12.5."""
    return str(int(value)) if float(value).is_integer() else f"{value:g}"


def value_words(screen: Screen, value: Value | None, today: date | None = None) -> str:
    """Return an answer to `screen` as a person would say it; "" for no answer."""
    labels = {option.id: option.label for option in screen.options}
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, date):
        return day_words(value, today)
    if isinstance(value, (int, float)):
        words = number_words(value)
        return f"{words} {screen.unit}" if screen.unit else words
    if isinstance(value, tuple):
        return join_words([labels.get(str(one), _plain(one)) for one in value])
    return labels.get(value, value)


def _plain(one: str | float) -> str:
    return one if isinstance(one, str) else number_words(one)


def difference(today: float, last: float) -> str:
    """Return "Three higher than last time." in words, without praise or alarm."""
    if today == last:
        return "The same as last time."
    gap = abs(today - last)
    words = count(int(gap)) if float(gap).is_integer() else number_words(gap)
    return f"{words.capitalize()} {'higher' if today > last else 'lower'} than last time."
