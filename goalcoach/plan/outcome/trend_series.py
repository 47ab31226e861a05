"""What was rated and counted, over all visits and in the diary, as series of points.

A series is one measure, one rater, one scale: two of them never share points. Nothing is drawn
through a gap, nothing is averaged, no line is fitted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from goalcoach.plan.model.between_visits import OverallChange
from goalcoach.plan.model.goal import Rating
from goalcoach.plan.outcome.activity_mean import (
    Rated,
)
from goalcoach.plan.outcome.diary import DiaryEntry


class SeriesKind(StrEnum):
    """What a series is of; the value is part of its key."""

    PROGRESS = "progress"
    LEVEL = "level"
    MEASURE = "measure"
    SINCE_LAST = "since_last"
    LIVED = "lived"
    EASE = "ease"
    SCALE = "scale"
    DIARY = "diary"


class TrendVisit(Struct, frozen=True):
    """One visit; its place is `number` - 1. One that stopped early and was taken up again is the
    same visit, so `version` and `day` are those of its last version.
    """

    number: int
    version: int
    day: date
    done: bool


class SeriesPoint(Struct, frozen=True):
    """One value. `at` counts the places of its series; a place without a point is a gap.

    `visit` and `version` are 0 for a diary entry.
    """

    at: int
    day: date
    value: float
    visit: int = 0
    version: int = 0


class Series(Struct, frozen=True):
    """`id` is the row it belongs to: a goal, a measure, a value; `part` tells its kind further:
    the rater, or start and end of a visit, or one of the daily numbers (`SCALES`).

    `low` and `high` are None where the scale has no ends. `direction` is where more of it leads:
    "up", "down" or "". `target` is None wherever an amount to reach may not be named.
    """

    kind: SeriesKind
    id: str
    part: str
    goal: str
    name: str
    points: tuple[SeriesPoint, ...]
    low: int | None = 0
    high: int | None = 10
    unit: str = ""
    direction: str = "up"
    target: float | None = None
    open: bool = True
    """Its goal is still being worked on."""
    retest_change: float | None = None
    """Of a scale: a change below it may be chance, as `retest_source` says."""
    retest_source: str = ""

    @property
    def key(self) -> str:
        """A name that no other series of the patient has: "g1.progress.patient"."""
        return ".".join(part for part in (self.id, self.kind, self.part) if part)

    @property
    def values(self) -> tuple[float, ...]:
        return tuple(point.value for point in self.points)


class OverallPoint(Struct, frozen=True):
    """What the patient said of one visit, all in all, since the first: a word and no number."""

    visit: int
    version: int
    day: date
    change: OverallChange


class Trends(Struct, frozen=True):
    """All series that hold a point: goals in plan order, what matters, ease; the diary apart."""

    stops: tuple[TrendVisit, ...]
    series: tuple[Series, ...]
    diary: tuple[Series, ...]
    entries: tuple[DiaryEntry, ...]
    goals: dict[str, str] = field(default_factory=dict)
    """The words of each goal, by its id."""
    taken_part: tuple[Rating, ...] = ()
    """What was said of taking part, mood and energy in reviews, one for each goal and visit."""
    overall: tuple[OverallPoint, ...] = ()
    """How the patient was since the first visit, in their word, for each visit that asked."""


def ratings_by_place(series: Sequence[Series]) -> dict[int, Rated]:
    """Return what the patient rated at each place that has a rating, the first place first."""
    own = [one for one in series if one.kind is SeriesKind.PROGRESS and one.part == "patient"]
    found: dict[int, dict[str, float]] = {}
    for one in own:
        for point in one.points:
            found.setdefault(point.at, {})[one.id] = point.value
    return {at: found[at] for at in sorted(found)}
