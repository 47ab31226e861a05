"""Numbers as words, the same wherever one is said: on a screen, on a sheet, in a question.

English spells small counts. Where a count would have to agree with the noun behind it (eine, ein;
una, un) it stays in digits, so other languages have digits. Pure.
"""

from __future__ import annotations

from goalcoach.translation import spoken_language, tr

COUNTS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth"),
)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_COMMA = frozenset({"de", "es"})
"""The languages that write the tenths behind a comma."""
_ORDINAL_SIGNS = {"de": ".", "es": ".ª"}
"""What makes a number a place. What we put in order so is a visit: la segunda visita."""


def tenths_sign() -> str:
    """Return what stands before the tenths: "." in English, "," in German and Spanish."""
    return "," if spoken_language() in _COMMA else "."


def say_number(value: float) -> str:
    """Return a number without a tail of noughts or an exponent: "12", "2.5".

    At most 12 digits that count, so that what binary fractions add is never seen.
    """
    return say_tenths(f"{value:.12g}")


def grouped(number: int) -> str:
    """Return a whole number with its thousands apart: "1,200", where the tenths have a comma
    "1.200".
    """
    figures = f"{number:,}"
    return figures.replace(",", ".") if tenths_sign() == "," else figures


def say_tenths(figures: str) -> str:
    """Return a number that is written with a point, "2.50", as the spoken language writes it."""
    return figures.replace(".", tenths_sign())


def say_count(number: float, most: int = 10) -> str:
    """Return a whole number from 0 to `most` as a word, "three"; any other in digits.

    `most` is at most 12. 0 is "no", for counts stand before what is counted.
    """
    spelt = spoken_language() == "en" and float(number).is_integer() and 0 <= number <= most
    return COUNTS[int(number)] if spelt else say_number(round(number, 6))


def say_ordinal(number: int) -> str:
    """Return "second" for 2, "13th" for 13 and "21st" for 21; `number` is 1 or more."""
    if (language := spoken_language()) != "en":
        return f"{number}{_ORDINAL_SIGNS.get(language, '.')}"
    if 0 < number <= len(ORDINALS):
        return ORDINALS[number - 1]
    teen = 10 < number % 100 < 20
    return f"{number}{'th' if teen else _ENDINGS.get(number % 10, 'th')}"


def say_step(old: float, new: float) -> str:
    """Return "three higher", "one lower" or "the same"; never a verdict."""
    change = new - old
    if not change:
        return tr("the same", context="step")
    count = say_count(abs(change), 12)
    return tr("{count} higher", count=count) if change > 0 else tr("{count} lower", count=count)
