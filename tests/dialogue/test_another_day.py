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
    Clear,
    Close,
    Command,
    Jump,
    Next,
    Note,
    Resume,
    SaveDraft,
    Skip,
)
from goalcoach.dialogue.engine.engine import Taken, step
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.reach import Reach
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.script import Script
from goalcoach.plan.conversion import to_tree
from goalcoach.plan.tree_types import Tree
from tests.dialogue.packs import item, pack, script_of, section
from tests.dialogue.walker import TODAY, frozen, give, plan_of, start

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


def worded() -> Script:
    """Questions of the day in words, the second only asked after a low number."""
    parts = {
        "day": section(
            "day",
            item("ease", "scale", each_day=True),
            item("easier", "long_text", when={"q": "ease", "lt": 4}, each_day=True),
            item("lines", "list", each_day=True, rows=[0, 3]),
            item("which", "choice", options=["one", "two"], each_day=True),
            item("secret", "text", each_day=True, private=True),
        ),
        "story": section("story", item("me", "text", fills="story.me")),
    }
    return compile_pack(pack(parts))


LOW = (Answer(2, "day/ease"), Answer("A softer chair.\nLess light.", "day/easier"))


def notes(state: State, script: Script, *, unfinished: bool = False) -> dict[str, str]:
    return harvest(script, state, unfinished=unfinished).notes


@pytest.mark.parametrize("ease", [3, 8, None])
@pytest.mark.parametrize("unfinished", [False, True])
def test_words_of_another_day_stay_as_a_note_whether_they_are_asked_again_or_not(
    ease: int | None, unfinished: bool
):
    script = worded()
    state = give(script, start(script), *LOW, Note("moved the lamp", "day/easier"), Resume(LATER))
    if ease is not None:
        state = give(script, state, Answer(ease, "day/ease"))
    assert state.entry("day/easier").value is None
    kept = "moved the lamp\nOn 20 November 2026: A softer chair.\nLess light."
    assert notes(state, script, unfinished=unfinished) == {"day/easier": kept}


def test_each_further_day_adds_its_own_words():
    script = worded()
    state = give(script, start(script), *LOW, Resume(LATER), Answer(1, "day/ease"))
    state = give(script, state, Answer("The window.", "day/easier"))
    state = give(script, state, Resume(LATER + timedelta(days=1)))
    state = give(script, state, Resume(LATER + timedelta(days=2)))
    assert notes(state, script)["day/easier"].splitlines() == [
        "On 20 November 2026: A softer chair.",
        "Less light.",
        f"On {LATER.day} {LATER:%B %Y}: The window.",
    ]


def test_half_typed_words_of_another_day_stay_too():
    script = worded()
    half = (*LOW, SaveDraft("A softer chair, and the ", "day/easier"))
    state = give(script, start(script), *half, SaveDraft("tea", "day/lines"), Resume(LATER))
    assert notes(state, script) == {
        "day/lines": "On 20 November 2026: tea",
        "day/easier": "On 20 November 2026: A softer chair.\nLess light.\nA softer chair, and the",
    }
    assert not any(entry.draft for entry in state.entries.values())


def test_a_list_stays_as_it_is_said_and_what_was_chosen_does_not():
    script = worded()
    told = (Answer(("tea", "a walk"), "day/lines"), Answer("two", "day/which"))
    state = give(script, start(script), *told, Answer(9, "day/ease"), Resume(LATER))
    assert notes(state, script) == {"day/lines": "On 20 November 2026: tea and a walk"}


def test_private_words_of_another_day_are_in_no_note():
    script = worded()
    state = give(script, start(script), Answer("zq9 unsaid", "day/secret"), Resume(LATER))
    assert "zq9" not in str(frozen(state)["entries"])
    assert notes(state, script, unfinished=True) == {}


def test_who_declines_today_takes_the_words_of_another_day_away():
    script = worded()
    state = give(script, start(script), *LOW, Resume(LATER), Answer(2, "day/ease"))
    state = give(script, state, Skip(SkipReason.DECLINED, "day/easier"))
    assert notes(state, script, unfinished=True) == {}


def test_an_answer_of_another_day_that_was_off_the_path_does_not_come_back():
    script = worded()
    state = give(script, start(script), *LOW, Answer(8, "day/ease"), Resume(LATER))
    state = give(script, state, Answer(3, "day/ease"))
    assert state.entry("day/easier").value is None
    assert "Less light" in notes(state, script)["day/easier"]


@pytest.mark.parametrize("cleared", [False, True])
def test_a_reason_of_another_day_keeps_no_answer_of_today(cleared: bool):
    check = {"id": "sure", "firm": True, "warn_if": {"q": "self", "eq": "go"}, "text": "Sure?"}
    script = script_of(item("q", "choice", options=["go", "no"], each_day=True, checks=[check]))
    told = (Answer("go", "a/q"), Acknowledge("sure", "we looked", "a/q"))
    state = give(script, start(script), *told, *([Clear("a/q")] if cleared else []))
    state = give(script, state, Resume(LATER), Answer("go", "a/q"))
    refused = step(script, state, Close())
    assert isinstance(refused, Refusal)
    assert refused.code == "reason"


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
