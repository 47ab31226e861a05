"""Days side by side in a review: opened only when it is chosen, and nothing to try in a limit."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import SkipReason as Reason
from goalcoach.dialogue.answer_types import Value
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.plan.outcome.good_day_counts import GROUPS, OWN
from tests.plan.said import tree_of
from tests.prompts.pack import files
from tests.prompts.test_review_visit import ON, Talk, plan_before, script

CHOSEN: Mapping[str, Value | Reason] = {
    "look/parts": ("patterns",),
    "patterns/sense": "My sister makes it light",
}
TRIED = "patterns/try"


def kept(talk: Talk) -> dict[str, object]:
    return tree_of(harvest(script(), talk.state))


def test_it_shows_the_counts_asks_what_they_make_of_them_and_keeps_that():
    talk = Talk({**CHOSEN, TRIED: "Ring her on Fridays"})
    at = [one for one in talk.asked if one.startswith("patterns/")]
    assert at == ["patterns/days", "patterns/sense", "patterns/try"]
    said = kept(talk)
    assert said["patterns"] == {"sense": "My sister makes it light", "try": "Ring her on Fridays"}
    assert not any(one.startswith("patterns/") for one in Talk({}).asked)


def test_inside_an_energy_limit_nothing_is_asked_to_be_tried():
    assert not Talk({**CHOSEN, "safety/pem": "yes"}, plan_before("yes")).was_asked(TRIED)
    assert not Talk({**CHOSEN, "safety/pem": "unsure"}).was_asked(TRIED)
    assert Talk(CHOSEN).was_asked(TRIED)


@pytest.mark.parametrize("before", [{}, {"patterns": {"try": "Ring her on Fridays"}}])
def test_what_they_wanted_to_try_is_asked_about_at_the_next_review(before):
    talk = Talk({"wins/tried": "Twice"}, {**plan_before(lifecycle="planned"), **before})
    assert talk.was_asked("wins/tried") is bool(before)
    if before:
        assert "Ring her on Fridays" in talk.said["wins/tried"]
        assert kept(talk)["patterns"] == {"went": "Twice"}


def test_a_part_that_was_left_open_last_time_says_so():
    before = {**plan_before(lifecycle="planned"), "visit": {"parts": ["patterns"]}}
    state = Talk({"look/parts": ON}, before).state
    asked = screen(script(), replace(state, cursor="look/parts"))
    offered = [one.offered for one in asked.options]
    assert "My days side by side – we left it open last time" in offered


@pytest.mark.parametrize(("section", "roster"), [("wins", "days"), ("setbacks", "spells")])
def test_good_days_and_hard_spells_are_given_the_same_words_in_the_same_order(section, roster):
    (item,) = (one for one in files()[section]["item"] if one["id"] == roster)
    (there,) = (one for one in item["fields"] if one["id"] == "there")
    ids = [one["id"] for one in there["options"]]
    assert ids == [*(word for words in GROUPS.values() for word in words), OWN]
    assert not any("core" in one for one in item["fields"] if one["id"].startswith("there"))
