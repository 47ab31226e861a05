"""The mean of a patient's own ratings: over what was rated, never over other activities."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from goalcoach.plan.model.between_visits import ScaleResult
from goalcoach.plan.outcome.activity_mean import (
    ACTIVITY_MEAN,
    activity_mean,
    earlier_result,
    edition_over,
    results_of,
)
from goalcoach.plan.outcome.trend import read_trends
from goalcoach.plan.outcome.trend_series import Series
from tests.plan.visits import goal, rated, several, visits


def means(*rows: tuple[int | None, ...]) -> dict[str, list[tuple[int, float]]]:
    """Return the points of each series of means, (visit, value), by the goals it is over."""
    found: list[Series] = [
        one for one in read_trends(several(*rows)).series if one.id == ACTIVITY_MEAN
    ]
    return {one.part: [(point.visit, point.value) for point in one.points] for one in found}


def test_it_is_of_what_was_rated_and_a_missing_rating_never_counts_as_0():
    (plan,) = several((4, None, 7))
    result = activity_mean(plan)
    assert result is not None
    assert (result.scale, result.edition, result.score) == (ACTIVITY_MEAN, "g1+g3", 5.5)
    assert (result.missing, len(result.items)) == (1, 2)
    assert (result.low, result.high, result.direction) == (0, 10, "up")


def test_of_none_or_one_there_is_no_value():
    for row in ((None, None), (5, None), (5,), ()):
        (plan,) = several(row)
        assert activity_mean(plan) is None
        assert not means(row)


def test_a_rating_of_nought_counts():
    (plan,) = several((0, 6))
    result = activity_mean(plan)
    assert result is not None
    assert result.score == 3


def test_the_clinicians_ratings_do_not_count():
    (plan,) = visits({"goals": [goal(1, rating=rated(None, 4)), goal(2, rating=rated(3, 9))]})
    assert activity_mean(plan) is None


def test_a_goal_on_the_list_or_given_up_is_not_missing():
    goals = [goal(1, rating=rated(4)), goal(2, rating=rated(5))]
    others = [goal(3, lifecycle="planned"), goal(4, lifecycle="cancelled"), goal(5)]
    (plan,) = visits({"goals": [*goals, *others]})
    result = activity_mean(plan)
    assert result is not None
    assert result.missing == 1


def test_two_visits_are_compared_over_what_was_rated_at_both():
    before, plan = several((2, 4, None), (4, 6, 10))
    result = activity_mean(plan)
    assert result is not None
    pair = earlier_result(result, plan, before)
    assert pair is not None
    now, then = pair
    assert (now.edition, now.score) == ("g1+g2", 5)
    assert (then.edition, then.score) == ("g1+g2", 3)


def test_visits_that_share_fewer_than_two_activities_are_not_compared():
    before, plan = several((2, 4, None, None), (None, 4, 9, 9))
    result = activity_mean(plan)
    assert result is not None
    assert earlier_result(result, plan, before) is None


def test_a_series_is_over_the_same_goals_at_each_of_its_points():
    assert means((2, 4, None), (4, 6, 8), (5, 7, None)) == {
        "g1+g2": [(1, 3), (2, 5), (3, 6)],
        "g1+g2+g3": [(2, 6)],
    }


def test_a_series_does_not_depend_on_the_order_of_goals():
    assert edition_over(["g10", "g2"]) == edition_over(["g2", "g10"]) == "g2+g10"


def test_two_sittings_of_one_visit_make_one_point_of_both():
    first = {"stopped": True, "goals": [goal(1, rating=rated(2)), goal(2)]}
    second = {"goals": [goal(1), goal(2, rating=rated(6))]}
    found = [one for one in read_trends(visits(first, second)).series if one.id == ACTIVITY_MEAN]
    assert [one.values for one in found] == [(4,)]


def test_a_record_that_says_it_is_ours_is_not_believed():
    (plan,) = several((2, 4))
    forged = ScaleResult(scale=ACTIVITY_MEAN, edition="g1+g2", score=10)
    found = list(results_of(replace(plan, scales=(forged,))))
    assert [one.score for one in found] == [3]
    series = read_trends([replace(plan, scales=(forged,))]).series
    assert [one.values for one in series if one.id == ACTIVITY_MEAN] == [(3,)]


@given(st.lists(st.tuples(*[st.none() | st.integers(0, 10)] * 4), min_size=1, max_size=5))
def test_each_point_is_the_mean_of_its_own_goals(rows: list[tuple[int | None, ...]]) -> None:
    for part, points in means(*rows).items():
        goals = [int(one[1:]) - 1 for one in part.split("+")]
        assert len(goals) > 1
        for visit, value in points:
            values = [rows[visit - 1][at] for at in goals]
            assert None not in values
            assert abs(value - sum(one or 0 for one in values) / len(values)) < 1e-6
