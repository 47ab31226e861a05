"""The first visit as it runs: what the core script asks, and what it leaves out, of whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

import pytest

from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.answer_types import SkipReason as Reason
from goalcoach.dialogue.engine.command import Acknowledge, AddRow, Answer, Command, Next, Skip
from goalcoach.dialogue.engine.engine import Taken, step
from goalcoach.dialogue.engine.event import Start
from goalcoach.dialogue.engine.fired_checks import firing
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.navigation import cursor_stop
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.script_words import label, say_words
from goalcoach.dialogue.engine.state import State, begin
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.script import Script
from goalcoach.dialogue.view.question_list import where_lines
from goalcoach.dialogue.view.screen_builder import screen
from tests.plan.said import tree_of
from tests.prompts import pack
from tests.prompts.pack import CORE

DAY = date(2026, 11, 20)
USUAL: Mapping[str, Value | Reason] = {
    "start/present": ("patient", "clinician"),
    "safety/pem": "no",
    "safety/new": "no",
    "safety/new_unseen": "no",
    "safety/own_steps": "go",
    "look/parts": ("none",),
    "now@g1/level_words": "no",
    "if_then@g1/fair": "no",
    "close/agree": ("patient", "clinician"),
}
AMOUNTS = ("unit", "samples", "start_amount", "stable_days")


@cache
def script() -> Script:
    return compile_pack({one.name: one.read_bytes() for one in CORE.glob("*.toml")}, "core")


class Talk:
    """One visit, answered from `answers` by address, else with the first thing that fits.

    It goes on to its end, or to the question `until`, which is answered; from `state`, if given.
    """

    def __init__(
        self,
        answers: Mapping[str, Value | Reason],
        goals: int = 1,
        until: str = "",
        state: State | None = None,
    ) -> None:
        self.answers = {**USUAL, **answers}
        self.goals = goals
        self.state = state or begin(Start("rowan-17", "first", DAY))
        self.asked: list[str] = []
        self.said: dict[str, str] = {}
        self.options: dict[str, tuple[str, ...]] = {}
        self.acknowledged: list[str] = []
        while (stop := cursor_stop(walk(script(), self.state))) is not None:
            if self._answer(stop) or until in self.asked:
                break

    def _answer(self, stop: Stop) -> bool:
        """Answer one question and go on; True if the visit goes no further."""
        path = walk(script(), self.state)
        self.said[stop.address] = say_words(path, stop)
        wanted = self.goals if stop.address == "goal/goals" else 1
        if path.talks_only(stop):
            wanted = 0
        if stop.item.kind is Kind.ROSTER and len(self.state.rows.get(stop.address, ())) < wanted:
            self.give(AddRow(stop.address, first="some words"))
            return False
        self.asked.append(stop.address)
        self.options[stop.address] = path.options(stop)
        given = self.answers.get(stop.address)
        if isinstance(given, Reason):
            self.give(Skip(given))
        else:
            self.give(Answer(given if given is not None else self._first_fit(stop)))
        here = walk(script(), self.state)
        for check in firing(here, here.stops[here.index[stop.address]], hard=False):
            self.acknowledged.append(stop.address)
            self.give(Acknowledge(check.id, "we both want it so"))
        before = self.state.cursor
        moved = step(script(), self.state, Next())
        if isinstance(moved, Taken):
            self.state = moved.state
        return self.state.cursor == before

    def _first_fit(self, stop: Stop) -> Value:
        path = walk(script(), self.state)
        options = path.options(stop)
        if path.talks_only(stop):
            return True
        fits: dict[Kind, Value] = {
            Kind.SAY: True,
            Kind.ROSTER: True,
            Kind.TEXT: "bo-2" if stop.address == "start/by" else "some words",
            Kind.LONG_TEXT: "some words",
            Kind.LIST: (12, 20, 16) if stop.item.numbers else ("some words",),
            Kind.CHOICE: options[0] if options else "",
            Kind.MULTI: options[:1],
            Kind.SCALE: 8,
            Kind.NUMBER: 8,
            Kind.DATE: DAY + timedelta(days=28),
        }
        return fits[stop.item.kind]

    def give(self, command: Command) -> None:
        taken = step(script(), self.state, command)
        assert isinstance(taken, Taken), (self.state.cursor, taken)
        self.state = taken.state

    def was_asked(self, address: str) -> bool:
        return address in self.asked


@cache
def usual() -> Talk:
    """A visit with the usual answers, for those who only look at it."""
    return Talk({})


def test_a_visit_runs_from_the_first_word_to_the_last():
    assert usual().asked[0] == "start/rights"
    assert usual().asked[-1] == "close/ease"


def test_a_visit_with_one_goal_has_ninety_questions_at_most():
    asked = [address for address in usual().asked if "." not in address]
    assert len(asked) <= 92


def choose_goals(lead: Value | Reason, *also: str, goals: int) -> Talk:
    """Go as far as which goals to plan today."""
    return Talk({"goal/lead": lead, "goal/also": also}, goals, until="goal/also")


def test_the_goal_that_leads_is_none_of_the_others_to_go_on_with():
    talk = choose_goals("g2", "g1", "g3", goals=3)
    assert talk.options["goal/lead"] == ("g1", "g2", "g3")
    assert talk.options["goal/also"] == ("g1", "g3")
    open_lead = choose_goals(Reason.NOT_NOW, "g1", goals=3)
    assert open_lead.options["goal/also"] == ("g1", "g2", "g3")


def test_what_comes_first_is_not_offered_for_later():
    items = dict(pack.items())
    for name in ("later", "put_down"):
        assert items[f"priorities/{name}"]["options_but"] == "priorities/order"


def test_a_fourth_goal_to_plan_today_is_asked_about():
    assert choose_goals("g1", "g2", "g3", "g4", goals=4).acknowledged == ["goal/also"]
    three, no_lead = (
        choose_goals("g1", "g2", "g3", goals=4),
        choose_goals(Reason.NOT_NOW, "g2", "g3", "g4", goals=4),
    )
    for talk in (three, no_lead):
        assert talk.was_asked("goal/also")
        assert not talk.acknowledged


@pytest.mark.parametrize("decision", ["pause", "not_yet", Reason.DECLINED, Reason.NOT_NOW])
def test_only_go_and_adapt_lead_past_the_safety_questions(decision: str | Reason):
    assert Talk({"safety/own_steps": decision}).asked[-1] == "safety/own_steps"


@pytest.mark.parametrize("pem", ["yes", "unsure", Reason.DECLINED, Reason.NOT_NOW])
def test_all_but_an_answered_no_plan_inside_an_energy_limit(pem: str | Reason):
    talk = Talk({"safety/pem": pem})
    assert talk.was_asked("safety/pem_thanks") is (pem in ("yes", "unsure"))
    assert talk.was_asked("safety/pem_open") is (pem not in ("yes", "unsure"))
    assert talk.was_asked("steps@g1/limit")
    assert not [one for one in AMOUNTS if talk.was_asked(f"steps@g1/{one}")]
    assert not [one for one in talk.asked if one.endswith((".amount", ".target", ".direction"))]


def test_a_plan_changed_for_today_stays_inside_an_energy_limit():
    talk = Talk({"safety/own_steps": "adapt"})
    assert talk.was_asked("safety/adapt")
    assert talk.was_asked("steps@g1/limit")
    assert not [one for one in AMOUNTS if talk.was_asked(f"steps@g1/{one}")]


def test_an_answered_no_and_go_offer_a_starting_amount_below_the_usual():
    talk = Talk({"steps@g1/unit": "minutes"})
    assert talk.said["steps@g1/start_amount"].endswith(
        "That would give about 12, counted in: minutes. How does that sound to you?"
    )
    assert not talk.was_asked("steps@g1/limit")


def test_a_number_that_is_talked_about_stands_in_the_name_of_its_question():
    path = walk(script(), Talk({}).state)
    talked = [one for one in path.stops if one.item.id in ("matters_reason", "sure_reason")]
    assert len(talked) >= 2
    for stop in talked:
        value = path.facts[stop.address.replace("_reason", "")].value
        assert label(path, stop) == f"What is in that number: {value}"


@pytest.mark.parametrize(("amount", "asked"), [(12, False), (13, True)])
def test_a_first_amount_above_the_starting_amount_is_asked_about(amount: int, asked: bool):
    talk = Talk({"steps@g1/unit": "minutes", "steps@g1/rungs@r1.amount": amount})
    assert talk.was_asked("steps@g1/rungs@r1.amount")
    said = tree_of(harvest(script(), talk.state))
    assert ("steps@g1/rungs@r1.amount#above_start" in str(said.get("kept"))) is asked


def test_a_goal_that_fits_no_number_gets_no_amounts():
    talk = Talk({"steps@g1/unit": Reason.NOT_APPLICABLE})
    assert not talk.was_asked("steps@g1/samples")
    assert not talk.was_asked("steps@g1/start_amount")


def test_one_goal_leads_and_the_others_wait_unless_both_choose():
    waiting = Talk({"goal/lead": "g2", "goal/also": Reason.NOT_APPLICABLE}, goals=2)
    assert waiting.was_asked("steps@g2/rungs")
    assert not waiting.was_asked("steps@g1/rungs")
    both = Talk({"goal/lead": "g2", "goal/also": ("g1",)}, goals=2)
    assert both.was_asked("steps@g1/rungs")


def test_what_sets_a_spell_off_is_asked_once_whatever_goals_are_planned():
    both = Talk({"goal/lead": "g2", "goal/also": ("g1",)}, goals=2)
    assert [one for one in both.asked if one.endswith("/sets_off")] == ["ways@g2/sets_off"]
    assert usual().was_asked("ways@g1/sets_off")
    unled = Talk({"goal/lead": Reason.DECLINED, "goal/also": ("g1",)}, goals=2)
    assert unled.was_asked("ways@g1/sets_off")


def test_the_list_of_questions_says_of_which_goal_one_is_if_there_are_several():
    def title(talk: Talk) -> str:
        lines = where_lines(script(), talk.state)
        return next(one.title for one in lines if one.address == "ready@g1/matters")

    both = Talk({"goal/lead": "g2", "goal/also": ("g1",)}, goals=2)
    assert title(both) == "goal 1: How much the step matters now"
    assert title(usual()) == "How much the step matters now"


def test_a_plan_changed_for_today_holds_the_leading_goal_alone():
    talk = Talk({"safety/own_steps": "adapt", "goal/lead": "g1"}, goals=2)
    assert not talk.was_asked("goal/also")
    assert not talk.was_asked("steps@g2/rungs")


def test_every_goal_is_looked_at_for_harm_and_no_answer_stays():
    talk = Talk({"about@g2/kind_of": "harm", "goal/lead": "g1"}, goals=2)
    assert talk.was_asked("about@g1/kind_of")
    said = tree_of(harvest(script(), talk.state))
    assert "harm" not in str(said.get("answers"))


@pytest.mark.parametrize(
    "kind", ["activity", "symptom", "other_person", "medicine", "harm", "food"]
)
def test_a_goal_that_is_no_activity_gets_a_thought_and_may_be_kept(kind: str):
    talk = Talk({"about@g1/kind_of": kind}, until="about@g1/kind_of")
    assert talk.acknowledged.count("about@g1/kind_of") == (kind != "activity")


def test_new_goals_and_new_words_of_a_review_get_the_same_thoughts():
    first, *others = (
        next(item for item in pack.files()[name]["item"] if item["id"] == "kind_of")
        for name in ("about", "about_new", "reword")
    )
    looks = [check["warn_if"] for check in first["checks"]]
    for one in others:
        assert [option["id"] for option in one["options"]] == [
            option["id"] for option in first["options"]
        ]
        assert [check["warn_if"] for check in one["checks"]] == looks


@pytest.mark.parametrize("change", ["smaller", "other"])
def test_a_step_that_is_to_change_leads_to_the_step_before_it_is_asked_about_again(change: str):
    low: dict[str, Value | Reason] = {"sure@g1/sure": 5, "sure@g1/fit": change}
    asked = Talk({**low, "sure@g1~2/sure": 8}).asked
    led = asked.index("sure@g1/go_there")
    assert asked[led - 1] == "sure@g1/fit"
    assert asked[led + 1] == "sure@g1~2/sure"
    there = screen(script(), Talk(low, until="sure@g1/fit").state)
    assert (there.address, there.opens) == ("sure@g1/go_there", "steps@g1/rungs")


def test_a_step_that_does_not_fit_is_changed_in_three_rounds_at_most():
    low = {f"sure@g1{mark}/sure": 4 for mark in ("", "~2", "~3")}
    talk = Talk(low)
    assert [one for one in talk.asked if one.startswith("sure") and one.endswith("fit")] == [
        "sure@g1/fit",
        "sure@g1~2/fit",
        "sure@g1~3/fit",
    ]


def test_a_step_kept_as_it_is_is_not_asked_about_again():
    talk = Talk({"sure@g1/sure": 4, "sure@g1/fit": "keep"})
    assert not talk.was_asked("sure@g1~2/sure")


@pytest.mark.parametrize(("number", "raised"), [(0, True), (9, True), (10, False)])
def test_both_ends_of_the_ruler_have_their_own_way(number: int, raised: bool):
    talk = Talk({"ready@g1/matters": number, "sure@g1/sure": number, "sure@g1/fit": "keep"})
    assert talk.was_asked("ready@g1/matters_zero") is (number == 0)
    assert talk.was_asked("ready@g1/matters_reason") is (number > 0)
    assert talk.was_asked("sure@g1/sure_reason") is (number > 0)
    assert talk.was_asked("sure@g1/raise") is (raised and number > 0)
    assert talk.was_asked("sure@g1/fit") is (number == 0)


def test_what_was_not_clear_is_said_another_way_and_asked_again():
    talk = Talk({"say_back/came_back": "part", "say_back~2/came_back": "all"})
    assert talk.was_asked("say_back/again")
    assert talk.was_asked("say_back~2/plan")
    assert not talk.was_asked("say_back~3/plan")


def test_no_one_leaves_on_a_low_number_without_a_question():
    assert Talk({"opening/ease": 8, "close/ease": 6}).was_asked("close/ease_lower")
    assert Talk({"opening/ease": 2, "close/ease": 3}).was_asked("close/ease_low")
    assert Talk({"opening/ease": Reason.DECLINED, "close/ease": 3}).was_asked("close/ease_low")


def test_helpers_wait_outside_the_safety_questions_and_are_asked_for_their_needs():
    talk = Talk({"start/present": ("patient", "clinician", "helper")})
    assert talk.was_asked("safety/companion")
    assert talk.was_asked("safety/join")
    assert talk.was_asked("team/supports@p1.needs")
    assert not usual().was_asked("safety/companion")


# Three calls


def test_three_calls_are_asked_one_by_one_and_the_known_sudden_ones_before_them():
    talk = Talk({"flare/sudden": "yes"})
    asked = [one for one in talk.asked if one.startswith("flare/")]
    calls = asked.index("flare/sudden")
    assert asked[calls : calls + 6] == [
        "flare/sudden",
        "flare/known_sudden",
        "flare/emergency",
        "flare/same_day",
        "flare/too_long",
        "flare/call",
    ]
    spell = tree_of(harvest(script(), talk.state))["flare_plan"]
    assert isinstance(spell, dict)
    assert spell["known_sudden"] == ["some words"]


@pytest.mark.parametrize("answer", ["no", "unsure"])
def test_sudden_spells_are_known_only_where_that_was_said(answer: str):
    assert not Talk({"flare/sudden": answer}).was_asked("flare/known_sudden")


def test_the_patients_word_is_in_the_question_of_how_long_it_may_last():
    assert usual().said["flare/too_long"] == "How long may “some words” last before you call?"
    plain = Talk({"story/words_strong": Reason.NOT_NOW})
    assert plain.said["flare/too_long"] == "How long may a hard spell last before you call?"
