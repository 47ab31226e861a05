"""The refresher: a review of about fifteen minutes for someone who goes on alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import SkipReason as Reason
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.view.screen_builder import screen
from tests.plan.said import tree_of
from tests.prompts import test_first_visit as first
from tests.prompts.test_review_visit import ON, Talk, script

TIME = "start/time"
OWN = tuple(
    f"refresher/{name}"
    for name in ("used", "slipped", "win", "signs", "steps", "look_signs", "back", "change")
)


def test_it_asks_the_short_path_and_eight_questions_of_its_own_behind_the_gate():
    short, talk = Talk({TIME: "short"}), Talk({TIME: "refresher"})
    assert [one for one in talk.asked if one not in OWN] == short.asked
    assert tuple(one for one in talk.asked if one in OWN) == OWN
    at = talk.asked.index
    assert at("opening/ease") < at("safety/own_steps") < at(OWN[0])
    assert at(OWN[-1]) < at("close/next_visit") < at("close/ease")
    for time in ("short", "usual"):
        assert not set(OWN) & set(Talk({TIME: time}).asked)


@pytest.mark.parametrize("time", [ON, Reason.NOT_NOW, "usual"])
def test_a_review_that_is_none_asks_for_days_that_went_better(time: Any):
    """Also where it was left open how long there is, and what was told then stands in the plan."""
    talk = Talk({TIME: time}, added={"wins/days": "Sang"})
    assert talk.was_asked("wins/days")
    said = tree_of(harvest(script(), talk.state))
    assert [win["day"] for win in said["wins"]] == ["Sang"]


def test_a_closed_gate_leaves_it_unasked():
    assert not set(OWN) & set(Talk({TIME: "refresher", "safety/own_steps": "pause"}).asked)


def test_the_plan_for_hard_spells_is_gone_over_and_the_good_day_kept():
    answers: Any = {TIME: "refresher", "refresher/signs": ("cold hands", "a tight jaw")}
    talk = Talk({**answers, "refresher/steps": ("Sit down",)}, added={"refresher/win": "Sang"})
    said = tree_of(harvest(script(), talk.state))
    assert said["flare_plan"]["signs"] == ["cold hands", "a tight jaw"]
    assert said["flare_plan"]["steps"] == ["Sit down"]
    assert [win["day"] for win in said["wins"]] == ["Sang"]
    assert said["visit"]["time"] == "refresher"


def test_it_leaves_what_the_sheet_for_going_on_alone_is_made_of():
    answers: Any = {TIME: "refresher", "refresher/look_signs": ("I leave out my rest",)}
    talk = Talk({**answers, "refresher/back": ("Three weeks like that",)})
    said = tree_of(harvest(script(), talk.state))["self_led"]
    assert said == {"signs": ["I leave out my rest"], "back_when": ["Three weeks like that"]}


def test_a_first_visit_has_no_refresher():
    assert "refresher" in Talk({}).choices[TIME]
    path = walk(first.script(), first.Talk({}).state)
    offered = path.options(next(one for one in path.stops if one.address == TIME))
    assert "refresher" not in offered
    assert "short" in offered


def test_its_label_says_as_many_minutes_as_its_clock():
    told = Talk({TIME: "refresher"}).state
    chosen = replace(told, entries={TIME: told.entries[TIME]}, cursor="start/present")
    left = screen(script(), replace(chosen, passed=frozenset())).progress.minutes_left
    item = script().item("start", "time")
    assert item is not None
    label = next(one.label for one in item.options if one.id == "refresher")
    [minutes] = re.findall(r"\d+", str(label.parts[0]))
    assert 10 <= left <= int(minutes) == 15
