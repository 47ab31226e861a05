"""Numbers as words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.dialogue.script.typed_number import doubt_of, read_number, read_numbers
from goalcoach.number_words import say_count, say_number, say_ordinal, say_step
from goalcoach.translation import Catalogue, speaking


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
    [
        *[("12", 12), (" -3 ", -3), ("2,5", 2.5), ("12.0", 12.0), ("12 days", 12), ("12days", 12)],
        *[
            ("1 200", 1200),
            ("1'200", 1200),
            ("1’200 days", 1200),
            ("1\u202f200\u202f000", 1_200_000),
        ],
        *[
            ("1.200,5", 1200.5),
            ("1,200.50", 1200.5),
            ("1,200,000", 1_200_000),
            ("-1.200,5", -1200.5),
        ],
        *[("0.250", 0.25), ("0,250", 0.25), ("1,5", 1.5), ("1.2000", 1.2), ("1234.567", 1234.567)],
    ],
)
def test_a_number_is_read_as_people_type_it(typed: str, number: float):
    read = read_number(typed, "days")
    assert read == number
    assert type(read) is type(number)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "days",
        "twelve",
        "1e5",
        "nan",
        "1 00",
        "1  000",
        "1'000.000'5",
        "1,2,3",
        "1.200.5",
        "٣",
        "9" * 40,
        "1,200,00",
        "01'200",
    ],
)
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


@pytest.mark.parametrize(
    "typed",
    [
        *("about 12", "About 12 min", "around 12", "approx. 12", "ca. 12", "ca.12", "circa 12"),
        *("etwa 12", "ungefähr 12 min", "rund 12", "unos 12", "unas 12 min", "alrededor de 12"),
        *("más o menos 12", "~12", "~ 12"),
    ],
)
def test_a_guess_is_read_as_its_number(typed: str):
    assert read_number(typed, "min") == 12
    assert read_numbers(f"8\n{typed}", "min") == (8, 12)


@pytest.mark.parametrize(
    "typed", ["about", "12 about", "12 about 500", "about twelve", "ca. 1,200"]
)
def test_a_guess_at_no_number_or_at_two_is_not_read(typed: str):
    assert read_number(typed) is None
    assert read_numbers(typed) is None


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [
        ("1,200", "“1,200” may mean 1200 or 1.2"),
        ("1.200", "“1.200” may mean 1200 or 1.2"),
        ("12.500 days", "“12.500” may mean 12500 or 12.5"),
        ("-4,000", "“-4,000” may mean -4000 or -4"),
        ("+100,250", "“+100,250” may mean 100250 or 100.25"),
    ],
)
def test_what_may_be_thousands_or_tenths_is_neither(typed: str, doubt: str):
    assert read_number(typed, "days") is None
    assert doubt_of(typed) == doubt
    assert read_numbers(f"3\n{typed}", "days") is None
    assert doubt_of(f"3\n{typed}", several=True) == doubt


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [
        ("1 200", "“1 200” may mean 1200, or 1 and 200"),
        ("12 500\n11 200", "“12 500” may mean 12500, or 12 and 500"),
        ("50 000", "“50 000” may mean 50000, or 50 and 000"),
        ("12,20", "“12,20” may mean 12.2, or 12 and 20"),
    ],
)
def test_in_a_list_two_numbers_that_may_be_one_are_not_taken(typed: str, doubt: str):
    assert read_numbers(typed) is None
    assert doubt_of(typed, several=True) == doubt


def test_in_a_list_numbers_of_a_size_are_two():
    assert read_numbers("90 100 110") == (90, 100, 110)
    assert read_numbers("120 150; 1'200") == (120, 150, 1200)
    assert read_numbers("12 20\n150") == (12, 20, 150)


@given(st.floats(-1e6, 1e6), st.integers(0, 6), st.sampled_from(".,"))
def test_a_number_is_read_as_it_was_written_or_not_at_all(number: float, places: int, sign: str):
    """Written with either sign for the tenths, and none for thousands."""
    text = f"{number:.{places}f}".replace(".", sign)
    assert read_number(text) in (None, float(f"{number:.{places}f}"))
    assert (read_number(text) is None) == bool(doubt_of(text))


@pytest.mark.parametrize(("language", "second"), [("de", "2."), ("es", "2.ª")])
def test_other_languages_have_figures_and_a_comma(language: str, second: str):
    """A count in words would have to agree with what is counted."""
    with speaking(Catalogue(language)):
        assert (say_number(2.5), say_number(-1200.0)) == ("2,5", "-1200")
        assert (say_count(0), say_count(3), say_count(2.5)) == ("0", "3", "2,5")
        assert (say_ordinal(2), say_step(3, 6)) == (second, "3 higher")


@given(st.floats(-1e6, 1e6), st.sampled_from(("en", "de", "es")))
def test_a_number_is_said_as_it_can_be_typed(number: float, language: str):
    with speaking(Catalogue(language)):
        said = say_number(number)
        assert read_number(said) in (None, float(f"{number:.12g}"))
        assert (read_number(said) is None) == (bool(doubt_of(said)) or "e" in said)


def test_in_a_list_a_comma_parts_two_numbers_only_where_it_does_not_stand_before_tenths():
    assert read_numbers("12,20") is None
    with speaking(Catalogue("es")):
        assert read_numbers("12,25\n3,5") == (12.25, 3.5)
        assert read_numbers("12, 20") == (12, 20)
        assert read_numbers("12,250") is None
