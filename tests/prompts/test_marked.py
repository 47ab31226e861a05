"""What was marked or agreed is not forgotten: limits come back at the steps, tasks at a review."""

from __future__ import annotations

from types import ModuleType

import pytest

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.script.script import Item
from tests.plan.said import tree_of
from tests.prompts import test_first_visit as first
from tests.prompts import test_review_visit as review

LIMITS = "safety/limits"
MARKS = ("falls", "pregnancy", "heart", "seizures", "eating", "other")


@pytest.mark.parametrize("mark", MARKS)
def test_each_mark_comes_back_in_words_before_the_steps_are_chosen(mark: str):
    talk = first.Talk({LIMITS: (mark,)})
    labels = {one.id: one.label.parts[0] for one in limits_of(first).options}
    assert f"work around: {labels[mark]}." in talk.said["steps@g1/mind"]
    assert talk.asked.index("steps@g1/mind") < talk.asked.index("steps@g1/rungs")


def test_a_step_from_here_is_looked_at_with_what_was_marked():
    talk = review.Talk({LIMITS: ("falls",), "decide@g1/choice": "new_steps"})
    assert "Falls" in talk.said["new_steps@g1/mind"]


def test_nothing_marked_says_nothing():
    for marked in (("none",), ()):
        talk = first.Talk({LIMITS: marked} if marked else {LIMITS: SkipReason.NOT_NOW})
        assert not {"steps@g1/mind", "steps@g1/mind_quiet"} & set(talk.asked)


def test_before_a_helper_it_is_not_named():
    talk = first.Talk({"start/present": ("patient", "helper"), LIMITS: ("pregnancy",)})
    assert "steps@g1/mind_quiet" in talk.asked
    section = first.script().sections["steps"]
    (quiet,) = (one for one in section.items if one.id == "mind_quiet")
    assert all(isinstance(part, str) for part in quiet.words.hint.parts)
    assert not any("regnan" in words for at, words in talk.said.items() if at[:6] != "safety")


@pytest.mark.parametrize(("marked", "offered"), [("falls", True), ("seizures", False)])
def test_fits_and_blackouts_close_what_is_faced_and_chosen_days(marked: str, offered: bool):
    talk = review.Talk({LIMITS: (marked,), "decide@g1/choice": "keep"})
    assert talk.was_asked("chance@g1/offer") is offered


def test_each_open_task_is_asked_about_at_a_review_and_no_other():
    prior = review.plan_before()
    prior["actions"] = [
        {"id": "a1", "who": "the therapist", "what": "Look at the stool"},
        {"id": "a2", "what": "Ask for the bus card", "status": "done"},
        {"id": "a3", "what": "Ring the school", "status": "open"},
    ]
    talk = review.Talk({"tasks@a1/status": "done", "tasks@a3/status": "dropped"}, prior)
    assert [one for one in talk.asked if one.startswith("tasks@")] == [
        "tasks@a1/status",
        "tasks@a1/back",  # someone took it on: what came back from them?
        "tasks@a3/status",
    ]
    said = talk.said["tasks@a1/status"]
    assert "Look at the stool. Who would do it: the therapist" in said
    rows = tree_of(harvest(review.script(), talk.state))["actions"]
    assert rows == [{"id": "a1", "status": "done"}, {"id": "a3", "status": "dropped"}]


def limits_of(visit: ModuleType) -> Item:
    found = visit.script().item("safety", "limits")
    assert isinstance(found, Item)
    return found


def test_where_nobody_said_who_is_there_nothing_is_named():
    talk = first.Talk({"start/present": SkipReason.NOT_NOW, LIMITS: ("falls",)})
    assert {"steps@g1/mind", "steps@g1/mind_quiet"} & set(talk.asked) == {"steps@g1/mind_quiet"}
