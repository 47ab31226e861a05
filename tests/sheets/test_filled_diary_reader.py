"""A filled diary sheet: read whole, or told line by line what is not clear."""

from __future__ import annotations

import codecs
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.errors import BadData
from goalcoach.plan.outcome.diary import DiaryEntry
from goalcoach.sheets.daily_scale import DAILY_SCALES
from goalcoach.sheets.diary_columns import column_names
from goalcoach.sheets.diary_form import make_entry, read_answer
from goalcoach.sheets.filled_diary_reader import UnclearDays, read_sheet
from goalcoach.sheets.layouts.daily_diary import boxes
from goalcoach.sheets.spreadsheet import write_csv
from goalcoach.store.catalogue import find_catalogue
from goalcoach.translation import speaking
from goalcoach.typed_day import DayOrder

TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 20)
HEAD = ("date", "activity", "participation", "mood", "energy", "line")


def read(text: str, order: DayOrder | None = None) -> tuple[DiaryEntry, ...]:
    return read_sheet(text.encode(), "diary.csv", TODAY, order).entries


def days(*cells: str, order: DayOrder | None = None) -> list[str]:
    text = "date,ease\n" + "".join(f"{cell},5\n" for cell in cells)
    return [str(entry.date) for entry in read(text, order)]


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


def test_a_column_says_what_was_there():
    (entry,) = read('date,What was there?\n2026-11-20,"outside, the dog"\n')
    assert entry.there == ("outside", "the dog")


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
        "date;ease\n20.11.2026;5\n",
        "date,ease\n20/11/2026,5.0\n",
        "date,ease\n11/20/2026,5.\n",
        "date;ease\n2026-11-20 00:00:00;5,0\n",
        "date\tease\n20-Nov-26\t5,00\n",
        "sep=;\ndate;ease\n2026-11-20;5\n",
        '"sep=,"\r\ndate,ease\r\n2026-11-20,5\r\n',
        "SEP=|\ndate|ease\n2026-11-20|5\n",
        "\ndate,ease\n2026-11-20,5\n",
        "My week,,,,,\n,,,,,\ndate,ease\n2026-11-20,5\n",
        "My week, all of it\n\nDATE ;TAKING  PART\n2026-11-20;5\n",
        '"My week,\nin two lines"\ndate\tease\n2026-11-20\t5\n',
        "Day,Taking part (0–10):\n2026-11-20,5\n",
        "Taking part: how easy was it?;Date:\n5;2026-11-20\n",
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
        "line 5: participation: wants a whole number from 0 to 10; this one lies between two",
        "line 6: date: lies ahead; a diary tells of days that were",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "is empty"),
        ("ease\n1\n", "line 1: date: is not among the columns"),
        ("date,sleep\n", "line 1: column 2, “sleep”, is not known"),
        ("date,ease,ease\n", "line 1: participation: stands twice"),
        ("date,ease,participation\n", "line 1: participation: stands twice"),
        ("date,ease\n2026-11-20,1,2\n", "line 2: has more cells than there are columns"),
        ("date,ease,\n2026-11-20,1,2\n", "line 2: has more cells than there are columns"),
        ("My week\n\nday one,ease\n", "line 3: column 1, “day one”, is not known"),
        ("sep=;\nx;ease\n", "line 2: column 1, “x”, is not known"),
        ("sep=;\ndate;ease\n2026-11-20;11\n", "line 3: participation: wants"),
        ("x\x1b[2J,ease\n", "line 1: column 1, “x<U+001B>[2J”, is not known"),
        (f"{'w' * 90},ease\n", f"line 1: column 1, “{'w' * 23}…”, is not known"),
        ("date,ease\n46349,1\n", "line 2: date: is a spreadsheet's count of days"),
        ("date,ease\ntoday,1\n", "line 2: date: wants a day with its year"),
        ("date,ease\nnext Thursday,1\n", "line 2: date: wants a day with its year"),
        ("date,ease\n2 days ago,1\n", "line 2: date: wants a day with its year"),
        ("date,ease\n20 November,1\n", "line 2: date: wants a day with its year"),
        ("date,ease\n1926-11-20,1\n", "line 2: date: lies too far back"),
        ('date,line\n2026-11-20,"open\n', "line 2: has a quote that does not end"),
        ('"date\n', "line 1: has a quote that does not end"),
        (f"date,line\n2026-11-20,{'x' * 200_000}\n", "line 2: has a cell that is far too long"),
        ("date,line\n" + "2026-11-20,x\n" * 10_001, "has more than 10000 lines"),
        (f"date,line\n2026-11-20,{'x' * 3000}\n", "line 2: line: wants at most 2000 characters"),
    ],
)
def test_a_sheet_that_is_not_clear_is_refused(text: str, found: str):
    assert troubles(text)[0].startswith(found)


