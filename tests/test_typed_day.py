"""Days as people type them: what is meant, and what means none."""

from __future__ import annotations

from datetime import date

import pytest

from goalcoach.typed_day import Day, read_counted, read_dated, read_typed

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", date(2026, 11, 20)),
        ("Tomorrow", date(2026, 11, 21)),
        ("yesterday", date(2026, 11, 19)),
        ("2026-12-18", date(2026, 12, 18)),
        ("2026-1-2", date(2026, 1, 2)),
        ("18.12.2026", date(2026, 12, 18)),
        ("18. 12. 2026", date(2026, 12, 18)),
        ("18 December 2026", date(2026, 12, 18)),
        ("December 18th, 2026", date(2026, 12, 18)),
        ("Fri 18 Dec.", date(2026, 12, 18)),
        ("2nd dec", date(2026, 12, 2)),
        ("today+28d", date(2026, 12, 18)),
        ("today-1w", date(2026, 11, 13)),
        ("in 4 weeks", date(2026, 12, 18)),
        ("1 month", date(2026, 12, 20)),
        ("+ 3 days", date(2026, 11, 23)),
        ("+2w", date(2026, 12, 4)),
        ("4m", date(2027, 3, 20)),
        ("18 D", date(2026, 12, 8)),
        ("31.12.", date(2026, 12, 31)),
        ("3. 1.", date(2027, 1, 3)),
        ("next Thursday", date(2026, 11, 26)),
        ("Thursday", date(2026, 11, 26)),
        ("thu", date(2026, 11, 26)),
        ("next Friday", date(2026, 11, 27)),
        ("last Friday", date(2026, 11, 13)),
        ("last Thursday", date(2026, 11, 19)),
        ("a month", date(2026, 12, 20)),
        ("in a week", date(2026, 11, 27)),
        ("two weeks", date(2026, 12, 4)),
        ("2 days ago", date(2026, 11, 18)),
        ("a week ago", date(2026, 11, 13)),
    ],
)
def test_a_day_is_read_as_it_was_meant(typed: str, meant: date):
    assert read_typed(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("20 Nov", date(2026, 11, 20)),
        ("19 Nov", date(2026, 11, 19)),
        ("11 Sep", date(2026, 9, 11)),
        ("10 Sep", date(2027, 9, 10)),
        ("1 Jan", date(2027, 1, 1)),
    ],
)
def test_a_day_without_a_year_is_the_next_one_or_up_to_ten_weeks_ago(typed: str, meant: date):
    assert read_typed(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *("", "soon", "12", "de 18", "18 De", "December", "18 Nevember"),
        *("2026-13-01", "30.02.2026", "31 Nov", "1e 18", "4 moons", "in 4", "today+", "today+1x"),
        # "Friday" on a Friday is today or in a week; 3/12 is March or December; what is not
        # understood whole may be the remainder of another day.
        *("Friday", "3/12/2026", "3.12", "26 December 20266 weeks", "Thursday 18 December 2026"),
        *("18 December or later", "18 19 December", "in 2 days ago", "an", "a moon", "next week"),
        *("today + 1d", "+99999d", "9999w 18", "18.12.26", "26-12-18", "٢٠٢٦-١٢-١٨"),
    ],
)
def test_what_is_no_day_is_none(typed: str):
    assert read_typed(typed, TODAY) is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("today", Day(0, "d")),
        ("today+28d", Day(28, "d")),
        ("today-1w", Day(-1, "w")),
        ("today+1y", Day(1, "y")),
        ("tomorrow", None),
        ("Today", None),
        ("today+1", None),
        ("today+10000d", None),
        (" today", None),
    ],
)
def test_a_counted_day_is_written_in_one_way(written: str, day: Day | None):
    assert read_counted(written) == day


def test_a_bare_weekday_is_the_last_one_where_days_that_were_are_asked_for():
    assert read_typed("Thursday", TODAY, back=True) == date(2026, 11, 19)
    assert read_typed("next Thursday", TODAY, back=True) == date(2026, 11, 26)
    assert read_typed("Friday", TODAY, back=True) is None


@pytest.mark.parametrize("text", ["2026-11-20", "20.11.2026", "Fri 20 Nov. 2026"])
def test_what_was_written_earlier_is_read_with_its_year(text: str):
    assert read_dated(text) == date(2026, 11, 20)


@pytest.mark.parametrize(
    "text", ["today", "20.11.", "20 Nov", "Thursday", "a week ago", "31.02.2026"]
)
def test_what_was_written_earlier_is_not_counted_from_the_day_it_is_read(text: str):
    assert read_dated(text) is None
