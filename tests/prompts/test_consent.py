"""What the core script asks of consent: when, of whom, and not while someone listens."""

from __future__ import annotations

import pytest

from goalcoach.dialogue.answer_types import SkipReason, Value
from goalcoach.dialogue.engine.harvest import harvest
from tests.plan.said import tree_of
from tests.prompts import test_first_visit as first
from tests.prompts import test_review_visit as review

PAPER, SHARING, ROOM = "close/print_today", "close/share_today", "close/room"
HELPED: dict[str, Value | SkipReason] = {
    "start/present": ("patient", "clinician", "helper"),
    "safety/alone": "alone",
}
CONSENT = ("share", "print", "print_size")


@pytest.mark.parametrize("said", ["yes", "no", "ask"])
def test_who_wants_to_be_asked_is_asked_at_the_end_and_nobody_else(said: str):
    talk = first.Talk({"start/print": said, "start/share": said, PAPER: "yes", SHARING: "no"})
    asked = [one for one in talk.asked if one in (PAPER, SHARING, ROOM)]
    assert asked == ([PAPER, SHARING] if said == "ask" else [])
    visit = tree_of(harvest(first.script(), talk.state))["visit"]
    assert isinstance(visit, dict)
    assert (visit.get("print_today"), visit.get("share_today")) == (
        ("yes", "no") if said == "ask" else (None, None)
    )


def test_a_standing_wish_to_be_asked_is_kept_at_each_review():
    talk = review.Talk({"start/same": "yes", SHARING: "yes"})
    assert SHARING in talk.asked
    assert PAPER not in talk.asked


@pytest.mark.parametrize(("room", "put"), [("alone", True), ("others", False)])
def test_with_a_helper_there_it_is_asked_only_once_they_are_alone(room: str, put: bool):
    talk = first.Talk({**HELPED, "safety/print": "ask", "safety/share": "ask", ROOM: room})
    assert ROOM in talk.asked
    assert ({PAPER, SHARING} <= set(talk.asked)) is put


def test_sharing_and_paper_are_asked_of_each_first_visit_once_and_alone_where_helpers_are():
    nobody: dict[str, Value | SkipReason] = {}
    for given, where, other in ((nobody, "start", "safety"), (HELPED, "safety", "start")):
        asked = first.Talk(given).asked
        for name in CONSENT:
            assert f"{where}/{name}" in asked
            assert f"{other}/{name}" not in asked


@pytest.mark.parametrize("talk", [first.Talk, review.Talk])
def test_nothing_of_consent_is_asked_while_others_stay_and_listen(talk):
    asked = talk({**HELPED, "safety/alone": "others", "safety/own_steps": "adapt"}).asked
    for name in CONSENT:
        assert not {f"start/{name}", f"safety/{name}"} & set(asked)
    assert not {PAPER, SHARING, ROOM} & set(asked)


def test_with_others_there_only_a_smaller_plan_leads_on():
    talk = first.Talk({**HELPED, "safety/alone": "others", "safety/own_steps": "adapt"})
    assert talk.options["safety/own_steps"] == ("adapt", "pause", "not_yet")
    for alone in ("alone", "asked_for", SkipReason.NOT_NOW):
        talk = first.Talk({**HELPED, "safety/alone": alone})
        assert "go" in talk.options["safety/own_steps"]


@pytest.mark.parametrize(
    ("alone", "who", "joins"),
    [
        ("alone", "helper", True),
        ("alone", "guardian", True),
        ("asked_for", "helper", False),
        ("others", "helper", False),
        ("alone", "interpreter", False),
    ],
)
def test_only_who_left_is_asked_back_in(alone: str, who: str, joins: bool):
    there = ("patient", who)
    talk = first.Talk({"start/present": there, "safety/alone": alone, "safety/own_steps": "adapt"})
    assert ("safety/join" in talk.asked) is joins
    assert ("safety/later" in talk.asked) is (alone == "others")


def test_a_guardian_brings_the_question_who_says_yes():
    given = {"start/present": ("patient", "guardian"), "start/yes_by": ("patient", "guardian")}
    talk = first.Talk(given)
    consent = tree_of(harvest(first.script(), talk.state))["consent"]
    assert isinstance(consent, dict)
    assert consent["by"] == ["patient", "guardian"]
    assert "start/yes_by" not in first.Talk({}).asked
