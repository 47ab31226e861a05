"""The parts that the two may choose to look at: who is asked what, and what is kept of it."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from goalcoach.dialogue.answer_types import SkipReason, Value
from goalcoach.dialogue.engine.command import AddRow, Answer, Command, Jump, Skip
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.script_words import words
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.script import Script
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.plan.tree_types import Tree
from tests.dialogue.walker import give, start
from tests.plan.said import tree_of
from tests.prompts import pack
from tests.prompts.pack import CORE

OPEN: dict[str, Value] = {"opening/ease": 7, "safety/own_steps": "go"}
"""What lets a visit go on to the parts."""


@cache
def script() -> Script:
    return compile_pack({one.name: one.read_bytes() for one in CORE.glob("*.toml")}, "core")


def visit(part: str, answers: dict[str, Value], prior: dict[str, Tree] | None = None) -> State:
    """Return a visit in which the part was chosen and the questions were answered, in this order.

    With a plan before it, it is a review.
    """
    begun = start(script(), "review", prior) if prior else start(script())
    given = {**OPEN, "look/parts": (part,), **answers}
    return give(script(), begun, *(Answer(value, at) for at, value in given.items()))


def asked(state: State, section: str) -> list[str]:
    """Return the questions of a section that are on the path."""
    whole = [stop.address for stop in walk(script(), state).stops]
    return [one.partition("/")[2] for one in whole if one.startswith(f"{section}/")]


def stop_of(state: State, address: str) -> Stop:
    return next(one for one in walk(script(), state).stops if one.address == address)


def said(state: State, address: str) -> str:
    stop = stop_of(state, address)
    return words(walk(script(), state), stop.item.words.say, stop)


def kept(state: State, part: str) -> Any:
    return tree_of(harvest(script(), state)).get(part)


def last_plan(**parts: Tree) -> dict[str, Tree]:
    goal: dict[str, Tree] = {"id": "g1", "statement": "Sing", "lead": "yes", "lifecycle": "active"}
    return {"goals": [goal], **parts}


WORDS = "Resting is how I get through the week"


def test_what_others_could_know_and_one_sentence_are_kept_for_the_places_that_were_chosen():
    given: dict[str, Value] = {
        "others/know": WORDS,
        "others/on_card": "yes",
        "others/where": ("home",),
        "others/home": "When I go quiet, stay with me",
    }
    state = visit("others", given)
    assert "work" not in asked(state, "others")
    assert kept(state, "others_say") == {
        "know": WORDS,
        "on_card": "yes",
        "home": "When I go quiet, stay with me",
    }


def test_an_example_is_said_only_to_who_wants_one_and_only_of_the_place_it_is_for():
    at_home = visit("others", {"others/where": ("home",)})
    assert not [one for one in asked(at_home, "others") if one.startswith("example_")]
    wanted = give(script(), at_home, Answer("yes", "others/example"))
    assert "example_home" in asked(wanted, "others")
    assert "example_work" not in asked(wanted, "others")


def test_the_words_for_the_card_are_read_out_before_the_choice_and_without_words_there_is_none():
    state = visit("others", {"others/know": WORDS})
    assert said(state, "others/on_card").endswith(f"on the one you give away: {WORDS}?")
    assert "on_card" not in asked(visit("others", {}), "others")


@pytest.mark.parametrize(
    ("before", "parts", "question"),
    [
        ({"work": "I plan my day"}, (), "at_work"),
        ({"home": "Stay with me", "used": "not_yet"}, (), "at_home"),
        ({"work": "I plan my day", "home": "Stay with me"}, (), "at_both"),
        ({"work": "I plan my day", "used": "used"}, (), ""),
        ({"work": "I plan my day", "used": "used"}, ("others",), "at_work"),
        ({"know": WORDS}, ("others",), ""),
    ],
)
def test_a_review_reads_out_each_sentence_and_asks_how_it_goes_until_that_was_told(
    before: dict[str, Tree], parts: tuple[str, ...], question: str
):
    prior = last_plan(others_say=before, visit={"parts": list(parts)})
    state = visit("none", {}, prior)
    assert asked(state, "tried") == ([question] if question else [])
    if question:
        sentences = [str(before[at]) for at in ("work", "home") if at in before]
        assert [one for one in sentences if one not in said(state, f"tried/{question}")] == []


def test_how_it_was_to_say_it_is_kept_beside_the_sentence():
    prior = last_plan(others_say={"home": "Stay with me", "used": "not_yet"})
    told: dict[str, Value] = {"tried/at_home": "used", "tried/said": "They stayed"}
    assert kept(visit("none", told, prior), "others_say") == {
        "used": "used",
        "found": "They stayed",
    }


HELD: dict[str, Value] = {"sensation/offer": "now", "sensation/held": "yes"}


@pytest.mark.parametrize(
    "later",
    [
        Answer(3, "opening/ease"),
        Skip(SkipReason.DECLINED, "opening/ease"),
        Answer("adapt", "safety/own_steps"),
    ],
)
def test_a_minute_with_a_sensation_is_only_for_who_said_to_be_at_ease_enough(later: Command):
    chosen = visit("sensation", {})
    assert asked(chosen, "sensation") == ["offer"]
    state = give(script(), chosen, later)
    offers = [one for one in walk(script(), state).stops if one.address == "look/parts"]
    assert not [one for one in offers if "sensation" in walk(script(), state).options(one)]
    assert asked(state, "sensation") == []


def test_the_minute_has_its_own_bar_whatever_was_on_the_list():
    when = pack.files()["sensation"]["when"]["all"]
    assert {"q": "safety/own_steps", "eq": "go"} in when
    assert {"q": "opening/ease", "ge": 4} in when


def test_the_minute_comes_only_where_they_can_hold_on_and_their_sign_to_stop_comes_first():
    loose = visit("sensation", {"sensation/offer": "now", "sensation/held": "no"})
    assert asked(loose, "sensation") == ["offer", "held", "another_day"]
    held = asked(visit("sensation", {**HELD, "sensation/turned_to": "mild"}), "sensation")
    assert held == [
        *("offer", "held", "stop_sign", "turned_to", "look_round", "minute_mild"),
        *("noticed", "again"),
    ]


def test_the_body_is_never_the_only_thing_to_turn_to():
    state = visit("sensation", HELD)
    turned = walk(script(), state).options(stop_of(state, "sensation/turned_to"))
    assert turned == ("sound", "place", "mild")


def test_what_the_minute_was_like_is_kept_and_its_place_asked_only_where_it_is_kept_up():
    given: dict[str, Value] = {
        "sensation/turned_to": "sound",
        "sensation/noticed": "The clock went quiet",
        "sensation/again": "keep",
        "sensation/tied_to": "After tea",
    }
    state = visit("sensation", {**HELD, **given})
    told = {one.partition("/")[2]: value for one, value in given.items()}
    assert kept(state, "sensation") == told
    left = visit("sensation", {**HELD, "sensation/turned_to": "sound", "sensation/again": "leave"})
    assert "tied_to" not in asked(left, "sensation")


@pytest.mark.parametrize(("again", "is_asked"), [("keep", True), ("leave", False)])
def test_a_review_asks_after_a_minute_that_was_kept_and_lets_it_go(again: str, is_asked: bool):
    state = visit("none", {}, last_plan(sensation={"again": again, "tied_to": "After tea"}))
    assert asked(state, "tried") == (["minute", "minute_on"] if is_asked else [])


def test_a_task_is_taken_apart_and_the_one_thing_to_try_is_kept_with_it():
    assert asked(visit("links", {}), "links") == ["task"]
    given: dict[str, Value] = {
        "links/task": "The stairs at work",
        "links/body": "My legs shake",
        "links/thought": "They all look",
        "links/feeling": "I feel small",
        "links/place": "At nine, with the others",
        "links/try": "Go up ten minutes before them",
    }
    state = visit("links", given)
    assert said(state, "links/body") == "What does your body do in it: The stairs at work?"
    told = {one.partition("/")[2]: value for one, value in given.items()}
    assert kept(state, "links") == told


def test_what_is_tried_in_a_task_takes_no_more_strength_whatever_the_limit_is():
    state = visit("links", {"links/task": "The stairs", "safety/pem": "yes"})
    assert said(state, "links/try").endswith("that takes no more strength?")


@pytest.mark.parametrize(
    ("went", "parts", "is_asked"), [("", (), True), ("Well", (), False), ("Well", ("links",), True)]
)
def test_a_review_asks_how_it_goes_in_the_task_until_that_was_told(
    went: str, parts: tuple[str, ...], is_asked: bool
):
    links: Tree = {"try": "Go up before them", **({"went": went} if went else {})}
    state = visit("none", {}, last_plan(links=links, visit={"parts": list(parts)}))
    assert ("in_task" in asked(state, "tried")) is is_asked
    assert not is_asked or ": Go up before them. How" in said(state, "tried/in_task")


@pytest.mark.parametrize(
    ("part", "before"),
    [("others", "others_say"), ("sensation", "sensation"), ("links", "links")],
)
def test_a_part_that_was_left_open_last_time_comes_first_and_says_so(part: str, before: str):
    def first(prior: dict[str, Tree]) -> str:
        state = give(script(), visit("none", {}, prior), Jump("look/parts"))
        return screen(script(), state).options[0].offered

    opened: Tree = {"parts": [part]}
    assert first(last_plan(visit=opened)).endswith(" – we left it open last time")
    done: Tree = {"know": "x", "again": "keep", "task": "x"}
    assert "last time" not in first(last_plan(visit=opened, **{before: done}))


@pytest.mark.parametrize(
    ("place", "part"), [("people", "others"), ("body", "sensation"), ("mind", "links")]
)
def test_a_part_that_fits_what_gets_in_the_way_comes_first(place: str, part: str):
    way: Tree = [{"id": "b1", "text": "They stare"}]
    goal: dict[str, Tree] = {"id": "g1", "statement": "Sing", "lead": "yes", "lifecycle": "active"}
    prior: dict[str, Tree] = {"goals": [{**goal, "barriers": way}]}
    state = give(script(), visit("none", {}, prior), Jump("look/parts"))
    assert screen(script(), state).options[0].offered.count("in the way") == 0
    state = give(script(), state, AddRow("ways_again@g1/again", first="They stare at me"))
    row = state.rows["ways_again@g1/again"][-1]
    marked = give(script(), state, Answer(place, f"ways_again@g1/again@{row}.place"))
    chosen = screen(script(), give(script(), marked, Jump("look/parts"))).options[0]
    assert (chosen.id, "in the way" in chosen.offered) == (part, True)


def test_no_part_is_asked_that_was_not_chosen():
    state = visit("none", {})
    assert asked(state, "look") == ["parts"]
    assert [part for part in ("others", "sensation", "links") if asked(state, part)] == []
