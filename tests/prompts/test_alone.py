"""Going on alone: the part of a review that is chosen, and what it leaves for the next one."""

from __future__ import annotations

from typing import Any

from goalcoach.dialogue.engine.command import Jump
from goalcoach.dialogue.engine.engine import Taken, step
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.view.screen_builder import screen
from tests.plan.said import tree_of
from tests.prompts.test_review_visit import Talk, plan_before, script

OPEN: Any = {"look/parts": ("alone",)}
CLOSE = ("close/own_day", "close/looks_at", "close/sign")
SAID: Any = {
    "alone/already": ("The diary",),
    "alone/together": ("The next step",),
    "alone/next": "Choosing a day to rest",
    "alone/day": "The first Monday",
    "alone/questions": ("Does the step still fit?",),
    "alone/signs": ("I leave out my rest",),
    "alone/do": ("Go back a step",),
    "alone/back": ("Three weeks like that",),
}


def asked(talk: Talk) -> list[str]:
    return [one for one in talk.asked if one.startswith("alone/")]


def offered(talk: Talk) -> list[str]:
    """Return what could be looked at, in the order and with the reasons in which it is shown."""
    taken = step(script(), talk.state, Jump("look/parts"))
    assert isinstance(taken, Taken)
    options = screen(script(), taken.state).options
    return [f"{one.id}: {one.because}" if one.because else one.id for one in options]


def test_it_is_asked_where_it_was_chosen_and_kept_and_never_on_the_short_path():
    talk = Talk({**OPEN, **SAID})
    assert asked(talk) == list(SAID)
    said = tree_of(harvest(script(), talk.state))
    assert said["after_plan"] == {"day": "The first Monday"}
    assert said["self_led"] == {
        "questions": ["Does the step still fit?"],
        "signs": ["I leave out my rest"],
        "do": ["Go back a step"],
        "back_when": ["Three weeks like that"],
        "handed_over": ["The diary"],
        "together": ["The next step"],
        "next_over": "Choosing a day to rest",
    }
    assert not asked(Talk({}))
    assert not asked(Talk({"start/time": "short"}))


def test_who_wants_to_talk_only_still_takes_the_agreed_sheet_home():
    talk = Talk({**OPEN, **SAID, "start/same": "change", "start/notes_ok": "no"})
    said = tree_of(harvest(script(), talk.state))
    assert said["consent"]["notes"] == "no"
    assert said["self_led"]["questions"] == ["Does the step still fit?"]


def test_the_close_does_not_ask_again_what_was_said_here():
    apart: Any = {"close/how_on": "apart", "close/apart": "own"}
    assert set(CLOSE) <= set(Talk(apart).asked)
    again = Talk({**OPEN, **SAID, **apart})
    assert not set(CLOSE) & set(again.asked)
    assert {"close/talk_with", "close/refresher"} <= set(again.asked)


def test_nobody_is_asked_to_take_over_more_where_effort_may_make_worse():
    for pem in ("yes", "unsure"):
        assert "alone/next" not in Talk({**OPEN, "safety/pem": pem}).asked
    assert "alone/next" not in Talk(OPEN, plan_before(pem="yes")).asked


def test_what_was_to_be_taken_over_is_asked_about_once_whether_or_not_the_part_is_opened():
    prior = plan_before()
    prior["self_led"] = {"next_over": "Choosing a day to rest"}
    talk = Talk({}, prior)
    assert asked(talk) == ["alone/went"]
    assert "Choosing a day to rest" in talk.said["alone/went"]
    assert "next_over" not in tree_of(harvest(script(), talk.state)).get("self_led", {})


def test_what_was_left_open_last_time_comes_first_with_its_reason():
    prior = plan_before()
    assert "alone" in offered(Talk({}, prior))
    prior["visit"] = {"parts": ["alone"]}
    assert offered(Talk({}, prior))[0] == "alone: we left it open last time"
