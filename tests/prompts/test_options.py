"""What could help: what is offered to whom, tried with a stop, kept, and asked about again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from goalcoach.dialogue.answer_types import SkipReason, Value
from goalcoach.dialogue.engine.command import AddRow, Answer, Command, Jump, Skip
from goalcoach.dialogue.engine.engine import Taken, step
from goalcoach.dialogue.engine.event import Start
from goalcoach.dialogue.engine.fired_checks import firing
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.script_words import words
from goalcoach.dialogue.engine.state import State, begin
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.plan.help_options import is_unfit
from goalcoach.plan.model.optional_parts import PracticeName
from goalcoach.plan.model.visit_record import Safety
from goalcoach.plan.tree_types import Tree
from tests.plan.said import tree_of
from tests.prompts import pack
from tests.prompts.test_first_visit import script

DAY = date(2026, 11, 20)
SOURCES = Path(__file__).parents[2] / "docs" / "SOURCES.md"
SHELF = tuple(one for one in get_args(PracticeName) if one != "own")
LIMITS = ("falls", "pregnancy", "heart", "seizures", "eating", "other", "none")
GO: Mapping[str, Value] = {
    "safety/pem": "no",
    "safety/limits": ("none",),
    "safety/own_steps": "go",
    "look/parts": ("options",),
}
Given = Value | SkipReason


def give(state: State, *commands: Command) -> State:
    for command in commands:
        taken = step(script(), state, command)
        assert isinstance(taken, Taken), (command, taken)
        state = taken.state
    return state


def told(
    answers: Mapping[str, Given], prior: Mapping[str, Tree] | None = None, visit: str = "first"
) -> State:
    """Return the state of a visit in which these questions were answered, in this order."""
    state = begin(Start("rowan-17", "review" if prior else visit, DAY), prior or {})
    for at, value in answers.items():
        said = Skip(value) if isinstance(value, SkipReason) else Answer(value)
        state = give(state, Jump(at), said)
    return state


def asked(state: State) -> list[str]:
    return [stop.address for stop in walk(script(), state).stops]


def offered(state: State, at: str = "options/offer") -> tuple[str, ...]:
    path = walk(script(), state)
    return path.options(path.stops[path.index[at]])


def chosen(practice: str, safety: Mapping[str, Given] = GO) -> State:
    """Return a visit in which one practice was offered, and is to be tried."""
    offer = "already" if practice == "own" else practice
    state = told({**GO, **safety, "options/offer": (offer,)})
    state = give(state, AddRow("options/mine", first="my own name for it"))
    for field, value in (("practice", practice), ("choice", "try"), ("why", "it is small")):
        at = f"options/mine@o1.{field}"
        state = give(state, Jump(at), Answer(value))
    return state


def before(practice: str | None, **more: Tree) -> dict[str, Tree]:
    row: dict[str, Tree] = {"id": "o1", "what": "Sit and look", "choice": "try", **more}
    if practice:
        row["practice"] = practice
    return {"options": [row]}


def test_none_of_it_is_asked_unless_the_two_chose_it():
    for parts in ("none", "options"):
        there = {one for one in asked(told({**GO, "look/parts": (parts,)})) if "options" in one}
        assert ("options/offer" in there) is (parts == "options")
    short = told({"start/time": "short", **{k: v for k, v in GO.items() if k != "look/parts"}})
    assert not [one for one in asked(short) if one.startswith(("options", "look/"))]


@pytest.mark.parametrize("pem", ["yes", "no", "unsure", None])
def test_what_does_not_fit_the_gate_is_neither_offered_nor_on_paper(pem: str | None):
    """The script and the plan's own rule say the same of each mark, alone and left open."""
    for limit in (*LIMITS, None):
        answers: dict[str, Given] = {
            "safety/pem": pem or SkipReason.NOT_NOW,
            "safety/limits": (limit,) if limit else SkipReason.NOT_NOW,
            "safety/own_steps": "go",
            "look/parts": ("options",),
        }
        safety = Safety(pem=pem, limits=(limit,) if limit else (), decision="go")  # type: ignore[arg-type]
        fit = {one for one in SHELF if not is_unfit(one, safety)}
        assert set(offered(told(answers))) - {"none", "already"} == fit, (pem, limit)


