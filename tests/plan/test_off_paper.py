"""Places of the plan as texts, and a plan without what stays off the patient's papers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from goalcoach.plan.fillable_paths import all_paths, find
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.off_paper import on_paper, read_place, write_place
from tests.sheets import rowan

PLAN = rowan.third()


def without(*places: str) -> Plan:
    return on_paper(replace(PLAN, off_paper=places))


def test_each_place_is_read_as_it_was_written():
    for path in all_paths():
        info = find(path)
        assert info is not None
        for more in (0, 1) if info.letter else (0,):
            ids = tuple(f"r{number}" for number in range(len(info.lists) + more))
            assert read_place(write_place(path, ids)) == (path, ids)


def test_a_row_a_field_of_a_row_and_a_field_are_left_out_and_nothing_else():
    goal = PLAN.goals[0]
    rung = goal.ladder.rungs[0]
    assert without(f"goals@{goal.id}").goals == PLAN.goals[1:]
    kept = without(f"goals@{goal.id}.ladder.rungs@{rung.id}.text").goals[0].ladder.rungs[0]
    assert kept == replace(rung, text=None)
    assert without("story.me").story == replace(PLAN.story, me=None)
    assert without("flare_plan.signs").flare_plan == replace(PLAN.flare_plan, signs=())
    assert without("story").story == type(PLAN.story)()


@pytest.mark.parametrize("place", ["", "zebra", "goals@g99", "goals@g1.zebra", "visit.kind", "@g1"])
def test_a_place_that_names_nothing_leaves_nothing_out(place: str):
    assert replace(without(place), off_paper=()) == PLAN


@given(st.lists(st.text("goalsvuety@.r1_ ", max_size=20), max_size=3))
def test_no_text_in_a_plan_stops_a_sheet(places: list[str]):
    assert without(*places).patient == PLAN.patient
