"""Words are found in what is shown, whatever their case, accents and the end of a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.safe_text import show
from goalcoach.screens.kit.text_match import SearchedRows, holds


def found(rows: list[str], wanted: str, columns: tuple[int, ...] = ()) -> list[list[str]]:
    """Return the words that each match covers, row by row."""
    matches = SearchedRows(rows, columns).find(wanted)
    return [[rows[one.row][one.start : one.end] for one in match] for match in matches]


@pytest.mark.parametrize(
    ("shown", "wanted", "covered"),
    [
        ("Cook Lunch", "lunch", "Lunch"),
        ("Zoë comes", "zoe", "Zoë"),
        ("Zoe\u0308 comes", "ZOË", "Zoe\u0308"),
        ("auf der Straße", "strasse", "Straße"),
        ("smørrebrød", "smorrebrod", "smørrebrød"),
        ("ŁÓDŹ", "lodz", "ŁÓDŹ"),
        ("مَرْحَبًا", "مرحبا", "مَرْحَبًا"),
        ("weight [kg] [/b]", "[/b]", "[/b]"),
        ("a\u00a0blank", "a blank", "a\u00a0blank"),
        ("x² + y", "x2", "x²"),
        ("ﬁne", "fine", "ﬁne"),
    ],
)
def test_case_and_accents_do_not_count_and_the_words_are_covered_whole(shown, wanted, covered):
    assert found([shown], wanted) == [[covered]]


def test_words_are_found_across_the_end_of_a_row_but_not_of_a_paragraph():
    rows = ["GOAL        Cook lunch for my", "            sister's children.", "", "NEXT  Walk"]
    assert found(rows, "my sister's") == [["my", "sister's"]]
    assert found(rows, "children. next") == []
    assert found(["我们一起做", "午饭"], "做午饭") == [["做", "午饭"]]


def test_two_columns_are_two_texts():
    rows = ["Goal   Cook on   Cook on", "       Sundays   Mondays"]
    assert found(rows, "on Sundays", (7, 17)) == [["on", "Sundays"]]
    assert found(rows, "on Mondays", (7, 17)) == [["on", "Mondays"]]
    wide = ["Ziel   做午饭    做晚饭", "       一起      一起"]
    assert found(wide, "午饭一起", (7, 17)) == [["午饭", "一起"]]


def test_the_rows_of_a_list_stand_alone_and_no_words_find_nothing():
    assert SearchedRows(["who is", "here"], joined=False).find("is here") == ()
    assert found(["anything"], "  ") == []
    assert not holds("The plan", "plans")
    assert holds("Wünsche", "WUN")


@given(st.text(max_size=30), st.integers(0, 30), st.integers(1, 30))
def test_every_part_of_any_text_is_found_where_it_stands(text, start, length):
    shown = show(text, lines=False)
    wanted = " ".join(shown[start : start + length].split())
    if holds(wanted, wanted) and SearchedRows([wanted]).find(wanted):
        rows = [" ".join(shown.split())]
        matches = SearchedRows(rows).find(wanted)
        assert matches
        assert all(0 <= piece.start < piece.end <= len(rows[0]) for m in matches for piece in m)
