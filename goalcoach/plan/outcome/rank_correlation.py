"""How two things move together, by rank. Open arithmetic, nothing stored.

Ranks, because 0 to 10 is an order and not a measure of length: Spearman's rho, that is Pearson's r
of the ranks, equal values sharing the mean of their ranks. Source: Spearman, Am J Psychol
1904;15:72.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from goalcoach.translation import tr_noop

ENOUGH = 8
"""Fewer pairs than this say nothing: chance alone would draw any picture."""

RANK_FORMULA = tr_noop("rho = Pearson's r of the ranks, ties at their mean rank")
RANK_SOURCE = "Spearman, Am J Psychol 1904;15:72"


def ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value from 1; equal values share the mean of their ranks."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for at in order[start : end + 1]:
            found[at] = (start + end) / 2 + 1
        start = end + 1
    return found


def spearman(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return rho from -1 to 1; None for fewer than `ENOUGH` pairs or a side that never changes."""
    if len(pairs) < ENOUGH:
        return None
    left = ranks([one for one, _ in pairs])
    right = ranks([other for _, other in pairs])
    middle = (len(pairs) + 1) / 2
    across = sum((one - middle) * (other - middle) for one, other in zip(left, right, strict=True))
    spread = sum((one - middle) ** 2 for one in left) * sum(
        (other - middle) ** 2 for other in right
    )
    if not spread:
        return None
    return max(-1.0, min(1.0, across / sqrt(spread)))
