"""The reading grade, against values that others computed and against a dictionary."""

from __future__ import annotations

import pytest

from goalcoach.dialogue.linter.reading_grade import (
    reading_grade,
    sentences_in,
    syllables,
    words_in,
)
from tests.prompts import pack
from tests.prompts.reading import count_syllables, grade


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1), ("hoped", 1), ("wanted", 2), ("table", 2), ("little", 2), ("people", 2),
        ("important", 3), ("question", 2), ("idea", 3), ("usual", 3), ("safety", 2),
        ("yourself", 2), ("boxes", 2), ("makes", 1), ("being", 2), ("quiet", 2), ("medicine", 3),
        ("activity", 4), ("interpretation", 5), ("rhythm", 2), ("didn't", 2), ("don't", 1),
        ("they're", 1), ("x", 1),
    ],
)  # fmt: skip
def test_the_syllables_of_a_word(word: str, count: int):
    assert syllables(word) == count


def test_the_grade_of_a_text_counted_by_hand():
    text = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
    assert len(words_in(text)) == 13
    assert sum(map(syllables, words_in(text))) == 26
    assert reading_grade(text) == pytest.approx(0.39 * 13 + 11.8 * 26 / 13 - 15.59)
    assert reading_grade("The cat sat on the mat.") == pytest.approx(-1.45, abs=0.01)
    assert reading_grade("12 + 3") == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Day-to-day: 10 of 12, a/b.", ["Day", "to", "day", "of", "a", "b"]),
        ("It's the days' 'end', rock'n'roll", ["It's", "the", "days", "end", "rock'n", "roll"]),
        ("It’s naïve", ["It’s", "na", "ve"]),
        ("12 + 3", []),
    ],
)
def test_a_word_is_of_letters_with_an_apostrophe_inside(text: str, words: list[str]):
    assert words_in(text) == words


def test_a_stop_ends_a_sentence_where_a_word_ends_and_alone_it_is_none():
    assert sentences_in("Is it 3.5?! Or e.g.x... No. ... 12.\n\nYes!") == [
        "Is it 3.5",
        " Or e.g.x",
        " No",
        "Yes",
    ]


def test_a_line_of_a_card_is_a_sentence_and_a_colon_ends_none():
    assert sentences_in("My goal\nA real place. A day: Sunday.") == [
        "My goal",
        "A real place",
        " A day: Sunday",
    ]


def test_nearly_every_word_of_the_core_script_has_the_syllables_of_a_dictionary():
    words = {word.lower() for one in pack.strings() for word in words_in(one.text)}
    off = [word for word in words if syllables(word) != count_syllables(word)]
    assert len(words) > 900
    assert len(off) < 0.03 * len(words)
    assert all(abs(syllables(word) - count_syllables(word)) == 1 for word in off)


def test_no_text_of_the_core_script_gets_a_higher_grade_than_by_the_dictionary():
    texts = [one.text for one in pack.strings() if len(words_in(one.text)) >= 8]
    assert max(reading_grade(text) - grade(text) for text in texts) < 1
