"""A pass that takes stretches as an earlier one found them gives what a pass over all gives."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Kind, SkipReason
from goalcoach.dialogue.engine import plain_stretch
from goalcoach.dialogue.engine.command import (
    AddRow,
    Answer,
    Command,
    Jump,
    More,
    Next,
    Resume,
    Skip,
    Undo,
)
from goalcoach.dialogue.engine.engine import Taken, step
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.reach import Reach
from goalcoach.dialogue.engine.rebased_answers import Offer, Offers
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.condition import AnswerFact
from goalcoach.dialogue.script.script import Chosen, Script, TalkOnly
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.plan.tree_types import Tree
from tests.alive import objects_alive
from tests.amount import examples
from tests.dialogue.packs import Pack, everything, item, pack, random_packs, section
from tests.dialogue.walker import TODAY, Move, give, moves, start, turns

PATH = (
    *("stops", "index", "facts", "fills", "shown", "moves", "rosters", "left_out", "waiting"),
    *("gate_closed", "gates_passed"),
)
PRIOR: dict[str, Tree] = {
    "visit": {"date": TODAY - timedelta(days=30), "status": "done", "kind": "first"},
    "story": {"me": "a cook"},
    "answers": {"plain/said": "so it was"},
}
GONE_ON: dict[str, Tree] = {
    **PRIOR,
    "visit": {"date": TODAY - timedelta(days=1), "status": "incomplete", "kind": "review"},
}


@contextmanager
def stretches_of(longest: int) -> Iterator[None]:
    """Cut what is plain into stretches of so many questions at most."""
    with patch.object(plain_stretch, "LONGEST_STRETCH", longest):
        yield


def as_path(path: Path) -> Mapping[str, object]:
    return {name: getattr(path, name) for name in PATH}


def assert_remembers_rightly(script: Script, state: State) -> None:
    # A script is known by itself, so of an equal one nothing is remembered.
    afresh = replace(script)
    for reach in (Reach.ASKED, Reach.BEHIND_GATES):
        assert as_path(walk(script, state, reach)) == as_path(walk(afresh, state, reach))
    assert screen(script, state, 2400) == screen(afresh, state, 2400)


def assert_same_all_along(script: Script, state: State, given_moves: list[Move]) -> None:
    assert_remembers_rightly(script, state)
    for turn in turns(script, state, given_moves):
        assert_remembers_rightly(script, turn.after)


@examples(40)
@given(random_packs(), moves, st.data())
def test_in_any_script_the_path_and_the_screen_are_those_of_a_pass_over_all(
    some: Pack, given_moves: list[Move], data: st.DataObject
):
    script = compile_pack(some)
    choices = [
        one.home
        for part in script.sections.values()
        for one in part.items
        if one.kind is Kind.CHOICE
    ]
    talks = data.draw(st.booleans())
    if talks and choices:
        chosen = Chosen(data.draw(st.sampled_from(choices)), ("a",))
        script = replace(script, talk_only=TalkOnly(chosen, ("goals",)))
    visit = data.draw(st.sampled_from(["first", "review"]))
    with stretches_of(data.draw(st.integers(1, 3))):
        assert_same_all_along(script, start(script, visit), given_moves)


@cache
def looking() -> Script:
    """Plain questions that look at all a condition may look at, around what is not plain."""
    picks = [
        {"id": "a", "label": "A"},
        {"id": "b", "label": "B", "when": {"q": "opening/word", "words_lt": 3}},
        {"id": "c", "label": "C", "when": {"q": "said", "is": "answered"}},
    ]
    first = section(
        "opening",
        item("word", "text"),
        item("time", "choice", options=["short", "whole"], core=True),
        item("alone", "choice", options=["no", "yes"], core=True),
        item("write", "choice", options=["no", "yes"], core=True),
        item("much", "scale", core=True),
        item("day", "date", core=True),
        item("some", "multi", options=["a", "b"], core=True),
        item("things", "roster", fields=[item("name", "text")], rows=[0, 3], core=True),
    )
    plain = section(
        "plain",
        item("said", "text", core=True),
        item("many", "text", when={"q": "opening/some", "count_ge": 2}),
        item("high", "text", when={"q": "opening/much", "ge": 5}),
        item("past", "text", when={"q": "opening/day", "before": "today"}, core=True),
        item("cook", "text", when={"q": "prior.story.me", "is": "answered"}, core=True),
        item("filled", "text", fills="story.me", core=True),
        item("pick", "choice", options=picks, core=True),
        item("picks", "multi", options=picks, private=True),
        item("listed", "text", when={"q": "opening/things", "count_ge": 1}, core=True),
        item("named", "text", when={"q": "opening/things.name", "is": "answered"}, core=True),
        item("again", "long_text", when={"visit": "review"}, each_day=True),
        item("hidden", "text", private=True, when={"q": "pick", "ne": "a"}, core=True),
    )
    goes = {"any": [{"q": "go", "is": "unanswered"}, {"q": "go", "eq": "yes"}]}
    last = section(
        "last",
        item("end", "text"),
        item("go", "choice", options=["yes", "no"], gate=goes, gate_say="Not today.", core=True),
        item("unsaid", "text", private=True, core=True),
        protects=True,
    )
    return compile_pack(
        pack(
            {"opening": first, "plain": plain, "last": last},
            short={"item": "opening/time", "options": ["short"]},
            private_later={"item": "opening/alone", "options": ["no"]},
            talk_only={"item": "opening/write", "options": ["no"], "agreed": ["goals"]},
        )
    )


@examples(40)
@given(moves, st.sampled_from([None, PRIOR, GONE_ON]), st.integers(1, 4))
def test_whatever_questions_look_at_the_path_is_that_of_a_pass_over_all(
    given_moves: list[Move], prior: dict[str, Tree] | None, longest: int
):
    with stretches_of(longest):
        script = replace(looking())
        state = start(script, "review" if prior else "first", prior)
        assert_same_all_along(script, state, given_moves)


@examples(8)
@given(moves)
def test_among_loops_gates_and_lists_the_path_is_that_of_a_pass_over_all(given_moves: list[Move]):
    script = everything()
    first: tuple[Command, ...] = (
        Answer("no", "start/pem"),
        Answer("go", "start/decision"),
        AddRow("goal/goals", "Cook on Sundays"),
        Answer("part", "back/clear"),
        Answer("all", "back~2/clear"),
    )
    assert_same_all_along(script, give(script, start(script), *first), given_moves)


SWITCHES: tuple[tuple[Command, ...], ...] = (
    (Answer("one", "opening/word"), Answer("b", "plain/pick")),
    (Answer("more than two words", "opening/word"),),
    (AddRow("opening/things", "a thing"),),
    (Answer("no", "last/go"), Answer("yes", "last/go")),
    (Answer("short", "opening/time"),),
    (Answer("short", "opening/time"), More("plain")),
    (Answer("no", "opening/alone"),),
    (Answer("no", "opening/write"),),
    (Answer(7, "opening/much"),),
    (Answer(TODAY, "opening/day"), Resume(TODAY + timedelta(days=1))),
    (Answer(("a", "b"), "opening/some"),),
    (Answer("as it was", "plain/said"), Answer("c", "plain/pick"), Undo(), Undo()),
    (Skip(SkipReason.NOT_NOW, "plain/said"),),
    (Jump("last/end"), Answer("yes", "last/end"), Next()),
)


@given(st.permutations(SWITCHES))
@examples(12)
def test_each_switch_is_seen_in_whatever_order(given_commands: list[tuple[Command, ...]]):
    with stretches_of(2):
        script = replace(looking())
        state = start(script)
        for commands in given_commands:
            for one in commands:
                taken = step(script, state, one)
                state = taken.state if isinstance(taken, Taken) else state
                assert_remembers_rightly(script, state)


def test_two_visits_by_one_script_know_nothing_of_each_other():
    script = looking()
    first, review = start(script), start(script, "review", PRIOR)
    other = replace(first, prior=review.prior)
    for state in (first, review, first, other, review, first):
        assert_remembers_rightly(script, state)


def test_what_a_visit_kept_aside_offers_is_seen():
    script = looking()
    state = start(script)
    offers = Offers((Offer("plain/said", "as it was"), Offer("last/unsaid", "no")), "first", TODAY)
    for one in (state, replace(state, offers=offers), state):
        assert_remembers_rightly(script, one)
    told = [screen(script, one, 2400) for one in (state, replace(state, offers=offers))]
    assert told[0].progress.minutes_left > told[1].progress.minutes_left


def test_a_switch_that_stands_behind_what_it_turns_is_seen():
    parts = {
        "plain": section("plain", item("said", "long_text")),
        "late": section("late", item("write", "choice", options=["no", "yes"])),
    }
    rule = {"item": "late/write", "options": ["no"], "agreed": ["goals"]}
    script = compile_pack(pack(parts, talk_only=rule))
    state = start(script, "review", GONE_ON)
    assert screen(script, state).proposed == "so it was"
    for answer in ("no", "yes", "no"):
        state = give(script, state, Answer(answer, "late/write"))
        assert_remembers_rightly(script, state)


def test_rows_that_an_odd_journal_has_at_a_plain_question_keep_it_on_the_short_path():
    script = looking()
    state = give(script, start(script), Answer("short", "opening/time"))
    assert "last/end" not in walk(script, state).index
    odd = replace(state, rows={"last/end": ("r1",)})
    assert "last/end" in walk(script, odd).index
    assert_remembers_rightly(script, odd)


def long_script() -> Script:
    names = [f"q{number}" for number in range(plain_stretch.LONGEST_STRETCH)]
    parts = [f"s{number}" for number in range(12)]
    return compile_pack(
        pack({one: section(one, *(item(name, "text") for name in names)) for one in parts})
    )


def test_an_answer_leaves_every_stretch_but_its_own_as_it_is():
    script = long_script()
    state = give(script, start(script), Answer("one", "s3/q1"))
    before = [one for _, one in walk(script, state).stretches]
    after = walk(script, give(script, state, Answer("two", "s7/q5")))
    new = [(begin, one) for begin, one in after.stretches if one not in before]
    assert [begin for begin, _ in new] == [7 * plain_stretch.LONGEST_STRETCH]
    assert len(after.stretches) == len(before) == 12


def test_a_command_that_is_only_thought_of_makes_nothing_be_walked_again():
    script = long_script()
    state = give(script, start(script), Answer("one", "s0/q0"))
    kept = walk(script, state).stretches
    give(script, state, Answer("two", "s0/q0"))
    give(script, state, Skip(SkipReason.UNSURE, "s0/q0"))
    # Equal, and another object: of the state itself the pass is remembered anyway.
    assert walk(script, replace(state, entries=dict(state.entries))).stretches == kept


def test_what_was_said_long_ago_is_not_remembered():
    script = long_script()
    state = give(script, start(script), Answer("long ago", "s0/q0"))
    said = weakref.ref(walk(script, state).stretches[0][1])
    screen(script, state)
    for number in range(20):
        state = give(script, state, Answer(f"now {number}", "s0/q0"))
        screen(script, state)
    gc.collect()
    assert said() is None


def facts_that_say(words: str) -> list[AnswerFact]:
    found = [one for one in objects_alive() if isinstance(one, AnswerFact)]
    return [one for one in found if one.value == words]


@pytest.mark.parametrize("at", ["plain/said", "opening/word"])
def test_what_was_said_at_a_declined_question_is_remembered_nowhere(at: str):
    script = looking()
    state = give(script, start(script), Answer("what weighs on me", at))
    for number in range(2):
        state = give(script, state, Answer(f"now {number}", "last/end"))
        walk(script, state, Reach.SAID)
    assert facts_that_say("what weighs on me")
    said = state
    state = give(script, state, Skip(SkipReason.DECLINED, at))
    walk(script, state)
    assert not facts_that_say("what weighs on me")
    # A front end may look once more at what was there before.
    walk(script, said)
    walk(script, give(script, state, Answer("later", "last/end")))
    assert not facts_that_say("what weighs on me")


def test_a_declined_question_makes_nothing_be_walked_again_later():
    script = long_script()
    state = give(script, start(script), Skip(SkipReason.DECLINED, "s0/q0"))
    before = [one for _, one in walk(script, state).stretches]
    # What somebody else's visit never declined is no reason.
    other = replace(start(script).start, patient="fern-4")
    walk(script, replace(start(script), start=other))
    after = walk(script, give(script, state, Answer("two", "s7/q5"))).stretches
    assert sum(one not in before for _, one in after) == 1
