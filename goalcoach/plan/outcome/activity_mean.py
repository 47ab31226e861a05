"""Our own scale: the mean of what the patient rated how they can do, 0 cannot – 10 as I want it.

It asks nothing more. mean = the sum of the patient's ratings of a visit / how many were rated. An
activity that was not rated is left out and never counts as 0; of a single one there is no mean, its
own rating says it. Source of the idea: the patient-specific functional scale, total score = sum of
the activity scores / number of activities (Stratford and others, Physiother Can 1995;47:258).

Each person has activities of their own, so a mean over some of them and a mean over others are two
scales: `edition` names the goals that it is over, and only means over the same goals are compared.
It is worked out anew from the ratings each time; a plan does not hold it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from goalcoach.plan.goal_lifecycle import goes_on
from goalcoach.plan.model.between_visits import ScaleItem, ScaleResult
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.scale_score import ScaleRule, score_scale
from goalcoach.translation import tr_noop

ACTIVITY_MEAN = "activity_mean"
"""Its code, which no scale of a site may have."""
MEAN_TITLE = tr_noop("Mean of the own ratings")
MEAN_FORMULA = tr_noop(
    "Mean of the own ratings = their sum / how many activities were rated, two at least; what was "
    "not rated is left out, and means over different activities are not compared"
)
MEAN_SOURCE = tr_noop("the idea is that of the PSFS, Physiother Can 1995;47:258, in our own words")
FLAGGED_MEAN_CHANGE = 2
"""A change of so much in the mean of several activities is flagged."""
FLAG_SOURCE = tr_noop("PSFS, MDC90, JOSPT 2014;44:560; not validated in psychosomatics")
_FEWEST = 2
_RULE = ScaleRule("mean", 0)
Rated = Mapping[str, float]
"""What was rated at one visit, by the id of the goal."""


class RatedAt(NamedTuple):
    """A rating, and the day of the sitting that it was given at."""

    value: float
    day: date


def rated_activities(plan: Plan) -> Rated:
    """Return what the patient rated at a plan's own visit; a goal that was not is left out."""
    return {
        goal.id: goal.rating.progress.patient
        for goal in plan.goals
        if goal.rating.progress.patient is not None
    }


def edition_over(goals: Iterable[str]) -> str:
    """Return the edition of a mean over these goals, whatever their order: "g1+g2"."""
    return "+".join(sorted(goals, key=lambda goal: (len(goal), goal)))


def mean_rating(rated: Rated) -> float | None:
    """Return the mean of what was rated, 0 to 10; None for fewer than two."""
    return score_scale(_RULE, tuple(rated.values())) if len(rated) >= _FEWEST else None


def rated_both_times(then: Rated, now: Rated) -> tuple[Rated, Rated]:
    """Return what was rated at both of two visits, as it was and as it is."""
    both = [goal for goal in now if goal in then]
    return {goal: then[goal] for goal in both}, {goal: now[goal] for goal in both}


def _result(rated: Rated, missing: int = 0) -> ScaleResult | None:
    score = mean_rating(rated)
    if score is None:
        return None
    return ScaleResult(
        scale=ACTIVITY_MEAN,
        edition=edition_over(rated),
        title=MEAN_TITLE,
        score=score,
        missing=missing,
        low=0,
        high=10,
        direction="up",
        retest_change=FLAGGED_MEAN_CHANGE,
        retest_source=FLAG_SOURCE,
        items=tuple(ScaleItem(item=goal, score=one) for goal, one in rated.items()),
    )


def activity_mean(plan: Plan, sittings: Sequence[Plan] = ()) -> ScaleResult | None:
    """Return the mean of a plan's own visit; `missing` counts goals that go on and were not rated.

    With the earlier `sittings` of that visit it is over what was rated at any of them, an activity
    by what it was rated last. None where fewer than two activities were rated.
    """
    before, rated = rated_at_sittings(plan, sittings), rated_activities(plan)
    rated = {
        goal.id: rated[goal.id] if goal.id in rated else before[goal.id].value
        for goal in plan.goals
        if goal.id in rated or goal.id in before
    }
    return _result(rated, sum(goes_on(goal) and goal.id not in rated for goal in plan.goals))


def rated_at_sittings(plan: Plan, sittings: Sequence[Plan]) -> dict[str, RatedAt]:
    """Return what was rated at earlier sittings of a plan's visit, oldest first, and not since."""
    found = {
        goal: RatedAt(value, sitting.visit.date)
        for sitting in sittings
        for goal, value in rated_activities(sitting).items()
    }
    own = rated_activities(plan)
    return {goal.id: found[goal.id] for goal in plan.goals if goal.id in found.keys() - own.keys()}


def results_of(plan: Plan, sittings: Sequence[Plan] = ()) -> Iterator[ScaleResult]:
    """Yield every scale of a plan's own visit: the mean of ours, then those of the site."""
    own = activity_mean(plan, sittings)
    if own is not None:
        yield own
    # A record that says it is ours was written by hand: the ratings alone say the mean.
    yield from (one for one in plan.scales if one.scale != ACTIVITY_MEAN)


def earlier_result(
    one: ScaleResult, plan: Plan, before: Plan
) -> tuple[ScaleResult, ScaleResult] | None:
    """Return a result of `plan` and the one of `before` that it may be compared with.

    Of ours both are over the activities that were rated at both visits. A site's scale is itself
    only in the same edition, language and digest. None where nothing may be compared.
    """
    if one.scale == ACTIVITY_MEAN:
        then, now = map(_result, rated_both_times(rated_activities(before), rated_activities(plan)))
        return (now, then) if now and then else None
    return next(((one, old) for old in before.scales if scale_key(one) == scale_key(old)), None)


def scale_key(one: ScaleResult) -> tuple[str | None, ...]:
    """Return what two results have alike if they are of one scale and may be compared."""
    return one.scale, one.edition, one.language, one.digest
