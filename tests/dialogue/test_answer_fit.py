"""What fits a question, kind by kind; what a script calculates; how a question is called."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from goalcoach.dialogue.answer_types import REVIEW, SkipReason
from goalcoach.dialogue.answers_file_keys import known, numbered
from goalcoach.dialogue.engine import calculation as calc
from goalcoach.dialogue.engine import refusal
from goalcoach.dialogue.engine.command import (
    Acknowledge,
    AddRow,
    Answer,
    Jump,
    Next,
    Note,
    Return,
    SaveDraft,
    Skip,
)
from goalcoach.dialogue.engine.engine import step
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.navigation import opened_from
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.script_words import value_words, words
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.condition import AnswerFact
from goalcoach.dialogue.script.script import Script
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.dialogue.view.standing_words import kept_check_words
from goalcoach.plan.question_address import without_rows
from tests.dialogue.packs import everything, item, script_of
from tests.dialogue.test_forward_pass import begun
from tests.dialogue.walker import TODAY, give, start

OPTIONS = [
    {"id": "a", "label": "A"},
    {"id": "b", "label": "B"},
    {"id": "none", "label": "None", "exclusive": True},
]


@pytest.mark.parametrize(
    ("kind", "keys", "value", "code"),
    [
        ("say", {}, False, "kind"),
        ("say", {}, "yes", "kind"),
        ("text", {}, 3, "kind"),
        ("text", {}, " \n ", "empty"),
        ("text", {}, "x" * 10_001, "long"),
        ("text", {"max_words": 2}, "one two three", "words"),
        ("choice", {"options": OPTIONS}, "c", "option"),
        ("choice", {"options": OPTIONS}, True, "kind"),
        ("multi", {"options": OPTIONS}, "a", "kind"),
        ("multi", {"options": OPTIONS}, (), "empty"),
        ("multi", {"options": OPTIONS}, ("c",), "option"),
        ("multi", {"options": OPTIONS}, ("a", "none"), "exclusive"),
        ("scale", {}, 11, "range"),
        ("scale", {}, 3.5, "number"),
        ("scale", {}, True, "number"),
        ("scale", {}, "3", "number"),
        ("number", {}, float("nan"), "number"),
        ("number", {}, float("inf"), "number"),
        ("number", {}, 10**400, "number"),
        ("number", {"range": [1, 5]}, 0.5, "range"),
        ("number", {"fills": "ease.start"}, 12, "range"),
        ("number", {"fills": "ease.start"}, 2.5, "number"),
        ("date", {}, "2026-12-18", "date"),
        ("date", {}, datetime(2026, 12, 18, tzinfo=UTC), "date"),
        ("date", {"earliest": "today"}, TODAY - timedelta(days=1), "early"),
        ("date", {"earliest": "today+7d"}, TODAY + timedelta(days=1), "early"),
        ("date", {"latest": "today+7d"}, TODAY + timedelta(days=8), "late"),
        ("list", {}, "a", "kind"),
        ("list", {}, (1,), "kind"),
        ("list", {}, (" ",), "empty"),
        ("list", {"rows": [2, 3]}, ("a",), "few"),
        ("list", {"rows": [0, 1]}, ("a", "b"), "many"),
        ("list", {}, ("x" * 6000, "y" * 6000), "long"),
        ("list", {"fills": "flare_plan.steps"}, ("a", "b", "c", "d"), "many"),
        ("list", {"fills": "flare_plan.steps", "rows": [0, 6]}, ("a", "b", "c", "d"), "many"),
        ("list", {"numbers": True}, ("a",), "number"),
        ("list", {"numbers": True}, (10**400,), "number"),
        ("roster", {"fields": [item("x", "text")]}, False, "kind"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(
    kind: str, keys: dict[str, Any], value: Any, code: str
):
    script = script_of(item("q", kind, **keys))
    refused = step(script, start(script), Answer(value))
    assert isinstance(refused, Refusal)
    assert refused.code == code
    assert refused.sentence.endswith(".")


@pytest.mark.parametrize(
    ("kind", "keys", "value", "kept"),
    [
        ("text", {}, " a\r\nb ", "a b"),
        ("long_text", {}, " a\r\nb ", "a\nb"),
        ("multi", {"options": OPTIONS}, ("b", "a", "b"), ("b", "a")),
        ("scale", {}, 4.0, 4),
        ("number", {}, 12.5, 12.5),
        ("number", {"fills": "ease.start"}, 4.0, 4),
        ("list", {}, (" a ", "", "b"), ("a", "b")),
        ("list", {"numbers": True}, (1, 2.5), (1, 2.5)),
    ],
)
def test_what_fits_is_kept_clean(kind: str, keys: dict[str, Any], value: Any, kept: Any):
    script = script_of(item("q", kind, **keys))
    state = give(script, start(script), Answer(value))
    assert state.entry("a/q").value == kept
    assert type(state.entry("a/q").value) is type(kept)


def test_a_hard_check_stops_an_answer_and_names_where_to_look():
    check = {
        "id": "two",
        "stop_if": {"q": "self", "words_lt": 2},
        "text": "More than {self|it}.",
        "opens": "a/p",
    }
    script = script_of(item("p", "text"), item("q", "text", checks=[check]))
    refused = step(script, start(script), Answer("one", "a/q"))
    assert refused == Refusal("stop", "More than “one”.", "two", ("a/p",))


def test_an_answer_whose_option_is_gone_is_open_again():
    options = [{"id": "a", "label": "A"}, {"id": "b", "label": "B", "when": {"q": "p", "eq": "x"}}]
    script = script_of(
        item("p", "text"),
        item("q", "choice", options=options, required="close"),
        item("m", "multi", options=options),
    )
    state = give(script, start(script), Answer("x", "a/p"), Answer("b", "a/q"))
    state = give(script, state, Answer(("b",), "a/m"), Answer("y", "a/p"))
    assert screen(script, give(script, state, Jump("a/q"))).value is None
    assert walk(script, state).facts["a/m"].value is None
    gone = give(script, state, Answer("x", "a/p"))
    assert walk(script, gone).facts["a/m"].value == ("b",)


def test_a_thought_is_kept_only_as_long_as_what_it_was_about_stays():
    check = {
        "id": "low",
        "warn_if": {"all": [{"q": "self", "lt": 5}, {"q": "p", "lt": 5}]},
        "text": "Low.",
    }
    script = script_of(item("p", "scale"), item("q", "scale", checks=[check]))
    state = give(script, start(script), Answer(1, "a/p"), Answer(1, "a/q"), Jump("a/q"))
    kept = give(script, state, Acknowledge("low", ""))
    assert screen(script, kept).checks[0].kept == ""
    assert kept_check_words(screen(script, kept).checks[0]) == "kept as it is"
    for changed in (Answer(2, "a/p"), Answer(2, "a/q")):
        moved = give(script, kept, changed)
        assert screen(script, moved).checks[0].kept is None
        back = Answer(1, changed.at)
        assert screen(script, give(script, moved, back)).checks[0].kept == ""
    for wrong in (Acknowledge("high", "x"), Acknowledge("low", "x", "a/p")):
        assert isinstance(step(script, state, wrong), Refusal)
    assert screen(script, give(script, kept, Answer(9, "a/p"))).checks == ()


def test_a_way_to_skip_that_is_not_offered_is_refused_but_never_declining():
    script = everything()
    unsure = step(script, start(script), Skip(SkipReason.UNSURE, "start/pem"))
    assert isinstance(unsure, Refusal)
    assert unsure.code == "skip"
    give(script, start(script), Skip(SkipReason.DECLINED, "start/pem"))


def test_notes_and_half_typed_words_have_their_bounds():
    script = everything()
    state = start(script)
    long = step(script, state, Note("x" * 10_001, "start/ease"))
    assert isinstance(long, Refusal)
    drafted = give(script, state, SaveDraft("half a \ud800 " + "x" * 20_000, "start/ease"))
    assert len(drafted.entry("start/ease").draft) == 10_000
    assert (
        give(script, drafted, SaveDraft(drafted.entry("start/ease").draft, "start/ease"))
        is not None
    )
    assert give(script, drafted, Answer(3, "start/ease")).entry("start/ease").draft == ""


def test_that_these_are_all_the_rows_is_kept_as_a_yes():
    script = everything()
    state = give(script, begun(), AddRow("story/values", "music"), Answer(True, "story/values"))
    assert state.entry("story/values").value is True


def test_rows_belong_to_lists_alone():
    refused = step(everything(), start(everything()), AddRow("start/ease", "x"))
    assert isinstance(refused, Refusal)
    assert refused.code == "roster"


def test_a_row_whose_first_field_is_not_asked_takes_no_words():
    fields = [item("x", "text", when={"visit": "review"}), item("y", "text")]
    script = script_of(item("q", "roster", fields=fields))
    refused = step(script, start(script), AddRow("a/q", "words"))
    assert isinstance(refused, Refusal)
    assert screen(script, give(script, start(script), AddRow("a/q"))).address == "a/q@x1.y"


# Calculations

GOAL, RUNG = ("g1",), ("g1", "r2")


def fills() -> calc.Fills:
    return {
        ("values.importance", ("v1",)): AnswerFact(9),
        ("values.lived", ("v1",)): AnswerFact(2),
        ("values.importance", ("v2",)): AnswerFact(9),
        ("goals.ladder.samples", GOAL): AnswerFact((12, 20, 16)),
        ("goals.ladder.samples", ("g2",)): AnswerFact(()),
        ("goals.ladder.rungs.status", ("g1", "r1")): AnswerFact("steady"),
        ("goals.ladder.rungs.amount", ("g1", "r1")): AnswerFact(10),
        ("goals.ladder.rungs.amount", RUNG): AnswerFact(12),
        ("goals.lifecycle", GOAL): AnswerFact("active"),
        ("goals.lead", GOAL): AnswerFact("yes"),
        ("goals.lead", ("g2",)): AnswerFact("yes"),
        ("goals.lead", ("g3",)): AnswerFact("no"),
    }


@pytest.mark.parametrize(
    ("name", "ids", "value"),
    [
        ("gap", ("v1",), 7),
        ("gap", ("v2",), None),
        ("active_goals", (), 2),
        ("start_amount", GOAL, 12),
        ("start_amount", RUNG, 12),
        ("start_amount", ("g2",), None),
        ("start_amount", (), None),
        ("step_ratio", RUNG, 1.2),
        ("step_ratio", GOAL, None),
        ("step_ratio", ("g1", "r3"), None),
        ("same_visits", GOAL, 3),
        ("same_visits", (), None),
        ("time_based", (), False),
        ("nothing", (), None),
    ],
)
def test_a_calculation_reads_this_visits_answers(name: str, ids: tuple[str, ...], value: object):
    assert calc.calculate(name, calc.Known(fills(), {}), ids, {"g1": 3}) == value


@pytest.mark.parametrize(
    ("pem", "decision", "by_time"),
    [("no", "go", True), ("no", "adapt", False), ("yes", "go", False), (None, "go", False)],
)
def test_amounts_go_by_time_only_after_an_answered_no_and_a_go(
    pem: str | None, decision: str, by_time: bool
):
    given: calc.Fills = {
        ("safety.pem", ()): AnswerFact(pem),
        ("safety.decision", ()): AnswerFact(decision),
    }
    assert calc.calculate("time_based", calc.Known(given, {}), (), {}) is by_time


# Names


def test_a_question_is_called_by_row_or_by_number():
    state = begun()
    assert numbered(everything(), state, "step@g1/why") == "step@1/why"
    assert numbered(everything(), state, "sure@g1~2/sure") == "sure@1~2/sure"
    assert numbered(everything(), state, "step@g9/why") == "step@g9/why"
    assert numbered(everything(), state, "story/me") == "story/me"


@pytest.mark.parametrize(
    ("address", "bare"),
    [
        ("story/me", "story/me"),
        ("step@g1/why", "step/why"),
        ("sure@g1~2/sure", "sure/sure"),
        ("back~2/said", "back/said"),
        ("step@g1/rungs@r1.text", "step/rungs.text"),
    ],
)
def test_a_question_has_a_name_without_rows_and_rounds(address: str, bare: str):
    assert without_rows(address) == bare
    assert bare.partition(".")[0] in known(everything())


# Words


def test_values_read_as_words():
    script = everything()
    state = give(script, begun(), AddRow("story/values", "music"), AddRow("story/values", "rest"))
    path = walk(script, state)

    def said(at: str, value: Any) -> str:
        return value_words(path, path.stops[path.index[at]], value)

    assert said("story/order", ("v2", "v1")) == "rest and music"
    assert said("story/order", ("v9",)) == ""
    assert said("end/picks", ("two", "none")) == "Two and None"
    assert said("end/picks", "gone") == "gone"
    assert said("end/next_visit", TODAY) == "20 November 2026"
    assert said("story/helps", ("a", "b", "c")) == "a, b and c"
    assert said("start/hello", True) == ""
    assert said("end/size", 1234567.5) == "1234567.5"


def test_words_name_the_row_of_the_loop_and_the_last_plan():
    prior: Any = {"story": {"me": "a cook", "helps": ["music", "sleep"]}, "ease": {"start": 4}}
    script = script_of(
        item("one", "text", say="{prior.story.me|x}, {prior.story.helps|x}, {prior.ease.start|x}"),
        item("two", "text", say="{prior.story.own_idea|nothing} on {today|a day}"),
    )
    state = start(script, prior=prior)
    assert screen(script, state).say == "a cook, music and sleep, 4"
    path = walk(script, state)
    assert words(path, path.stops[1].item.words.say, path.stops[1]) == (
        "nothing on 20 November 2026"
    )
    shown = screen(everything(), give(everything(), begun(), Jump("step@g1/why")))
    assert shown.say == "Why “Cook on Sundays”? “Cook on Sundays”"
    assert (shown.context, shown.loop) == ("Cook on Sundays", "")


def test_a_loop_says_which_row_it_is_at_once_there_are_two():
    script = everything()
    state = give(script, begun(), AddRow("goal/goals", "Walk"))
    state = give(script, state, Skip(SkipReason.UNSURE, "goal/lead"), Jump("sure@g2/sure"))
    assert screen(script, state).loop == "goal 2 of 2"
    assert screen(script, give(script, state, Jump("back/said"))).loop == ""


def test_an_offer_to_go_elsewhere_leads_to_the_same_row():
    script = everything()
    state = give(script, begun(), Answer(3, "sure@g1/sure"), Jump("sure@g1/keep"))
    shown = screen(script, state)
    assert (shown.opens, shown.opens_label) == ("step@g1/why", "About why")
    there = give(script, state, Jump(shown.opens))
    assert (screen(script, there).address, screen(script, there).can_return) == (shown.opens, True)
    assert screen(script, give(script, there, Return())).address == "sure@g1/keep"


def walk_on(script: Script, state: State, to: str) -> list[tuple[str, bool]]:
    """Go on question by question; return each address with whether a way back is offered."""
    seen = []
    while (shown := screen(script, state)).address != to:
        seen.append((shown.address, shown.can_return))
        state = give(script, state, Next())
    return [*seen, (shown.address, shown.can_return)]


def test_the_way_back_ends_where_the_talk_has_come_there_by_itself():
    script = everything()
    state = give(script, begun(), Jump("sure@g1/sure"), Jump("step@g1/why"))
    seen = walk_on(script, state, "back/said")
    assert seen[0] == ("step@g1/why", True)
    assert dict(seen)["sure@g1/sure"] is False
    assert seen[-1] == ("back/said", False)
    after = give(script, state, Jump("back/said"), Next())
    assert screen(script, give(script, after, Return())).address != "sure@g1/sure"


def test_the_way_back_from_further_on_is_offered_in_the_section_it_led_to():
    script = everything()
    state = give(script, begun(), Jump("step@g1/why"), Jump("sure@g1/sure"))
    seen = walk_on(script, state, REVIEW)
    offered = [address for address, back in seen if back]
    assert offered[0] == "sure@g1/sure"
    assert {address.partition("/")[0] for address in offered} == {"sure@g1"}
    assert seen[-1] == (REVIEW, False)


def test_the_way_back_is_not_offered_where_the_section_is_asked_for_another_row_or_round():
    script = everything()
    state = give(script, begun(), AddRow("goal/goals", "Walk"), Answer(3, "sure@g1/sure"))
    state = give(script, state, Answer("no", "sure@g1/keep"))
    state = give(script, state, Jump("start/ease"), Jump("sure@g1/sure"))
    offered = [address for address, back in walk_on(script, state, REVIEW) if back]
    assert offered == ["sure@g1/sure", "sure@g1/raise", "sure@g1/keep"]


def test_an_offer_to_see_the_loop_s_own_list_leads_to_the_words_of_this_row():
    script = everything()
    state = give(script, begun(), AddRow("goal/goals", "Walk"))
    path = walk(script, give(script, state, Skip(SkipReason.UNSURE, "goal/lead")))
    stop = path.stops[path.index["sure@g2/sure"]]
    assert opened_from(path, stop, ("goal", "goals")) == "goal/goals@g2.statement"
    outside = path.stops[path.index["back/said"]]
    assert opened_from(path, outside, ("goal", "goals")) == "goal/goals"


def test_an_offer_to_go_where_nothing_is_asked_now_is_not_made():
    fires = {"q": "self", "is": "answered"}
    check = {"id": "c", "warn_if": fires, "text": "See there.", "opens": "a/p"}
    script = script_of(
        item("p", "text", when={"visit": "review"}),
        item("q", "text", opens="a/p", checks=[check]),
    )
    shown = screen(script, give(script, start(script), Answer("x")))
    assert (shown.opens, shown.opens_label, shown.checks[0].opens) == ("", "", "")


@pytest.mark.parametrize("typed", ["Dr. B", "Dr.B", "first l", "bo 2", "a@b", "x" * 33])
def test_where_a_code_belongs_no_name_is_taken(typed: str):
    script = script_of(item("by", "text", fills="visit.by"))
    refused = step(script, start(script), Answer(typed))
    assert refused == refusal.NO_CODE


@pytest.mark.parametrize("typed", ["bo-2", "kestrel", "4711", "bö_2"])
def test_a_code_is_one_word_of_letters_and_digits(typed: str):
    script = script_of(item("by", "text", fills="visit.by"))
    state = give(script, start(script), Answer(typed))
    assert state.entry("a/by").value == typed


def test_a_text_that_is_too_long_is_told_how_long_it_is():
    script = script_of(item("goal", "text", max_words=4))
    refused = step(script, start(script), Answer("one two three four five"))
    assert isinstance(refused, Refusal)
    assert refused.sentence.startswith("That is 5 words, and 4 fit.")
