"""A filled diary sheet: read whole, or told line by line what is not clear."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.errors import BadData
from goalcoach.plan.outcome.diary import DiaryEntry
from goalcoach.sheets.diary_form import (
    QUESTIONS,
    UnreadAnswer,
    diary_lines,
    entry_words,
    make_entry,
    read_answer,
    read_sheet,
)
from goalcoach.sheets.layouts.diary_week import HOW
from goalcoach.sheets.spreadsheet import write_csv

TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 20)
HEAD = ("date", "activity", "participation", "mood", "energy", "line")


def read(text: str) -> tuple[DiaryEntry, ...]:
    return read_sheet(text.encode(), "diary.csv", TODAY).entries


def troubles(text: str) -> list[str]:
    with pytest.raises(BadData) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


def test_a_filled_sheet_becomes_entries():
    text = "date,activity,ease,mood,energy,line\n2026-11-20,Cut onions,5,6,0,Sat down to it\n"
    entry = DiaryEntry(
        date=DAY, activity="Cut onions", participation=5, mood=6, energy=0, line="Sat down to it"
    )
    assert read(text) == (entry,)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffdate,ease\n2026-11-20,5\n",
        "Date;Ease\r\n2026-11-20;5\r\n",
        "ease\tdate\n5\t2026-11-20\n",
        "date,ease,\n2026-11-20,5,\n\n",
        '"day","ease"\n"2026-11-20"," 5 "\n',
        "date,participation\n2026-11-20,5\n",
        "Date,Taking part\n2026-11-20,5\n",
    ],
)
def test_what_spreadsheets_make_of_it_is_read(text: str):
    assert read(text) == (DiaryEntry(date=DAY, participation=5),)


def test_days_left_blank_are_counted_and_left_out():
    found = read_sheet(b"date,ease,line\n2026-11-19,,\n2026-11-20,5,\n,,\n", "diary.csv", TODAY)
    assert found.entries == (DiaryEntry(date=DAY, participation=5),)
    assert found.blank == 1
    assert found.lines == (3,)


def test_every_problem_is_told_with_its_line():
    text = 'date,line,ease\n2026-11-20,"two\nlines",11\nyesterday,x,1\n,x,7.5\n2027-01-01,x,1\n'
    assert troubles(text) == [
        "line 2: participation: wants a whole number from 0 to 10, or nothing",
        "line 4: date: wants a day with its year, such as 2026-11-20 or 20.11.2026",
        "line 5: date: is not there, and something is written for it",
        "line 5: participation: wants a whole number from 0 to 10, or nothing",
        "line 6: date: lies ahead; a diary tells of days that were",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "is empty"),
        ("ease\n1\n", "line 1: date: is not among the columns"),
        ("date,sleep\n", "line 1: column 2 is not known"),
        ("date,ease,ease\n", "line 1: participation: stands twice"),
        ("date,ease,participation\n", "line 1: participation: stands twice"),
        ("date,ease\n2026-11-20,1,2\n", "line 2: has more cells than there are columns"),
        ('date,line\n2026-11-20,"open\n', "line 2: has a quote that does not end"),
        ('"date\n', "line 1: has a quote that does not end"),
        ("date,line\n" + "2026-11-20,x\n" * 5000, "has more than 4000 lines"),
        (f"date,line\n2026-11-20,{'x' * 3000}\n", "line 2: line: wants at most 2000 characters"),
    ],
)
def test_a_sheet_that_is_not_clear_is_refused(text: str, found: str):
    assert troubles(text)[0].startswith(found)


def test_half_a_character_is_told_with_its_line():
    with pytest.raises(BadData, match="line 2: is not UTF-8"):
        read_sheet(b"date,line\n2026-11-20,\xff\n", "diary.csv", TODAY)


def test_a_problem_never_repeats_what_was_written():
    assert "canary" not in "".join(troubles("date,ease,canary\ncanary,canary,canary\n"))


@given(st.text(max_size=40), st.none() | st.integers(0, 10))
def test_what_a_spreadsheet_may_not_run_comes_back_as_it_was(words, score):
    answers = {"date": DAY, "line": read_answer("line", words, TODAY), "participation": score}
    entry = make_entry(answers)
    row = [entry.date, entry.activity, entry.participation, entry.mood, entry.energy, entry.line]
    found = read(write_csv([HEAD, row]))
    assert found == ((entry,) if entry.line or score is not None else ())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes):
    with suppress(BadData):
        assert read_sheet(b"date,line\n" + data, "diary.csv", TODAY).blank >= 0


@pytest.mark.parametrize("text", ["", "today", "2026-11-22"])
def test_a_day_left_open_is_today(text: str):
    assert read_answer("date", text, TODAY) == TODAY


@pytest.mark.parametrize(
    "text", ["2026-11-23", "tomorrow", "3/11/2026", "2026-13-01", "2026-W47-5", "1026-01-01"]
)
def test_a_day_that_cannot_be_is_not_taken(text: str):
    with pytest.raises(UnreadAnswer):
        read_answer("date", text, TODAY)


@pytest.mark.parametrize("text", ["11", "-1", "5.0", "five", "٣", "05"])
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
    on_paper = "".join(span.text for span in HOW)
    assert f"{asked.words} {asked.hint}." in on_paper
    assert asked.hint == "0 cannot, 10 as I want"
    assert "ease" not in " ".join(f"{one.words} {one.hint}" for one in QUESTIONS).split()


@pytest.mark.parametrize("text", ["20.11.2026", "20.11.", "20 Nov", "2 days ago", "last Friday"])
def test_a_day_is_read_as_in_a_visit(text: str):
    assert read_answer("date", text, TODAY) == DAY


def test_a_sheet_may_have_days_as_a_spreadsheet_writes_them():
    assert read("date,ease\n20.11.2026,5\n") == (DiaryEntry(date=DAY, participation=5),)
