"""Private questions: they wait while others are there, and are shown no more after the gate."""

from __future__ import annotations

import pytest

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.command import (
    Acknowledge,
    AddRow,
    Answer,
    Command,
    Jump,
    RemoveRow,
    Skip,
)
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.script import Script
from goalcoach.dialogue.view.question_list import where_lines
from goalcoach.dialogue.view.screen import Reveal, Status
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.plan.tree_types import Tree
from tests.dialogue.packs import item, pack, script_of, section
from tests.dialogue.walker import give, start


def private_script() -> Script:
    gate = {"q": "decision", "in": ["go"]}
    parts = {
        "safe": section(
            "safe",
            item("room", "choice", options=["alone", "others"], private=True, who="clinician"),
            item("pem", "choice", options=["yes", "no"], private=True),
            item("worse", "choice", options=["yes", "no"], private=True),
            item("decision", "choice", options=["go", "pause"], private=True, who="clinician",
                 gate=gate),
        ),
        "b": section("b", item("one", "text")),
    }  # fmt: skip
    return compile_pack(pack(parts, private_later={"item": "safe/room", "options": ["others"]}))


def said(*given: tuple[str, str]) -> State:
    script = private_script()
    return give(script, start(script), *(Answer(value, at) for at, value in given))


ALONE = (("safe/room", "alone"), ("safe/pem", "yes"), ("safe/worse", "no"))


def lines(state: State) -> list[tuple[str, str, Status, str]]:
    found = where_lines(private_script(), state)
    return [(one.address, one.title, one.status, one.detail) for one in found]


def test_before_the_gate_is_open_private_answers_are_shown():
    assert ("safe/pem", "About pem", Status.ANSWERED, "yes") in lines(said(*ALONE))
    state = give(private_script(), said(*ALONE), Jump("safe/pem"))
    assert (screen(private_script(), state).value, screen(private_script(), state).sealed) == (
        "yes",
        False,
    )


def test_after_the_gate_no_private_answer_is_shown_on_any_page():
    state = said(*ALONE, ("safe/decision", "go"))
    assert lines(state)[0] == ("safe/decision", "The private part", Status.ANSWERED, "done")
    assert [one[0] for one in lines(state)] == ["safe/decision", "b/one"]
    for at in ("safe/room", "safe/pem", "safe/worse", "safe/decision"):
        shown = screen(private_script(), give(private_script(), state, Jump(at)))
        assert (shown.value, shown.sealed, shown.status) == (None, True, Status.ANSWERED)


def test_with_others_in_the_room_private_questions_wait():
    script = private_script()
    state = said(("safe/room", "others"))
    assert lines(state)[0] == ("safe/room", "The private part", Status.WAITING, "later, alone")
    state = give(script, state, Answer("go", "safe/decision"))
    assert [one[0] for one in lines(state)] == ["safe/room", "b/one"]
    assert screen(script, state).progress.phases[0].later
    alone = give(script, state, Answer("alone", "safe/room"))
    assert "safe/pem" in {
        stop for stop, *_ in lines(give(script, alone, Answer("pause", "safe/decision")))
    }


def test_what_was_said_alone_is_out_of_sight_once_others_come_in():
    script = private_script()
    state = give(script, said(*ALONE), Answer("others", "safe/room"))
    assert all("pem" not in one[0] for one in lines(state))


def test_a_private_answer_without_a_gate_is_out_of_sight_once_its_check_was_kept():
    """While the check asks for a reason, the answer has to be seen."""
    warn = {"id": "harm", "warn_if": {"q": "self", "eq": "harm"}, "text": "Stop here."}
    script = compile_pack(
        pack(
            {
                "a": section(
                    "a",
                    item("about", "choice", options=["life", "harm"], private=True, checks=[warn]),
                    item("b", "text"),
                )
            }
        )
    )
    assert screen(script, start(script)).sealed is False
    state = give(script, start(script), Answer("harm", "a/about"))
    shown = screen(script, state)
    assert (shown.value, shown.sealed, len(shown.checks)) == ("harm", False, 1)
    shown = screen(script, give(script, state, Acknowledge("harm", "seen to", "a/about")))
    assert (shown.value, shown.sealed, shown.checks) == (None, True, ())
    shown = screen(script, give(script, start(script), Answer("life", "a/about")))
    assert (shown.value, shown.sealed) == (None, True)


