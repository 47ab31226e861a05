"""The goal attainment score: one number for how far several goals were reached.

T = 50 + 10 x sum(w x) / sqrt(0.7 x sum(w^2) + 0.3 x (sum w)^2), x from -2 to +2, w the weight of
each goal. Source: Turner-Stokes 2009 with its erratum, doi 10.1177/0269215508101742.

For the clinician alone, and only where the site file asks for it: the levels are an order, not
distances (Tennant, Disabil Rehabil 2007;29:1583), so the score is not for funding or ranking.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Literal

from msgspec import Struct

from goalcoach.plan.model.goal import Goal
from goalcoach.plan.model.plan import Plan
from goalcoach.translation import tr_noop

Rater = Literal["patient", "clinician"]
RATERS: tuple[Rater, ...] = ("patient", "clinician")

ATTAINMENT_FORMULA = tr_noop(
    "T = 50 + 10 Σwx / √(0.7 Σw² + 0.3 (Σw)²), x from –2 to +2, every weight w = 1"
)
ATTAINMENT_SOURCE = tr_noop("Turner-Stokes 2009 with erratum, doi 10.1177/0269215508101742")
CAVEAT = tr_noop(
    "For the clinician only. The levels are an order, not equal distances (Tennant 2007): "
    "not for funding, and not for ranking people."
)

_NUMBERS = {"much_more": 2, "more": 1, "as_planned": 0, "partly": -1, "start": -2, "harder": -2}


class Attainment(Struct, frozen=True):
    """The score of one visit by one rater, over the goals that this rater gave a level."""

    score: float
    goals: int


def level_number(level: str | None) -> int | None:
    """Return -2 to +2 for a level in words, None for none."""
    return None if level is None else _NUMBERS[level]


def score(rated: Sequence[tuple[int | None, float]]) -> float | None:
    """Return T for (x, weight) of each goal; a goal without x is left out, none left: no score.

    Only the proportions of the weights count. All weights 0 count as all 1.
    """
    kept = [(x, weight) for x, weight in rated if x is not None]
    if any(weight < 0 for _, weight in kept):
        raise ValueError("a weight is 0 or more")
    if not kept:
        return None
    if not any(weight for _, weight in kept):
        kept = [(x, 1) for x, _ in kept]
    # Dividing by the largest keeps the squares of very large or small weights within reach.
    most = max(weight for _, weight in kept)
    pairs = [(x, weight / most) for x, weight in kept]
    total = sum(weight for _, weight in pairs)
    spread = 0.7 * sum(weight * weight for _, weight in pairs) + 0.3 * total * total
    return 50 + 10 * sum(weight * x for x, weight in pairs) / sqrt(spread)


def attain(plan: Plan, rater: Rater) -> Attainment | None:
    """Return the score of a plan's own visit, all weights 1; None if no goal was given a level."""
    levels = [level_number(level_of(goal, rater)) for goal in plan.goals]
    found = score([(x, 1.0) for x in levels])
    return None if found is None else Attainment(found, sum(x is not None for x in levels))


def level_of(goal: Goal, rater: Rater) -> str | None:
    """Return the level in words that a rater gave at this visit."""
    level = goal.rating.level
    return level.patient if rater == "patient" else level.clinician
