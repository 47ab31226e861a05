"""Numbers as words."""

from __future__ import annotations

import pytest

from goalcoach.dialogue.script.typed_number import read_number, read_numbers
from goalcoach.number_words import say_count, say_number, say_ordinal, say_step


@pytest.mark.parametrize(
    ("number", "words"),
    [(12, "12"), (12.0, "12"), (2.5, "2.5"), (1_000_000.0, "1000000"), (0.1 + 0.2, "0.3")],
)
def test_a_number_has_no_tail_and_no_exponent(number: float, words: str):
    assert say_number(number) == words


@pytest.mark.parametrize(
    ("number", "most", "words"),
    [(0, 10, "no"), (3, 10, "three"), (11, 10, "11"), (11, 12, "eleven"), (2.5, 12, "2.5")],
)
def test_small_counts_are_words(number: float, most: int, words: str):
    assert say_count(number, most) == words


def test_places_are_words_up_to_twelve():
    places = [say_ordinal(one) for one in (1, 12, 13, 21, 22, 23, 111)]
    assert places == ["first", "twelfth", "13th", "21st", "22nd", "23rd", "111th"]


def test_a_step_is_said_without_a_verdict():
    assert say_step(3, 6) == "three higher"
    assert say_step(2.5, 2) == "0.5 lower"
    assert say_step(4, 4) == "the same"


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12", 12), (" -3 ", -3), ("2,5", 2.5), ("12.0", 12.0), ("12 days", 12), ("12days", 12)],
)
def test_a_number_is_read_as_people_type_it(typed: str, number: float):
    read = read_number(typed, "days")
    assert read == number
    assert type(read) is type(number)


@pytest.mark.parametrize("typed", ["", "days", "twelve", "1e5", "nan", "1 000", "٣", "9" * 40])
def test_what_is_no_number_is_not_read(typed: str):
    assert read_number(typed, "days") is None


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("12, 20 16", (12, 20, 16)),
        ("3\n4,5", (3, 4.5)),
        ("12 min; 20 min", (12, 20)),
        ("", ()),
        ("12 and 16", None),
    ],
)
def test_several_numbers_are_read_together_or_not_at_all(
    typed: str, numbers: tuple[float, ...] | None
):
    assert read_numbers(typed, "min") == numbers
