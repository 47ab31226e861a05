"""Reads the series of one patient out of the versions of the plan and the entries of the diary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import count
from math import ceil, floor

from goalcoach.plan.goal_lifecycle import is_open
from goalcoach.plan.ladder_rules import may_say_amounts
from goalcoach.plan.model.goal import Goal, Measure, Rating
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.story import LifeValue
from goalcoach.plan.next_version import LIVED
from goalcoach.plan.off_paper import write_place
from goalcoach.plan.outcome.activity_mean import (
    ACTIVITY_MEAN,
    FLAG_SOURCE,
    FLAGGED_MEAN_CHANGE,
    MEAN_TITLE,
    edition_over,
    mean_rating,
    scale_key,
)
from goalcoach.plan.outcome.attainment_score import RATERS, Rater, level_number, level_of
from goalcoach.plan.outcome.diary import SCALES, DiaryEntry, in_order
from goalcoach.plan.outcome.trend_series import (
    OverallPoint,
    Series,
    SeriesKind,
    SeriesPoint,
    Trends,
    TrendVisit,
    ratings_by_place,
)


def read_trends(plans: Sequence[Plan], entries: Sequence[DiaryEntry] = ()) -> Trends:
    """Return the series of one patient's versions, oldest first, and of the diary."""
    if not plans:
        return Trends((), (), _diary(in_order(entries)), in_order(entries))
    stops = tuple(_stops(plans))
    found = tuple(one for one in _Reader(plans, stops).all() if one.points)
    visits = {stop.number: stop for stop in stops}
    by_day = in_order(entries)
    goals = {goal.id: goal.statement or "" for goal in plans[-1].goals}
    told = tuple(_taken_part(plans, stops))
    whole = tuple(_overall(plans, stops))
    return Trends(tuple(visits.values()), found, _diary(by_day), by_day, goals, told, whole)


def _overall(plans: Sequence[Plan], stops: Sequence[TrendVisit]) -> Iterator[OverallPoint]:
    """Yield what was said all in all; of a visit taken up again, the last word."""
    found = {
        stop.number: OverallPoint(stop.number, stop.version, stop.day, plan.overall.change)
        for plan, stop in zip(plans, stops, strict=True)
        if plan.overall.change
    }
    yield from found.values()


def _taken_part(plans: Sequence[Plan], stops: Sequence[TrendVisit]) -> Iterator[Rating]:
    """Yield the ratings that say how easy taking part was; of a visit taken up again, the last."""
    found = {}
    for plan, stop in zip(plans, stops, strict=True):
        for goal in plan.goals:
            if goal.rating.participation is not None:
                found[stop.number, goal.id] = goal.rating
    yield from found.values()


def _stops(plans: Sequence[Plan]) -> Iterator[TrendVisit]:
    number, expected = 1, plans[0].version
    for plan in plans:
        # A version that could not be read stands for a visit whose answers are not known.
        number += plan.version - expected
        expected = plan.version + 1
        done = plan.visit.status == "done"
        yield TrendVisit(number, plan.version, plan.visit.date, done)
        number += done


def earlier_sittings(plan: Plan, back: Iterable[Plan]) -> tuple[Plan, ...]:
    """Return the versions that are of the same visit as `plan`, oldest first.

    `back` are the versions before it, the newest first; no more of them are taken than are needed.
    """
    found = [plan]
    for one in back:
        if one.is_done or one.version != found[-1].version - 1:
            break
        found.append(one)
    return tuple(reversed(found[1:]))


