"""A visit taken up on another day, and one that goes on where an unfinished one ended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goalcoach.dialogue.answer_types import REVIEW, SkipReason
from goalcoach.dialogue.engine.command import (
    Acknowledge,
    AddRow,
    Answer,
    Back,
    Carry,
    Command,
    Jump,
    Next,
    Note,
    Resume,
    Skip,
)
from goalcoach.dialogue.engine.engine import Taken, step
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.reach import Reach
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.script import Script
from goalcoach.plan.conversion import to_tree
from goalcoach.plan.tree_types import Tree
from tests.dialogue.packs import item, pack, section
from tests.dialogue.walker import TODAY, give, plan_of, start

LATER = TODAY + timedelta(days=28)


def gated() -> Script:
    """Questions of the day with a gate, then a story, goals and a rating."""
    gate = {"q": "decision", "in": ["go", "adapt"]}
    fields = [
        item("text", "text", fills="goals.statement", required=True),
        item("mine", "scale", fills="goals.rating.progress.patient"),
    ]
    parts = {
        "day": section(
            "day",
            item("hello", "say", say="Hello."),
            item("ease", "scale", fills="ease.start", each_day=True),
            item("pem", "choice", options=["yes", "no"], fills="safety.pem", private=True,
                 each_day=True),
            item("decision", "choice", options=["go", "adapt", "pause"], fills="safety.decision",
                 private=True, each_day=True, gate=gate),
        ),
        "story": section(
            "story",
            item("open", "long_text"),
            item("thanks", "say", say="Thank you."),
            item("me", "text", fills="story.me"),
            item("only_go", "text", when={"q": "day/decision", "eq": "go"}),
            item("goals", "roster", fills="goals", rows=[0, 3], fields=fields),
            item("lead", "choice", options_from="story/goals", fills="goals.lead",
                 marks={"chosen": "yes", "other": "no"}),
            item("size", "number", checks=[
                {"id": "big", "warn_if": {"q": "self", "gt": 5}, "text": "Big."}]),
            item("passed", "text"),
            item("after", "text"),
        ),
    }  # fmt: skip
    return compile_pack(pack(parts))


TOLD: tuple[Command, ...] = (
    Answer(True, "day/hello"),
    Answer(7, "day/ease"),
    Answer("no", "day/pem"),
    Answer("go", "day/decision"),
    Answer("It is hard.", "story/open"),
    Note("slowly", "story/open"),
    Answer("a cook", "story/me"),
    Answer("one more", "story/only_go"),
    AddRow("story/goals", "Cook"),
    Answer(3, "story/goals@g1.mine"),
    Answer("g1", "story/lead"),
    Answer(9, "story/size"),
    Acknowledge("big", "she wants it", "story/size"),
    Skip(SkipReason.UNSURE, "story/passed"),
)


def told() -> State:
    return give(gated(), start(gated()), *TOLD)


def leaves(state: State, *, unfinished: bool = True) -> dict[str, object]:
    said = harvest(gated(), state, unfinished=unfinished)
    fields: dict[str, object] = {path: value for (path, _), value in said.fields.items()}
    return fields | said.answers


# Kept means kept


@pytest.mark.parametrize("upto", range(4, len(TOLD) + 1))
def test_a_gate_that_closes_late_keeps_all_that_was_said_before(upto: int):
    state = give(gated(), start(gated()), *TOLD[:upto])
    before = leaves(state)
    shut = give(gated(), state, Answer("pause", "day/decision"))
    assert leaves(shut) == before | {"safety.decision": "pause"}


def test_an_unfinished_visit_keeps_what_a_later_answer_took_off_the_path():
    state = give(gated(), told(), Answer("adapt", "day/decision"))
    assert "story/only_go" not in leaves(state, unfinished=False)
    assert leaves(state)["story/only_go"] == "one more"


def test_what_was_declined_is_not_kept():
    state = give(gated(), told(), Skip(SkipReason.DECLINED, "story/me"))
    assert "story.me" not in leaves(state)


# Another day


def test_on_another_day_what_belongs_to_a_day_is_asked_anew_and_nothing_else():
    state = give(gated(), give(gated(), told(), Jump("story/after")), Resume(LATER))
    assert (state.cursor, state.today) == ("day/ease", LATER)
    assert walk(gated(), state).gate_closed == "day/decision"
    for at in ("day/ease", "day/pem", "day/decision"):
        assert state.entry(at).value is None
    again = give(gated(), state, Answer(5, "day/ease"), Answer("no", "day/pem"))
    again = give(gated(), again, Answer("go", "day/decision"))
    assert leaves(again) == leaves(told()) | {"ease.start": 5}


GONE_THROUGH = (Answer(True, "story/thanks"), Answer(True, "story/goals"))


def onward(state: State) -> list[str]:
    """Answer what belongs to the day, then go on; return where that leads."""
    day: tuple[Command, ...] = (Answer(5), Next(), Answer("no"), Next(), Answer("go"), Next())
    state, seen = give(gated(), state, *day), list[str]()
    while state.cursor != REVIEW:
        seen.append(state.cursor)
        state = give(gated(), state, Next())
    return seen


def test_on_another_day_going_on_leads_to_what_is_open_not_through_what_was_told():
    shown = give(gated(), told(), *GONE_THROUGH, Jump("story/size"))
    assert onward(give(gated(), shown, Resume(LATER))) == ["story/after"]
    prior = to_tree(plan_of(gated(), told()))
    assert onward(give(gated(), start(gated(), prior=prior), Carry())) == ["story/after"]


def test_a_thought_that_waits_for_a_word_is_not_passed_over_on_another_day():
    doubtful = give(gated(), told(), *GONE_THROUGH, Answer(8, "story/size"))
    assert onward(give(gated(), doubtful, Resume(LATER))) == ["story/size", "story/after"]


def test_one_can_go_back_to_what_was_told_and_on_from_there():
    state = give(gated(), give(gated(), told(), Jump("story/after")), Resume(LATER))
    state = give(gated(), state, Answer(5), Answer("no", "day/pem"), Answer("go", "day/decision"))
    back = give(gated(), state, Jump("story/after"), Back())
    assert back.cursor == "story/passed"
    assert give(gated(), back, Back(), Next()).cursor == "story/after"


def test_on_the_same_day_nothing_is_asked_anew():
    taken = step(gated(), told(), Resume(TODAY))
    assert isinstance(taken, Taken)
    assert taken.events == ()


# Going on where an unfinished visit ended


def unfinished(state: State) -> dict[str, Tree]:
    return to_tree(plan_of(gated(), state))


def test_a_visit_goes_on_with_all_that_was_told_but_what_belongs_to_a_day():
    state = give(gated(), start(gated(), prior=unfinished(told())), Carry())
    assert state.cursor == "day/ease"
    state = give(gated(), state, Answer(5, "day/ease"), Answer("no", "day/pem"))
    state = give(gated(), state, Answer("go", "day/decision"), Jump("story/after"))
    assert leaves(state) == leaves(told()) | {"ease.start": 5}
    said = harvest(gated(), state)
    assert said.notes == {"story/open": "slowly"}
    assert said.skipped == {"story/passed": "unsure"}
    assert said.kept == {"story/size#big": "she wants it"}
    for at in ("day/hello", "story/thanks"):
        assert state.entry(at).answered, "read aloud already"


def test_carrying_twice_or_after_a_finished_visit_does_nothing():
    state = give(gated(), start(gated(), prior=unfinished(told())), Carry())
    for other in (state, start(gated()), start(gated(), "review", unfinished(told()))):
        taken = step(gated(), other, Carry())
        assert isinstance(taken, Taken)
        assert not [one for one in taken.events if type(one).__name__ != "Went"]


def test_behind_a_gate_the_whole_visit_is_known():
    state = give(gated(), told(), Answer("pause", "day/decision"))
    assert walk(gated(), state).stops[-1].address == "day/decision"
    assert walk(gated(), state, Reach.BEHIND_GATES).stops[-1].address == "story/after"
