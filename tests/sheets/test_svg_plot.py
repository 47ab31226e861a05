"""The small plot of the record: every number is there, and none lies on another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from goalcoach.sheets.block import PlotPoint, PlotRater, PlotSeries, RatingPlot
from goalcoach.sheets.writers.svg_plot import draw_plot
from tests.amount import examples

DAYS = (date(2026, 10, 23), date(2026, 11, 20), date(2026, 12, 18))
SENTENCE = "Progress by the patient: 2, 4, 5; by the clinician: 2, 3, 3."
SVG = "{http://www.w3.org/2000/svg}"
WIDE = 5.0
"""How wide a bold digit of Noto Sans is at 8 points: 0.572 of it, and a little more."""


def series(values: tuple[float, ...], rater: PlotRater | None = None) -> PlotSeries:
    return PlotSeries(tuple(map(PlotPoint, DAYS, values)), rater)


PROGRESS = RatingPlot(
    "Progress, 0–10",
    (series((2, 4, 5), PlotRater.PATIENT), series((2, 3, 3), PlotRater.CLINICIAN)),
    0,
    10,
    SENTENCE,
)
COUNTED = RatingPlot("Sundays (m1)", (series((0, 1, 1)),), 0, 5, "Sundays: 0, 1, 1.", 2)


def parse(plot: RatingPlot) -> ElementTree.Element:
    return ElementTree.fromstring(draw_plot(plot))  # noqa: S314 - it is our own


def texts(root: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def numbers(root: ElementTree.Element) -> list[str]:
    """Return what stands at the points: whatever is set in the middle and is no day."""
    return [one.text or "" for one in root.iter(f"{SVG}text") if is_number(one)]


def is_number(one: ElementTree.Element) -> bool:
    return one.get("text-anchor") == "middle" and not any(ch.isalpha() for ch in one.text or "")


def boxes(root: ElementTree.Element) -> Iterator[tuple[float, float, float, float]]:
    for one in root.iter(f"{SVG}text"):
        words, x, y = one.text or "", float(one.get("x", 0)), float(one.get("y", 0))
        wide = len(words) * WIDE
        left = x - wide / 2 if one.get("text-anchor") == "middle" else x
        yield left, y - 5.8, left + wide, y


def test_every_number_stands_at_its_point():
    assert sorted(numbers(parse(PROGRESS))) == ["2", "3", "3", "4", "5"]
    assert numbers(parse(COUNTED)) == ["0", "1", "1"]


def test_where_both_give_the_same_value_the_number_is_said_once():
    same = replace(
        PROGRESS,
        series=(series((2, 4, 5), PlotRater.PATIENT), series((2, 4, 5), PlotRater.CLINICIAN)),
    )
    root = parse(same)
    assert numbers(root) == ["2", "4", "5"]
    assert len(list(root.iter(f"{SVG}rect"))) == 3 + 1


def test_the_patient_is_a_filled_circle_and_the_clinician_an_open_square():
    root = parse(PROGRESS)
    assert all(one.get("fill") is None for one in root.iter(f"{SVG}circle"))
    assert {one.get("fill") for one in root.iter(f"{SVG}rect")} == {"none"}
    dashed = [one for one in root.iter(f"{SVG}line") if one.get("stroke-dasharray") == "2.6 2"]
    assert len(dashed) == len(DAYS) - 1
    assert texts(root)[:2] == ["patient", "clinician"]


def test_the_patients_numbers_alone_are_bold():
    bold = [one.text for one in parse(PROGRESS).iter(f"{SVG}text") if one.get("font-weight")]
    assert bold == ["2", "4", "5"]


def test_the_scale_is_named_at_its_true_ends():
    assert {"0", "10"} <= set(texts(parse(PROGRESS)))
    assert {"0", "5"} <= set(texts(parse(COUNTED)))


def test_what_is_hoped_for_is_dotted_and_has_its_word():
    root = parse(COUNTED)
    assert "2 target" in texts(root)
    assert [one for one in root.iter(f"{SVG}line") if one.get("stroke-linecap") == "round"]
    assert not any("target" in one for one in texts(parse(PROGRESS)))


def test_a_target_at_the_end_of_the_scale_is_said_once():
    found = texts(parse(replace(COUNTED, target=5)))
    assert "5 target" in found
    assert "5" not in found


def test_the_days_stand_below_with_the_year_only_where_it_changes():
    found = texts(parse(replace(COUNTED, target=None)))
    assert [one for one in found if one[-3:].isalpha()] == ["23 Oct", "20 Nov", "18 Dec"]
    late = PlotSeries((PlotPoint(DAYS[2], 1), PlotPoint(date(2027, 1, 15), 2)))
    assert "15 Jan 2027" in texts(parse(replace(COUNTED, series=(late,))))


def test_the_sentence_is_read_out_in_place_of_the_drawing():
    root = parse(PROGRESS)
    assert root.get("role") == "img"
    assert root.get("aria-label") == SENTENCE
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == SENTENCE


def test_words_from_a_plan_cannot_act_in_the_drawing():
    hostile = 'Walks "<script>alert(1)</script>" & \x1b[31m\u202e'
    root = parse(replace(COUNTED, sentence=hostile))
    assert root.get("aria-label") == 'Walks "<script>alert(1)</script>" & <U+001B>[31m<U+202E>'
    assert not list(root.iter(f"{SVG}script"))


def test_the_same_plot_gives_the_same_drawing():
    assert draw_plot(PROGRESS) == draw_plot(PROGRESS)


def test_two_values_of_one_day_are_drawn_without_a_line_between_them():
    twice = PlotSeries((PlotPoint(DAYS[0], 1), PlotPoint(DAYS[0], 1)))
    assert numbers(parse(replace(COUNTED, series=(twice,)))) == ["1", "1"]


def test_a_value_below_nothing_has_a_dash_that_every_font_has():
    below = RatingPlot("Change", (series((-5, 0, 2.5)),), -5, 5, "Change.")
    assert "–5" in numbers(parse(below))


@given(
    st.lists(
        st.tuples(
            st.integers(1, 400), st.none() | st.integers(0, 10), st.none() | st.integers(0, 10)
        ),
        min_size=2,
        max_size=8,
        unique_by=lambda one: one[0],
    )
)
@examples(200)
def test_no_two_words_of_a_plot_ever_overlap(rated: list[tuple[int, int | None, int | None]]):
    start = date(2026, 1, 1)
    own = tuple(PlotPoint(start + timedelta(d), v) for d, v, _ in sorted(rated) if v is not None)
    other = tuple(PlotPoint(start + timedelta(d), v) for d, _, v in sorted(rated) if v is not None)
    if not (own or other):
        return
    plot = RatingPlot(
        "Progress",
        (PlotSeries(own, PlotRater.PATIENT), PlotSeries(other, PlotRater.CLINICIAN)),
        0,
        10,
        ".",
    )
    root = parse(plot)
    for one, two in combinations(boxes(root), 2):
        apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
        assert apart, (one, two)


@pytest.mark.parametrize("plot", [PROGRESS, COUNTED, replace(COUNTED, target=4.9)])
def test_everything_stands_inside_the_picture(plot: RatingPlot):
    root = parse(plot)
    _, _, wide, high = map(float, root.get("viewBox", "").split())
    for left, top, right, bottom in boxes(root):
        assert left >= -0.5
        assert top >= 0
        assert right <= wide + 1
        assert bottom <= high
