"""Numbers and days as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from goalcoach.date_words import say_weekday
from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.view.last_time_words import difference_words, revealed
from goalcoach.dialogue.view.screen import Cover, Reveal
from goalcoach.number_words import say_ordinal
from goalcoach.screens.fields.typed_value import UnreadInput, read_day, read_number, read_numbers
from goalcoach.screens.kit.big_digits import big
from goalcoach.screens.kit.size_breakpoints import PageForm, form_of
from tests.screens.fake import TODAY, ask


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-18", date(2026, 12, 18)),
        ("18 December", date(2026, 12, 18)),
        ("Dec 18th", date(2026, 12, 18)),
        ("18.12.2026", date(2026, 12, 18)),
        ("in 4 weeks", date(2026, 12, 18)),
        ("+28d", date(2026, 12, 18)),
        ("tomorrow", date(2026, 11, 21)),
        ("4 January", date(2027, 1, 4)),
        ("9 November", date(2026, 11, 9)),
        ("1 May 2026", date(2026, 5, 1)),
    ],
)
def test_a_day_is_read_as_people_write_it(typed, day):
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed", ["", "soon", "31 February", "12/11/2026", "99999 weeks", "9999 weeks 3", "2026-13-01"]
)
def test_what_is_not_a_day_gets_an_example(typed):
    with pytest.raises(UnreadInput, match="18 December"):
        read_day(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "number"), [("12", 12), ("2.5", 2.5), ("2,5", 2.5), ("-3", -3), ("12 min", 12)]
)
def test_a_number_is_read_with_comma_point_or_unit(typed, number):
    assert read_number(typed, ask(Kind.NUMBER, unit="min")) == number


@pytest.mark.parametrize("typed", ["1,200", "1.200", "1,200 min"])
def test_a_number_that_may_be_two_is_asked_back_with_both(typed):
    with pytest.raises(UnreadInput, match=r"may mean 1200 or 1\.2\. Type the one that you mean"):
        read_number(typed, ask(Kind.NUMBER, unit="min"))
    with pytest.raises(UnreadInput, match=r"may mean 1200 or 1\.2\. Type the one that you mean"):
        read_numbers(f"3\n{typed}", ask(Kind.LIST, unit="min", numbers=True))


@pytest.mark.parametrize("typed", ["", "twelve", "1e5", "nan", "1_000", "٣", "9" * 40])
def test_what_is_not_a_number_gets_an_example(typed):
    with pytest.raises(UnreadInput, match="not a number yet"):
        read_number(typed, ask(Kind.NUMBER))


@pytest.mark.parametrize(
    ("size", "form"),
    [
        ((120, 36), PageForm.WIDE),
        ((200, 50), PageForm.WIDE),
        ((119, 36), PageForm.RAIL),
        ((100, 36), PageForm.RAIL),
        ((120, 24), PageForm.LINE),
        ((99, 36), PageForm.LINE),
        ((80, 24), PageForm.LINE),
        ((79, 24), PageForm.NARROW),
        ((120, 23), PageForm.NARROW),
        ((60, 20), PageForm.NARROW),
        ((59, 40), PageForm.SMALL),
        ((120, 19), PageForm.SMALL),
    ],
)
def test_the_form_follows_the_size(size, form):
    assert form_of(*size) is form


@pytest.mark.parametrize(
    ("today", "last", "words"),
    [
        (6, 3, "Three higher than last time."),
        (3, 6, "Three lower than last time."),
        (4, 4, "The same as last time."),
        (2.5, 2, "0.5 higher than last time."),
    ],
)
def test_a_difference_is_said_in_words(today, last, words):
    asked = ask(Kind.SCALE, reveal=Reveal(Cover.SHOWN, last))
    assert difference_words(asked, today) == words


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("patient", "Yours is three lower than last time."),
        ("clinician", "Mine is three lower than last time."),
    ],
)
@pytest.mark.parametrize("more", [(), (("Which words fit today", "partly"),)])
def test_of_two_ratings_a_difference_says_whose_it_is(who, words, more):
    seen = Reveal(Cover.SHOWN, 6, None, (("Where I am with it today", 8), *more))
    rated = ask(Kind.SCALE, who=who, reveal=seen)
    assert difference_words(rated, 3) == words
    captions = {one.words for one in revealed(rated, 3, TODAY)}
    assert captions == {"last time", "you say today", "I say today"}


def test_big_digits_are_three_rows_of_three_cells():
    for digit in "0123456789-.":
        assert [len(row) for row in big(digit)] == [3, 3, 3]
    assert [len(row) for row in big("10")] == [7, 7, 7]
    assert len({big(digit) for digit in "0123456789"}) == 10


def test_days_and_visits_have_their_words():
    assert say_weekday(TODAY) == "Friday 20 November 2026"
    assert [say_ordinal(one) for one in (2, 13, 21)] == ["second", "13th", "21st"]