def test_what_stands_below_the_names_is_never_repeated():
    """What a column is called may be said; what someone wrote in it is theirs."""
    assert "canary" not in "".join(troubles("date,ease,sleep\ncanary,canary,canary\n"))
    assert "canary" not in "".join(troubles("date,ease\ncanary,canary\n"))


@given(st.text(st.characters(exclude_characters="\0"), max_size=40), st.none() | st.integers(0, 10))
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


def test_one_day_that_can_be_read_in_one_way_settles_the_whole_sheet():
    assert days("03/11/2026", "13/11/2026") == ["2026-11-03", "2026-11-13"]
    assert days("11/03/2026", "11/13/2026") == ["2026-11-03", "2026-11-13"]
    assert days("03/11/2026", "04.11.2026") == ["2026-11-03", "2026-11-04"]
    assert days("11/11/2026", "2026-11-12") == ["2026-11-11", "2026-11-12"]


def test_a_day_left_blank_settles_it_too():
    assert read("date,ease\n03/11/2026,5\n13/11/2026,\n")[0].date == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("03/11/2026", "3 November 2026 or 11 March 2026"),
        ("3-11-2026", "3 November 2026 or 11 March 2026"),
        ("20.11.26", "20 November 2026 or 26 November 2020"),
    ],
)
def test_where_every_day_can_be_two_none_is_guessed(cell: str, words: str):
    with pytest.raises(UnclearDays) as caught:
        days("11/11/2026", cell) if "/" in cell else days(cell)
    (problem,) = caught.value.problems
    assert words in problem.message
    assert len(caught.value.choices) == 2


def test_a_day_that_lies_ahead_settles_nothing():
    """It may be a slip of the hand, and the other reading a day that never was."""
    with pytest.raises(UnclearDays):
        days("05/12/2026")


def test_told_the_order_every_day_is_read_in_it():
    assert days("03/11/2026", "04/11/2026", order=DayOrder.DMY) == ["2026-11-03", "2026-11-04"]
    assert days("03/11/2026", "04/11/2026", order=DayOrder.MDY) == ["2026-03-11", "2026-04-11"]
    assert days("2026-11-03", "20 Nov 2026", order=DayOrder.MDY) == ["2026-11-03", "2026-11-20"]
    assert days("20/11/26", order=DayOrder.DMY) == ["2026-11-20"]
    with pytest.raises(BadData, match="is no day with the month first"):
        days("20/11/2026", order=DayOrder.MDY)


def test_two_orders_in_one_sheet_are_told_with_both_lines():
    assert troubles("date,ease\n03/11/2026,5\n13/11/2026,5\n11/14/2026,5\n") == [
        "line 4: date: is written in another order than the day of line 3; one sheet has one order"
    ]


def test_one_cell_that_is_no_day_does_not_unsettle_the_others():
    assert troubles("date,ease\n13/11/2026,5\n31/02/2026,5\n") == [
        "line 3: date: wants a day with its year, such as 2026-11-20 or 20.11.2026"
    ]


WEEK = "date;activity;ease\r\n2026-11-20;Müde, „bäh“;5\r\n"
ENTRY = DiaryEntry(date=DAY, activity="Müde, „bäh“", participation=5)


