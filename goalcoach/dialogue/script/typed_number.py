"""Numbers as people type them. Pure.

In one country "1,200" is twelve hundred and in the next one and a fifth. What may mean two numbers
means none here, so that whoever typed it is asked again.
"""

from __future__ import annotations

import re

from goalcoach.number_words import say_number, tenths_sign
from goalcoach.translation import tr

_PLAIN = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?", re.ASCII)
# Groups of three with one sign between them, and another sign before the tenths.
_GROUPED = re.compile(
    "([+-]?[1-9]\\d{0,2}(['’ \u00a0\u2009\u202f,.])\\d{3}(?:\\2\\d{3}){0,3})"
    "(?:(?!\\2)[.,](\\d{1,15}))?",
    re.ASCII,
)
_DOUBTFUL = re.compile(r"(?<![\d.,])[+-]?[1-9]\d{0,2}[.,]\d{3}(?![.,]?\d)", re.ASCII)
_PAIR = re.compile("(?<![\\d.,])([1-9]\\d?)[ \u00a0\u2009\u202f](\\d{3})(?![.,]?\\d)", re.ASCII)
_COMMA = re.compile(r"(?<![\d.,])([1-9]\d*),(\d{2})(?![.,]?\d)", re.ASCII)

# "About", in each of our languages: a guess is as good as a count, and the number stands behind it.
_ABOUT = re.compile(
    r"(?<!\w)(?:(?:ca|approx|aprox)\.\s*"
    r"|(?:about|around|roughly|approximately|approx|circa|ca|etwa|ungefähr|rund|zirka"
    r"|unos|unas|como|aproximadamente|aprox|cerca de|alrededor de|más o menos)\s+"
    r"|[~≈]\s*)(?=[+-]?[0-9])",
    re.IGNORECASE,
)

TENFOLD = 10
"""In a list a blank parts two numbers. Where the second has three digits and is so many times the
first, it may be one number: "12 500", and not "90 100"."""


def read_number(text: str, unit: str = "") -> int | float | None:
    """Return the number in `text`, perhaps with its unit or "about"; None for none, and for two.

    "12", "about 12", "1 200" and "1'200" are ints, "2,5", "12.0" and "1.200,5" floats; "1,200" may
    be two numbers. An exponent and digits of other scripts are no number.
    """
    typed = text.strip()
    if about := _ABOUT.match(typed):
        typed = typed[about.end() :]
    found = _readings(typed.removesuffix(unit).strip())
    return found[0] if len(found) == 1 else None


def read_numbers(text: str, unit: str = "") -> tuple[int | float, ...] | None:
    """Return the numbers in `text`, parted by blanks, line ends, semicolons or a comma before a
    blank; None if one of them is no number or may be two, or two of them may be one.
    """
    if doubt_of(text, several=True):
        return None
    words = [word.rstrip(",") for word in _ABOUT.sub("", text).replace(";", " ").split()]
    read = [read_number(word) for word in words if word not in ("", unit)]
    numbers = tuple(one for one in read if one is not None)
    return numbers if len(numbers) == len(read) else None


def doubt_of(text: str, *, several: bool = False) -> str:
    """Return what the first number in `text` that may be two may mean; "" if none may.

    "“1,200” may mean 1200 or 1.2". With `several` a blank may part two numbers as well.
    """
    text = _ABOUT.sub("", text)
    if found := _DOUBTFUL.search(text):
        plain, grouped = _readings(found[0])
        one, other = say_number(grouped), say_number(plain)
        return tr("“{typed}” may mean {one} or {other}", typed=found[0], one=one, other=other)
    return _doubt_in_list(text) if several else ""


def _doubt_in_list(text: str) -> str:
    # Where tenths stand behind a comma, one with no blank behind it parts no two numbers.
    if (found := _COMMA.search(text)) and tenths_sign() != ",":
        number = say_number(float(f"{found[1]}.{found[2]}"))
        return _one_or_two(found[0], number, found[1], found[2])
    for found in _PAIR.finditer(text):
        first, second = found[1], found[2]
        if int(second) >= TENFOLD * int(first) or second.startswith("0"):
            return _one_or_two(f"{first} {second}", f"{first}{second}", first, second)
    return ""


def _one_or_two(typed: str, whole: str, first: str, second: str) -> str:
    return tr(
        "“{typed}” may mean {whole}, or {first} and {second}",
        typed=typed,
        whole=whole,
        first=first,
        second=second,
    )


def _readings(words: str) -> tuple[int | float, ...]:
    """Return what may be meant: with the sign as the one before tenths, and between thousands."""
    found: list[int | float] = []
    if _PLAIN.fullmatch(words):
        whole = words.lstrip("+-").isdigit()
        found.append(int(words) if whole else float(words.replace(",", ".")))
    if grouped := _GROUPED.fullmatch(words):
        number = grouped[1].replace(grouped[2], "")
        found.append(float(f"{number}.{grouped[3]}") if grouped[3] else int(number))
    return tuple(found)
