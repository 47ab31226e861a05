"""A sign of change, said so that it reads well whatever the unit is."""

from __future__ import annotations

from typing import Literal

import pytest
from msgspec.structs import replace

from goalcoach.plan.model.goal import Goal, Ladder, Measure
from goalcoach.sheets.parts.home_measure import say_measure
from goalcoach.store.catalogue import find_catalogue
from goalcoach.translation import speaking

CLOCK = Goal(id="g1", ladder=Ladder(mode="time_based"))
SUNDAYS = Measure(id="m1", name="Sundays cooked", unit="a month", baseline=0, now=1, target=2)


def said(measure: Measure, *, goal: Goal = CLOCK, new: bool = False) -> str:
    return say_measure(goal, measure, new=new).removeprefix("My sign of change: ")


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        (
            SUNDAYS,
            "Sundays cooked. I started at none a month. Now it is one. I am going for two a month.",
        ),
        (
            Measure(id="m1", name="Standing at the stove", unit="minutes", baseline=5, target=12.5),
            "Standing at the stove, in minutes. I started at 5. I am going for 12.5.",
        ),
        (
            Measure(id="m1", name="Minutes upright", unit="minutes", baseline=0, now=20),
            "Minutes upright. I started at 0. Now it is 20.",
        ),
        (
            Measure(id="m1", name="Walks to the shop", unit="times a week", baseline=1, target=3),
            "Walks to the shop, times a week. I started at one. I am going for three.",
        ),
        (
            Measure(id="m1", name="Out of the house", unit="days a week", baseline=1, now=3),
            "Out of the house, in days a week. I started at 1. Now it is 3.",
        ),
        (
            Measure(id="m1", name="Naps", unit="per day", direction="down", baseline=3, target=1),
            "Naps. I started at three per day. I am going down to one per day.",
        ),
        (
            Measure(id="m1", name="Pages read", kind="count", unit="pages", now=11, baseline=0),
            "Pages read. I started at 0. Now it is 11.",
        ),
        (
            Measure(id="m1", name="Sleep, 0 to 10", baseline=0, now=4),
            "Sleep, 0 to 10. I started at 0. Now it is 4.",
        ),
        (
            Measure(id="m1", name="How sure I feel", kind="rating", baseline=0, now=4),
            "How sure I feel. I started at 0. Now it is 4.",
        ),
        (
            Measure(id="m1", name="Below freezing on my walk", unit="degrees", now=-3),
            "Below freezing on my walk, in degrees. Now it is –3.",
        ),
        (Measure(id="m1", name="Songs sung."), "Songs sung."),
    ],
)
def test_a_measure_reads_well_in_any_unit(measure: Measure, words: str):
    assert said(measure) == words


def test_at_the_start_there_is_nothing_to_look_back_on():
    words = said(replace(SUNDAYS, now=0), new=True)
    assert words == "Sundays cooked. I start at none a month. I am going for two a month."


def test_an_aim_that_is_reached_already_is_not_said_to_go_down():
    naps = Measure(id="m1", name="Naps", direction="down", baseline=3, now=1, target=1)
    assert said(naps).endswith("Now it is one. I am going for one.")


@pytest.mark.parametrize("mode", ["energy_limit", "facing", None])
def test_no_number_is_said_unless_the_ladder_goes_by_the_clock(
    mode: Literal["energy_limit", "facing"] | None,
):
    goal = replace(CLOCK, ladder=Ladder(mode=mode))
    assert said(SUNDAYS, goal=goal) == "Sundays cooked."


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "Am Anfang: eins. Jetzt: drei."), ("es", "Empecé en: 1. Ahora: 3.")],
)
def test_a_count_stands_behind_a_colon_where_it_would_have_to_agree(language: str, words: str):
    days = Measure(id="m1", name="Days by the water", baseline=1, now=3)
    with speaking(find_catalogue(language)):
        assert words in say_measure(CLOCK, days, new=False)
