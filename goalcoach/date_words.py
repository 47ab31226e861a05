"""Dates as words of the language that is spoken, in one form for screens, sheets and questions.

Pure: nothing here reads the clock. A language that has no words here is dated in English.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple, overload

from goalcoach.translation import spoken_language


class DateLanguage(NamedTuple):
    """How one language writes a day. `short` has a month for each of `months`, as it is cut."""

    days: tuple[str, ...]
    months: tuple[str, ...]
    short: tuple[str, ...]
    day: str = "{day} {month}"
    year: str = "{day} {month} {year}"
    short_year: str = "{day} {month} {year}"
    weekday: str = "{weekday} {day}"


_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
DATE_LANGUAGES = {
    "en": DateLanguage(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        _ENGLISH_MONTHS,
        tuple(month[:3] for month in _ENGLISH_MONTHS),
    ),
    "de": DateLanguage(
        ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
        (
            *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August"),
            *("September", "Oktober", "November", "Dezember"),
        ),
        (
            *("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug."),
            *("Sept.", "Okt.", "Nov.", "Dez."),
        ),
        "{day}. {month}",
        "{day}. {month} {year}",
        "{day}. {month} {year}",
        "{weekday}, {day}",
    ),
    "es": DateLanguage(
        ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        (
            *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
            *("septiembre", "octubre", "noviembre", "diciembre"),
        ),
        (
            *("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago"),
            *("sept", "oct", "nov", "dic"),
        ),
        "{day} de {month}",
        "{day} de {month} de {year}",
        "{day} {month} {year}",
    ),
}


def _spoken() -> DateLanguage:
    return DATE_LANGUAGES.get(spoken_language(), DATE_LANGUAGES["en"])


class _Names(Sequence[str]):
    """The names of the days or months in the language of the moment in which they are read."""

    def __init__(self, field: str) -> None:
        self._field = field

    def _all(self) -> tuple[str, ...]:
        names: tuple[str, ...] = getattr(_spoken(), self._field)
        return names

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        return self._all()[at]

    def __len__(self) -> int:
        return len(self._all())


DAYS = _Names("days")
"""The days of the week as they are called now, Monday first."""
MONTHS = _Names("months")
"""The months as they are called now, January first."""


def say_day(day: date, *, year: bool = True, short: bool = False) -> str:
    """Return a date as "18 December 2026".

    `year=False` leaves the year out; `short=True` cuts the month ("18 Dec 2026").
    """
    spoken = _spoken()
    month = (spoken.short if short else spoken.months)[day.month - 1]
    if not year:
        # A cut month needs no words between: "18 dic".
        words = spoken.short_year.removesuffix(" {year}") if short else spoken.day
        return words.format(day=day.day, month=month)
    words = spoken.short_year if short else spoken.year
    return words.format(day=day.day, month=month, year=day.year)


def say_near_day(day: date, today: date, *, short: bool = False) -> str:
    """Return "20 November", with the year where it is not the year of `today`; "20 Nov" if short.

    For screens and questions, which are read on `today`; what is kept says the year always.
    """
    return say_day(day, year=day.year != today.year, short=short)


def say_weekday(day: date, *, year: bool = True) -> str:
    """Return a date as "Friday 18 December 2026"; `year=False` leaves the year out."""
    return _spoken().weekday.format(weekday=DAYS[day.weekday()], day=say_day(day, year=year))


def say_clock(moment: datetime) -> str:
    """Return "10:41"."""
    return f"{moment:%H:%M}"
