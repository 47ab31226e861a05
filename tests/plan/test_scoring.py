from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.plan.ladder import ladder_mode
from goalcoach.plan.outcome.scoring import gap, pace_week, round_down, start_amount, step_ratio

amounts = st.floats(0.1, 1000)


def test_the_starting_amount_is_four_fifths_of_the_mean() -> None:
    assert start_amount((12, 20, 16)) == 12.8
    assert start_amount([10]) == 8
    assert start_amount([0.1, 0.2]) == 0.12
    assert start_amount([]) is None


def test_an_amount_is_printed_rounded_down() -> None:
    assert round_down(12.8) == 12
    assert round_down(12) == 12
    assert round_down(0.99) == 0
    assert round_down(start_amount([15, 15, 15]) or 0) == 12


def test_the_weeks_grow_by_a_tenth_at_most() -> None:
    assert [round(pace_week(12.8, week), 2) for week in (0, 1, 2, 3)] == [
        *(12.8, 14.08, 15.49, 17.04),
    ]
    assert pace_week(10, 1) == 11


@given(amounts, st.integers(0, 52))
def test_no_week_is_more_than_a_tenth_over_the_one_before(amount: float, week: int) -> None:
    ratio = step_ratio(pace_week(amount, week + 1), pace_week(amount, week))
    assert ratio == pytest.approx(1.1, abs=1e-6)


def test_a_step_of_exactly_a_tenth_is_not_over_it() -> None:
    for steady in (3, 10, 12.8, 0.3, 30):
        ratio = step_ratio(pace_week(steady, 1), steady)
        assert ratio is not None
        assert ratio <= 1.1
    ratio = step_ratio(13.3, 12)
    assert ratio is not None
    assert ratio > 1.1


def test_a_step_without_a_steady_one_has_no_ratio() -> None:
    assert step_ratio(12, None) is None
    assert step_ratio(None, 12) is None
    assert step_ratio(12, 0) is None


def test_the_gap_needs_both_ratings() -> None:
    assert gap(9, 4) == 5
    assert gap(2, 8) == -6
    assert gap(None, 4) is None
    assert gap(9, None) is None


def test_the_clock_paces_only_after_an_answered_no_and_a_go() -> None:
    pems = ("yes", "no", "unsure", None)
    decisions = ("go", "adapt", "pause", "not_yet", None)
    timed = [
        (pem, decision)
        for pem in pems
        for decision in decisions
        if ladder_mode(pem, decision) == "time_based"
    ]
    assert timed == [("no", "go")]
    assert ladder_mode("unsure", "go") == "energy_limit"
