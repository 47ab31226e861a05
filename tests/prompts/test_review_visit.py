"""The review visit as it runs: what the core script asks again, and what it lets rest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.answer_types import SkipReason as Reason
from goalcoach.dialogue.engine.command import (
    Acknowledge,
    AddRow,
    Answer,
    Command,
    Confirm,
    Jump,
    Next,
    RemoveRow,
    Skip,
)
from goalcoach.dialogue.engine.engine import Taken, step
from goalcoach.dialogue.engine.event import Start
from goalcoach.dialogue.engine.fired_checks import firing
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.navigation import cursor_stop
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.script_words import words
from goalcoach.dialogue.engine.state import begin
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.script import Script
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.plan.conversion import from_tree
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.next_version import Header, close
from goalcoach.plan.tree_types import Tree
from tests.plan.said import tree_of
from tests.prompts.pack import CORE

DAY = date(2026, 11, 20)
CREATED = datetime(2026, 11, 20, 10, tzinfo=UTC)
ON = "…"
"""Stands for going on without an answer."""

NOTHING_NEW: Mapping[str, Value | Reason] = {
    "start/present": ("patient", "clinician"),
    "start/by": "kestrel",
    "safety/new_since": "no",
    "safety/pem": "no",
    "safety/harm": "no",
    "safety/limits": ("none",),
    "update/what": ("none",),
    "ready@g1/matters": 8,
    "sure@g1/sure": 8,
    "close/agree": ("patient", "clinician"),
    "close/next_visit": DAY + timedelta(days=28),
}


def plan_before(pem: str = "no", lifecycle: str = "active") -> dict[str, Any]:
    """What the last visit left: one goal with a ladder that leads, and one of the other kind."""
    rungs: list[Tree] = [
        {"id": "r1", "text": "Chop while I sit", "status": "now"},
        {"id": "r2", "text": "Cook one dish", "status": "later"},
    ]
    leading: dict[str, Tree] = {
        "id": "g1",
        "statement": "Cook lunch on Sundays",
        "lead": "yes",
        "lifecycle": "active",
        "rating": {"progress": {"patient": 3}},
        "barriers": [{"id": "b1", "text": "Too tired by noon"}],
        "ladder": {"mode": "time_based" if pem == "no" else "energy_limit", "rungs": rungs},
    }
    return {
        "consent": {"notes": "yes", "share": "ask", "print": "no"},
        "safety": {"pem": pem, "decision": "go"},
        "values": [{"id": "v1", "words": "My sister", "importance": 9, "lived": 4}],
        "goals": [leading, {"id": "g2", "statement": "Sing again", "lifecycle": lifecycle}],
        "flare_plan": {
            "signs": ["cold hands"],
            "emergency": ["numb legs"],
            "same_day": ["a fever"],
            "gone_over": date(2026, 10, 23),
        },
    }


def ladder_of(plan: dict[str, Any]) -> dict[str, Any]:
    """The ladder of the goal that leads, to be written in."""
    ladder: dict[str, Any] = plan["goals"][0]["ladder"]
    return ladder


@cache
def script() -> Script:
    return compile_pack({one.name: one.read_bytes() for one in CORE.glob("*.toml")}, "core")


class Talk:
    """One review. What `answers` does not name is confirmed, passed over or left as it was."""

    def __init__(
        self,
        answers: Mapping[str, Value | Reason],
        prior: Mapping[str, Tree] | None = None,
        added: Mapping[str, str] | None = None,
        history: Mapping[str, int] | None = None,
    ) -> None:
        self.answers = {**NOTHING_NEW, **answers}
        self.added = dict(added or {})
        start = Start("rowan-17", "review", DAY, history=history or {})
        self.state = begin(start, prior if prior is not None else plan_before(lifecycle="planned"))
        self.asked: list[str] = []
        self.said: dict[str, str] = {}
        self.choices: dict[str, tuple[str, ...]] = {}
        self.keys = 0
        while (stop := cursor_stop(walk(script(), self.state))) is not None:
            if self._answer(stop):
                break

    def _answer(self, stop: Stop) -> bool:
        """Answer one question and go on; True if the visit goes no further."""
        path = walk(script(), self.state)
        self.said[stop.address] = words(path, stop.item.words.say, stop)
        if stop.address in self.added:
            self._give(AddRow(stop.address, first=self.added.pop(stop.address)))
            return False
        self.asked.append(stop.address)
        self.choices[stop.address] = path.options(stop)
        self.keys += 1
        self._answer_or_pass(stop)
        here = walk(script(), self.state)
        for check in firing(here, here.stops[here.index[stop.address]], hard=False):
            self._give(Acknowledge(check.id, "we both want it so"))
        before = self.state.cursor
        self._try(Next())
        return self.state.cursor == before

    def _answer_or_pass(self, stop: Stop) -> None:
        given = self.answers.get(stop.address)
        if isinstance(given, Reason):
            self.keys += 1
            return self._give(Skip(given))
        if given == ON or (given is None and self._try(Confirm())):
            return None
        fits: dict[Kind, Value] = {Kind.SAY: True, Kind.ROSTER: True, Kind.SCALE: 5}
        if stop.item.kind is Kind.CHOICE:
            fits[Kind.CHOICE] = walk(script(), self.state).options(stop)[0]
        value = given if given is not None else fits.get(stop.item.kind)
        if value is None:
            return None
        self.keys += 0 if value is True else len(value) if isinstance(value, str | tuple) else 1
        if stop.item.kind is Kind.CHOICE:
            self.keys += 1 - len(str(value))
        return self._give(Answer(value))

    def _give(self, command: Command) -> None:
        taken = step(script(), self.state, command)
        assert isinstance(taken, Taken), (self.state.cursor, taken)
        self.state = taken.state

    def _try(self, command: Command) -> bool:
        taken = step(script(), self.state, command)
        if isinstance(taken, Taken):
            self.state = taken.state
        return isinstance(taken, Taken)

    def was_asked(self, address: str) -> bool:
        return address in self.asked

    def close(self) -> dict[str, Goal]:
        """Return the goals of the plan that this review makes."""
        said = harvest(script(), self.state)
        before = plan_before(lifecycle="planned")
        before |= {"schema": 2, "patient": "rowan-17", "version": 1, "created": CREATED}
        before["visit"] = {"kind": "first", "date": DAY - timedelta(days=28), "status": "done"}
        header = Header(
            patient="rowan-17",
            version=2,
            parent=(1, f"sha256:{'0' * 64}"),
            created=CREATED,
            script_id="core",
            script_version="1.0.0",
            script_digest=f"sha256:{'0' * 64}",
            language="en",
            tool="test",
            kind="review",
            day=DAY,
            minutes=30,
            status="done",
        )
        return {one.id: one for one in close(from_tree(before), said, header).goals}

    def goal(self, row: str) -> dict[str, Any]:
        said = tree_of(harvest(script(), self.state))
        goals = said.get("goals", [])
        assert isinstance(goals, list)
        return next((one for one in goals if isinstance(one, dict) and one["id"] == row), {})


def test_a_review_runs_from_the_first_word_to_the_last():
    talk = Talk({})
    assert talk.asked[0] == "start/rights_again"
    assert talk.asked[-1] == "close/ease"


def test_a_review_with_nothing_new_takes_few_questions_and_keys():
    talk = Talk({})
    # One is the open question on effort, and one whether the letter may go out today; three are
    # taking part, mood and energy of the goal that leads, so that they can be laid side by side.
    # Two are how it is since the first visit and what came unwanted, one what to look at today.
    assert len(talk.asked) <= 62
    assert talk.keys <= 104


def hoped_for(day: date) -> dict[str, Any]:
    """The plan of the last visit, four weeks ago, with a day for the goal that leads."""
    plan = plan_before(lifecycle="planned")
    plan["visit"] = {"date": DAY - timedelta(days=28)}
    plan["goals"][0]["due"] = day
    return plan


@pytest.mark.parametrize("choice", ["keep", "new_steps", "revise", "smaller"])
def test_a_hoped_for_day_that_has_gone_by_is_asked_about(choice: str):
    later = DAY + timedelta(days=60)
    answers: dict[str, Value | Reason] = {"decide@g1/choice": choice, "decide@g1/due_again": later}
    talk = Talk({**answers, "decide@g1/due_passed": "move"}, hoped_for(DAY - timedelta(days=1)))
    assert talk.was_asked("decide@g1/due_passed") is (choice != "smaller")
    assert not talk.was_asked("decide@g1/due")
    assert talk.goal("g1")["due"] == later


def test_a_hoped_for_day_that_has_gone_by_is_called_by_its_name_and_can_go():
    talk = Talk({"decide@g1/due_passed": "leave"}, hoped_for(DAY - timedelta(days=1)))
    assert "19 November 2026" in talk.said["decide@g1/due_passed"]
    assert not talk.was_asked("decide@g1/due_again")


@pytest.mark.parametrize("days", [0, 1, -29])
def test_a_hoped_for_day_that_is_ahead_or_was_asked_about_before_is_let_be(days: int):
    talk = Talk({"decide@g1/choice": "keep"}, hoped_for(DAY + timedelta(days=days)))
    assert not talk.was_asked("decide@g1/due_passed")
    assert not talk.was_asked("decide@g1/due_again")


@pytest.mark.parametrize("choice", ["let_go", "pause", "replace"])
def test_a_goal_that_does_not_go_on_is_not_asked_for_a_day(choice: str):
    talk = Talk({"decide@g1/choice": choice}, hoped_for(DAY - timedelta(days=1)))
    assert not talk.was_asked("decide@g1/due_passed")


def test_a_goal_that_waits_is_neither_rated_nor_decided():
    talk = Talk({})
    assert talk.was_asked("rate@g1/now")
    assert talk.was_asked("waiting@g2/next")
    assert not [one for one in talk.asked if one.startswith(("rate@g2", "decide@g2", "ready@g2"))]


@pytest.mark.parametrize("decision", ["pause", "not_yet", Reason.DECLINED, Reason.NOT_NOW])
def test_only_go_and_adapt_lead_past_the_safety_questions(decision: str | Reason):
    assert Talk({"safety/own_steps": decision}).asked[-1] == "safety/own_steps"


def test_a_plan_changed_for_today_holds_the_leading_goal_alone():
    talk = Talk({"safety/own_steps": "adapt"}, plan_before())
    assert talk.was_asked("ladder@g1/kept")
    others = ("fresh/more", "chance@g1/offer", "rate@g2/now", "decide@g2/choice")
    assert not [one for one in others if talk.was_asked(one)]


def test_both_rate_before_last_time_is_spoken_of():
    talk = Talk({"rate@g1/now": 6, "rate@g1/seen": 4})
    order = ["rate@g1/now", "rate@g1/seen", "rate@g1/side_by_side", "rate@g1/differ"]
    assert [one for one in talk.asked if one in order] == order
    assert talk.said["rate@g1/side_by_side"].startswith("Last time it was 3.")
    assert talk.said["rate@g1/differ"].startswith("You say 6, and I had 4.")


@pytest.mark.parametrize(("pem", "more"), [("no", "A page to each child"), ("yes", "than planned")])
def test_the_words_that_were_agreed_for_each_level_stand_beside_it(pem: str, more: str):
    """What is more than planned is not held out to someone inside an energy limit."""
    plan = plan_before()
    levels = {
        "-1": "Two minutes to my niece",
        "0": "A page to one child",
        "1": "A page to each child",
    }
    plan["goals"][0]["levels"] = levels
    talk = Talk({"safety/pem": pem}, plan)
    for address in ("rate@g1/level", "rate@g1/seen_level"):
        taken = step(script(), talk.state, Jump(address))
        assert isinstance(taken, Taken)
        offered = {one.id: one.label for one in screen(script(), taken.state).options}
        assert offered["as_planned"] == "As planned: A page to one child"
        assert offered["partly"] == "Partly there: Two minutes to my niece"
        assert offered["more"] == f"A little more: {more}"


TAKING_PART = ("rate@g1/took_part", "rate@g1/mood", "rate@g1/energy")


def test_taking_part_mood_and_energy_are_asked_after_both_rated_and_kept_with_the_goal():
    talk = Talk(dict(zip(TAKING_PART, (0, 7, 10), strict=True)))
    order = ("rate@g1/now", "rate@g1/seen", *TAKING_PART)
    assert tuple(one for one in talk.asked if one in order) == order
    rating = talk.goal("g1")["rating"]
    assert (rating["participation"], rating["mood"], rating["energy"]) == (0, 7, 10)
    for address in TAKING_PART:
        assert "0 is" in talk.said[address]
        assert "10 is" in talk.said[address]


def test_taking_part_is_asked_of_the_goal_that_leads_alone_and_not_on_the_short_path():
    talk = Talk({}, plan_before())
    assert talk.was_asked("rate@g2/now")
    assert {one for one in talk.asked if one.endswith(("/took_part", "/mood", "/energy"))} == {
        *TAKING_PART
    }
    assert not set(TAKING_PART) & set(Talk({"start/time": "short"}).asked)


@pytest.mark.parametrize("address", TAKING_PART)
def test_a_low_number_for_taking_part_mood_or_energy_is_listened_to(address: str):
    assert Talk({address: 3}).was_asked("rate@g1/low")
    assert not Talk({address: 4}).was_asked("rate@g1/low")


def test_the_same_number_from_both_opens_no_talk_about_a_difference():
    assert not Talk({"rate@g1/now": 5, "rate@g1/seen": 5}).was_asked("rate@g1/differ")


@pytest.mark.parametrize("pem", ["yes", "unsure", Reason.DECLINED, Reason.NOT_NOW])
def test_inside_an_energy_limit_no_step_up_and_no_test_is_offered(pem: str | Reason):
    talk = Talk({"safety/pem": pem, "ladder@g1/kept": "most"})
    assert talk.choices["ladder@g1/inside"] == ("hold", "down", "swap")
    assert not talk.was_asked("ladder@g1/steady")
    assert not talk.was_asked("chance@g1/offer")


def test_an_answered_no_and_a_steady_step_offer_a_little_more_after_staying():
    talk = Talk({"ladder@g1/kept": "most"})
    assert talk.choices["ladder@g1/steady"] == ("hold", "up", "down", "swap")
    assert not talk.was_asked("ladder@g1/because")


def test_a_chosen_day_is_the_patients_with_what_is_around_it_and_a_sign_to_stop():
    talk = Talk({"chance@g1/offer": "day"}, added={"chance@g1/days": "The wedding"})
    asked = [one.partition(".")[2] for one in talk.asked if one.startswith("chance@g1/days@")]
    assert asked == ["before", "after", "stop_sign", "reason"]
    assert not [one for one in Talk({}).asked if one.startswith("chance@g1/days")]


def test_leaving_the_energy_limit_takes_a_reason_or_stays_without_a_step_up():
    reason = Talk({"limit/leave": "Four weeks with no bad day after"}, plan_before("yes"))
    assert "up" in reason.choices["ladder@g1/steady"]
    without = Talk({"limit/leave": Reason.DECLINED}, plan_before("yes"))
    assert "up" not in without.choices["ladder@g1/steady"]
    assert not without.was_asked("chance@g1/offer")
    assert not Talk({}).was_asked("limit/leave")


def test_a_step_that_is_moved_gets_its_reason():
    talk = Talk({"ladder@g1/steady": "up", "ladder@g1/because": "It has been easy"})
    assert talk.was_asked("new_steps@g1/rungs")
    assert talk.goal("g1")["decision"] == {"because": "It has been easy", "choice": "keep"}


def test_a_step_that_stays_a_third_time_is_asked_about():
    assert Talk({}, history={"g1": 2}).was_asked("ladder@g1/plateau")
    assert not Talk({}, history={"g1": 1}).was_asked("ladder@g1/plateau")


@pytest.mark.parametrize("choice", ["let_go", "pause", "replace"])
def test_a_goal_that_ends_is_not_asked_about_any_more(choice: str):
    talk = Talk({"decide@g1/choice": choice, "decide@g1/let_go": "My energy goes elsewhere"})
    after = ("new_steps@g1", "update_goal@g1", "ready@g1", "sure@g1", "sentence@g1")
    assert not [one for one in talk.asked if one.startswith(after)]
    assert talk.was_asked("still/lead")


def test_a_replaced_goal_names_the_one_that_takes_its_place():
    answers: Mapping[str, Value] = {
        "decide@g1/choice": "replace",
        "waiting@g3/new_next": "active",
        "reword@g1/instead": "g3",
        "still/lead": "g3",
    }
    added = {"fresh/goals": "Bake with my niece", "begin@g3/rungs": "Weigh the flour"}
    talk = Talk(answers, added=added)
    goals = talk.close()
    assert (goals["g1"].lifecycle, goals["g1"].related, goals["g1"].lead) == (
        "cancelled",
        "g3",
        "no",
    )
    assert (goals["g3"].lifecycle, goals["g3"].lead) == ("active", "yes")
    assert goals["g2"].lifecycle == "planned"
    assert talk.was_asked("about_new@g3/kind_of")
    assert talk.was_asked("begin@g3/sure")
    assert not talk.was_asked("begin@g2/sure")


def test_no_goal_that_is_over_takes_the_place_of_another():
    prior = plan_before(lifecycle="planned")
    for number, over in enumerate(("completed", "cancelled", "on-hold"), 3):
        prior["goals"].append({"id": f"g{number}", "statement": "Once", "lifecycle": over})
    answers = {"decide@g1/choice": "replace", "waiting@g2/next": "cancelled"}
    talk = Talk(answers, prior, added={"fresh/goals": "Bake with my niece"})
    assert talk.choices["reword@g1/instead"] == ("g6",)


def test_new_words_for_a_goal_are_looked_at_for_harm_and_stand_in_the_plan():
    talk = Talk({
        "decide@g1/choice": "revise",
        "reword@g1/words": "Cook lunch every other Sunday",
        "reword@g1/kind_of": "activity",
    })  # fmt: skip
    assert talk.goal("g1")["statement"] == "Cook lunch every other Sunday"
    said = tree_of(harvest(script(), talk.state))
    assert "reword@g1/kind_of" not in str(said)


def test_a_goal_in_new_words_is_called_by_them_from_then_on():
    talk = Talk({
        "decide@g1/choice": "revise",
        "reword@g1/words": "Cook lunch every other Sunday",
        "waiting@g2/next": "active",
    }, plan_before(lifecycle="planned"), {"begin@g2/rungs": "Hum along"})  # fmt: skip
    shown = {}
    for address in ("sure@g1/sure", "begin@g2/sure"):
        talk._give(Jump(address))
        shown[address] = screen(script(), talk.state).context
    assert shown == {
        "sure@g1/sure": "Cook lunch every other Sunday",
        "begin@g2/sure": "Sing again",
    }
    talk._give(Jump("still/lead"))
    labels = [one.label for one in screen(script(), talk.state).options]
    assert labels == ["Cook lunch every other Sunday", "Sing again"]


@pytest.mark.parametrize(
    ("then", "close_asked", "steps_asked", "ready_asked"),
    [
        ("keep_going", False, False, True),
        ("close_it", True, False, False),
        ("further", False, True, True),
    ],
)
def test_a_goal_that_is_met_goes_on_closes_or_grows(
    then: str, close_asked: bool, steps_asked: bool, ready_asked: bool
):
    talk = Talk({
        "decide@g1/choice": "met",
        "decide@g1/met": then,
        "decide@g1/met_day": DAY,
        "decide@g1/met_close": "completed",
    })  # fmt: skip
    assert talk.was_asked("decide@g1/met_close") is close_asked
    assert talk.was_asked("new_steps@g1/rungs") is steps_asked
    assert talk.was_asked("ready@g1/matters") is ready_asked
    assert talk.goal("g1")["first_met"] == DAY


MET_AND_CLOSED: Mapping[str, Value] = {
    "decide@g1/choice": "met",
    "decide@g1/met": "close_it",
    "decide@g1/met_day": DAY,
}


def test_that_a_goal_went_on_last_time_is_no_answer_to_closing_it():
    assert Talk(MET_AND_CLOSED).goal("g1")["lifecycle"] == "completed"


def test_a_goal_that_was_just_closed_cannot_be_put_first():
    talk = Talk({**MET_AND_CLOSED, "decide@g1/met_close": "completed"})
    assert talk.choices["still/lead"] == ("g2",)


def test_a_goal_that_was_met_and_goes_on_can_still_be_put_first():
    answers = {**MET_AND_CLOSED, "decide@g1/met_close": "active", "waiting@g2/next": "active"}
    assert "g1" in Talk(answers).choices["still/lead"]


def test_a_waiting_goal_can_begin_and_gets_its_steps():
    talk = Talk({"waiting@g2/next": "active"})
    assert talk.was_asked("begin@g2/rungs")
    assert not talk.was_asked("begin@g1/rungs")


def test_a_goal_begun_in_a_review_is_asked_what_a_goal_that_leads_is_asked_first():
    talk = Talk(
        {
            "waiting@g2/next": "active",
            "begin@g2/in_my_hands": "What I sing",
            "begin@g2/good_enough": "One verse with the others",
            "begin@g2/due": DAY + timedelta(days=90),
            "begin@g2/rungs@r3.status": "now",
            "begin@g2/rungs@r3.move_to": "Thursday",
        },
        added={"begin@g2/rungs": "Hum along"},
    )
    goal = talk.close()["g2"]
    assert (goal.in_my_hands, goal.good_enough) == ("What I sing", "One verse with the others")
    assert goal.due == DAY + timedelta(days=90)
    assert goal.ladder.rungs[0].move_to == "Thursday"


def test_the_goal_put_first_begins_today():
    talk = Talk({"decide@g1/choice": "let_go", "still/lead": "g2"})
    assert talk.was_asked("begin@g2/rungs")


def test_a_step_that_does_not_fit_can_be_changed_before_they_are_asked_again():
    talk = Talk({"sure@g1/sure": 4, "sure@g1/fit": "smaller", "sure@g1~2/sure": 8})
    assert talk.was_asked("sure@g1/step")
    assert not talk.was_asked("sure@g1~2/step")


def test_a_first_yes_that_was_never_given_is_asked_for_again():
    prior = plan_before()
    prior["consent"] = {"print": "yes"}
    asked = [one for one in Talk({}, prior).asked if one.startswith("start/")]
    assert {"start/same", "start/notes_ok", "start/share", "start/print_size"} <= set(asked)
    assert "start/print" not in asked


def test_no_number_of_last_time_is_said_before_both_have_rated():
    assert not Talk({"rate@g1/seen": ON}).was_asked("rate@g1/side_by_side")
    assert Talk({"rate@g1/seen": Reason.UNSURE}).was_asked("rate@g1/side_by_side")


CALLS = ("update/sudden", "update/emergency", "update/same_day", "update/too_long")


def asked_of(**spell: Tree) -> list[str]:
    """Return which calls a review asks about where the last flare plan says this."""
    prior = plan_before(lifecycle="planned") | {"flare_plan": {"emergency": ["numb legs"], **spell}}
    talk = Talk({}, prior)
    return [one for one in CALLS if talk.was_asked(one)]


def test_a_plan_whose_calls_were_never_gone_over_has_all_of_them_asked_anew():
    day = date(2026, 10, 23)
    assert asked_of() == [*CALLS]
    assert asked_of(too_long="three days") == [*CALLS]
    assert asked_of(gone_over=day) == [*CALLS]
    assert asked_of(gone_over=day, too_long="three days") == ["update/emergency"]
    assert asked_of(gone_over=day, same_day=["a fever"]) == ["update/emergency"]


def test_an_old_answer_to_how_long_is_offered_and_not_taken_for_todays():
    prior = plan_before(lifecycle="planned")
    prior["flare_plan"] = {"emergency": ["numb legs"], "too_long": "three days"}
    talk = Talk({"update/too_long": "two days"}, prior)
    said = tree_of(harvest(script(), talk.state))["flare_plan"]
    assert isinstance(said, dict)
    assert said["too_long"] == "two days"


def test_each_call_is_asked_when_the_plan_for_hard_spells_is_chosen():
    talk = Talk({"update/what": ("flare",), "update/sudden": "yes"})
    assert [one for one in talk.asked if one in (*CALLS, "update/known_sudden")] == [
        CALLS[0],
        "update/known_sudden",
        *CALLS[1:],
    ]


def test_what_calls_for_help_at_once_is_gone_over_even_when_nothing_else_changes():
    talk = Talk({})
    assert talk.was_asked("update/emergency")
    assert not talk.was_asked("update/signs")
    said = tree_of(harvest(script(), talk.state))
    assert said["flare_plan"] == {"emergency": ["numb legs"]}
    assert Talk({"update/what": ("flare",)}).was_asked("update/signs")


def test_a_hard_spell_in_which_the_card_lay_unused_is_news_about_the_card():
    added = {"setbacks/spells": "A cold came first"}
    cell = "setbacks/spells@x1"
    assert Talk({f"{cell}.plan_used": "no"}, added=added).was_asked(f"{cell}.easier")
    assert not Talk({f"{cell}.plan_used": "part"}, added=added).was_asked(f"{cell}.easier")


def test_meeting_less_often_opens_a_plan_for_the_time_after():
    assert not Talk({}).was_asked("close/apart")
    talk = Talk({"close/how_on": "apart", "close/apart": "less"})
    assert talk.was_asked("close/sign")
    assert talk.was_asked("close/refresher")


@pytest.mark.parametrize(
    ("choice", "lifecycle"),
    [
        ("keep", "active"),
        ("new_steps", "active"),
        ("smaller", "active"),
        ("revise", "active"),
        ("pause", "on-hold"),
        ("let_go", "cancelled"),
        ("met", "completed"),
    ],
)
def test_each_decision_gives_the_goal_its_place_in_the_plan(choice: str, lifecycle: str):
    talk = Talk({
        "decide@g1/choice": choice,
        "decide@g1/met": "close_it",
        "decide@g1/met_close": "completed",
        **{f"decide@g1/{one}": "So we said" for one in ("why", "let_go", "met_why")},
    })  # fmt: skip
    goal = talk.close()["g1"]
    assert (goal.lifecycle, goal.decision.choice, goal.decision.why) == (
        lifecycle,
        choice,
        "So we said",
    )


def test_a_little_more_makes_the_step_steady_and_the_next_one_the_step_for_now():
    talk = Talk({"ladder@g1/steady": "up"})
    assert talk.was_asked("new_steps@g1/rungs")
    goal = talk.close()["g1"]
    assert [rung.status for rung in goal.ladder.rungs] == ["steady", "now"]


@pytest.mark.parametrize(
    ("chosen", "left"), [({"steady": "up"}, "steady"), ({"uneven": "swap"}, "left")]
)
def test_a_step_that_a_new_one_follows_stays_one_that_is_done_and_one_that_it_replaces_does_not(
    chosen: dict[str, str], left: str
):
    prior = plan_before()
    del ladder_of(prior)["rungs"][1:]
    answers = {f"ladder@g1/{at}": one for at, one in chosen.items()}
    if "uneven" in chosen:
        answers["ladder@g1/kept"] = "some"
    at = "new_steps@g1/rungs"
    answers |= {f"{at}@r{n}.status": "now" for n in range(2, 5)}
    rungs = Talk(answers, prior, added={at: "Cook one dish"}).close()["g1"].ladder.rungs
    assert [(rung.text, rung.status) for rung in rungs] == [
        ("Chop while I sit", left),
        ("Cook one dish", "now"),
    ]


def test_what_gets_in_the_way_can_be_solved():
    talk = Talk({})
    cell = "ways_again@g1/again@b1.status"
    taken = step(script(), talk.state, Answer("solved", cell))
    assert isinstance(taken, Taken)
    talk.state = taken.state
    assert talk.close()["g1"].barriers[0].status == "solved"


@pytest.mark.parametrize(("status", "asked"), [("solved", False), ("same", True), (None, True)])
def test_only_what_was_still_in_the_way_last_time_is_asked_about(status: str | None, asked: bool):
    prior = plan_before(lifecycle="planned")
    prior["goals"][0]["barriers"][0] |= {"status": status} if status else {}
    talk = Talk({}, prior=prior)
    assert talk.was_asked("ways_again@g1/again")
    assert bool(talk.said.get("ways_again@g1/again@b1.status")) is asked


def test_moving_the_step_up_leaves_the_steps_in_their_places():
    visit = Talk({"ladder@g1/kept": "most", "ladder@g1/steady": "up"})
    rungs = visit.close()["g1"].ladder.rungs
    assert [(rung.id, rung.status) for rung in rungs] == [("r1", "steady"), ("r2", "now")]


def test_rating_goals_in_turn_leaves_the_goals_in_their_places():
    assert list(Talk({}).close()) == ["g1", "g2"]


def test_a_new_goal_ends_none_of_those_that_stand():
    talk = Talk(
        {"fresh/more": "yes", "decide@g1/choice": "replace"},
        added={"fresh/goals": "Bring one dish to the table"},
    )
    goals = talk.close()
    assert [(goal.id, goal.ended) for goal in goals.values()] == [
        (f"g{n}", None) for n in (1, 2, 3)
    ]
    assert goals["g1"].lifecycle == "cancelled"
    assert goals["g2"].lifecycle == "planned"


def test_a_step_that_moves_up_is_asked_for_what_it_lacks_and_the_others_are_not():
    prior = plan_before()
    ladder = ladder_of(prior)
    ladder["unit"] = "minutes"
    ladder["rungs"] += [{"id": "r3", "text": "Cook it all", "status": "later"}]
    at = "new_steps@g1/rungs@"
    talk = Talk(
        {"ladder@g1/steady": "up", f"{at}r2.when": "Sunday after church", f"{at}r2.amount": 12},
        prior,
    )
    asked = [one.removeprefix(at) for one in talk.asked if one.startswith(at)]
    assert asked == [f"r2.{field}" for field in ("amount", "when", "good_day", "bad_day")]
    rung = talk.close()["g1"].ladder.rungs[1]
    assert (rung.status, rung.when, rung.amount) == ("now", "Sunday after church", 12)


def test_a_step_that_moves_up_with_its_time_known_is_asked_for_nothing_again():
    prior = plan_before()
    ladder_of(prior)["rungs"][1] |= {
        "when": "Sundays",
        "where": "At the table",
        "with": "My sister",
        "move_to": "Mondays",
        "good_day": "The same",
        "bad_day": "Soup from the freezer",
    }
    talk = Talk({"ladder@g1/steady": "up"}, prior)
    assert not [one for one in talk.asked if one.startswith("new_steps@g1/rungs@")]


def test_a_large_step_is_asked_about_against_the_one_just_left():
    prior = plan_before()
    ladder = ladder_of(prior)
    ladder["unit"] = "minutes"
    ladder["rungs"][0]["amount"] = 10
    talk = Talk({"ladder@g1/steady": "up", "new_steps@g1/rungs@r2.amount": 15}, prior)
    said = tree_of(harvest(script(), talk.state))
    assert said["kept"] == {"new_steps@g1/rungs@r2.amount#big_step": "we both want it so"}


def test_what_helps_and_what_sets_it_off_can_be_changed_line_by_line():
    prior = plan_before()
    prior["goals"][0] |= {
        "enablers": [{"id": "e1", "text": "The tall stool"}, {"id": "e2", "text": "Quiet"}],
        "triggers": [{"id": "t1", "text": "Bright shops", "kind": "sets_off"}],
    }
    assert not Talk({}, prior).was_asked("update_goal@g1/makes_easier")
    talk = Talk(
        {"update/what": ("ways",)}, prior, added={"update_goal@g1/sets_off": "A short night"}
    )
    talk._give(Answer("No radio", "update_goal@g1/makes_easier@e2.text"))
    goal = talk.goal("g1")
    assert goal["enablers"] == [
        {"id": "e1", "text": "The tall stool"},
        {"id": "e2", "text": "No radio"},
    ]
    assert [row["id"] for row in goal["triggers"]] == ["t1", "t2"]


def test_what_was_left_for_later_is_asked_for_its_place_and_the_rest_is_not():
    prior = plan_before()
    prior["values"] += [
        {"id": "v2", "words": "My choir", "place": "put_down"},
        {"id": "v3", "words": "The garden", "place": "now"},
    ]
    talk = Talk({"still/values@v2.place_again": "now"}, prior)
    asked = [one for one in talk.asked if one.startswith("still/values@") and "place" in one]
    assert asked == ["still/values@v2.place_again"]
    talk._give(Answer("later", "still/values@v3.place"))
    said = tree_of(harvest(script(), talk.state))
    assert isinstance(said["values"], list)
    places = {row["id"]: row.get("place") for row in said["values"] if isinstance(row, dict)}
    assert places == {"v1": None, "v2": "now", "v3": "later"}


def test_what_the_good_days_share_is_kept_with_the_first_of_them():
    talk = Talk({}, added={"wins/days": "We sang in the kitchen"})
    talk._give(AddRow("wins/days", first="The market, with my sister"))
    talk._give(Answer("Someone was with me", "wins/pattern"))
    said = tree_of(harvest(script(), talk.state))
    assert said["wins"] == [
        {"day": "We sang in the kitchen", "pattern": "Someone was with me"},
        {"day": "The market, with my sister"},
    ]
    assert "wins/pattern" not in str(said.get("answers"))


def test_what_is_used_from_treatment_is_changed_line_by_line_and_the_rest_stays():
    prior = plan_before("no", "planned")
    prior["goals"][0]["practices"] = [
        {"what": "Slow breath", "tied_to": "At the kettle"},
        {"what": "Stretch"},
    ]
    at = "update_goal@g1/practices"
    talk = Talk({"update/what": ("practice",), f"{at}": ON}, prior, added={at: "Hum a song"})
    talk._give(Answer("Stretch, lying down", f"{at}@x2.what"))
    assert talk.goal("g1")["practices"] == [
        {"what": "Slow breath", "tied_to": "At the kettle"},
        {"what": "Stretch, lying down"},
        {"what": "Hum a song"},
    ]
    talk._give(RemoveRow("x1", at))
    assert [one["what"] for one in talk.goal("g1")["practices"]] == [
        "Stretch, lying down",
        "Hum a song",
    ]


def test_a_list_without_ids_that_nobody_touched_is_left_to_stand():
    prior = plan_before("no", "planned")
    prior["goals"][0]["practices"] = [{"what": "Slow breath"}]
    at = "update_goal@g1/practices"
    talk = Talk({"update/what": ("practice",), at: ON}, prior)
    assert talk.was_asked(at)
    assert "practices" not in talk.goal("g1")
    talk._give(RemoveRow("x1", at))
    assert talk.goal("g1")["practices"] == []


def test_a_number_to_type_stands_beside_what_it_is_counted_in():
    prior = plan_before()
    prior["goals"][0]["measures"] = [{"id": "m1", "name": "Sundays", "unit": "a month"}]
    ladder_of(prior).update(unit="minutes", samples=[10, 20, 15])
    talk = Talk({"ladder@g1/steady": "up", "update/what": ("none",)}, prior)
    units = {}
    for address in ("rate@g1/marker@m1.now", "new_steps@g1/rungs@r2.amount"):
        talk._give(Jump(address))
        units[address] = screen(script(), talk.state).unit
    assert units == {
        "rate@g1/marker@m1.now": "a month",
        "new_steps@g1/rungs@r2.amount": "minutes",
    }


def test_the_note_on_a_new_amount_has_the_one_agreed_before():
    def hint(**now: Tree) -> str:
        prior = plan_before()
        ladder_of(prior).update(unit="minutes")
        ladder_of(prior)["rungs"][0].update(now)
        talk = Talk({"ladder@g1/steady": "up", "update/what": ("none",)}, prior)
        talk._give(Jump("new_steps@g1/rungs@r2.amount"))
        return screen(script(), talk.state).hint

    assert "Agreed before: 12, counted in: minutes. At most a tenth more." in hint(amount=12)
    assert "Agreed before: no number, counted in: minutes." in hint()


def test_a_choice_is_named_where_its_reason_is_asked():
    prior = plan_before(lifecycle="planned")
    answers: Mapping[str, Value | Reason] = {
        "ladder@g1/kept": "some",
        "ladder@g1/uneven": "down",
        "decide@g1/choice": "new_steps",
        "waiting@g2/next": "cancelled",
    }
    said = Talk(answers, prior).said
    right = "What makes that the right choice for now?"
    assert said["decide@g1/why"] == f"You chose for this goal: Keep it, with new steps. {right}"
    assert said["waiting@g2/why"] == f"You chose for this goal: Let it go. {right}"
    assert "the choice for the step" in said["ladder@g1/because"]


def test_a_task_that_nobody_took_on_names_nobody():
    def said(**task: Tree) -> str:
        prior = plan_before() | {"actions": [{"id": "a1", "what": "Ask about the lift"} | task]}
        return Talk({}, prior).said["tasks@a1/status"]

    assert "Ask about the lift. Who would do it: my brother." in said(who="my brother")
    assert "Ask about the lift. Who would do it: that was left open." in said()


def test_a_goal_begun_in_a_review_has_an_amount_only_where_it_is_counted():
    at = "begin@g2/rungs"
    answers: Mapping[str, Value | Reason] = {
        "waiting@g2/next": "active",
        f"{at}@r3.status": "now",
        f"{at}@r3.amount": 20,
        "begin@g2/samples": (10, 20, 15),
    }
    assert not Talk(answers, added={at: "Hum along"}).was_asked(f"{at}@r3.amount")
    talk = Talk({**answers, "begin@g2/unit": "minutes"}, added={at: "Hum along"})
    said = tree_of(harvest(script(), talk.state))
    assert said["kept"] == {f"{at}@r3.amount#above_start": "we both want it so"}


def test_how_sure_is_asked_again_with_the_number_that_was_given():
    talk = Talk({"sure@g1/sure": 4, "sure@g1/fit": "smaller", "sure@g1~2/sure": 8})
    first = "The step is: Chop while I sit. 0 is not sure at all, and 10 is"
    assert talk.said["sure@g1/sure"].startswith(first)
    talk._give(Jump("sure@g1~2/sure"))
    assert screen(script(), talk.state).say.startswith(
        "Now the step is: Chop while I sit. You said 4 before, from 0 to 10."
    )
    skipped = Talk({"sure@g1/sure": 4, "sure@g1/fit": "smaller", "sure@g1~2/sure": ON})
    skipped._give(Jump("sure@g1/sure"))
    assert screen(script(), skipped.state).say.startswith(first)


def test_help_with_a_step_has_a_place_to_say_whose():
    sister = "My sister lifts the pot"
    talk = Talk({"sure@g1/sure": 4, "sure@g1/fit": "help", "sure@g1/help": sister})
    said = tree_of(harvest(script(), talk.state))
    answers = said["answers"]
    assert isinstance(answers, dict)
    assert answers["sure@g1/help"] == sister
    assert not Talk({"sure@g1/sure": 4, "sure@g1/fit": "keep"}).was_asked("sure@g1/help")
    assert Talk(
        {"waiting@g2/next": "active", "begin@g2/sure": 4, "begin@g2/fit": "help"},
        added={"begin@g2/rungs": "Hum along"},
    ).was_asked("begin@g2/help")


def test_what_was_agreed_on_notes_and_sharing_is_said_and_a_yes_says_it_again():
    talk = Talk({"start/same": "yes"})
    said = tree_of(harvest(script(), talk.state))
    assert said["consent"] == {"notes": "yes", "share": "ask", "print": "no"}
    heard = talk.said["start/same"]
    for words_ in (
        "About typing you said: Yes, type it.",
        "About sharing: Ask me each time.",
        "About paper: No paper.",
    ):
        assert words_ in heard


def test_what_was_agreed_stands_untouched_when_it_was_not_gone_over():
    said = tree_of(harvest(script(), Talk({"start/same": Reason.NOT_NOW}).state))
    assert "consent" not in said


def test_a_change_of_what_was_agreed_wins_over_what_stood():
    prior = plan_before()
    del prior["consent"]["print"]
    talk = Talk({"start/same": "yes", "start/print": "ask"}, prior)
    said = tree_of(harvest(script(), talk.state))
    assert said["consent"] == {"notes": "yes", "share": "ask", "print": "ask"}


def test_a_new_sign_and_a_new_value_are_called_by_their_names():
    added = {"rate@g1/marker": "Days I sang", "still/values": "My choir"}
    talk = Talk({}, added=added)
    assert "Days I sang" in talk.said["rate@g1/marker@m1.now"]
    assert "My choir" in talk.said["still/values@v2.importance"]


@pytest.mark.parametrize("mode", ["time_based", "facing"])
def test_what_was_tested_is_looked_at_only_where_something_was(mode: str):
    plan = plan_before(lifecycle="planned")
    ladder_of(plan)["mode"] = mode
    assert ("look" in Talk({}, plan).choices["chance@g1/offer"]) is (mode == "facing")
