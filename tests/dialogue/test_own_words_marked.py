"""What someone typed stands in quotation marks in the middle of what is said, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from goalcoach.dialogue.engine.command import Answer, Jump
from goalcoach.dialogue.view.screen_builder import question
from goalcoach.translation import ENGLISH, Catalogue, speaking
from tests.dialogue.packs import item, script_of
from tests.dialogue.walker import give, start

SCRIPT = script_of(
    item("word", "text"),
    item("story", "long_text"),
    item("pick", "choice", options=[{"id": "often", "label": "Often"}]),
    item("rate", "scale"),
    item("day", "date"),
    item("last", "text", say="How long may {word|it} last?"),
    item("after", "text", say="The step is: {word|this}. Still right?"),
    item("behind", "text", say="The step is: \n{word|this}. Still right?"),
    item("marked", "text", say="You call it “{word|it}”, so far."),
    item("begins", "text", say="{story|It} was said."),
    item("alone", "text", say="{word|it}"),
    item("others", "text", say="You said {rate|one} and {pick|one} on {day|a day}."),
    item("label_it", "text", label="About {word|it} now"),
)
ALL = (
    ("last", "How long may “the fog” last?"),
    ("after", "The step is: the fog. Still right?"),
    ("behind", "The step is: \nthe fog. Still right?"),
    ("marked", "You call it “the fog”, so far."),
    ("begins", "“It sways {word|it}.” was said."),
    ("alone", "the fog"),
    ("others", "You said 4 and Often on 18 December 2026."),
)


def told():
    state = start(SCRIPT)
    answers = (("word", "the fog"), ("story", "It sways {word|it}."), ("pick", "often"),
               ("rate", 4), ("day", date(2026, 12, 18)))  # fmt: skip
    return give(SCRIPT, state, *(Answer(value, f"a/{at}") for at, value in answers))


def said(at: str, state) -> str:
    return question(SCRIPT, give(SCRIPT, state, Jump(f"a/{at}"))).say


@pytest.mark.parametrize(("at", "words"), ALL)
def test_typed_words_have_marks_unless_a_colon_or_marks_stand_before_them(at, words):
    assert said(at, told()) == words


def test_the_words_that_stand_in_for_an_answer_have_none():
    assert said("last", start(SCRIPT)) == "How long may it last?"


def test_a_questions_name_has_none():
    assert question(SCRIPT, give(SCRIPT, told(), Jump("a/label_it"))).title == "About the fog now"


@pytest.mark.parametrize(
    ("language", "marks", "words"),
    [
        ("en", "“{text}”", "How long may “the fog” last?"),
        ("de", "„{text}“", "How long may „the fog“ last?"),
        ("es", "«{text}»", "How long may «the fog» last?"),
    ],
)
def test_the_marks_are_those_of_the_language(language, marks, words):
    spoken = Catalogue(language, {"“{text}”": marks}) if language != "en" else ENGLISH
    with speaking(spoken):
        assert said("last", told()) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("by the door.", "The step is: by the door. Still right?"),
        ("by the door!", "The step is: by the door! Still right?"),
        ("by the door ...", "The step is: by the door ... Still right?"),
        ("by the door", "The step is: by the door. Still right?"),
    ],
)
def test_two_full_stops_never_meet(typed: str, words: str) -> None:
    assert said("after", give(SCRIPT, start(SCRIPT), Answer(typed, "a/word"))) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("by the door.", "Is it so: by the door?"),
        ("by the door?", "Is it so: by the door?"),
        ("by the door!", "Is it so: by the door!?"),
        ("by the door...", "Is it so: by the door...?"),
    ],
)
def test_a_question_ends_in_its_own_mark(typed: str, words: str) -> None:
    script = script_of(item("word", "text"), item("ask", "text", say="Is it so: {word|it}?"))
    state = give(script, start(script), Answer(typed, "a/word"), Jump("a/ask"))
    assert question(script, state).say == words


def test_a_full_stop_inside_marks_needs_no_other_behind_them() -> None:
    script = script_of(item("word", "text"), item("told", "text", say="You named {word|it}."))
    state = give(script, start(script), Answer("the fog.", "a/word"), Jump("a/told"))
    assert question(script, state).say == "You named “the fog.”"


def test_what_is_said_at_a_closed_gate_in_a_thought_and_where_one_is_stuck_has_them_too():
    no = {"id": "no", "label": "No"}
    yes = {"id": "yes", "label": "Yes"}
    script = script_of(
        item("word", "text"),
        item(
            "stuck",
            "choice",
            options=[no, yes],
            probes=["When was {word|it} here last?"],
            checks=[
                {"id": "c", "warn_if": {"q": "self", "eq": "no"}, "text": "Then {word|it} stays."}
            ],
        ),
        item(
            "halt",
            "choice",
            options=[no, yes],
            gate={"q": "halt", "eq": "no"},
            gate_say="With {word|it} we stop here.",
        ),
    )
    state = give(script, start(script), Answer("the fog", "a/word"), Jump("a/stuck"))
    state = give(script, state, Answer("no", "a/stuck"))
    shown = question(script, state)
    assert shown.probes == ("When was “the fog” here last?",)
    assert [one.text for one in shown.checks] == ["Then “the fog” stays."]
    state = give(script, state, Jump("a/halt"), Answer("yes", "a/halt"))
    assert question(script, state).gate_say == "With “the fog” we stop here."