def test_what_was_named_comes_first_with_the_reason_and_none_stands_beside_it():
    state = give(told({**GO, "options/about": ("sleep", "hard")}), Jump("options/offer"))
    views = screen(script(), state).options
    first = {one.id: one.because for one in views if one.because}
    assert first == {
        "kind": "you named being hard on yourself",
        "sleep": "you named poor sleep",
    }
    assert {one.id for one in views[:2]} == set(first)
    assert [one.id for one in views[-2:]] == ["already", "none"]
    assert all(one.exclusive for one in views[-2:])


def test_each_practice_has_a_card_a_minute_with_its_stop_and_a_source():
    cards = {item["id"]: item for item in pack.files()["options"]["item"]}
    minutes = {item["id"]: item for item in pack.files()["options_try"]["item"]}
    table = SOURCES.read_text("utf-8")
    for one in SHELF:
        shown = cards[one]["show"].split("\n")
        assert [line.partition(":")[0] for line in shown[1:]] == [
            *("For", "One minute", "It asks", "Not for", "Known"),
        ], one
        assert minutes[one]["say"].startswith("We can stop at any time."), one
        assert shown[0] == cards[one]["label"]
        assert cards[one]["panel"] == minutes[one]["panel"] == "card", one  # read from the page
        assert re.search(rf"^\| [^|]*`options/{one}`\) \| [^|]*https://", table, re.MULTILINE), one


def test_what_calls_for_help_waits_for_no_worry_time_no_note_and_no_check_put_off():
    """What they take home says it, and what the clinician is told to say."""
    cards = {item["id"]: item for item in pack.files()["options"]["item"]}
    limit = {one: cards[one]["show"].partition("\nNot for: ")[2] for one in SHELF}
    assert "a sign of danger" in limit["worry"].split("\n")[0]
    assert "A sign of danger does not wait" in cards["worry"]["hint"]
    assert "a call for help" in limit["note"].split("\n")[0]
    assert "beside the numbers to call, never in their place" in cards["note"]["hint"]
    assert "checks that a doctor asked for" in limit["check"].split("\n")[0]
    assert "Look for signs of danger first" in cards["check"]["hint"]


def test_the_breath_is_never_held_and_there_is_a_way_that_looks_outward():
    for file in ("options", "options_try"):
        (one,) = (item for item in pack.files()[file]["item"] if item["id"] == "ground")
        heard = " ".join((one["say"], one["show"]))
        assert "eyes open" in heard.lower()
        assert "outward" in heard
        assert not re.search(r"\b(hold|deep|count)\w*", heard)


def test_a_chosen_one_is_tried_in_the_room_and_tied_to_the_day():
    state = chosen("outward")
    assert "options_try@o1/outward" not in asked(state)
    for field, value in (("here", "yes"), ("noticed", "quieter"), ("tied_to", "with my tea")):
        state = give(state, Jump(f"options_try@o1/{field}"), Answer(value))
    minutes = set(SHELF) & {one.partition("/")[2] for one in asked(state) if "_try@" in one}
    assert minutes == {"outward"}
    (row,) = tree_of(harvest(script(), state))["options"]
    assert row == {
        "id": "o1",
        "what": "my own name for it",
        "practice": "outward",
        "choice": "try",
        "why": "it is small",
        "tried": "yes",
        "noticed": "quieter",
        "tied_to": "with my tea",
    }


