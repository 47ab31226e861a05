"""A plot: true heights, whole-number ticks, gaps that stay gaps, nothing wider than its room."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.safe_text import cell_width
from goalcoach.sheets.writers.text_plot import (
    ASCII,
    BRAILLE,
    AxisPlace,
    Ink,
    PlotLine,
    PlotScale,
    draw,
    draw_days,
    scale_for,
)

TEN = PlotScale(0, 10)
FIRST = date(2026, 3, 12)
numbers = st.floats(-1e9, 1e9) | st.integers(-20, 20)


def places(*values: float | None, apart: int = 28) -> list[AxisPlace]:
    return [
        AxisPlace(at + 1, FIRST + timedelta(at * apart), value) for at, value in enumerate(values)
    ]


def text(lines: tuple[PlotLine, ...]) -> list[str]:
    return ["".join(words for words, _ in line) for line in lines]


def cells(lines: tuple[PlotLine, ...], ink: Ink) -> list[tuple[int, int]]:
    """Return (row, column) of every cell of an ink."""
    found = []
    for row, line in enumerate(lines):
        column = 0
        for words, kind in line:
            if kind is ink:
                found += [(row, column + at) for at in range(len(words))]
            column += len(words)
    return found


def test_points_stand_at_their_true_height():
    lines = draw(places(0, 3, 10), TEN, 60, BRAILLE)
    rows = {column: row for row, column in cells(lines, Ink.POINT)}
    heights = [row for _, row in sorted(rows.items())]
    assert [heights[0] - heights[2], heights[0] - heights[1]] == [10, 3]


@pytest.mark.parametrize("signs", [BRAILLE, ASCII])
def test_a_second_series_is_points_with_their_numbers_beside_the_first(signs):
    lines = text(draw(places(2, 7, 5), TEN, 60, signs, {1: 3, 2: 4, 3: 5}))
    rows = {line.split(signs.column)[0].strip(): line for line in lines if signs.column in line}
    assert f"{signs.point}2" in " ".join(lines)  # its own number gives way to the other's point
    assert f"{signs.other}3" in " ".join(lines)
    assert f"{signs.other}4" in " ".join(lines)
    assert f"{signs.other}5" not in " ".join(lines)  # the same number is one point
    assert signs.point in rows["5"]


def test_the_scale_is_the_same_whatever_the_values():
    ticks = ["    5 │", "    0 │", "   10 │"]
    for values in ((4, 5, 4), (0, 10), (7, 7)):
        lines = text(draw(places(*values), TEN, 60, BRAILLE))
        assert all(any(line.startswith(tick) for line in lines) for tick in ticks)


def test_dots_join_neighbours():
    assert cells(draw(places(2, 6), TEN, 60, BRAILLE), Ink.DOTS)


def test_no_dot_crosses_a_gap():
    lines = draw(places(2, None, 6), TEN, 60, BRAILLE)
    assert len(cells(lines, Ink.POINT)) == 2
    assert not cells(lines, Ink.DOTS)


def test_each_point_carries_its_number_and_each_visit_its_own():
    lines = draw(places(2, None, 10), TEN, 60, BRAILLE)
    assert [words for line in lines for words, ink in line if ink is Ink.NUMBER] == ["10", "2"]
    assert text(lines)[-2].split() == ["visit", "1", "2", "3"]


def test_the_year_stands_where_visits_cross_one():
    lines = text(draw(places(1, 2, apart=400), TEN, 60, BRAILLE))
    assert lines[-1].split("  ")[-1].endswith("2027")


def test_visits_close_in_time_do_not_touch():
    lines = draw(places(*range(8), apart=0), TEN, 60, BRAILLE)
    columns = sorted(column for _, column in cells(lines, Ink.POINT))
    assert all(after - before >= 5 for before, after in itertools.pairwise(columns))


def test_where_not_all_visits_fit_the_last_are_shown():
    lines = text(draw(places(*[5] * 40), TEN, 60, BRAILLE))
    assert lines[-2].split()[1:] == [str(visit) for visit in range(31, 41)]


def test_plain_signs_are_all_ascii():
    assert all(line.isascii() for line in text(draw(places(2, 6, 3), TEN, 60, ASCII)))


@given(st.lists(st.none() | numbers, min_size=1, max_size=50), st.integers(40, 120), st.booleans())
def test_no_line_is_wider_than_its_room(values, width, plain):
    given_values = [value for value in values if value is not None] or [0]
    lines = draw(places(*values), scale_for(given_values), width, ASCII if plain else BRAILLE)
    assert all(cell_width(line) <= width for line in text(lines))


@given(st.lists(numbers, min_size=1, max_size=8))
def test_a_scale_for_counts_holds_them_all_and_has_whole_ticks(values):
    scale = scale_for(values)
    assert scale.low <= min(0, *values)
    assert scale.high >= max(values)
    assert all(isinstance(tick, int) for tick in scale.ticks)
    assert scale.rows <= 11


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [((0, 2), 0, 5), ((7,), 0, 10), ((11,), 0, 20), ((0,), 0, 5), ((-3, 2), -5, 5)],
)
def test_a_scale_for_counts_begins_at_nought(values, low, high):
    assert (scale_for(values).low, scale_for(values).high) == (low, high)


def test_levels_say_their_sign():
    assert [PlotScale(-2, 2, signed=True).say(value) for value in (-2, 0, 1)] == ["–2", "0", "+1"]


def test_diary_days_that_follow_each_other_are_joined_and_others_are_not():
    def dots(*values: tuple[int, float]) -> int:
        lines = draw_days(values, 10, 60)
        return sum(bin(ord(sign) - 0x2800).count("1") for line in text(lines) for sign in line
                   if 0x2800 < ord(sign) < 0x2900)  # fmt: skip

    assert dots((0, 5), (2, 5)) == 2
    assert dots((0, 5), (1, 5)) > 2


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 10)), min_size=1), st.integers(40, 96)
)
def test_a_diary_of_any_length_fits(values, width):
    ordered = sorted(values)
    lines = draw_days(ordered, max(ordered[-1][0], 0), width)
    assert len(lines) == 3
    assert all(cell_width(line) <= width for line in text(lines))


def test_every_day_keeps_its_column_where_a_clock_was_a_year_ahead():
    """The days are in the order of the visits, which then is not that of the calendar."""
    days = (date(2026, 10, 23), date(2027, 10, 23), date(2026, 11, 20), date(2026, 12, 18))
    axis = [AxisPlace(at + 1, day, at) for at, day in enumerate(days)]
    below = text(draw(axis, TEN, 79, BRAILLE))[-1]
    assert [f"{day.day} {day:%b %Y}" in below for day in days] == [True] * 4
