"""What is worth a talk: flags at the published sizes, questions, and things that move together."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.plan.outcome.diary import DiaryEntry
from goalcoach.plan.outcome.rank_correlation import ENOUGH, ranks, spearman
from goalcoach.plan.outcome.trend import read_trends
from goalcoach.plan.outcome.trend_flag import Flag, find_flags, find_plateaus, find_together
from tests.plan.visits import goal, progress, rated, several, visits


def flags(*values: int | None) -> list[Flag]:
    return list(find_flags(read_trends(progress(*values))))


@pytest.mark.parametrize(("then", "now"), [(2, 5), (5, 2), (0, 10)])
def test_three_on_one_activity_is_flagged_in_both_directions(then: int, now: int):
    (flag,) = flags(then, now)
    assert flag.change == now - then
    assert flag.least == 3


@pytest.mark.parametrize(("then", "now"), [(2, 4), (4, 2), (5, 5)])
def test_less_than_three_is_not(then: int, now: int):
    assert not flags(then, now)


def test_a_flag_shows_its_formula_and_its_source():
    (flag,) = flags(7, 4)
    assert flag.formula == "4 – 7 = –3"
    assert "not validated in psychosomatics" in flag.source
    assert "JOSPT 2014;44:560" in flag.source


def test_a_slow_change_is_flagged_against_the_start():
    (flag,) = flags(2, 4, 5)
    assert (flag.first_visit, flag.last_visit, flag.change) == (1, 3, 3)


def test_the_clinicians_rating_is_not_flagged():
    plans = visits(
        {"goals": [goal(rating=rated(None, 2))]}, {"goals": [goal(rating=rated(None, 9))]}
    )
    assert not find_flags(read_trends(plans))


def test_two_in_the_mean_is_flagged():
    (flag,) = find_flags(read_trends(several((2, 4), (4, 6))))
    assert flag.series == ""
    assert flag.formula == "10/2 – 6/2 = 2"


def test_less_than_two_in_the_mean_is_not():
    assert not find_flags(read_trends(several((2, 4, 4), (4, 6, 5))))


def test_the_mean_is_of_goals_rated_both_times():
    assert not find_flags(read_trends(several((5, 5, None), (5, 6, 0))))
    assert not find_flags(read_trends(several((2, None), (4, 4))))


def plateaus(*values: int | None) -> list[int]:
    return [one.visits for one in find_plateaus(read_trends(progress(*values)))]


def test_three_visits_without_change_make_a_question():
    assert plateaus(2, 4, 4, 4) == [3]
    assert plateaus(4, 4, 4, 4) == [4]


@pytest.mark.parametrize("values", [(4, 4), (4, 4, 5), (4, None, 4, 4), (4, 4, 4, None)])
def test_a_change_a_gap_or_too_few_visits_do_not(values: tuple[int | None, ...]):
    assert plateaus(*values) == []


def test_at_the_top_there_is_nothing_to_ask():
    assert plateaus(10, 10, 10) == []


def test_a_goal_that_is_put_down_is_not_asked_about():
    tree = {"goals": [goal(rating=rated(4), lifecycle="on-hold")]}
    assert not find_plateaus(read_trends(visits(tree, tree, tree)))


@pytest.mark.parametrize(
    ("now", "direction", "asked"), [(1, "up", 1), (3, "up", 0), (2, "down", 0), (4, "down", 1)]
)
def test_a_measure_is_asked_about_until_it_is_where_it_was_hoped_to_be(now, direction, asked):
    measure = {"id": "m1", "now": now, "target": 3, "direction": direction}
    tree = {
        "goals": [goal(measures=[measure], rating=rated(None, 1), ladder={"mode": "time_based"})]
    }
    assert len(find_plateaus(read_trends(visits(tree, tree, tree)))) == asked


def test_equal_values_share_the_mean_of_their_ranks():
    assert ranks([10, 20, 20, 30]) == [1, 2.5, 2.5, 4]


def test_rho_of_a_worked_example():
    # Ranks 1..8 against 2 1 4 3 6 5 8 7: d = ±1 eight times, rho = 1 - 6*8/(8*63) = 19/21.
    pairs = list(zip(range(8), (2, 1, 4, 3, 6, 5, 8, 7), strict=True))
    assert spearman(pairs) == pytest.approx(19 / 21)


scores = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=8, max_size=30)


@given(scores)
def test_rho_lies_between_minus_one_and_one_and_is_the_same_both_ways(pairs):
    rho = spearman(pairs)
    back = spearman([(right, left) for left, right in pairs])
    assert (rho is None) == (back is None)
    if rho is not None:
        assert -1 <= rho <= 1
        assert rho == pytest.approx(back)


def test_what_rises_with_itself_has_rho_one_and_against_itself_minus_one():
    assert spearman([(n, n * n) for n in range(9)]) == pytest.approx(1)
    assert spearman([(n, -n) for n in range(9)]) == pytest.approx(-1)


def entries(count: int, energy: int | None = None) -> list[DiaryEntry]:
    start = date(2026, 10, 1)
    return [
        DiaryEntry(date=start + timedelta(n), participation=n % 11, mood=n % 11, energy=energy)
        for n in range(count)
    ]


def test_fewer_than_eight_pairs_say_nothing():
    (mood,) = find_together(read_trends((), entries(ENOUGH - 1)))
    assert (mood.pairs, mood.rho) == (7, None)
    (mood,) = find_together(read_trends((), entries(ENOUGH)))
    assert mood.rho == pytest.approx(1)


def test_a_side_that_never_changes_says_nothing():
    _, energy = find_together(read_trends((), entries(9, energy=5)))
    assert energy.rho is None


def test_a_review_is_a_pair_beside_the_entries_of_the_diary():
    said = {"participation": 3, "mood": 4}
    plans = visits(*({"goals": [goal(rating=said)]} for _ in range(3)))
    (mood,) = find_together(read_trends(plans, entries(5)))
    assert (mood.other, mood.days, mood.visits, mood.pairs) == ("mood", 5, 3, 8)
    assert mood.rho is not None


def test_a_visit_that_was_taken_up_again_is_one_pair():
    tree = {"goals": [goal(rating={"participation": 3, "mood": 4})]}
    (mood,) = find_together(read_trends(visits({**tree, "stopped": True}, tree)))
    assert mood.pairs == 1


def test_an_entry_with_one_of_the_two_is_no_pair():
    alone = [
        DiaryEntry(date=date(2026, 10, 1), participation=3),
        DiaryEntry(date=date(2026, 10, 2), mood=3),
    ]
    assert find_together(read_trends((), alone)) == ()


def test_a_day_with_several_entries_is_one_pair_of_their_means():
    once = entries(ENOUGH)
    (mood,) = find_together(read_trends((), [*once, *once[:3]]))
    assert mood.days == ENOUGH
    assert mood.rho == pytest.approx(1)
    day = once[0].date
    twice = [DiaryEntry(date=day, participation=n, mood=n) for n in (0, 10)]
    other = [DiaryEntry(date=day + timedelta(n), participation=n, mood=n) for n in range(1, ENOUGH)]
    (mood,) = find_together(read_trends((), [*twice, *other]))
    assert mood.days == ENOUGH
    assert mood.rho == pytest.approx(1)


def test_an_entry_that_lacks_one_side_takes_nothing_from_its_day():
    once = entries(ENOUGH)
    more = [DiaryEntry(date=once[0].date, participation=10), DiaryEntry(date=once[1].date, mood=10)]
    (mood,) = find_together(read_trends((), [*once, *more]))
    assert mood.days == ENOUGH
    assert mood.rho == pytest.approx(1)
