"""Days as words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from goalcoach.date_words import say_day, say_weekday

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
