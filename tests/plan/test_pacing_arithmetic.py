from __future__ import annotations

from goalcoach.plan.ladder_rules import ladder_mode
from goalcoach.plan.outcome.pacing_arithmetic import gap, round_down, start_amount, step_ratio


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


def test_a_step_of_exactly_a_tenth_is_not_over_it() -> None:
    for amount, steady in ((3.3, 3), (11, 10), (14.08, 12.8), (0.33, 0.3), (33, 30)):
        assert step_ratio(amount, steady) == 1.1
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
