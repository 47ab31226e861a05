"""CSV that a spreadsheet shows and does not run."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.sheets.spreadsheet import guard, read_csv, unguard, write_csv


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1 day", "-", "--1", "@SUM(A1)", "\tx", "\rx", "-1e5", "+", "=HYPERLINK(1)", "-1.",
     "-٣", "+²"],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_gets_a_quote(text: str):
    assert guard(text) == f"'{text}"
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["", "-3", "+2.5", "12", "walk = good", "'quoted'", "a-b"])
def test_numbers_and_plain_words_stay(text: str):
    assert guard(text) == text
    assert unguard(text) == text


@given(st.lists(st.text(), min_size=2, max_size=5))
def test_no_cell_begins_like_a_formula(cells: list[str]):
    (row,) = csv.reader(StringIO(write_csv([cells]), newline=""), strict=True)
    for kept, cell in zip(row, cells, strict=True):
        assert kept == cell or not kept.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_row_is_told_by_the_line_it_begins_on():
    text = 'date;line\n2026-11-20;"one\ntwo"\n2026-11-21;x\n'
    assert [line for line, _ in read_csv(text)] == [1, 2, 4]


def test_the_separator_is_that_of_the_first_line():
    assert list(read_csv("a\tb\n1,5\t2\n")) == [(1, ["a", "b"]), (2, ["1,5", "2"])]