class _Reader:
    """Walks the versions once for each series."""

    def __init__(self, plans: Sequence[Plan], stops: Sequence[TrendVisit]) -> None:
        self._plans = plans
        self._stops = stops
        self._goals = [{goal.id: goal for goal in plan.goals} for plan in plans]

    def all(self) -> Iterator[Series]:
        newest = self._plans[-1]
        of_goals = [one for goal in newest.goals for one in self._of_goal(goal)]
        yield from of_goals
        for value in newest.values:
            yield self._lived(value)
        for part in ("start", "end"):
            points = self._points(partial(self._ease, part))
            yield Series(SeriesKind.EASE, "", part, "", part, points)
        yield from self._means(of_goals)
        yield from self._scales()

    def _means(self, of_goals: Sequence[Series]) -> Iterator[Series]:
        """Yield the mean of the patient's ratings over each set of goals rated at one visit.

        It has a point at each visit that rated all of them, so it is over the same goals all along.
        """
        rated, stops = ratings_by_place(of_goals), {stop.number - 1: stop for stop in self._stops}
        still_open = {one.id for one in of_goals if one.open}
        for goals in dict.fromkeys(tuple(one) for one in rated.values()):
            found = [
                SeriesPoint(at, stops[at].day, value, stops[at].number, stops[at].version)
                for at, one in rated.items()
                if one.keys() >= set(goals)
                and (value := mean_rating({goal: one[goal] for goal in goals})) is not None
            ]
            yield Series(
                SeriesKind.SCALE,
                ACTIVITY_MEAN,
                edition_over(goals),
                "",
                MEAN_TITLE,
                tuple(found),
                open=still_open.issuperset(goals),
                retest_change=FLAGGED_MEAN_CHANGE,
                retest_source=FLAG_SOURCE,
            )

    def _scales(self) -> Iterator[Series]:
        """Yield a series for each scale; two editions, languages or forms never share points."""
        newest = {
            scale_key(one): one
            for plan in self._plans
            for one in plan.scales
            if one.scale != ACTIVITY_MEAN
        }
        taken: set[tuple[str, str]] = set()
        for key, one in newest.items():
            edition = "-".join(word for word in (one.edition, one.language) if word)
            # The same edition in another form: its items, options or rule were changed.
            named = (edition if at == 1 else f"{edition}~{at}" for at in count(1))
            part = next(name for name in named if (one.scale, name) not in taken)
            taken.add((one.scale, part))
            yield Series(
                SeriesKind.SCALE,
                one.scale,
                part,
                "",
                one.title or one.scale,
                self._points(partial(self._scored, key)),
                low=None if one.low is None else floor(one.low),
                high=None if one.high is None else ceil(one.high),
                direction=one.direction or "",
                retest_change=one.retest_change,
                retest_source=one.retest_source or "",
            )

    def _scored(self, key: tuple[str | None, ...], at: int) -> float | None:
        for one in self._plans[at].scales:
            if scale_key(one) == key:
                return one.score
        return None

    def _points(self, value_at: Callable[[int], float | None]) -> tuple[SeriesPoint, ...]:
        found = {}
        for at, stop in enumerate(self._stops):
            value = value_at(at)
            if value is not None:
                number = stop.number
                found[number] = SeriesPoint(number - 1, stop.day, value, number, stop.version)
        return tuple(found.values())

    def _of_goal(self, goal: Goal) -> Iterator[Series]:
        goal_open = is_open(goal)
        name = goal.statement or ""
        for rater in RATERS:
            points = self._points(partial(self._progress, goal.id, rater))
            yield Series(SeriesKind.PROGRESS, goal.id, rater, goal.id, name, points, open=goal_open)
        for rater in RATERS:
            points = self._points(partial(self._level, goal.id, rater))
            yield Series(
                SeriesKind.LEVEL, goal.id, rater, goal.id, name, points, -2, 2, open=goal_open
            )
        # An amount to reach is a demand.
        may_name = may_say_amounts(goal)
        for measure in goal.measures:
            yield Series(
                SeriesKind.MEASURE,
                measure.id,
                "",
                goal.id,
                measure.name or "",
                self._points(partial(self._counted, goal.id, measure.id)),
                low=None,
                high=None,
                unit=measure.unit or "",
                direction=(measure.direction or "") if may_name else "",
                target=measure.target if may_name else None,
                open=goal_open and measure.ended is None,
            )
        for part in SCALES:
            points = self._points(partial(self._since_last, goal.id, part))
            yield Series(
                SeriesKind.SINCE_LAST, goal.id, part, goal.id, name, points, open=goal_open
            )

    def _ease(self, part: str, at: int) -> float | None:
        ease = self._plans[at].ease
        return ease.start if part == "start" else ease.end

    def _progress(self, goal_id: str, rater: Rater, at: int) -> float | None:
        goal = self._goals[at].get(goal_id)
        if goal is None:
            return None
        progress = goal.rating.progress
        return progress.patient if rater == "patient" else progress.clinician

    def _level(self, goal_id: str, rater: Rater, at: int) -> float | None:
        goal = self._goals[at].get(goal_id)
        return None if goal is None else level_number(level_of(goal, rater))

    def _since_last(self, goal_id: str, part: str, at: int) -> float | None:
        goal = self._goals[at].get(goal_id)
        return None if goal is None else getattr(goal.rating, part)

    def _counted(self, goal_id: str, row: str, at: int) -> float | None:
        """Return a measure's value if it was said at that visit.

        A measure stands until it is changed, so the same value is said again only where the goal
        was rated at that visit; else it was merely carried, and a carried value is a gap.
        """
        goal = self._goals[at].get(goal_id)
        measure = _row(goal, row)
        if goal is None or measure is None:
            return None
        value = measure.now if measure.now is not None else measure.baseline
        before = _row(self._goals[at - 1].get(goal_id), row) if at else None
        if before is None:
            return value
        changed = measure.now is not None and measure.now != before.now
        said_again = measure.now is not None and _is_rated(goal)
        return value if changed or said_again else None

    def _lived(self, value: LifeValue) -> Series:
        name = value.words or value.area or ""
        points = self._points(partial(self._said_lived, value.id))
        value_open = value.ended is None and value.place != "put_down"
        return Series(SeriesKind.LIVED, value.id, "", "", name, points, open=value_open)

    def _said_lived(self, row: str, at: int) -> float | None:
        plan = self._plans[at]
        now = _find(plan.values, row)
        before = _find(self._plans[at - 1].values, row) if at else None
        if now is None or now.lived is None:
            return None
        left = {"values", write_place(LIVED, (row,))}.intersection(plan.carried)
        said = before is None or now.lived != before.lived or not left
        return now.lived if said else None


def _row(goal: Goal | None, row: str) -> Measure | None:
    return None if goal is None else next((one for one in goal.measures if one.id == row), None)


def _find(values: Sequence[LifeValue], row: str) -> LifeValue | None:
    return next((one for one in values if one.id == row), None)


def _is_rated(goal: Goal) -> bool:
    return any(
        given is not None
        for rater in RATERS
        for given in (getattr(goal.rating.progress, rater), level_of(goal, rater))
    )


def _diary(entries: Sequence[DiaryEntry]) -> tuple[Series, ...]:
    """Return the three numbers by day; a place is a day, so a day not written is a gap."""
    found = []
    for part in SCALES:
        points = tuple(
            SeriesPoint((entry.date - entries[0].date).days, entry.date, value)
            for entry in entries
            if (value := getattr(entry, part)) is not None
        )
        if points:
            found.append(Series(SeriesKind.DIARY, "", part, "", part, points))
    return tuple(found)
