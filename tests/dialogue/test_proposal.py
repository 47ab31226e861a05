"""What the last plan holds is proposed, and counts for nothing until it is said again."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.command import (
    AddRow,
    Answer,
    Clear,
    Close,
    Confirm,
    Jump,
    Next,
    Skip,
)
from goalcoach.dialogue.engine.engine import step
from goalcoach.dialogue.engine.fired_checks import open_required
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.prior_plan import name_rows, prior_rows
from goalcoach.dialogue.engine.reach import Reach
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.condition import OPEN
from goalcoach.dialogue.view.last_time_words import difference_words, ratings_beside, revealed
from goalcoach.dialogue.view.question_list import where_lines
from goalcoach.dialogue.view.screen import Cover, Status
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.plan.conversion import to_tree
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.tree_types import Tree
from goalcoach.plan.visit_fragment import Fragment
from tests.amount import examples
from tests.dialogue.packs import everything, item, script_of
from tests.dialogue.walker import TODAY, Move, addresses, give, moves, plan_of, start, walked
from tests.plan.said import tree_of

SOME = examples(60)


@cache
def last_plan() -> Plan:
    """What a visit left behind that stopped half way."""
    script = everything()
    state = give(
        script,
        start(script),
        Answer(7, "start/ease"),
        Answer("no", "start/pem"),
        Answer("go", "start/decision"),
        Answer("a cook", "story/me"),
        Answer(("music", "sleep"), "story/helps"),
        AddRow("story/values", "people"),
        Answer(9, "story/values@v1.importance"),
        Answer(2, "story/values@v1.lived"),
        Answer(("v1",), "story/order"),
        AddRow("goal/goals", "Cook on Sundays"),
        Answer("patient", "goal/goals@g1.whose"),
        Answer(TODAY + timedelta(days=40), "goal/goals@g1.due"),
        Answer("for the table", "step@g1/why"),
        AddRow("step@g1/rungs", "Peel one carrot"),
        Answer("now", "step@g1/rungs@r1.status"),
        Answer(6, "step@g1/rungs@r1.amount"),
        Answer(4, "step@g1/mine"),
        Answer(TODAY + timedelta(days=28), "end/next_visit"),
    )
    return plan_of(script, state)


def again(visit: str = "first") -> State:
    return start(everything(), visit, to_tree(last_plan()))


def test_what_is_proposed_opens_nothing_and_is_not_in_the_plan():
    script = everything()
    fresh, standing = start(script), again()
    assert [at for at in addresses(script, standing) if "@" not in at] == addresses(script, fresh)
    assert harvest(script, standing) == Fragment()
    assert [one.address for one in open_required(walk(script, standing))] == [
        one.address for one in open_required(walk(script, fresh))
    ]
    path = walk(script, standing)
    assert all(path.facts[at].value is None for at in path.index)


@SOME
@given(moves)
def test_the_plan_holds_only_what_was_said_or_confirmed_today(given_moves: list[Move]):
    script = everything()
    state = walked(script, give(script, again(), Answer("go", "start/decision")), given_moves)
    said = tree_of(harvest(script, state))
    story = said.get("story", {})
    assert isinstance(story, dict)
    for key in ("me", "helps"):
        # What was said stays said behind a gate that was closed since.
        fact = walk(script, state, Reach.BEHIND_GATES).facts.get(f"story/{key}", OPEN)
        assert (key in story) == (fact.value is not None)
    parent = last_plan()
    plan = plan_of(script, state, parent=parent)
    if "me" not in story:
        assert plan.story.me == parent.story.me
    assert {one.id for one in parent.goals} <= {one.id for one in plan.goals}


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("story/me", "a cook"),
        ("story/helps", ("music", "sleep")),
        ("story/values@v1.words", "people"),
        ("goal/goals@g1.whose", "patient"),
    ],
)
def test_a_confirmation_makes_last_times_words_todays_answer(at: str, value: object):
    script = everything()
    state = give(script, again(), Answer("no", "start/pem"), Answer("go", "start/decision"))
    state = give(script, state, Jump(at))
    now = screen(script, state)
    assert (now.proposed, now.proposed_on, now.value, now.status) == (
        value,
        TODAY,
        None,
        Status.PROPOSED,
    )
    state = give(script, state, Confirm())
    now = screen(script, state)
    assert (now.proposed, now.value, now.status) == (None, value, Status.ANSWERED)


def test_last_times_words_are_told_beside_other_words_and_can_still_be_confirmed():
    script = everything()
    state = give(script, again(), Answer("no", "start/pem"), Answer("go", "start/decision"))
    state = give(script, state, Jump("story/me"), Answer("a baker"))
    assert screen(script, state).last_words == "a cook"
    state = give(script, state, Confirm())
    now = screen(script, state)
    assert (now.value, now.last_words) == ("a cook", None)


def test_a_list_is_confirmed_row_by_row_but_for_what_is_rated():
    script = everything()
    state = give(script, again(), Answer("no", "start/pem"), Answer("go", "start/decision"))
    assert "story/values@v1.words" not in [
        one.address for one in where_lines(script, state) if one.current
    ]
    state = give(script, state, Jump("story/values"))
    assert screen(script, state).rows[0].proposed
    assert screen(script, state).rows[0].label == "people"
    state = give(script, state, Confirm())
    said = tree_of(harvest(script, state))
    assert said["values"] == [{"id": "v1", "words": "people"}]
    assert not screen(script, state).rows[0].proposed
    nothing = step(script, state, Confirm())
    assert isinstance(nothing, Refusal)
    assert nothing.code == "proposed"


def test_going_on_passes_over_words_that_wait_to_be_confirmed_but_asks_ratings_anew():
    script = everything()
    state = give(script, again(), Answer("no", "start/pem"), Answer("go", "start/decision"))
    state = give(script, state, Jump("story/helps"), Next())
    assert screen(script, state).address == "story/values@v1.importance"
    assert screen(script, give(script, state, Next())).address == "story/values@v1.lived"
    assert screen(script, give(script, state, Next(), Next())).address == "story/values"


def test_going_to_one_field_of_a_waiting_row_opens_all_its_fields():
    script = everything()
    state = give(script, again(), Answer("no", "start/pem"), Answer("go", "start/decision"))
    state = give(script, state, Jump("story/values"), Jump("story/values@v1.words"), Next())
    assert screen(script, state).address.startswith("story/values@v1.")
    state = give(script, state, Jump("goal/goals@g1.statement"))
    seen = []
    while (here := screen(script, state).address) != "goal/goals":
        seen.append(here)
        state = give(script, state, Next())
    assert seen == [f"goal/goals@g1.{field}" for field in ("statement", "whose", "due")]


def test_a_visit_begins_at_a_list_and_not_inside_its_waiting_rows():
    script = script_of(
        item("goals", "roster", fills="goals", fields=[item("x", "text", fills="goals.statement")])
    )
    state = start(script, prior={"goals": [{"id": "g1", "statement": "Cook"}]})
    assert screen(script, state).address == "a/goals"
    assert not screen(script, state).can_back


def test_a_rating_and_what_belongs_to_one_visit_are_never_proposed():
    script = everything()
    state = give(script, again("review"), Answer("no", "start/pem"), Answer("go", "start/decision"))
    for at in ("start/ease", "start/decision", "end/next_visit", "story/values@v1.importance"):
        assert screen(script, give(script, state, Jump(at))).proposed is None
        refused = step(script, state, Confirm(at))
        assert isinstance(refused, Refusal)


def test_an_option_that_is_gone_is_not_proposed():
    plan = {
        "goals": [{"id": "g1", "statement": "Cook", "whose": "family"}],
        "consent": {"notes": "ask"},
    }
    script = script_of(
        item("notes", "choice", options=["yes", "no"], fills="consent.notes"),
    )
    state = start(script, prior=plan)  # type: ignore[arg-type]
    assert screen(script, state).proposed is None
    kept = script_of(item("notes", "choice", options=["yes", "ask"], fills="consent.notes"))
    assert screen(kept, start(kept, prior=plan)).proposed == "ask"  # type: ignore[arg-type]


def test_of_several_proposed_choices_those_still_offered_are_proposed():
    prior = {"safety": {"limits": ["falls", "heart"]}, "priorities": {"order": ["v1", "v2"]}}
    script = script_of(
        item("values", "roster", fills="values", fields=[item("x", "text", fills="values.words")]),
        item("order", "multi", options_from="a/values", fills="priorities.order"),
    )
    state = start(script, prior=prior)  # type: ignore[arg-type]
    assert screen(script, give(script, state, Jump("a/order"))).proposed is None
    state = give(script, state, AddRow("a/values", "people"), Jump("a/order"))
    assert screen(script, state).proposed == ("v1",)


def test_a_zero_said_today_is_shown_and_not_last_times_number():
    script = everything()
    state = give(
        script,
        again(),
        Answer("no", "start/pem"),
        Answer("go", "start/decision"),
        Confirm("goal/goals"),
        Confirm("step@g1/rungs"),
        Answer(0, "step@g1/rungs@r1.amount"),
        Jump("step@g1/rungs"),
    )
    cells = {one.field: one.text for one in screen(script, state).rows[0].cells}
    assert cells["amount"] == "0"
    state = give(script, state, Clear("step@g1/rungs@r1.amount"))
    cells = {one.field: one.text for one in screen(script, state).rows[0].cells}
    assert cells["amount"] == "6"


def test_ratings_stay_covered_until_all_have_answered_or_skipped():
    script = everything()
    state = give(
        script,
        again(),
        Answer("no", "start/pem"),
        Answer("go", "start/decision"),
        Confirm("goal/goals"),
        Answer(6, "step@g1/mine"),
        Jump("step@g1/mine"),
    )
    assert screen(script, state).reveal.cover is Cover.COVERED
    assert not screen(script, state).hold
    for one in (Answer(3, "step@g1/theirs"), Skip(SkipReason.NOT_NOW, "step@g1/theirs")):
        shown = screen(script, give(script, state, one))
        assert (shown.reveal.cover, shown.reveal.last, shown.hold) == (Cover.SHOWN, 4, True)
    both = give(script, state, Answer(3, "step@g1/theirs"))
    assert screen(script, both).reveal.others == (("About theirs", 3),)


def test_a_rating_without_a_last_time_has_nothing_to_cover():
    script = everything()
    state = give(script, start(script), Jump("start/ease"), Answer(5))
    assert screen(script, state).reveal.cover is Cover.NONE


def test_a_visit_after_one_that_stopped_can_be_closed_once_its_goal_is_confirmed():
    script = everything()
    state = give(script, again(), Answer("no", "start/pem"), Answer("go", "start/decision"))
    refused = step(script, state, Close())
    assert isinstance(refused, Refusal)
    assert refused.addresses == ("goal/goals",)
    state = give(script, state, Confirm("goal/goals"), Close())
    plan = plan_of(script, state, done=True, parent=last_plan())
    assert [goal.statement for goal in plan.goals] == ["Cook on Sundays"]
    assert "story" in plan.carried


def test_a_row_of_a_list_without_ids_is_called_by_its_place_whatever_was_written_by_hand():
    """Two rows with one id would be one row to a visit, and a strange id no address."""
    rows: list[Tree] = [{"id": "x2", "what": "rest"}, {"id": "../x", "what": "walk"}]
    named = name_rows({"goals": [{"id": "g1", "practices": rows}]})
    assert prior_rows(named, "goals.practices", ("g1",)) == ("x1", "x2")


def test_ratings_stand_beside_the_question_that_talks_about_them():
    script = script_of(
        item("mine", "scale", fills="ease.start", reveal="both"),
        item("words", "choice", options=["more", "less"], reveal="both"),
        item("theirs", "scale", who="clinician", reveal="both"),
        item("talk", "text", panel="ratings"),
        item("other", "text"),
    )
    state = start(script, prior={"ease": {"start": 4}})
    state = give(script, state, Answer(7, "a/mine"), Jump("a/talk"))
    assert screen(script, state).rated is None  # the other one has not said a number
    state = give(script, state, Answer(5, "a/theirs"), Jump("a/talk"))
    beside = screen(script, state)
    assert beside.rated is not None
    rating, value = ratings_beside(beside, beside.value)
    told = [(one.value, one.whose) for one in revealed(rating, value, TODAY)]
    assert told == [(4, "last"), (7, "own"), (5, "other")]
    assert difference_words(rating, value) == "Yours is three higher than last time."
    assert not screen(script, give(script, state, Answer("It went up"))).hold
    assert screen(script, give(script, state, Jump("a/other"))).rated is None