@pytest.mark.parametrize(
    "data",
    [
        WEEK.encode(),
        WEEK.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + WEEK.replace(";", "\t").encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WEEK.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + WEEK.encode("utf-32-le"),
        WEEK.encode("utf-16-le"),
        WEEK.encode("utf-16-be"),
    ],
)
def test_a_sheet_is_read_in_the_encoding_it_was_saved_in(data: bytes):
    found = read_sheet(data, "diary.csv", TODAY)
    assert found.entries == (ENTRY,)
    assert found.notes == ()


def test_what_is_not_utf_8_is_windows_1252_and_that_is_said_with_a_word():
    found = read_sheet(WEEK.encode("cp1252"), "diary.csv", TODAY)
    assert found.entries == (ENTRY,)
    (note,) = found.notes
    assert "Windows-1252: “Müde”" in note


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"date,line\n2026-11-20,\x81\n", "line 2: is neither UTF-8 nor Windows-1252"),
        (b"date,line\n2026-11-20,a\0b\n", "line 2: holds what is no text"),
        (b"date,line\n2026-11-20,a\0b\xff\n", "line 2: holds what is no text"),
        (codecs.BOM_UTF16_LE + "date,line\n".encode("utf-16-le") + b"a", "is no UTF-16-LE text"),
        (codecs.BOM_UTF8 + b"date\n\xff", "line 2: is no UTF-8 text"),
        (b"PK\x03\x04\0\0\0\0\0\0date", "line 1: holds what is no text"),
    ],
)
def test_what_is_no_text_is_told_with_its_line(data: bytes, words: str):
    with pytest.raises(BadData, match=words):
        read_sheet(data, "diary.csv", TODAY)


def test_the_words_of_the_printed_diary_name_the_columns():
    head = f'Day,{",".join(boxes())},"What I did, and one line about the day",in full,bad day,count'
    found = read_sheet(f"{head}\n2026-11-20,5,6,0,Soup,x,,3\n".encode(), "diary.csv", TODAY)
    assert found.entries == (
        DiaryEntry(date=DAY, activity="Soup", participation=5, mood=6, energy=0),
    )
    assert found.notes == (
        "The columns “in full”, “bad day” and “count” are not kept: the diary has none.",
    )
    assert len(boxes()) == len(DAILY_SCALES)


@pytest.mark.parametrize(
    ("language", "head", "unknown"),
    [
        (
            "de",
            "Datum;Was ich getan habe;Dabei sein;Stimmung;Kraft;Notiz;Da",
            "Spalte 2, „Wetter“, ist nicht bekannt; die Spalten sind Datum, Was ich getan habe,",
        ),
        (
            "es",
            "Fecha;Lo que hice;Participar;Ánimo;Energía;Nota;Había",
            "la columna 2, «Wetter», no se conoce; las columnas son Fecha, Lo que hice,",
        ),
    ],
)
def test_columns_may_be_called_by_their_plain_words_in_the_language_that_is_spoken(
    language: str, head: str, unknown: str
):
    with speaking(find_catalogue(language)):
        assert column_names() == tuple(head.split(";"))
        found = read_sheet(f"{head}\n2026-11-20;Soup;5;6;0;Rain;\n".encode(), "d.csv", TODAY)
        assert found.entries == (
            DiaryEntry(date=DAY, activity="Soup", participation=5, mood=6, energy=0, line="Rain"),
        )
        with pytest.raises(BadData) as told:
            read_sheet(f"{head.split(';')[0]};Wetter\n2026-11-20;x\n".encode(), "d.csv", TODAY)
        assert unknown in str(told.value)


def test_a_text_may_go_over_several_lines():
    text = 'date,line,ease\n2026-11-19,"one\n\ntwo",1\n2026-11-20,"three",2\n'
    found = read_sheet(text.encode(), "diary.csv", TODAY)
    assert [entry.line for entry in found.entries] == ["one two", "three"]
    assert found.lines == (2, 5)
