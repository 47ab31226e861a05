"""Numbers as words, the same wherever one is said: on a screen, on a sheet, in a question.

English only for now. Pure.
"""

from __future__ import annotations

COUNTS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth"),
)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def say_number(value: float) -> str:
    """Return a number without a tail of noughts or an exponent: "12", "2.5".

    At most 12 digits that count, so that what binary fractions add is never seen.
    """
    return f"{value:.12g}"


def say_count(number: float, most: int = 10) -> str:
    """Return a whole number from 0 to `most` as a word, "three"; any other in digits.

    `most` is at most 12. 0 is "no", for counts stand before what is counted.
    """
    if float(number).is_integer() and 0 <= number <= most:
        return COUNTS[int(number)]
    return say_number(round(number, 6))


def say_ordinal(number: int) -> str:
    """Return "second" for 2, "13th" for 13 and "21st" for 21; `number` is 1 or more."""
    if 0 < number <= len(ORDINALS):
        return ORDINALS[number - 1]
    teen = 10 < number % 100 < 20
    return f"{number}{'th' if teen else _ENDINGS.get(number % 10, 'th')}"


def say_step(old: float, new: float) -> str:
    """Return "three higher", "one lower" or "the same"; never a verdict."""
    change = new - old
    if not change:
        return "the same"
    return f"{say_count(abs(change), 12)} {'higher' if change > 0 else 'lower'}"
