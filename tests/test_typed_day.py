"""Days as people type them: what is meant, and what means none."""

from __future__ import annotations

from datetime import date

import pytest

from goalcoach.typed_day import Day, DayOrder, read_counted, read_orders, read_typed

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
        ("18/12/2026", date(2026, 12, 18)),
        ("12/18/2026", date(2026, 12, 18)),
        ("18-12-2026", date(2026, 12, 18)),
        ("2026/12/18", date(2026, 12, 18)),
        ("2026. 12. 18.", date(2026, 12, 18)),
        ("11/11/2026", date(2026, 11, 11)),
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
        *(
            "today + 1d",
            "+99999d",
            "9999w 18",
            "18.12.26",
            "26-12-18",
            "18/12/26",
            "٢٠٢٦-١٢-١٨",
        ),
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
    assert set(read_orders(text).values()) == {date(2026, 11, 20)}


@pytest.mark.parametrize(
    "text", ["today", "20.11.", "20 Nov", "Thursday", "a week ago", "31.02.2026"]
)
def test_what_was_written_earlier_is_not_counted_from_the_day_it_is_read(text: str):
    assert read_orders(text) == {}


ONE_WAY = dict.fromkeys(DayOrder, date(2026, 11, 3))


@pytest.mark.parametrize(
    "text",
    [
        *("2026-11-03", "2026/11/3", "2026.11.03", "2026. 11. 3.", "2026-11-03 00:00:00"),
        *("2026-11-03T00:00:00Z", "2026-11-03T00:00:00.000+01:00", "2026年11月3日", "3 Nov 2026"),
        *("3-Nov-26", "3-Nov-2026", "03 nov. 2026", "Nov 3, 2026", "Tuesday, November 3, 2026"),
        *("3. November 2026", "Dienstag, 3. November 2026", "3 de noviembre de 2026"),
        *("03-nov-2026", "mardi, 3 novembre 2026", "Tue 3 Nov 2026 12:00 AM"),
    ],
)
def test_a_day_that_can_be_written_in_one_way_is_the_same_in_every_order(text: str):
    assert read_orders(text) == ONE_WAY


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("03/11/2026", {"dmy": date(2026, 11, 3), "mdy": date(2026, 3, 11)}),
        ("3-11-2026", {"dmy": date(2026, 11, 3), "mdy": date(2026, 3, 11)}),
        ("03/11/2026 00:00", {"dmy": date(2026, 11, 3), "mdy": date(2026, 3, 11)}),
        ("11/23/2026 12:00:00 AM", {"mdy": date(2026, 11, 23)}),
        ("03.11.2026", {"dmy": date(2026, 11, 3)}),
        ("23.11.2026.", {"dmy": date(2026, 11, 23)}),
        ("23.11.26", {"dmy": date(2026, 11, 23), "ymd": date(2023, 11, 26)}),
        ("11/23/26", {"mdy": date(2026, 11, 23)}),
        ("31/01/26", {"dmy": date(2026, 1, 31), "ymd": date(2031, 1, 26)}),
        ("31/02/2026", {}),
    ],
)
def test_numbers_are_a_day_in_each_order_that_makes_one(text: str, orders: dict[str, date]):
    assert read_orders(text) == orders


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "yesterday",
        "next Thursday",
        "2 days ago",
        "46349",
        "23.11.",
        "23 Nov",
        "3 jui 26",
    ],
)
def test_a_cell_that_names_no_day_of_its_own_is_none_in_any_order(text: str):
    assert read_orders(text) == {}


@pytest.mark.parametrize(
    ("text", "month"),
    [
        *(("7 janv. 2026", 1), ("7 märz 2026", 3), ("7 mrt 2026", 3), ("7 mai 2026", 5)),
        *(("7 juin 2026", 6), ("7 juil. 2026", 7), ("7 ago 2026", 8), ("7 août 2026", 8)),
        *(("7 set 2026", 9), ("7 okt 2026", 10), ("7 dic 2026", 12), ("7 dez. 2026", 12)),
    ],
)
def test_a_month_may_have_its_name_in_another_language(text: str, month: int):
    assert set(read_orders(text).values()) == {date(2026, month, 7)}
