"""What the core script asks of consent: when, of whom, and not while someone listens."""

from __future__ import annotations

import pytest

from goalcoach.dialogue.engine.harvest import harvest
from tests.plan.said import tree_of
from tests.prompts import test_first_visit as first
from tests.prompts import test_review_visit as review

PAPER, SHARING, ROOM = "close/print_today", "close/share_today", "close/room"
WITH_HELPER = ("patient", "clinician", "helper")


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
    talk = first.Talk(
        {
            "start/present": WITH_HELPER,
            "safety/alone": "alone",
            "start/print": "ask",
            "start/share": "ask",
            ROOM: room,
        }
    )
    assert ROOM in talk.asked
    assert ({PAPER, SHARING} <= set(talk.asked)) is put
