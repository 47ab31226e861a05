"""Open arithmetic: each number with its formula and its source, none of them stored."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor


def gap(importance: int | None, lived: int | None) -> int | None:
    """Return importance - lived (both 0 to 10), or None if one of them was not rated.

    A large gap is an area that matters and has little room now (Valued Living idea, own words).
    """
    return None if importance is None or lived is None else importance - lived


def start_amount(samples: Sequence[float]) -> float | None:
    """Return the amount to start with: mean of the samples x 0.8; None without samples.

    Unit: that of the samples. Source: i-engage.community, "How do I pace?".
    (12, 20, 16) gives 12.8. Show it with `round_down`.
    """
    if not samples:
        return None
    total = sum(map(_exact, samples), Fraction(0))
    return float(total / len(samples) * Fraction(4, 5))


def step_ratio(amount: float | None, last_steady: float | None) -> float | None:
    """Return amount / last_steady, to six places; None if one is not known or the last is 0.

    More than 1.1 asks for a reason: a step grows by at most 10 % a week. Source:
    i-engage.community, "How do I pace?".
    """
    if amount is None or not last_steady:
        return None
    return round(float(_exact(amount) / _exact(last_steady)), 6)


def round_down(amount: float) -> int:
    """Return the whole number at or below `amount`: a start that is too small does no harm."""
    return floor(_exact(amount))


def _exact(number: float) -> Fraction:
    """Return the number as it is written: 0.1 is one tenth, so 30 x 0.1 is 3 and not below."""
    return Fraction(str(number))
