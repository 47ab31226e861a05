"""Days side by side: counts that add up in any order, each day once, nothing kept off paper."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from goalcoach.plan.file.codec import from_tree, to_tree
from goalcoach.plan.model.field_types import ThereWord
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.diary import DiaryEntry, correcting
from goalcoach.plan.outcome.good_day_counts import (
    GROUPS,
    LEAST_DAYS,
    OWN,
    Patterns,
    read_patterns,
    split_own,
)
from tests.plan.visits import visits

MONDAY = date(2026, 3, 2)
WORDS = ("alone", "with_someone", "home", "slept_well", "own", "the dog", "The Dog", "sun")


def told(good: int = 0, other: int = 0, *there: str, **more: Any) -> dict[str, Any]:
    """Return a visit at which so many good days and hard spells were told, all with these ticks."""
    win = {"day": "a day", "there": list(there or ("home",)), **more}
    spell = {"before": "a spell", "there": list(there or ("home",)), **more}
    return {"wins": [win] * good, "setbacks": [spell] * other}


def written(*days: tuple[int | None, tuple[str, ...]]) -> list[DiaryEntry]:
    """Return one entry a day, with a number for taking part and what was there."""
    return [
        DiaryEntry(date=MONDAY + timedelta(days=at), participation=number, there=there)
        for at, (number, there) in enumerate(days)
    ]


def count(found: Patterns, word: str) -> tuple[int, int]:
    return next(((one.good, one.other) for one in found.words if one.word == word), (0, 0))


entries = st.lists(
    st.builds(
        DiaryEntry,
        date=st.integers(0, 12).map(lambda day: MONDAY + timedelta(days=day)),
        participation=st.none() | st.integers(0, 10),
        there=st.lists(st.sampled_from(WORDS), max_size=4).map(tuple),
    ),
    max_size=20,
)
ids = [word for word in get_args(ThereWord) if word != OWN]
trees = st.lists(
    st.builds(
        told,
        st.integers(0, 3),
        st.integers(0, 3),
        st.sampled_from(ids),
        st.sampled_from(ids),
        there_own=st.sampled_from(["sun, the dog", "Sun"]),
    ),
    max_size=4,
)


@given(trees, entries)
def test_no_count_is_more_than_the_days_it_is_taken_of(told, diary):
    found = read_patterns(visits(*told), diary)
    assert all(0 <= one.good <= found.good.all for one in found.words)
    assert all(0 <= one.other <= found.other.all for one in found.words)
    assert all(one.good + one.other for one in found.words)
    assert found.days + found.untold + found.unsorted <= 6 * len(told) + len(diary)
    assert bool(found.words) is (found.days >= LEAST_DAYS)


@given(trees, entries, st.randoms())
def test_the_order_of_versions_and_entries_changes_nothing(told, diary, chance):
    plans = visits(*told)
    mixed_plans, mixed_diary = list(plans), list(diary)
    chance.shuffle(mixed_plans)
    chance.shuffle(mixed_diary)
    assert read_patterns(mixed_plans, mixed_diary) == read_patterns(plans, diary)


def test_good_days_stand_beside_other_days_by_what_was_ticked():
    found = read_patterns(visits(told(3, 1, "with_someone"), told(1, 4, "alone", "home")), [])
    assert (found.good.all, found.other.all) == (4, 5)
    assert count(found, "with_someone") == (3, 1)
    assert count(found, "alone") == count(found, "home") == (1, 4)
    assert [one.word for one in found.words] == ["alone", "with_someone", "home"]
    assert found.most is not None
    assert found.most.word == "with_someone"


def test_below_eight_days_nothing_is_laid_side_by_side():
    assert read_patterns(visits(told(4, 3)), []).words == ()
    assert read_patterns(visits(told(4, 4)), []).words != ()


def test_a_diary_day_is_good_from_the_middle_number_on():
    days = [(number, ("home",)) for number in (1, 3, 3, 5, 6, 8, 9, 9, 10)]
    found = read_patterns([], written(*days, (None, ("home",)), (2, ())))
    assert (found.middle, found.middle_of) == (5.5, 10)
    assert (found.good.diary, found.other.diary) == (5, 4)
    assert (found.unsorted, found.untold) == (1, 1)


def test_a_day_with_several_entries_is_one_day_with_what_each_of_them_says():
    day = MONDAY + timedelta(days=30)
    two = [
        DiaryEntry(date=day, participation=2, there=("home",)),
        DiaryEntry(date=day, participation=8, there=("evening",)),
    ]
    found = read_patterns([], [*written(*[(5, ("home",))] * 8), *two])
    assert found.good.all == 9
    assert count(found, "home") == (9, 0)
    assert count(found, "evening") == (1, 0)


def test_a_corrected_entry_counts_once_as_it_was_corrected():
    known = written(*[(5, ("home",))] * 8)
    known.append(
        correcting(DiaryEntry(date=MONDAY, participation=5, there=("outside",)), known[:1])
    )
    found = read_patterns([], known)
    assert found.days == 8
    assert (count(found, "home"), count(found, "outside")) == ((7, 0), (1, 0))


def stopped(plans: list[Plan], reason: str) -> list[Plan]:
    """Return the plans, the visit of the last but one stopped for that reason."""
    tree: Any = to_tree(plans[-2])
    tree["visit"] |= {"status": "incomplete", "reason": reason}
    return [*plans[:-2], from_tree(tree), plans[-1]]


def test_a_visit_that_went_on_counts_once_and_one_that_only_stopped_for_itself():
    plans = visits({}, told(4, 1), told(5, 3))
    assert read_patterns(stopped(plans, "continues")[::-1], []).days == 8
    assert read_patterns(stopped(plans, "stopped"), []).days == 13
    assert read_patterns(stopped(visits(told(4, 1), told(5, 3)), "stopped"), []).days == 13


def test_a_day_with_nothing_ticked_counts_nowhere_and_is_said():
    plans = visits({"wins": [{"day": "x"}], "setbacks": [{"before": "y", "there": ["own"]}]})
    found = read_patterns([*plans], written(*[(5, ("home",))] * 8))
    assert (found.days, found.untold) == (8, 2)


def test_what_is_kept_off_paper_is_neither_counted_nor_named():
    earlier = told(4, 0, "home", there_own="the secret")
    marked = {**told(0, 4, "outside", there_own="the dog"), "off_paper": ["wins"]}
    found = read_patterns(visits(earlier, marked)[::-1], written(*[(5, ("home",))] * 4))
    assert found.kept_off
    assert (found.good.visits, found.other.visits) == (0, 4)
    assert {one.word for one in found.words} == {"home", "outside", "the dog"}


def test_own_words_are_parted_by_commas_and_counted_whatever_their_case():
    assert split_own(" the dog,  The DOG; sun ,, ") == ("the dog", "sun")
    plans = visits(told(4, 0, there_own="Sun, the dog"), told(0, 4, there_own="sun"))
    found = read_patterns(plans, [])
    own = [(one.word, one.good, one.other) for one in found.words if one.group == OWN]
    assert own == [("Sun", 4, 4), ("the dog", 4, 0)]


def test_every_word_that_can_be_ticked_has_a_group():
    assert [word for words in GROUPS.values() for word in words] + [OWN] == list(
        get_args(ThereWord)
    )
