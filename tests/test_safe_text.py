"""Text from outside: what is kept, what is shown, how wide it is."""

from __future__ import annotations

from typing import Literal
from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goalcoach import safe_text
from goalcoach.safe_text import cell_width, clean, cut, cut_at_word, join_words, show, wrap
from goalcoach.translation import Catalogue, speaking

ANY = st.text(st.characters(codec=None), max_size=60)
"""Any text at all, lone surrogates and controls included."""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two words \n", "two words"),
        ("one\r\ntwo", "one two"),
        ("one\u2028two\x85three", "one two three"),
        ("half \ud83d a pair", "half \ufffd a pair"),
        ("tab\tinside", "tab\tinside"),
        ("", ""),
    ],
)
def test_what_is_typed_on_one_line_is_kept_on_one_line(typed: str, kept: str):
    assert clean(typed) == kept


def test_line_ends_stay_where_lines_are_asked_for():
    assert clean("one\r\n\r\ntwo\rthree\n", lines=True) == "one\n\ntwo\nthree"


@given(ANY)
def test_cleaning_twice_changes_nothing_more(text: str):
    assert clean(clean(text)) == clean(text)
    assert clean(clean(text, lines=True), lines=True) == clean(text, lines=True)


@given(ANY)
def test_what_is_kept_can_be_written_to_a_file(text: str):
    clean(text, lines=True).encode("utf-8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "<U+001B>[2J"),
        ("\x9b2J", "<U+009B>2J"),
        ("\u202eabc", "<U+202E>abc"),
        ("a\u200bb", "a<U+200B>b"),
        ("\x00", "<U+0000>"),
        ("\U000e0041", "<U+E0041>"),
        ("a\tb", "a    b"),
        ("plan [/b] & <i>", "plan [/b] & <i>"),
        ("👩\u200d🌾", "👩\u200d🌾"),
        ("один 二 ثلاثة", "один 二 ثلاثة"),
    ],
)
def test_what_would_act_on_a_terminal_is_spelled_out(text: str, shown: str):
    assert show(text) == shown


@given(ANY)
def test_nothing_shown_acts_on_a_terminal(text: str):
    acting = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not [ch for ch in show(text) if ch not in "\n\u200c\u200d" and category(ch) in acting]
    assert "\n" not in show(text, lines=False)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=60))
def test_ordinary_words_are_shown_as_they_are(text: str):
    assert show(text) == text


@pytest.mark.parametrize(
    ("text", "cells"), [("abc", 3), ("長い", 4), ("e\u0301", 1), ("a\u200db", 2), ("", 0)]
)
def test_width_counts_cells_and_not_letters(text: str, cells: int):
    assert cell_width(text) == cells


@given(st.text(max_size=40), st.integers(2, 30))
@example("\n", 2)
def test_cut_text_fits(text: str, cells: int):
    kept = cut(text, cells)
    assert cell_width(kept) <= cells
    assert kept == text.removesuffix("\n") or kept.endswith("…")


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=80), st.integers(4, 30))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, cells: int):
    lines = wrap(text, cells)
    assert max(cell_width(line) for line in lines) <= cells
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_wrapping_keeps_blank_lines_and_whole_words():
    assert wrap("one two three\n\nfour", 7) == ["one two", "three", "", "four"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sail round it", "sail round it"),
        ("sail round the island", "sail round …"),
        ("sail round itself", "sail round …"),
        ("sail around it all", "sail around…"),
        ("sail round.\n", "sail round."),
        ("Donaudampfschifffahrt", "Donaudampfsc…"),
    ],
)
def test_words_are_cut_between_two_where_there_are_two(text: str, said: str):
    assert cut_at_word(text, 13) == said


@pytest.mark.parametrize(
    "number", ["01632 960 999", "+49 30 / 12 34 56", "(030) 123 456", "116 123", "555-0134 22"]
)
@pytest.mark.parametrize("end", ["", ".", ",", " or my sister", "”."])
def test_a_telephone_number_is_not_torn(number: str, end: str):
    text = f"I call the practice first: {number}{end}"
    for cells in range(len(number) + 2, len(text) + 2):
        lines = wrap(text, cells)
        assert any(number in line for line in lines), (cells, lines)
        assert " ".join(lines) == text


def test_numbers_that_are_none_are_wrapped_like_words():
    assert wrap("10 20 30 40 50 60 70 80 90 100", 10) == ["10 20 30", "40 50 60", "70 80 90", "100"]
    assert wrap("01632 960 999", 9) == ["01632 960", "999"]
    assert wrap("in 2026 9 of us", 8) == ["in 2026", "9 of us"]


def test_words_are_joined_as_they_are_spoken():
    assert join_words([]) == ""
    assert join_words(["a"]) == "a"
    assert join_words(["a", "b"]) == "a and b"
    assert join_words(("a", "b", "c"), "or") == "a, b or c"


@pytest.mark.parametrize(
    ("language", "words", "last", "said"),
    [
        ("de", ("a", "b", "c"), "and", "a, b und c"),
        ("de", ("a", "b"), "or", "a oder b"),
        ("es", ("a", "b", "c"), "and", "a, b y c"),
        ("es", ("madre", "“hijo”"), "and", "madre e “hijo”"),
        ("es", ("fern-4", "iris-2"), "and", "fern-4 e iris-2"),
        ("es", ("nieve", "hielo"), "and", "nieve y hielo"),
        ("es", ("7", "8"), "or", "7 u 8"),
        ("es", ("10", "11"), "or", "10 u 11"),
        ("es", ("1", "110"), "or", "1 o 110"),
        ("es", ("minutos", "horas"), "or", "minutos u horas"),
    ],
)
def test_a_list_ends_with_the_language_s_own_and(
    language: str, words: tuple[str, ...], last: Literal["and", "or"], said: str
):
    with speaking(Catalogue(language)):
        assert join_words(words, last) == said


@pytest.mark.parametrize("word", ["痛", "a", "e\u0301", "👩\u200d", "痛a", "\u0301"])
def test_a_long_word_is_measured_once_and_not_again_for_each_line(
    word: str, monkeypatch: pytest.MonkeyPatch
):
    """The cost grows with the length and not with its square."""
    measured = 0
    cells = safe_text._cells

    def count(ch: str) -> int:
        nonlocal measured
        measured += 1
        return cells(ch)

    monkeypatch.setattr(safe_text, "_cells", count)
    text = word * 5000
    lines = wrap(text, 60)
    assert "".join(lines) == text
    assert measured <= 4 * len(text)


def test_a_long_word_fills_each_line():
    assert wrap("痛" * 7, 5) == ["痛痛", "痛痛", "痛痛", "痛"]
    assert wrap("ab痛" * 2, 3) == ["ab", "痛a", "b痛"]
    assert wrap("e\u0301" * 3, 2) == ["e\u0301e\u0301", "e\u0301"]
