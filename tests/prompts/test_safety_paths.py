"""What the core script does when something dangerous is said: path by path, to the end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.engine.command import (
    Acknowledge,
    Answer,
    Back,
    Carry,
    Close,
    CloseReason,
    Jump,
    Next,
    Resume,
)
from goalcoach.dialogue.engine.engine import Taken, impact, step
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State, begin
from goalcoach.dialogue.view.question_list import where_lines
from goalcoach.dialogue.view.screen import Status
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.plan.conversion import to_tree
from tests.dialogue.walker import plan_of
from tests.prompts.test_first_visit import DAY, Talk, script
from tests.prompts.test_review_visit import Talk as Review
from tests.prompts.test_review_visit import plan_before

GATE = "safety/own_steps"
AGAIN = "safe_again/decision"
LONG = DAY + timedelta(days=90)


def close(state: State, reason: CloseReason | None = None) -> Taken | Refusal:
    return step(script(), state, Close(reason))


def give(state: State, *commands: object) -> State:
    for command in commands:
        taken = step(script(), state, command)  # type: ignore[arg-type]
        assert isinstance(taken, Taken), taken
        state = taken.state
    return state


def leaves(state: State, *, unfinished: bool = False) -> dict[object, object]:
    said = harvest(script(), state, unfinished=unfinished)
    fields: dict[object, object] = dict(said.fields.items())
    return fields | dict(said.answers.items())


# The gate


@pytest.mark.parametrize("decision", ["pause", "not_yet"])
def test_a_gate_that_stays_closed_ends_the_visit_and_nothing_is_planned(decision: str):
    talk = Talk({GATE: decision})
    assert talk.asked[-1] == GATE
    assert isinstance(close(talk.state), Refusal)
    assert isinstance(close(talk.state, CloseReason.PAUSED), Taken)


def test_from_each_question_the_gate_can_close_and_all_said_before_is_in_the_plan():
    """Kept means kept: nothing is called set aside, and the plan holds every answer."""
    whole = Talk({})
    reached: list[str] = []
    state: State | None = None
    for at in whole.asked[whole.asked.index(GATE) + 1 :]:
        if "." in at or at in reached:
            continue
        reached.append(at)
        state = Talk({}, until=at, state=state).state  # on from the question before
        before = leaves(state)
        assert impact(script(), state, Answer("pause", GATE)).sets_aside == ()
        shut = give(state, Jump(GATE), Answer("pause"))
        after = leaves(shut, unfinished=True)
        assert {key: one for key, one in before.items() if after.get(key) != one} == {
            ("safety.decision", ()): "go"
        }, at
        assert not [one for one in where_lines(script(), shut) if one.status is Status.SET_ASIDE]
    assert len(reached) > 60


def test_a_first_visit_after_a_closed_gate_goes_on_with_all_that_was_told():
    shut = give(Talk({}, until="matters/purpose").state, Jump(GATE), Answer("pause"))
    prior = to_tree(plan_of(script(), shut))
    state = give(begin(Talk({}).state.start, prior), Carry())
    assert state.entry("story/open").answered
    assert state.entry("matters/purpose").answered
    assert not state.entry(GATE).answered


@pytest.mark.parametrize("talk", [Talk, Review])
def test_the_words_of_a_safety_answer_are_in_no_plan(talk: type[Talk | Review]):
    said = talk({"safety/effort": "zq9 two days in bed", "safety/pem": "yes"})
    assert said.was_asked("safety/effort")
    assert "zq9" not in str(to_tree(plan_of(script(), said.state)))


def test_a_visit_taken_up_on_another_day_asks_the_gate_and_who_is_there_anew():
    state = Talk({}, until="goal/goals").state
    later = give(state, Resume(DAY + timedelta(days=28)))
    for at in ("start/present", "safety/pem", "safety/new", GATE, "opening/ease"):
        assert not later.entry(at).answered, at
    assert later.entry("story/open").answered
    assert walk(script(), later).gate_closed == GATE
    assert isinstance(step(script(), later, Jump("goal/goals")), Refusal)


def second_sitting(first: Talk, *, paused: bool) -> State:
    """Where the second sitting begins: a visit paused for four weeks, or the one that follows."""
    if paused:
        return give(first.state, Resume(DAY + timedelta(days=28)))
    start = replace(first.state.start, today=DAY + timedelta(days=28))
    return give(begin(start, to_tree(plan_of(script(), first.state))), Carry())


@pytest.mark.parametrize("paused", [True, False])
def test_a_second_sitting_asks_what_belongs_to_the_day_and_goes_on_where_it_stopped(paused: bool):
    first = Talk({"start/time": "two"}, until="flare/call")
    again = Talk({"start/time": "two"}, state=second_sitting(first, paused=paused)).asked
    stopped = again.index("flare/keep")
    sections = script().sections
    for at in again[:stopped]:
        section, _, name = at.partition("/")
        name = name.partition("@")[0]
        asked = next(one for one in sections[section.partition("@")[0]].items if one.id == name)
        # A version holds no private answer without a field, and what hangs on answers of the day
        # is only known after them: what to keep in mind is said again.
        bare = asked.private and asked.fills is None
        said = asked.kind is Kind.SAY and asked.core
        assert asked.each_day or (not paused and (bare or said)), at
    assert not set(again[stopped:]) & set(first.asked)
    # A good place to stop for today is no way to begin, where the plan for hard spells is there.
    assert "half_way/stop" not in again


def test_a_visit_paused_at_the_good_place_to_stop_does_not_go_on_with_it():
    before = Talk({"start/time": "two"}, until="half_way/stop").asked[-2]
    first = Talk({"start/time": "two"}, until=before)
    assert screen(script(), first.state).address == "half_way/stop"
    again = Talk({"start/time": "two"}, state=second_sitting(first, paused=True), until="sense/fit")
    assert "half_way/stop" not in again.asked
    assert "if_then@g1/plans" in again.asked


@pytest.mark.parametrize("paused", [True, False])
def test_in_a_second_sitting_going_back_and_on_meets_each_question_of_that_sitting(paused: bool):
    first = Talk({"start/time": "two"}, until="flare/call")
    state = second_sitting(first, paused=paused)
    later = Talk({"start/time": "two"}, state=state, until="sense/fit").state
    later = give(later, Back(), Back(), Back(), Next())
    assert later.cursor == "sense/share_unknown"


# Danger behind the gate opens it again


@pytest.mark.parametrize(
    "danger",
    [{"about@g1/kind_of": "harm"}, {"matters/nothing": "nothing"}, {"close/ease": 2}],
)
def test_danger_said_later_asks_the_safety_questions_once_more(danger: Mapping[str, Value]):
    talk = Talk(danger)
    assert talk.asked[-2:] == [AGAIN, "safe_again/why"]
    said = harvest(script(), talk.state)
    assert said.value("safety.again") == "go"
    assert said.value("safety.again_why") == "some words"
    for decision in ("pause", "not_yet"):
        shut = give(talk.state, Answer(decision, AGAIN))
        assert isinstance(close(shut), Refusal)
    assert isinstance(close(talk.state), Taken)


def test_going_on_after_danger_needs_its_reason():
    talk = Talk({"close/ease": 1}, until=AGAIN)
    refused = close(talk.state)
    assert isinstance(refused, Refusal)
    assert "safe_again/why" in refused.addresses


def test_a_quiet_visit_is_not_asked_twice():
    assert AGAIN not in Talk({}).asked
    assert AGAIN not in Review({}).asked


def test_more_trouble_than_at_the_start_asks_once_more_in_a_review():
    prior = plan_before()
    prior["goals"][0]["levels"] = {"0": "one dish"}
    assert AGAIN in Review({"rate@g1/level": "harder"}, prior).asked


@pytest.mark.parametrize("kind", ["harm", "activity"])
@pytest.mark.parametrize(
    ("at", "answers", "added"),
    [
        ("reword@g1/kind_of", {"decide@g1/choice": "revise", "reword@g1/words": "Other"}, {}),
        ("about_new@g3/kind_of", {"fresh/more": "yes"}, {"fresh/goals": "Something else"}),
    ],
)
def test_a_new_goal_or_new_words_about_harm_ask_once_more_in_a_review(
    at: str, answers: Mapping[str, Value], added: Mapping[str, str], kind: str
):
    talk = Review({**answers, at: kind}, added=added)
    assert talk.was_asked(at)
    assert talk.was_asked(AGAIN) is (kind == "harm")


# Red flags join


@pytest.mark.parametrize(
    "flag",
    [
        {"safety/medical_check": "no", "safety/new_unseen": "yes"},
        {"safety/medical_check": "yes", "safety/new": "yes"},
    ],
)
def test_something_new_and_unseen_with_go_wants_a_reason(flag: Mapping[str, Value]):
    talk = Talk({**flag, GATE: "go"})
    assert GATE in talk.acknowledged
    assert GATE not in Talk({**flag, GATE: "adapt"}).acknowledged
    assert harvest(script(), talk.state).kept[f"{GATE}#new_unseen"] == "we both want it so"


def test_without_the_reason_the_visit_cannot_be_closed():
    talk = Talk({"safety/medical_check": "yes", "safety/new": "yes"})
    state = give(talk.state, Answer("adapt", GATE), Answer("no", "safety/new"))
    assert isinstance(close(state), Taken)
    state = give(state, Answer("yes", "safety/new"), Answer("go", GATE))
    acks = {key: one for key, one in state.acks.items() if key[0] != GATE}
    refused = close(replace(state, acks=acks))
    assert isinstance(refused, Refusal)
    assert GATE in refused.addresses


@pytest.mark.parametrize("choice", ["hold", "up"])
def test_worse_and_the_same_step_or_more_wants_a_reason(choice: str):
    talk = Review({"safety/harm": "yes", "ladder@g1/kept": "most", "ladder@g1/steady": choice})
    assert "ladder@g1/harm_first" in talk.asked
    assert harvest(script(), talk.state).kept["ladder@g1/steady#worse"]


def test_worse_and_a_smaller_step_wants_none():
    talk = Review({"safety/harm": "yes", "ladder@g1/kept": "most", "ladder@g1/steady": "down"})
    assert "ladder@g1/steady#worse" not in harvest(script(), talk.state).kept


def test_worse_on_an_uneven_step_that_stays_wants_a_reason():
    talk = Review({"safety/harm": "yes", "ladder@g1/kept": "some", "ladder@g1/uneven": "hold"})
    assert harvest(script(), talk.state).kept["ladder@g1/uneven#worse"]


def test_worse_inside_the_limit_and_the_same_step_wants_a_reason():
    given: dict[str, Value] = {"safety/harm": "yes", "safety/pem": "yes"}
    given["ladder@g1/inside"] = "hold"
    talk = Review(given, plan_before(pem="yes"))
    assert harvest(script(), talk.state).kept["ladder@g1/inside#worse"]


def test_up_with_something_new_and_unseen_wants_a_reason():
    given: dict[str, Value] = {"safety/new_since": "yes", "safety/new_seen": "no", GATE: "go"}
    talk = Review({**given, "ladder@g1/kept": "most", "ladder@g1/steady": "up"})
    kept = harvest(script(), talk.state).kept
    assert {f"{GATE}#new_unseen", "ladder@g1/steady#new_unseen"} <= set(kept)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({"close/ease": 3, "close/next_visit": LONG}, True),
        ({"close/ease": 3, "close/how_on": "apart", "close/apart": "own"}, True),
        ({"close/ease": 3}, False),
        ({"close/ease": 7, "close/next_visit": LONG}, False),
    ],
)
def test_little_ease_and_a_long_way_alone_wants_a_reason(given: dict[str, Value], asked: bool):
    kept = harvest(script(), Review(given).state).kept
    assert ("close/ease#late_alone" in kept) is asked


def test_everything_red_is_stopped_at_each_place():
    """Something new and unseen, worse, little ease twice, up, alone, and ninety days away."""
    talk = Review(
        {
            "safety/new_since": "yes",
            "safety/new_seen": "no",
            "safety/harm": "yes",
            GATE: "go",
            "opening/ease": 3,
            "ladder@g1/kept": "most",
            "ladder@g1/steady": "up",
            "close/how_on": "apart",
            "close/apart": "own",
            "close/next_visit": LONG,
            "close/ease": 2,
        }
    )
    kept = harvest(script(), talk.state).kept
    assert {
        f"{GATE}#new_unseen",
        "ladder@g1/steady#worse",
        "ladder@g1/steady#new_unseen",
        "close/ease#late_alone",
    } <= set(kept)
    assert talk.asked[-2:] == [AGAIN, "safe_again/why"]


# A third person in the room


def test_a_partner_who_stays_closes_the_private_part():
    helper: dict[str, Value] = {"start/present": ("patient", "clinician", "helper")}
    talk = Talk({**helper, "safety/alone": "others", GATE: "adapt"})
    waited = {"safety/medical_check", "safety/new", "safety/pem", "safety/limits"}
    assert not waited & set(talk.asked)
    lines = where_lines(script(), talk.state)
    assert any(one.status is Status.WAITING and one.address == "safety/alone" for one in lines)
    shown = {one.address for one in lines}
    assert not shown & (waited | {GATE})
    assert screen(script(), give(talk.state, Jump(GATE))).value is None


def test_after_the_gate_no_private_answer_is_in_the_list_of_questions():
    talk = Talk({"safety/new": "yes", "safety/pem": "yes"})
    private = [
        one for one in where_lines(script(), talk.state) if one.address.startswith("safety/")
    ]
    assert [(one.title, one.detail) for one in private] == [("The private part", "done")]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("medical_check", "no"),
        ("new", "yes"),
        ("new_unseen", "yes"),
        ("new_since", "yes"),
        ("new_seen", "no"),
        ("harm", "yes"),
        ("pem", "yes"),
    ],
)
def test_the_first_answer_of_every_safety_question_is_the_one_that_asks_for_care(name, first):
    item = script().item("safety", name)
    assert item is not None
    assert item.options[0].id == first
    assert item.options[-1].id == "unsure"


# Another day


def test_what_was_new_on_another_day_is_asked_anew_though_it_was_off_the_path_then():
    """An answer to the other of two questions for one field may not stand for today."""
    state = give(
        Talk({}, until="safety/medical_check").state,
        Answer("yes", "safety/medical_check"),
        Answer("no", "safety/new"),
        Answer("no", "safety/medical_check"),
        Resume(LONG),
        Answer("yes", "safety/medical_check"),
    )
    assert state.entry("safety/new").value is None


def test_the_reason_to_go_on_is_asked_anew_on_another_day():
    unseen = (
        Answer("no", "safety/medical_check"),
        Answer("yes", "safety/new_unseen"),
        Answer("go", GATE),
    )
    state = give(Talk({}, until="story/open").state, *unseen)
    state = give(state, Acknowledge("new_unseen", "seen tomorrow", GATE), Resume(LONG), *unseen)
    assert [one.kept for one in screen(script(), give(state, Jump(GATE))).checks] == [None]
    refused = close(state)
    assert isinstance(refused, Refusal)
