"""What came of it since the visit before: good days, setbacks, scales, the whole."""

from typing import Literal

from goalcoach.plan.model.field_types import Count, Digest, Part, PlanNumber, ThereWords

OverallChange = Literal[
    "much_better", "better", "little_better", "same", "little_worse", "worse", "much_worse"
]


class Win(Part, frozen=True, kw_only=True):
    day: str | None = None
    made_possible: str | None = None
    who_saw: str | None = None
    pattern: str | None = None
    spread: str | None = None
    there: ThereWords = ()
    there_own: str | None = None


class Setback(Part, frozen=True, kw_only=True):
    before: str | None = None
    during: str | None = None
    after: str | None = None
    sign: str | None = None
    plan_used: Literal["yes", "part", "no"] | None = None
    helped: str | None = None
    learned: str | None = None
    there: ThereWords = ()
    there_own: str | None = None


class ScaleItem(Part, frozen=True, kw_only=True):
    item: str
    score: PlanNumber


class ScaleResult(Part, frozen=True, kw_only=True):
    """A site's own scale at one visit. `score` is None where too many items are missing."""

    scale: str
    edition: str | None = None
    language: str | None = None
    digest: Digest | None = None
    """Of its items, options and rule: scores of two forms are not compared."""
    title: str | None = None
    notice: str | None = None
    score: PlanNumber | None = None
    missing: Count = 0
    low: PlanNumber | None = None
    high: PlanNumber | None = None
    direction: Literal["up", "down"] | None = None
    """ "up" where more is better."""
    retest_change: PlanNumber | None = None
    retest_source: str | None = None
    items: tuple[ScaleItem, ...] = ()


class Overall(Part, frozen=True, kw_only=True):
    """All in all, by the patient: how it is since the first visit, and what came unwanted."""

    change: OverallChange | None = None
    unwanted: str | None = None
