"""The diary in words: what is asked, and what an answer is."""

from __future__ import annotations

from datetime import date

import pytest

from goalcoach.plan.outcome.diary import DiaryEntry
from goalcoach.sheets.diary_form import (
    QUESTIONS,
    UnreadAnswer,
    answer_of,
    diary_lines,
    entry_words,
    make_entry,
    read_answer,
)
from goalcoach.sheets.layouts.daily_diary import how_to_fill

TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 20)


@pytest.mark.parametrize("text", ["", "today", "2026-11-22"])
def test_a_day_left_open_is_today(text: str):
    assert read_answer("date", text, TODAY) == TODAY


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23",
        "tomorrow",
        "3/11/2026",
        "2026-13-01",
        "2026-W47-5",
        "1026-01-01",
        "1926-11-20",
        "1999-12-31",
    ],
)
def test_a_day_that_cannot_be_is_not_taken(text: str):
    with pytest.raises(UnreadAnswer):
        read_answer("date", text, TODAY)


@pytest.mark.parametrize("text", ["11", "-1", "5.5", "6,5", "10.5", "five", "٣", "05"])
def test_only_whole_numbers_from_0_to_10_are_numbers(text: str):
    with pytest.raises(UnreadAnswer):
        read_answer("mood", text, TODAY)


def test_an_entry_is_said_on_one_line():
    entry = DiaryEntry(date=DAY, activity="Cut onions.", participation=5, energy=3, line="Sat down")
    assert entry_words(entry) == "20 November 2026: Cut onions. Taking part 5, energy 3. Sat down."
    assert entry_words(DiaryEntry(date=DAY)) == "20 November 2026."


def test_a_visit_shows_the_entries_or_why_there_are_none():
    assert diary_lines([DiaryEntry(date=DAY, participation=5)]) == (
        "20 November 2026: Taking part 5.",
    )
    assert diary_lines([]) == ("Nothing has been written down since last time.",)
    assert "could not be read" in diary_lines([], "Look at line 3.")[0]


def test_the_typed_diary_asks_of_taking_part_as_paper_does():
    asked = next(one for one in QUESTIONS if one.key == "participation")
    on_paper = "".join(span.text for span in how_to_fill())
    assert f"{asked.words} {asked.hint}." in on_paper
    assert asked.hint == "0 cannot, 10 as I want"
    assert "ease" not in " ".join(f"{one.words} {one.hint}" for one in QUESTIONS).split()


@pytest.mark.parametrize("text", ["20.11.2026", "20.11.", "20 Nov", "2 days ago", "last Friday"])
def test_a_day_is_read_as_in_a_visit(text: str):
    assert read_answer("date", text, TODAY) == DAY


@pytest.mark.parametrize("text", ["7", "7.0", "7,0", "7.", " 7.00 "])
def test_a_whole_number_with_a_point_is_one(text: str):
    assert read_answer("mood", text, TODAY) == 7


def test_a_number_between_two_says_why_it_is_not_taken():
    with pytest.raises(UnreadAnswer, match="lies between two"):
        read_answer("mood", "6.5", TODAY)


def test_what_was_there_is_typed_in_words_and_own_words_stay_as_they_are():
    entry = make_entry({"date": DAY, "there": "With someone, slept well, The Dog"})
    assert entry.there == ("with_someone", "slept_well", "The Dog")
    assert answer_of(entry, "there") == "with someone, slept well, The Dog"
    assert entry_words(entry) == "20 November 2026: There: with someone, slept well, The Dog."
