"""How a step moves in a review: less is asked for, and no way to more leads around a look at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.dialogue.answer_types import SkipReason, Value
from goalcoach.dialogue.engine.command import (
    Acknowledge,
    AddRow,
    Answer,
    Carry,
    Clear,
    Close,
    Jump,
    MoveRow,
    Skip,
    Undo,
)
from goalcoach.dialogue.engine.engine import Taken, step
from goalcoach.dialogue.engine.event import Start
from goalcoach.dialogue.engine.fired_checks import firing
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State, begin
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.plan.conversion import from_tree, to_tree
from goalcoach.plan.ladder_rules import marked_step
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.model.plan import SCHEMA, Plan
from goalcoach.plan.next_version import Header, close
from tests.amount import examples
from tests.dialogue.walker import Move, give, moves, plan_of, turns
from tests.plan.said import tree_of
from tests.prompts import pack
from tests.prompts.test_first_visit import Talk as FirstTalk
from tests.prompts.test_review_visit import CREATED, DAY, ON, Talk, ladder_of, plan_before, script

STEPS = "new_steps@g1/rungs"
TENTH = 1.1


def counted(*rungs: tuple[str, str, float | None], pem: str = "no") -> dict[str, Any]:
    """The last plan, with a ladder of these steps: id, status, amount in minutes."""
    prior = plan_before(pem)
    ladder_of(prior)["unit"] = "minutes"
    ladder_of(prior)["rungs"] = [
        {"id": row, "text": f"Step {row}", "status": status}
        | ({} if amount is None else {"amount": amount})
        for row, status, amount in rungs
    ]
    return prior


def kept(talk: Talk) -> set[str]:
    """The addresses and checks that were kept with a reason."""
    return set(tree_of(harvest(script(), talk.state)).get("kept", {}))


def step_of(talk: Talk) -> tuple[object, object]:
    """The words and the amount that this visit gives the first step that it names."""
    rungs: list[dict[str, Any]] = talk.goal("g1").get("ladder", {}).get("rungs", [{}])
    return rungs[0].get("text"), rungs[0].get("amount")


def marked(talk: Talk) -> str:
    """The step that this visit puts in the place of the one for now."""
    rungs = talk.goal("g1")["ladder"]["rungs"]
    return next(str(one["id"]) for one in rungs if one.get("status") == "now")


# A little less


@pytest.mark.parametrize(
    "chosen",
    [
        {"ladder@g1/kept": "not_now", "ladder@g1/uneven": "down"},
        {"ladder@g1/kept": "most", "ladder@g1/steady": "down"},
    ],
)
def test_a_little_less_of_the_lowest_step_asks_how_much_and_in_which_words(
    chosen: Mapping[str, Value],
):
    less: Mapping[str, Value] = {f"{STEPS}@r1.less": 3, f"{STEPS}@r1.smaller": "Chop one carrot"}
    talk = Talk({**chosen, **less}, counted(("r1", "now", 5), ("r2", "later", None)))
    assert step_of(talk) == ("Chop one carrot", 3)
    assert kept(talk) == set()


def test_a_little_less_without_anything_less_waits_for_its_reason():
    talk = Talk({"ladder@g1/steady": "down"}, counted(("r1", "now", 5)))
    assert kept(talk) == {f"{STEPS}#as_it_was"}


def test_a_little_less_without_an_amount_asks_for_the_words():
    talk = Talk({"ladder@g1/steady": "down", f"{STEPS}@r1.smaller": "Wash one carrot"})
    assert not talk.was_asked(f"{STEPS}@r1.less")
    assert step_of(talk) == ("Wash one carrot", None)


def test_a_little_less_with_a_step_below_goes_there_and_asks_no_more():
    prior = counted(("r1", "steady", 4), ("r2", "now", 5))
    talk = Talk({"ladder@g1/steady": "down"}, prior)
    assert not [one for one in talk.asked if one.startswith(STEPS)]
    assert marked(talk) == "r1"


def test_a_little_less_of_a_goal_that_goes_on_as_met_is_not_lost():
    answers = {"ladder@g1/steady": "down", "decide@g1/choice": "met", "decide@g1/met": "keep_going"}
    assert Talk(answers, counted(("r1", "now", 5))).was_asked(f"{STEPS}@r1.less")


def test_inside_a_limit_the_step_is_made_smaller_by_its_words_alone():
    answers = {"safety/pem": "yes", "ladder@g1/inside": "down"}
    talk = Talk({**answers, f"{STEPS}@r1.smaller": "Wash one carrot"}, counted(("r1", "now", 12)))
    assert not talk.was_asked(f"{STEPS}@r1.less")
    assert talk.was_asked("new_steps@g1/limit")
    assert step_of(talk) == ("Wash one carrot", None)


def test_a_step_made_smaller_is_shown_as_it_is_from_here_():
    talk = Talk({"ladder@g1/steady": "down", f"{STEPS}@r1.smaller": "Wash one carrot"})
    talk._give(Jump(f"{STEPS}@r1.text"))
    assert screen(script(), talk.state).context == "Wash one carrot"
    talk._give(Jump(STEPS))
    row = screen(script(), talk.state).rows[0]
    assert (row.label, row.cells[0].text) == ("Wash one carrot", "Wash one carrot")


def test_a_step_that_was_opened_only_to_look_at_it_stands_as_it_was():
    talk = Talk({"ladder@g1/steady": "down", f"{STEPS}@r1.smaller": "Wash one carrot"})
    for field in ("text", "status"):
        talk._give(Clear(f"{STEPS}@r1.{field}"))
    talk._give(Jump(f"{STEPS}@r1.text"))
    assert isinstance(step(script(), talk.state, Answer(True, STEPS)), Taken)
    added = give(script(), talk.state, AddRow(STEPS, "Peel one"))
    assert isinstance(step(script(), added, Answer(True, STEPS)), Refusal)


# What was said for the step as it was


def worded(amount: float | None = None) -> dict[str, Any]:
    """The last plan, with a step of two songs and all that was said for it."""
    prior = counted(("r1", "now", amount))
    ladder_of(prior)["rungs"][0] |= {
        "text": "Two songs at most",
        "good_day": "Still two songs",
        "bad_day": "Listen to one",
        "rest": "After the first",
        "when": "Tuesday",
    }
    prior["goals"][0]["good_enough"] = "Two songs, twice a week"
    return prior


SMALLER: Mapping[str, Value] = {
    "ladder@g1/steady": "down",
    "ladder@g1/inside": "down",
    f"{STEPS}@r1.smaller": "One song at most",
}
SIZED = ("rest", "good_day", "bad_day")
ENOUGH = "sentence@g1/good_enough"


def said_for(goal: Goal) -> list[str | None]:
    """What stands for the first step and for its goal once the visit was held to its end."""
    rung = goal.ladder.rungs[0]
    return [rung.rest, rung.good_day, rung.bad_day, goal.good_enough]


@pytest.mark.parametrize("pem", ["no", "yes"])
def test_what_was_said_for_a_larger_step_is_offered_for_a_look_and_stands_once_confirmed(pem: str):
    prior = worded()
    talk = Talk({**SMALLER, "safety/pem": pem}, prior)
    asked = [one for one in SIZED if talk.was_asked(f"{STEPS}@r1.{one}")]
    assert asked == [one for one in SIZED if pem == "yes" or one != "rest"]
    assert talk.was_asked(ENOUGH)
    assert not talk.was_asked(f"{STEPS}@r1.when")
    kept_words = said_for(closed(talk.state, prior, done=True))
    rest = "After the first" if pem == "yes" else None
    assert kept_words == [rest, "Still two songs", "Listen to one", "Two songs, twice a week"]


def test_the_page_of_a_good_day_shows_the_smaller_step_beside_the_words_of_last_time():
    talk = Talk({**SMALLER, f"{STEPS}@r1.good_day": ON}, worded())
    talk._give(Jump(f"{STEPS}@r1.good_day"))
    page = screen(script(), talk.state)
    assert "On a usual day: One song at most" in page.show
    assert page.proposed == "Still two songs"


@pytest.mark.parametrize("done", [True, False])
def test_what_was_said_for_a_larger_step_stays_off_paper_until_it_is_said_again(done: bool):
    prior = worded()
    left: Mapping[str, Value] = {f"{STEPS}@r1.{one}": ON for one in SIZED} | {ENOUGH: ON}
    talk = Talk({**SMALLER, **left, "safety/pem": "yes"}, prior)
    goal = closed(talk.state, prior, done=done)
    assert said_for(goal) == [None] * 4
    assert (goal.ladder.rungs[0].text, goal.ladder.rungs[0].when) == ("One song at most", "Tuesday")


def test_so_it_is_for_another_amount_and_for_a_step_opened_and_said_in_other_words():
    less = Talk({"ladder@g1/steady": "down", f"{STEPS}@r1.less": 3}, worded(5))
    more = Talk({"decide@g1/choice": "new_steps"}, worded(5))
    assert not more.was_asked(f"{STEPS}@r1.bad_day")
    more._give(Answer(5.5, f"{STEPS}@r1.amount"))
    other = Talk({"decide@g1/choice": "new_steps"}, worded())
    other._give(Answer("Hum along", f"{STEPS}@r1.text"))
    for talk in (less, more, other):
        path = walk(script(), talk.state)
        assert not path.stops[path.index[f"{STEPS}@r1.bad_day"]].folded
        assert ENOUGH in path.index
    assert said_for(closed(other.state, worded(), done=True)) == [None] * 4


def test_taking_the_change_back_leaves_what_was_said_for_the_step_as_it_was():
    prior = worded()
    talk = Talk({"decide@g1/choice": "new_steps"}, prior)
    talk._give(Answer("Hum along", f"{STEPS}@r1.text"))
    talk._give(Undo())
    rung = closed(talk.state, prior, done=True).ladder.rungs[0]
    assert (rung.text, rung.good_day) == ("Two songs at most", "Still two songs")


def test_what_was_said_for_a_step_that_stays_is_not_asked_again():
    prior = worded()
    for answers in ({}, {"ladder@g1/steady": "swap", "decide@g1/choice": "new_steps"}):
        talk = Talk(answers, prior)
        assert not [one for one in SIZED if talk.was_asked(f"{STEPS}@r1.{one}")]
        assert not talk.was_asked(ENOUGH)
        assert None not in said_for(closed(talk.state, prior, done=True))


def test_the_first_amount_of_a_step_takes_nothing_of_it_back():
    prior = counted(("r1", "now", 5), ("r2", "later", None))
    ladder_of(prior)["rungs"][1]["bad_day"] = "The left hand alone"
    talk = Talk({"ladder@g1/steady": "up", f"{STEPS}@r2.amount": 5.5}, prior)
    assert not talk.was_asked(f"{STEPS}@r2.bad_day")
    assert closed(talk.state, prior, done=True).ladder.rungs[1].bad_day == "The left hand alone"


def test_a_step_that_takes_the_place_of_another_asks_what_is_good_enough_of_it():
    prior = worded()
    ladder_of(prior)["rungs"].insert(0, {"id": "r3", "text": "Hum", "status": "steady"})
    talk = Talk({"ladder@g1/steady": "down", ENOUGH: "To hum once"}, prior)
    goal = closed(talk.state, prior, done=True)
    assert goal.good_enough == "To hum once"
    assert goal.ladder.rungs[1].bad_day == "Listen to one"


# The sentence for the step

SAYS = "sentence@g1/sentence"


def proposed(talk: Talk) -> Value | None:
    talk._give(Jump(SAYS))
    return screen(script(), talk.state).proposed


def with_sentence(pem: str = "no") -> dict[str, Any]:
    prior = worded(5)
    ladder_of(prior)["mode"] = "time_based" if pem == "no" else "energy_limit"
    prior["goals"][0]["readiness"] = {"sentence": "Two songs, and I sit"}
    return prior


def test_the_sentence_for_a_step_that_stays_is_offered_and_stands():
    for pem in ("no", "yes"):
        talk = Talk({"safety/pem": pem, SAYS: ON}, with_sentence(pem))
        assert proposed(talk) == "Two songs, and I sit"
        left_open = closed(talk.state, with_sentence(pem), done=True)
        assert left_open.readiness.sentence == "Two songs, and I sit"


@pytest.mark.parametrize(
    "answers",
    [
        {"ladder@g1/steady": "down", f"{STEPS}@r1.smaller": "One song at most"},
        {"ladder@g1/steady": "down", f"{STEPS}@r1.less": 3},
        {"safety/pem": "yes"},
    ],
)
def test_the_sentence_for_a_step_that_is_another_now_does_not_come_back(
    answers: Mapping[str, Value],
):
    talk = Talk({**answers, SAYS: ON}, with_sentence())
    assert talk.was_asked(SAYS)
    assert proposed(talk) is None
    assert closed(talk.state, with_sentence(), done=True).readiness.sentence is None


# A little more


def test_more_of_the_same_step_is_looked_at():
    talk = Talk({"decide@g1/choice": "new_steps"}, counted(("r1", "now", 5)))
    assert kept(talk) == set()
    talk._give(Answer(60, f"{STEPS}@r1.amount"))
    assert isinstance(step(script(), talk.state, Close()), Refusal)
    assert step_of(talk)[1] is None
    talk._give(Acknowledge("big_step", "a holiday", f"{STEPS}@r1.amount"))
    assert isinstance(step(script(), talk.state, Close()), Taken)
    assert step_of(talk)[1] == 60


def test_a_new_step_of_more_is_looked_at():
    answers: Mapping[str, Value] = {
        "ladder@g1/steady": "swap",
        f"{STEPS}@r2.status": "now",
        f"{STEPS}@r2.amount": 30,
    }
    talk = Talk(answers, counted(("r1", "now", 5)), added={STEPS: "Cook it all"})
    assert kept(talk) == {f"{STEPS}@r2.amount#big_step"}
    small = Talk(
        {**answers, f"{STEPS}@r2.amount": 5.5}, counted(("r1", "now", 5)), {STEPS: "Peel one"}
    )
    assert kept(small) == set()


def test_a_step_of_more_that_is_marked_by_hand_is_looked_at():
    prior = counted(("r1", "now", 5), ("r2", "later", 50))
    talk = Talk({"ladder@g1/steady": "swap"}, prior)
    talk._give(Answer("now", f"{STEPS}@r2.status"))
    refused = step(script(), talk.state, Close())
    assert isinstance(refused, Refusal)
    assert refused.addresses == (f"{STEPS}@r2.status",)
    # Leaving its amount out takes nothing off: the plan has it from last time.
    talk._give(Skip(SkipReason.NOT_NOW, f"{STEPS}@r2.amount"))
    assert isinstance(step(script(), talk.state, Close()), Refusal)


def test_up_without_an_amount_where_steps_are_counted_says_why():
    prior = counted(("r1", "now", 12), ("r2", "later", None))
    talk = Talk({"ladder@g1/steady": "up"}, prior)
    assert talk.was_asked(f"{STEPS}@r2.amount")
    assert kept(talk) == {f"{STEPS}#no_amount"}
    with_amount = Talk({"ladder@g1/steady": "up", f"{STEPS}@r2.amount": 13}, prior)
    assert kept(with_amount) == set()


def test_no_rise_and_no_step_without_its_amount_is_agreed_without_the_reason():
    checks = [
        check
        for file in pack.files().values()
        for item in file.get("item", ())
        for asked in (item, *item.get("fields", ()))
        for check in asked.get("checks", ())
        if check["id"] in ("big_step", "no_amount", "as_it_was")
    ]
    assert len(checks) > 9
    assert all(check.get("firm") for check in checks)


def test_down_to_a_step_of_more_is_looked_at_and_not_taken_without_a_reason():
    prior = counted(("r1", "steady", 30), ("r2", "now", 12))
    assert kept(Talk({"ladder@g1/steady": "down"}, prior)) == {"ladder@g1/steady#big_step"}


def test_a_step_chosen_while_asking_how_sure_is_looked_at_too():
    prior = counted(("r1", "now", 5))
    answers: Mapping[str, Value] = {
        "sure@g1/sure": 4,
        "sure@g1/fit": "other",
        "sure@g1/step@r2.status": "now",
        "sure@g1/step@r2.amount": 30,
    }
    talk = Talk(answers, prior, added={"sure@g1/step": "Cook it all"})
    assert kept(talk) == {"sure@g1/step@r2.amount#big_step"}
    none = {**answers, "sure@g1/step@r2.amount": SkipReason.NOT_NOW, "sure@g1~2/sure": 8}
    talk = Talk(none, prior, added={"sure@g1/step": "Cook it all"})
    assert kept(talk) == {"sure@g1/step#no_amount"}


def test_a_goal_taken_up_again_is_held_against_what_was_done_of_it():
    prior = counted(("r1", "now", 5))
    rung = {"id": "r9", "text": "To the gate", "status": "now", "amount": 8}
    prior["goals"].append({
        "id": "g3", "statement": "Walk to the sea", "lifecycle": "on-hold",
        "ladder": {"unit": "minutes", "rungs": [rung]},
    })  # fmt: skip
    answers: Mapping[str, Value] = {
        "waiting@g3/next": "active",
        "begin@g3/unit": "minutes",
        "begin@g3/rungs@r9.status": "now",
        "begin@g3/rungs@r9.amount": 40,
    }
    talk = Talk(answers, prior)
    for address in ("begin@g3/rungs@r9.status", "begin@g3/rungs@r9.amount"):
        talk._give(Answer(answers[address], address))
    refused = step(script(), talk.state, Close())
    assert isinstance(refused, Refusal)
    assert refused.addresses == ("begin@g3/rungs@r9.amount",)


# Whatever is said, in whatever order


def closed(state: State, prior: dict[str, Any], *, done: bool) -> Goal:
    """The goal that leads, in the plan that a close here would make."""
    tree = prior | {"schema": SCHEMA, "patient": "rowan-17", "version": 1, "created": CREATED}
    tree["visit"] = {"kind": "first", "date": DAY, "status": "done"}
    header = Header(
        *("rowan-17", 2, (1, f"sha256:{'0' * 64}"), CREATED, "core", "1", f"sha256:{'0' * 64}"),
        *("en", "test", "review", DAY, 30),
        "done" if done else "incomplete",
        "" if done else "stopped",
    )
    plan: Plan = close(from_tree(tree), harvest(script(), state, unfinished=not done), header)
    return next(one for one in plan.goals if one.id == "g1")


ROWS = ("r1", "r2", "r3")
MOVES = ("up", "down", "hold", "swap")
STATUS = ("now", "later", "steady", "left")
AMOUNTS = (5, 5, 5.5, 12, 60, 0, None)


@st.composite
def ladders(draw: st.DrawFn) -> dict[str, Any]:
    """A last plan with up to three steps, one of them for now, as each close leaves it."""
    count = draw(st.integers(1, 3))
    standing = [draw(st.sampled_from(STATUS[1:])) for _ in range(count)]
    standing[draw(st.integers(0, count - 1))] = "now"
    amounts = [draw(st.sampled_from(AMOUNTS)) for _ in range(count)]
    return counted(*zip(ROWS, standing, amounts, strict=False))


@st.composite
def sayings(draw: st.DrawFn) -> list[Any]:
    """What two people might say of a step, in an order of their own."""
    roster = draw(st.sampled_from([STEPS, "sure@g1/step"]))
    row = st.sampled_from((*ROWS, "r4"))
    number = st.sampled_from([60, 1, 5.5, 6])
    one = st.one_of(
        st.builds(Answer, st.sampled_from(MOVES), st.just("ladder@g1/steady")),
        st.builds(Answer, st.sampled_from(STATUS), row.map(lambda r: f"{roster}@{r}.status")),
        st.builds(Answer, number, row.map(lambda r: f"{roster}@{r}.amount")),
        st.builds(Answer, number, row.map(lambda r: f"{roster}@{r}.less")),
        st.builds(Skip, st.just(SkipReason.NOT_NOW), row.map(lambda r: f"{roster}@{r}.amount")),
        st.builds(AddRow, st.just(roster), st.just("Another step")),
        st.builds(MoveRow, row, st.integers(0, 4), st.just(roster)),
        st.builds(
            Acknowledge,
            st.sampled_from(["big_step", "no_amount", "as_it_was"]),
            st.sampled_from(["both want it", ""]),
            row.map(lambda r: f"{roster}@{r}.amount"),
        ),
    )  # fmt: skip
    opening: list[Any] = [
        Answer("no", "safety/pem"),
        Answer("go", "safety/own_steps"),
        Answer("most", "ladder@g1/kept"),
        Answer(draw(st.sampled_from(["new_steps", "keep", "smaller"])), "decide@g1/choice"),
        Answer(4, "sure@g1/sure"),
        Answer("other", "sure@g1/fit"),
    ]
    return opening + draw(st.lists(one, max_size=6))


def given_of(prior: dict[str, Any], said: list[Any]) -> State:
    """The review in which each of these was said, where it was taken."""
    state = begin(Start("rowan-17", "review", DAY), prior)
    for command in said:
        taken = step(script(), state, command)
        state = taken.state if isinstance(taken, Taken) else state
    return state


def rises(before: Goal, after: Goal) -> bool:
    was, now = marked_step(before), marked_step(after)
    if was is None or now is None or was.amount is None or now.amount is None:
        return False
    return now.amount > was.amount * TENTH + 1e-9


def goal_before(prior: dict[str, Any]) -> Goal:
    tree = prior | {"schema": SCHEMA, "patient": "rowan-17", "version": 1, "created": CREATED}
    tree["visit"] = {"kind": "first", "date": DAY, "status": "done"}
    return from_tree(tree).goals[0]


def big_steps(state: State) -> Iterator[str]:
    for name, why in tree_of(harvest(script(), state)).get("kept", {}).items():
        if name.endswith("#big_step") and why != "kept":
            yield name


@examples(100, deadline=None)
@given(ladders(), sayings(), st.booleans())
def test_no_plan_rises_by_more_than_a_tenth_without_the_reason_for_it(
    prior: dict[str, Any], said: list[Any], done: bool
):
    state = given_of(prior, said)
    if rises(goal_before(prior), closed(state, prior, done=done)):
        assert list(big_steps(state))


@examples(30, deadline=None)
@given(ladders(), moves)
def test_nor_does_one_after_anything_else_that_can_be_done(
    prior: dict[str, Any], given_moves: list[Move]
):
    opening = [Answer("no", "safety/pem"), Answer("go", "safety/own_steps")]
    state = given_of(prior, opening)
    for turn in turns(script(), state, given_moves):
        state = turn.after
    if rises(goal_before(prior), closed(state, prior, done=False)):
        assert list(big_steps(state))


# A first visit that follows one which did not come to its end

RUNGS = "steps@g1/rungs"


@cache
def stopped() -> dict[str, Any]:
    """The plan of a first visit that was stopped: a step of 8 minutes for now."""
    answers = {"steps@g1/unit": "minutes", f"{RUNGS}@r1.status": "now"}
    first = FirstTalk(answers, until="sense/own")
    return to_tree(plan_of(script(), first.state))


def second(*commands: Any) -> State:
    """The first visit after it, taken over, with the gate open and these said, where taken."""
    state = begin(Start("rowan-17", "first", DAY), stopped())
    opening = [Carry(), Answer("no", "safety/pem"), Answer("go", "safety/own_steps")]
    for command in (*opening, *commands):
        taken = step(script(), state, command)
        state = taken.state if isinstance(taken, Taken) else state
    return state


def test_a_rise_between_two_first_visits_is_looked_at_like_any_other():
    state = second(Answer(9, f"{RUNGS}@r1.amount"))
    path = walk(script(), state)
    stop = path.stops[path.index[f"{RUNGS}@r1.amount"]]
    assert [check.id for check in firing(path, stop, hard=False)] == ["big_step"]
    raised = harvest(script(), state, unfinished=True)
    assert raised.fields.get(("goals.ladder.rungs.amount", ("g1", "r1")), 8) == 8
    assert isinstance(step(script(), state, Close(None)), Refusal)
    assert not list(big_steps(state))


def test_as_much_or_less_between_two_first_visits_asks_nothing():
    for amount in (8, 5):
        state = second(Answer(amount, f"{RUNGS}@r1.amount"))
        path = walk(script(), state)
        assert not firing(path, path.stops[path.index[f"{RUNGS}@r1.amount"]], hard=False)


def test_a_new_step_in_a_second_first_visit_needs_an_amount_or_the_reason_for_none():
    state = second(AddRow(RUNGS, "Cook a whole meal"), Answer("now", f"{RUNGS}@r2.status"))
    path = walk(script(), state)
    assert "no_amount" in [
        check.id for check in firing(path, path.stops[path.index[RUNGS]], hard=False)
    ]


@pytest.mark.parametrize(("unit", "fires"), [("hours", ["other_unit"]), ("minutes", [])])
def test_another_unit_hides_no_rise(unit: str, fires: list[str]):
    path = walk(script(), second(Answer(unit, "steps@g1/unit")))
    stop = path.stops[path.index["steps@g1/unit"]]
    assert [check.id for check in firing(path, stop, hard=False)] == fires


def test_nor_does_it_in_a_goal_that_begins_anew():
    prior = counted(("r1", "now", 5.0))
    prior["goals"][0]["lifecycle"] = "planned"
    prior["goals"][0]["lead"] = "no"
    opening = [Answer("no", "safety/pem"), Answer("go", "safety/own_steps")]
    said = [*opening, Answer("active", "waiting@g1/next"), Answer("hours", "begin@g1/unit")]
    path = walk(script(), given_of(prior, said))
    stop = path.stops[path.index["begin@g1/unit"]]
    assert [check.id for check in firing(path, stop, hard=False)] == ["other_unit"]
