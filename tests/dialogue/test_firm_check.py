"""A firm check: what it fires at is not agreed, and not in the plan, without the reason for it."""

from __future__ import annotations

import pytest

from goalcoach.dialogue.engine.command import Acknowledge, Answer, Close, CloseReason
from goalcoach.dialogue.engine.engine import Taken, step
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.script.script import Script
from tests.dialogue.packs import item, script_of
from tests.dialogue.walker import give, start
from tests.plan.said import tree_of

LONG = {"id": "long", "firm": True, "warn_if": {"q": "self", "eq": "x"}, "text": "Is it?"}
AT = "a/q"


def script() -> Script:
    return script_of(item("q", "text", fills="story.me", checks=[LONG]))


def test_a_visit_is_not_complete_without_the_reason_and_names_what_waits():
    state = give(script(), start(script()), Answer("x", AT))
    refused = step(script(), state, Close())
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.addresses) == ("reason", (AT,))
    kept = give(script(), state, Acknowledge("long", "we both want it", AT))
    assert isinstance(step(script(), kept, Close()), Taken)
    assert isinstance(step(script(), give(script(), state, Answer("y", AT)), Close()), Taken)


def test_what_waits_in_private_is_not_named_at_the_close():
    """Others may be in the room then, and the page is in sight."""
    private = script_of(item("q", "text", private=True, label="The past", checks=[LONG]))
    refused = step(private, give(private, start(private), Answer("x", AT)), Close())
    assert isinstance(refused, Refusal)
    assert "a private question" in refused.sentence
    assert "The past" not in refused.sentence


def test_no_words_are_no_reason():
    state = give(script(), start(script()), Answer("x", AT))
    refused = step(script(), state, Acknowledge("long", "  ", AT))
    assert isinstance(refused, Refusal)
    assert "reason" in refused.sentence


@pytest.mark.parametrize("typed", ["12", "7.5", "-", "12 :)"])
@pytest.mark.parametrize("firm", [True, False])
def test_a_number_where_a_reason_is_asked_for_meant_the_answer(typed: str, firm: bool):
    number = item("q", "number", checks=[{**LONG, "firm": firm, "warn_if": {"q": "self", "gt": 9}}])
    state = give(script_of(number), start(script_of(number)), Answer(20, AT))
    refused = step(script_of(number), state, Acknowledge("long", typed, AT))
    assert isinstance(refused, Refusal)
    assert "change the answer" in refused.sentence
    words = Acknowledge("long", "それでいい", AT)
    assert isinstance(step(script_of(number), state, words), Taken)


def test_a_visit_that_is_stopped_keeps_what_was_typed_beside_the_plan_and_not_in_it():
    state = give(script(), start(script()), Answer("x", AT))
    assert isinstance(step(script(), state, Close(CloseReason.STOPPED)), Taken)
    said = tree_of(harvest(script(), state))
    assert "story" not in said
    assert said["answers"] == {AT: "x"}
    kept = give(script(), state, Acknowledge("long", "we both want it", AT))
    said = tree_of(harvest(script(), kept))
    assert said["story"] == {"me": "x"}
    assert said["kept"] == {f"{AT}#long": "we both want it"}
