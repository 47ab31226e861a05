"""Days as people type them: what is meant, and what means none."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from goalcoach.date_words import say_day, say_weekday
from goalcoach.store import catalogue
from goalcoach.translation import Catalogue, speaking, tr
from goalcoach.typed_day import (
    WAYS,
    WAYS_BACK,
    Day,
    DayOrder,
    read_counted,
    read_orders,
    read_typed,
)

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


THURSDAY, THREE_WEEKS, TUESDAY = date(2026, 11, 26), date(2026, 12, 11), date(2026, 11, 24)
TOMORROW, BEFORE = date(2026, 11, 21), date(2026, 11, 18)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("3. Dezember", date(2026, 12, 3)), ("am 3. Dez.", date(2026, 12, 3))),
        *(("Donnerstag, 3. Dezember 2026", date(2026, 12, 3)), ("1. maerz", date(2027, 3, 1))),
        *(("nächsten Donnerstag", THURSDAY), ("naechsten donnerstag", THURSDAY)),
        *(("am Donnerstag", THURSDAY), ("letzten Donnerstag", date(2026, 11, 19))),
        *(("in 3 Wochen", THREE_WEEKS), ("drei Wochen", THREE_WEEKS), ("heute", TODAY)),
        *(("in einer Woche", date(2026, 11, 27)), ("ein Monat", date(2026, 12, 20))),
        *(("morgen", TOMORROW), ("übermorgen", date(2026, 11, 22)), ("vorgestern", BEFORE)),
        *(("vor 2 Tagen", BEFORE), ("vor zwei Tagen", BEFORE), ("gestern", date(2026, 11, 19))),
        *(("3 de diciembre", date(2026, 12, 3)), ("el 3 de dic.", date(2026, 12, 3))),
        *(("jueves 3 de diciembre de 2026", date(2026, 12, 3)), ("3 mar", date(2027, 3, 3))),
        *(("el jueves que viene", THURSDAY), ("el próximo jueves", THURSDAY)),
        *(("jueves", THURSDAY), ("el jueves pasado", date(2026, 11, 19)), ("martes", TUESDAY)),
        *(("en 3 semanas", THREE_WEEKS), ("dentro de tres semanas", THREE_WEEKS), ("hoy", TODAY)),
        *(("una semana", date(2026, 11, 27)), ("un mes", date(2026, 12, 20))),
        *(("mañana", TOMORROW), ("manana", TOMORROW), ("pasado mañana", date(2026, 11, 22))),
        *(("hace 2 días", BEFORE), ("anteayer", BEFORE), ("ayer", date(2026, 11, 19))),
    ],
)
@pytest.mark.parametrize("spoken", ["en", "de"])
def test_german_and_spanish_days_are_read_whichever_language_is_spoken(
    typed: str, meant: date, spoken: str
):
    with speaking(Catalogue(spoken)):
        assert read_typed(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed",
    [
        # mar is March or martes; 3 December is no Friday; Friday may be today.
        *("mar", "el mar", "Freitag, 3. Dezember", "Freitag", "viernes", "nächste Woche"),
        *("la semana que viene", "vor in 2 Tagen", "en", "vor", "el próximo", "3. Quintober"),
        "vor " * 2000,
    ],
)
def test_what_is_no_day_in_another_language_is_none(typed: str):
    assert read_typed(typed, TODAY) is None


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_a_day_is_read_as_it_is_said(language: str):
    with speaking(Catalogue(language)):
        for number in range(365):
            day = date.fromordinal(TODAY.toordinal() + number)
            for said in (say_day(day), say_day(day, short=True), say_weekday(day)):
                assert read_typed(said, TODAY) == day, said


CATALOGUES = Path(catalogue.__file__).parent.parent / "prompts" / "words"


@pytest.mark.parametrize(
    "language", sorted({"en", *(one.stem for one in CATALOGUES.glob("??.toml"))})
)
def test_each_way_that_is_shown_as_an_example_is_read(language: str):
    with speaking(catalogue.read_catalogue(language)):
        shown = [re.split(r", | (?:or|oder|o|u) ", tr(ways)) for ways in (WAYS, WAYS_BACK)]
    assert [len(one) for one in shown] == [5, 5]
    for ahead in shown[0]:
        assert (read_typed(ahead, TODAY) or TODAY) > TODAY, ahead
    for gone in shown[1]:
        assert (read_typed(gone, TODAY, back=True) or TODAY) < TODAY, gone
