"""The score of a site's own scale. What is missing never counts as 0."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

SCORE_DECIMALS = 6
"""To how many decimals a score and the ends of a scale are rounded: 0.1 three times is 0.3."""

SHOWN_DECIMALS = 2
"""To how many decimals a score is told; data for programs keep all."""


class ScaleRule(Struct, frozen=True):
    """How a scale is scored: `way` is "sum" or "mean"; up to `at_most` items may be missing."""

    way: str
    at_most: int


def score_scale(rule: ScaleRule, values: Sequence[float | None]) -> float | None:
    """Return the score of all items of a scale, None where too many are missing.

    mean: the sum of the answered items / their number. sum: that mean x the number of all items,
    so that a missing item counts as the mean of the others; with none missing it is their sum.
    Rounded to SCORE_DECIMALS. Source of the rule for missing items: the site's scale itself.
    """
    said = [one for one in values if one is not None]
    if not said or len(values) - len(said) > rule.at_most:
        return None
    mean = sum(said) / len(said)
    return round(mean * (len(values) if rule.way == "sum" else 1), SCORE_DECIMALS)
