"""Who wants to talk only: nothing of theirs is typed but what the two agree on as the plan."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.engine.command import AddRow, Answer, Command, Jump, Note, Resume, SaveDraft
from goalcoach.dialogue.engine.engine import step
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.refusal import TALK_ONLY
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.diagnostic import BadScript
from goalcoach.dialogue.script.script import Script
from goalcoach.dialogue.view.screen import Status
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.plan.tree_types import Tree
from tests.dialogue.packs import item, pack, section
from tests.dialogue.walker import TODAY, give, start
from tests.plan.said import tree_of

RULE = {"item": "a/ok", "options": ["no"], "agreed": ["values", "flare_plan.call"]}


def script_of(**rule: object) -> Script:
    what = item("words", "text", fills="values.words")
    parts = {
        "a": section(
            "a",
            item("ok", "choice", options=["yes", "no"], fills="consent.notes"),
            item("open", "long_text", fills="story.open"),
            item("helps", "list", fills="story.helps", rows=[0, 4]),
            item("wins", "roster", fills="wins", fields=[item("day", "text", fills="wins.day")]),
            item("values", "roster", fills="values", fields=[what]),
            item("call", "text", fills="flare_plan.call"),
            item("code", "text", who="clinician", fills="visit.by"),
            item("more", "text", when={"q": "open", "is": "answered"}),
            item("room", "text", each_day=True),
        )
    }
    return compile_pack(pack(parts, talk_only={**RULE, **rule}))


def talked(*given: tuple[str, Value], prior: dict[str, Tree] | None = None) -> State:
    script = script_of()
    answers = (Answer(value, at) for at, value in given)
    return give(script, start(script, prior=prior) if prior else start(script), *answers)


NO = ("a/ok", "no")


@pytest.mark.parametrize(
    "typed",
    [
        Answer("my story", "a/open"),
        Answer(("rest",), "a/helps"),
        AddRow("a/wins", first="Sunday"),
        SaveDraft("my st", "a/open"),
        Note("she said", "a/open"),
    ],
)
def test_no_word_of_theirs_is_taken(typed: Command):
    assert step(script_of(), talked(NO), typed) == TALK_ONLY
    assert step(script_of(), talked(("a/ok", "yes")), typed) != TALK_ONLY


def test_what_was_talked_about_counts_as_answered_and_leaves_no_word():
    script = script_of()
    state = talked(NO, ("a/open", True), ("a/helps", True), ("a/wins", True))
    shown = screen(script, give(script, state, Jump("a/open")))
    assert (shown.kind, shown.talk_only, shown.status) == (Kind.SAY, True, Status.ANSWERED)
    assert "nothing is typed here" in shown.hint
    assert screen(script, give(script, state, Jump("a/more"))).address == "a/more"
    assert tree_of(harvest(script, state)) == {"consent": {"notes": "no"}}


def test_words_of_another_day_go_on_in_no_note():
    state = talked(("a/room", "less light"), NO)
    later = give(script_of(), state, Resume(TODAY + timedelta(days=7)))
    assert (later.entry("a/room").value, later.entry("a/room").note) == (None, "")


def test_what_the_two_agree_and_what_the_clinician_notes_is_typed():
    script = script_of()
    state = talked(NO, ("a/call", "The practice"), ("a/code", "kestrel"))
    state = give(script, state, AddRow("a/values", first="Sundays"))
    told = tree_of(harvest(script, state))
    assert told["flare_plan"] == {"call": "The practice"}
    assert told["visit"] == {"by": "kestrel"}
    assert told["values"] == [{"id": "v1", "words": "Sundays"}]
    assert not screen(script, give(script, state, Jump("a/call"))).talk_only


def test_what_was_typed_before_they_said_so_is_not_kept():
    state = talked(("a/ok", "yes"), ("a/open", "my story"), NO)
    assert "story" not in tree_of(harvest(script_of(), state))


def test_a_yes_later_asks_what_was_only_talked_about():
    script = script_of()
    state = talked(NO, ("a/open", True), ("a/ok", "yes"))
    shown = screen(script, give(script, state, Jump("a/open")))
    assert (shown.kind, shown.status) == (Kind.LONG_TEXT, Status.OPEN)


def test_the_last_plans_no_stands_where_nobody_asked_today():
    prior: dict[str, Tree] = {"consent": {"notes": "no"}}
    assert step(script_of(), talked(prior=prior), Answer("words", "a/open")) == TALK_ONLY
    now = talked(("a/ok", "yes"), prior=prior)
    assert step(script_of(), now, Answer("words", "a/open")) != TALK_ONLY


def test_a_part_that_no_plan_has_is_told_when_the_script_is_read():
    with pytest.raises(BadScript, match="no field “goals"):
        script_of(agreed=["goals.wish"])
