"""The goal attainment score against its published value and its laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.plan.outcome.attainment_score import attain, level_number, score
from tests.plan.visits import goal, visits

levels = st.integers(-2, 2)
weights = st.floats(0.01, 100)
rows = st.lists(st.tuples(levels, weights), min_size=1, max_size=8)


def equal(*values: int | None) -> float | None:
    return score([(value, 1) for value in values])


def test_the_published_example_gives_55():
    assert score(list(zip((-2, 0, -1, 2, 0, 1), (3, 5, 1, 4, 2, 6), strict=True))) == 55


@pytest.mark.parametrize(
    ("goals", "low", "high"),
    [
        (1, 40.0, 70.0),
        (2, 37.6, 74.81),
        (3, 36.31, 77.39),
        (4, 35.49, 79.02),
        (5, 34.92, 80.15),
        (6, 34.51, 80.98),
    ],
)
def test_the_table_of_all_partly_and_all_much_more(goals: int, low: float, high: float):
    assert equal(*[-1] * goals) == pytest.approx(low, abs=0.005)
    assert equal(*[2] * goals) == pytest.approx(high, abs=0.005)


@given(st.lists(weights, min_size=1, max_size=8))
def test_everything_as_planned_is_50_whatever_the_weights(given_weights: list[float]):
    assert score([(0, weight) for weight in given_weights]) == 50


@given(rows)
def test_turning_every_level_round_mirrors_the_score(given_rows: list[tuple[int, float]]):
    turned = score([(-x, weight) for x, weight in given_rows])
    assert turned == pytest.approx(100 - (score(given_rows) or 0))


@given(rows, st.floats(0.001, 1000))
def test_scaling_all_weights_changes_nothing(given_rows: list[tuple[int, float]], by: float):
    assert score([(x, weight * by) for x, weight in given_rows]) == pytest.approx(score(given_rows))


@given(levels, weights)
def test_one_goal_is_50_and_ten_a_level(level: int, weight: float):
    assert score([(level, weight)]) == pytest.approx(50 + 10 * level)


def test_an_unrated_goal_is_left_out():
    assert equal(1, None, -1) == equal(1, -1)
    assert score([(2, 1), (None, 1000)]) == 70


def test_without_a_rated_goal_there_is_no_score_rather_than_50():
    assert score([]) is None
    assert equal(None, None) is None


def test_weights_of_nothing_count_as_one_each():
    assert score([(1, 0), (2, 0)]) == equal(1, 2)


def test_a_weight_below_nothing_is_refused():
    with pytest.raises(ValueError, match="0 or more"):
        score([(1, -1)])


def test_harder_than_at_the_start_counts_as_minus_two():
    words = ("much_more", "more", "as_planned", "partly", "start", "harder")
    assert [level_number(word) for word in words] == [2, 1, 0, -1, -2, -2]
    assert level_number(None) is None


def test_each_rater_has_a_score_of_their_own():
    levels = {"patient": "more", "clinician": "partly"}
    (plan,) = visits({"goals": [goal(rating={"level": levels}), goal(2)]})
    patient, clinician = attain(plan, "patient"), attain(plan, "clinician")
    assert patient is not None
    assert clinician is not None
    assert (patient.score, patient.goals, clinician.score) == (60, 1, 40)


def test_a_visit_without_level_words_has_no_score():
    (plan,) = visits({"goals": [goal()]})
    assert attain(plan, "patient") is None
