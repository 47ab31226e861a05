"""What in the series is worth a talk: a change, a time without one, things that move together.

Never a verdict: a flag says that the numbers differ by more than they do by chance, a pause is a
question, and moving together is not a cause. Each number can be shown with its formula and source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from statistics import mean

from msgspec import Struct

from goalcoach.plan.model.goal import Rating
from goalcoach.plan.outcome.activity_mean import FLAG_SOURCE, FLAGGED_MEAN_CHANGE, rated_both_times
from goalcoach.plan.outcome.diary import DiaryEntry, days_of
from goalcoach.plan.outcome.rank_correlation import spearman
from goalcoach.plan.outcome.trend_series import (
    Series,
    SeriesKind,
    SeriesPoint,
    Trends,
    ratings_by_place,
)

FLAGGED_CHANGE = 3
"""A change of so much on one activity is flagged."""
STILL = 3
"""So many visits in a row with the same value make a question."""


class Flag(Struct, frozen=True):
    """A change of at least `least`, from one visit to another. `series` is "" for the mean."""

    series: str
    change: float
    least: int
    formula: str
    first_visit: int
    last_visit: int
    first_day: date
    last_day: date

    @property
    def source(self) -> str:
        return FLAG_SOURCE


class Plateau(Struct, frozen=True):
    """The last `visits` values of a series are the same: something to ask about."""

    series: str
    value: float
    visits: int


class Together(Struct, frozen=True):
    """How taking part goes with mood or energy; `rho` is None where nothing can be said."""

    other: str
    days: int
    visits: int
    rho: float | None

    @property
    def pairs(self) -> int:
        """How many pairs there are, of days in the diary and of reviews."""
        return self.days + self.visits


def find_flags(trends: Trends) -> tuple[Flag, ...]:
    """Return the changes of the patient's own ratings since last time, and since the start."""
    return (*_single(trends.series), *_means(trends))


def _own(series: Sequence[Series]) -> list[Series]:
    return [one for one in series if one.kind is SeriesKind.PROGRESS and one.part == "patient"]


def _single(series: Sequence[Series]) -> Iterator[Flag]:
    for one in _own(series):
        *before, last = one.points
        # The last time first: it is what the two have just talked about.
        for first in {before[at].at: before[at] for at in (-1, 0) if before}.values():
            if abs(last.value - first.value) >= FLAGGED_CHANGE:
                yield _flag(one.key, first, last)


def _flag(key: str, first: SeriesPoint, last: SeriesPoint) -> Flag:
    change = last.value - first.value
    formula = f"{last.value:g} – {first.value:g} = {_signed(change)}"
    return Flag(key, change, FLAGGED_CHANGE, formula, first.visit, last.visit, first.day, last.day)


def _means(trends: Trends) -> Iterator[Flag]:
    """Compare the mean of those activities that were rated at both visits, two at least."""
    rated = ratings_by_place(trends.series)
    places = list(rated)
    stops = {stop.number - 1: stop for stop in trends.stops}
    for start in sorted({places[-2], places[0]}, reverse=True) if len(places) > 1 else ():
        end = places[-1]
        both = rated_both_times(rated[start], rated[end])
        goals = len(both[0])
        if goals < 2:
            continue
        then, now = (sum(side.values()) for side in both)
        # Compared as sums: a mean such as 14/3 is no exact number.
        if abs(now - then) >= FLAGGED_MEAN_CHANGE * goals:
            first, last = stops[start], stops[end]
            change = (now - then) / goals
            formula = f"{now:g}/{goals} – {then:g}/{goals} = {_signed(change)}"
            yield Flag(
                "", change, FLAGGED_MEAN_CHANGE, formula,
                first.number, last.number, first.day, last.day,
            )  # fmt: skip


def _signed(change: float) -> str:
    words = f"{round(change, 2):g}"
    return f"–{words[1:]}" if words.startswith("-") else words


def find_plateaus(trends: Trends) -> tuple[Plateau, ...]:
    """Return each series of an open goal whose last three visits, without a gap, are the same.

    At the top of the scale, or where what was hoped for is reached, there is nothing to ask.
    """
    found = []
    for one in trends.series:
        counts = one.kind is SeriesKind.MEASURE or (
            one.kind is SeriesKind.PROGRESS and one.part == "patient"
        )
        if not (counts and one.open) or _is_there(one):
            continue
        same = 1
        while same < len(one.points) and _is_still(one.points[-same - 1], one.points[-same]):
            same += 1
        newest = one.points[-1].visit == trends.stops[-1].number
        if same >= STILL and newest:
            found.append(Plateau(one.key, one.points[-1].value, same))
    return tuple(found)


def _is_still(before: SeriesPoint, after: SeriesPoint) -> bool:
    return before.at + 1 == after.at and before.value == after.value


def _is_there(one: Series) -> bool:
    value = one.points[-1].value
    if one.high is not None and value >= one.high:
        return True
    if one.target is None:
        return False
    return value <= one.target if one.direction == "down" else value >= one.target


def find_together(trends: Trends) -> tuple[Together, ...]:
    """Return how taking part goes with mood and with energy, over what holds both.

    A pair is of one day in the diary, or of one goal at one review. Of a day with several entries
    it is their mean: the day counts once, and none of them is taken for the right one.
    """
    found = []
    for other in ("mood", "energy"):
        by_visit = _pairs(trends.taken_part, other)
        by_day = [
            (mean(first), mean(second))
            for day in days_of(trends.entries)
            if (both := _pairs(day, other))
            for first, second in [zip(*both, strict=True)]
        ]
        if pairs := [*by_day, *by_visit]:
            found.append(Together(other, len(by_day), len(by_visit), spearman(pairs)))
    return tuple(found)


def _pairs(told: Sequence[DiaryEntry | Rating], other: str) -> list[tuple[float, float]]:
    return [
        (one.participation, value)
        for one in told
        if one.participation is not None and (value := getattr(one, other)) is not None
    ]
