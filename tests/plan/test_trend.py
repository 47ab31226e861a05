"""Series from visits: a point for what was said, a gap for what was not."""

from __future__ import annotations

from datetime import date

from goalcoach.plan.outcome.diary import DiaryEntry
from goalcoach.plan.outcome.trend import read_trends
from goalcoach.plan.outcome.trend_series import Series, SeriesKind, Trends
from tests.plan.visits import FIRST, WEEKS, goal, progress, rated, visits


def one(trends: Trends, key: str) -> Series:
    return next(series for series in trends.series if series.key == key)


def spots(series: Series) -> list[tuple[int, float]]:
    return [(point.visit, point.value) for point in series.points]


def counted(*rows: dict[str, object], ratings: tuple[int | None, ...] = ()) -> Series:
    trees = []
    for at, row in enumerate(rows):
        rating = rated(ratings[at] if ratings else 5)
        measure = {"id": "m1", "name": "Walks", "unit": "a week", "direction": "up", **row}
        trees.append({"goals": [goal(rating=rating, measures=[measure])]})
    return one(read_trends(visits(*trees)), "m1.measure")


def test_nothing_makes_no_series():
    assert read_trends([]) == Trends((), (), (), ())


def test_each_rater_has_a_series_of_their_own():
    trends = read_trends(
        visits({"goals": [goal(rating=rated(2, 3))]}, {"goals": [goal(rating=rated(4, 3))]})
    )
    assert spots(one(trends, "g1.progress.patient")) == [(1, 2), (2, 4)]
    assert spots(one(trends, "g1.progress.clinician")) == [(1, 3), (2, 3)]


def test_a_point_knows_its_day_and_its_version():
    (series,) = read_trends(progress(2, 4)).series
    assert series.points[1].day == FIRST + WEEKS
    assert series.points[1].version == 2


def test_a_visit_without_a_rating_leaves_a_gap():
    (series,) = read_trends(progress(2, None, 4)).series
    assert [point.at for point in series.points] == [0, 2]


def test_a_rating_of_nought_is_a_point():
    (series,) = read_trends(progress(0, 0)).series
    assert series.values == (0, 0)


def test_how_it_is_since_the_first_visit_is_a_word_for_each_visit_that_asked_and_no_series():
    said = ("little_worse", None, "better")
    trends = read_trends(visits({}, *({"overall": {"change": one} if one else {}} for one in said)))
    assert [(one.visit, one.change) for one in trends.overall] == [
        (2, "little_worse"),
        (4, "better"),
    ]
    assert trends.series == ()


def test_a_visit_taken_up_again_is_one_visit():
    trends = read_trends(
        visits(
            {"goals": [goal(rating=rated(2))]},
            {"goals": [goal(rating=rated(3))], "stopped": True},
            {"goals": [goal(rating=rated(4))]},
        )
    )
    assert [(stop.number, stop.version) for stop in trends.stops] == [(1, 1), (2, 3)]
    assert spots(one(trends, "g1.progress.patient")) == [(1, 2), (2, 4)]


def test_what_was_said_before_a_visit_stopped_stays():
    trends = read_trends(
        visits({"goals": [goal(rating=rated(2))], "stopped": True}, {"goals": [goal()]})
    )
    assert spots(one(trends, "g1.progress.patient")) == [(1, 2)]


def test_a_version_that_cannot_be_read_is_a_visit_and_a_gap():
    plans = progress(2, 3, 4)
    trends = read_trends([plans[0], plans[2]])
    assert spots(trends.series[0]) == [(1, 2), (3, 4)]
    assert [point.at for point in trends.series[0].points] == [0, 2]


def test_level_words_become_numbers_from_minus_two_to_two():
    trends = read_trends(
        visits(
            {"goals": [goal(rating=rated(level="start"))]},
            {"goals": [goal(rating=rated(level="more"))]},
        )
    )
    series = one(trends, "g1.level.patient")
    assert series.values == (-2, 1)
    assert (series.low, series.high) == (-2, 2)


def test_a_measure_begins_with_its_baseline():
    assert counted({"baseline": 0}, {"baseline": 0, "now": 1}).values == (0, 1)


def test_a_measure_that_was_only_carried_is_a_gap():
    series = counted({"now": 1}, {"now": 1}, {"now": 2}, ratings=(5, None, 5))
    assert spots(series) == [(1, 1), (3, 2)]


def test_a_measure_said_again_at_a_rated_visit_is_a_point():
    assert spots(counted({"now": 1}, {"now": 1})) == [(1, 1), (2, 1)]


def test_no_amount_to_reach_is_named_outside_a_time_based_ladder():
    measure = {"id": "m1", "name": "Walks", "baseline": 0, "target": 5, "direction": "up"}
    for mode, target, direction in (
        ("time_based", 5, "up"),
        ("facing", None, ""),
        ("energy_limit", None, ""),
    ):
        (plan,) = visits({"goals": [goal(measures=[measure], ladder={"mode": mode})]})
        series = one(read_trends([plan]), "m1.measure")
        assert (series.target, series.direction) == (target, direction)


def test_how_much_is_lived_counts_only_where_it_was_asked():
    value = {"id": "v1", "words": "My aunt", "lived": 4}
    trends = read_trends(
        visits(
            {"values": [value]},
            {"values": [value], "carried": ["values"]},
            {"values": [value]},
            {"values": [{**value, "lived": 5}]},
        )
    )
    assert spots(one(trends, "v1.lived")) == [(1, 4), (3, 4), (4, 5)]


def test_ease_at_start_and_end_are_two_series():
    trends = read_trends(visits({"ease": {"start": 3, "end": 5}}, {"ease": {"start": 4}}))
    assert one(trends, "ease.start").values == (3, 4)
    assert one(trends, "ease.end").values == (5,)


def test_what_a_review_says_of_the_time_between_is_a_series_each_with_its_gaps():
    trees = [
        {"goals": [goal(rating={**rated(5), "participation": 4, "mood": 6})]},
        {"goals": [goal(rating=rated(5))]},
        {"goals": [goal(rating={**rated(5), "participation": 7, "energy": 0})]},
    ]
    trends = read_trends(visits(*trees))
    assert spots(one(trends, "g1.since_last.participation")) == [(1, 4), (3, 7)]
    assert spots(one(trends, "g1.since_last.mood")) == [(1, 6)]
    assert spots(one(trends, "g1.since_last.energy")) == [(3, 0)]


def test_a_goal_that_was_put_down_is_there_and_closed():
    ended = goal(rating=rated(2), lifecycle="cancelled")
    assert not one(read_trends(visits({"goals": [ended]})), "g1.progress.patient").open


def test_no_two_series_share_a_key():
    measure = [{"id": "m1", "baseline": 1}]
    tree = {
        "goals": [goal(rating=rated(2, 3, "more"), measures=measure), goal(2, rating=rated(1))],
        "values": [{"id": "v1", "lived": 2}],
        "ease": {"start": 1, "end": 2},
    }
    entry = DiaryEntry(date=FIRST, participation=1, mood=2, energy=3)
    trends = read_trends(visits(tree), [entry])
    keys = [series.key for series in (*trends.series, *trends.diary)]
    assert len(keys) == len(set(keys)) == 12


def test_a_day_without_an_entry_is_a_gap_and_not_nought():
    entries = [DiaryEntry(date=date(2026, 3, day), participation=day) for day in (5, 2, 3)]
    (series,) = read_trends([], entries).diary
    assert series.kind is SeriesKind.DIARY
    assert [(point.at, point.value) for point in series.points] == [(0, 2), (1, 3), (3, 5)]
