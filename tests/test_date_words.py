"""Days as words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from goalcoach.date_words import DAYS, MONTHS, say_day, say_near_day, say_weekday
from goalcoach.translation import Catalogue, speaking

PACKAGE = Path(__file__).parent.parent / "goalcoach"
DAY = date(2026, 12, 8)


def test_a_day_is_said_in_full_or_as_short_as_it_is_wanted():
    assert say_day(DAY) == "8 December 2026"
    assert say_day(DAY, year=False) == "8 December"
    assert say_day(DAY, short=True) == "8 Dec 2026"
    assert say_day(DAY, year=False, short=True) == "8 Dec"
    assert say_weekday(DAY) == "Tuesday 8 December 2026"
    assert say_weekday(DAY, year=False) == "Tuesday 8 December"


def test_the_names_of_months_and_weekdays_stand_in_one_place():
    named = re.compile(r'"(February|Wednesday)"')
    holders = [one.name for one in PACKAGE.rglob("*.py") if named.search(one.read_text("utf-8"))]
    assert holders == ["date_words.py"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "de",
            (
                *("8. Dezember 2026", "8. Dezember", "8. Dez. 2026", "8. Dez."),
                *("Dienstag, 8. Dezember 2026", "Dienstag, 8. Dezember"),
            ),
        ),
        (
            "es",
            (
                *("8 de diciembre de 2026", "8 de diciembre", "8 dic 2026", "8 dic"),
                *("martes 8 de diciembre de 2026", "martes 8 de diciembre"),
            ),
        ),
    ],
)
def test_a_day_is_said_in_the_language_that_is_spoken(language: str, words: tuple[str, ...]):
    with speaking(Catalogue(language)):
        assert words == (
            say_day(DAY),
            say_day(DAY, year=False),
            say_day(DAY, short=True),
            say_near_day(DAY, DAY, short=True),
            say_weekday(DAY),
            say_weekday(DAY, year=False),
        )


def test_the_names_of_days_and_months_follow_the_language():
    assert (DAYS[2], MONTHS[2], MONTHS[2][:3]) == ("Wednesday", "March", "Mar")
    with speaking(Catalogue("de-AT")):
        assert (DAYS[2], MONTHS[2], len(DAYS), len(MONTHS)) == ("Mittwoch", "März", 7, 12)


def test_a_language_without_words_for_days_says_them_in_english():
    with speaking(Catalogue("fi")):
        assert say_weekday(DAY) == "Tuesday 8 December 2026"
