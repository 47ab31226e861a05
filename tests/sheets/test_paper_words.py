"""Words made ready for paper: what holds together, what may break, and what stays as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.safe_text import show
from goalcoach.sheets.writers.text_runs import (
    HARD,
    LEFT_TO_RIGHT,
    MAY_BREAK,
    PLAIN,
    STRONG,
    bind_words,
    say,
    say_all,
)


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("on 18 December", "on 18_December"),
        ("14 minutes at most", "14_minutes at most"),
        ("call 01632 960 999", "call 01632_960_999"),
        ("call +44 1632 960 017", "call +44_1632_960_017"),
        ("then I sit", "then I_sit"),
        ("from 8 to 5", "from 8 to 5"),
        ("Lunch at my place, two Sundays a month", "Lunch at my place, two Sundays a_month"),
        ("Then I sit down at the table once.", "Then I_sit down at the table_once."),
    ],
)
def test_what_belongs_together_is_not_parted_at_a_line_end(typed: str, held: str):
    assert bind_words(typed) == held.replace("_", HARD)


def test_a_long_row_of_numbers_may_still_break():
    assert " " in bind_words("10 20 30 40 50 60 70 80 90 10 20 30 40")
    assert MAY_BREAK in bind_words("1" * 40)


def test_a_wish_for_a_coloured_sign_does_not_keep_the_plain_one_from_paper():
    assert say("I \u2764\ufe0f it") == [("I \u2764 it", PLAIN)]


@given(st.text())
def test_nothing_that_was_typed_is_changed_but_blanks(typed: str):
    shown = show(typed).replace("\ufe0e", "").replace("\ufe0f", "")
    said = "".join(words for words, _ in say(typed)).replace(MAY_BREAK, "")
    assert said.replace(HARD, " ") == shown.replace(HARD, " ").replace(MAY_BREAK, "")


@given(st.text(alphabet="0123456789 -+.aI"))
def test_no_run_is_too_long_for_a_line(typed: str):
    words = bind_words(typed).replace(MAY_BREAK, " ")
    assert all(len(word) < 60 for word in words.split(" "))


def test_numbers_and_latin_are_islands_in_a_line_from_right_to_left():
    runs = say("اتصل 01632 960 999 الآن", style=STRONG, mirrored=True)
    assert [how & LEFT_TO_RIGHT for _, how in runs] == [0, LEFT_TO_RIGHT, 0]
    assert all(how & STRONG for _, how in runs)


def test_only_the_last_word_of_a_paragraph_holds_to_the_one_before():
    runs = say_all((("At night I call the line of this house, or", 0), (" the desk.", 0)))
    assert runs[0][0].endswith("this house, or")