def private_words_and_ratings() -> Script:
    """A private part with each sort of question that could tell what was said at it."""
    gate = {"q": "decision", "in": ["go"]}
    row = item("words", "text", fills="values.words", required=True)
    parts = section(
        "safe",
        item("me", "text", fills="story.me", private=True, skips=["declined"]),
        item("values", "roster", fills="values", fields=[row], rows=[0, 4],
             row_label="{values.words|one}", private=True),
        item("mine", "scale", fills="ease.start", private=True, reveal="both"),
        item("theirs", "scale", who="clinician", private=True, reveal="both"),
        item("talk", "choice", options=["yes", "no"], panel="ratings", private=True),
        item("decision", "choice", options=["go", "pause"], private=True, gate=gate),
    )  # fmt: skip
    return compile_pack(pack({"safe": parts, "b": section("b", item("one", "text"))}))


@pytest.mark.parametrize("me", [Answer("SECRET", "safe/me"), Skip(SkipReason.DECLINED, "safe/me")])
def test_nothing_of_a_private_part_is_told_once_its_gate_is_open(me: Command):
    script = private_words_and_ratings()
    before: dict[str, Tree] = {
        "story": {"me": "SECRET before"},
        "values": [{"id": "v1", "words": "SECRET of last time"}],
        "ease": {"start": 4},
    }
    state = give(
        script,
        start(script, "review", before),
        me,
        Answer("SECRET row of last time", "safe/values@v1.words"),
        AddRow("safe/values", "SECRET row"),
        AddRow("safe/values", "SECRET row taken away"),
        RemoveRow("v3", "safe/values"),
        Answer(9, "safe/mine"),
        Answer(3, "safe/theirs"),
        Answer("yes", "safe/talk"),
    )
    # Until then all of it is there to be told.
    assert "SECRET" in repr(screen(script, give(script, state, Jump("safe/me"))))
    assert screen(script, give(script, state, Jump("safe/values"))).removed
    assert screen(script, give(script, state, Jump("safe/mine"))).reveal != Reveal()
    assert screen(script, give(script, state, Jump("safe/talk"))).rated is not None
    state = give(script, state, Answer("go", "safe/decision"))
    assert [one.address for one in where_lines(script, state)] == ["safe/decision", "b/one"]
    rows = [f"values@{row}.words" for row in ("v1", "v2")]
    for name in ("me", "values", *rows, "mine", "theirs", "talk", "decision"):
        shown = screen(script, give(script, state, Jump(f"safe/{name}")))
        assert shown.sealed, name
        assert "SECRET" not in repr(shown)
        told = (shown.reveal, shown.rated, shown.removed, shown.proposed_aside, shown.hold)
        assert told == (Reveal(), None, (), False, False)


def test_a_field_of_a_private_list_that_waits_does_not_tell_the_row():
    row = [item("words", "text"), item("more", "text")]
    values = item("values", "roster", fields=row, row_label="{values.words|one}", private=True)
    gate = {"q": "decision", "in": ["go"]}
    decision = item("decision", "choice", options=["go", "pause"], private=True, gate=gate)
    script = script_of(values, decision)
    state = give(script, start(script), AddRow("a/values", "SECRET"), Jump("a/values@x1.more"))
    assert screen(script, state).context == "SECRET"
    opened = give(script, state, Answer("go", "a/decision"), Jump("a/values@x1.more"))
    assert "SECRET" not in repr(screen(script, opened))
