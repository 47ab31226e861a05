"""Days as people type them, read alike by a visit, the diary, an option and an imported sheet.

Pure. What may mean two days means none, so that whoever typed it is asked again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from goalcoach.date_words import DATE_LANGUAGES
from goalcoach.day_words_abroad import in_english, month_abroad
from goalcoach.translation import tr_noop

WAYS = tr_noop("18 December, 18.12.2026, 2026-12-18, next Thursday or 4 weeks")
"""How a day may be typed, for a sentence that asks for one; `tr` says it."""
WAYS_BACK = tr_noop("18 November, 18.11.2026, 2026-11-18, last Thursday or 2 days ago")
"""The same for a day that was."""

_DAYS, _MONTHS = DATE_LANGUAGES["en"].days, DATE_LANGUAGES["en"].months

_UNITS = {"day": "d", "days": "d", "week": "w", "weeks": "w", "month": "m", "months": "m"}
_NAMES = {"today": 0, "tomorrow": 1, "yesterday": -1}
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNTED = re.compile(r"today(?:([+-]\d{1,4})([dwmy]))?")
_SPAN = re.compile(rf"(in |\+ ?)?(?:(\d{{1,4}}) ?|({'|'.join(_COUNTS)}) )([a-z]+)( ago)?", re.ASCII)
_WEEKDAY = re.compile(r"(?:(next|last) )?([a-z]+)\.?")
_NUMBERS = re.compile(r"(\d{1,4}) ?([./-]) ?(\d{1,2}) ?\2 ?(\d{1,4})\.?", re.ASCII)
_EAST_ASIAN = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]", re.ASCII)
_TIME = re.compile(
    r"[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?(?:z|[+-]\d{2}:?\d{2}))?\s*\Z",
    re.ASCII | re.IGNORECASE,
)
"""What a spreadsheet or a program writes behind a day. An entry is of a day, so it says nothing."""


class DayOrder(StrEnum):
    """In what order the numbers of a day are written."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


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
    The same in German and in Spanish, whichever language is spoken.

    A day without a year is the next one from `today` on, but up to ten weeks back it is the one
    just gone. A bare weekday is the next one, with `back` the last one; on that very weekday it may
    mean two days, and so none.
    """
    words = _plain(text)
    try:
        return _english(words, today, back=back) or _english(in_english(words), today, back=back)
    except (ValueError, OverflowError):
        return None


def _english(words: str, today: date, *, back: bool) -> date | None:
    if words in _NAMES:
        return today + timedelta(days=_NAMES[words])
    return (
        _span(words, today)
        or _weekday(words, today, back=back)
        or _digits(words, today)
        or _named(words, today)
    )


def read_orders(text: str) -> dict[DayOrder, date]:
    """Return the day with its year that a spreadsheet's cell is, in each order that makes it one.

    A day that can be written in one way only, such as 2026-11-23 or 23 Nov 2026, is the same in
    every order. What counts from today is none: no one knows when it was written.
    """
    text = _TIME.sub("", text)
    words = _plain(text)
    if found := _EAST_ASIAN.fullmatch(words):
        words = "-".join(found.groups())
    if found := _NUMBERS.fullmatch(words):
        return _ordered(found[2], (found[1], found[3], found[4]))
    try:
        day = _named(_at_home(text), None)
    except ValueError:
        day = None
    return dict.fromkeys(DayOrder, day) if day else {}


def _ordered(sign: str, parts: tuple[str, str, str]) -> dict[DayOrder, date]:
    """Return the day of three numbers in each order; a full year has one place, first or last."""
    first, middle, last = map(int, parts)
    whole_last = len(parts[2]) == 4
    found = {}
    if len(parts[0]) == 4 and len(parts[2]) < 3:
        return dict.fromkeys(DayOrder, day) if (day := _date(first, middle, last)) else {}
    if len(parts[0]) > 2 or len(parts[2]) == 3:
        return {}
    year = last if whole_last else 2000 + last
    found[DayOrder.DMY] = _date(year, middle, first)
    # With dots between them no one writes the month first.
    found[DayOrder.MDY] = _date(year, first, middle) if sign != "." else None
    found[DayOrder.YMD] = None if whole_last else _date(2000 + first, middle, last)
    return {order: day for order, day in found.items() if day}


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _at_home(text: str) -> str:
    """Return a day whose month has its name as `_named` reads it, from several languages.

    A day as Excel writes it, 23-Nov-26, is of this century.
    """
    text = re.sub(r"^\s*[^\W\d]+\.?,(?=\s*\d)", _only_english, text)
    words = re.sub(r"(?<=\d)[-/](?=[^\W\d])|(?<=[^\W\d])[-/](?=\d)", " ", _plain(text)).split()
    if len(words) == 3 and re.fullmatch(r"\d{2}", words[2], re.ASCII) and words[0][:1].isdigit():
        words[2] = f"20{words[2]}"
    return " ".join(month_abroad(word) for word in words if word not in ("de", "del", "of"))


def _only_english(found: re.Match[str]) -> str:
    """Return a weekday that `_named` can check; one in another language says nothing."""
    word = found[0].strip(" .,").lower()
    return found[0] if _place(word, _DAYS) is not None else ""


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
    at = _place(found[2], _DAYS) if found else None
    if found is None or at is None:
        return None
    ahead = (at - today.weekday()) % 7
    if not ahead and not found[1]:
        return None
    if found[1] == "last" or (back and not found[1]):
        return today - timedelta(days=7 - ahead)
    return today + timedelta(days=ahead or 7)


def _digits(words: str, today: date) -> date | None:
    if found := _NUMBERS.fullmatch(words):
        days = set(_ordered(found[2], (found[1], found[3], found[4])).values())
        return days.pop() if len(days) == 1 and re.search(r"\d{4}", words) else None
    if found := re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})\.", words, re.ASCII):
        return _day_of(None, int(found[2]), int(found[1]), today)
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
        elif (named := _place(word.rstrip("."), _MONTHS)) is not None:
            month, again = named + 1, month
        else:
            weekday, again = _place(word.rstrip("."), _DAYS), weekday
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
