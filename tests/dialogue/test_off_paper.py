"""Kept off paper: a question or a row is marked, stands in the plan, and is unmarked again."""

from __future__ import annotations

from goalcoach.dialogue.engine.command import AddRow, Answer, Jump, OffPaper
from goalcoach.dialogue.engine.engine import Taken, step
from goalcoach.dialogue.engine.event_json import from_json, to_json
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.refusal import NO_SUCH_ROW, NOT_ON_PAPER
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.plan.tree_types import Tree
from tests.dialogue.packs import item, pack, section
from tests.dialogue.walker import give, start
from tests.plan.said import tree_of

SCRIPT = compile_pack(
    pack(
        {
            "a": section(
                "a",
                item("me", "text", fills="story.me"),
                item("own", "text"),
                item("pem", "choice", options=["yes", "no"], private=True, fills="safety.pem"),
                item(
                    "goals",
                    "roster",
                    fills="goals",
                    fields=[item("what", "text", fills="goals.statement")],
                ),
            ),
            "b": section(
                "b",
                item(
                    "plans",
                    "roster",
                    fills="goals.contingencies",
                    fields=[
                        item("if", "text", fills="goals.contingencies.if"),
                        item("then", "text", fills="goals.contingencies.then"),
                    ],
                ),
                item(
                    "uses",
                    "roster",
                    fills="goals.practices",
                    fields=[item("what", "text", fills="goals.practices.what")],
                ),
                each={"of": "a/goals", "as": "goal"},
            ),
        }
    )
)


def begun(prior: dict[str, Tree] | None = None) -> State:
    state = start(SCRIPT, prior=prior) if prior else start(SCRIPT)
    for add in (AddRow("a/goals", first="cook"), AddRow("b@g1/plans", first="it rains")):
        state = give(SCRIPT, state, add)
    return give(SCRIPT, state, Answer("a cook", "a/me"))


def places(state: State) -> Tree | None:
    return tree_of(harvest(SCRIPT, state)).get("off_paper")


def test_a_question_a_row_and_a_field_of_a_row_are_marked_as_places_of_the_plan():
    state = give(
        SCRIPT,
        begun(),
        OffPaper(at="a/me"),
        OffPaper(at="a/goals", row="g1"),
        OffPaper(at="b@g1/plans@c1.then"),
        OffPaper(at="b@g1/uses"),
    )
    assert places(state) == [
        "story.me",
        "goals@g1",
        "goals@g1.contingencies@c1",
        "goals@g1.practices",
    ]
    assert screen(SCRIPT, give(SCRIPT, state, Jump("b@g1/plans@c1.if"))).off_paper
    assert not screen(SCRIPT, give(SCRIPT, state, Jump("a/own"))).off_paper


def test_a_mark_stands_from_plan_to_plan_until_it_is_taken_away():
    prior: dict[str, Tree] = {"off_paper": ["story.me", "story.purpose"]}
    assert places(begun(prior)) is None
    state = give(SCRIPT, begun(prior), OffPaper(off=False, at="a/me"))
    assert places(state) == ["story.purpose"]
    only: dict[str, Tree] = {"off_paper": ["story.me"]}
    assert places(give(SCRIPT, begun(only), OffPaper(off=False, at="a/me"))) == []


def test_marking_twice_is_one_event_and_each_survives_the_journal():
    taken = step(SCRIPT, begun(), OffPaper(at="a/me"))
    assert isinstance(taken, Taken)
    again = step(SCRIPT, taken.state, OffPaper(at="a/me"))
    assert isinstance(again, Taken)
    assert again.events == ()
    back = step(SCRIPT, taken.state, OffPaper(off=False, at="a/me"))
    assert isinstance(back, Taken)
    for event in (*taken.events, *back.events):
        assert from_json(to_json(event)) == event


def test_what_is_on_no_paper_and_no_row_are_refused():
    assert step(SCRIPT, begun(), OffPaper(at="a/own")) == NOT_ON_PAPER
    assert step(SCRIPT, begun(), OffPaper(at="a/pem")) == NOT_ON_PAPER
    assert step(SCRIPT, begun(), OffPaper(at="a/goals", row="g9")) == NO_SUCH_ROW