def test_what_is_set_aside_or_done_already_is_kept_and_not_tried():
    for choice in ("set_aside", "do_already"):
        state = give(chosen("rest"), Jump("options/mine@o1.choice"), Answer(choice))
        assert not [one for one in asked(state) if one.startswith("options_try")]
        (row,) = tree_of(harvest(script(), state))["options"]
        assert (row["choice"], row["why"]) == (choice, "it is small")


def test_an_answer_at_the_gate_that_changes_takes_the_guided_minute_away():
    state = give(chosen("move"), Jump("options_try@o1/here"), Answer("yes"))
    assert "options_try@o1/move" in asked(state)
    state = give(state, Jump("safety/pem"), Answer("yes"))
    assert not {"options_try@o1/move", "options/move"} & set(asked(state))
    assert "move" not in offered(state)


def test_a_review_asks_how_it_is_going_with_what_was_begun_and_keeps_the_reason():
    answers: dict[str, Given] = {k: v for k, v in GO.items() if k != "look/parts"}
    state = give(told(answers, before("outward")), Jump("options_again@o1/found"))
    path = walk(script(), state)
    stop = path.stops[path.index["options_again@o1/found"]]
    said = words(path, stop.item.words.say, stop)
    assert said == "Last time you chose: Sit and look. How is it going?"
    assert offered(state, "options_again@o1/status") == ("keep", "change", "leave")
    state = give(state, Answer("too late"), Jump("options_again@o1/status"), Answer("change"))
    assert "options_again@o1/tied_to" in asked(state)
    (row,) = tree_of(harvest(script(), state))["options"]
    assert row == {"id": "o1", "status": "change", "found": "too late"}


def test_a_review_does_not_ask_about_what_was_left_set_aside_or_never_chosen():
    answers: dict[str, Given] = {k: v for k, v in GO.items() if k != "look/parts"}
    for row in ({"status": "leave"}, {"choice": "set_aside"}, {"choice": "do_already"}):
        state = told(answers, before("outward", **row))
        assert not [one for one in asked(state) if one.startswith("options_again")], row


@pytest.mark.parametrize(
    ("practice", "pem", "limit"),
    [*product(("move", "sleep", "check", "thought", None), ("yes", "no"), ("heart", "none"))],
)
def test_a_review_lets_rest_what_no_longer_fits(practice: str | None, pem: str, limit: str):
    answers: dict[str, Given] = {
        "safety/pem": pem,
        "safety/limits": (limit,),
        "safety/own_steps": "go",
    }
    state = told(answers, before(practice))
    unfit = is_unfit(practice, Safety(pem=pem, limits=(limit,), decision="go"))  # type: ignore[arg-type]
    assert ("options_again@o1/rests" in asked(state)) is unfit
    left = offered(state, "options_again@o1/status")
    assert left == (("leave",) if unfit else ("keep", "change", "leave"))


def test_a_practice_of_their_own_gets_a_thought_inside_the_limit():
    for pem, fires in (("yes", ["limit"]), ("no", [])):
        state = give(chosen("own", {"safety/pem": pem}), Jump("options/mine@o1.choice"))
        path = walk(script(), state)
        stop = path.stops[path.index["options/mine@o1.choice"]]
        assert [one.id for one in firing(path, stop, hard=False)] == fires


def test_none_of_these_is_an_answer_and_leads_nowhere():
    assert "options/mine" not in asked(told({**GO, "options/offer": ("none",)}))
    assert "options/mine" in asked(told({**GO, "options/offer": ("already",)}))


def test_talk_only_keeps_what_is_agreed_and_no_reason():
    state = told({"start/notes_ok": "no", **GO, "options/offer": ("rest",)})
    state = give(state, AddRow("options/mine", first="rest at noon"))
    state = give(state, Jump("options/mine@o1.why"))
    assert not isinstance(step(script(), state, Answer("my own words")), Taken)
    (row,) = tree_of(harvest(script(), state))["options"]
    assert row == {"id": "o1", "what": "rest at noon"}
