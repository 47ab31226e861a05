"""The safety rules of the first visit, through the core script and the engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

import pytest

from goalcoach.dialogue.answer_types import SkipReason, Value
from goalcoach.dialogue.engine import refusal
from goalcoach.dialogue.engine.command import (
    Acknowledge,
    AddRow,
    Answer,
    Clear,
    Close,
    CloseReason,
    Command,
    Confirm,
    Jump,
    More,
    Next,
    Skip,
)
from goalcoach.dialogue.engine.engine import Taken, impact, step
from goalcoach.dialogue.engine.fired_checks import firing
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.position import Position
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.script_words import words
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.condition import Reference, Source
from goalcoach.dialogue.script.condition import Test as Comparison
from goalcoach.dialogue.script.script import Script
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.plan.conversion import to_tree
from goalcoach.plan.model.plan import Plan
from goalcoach.store.script_pack import read_pack
from tests.dialogue.walker import TODAY, addresses, give, plan_of, start

PEM, DECISION = "safety/pem", "safety/own_steps"
NO_GO: list[Command | None] = [
    None,
    Answer("pause", DECISION),
    Answer("not_yet", DECISION),
    *(Skip(reason, DECISION) for reason in (SkipReason.DECLINED, SkipReason.NOT_NOW)),
]
CAREFUL: list[Command | None] = [
    None,
    Answer("yes", PEM),
    Answer("unsure", PEM),
    *(Skip(reason, PEM) for reason in (SkipReason.DECLINED, SkipReason.NOT_NOW)),
]
AMOUNTS = re.compile(r"how many|how much of it|count|percent|step up|\bmore of", re.I)


@cache
def core() -> Script:
    return compile_pack(read_pack("core"), "core")


def visit(*commands: Command | None) -> State:
    """A first visit with a patient who says no to feeling worse, and a go; then `commands`."""
    begun = give(core(), start(core()), Answer("no", PEM), Answer("go", DECISION))
    return give(core(), begun, *(one for one in commands if one is not None))


def gated(pem: Command | None, decision: Command | None) -> State:
    """A visit that has answered the safety questions in this way and no other."""
    given = [one for one in (pem, decision) if one is not None]
    return give(core(), start(core()), *given)


def with_goal(state: State, *commands: Command | None) -> State:
    """`state` with a goal and its first step; then `commands`."""
    given = [one for one in commands if one is not None]
    return give(
        core(),
        state,
        AddRow("goal/goals", "Cook on Sundays"),
        AddRow("steps@g1/rungs", "Peel one carrot"),
        Answer("now", "steps@g1/rungs@r1.status"),
        *given,
    )


def finished(state: State) -> State:
    """`state` with all that a complete close needs."""
    return give(
        core(),
        state,
        Answer("ab", "start/by"),
        Answer(("A new place",), "flare/emergency"),
        Answer(True, "close/read_back"),
    )


@pytest.mark.parametrize("decision", NO_GO)
def test_nothing_is_asked_behind_a_closed_gate(decision: Command | None):
    state = gated(Answer("no", PEM), decision)
    sections = {at.partition("/")[0] for at in addresses(core(), state)}
    assert sections == {"start", "opening", "safety"}
    assert addresses(core(), state)[-1] == DECISION
    here = give(core(), state, Jump(DECISION))
    refused = step(core(), here, Next())
    assert isinstance(refused, Refusal)
    assert refused.code == "gate"
    # Where nobody answered there is no answer to change.
    assert ("change the answer" in refused.sentence) == (decision is not None)
    assert ("Nobody has answered" in refused.sentence) == (decision is None)
    for ahead in ("review", "goal/goals", "story/open"):
        assert isinstance(step(core(), state, Jump(ahead)), Refusal)


@pytest.mark.parametrize("decision", NO_GO)
def test_a_visit_with_a_closed_gate_ends_incomplete_and_keeps_what_was_said(
    decision: Command | None,
):
    state = give(core(), gated(Answer("no", PEM), decision), Answer(("sleep",), "opening/hopes"))
    refused = step(core(), state, Close())
    assert isinstance(refused, Refusal)
    assert refused.code == "gate"
    for reason in CloseReason:
        assert isinstance(step(core(), state, Close(reason)), Taken)
    assert plan_of(core(), state).story.hopes == ("sleep",)


def test_answers_behind_the_gate_are_kept_while_it_is_closed():
    state = with_goal(visit())
    goals = plan_of(core(), state).goals
    assert goals
    assert not impact(core(), state, Answer("pause", DECISION)).sets_aside
    shut = give(core(), state, Answer("pause", DECISION))
    assert [one.statement for one in plan_of(core(), shut).goals] == [goals[0].statement]
    assert plan_of(core(), give(core(), shut, Answer("adapt", DECISION))).goals


def test_a_closed_gate_says_what_comes_now():
    state = visit(Jump(DECISION), Answer("pause"))
    shown = screen(core(), state)
    assert (shown.gate_closed, shown.hold) == (True, True)
    assert (
        shown.gate_say
        == "Something else comes first today. Our plan can wait, and all you told me is kept."
    )
    assert not screen(core(), give(core(), state, Answer("go"))).gate_closed


def said(state: State) -> Iterator[tuple[str, str]]:
    """(address, words) of each step of the path that the two of them would read or hear."""
    path = walk(core(), state)
    for stop in path.stops:
        item = stop.item
        texts = (item.words.label, item.words.say, item.unit)
        yield stop.address, " ".join(words(path, one, stop) for one in texts)


def time_based(state: State) -> object:
    path = walk(core(), state)
    place = Position(core().sections["steps"], "g1")
    return path.look(Reference(Source.CALC, name="time_based"), None, place)[0].value


ASKS = (
    *("/unit", "/samples", "/start_amount", "/stable_days", "/level_more"),
    *(".amount", ".target", ".direction"),
)


@pytest.mark.parametrize(
    ("pem", "decision"),
    [
        *((pem, Answer("go", DECISION)) for pem in CAREFUL),
        (Answer("no", PEM), Answer("adapt", DECISION)),
    ],
)
def test_an_energy_limit_asks_for_no_amount_and_no_rise(pem: Command | None, decision: Command):
    state = with_goal(gated(pem, decision))
    state = give(core(), state, AddRow("now@g1/marker", "walks"))
    assert time_based(state) is False
    asked = dict(said(state))
    assert not [at for at in asked if at.startswith(("steps@", "now@")) and at.endswith(ASKS)]
    for at, text in asked.items():
        if at.startswith(("steps", "easier", "sure", "ready")):
            assert not AMOUNTS.search(text), (at, text)
    plan = plan_of(core(), finished(state), done=pem is not None)
    assert [goal.ladder.mode for goal in plan.goals] == ["energy_limit"]
    assert all(rung.amount is None for goal in plan.goals for rung in goal.ladder.rungs)


def test_an_answered_no_and_a_go_plan_by_time():
    state = with_goal(visit())
    assert time_based(state) is True
    assert "steps@g1/unit" in addresses(core(), state)
    assert plan_of(core(), finished(state), done=True).goals[0].ladder.mode == "time_based"


def counting(*also: Command) -> State:
    """Return the state in which a step is counted in minutes and evenings at home are counted."""
    return with_goal(
        visit(),
        AddRow("now@g1/marker", "Evenings I sang"),
        Answer("minutes", "steps@g1/unit"),
        AddRow("steps@g1/rungs", "A song"),
        Answer("now", "steps@g1/rungs@r1.status"),
        *also,
    )


@pytest.mark.parametrize("field", ["baseline", "target"])
def test_what_is_counted_at_home_is_not_below_0(field: str):
    at = f"now@g1/marker@m1.{field}"
    assert step(core(), counting(), Answer(-1, at)) == refusal.BELOW_ZERO
    assert give(core(), counting(), Answer(0, at)).entry(at).value == 0


def test_a_measure_whose_unit_goes_below_0_takes_it():
    at = "now@g1/marker@m1"
    state = counting(Answer("How warm it is, in degrees", f"{at}.name"))
    assert give(core(), state, Answer(-1, f"{at}.baseline")).entry(f"{at}.baseline").value == -1
    state = counting(Jump("now@g1/marker"), More(), Answer("°C", f"{at}.unit"))
    assert give(core(), state, Answer(-1, f"{at}.baseline")).entry(f"{at}.baseline").value == -1


@pytest.mark.parametrize(
    ("at", "value"), [("steps@g1/samples", (10, -5, 20)), ("steps@g1/rungs@r1.amount", -5)]
)
def test_an_amount_done_is_never_below_0(at: str, value: Value):
    assert step(core(), counting(), Answer(value, at)) == refusal.BELOW_ZERO


@pytest.mark.parametrize("pem", CAREFUL[1:])
def test_amounts_said_before_a_change_to_the_careful_side_leave_the_plan(pem: Command):
    state = with_goal(
        visit(),
        Answer("minutes", "steps@g1/unit"),
        Answer((12, 20, 16), "steps@g1/samples"),
    )
    assert plan_of(core(), state).goals[0].ladder.samples == (12, 20, 16)
    careful = plan_of(core(), give(core(), state, pem)).goals[0].ladder
    assert (careful.samples, careful.unit, careful.mode) == ((), None, "energy_limit")


def test_what_is_not_a_flare_has_to_be_asked_before_the_close():
    state = give(core(), finished(with_goal(visit())), Clear("flare/emergency"))
    refused = step(core(), state, Close())
    assert isinstance(refused, Refusal)
    assert refused.addresses == ("flare/emergency",)
    for reason in SkipReason:
        skipped = give(core(), state, Skip(reason, "flare/emergency"))
        assert isinstance(step(core(), skipped, Close()), Taken)


def test_a_goal_is_needed_before_the_close_or_a_reason_to_skip_it():
    state = finished(visit())
    refused = step(core(), state, Close())
    assert isinstance(refused, Refusal)
    assert refused.addresses == ("goal/goals",)
    skipped = give(core(), state, Skip(SkipReason.NOT_NOW, "goal/goals"))
    assert isinstance(step(core(), skipped, Close()), Taken)


def sure_rounds(state: State) -> list[str]:
    return [at for at in addresses(core(), state) if at.endswith("/sure")]


def test_the_step_is_made_smaller_in_three_rounds_at_most_and_the_last_one_counts():
    state = with_goal(visit())
    for number, sure in ((1, 3), (2, 5), (3, 6)):
        place = "sure@g1" if number == 1 else f"sure@g1~{number}"
        state = give(
            core(), state, Answer(sure, f"{place}/sure"), Answer("smaller", f"{place}/fit")
        )
    assert sure_rounds(state) == ["sure@g1/sure", "sure@g1~2/sure", "sure@g1~3/sure"]
    assert plan_of(core(), state).goals[0].readiness.confidence == 6


@pytest.mark.parametrize(
    ("sure", "fit", "rounds"),
    [(7, None, 1), (10, None, 1), (6, "keep", 1), (6, "help", 2), (0, "other", 2), (6, None, 1)],
)
def test_another_round_comes_only_below_seven_and_when_the_step_is_changed(
    sure: int, fit: str | None, rounds: int
):
    chosen = Answer(fit, "sure@g1/fit") if fit else None
    state = with_goal(visit(), Answer(sure, "sure@g1/sure"), chosen)
    assert len(sure_rounds(state)) == rounds


@pytest.mark.parametrize(
    ("sure", "asked"),
    [
        (0, {"fit"}),
        (1, {"sure_reason", "raise", "fit"}),
        (6, {"sure_reason", "raise", "fit"}),
        (7, {"sure_reason", "raise"}),
        (9, {"sure_reason", "raise"}),
        (10, {"sure_reason"}),
    ],
)
def test_both_ends_of_the_ruler_have_their_own_questions(sure: int, asked: set[str]):
    state = with_goal(visit(), Answer(sure, "sure@g1/sure"))
    names = {at.partition("/")[2] for at in addresses(core(), state) if at.startswith("sure@g1/")}
    assert names == {"sure", *asked}


def test_a_step_of_no_importance_asks_what_else_would_be_worth_it():
    names = {
        number: {
            at.partition("/")[2]
            for at in addresses(core(), with_goal(visit(), Answer(number, "ready@g1/matters")))
            if at.startswith("ready@g1/")
        }
        for number in (0, 1)
    }
    assert names == {0: {"matters", "matters_zero"}, 1: {"matters", "matters_reason"}}


@cache
def goal_kinds() -> dict[str, str]:
    """What a goal can be about → the soft check that asks for a second thought."""
    asked = core().item("about", "kind_of")
    assert asked is not None
    return {
        str(check.fires.operand): check.id
        for check in asked.checks
        if isinstance(check.fires, Comparison)
    }


def test_goals_that_need_a_second_thought_get_one_and_can_be_kept():
    assert set(goal_kinds()) == {"symptom", "other_person", "medicine", "harm", "food"}
    at = "about@g1/kind_of"
    for kind, check in goal_kinds().items():
        state = visit(AddRow("goal/goals", "x"), Jump(at), Answer(kind))
        shown = screen(core(), state)
        assert [(one.id, one.hard, one.kept) for one in shown.checks] == [(check, False, None)]
        assert shown.hold
        kept = give(core(), state, Acknowledge(check, "we talked it over"))
        assert kept.acks[at, check].why == "we talked it over"
        assert not screen(core(), kept).hold
        assert "kept" not in to_tree(plan_of(core(), kept))
    plain = visit(AddRow("goal/goals", "x"), Jump(at), Answer("activity"))
    assert screen(core(), plain).checks == ()


@pytest.mark.parametrize(
    ("days", "check"), [(0, "soon"), (13, "soon"), (14, ""), (28, ""), (180, ""), (181, "late")]
)
def test_the_next_visit_is_two_weeks_to_six_months_away_or_thought_over(days: int, check: str):
    state = visit(Answer(TODAY + timedelta(days=days), "close/next_visit"))
    path = walk(core(), state)
    stop = path.stops[path.index["close/next_visit"]]
    fired = [one.id for one in firing(path, stop, hard=False)]
    assert fired == ([check] if check else [])


def test_the_next_visit_is_suggested_in_four_weeks_and_never_in_the_past():
    state = visit(Jump("close/next_visit"))
    assert screen(core(), state).suggestion == TODAY + timedelta(days=28)
    assert screen(core(), state).value is None
    past = step(core(), state, Answer(TODAY - timedelta(days=1)))
    assert isinstance(past, Refusal)


def test_no_safety_question_takes_notes_and_only_flags_reach_the_plan():
    state = visit()
    stops = [one for one in walk(core(), state).stops if one.place.section.id == "safety"]
    assert len(stops) > 4
    assert all(one.item.private for one in stops)
    tree = to_tree(plan_of(core(), state))
    assert tree["safety"] == {"decision": "go", "pem": "no"}
    assert "safety" not in repr(tree.get("answers", ""))


def stopped_plan() -> Plan:
    return plan_of(core(), give(core(), with_goal(visit()), Answer("a cook", "matters/me")))


def test_a_visit_after_one_that_stopped_proposes_what_was_said_then():
    parent = stopped_plan()
    state = start(core(), prior=to_tree(parent))
    assert addresses(core(), state)[-1] == DECISION
    state = give(core(), state, Answer("go", DECISION))
    assert not [at for at in addresses(core(), state) if at.startswith("steps")]
    state = give(core(), state, Jump("matters/me"))
    assert screen(core(), state).proposed == "a cook"
    state = give(core(), state, Confirm(), Confirm("goal/goals"))
    assert "steps@g1/rungs" in addresses(core(), state)
    plan = plan_of(core(), state, parent=parent)
    assert plan.story.me == "a cook"
    assert plan.safety.pem is None
    assert plan.goals[0].ladder.mode == "energy_limit"


def test_every_question_of_the_first_visit_can_be_declined_and_the_visit_closed():
    state = start(core())
    state = give(core(), state, Answer("no", PEM), Answer("go", DECISION))
    state = give(core(), state, AddRow("goal/goals", "Cook"))
    seen: set[str] = set()
    while True:
        left = [at for at in addresses(core(), state) if at not in seen and at != DECISION]
        if not left:
            break
        seen.add(left[0])
        state = give(core(), state, Skip(SkipReason.DECLINED, left[0]))
    assert len(seen) > 50
    assert isinstance(step(core(), state, Close()), Taken)
    plan_of(core(), state, done=True)
