"""All in all: how it is since the first visit, and what the plan brought that nobody wanted."""

from __future__ import annotations

import pytest

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.harvest import harvest
from tests.plan.said import tree_of
from tests.prompts import pack
from tests.prompts.test_review_visit import Talk, plan_before, script

CHANGE, UNWANTED, HEARD = "overall/change", "overall/unwanted", "overall/heard"


def test_each_review_asks_both_after_the_ratings_and_keeps_the_word_and_the_words():
    talk = Talk({CHANGE: "little_better", UNWANTED: "Less sleep before each visit"})
    at = talk.asked.index
    assert at("rate@g1/now") < at(CHANGE) < at(UNWANTED) < at("setbacks/spells")
    said = tree_of(harvest(script(), talk.state))["overall"]
    assert said == {"change": "little_better", "unwanted": "Less sleep before each visit"}


def test_the_short_path_and_a_first_visit_ask_neither():
    assert not {CHANGE, UNWANTED} & set(Talk({"start/time": "short"}).asked)
    assert "overall" not in pack.files()["script"]["order"]["first"]


def test_there_are_as_many_words_for_worse_as_for_better():
    ids = [one["id"] for one in pack.files()["overall"]["item"][0]["options"]]
    assert [one.replace("worse", "better") for one in reversed(ids[4:])] == ids[:3]


@pytest.mark.parametrize(
    ("change", "heard", "again"),
    [
        ("same", False, False),
        ("little_worse", True, False),
        ("worse", True, True),
        ("much_worse", True, True),
    ],
)
def test_worse_is_heard_out_and_asks_for_the_safety_questions_once_more(
    change: str, heard: bool, again: bool
):
    talk = Talk({CHANGE: change})
    assert talk.was_asked(HEARD) is heard
    assert any(one.startswith("safe_again/") for one in talk.asked) is again


def test_what_would_have_to_be_different_is_kept_by_its_question():
    talk = Talk({CHANGE: "worse", HEARD: "Fewer tasks at once"})
    assert harvest(script(), talk.state).answers[HEARD] == "Fewer tasks at once"


def test_what_the_plan_cost_is_asked_in_one_place():
    probes = [one for one in pack.strings() if one.text == "What did the plan cost you?"]
    assert [one.address for one in probes] == [UNWANTED]


@pytest.mark.parametrize(
    ("named", "present", "comes_back"),
    [
        ("Less sleep", ("patient", "clinician"), True),
        ("Less sleep", ("patient", "clinician", "interpreter"), True),
        ("Nothing", ("patient", "clinician"), False),
        ("", ("patient", "clinician"), False),
        ("Less sleep", ("patient", "clinician", "helper"), False),
        ("Less sleep", ("patient", "clinician", "guardian"), False),
        ("Less sleep", SkipReason.NOT_NOW, False),
    ],
)
def test_what_was_not_wanted_comes_back_at_the_step_and_not_before_others(
    named: str, present: tuple[str, ...] | SkipReason, comes_back: bool
):
    prior = plan_before(lifecycle="planned")
    if named:
        prior["overall"] = {"unwanted": named}
    talk = Talk({"start/present": present}, prior)
    said = [words for at, words in talk.said.items() if at.endswith("/unwanted") and "@" in at]
    words = "Last time you named something from the plan that you did not want: Less sleep."
    assert said == ([f"{words} How is that now?"] if comes_back else [])
