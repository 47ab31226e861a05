"""What a visit says of the plan, question by question."""

from __future__ import annotations

from typing import Any

import pytest

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.command import (
    Acknowledge,
    AddRow,
    Answer,
    Command,
    Confirm,
    MoveRow,
    Note,
    RemoveRow,
    SaveDraft,
    Skip,
)
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.script import Script
from goalcoach.plan.visit_fragment import Fragment
from tests.dialogue.packs import item, pack, script_of, section
from tests.dialogue.walker import TODAY, give, start
from tests.plan.said import tree_of

VALUES = item("values", "roster", fills="values", fields=[item("x", "text", fills="values.words")])
STOOD: dict[str, Any] = {"values": [{"id": f"v{n}", "words": f"words {n}"} for n in (1, 2, 3)]}


def said(script: Script, *commands: Command, prior: Any = None) -> Fragment:
    state = start(script, "review" if prior else "first", prior)
    return harvest(script, give(script, state, *commands))


def test_a_row_that_only_changed_is_named_alone():
    script = script_of(VALUES)
    changed = said(script, Answer("new", "a/values@v2.x"), prior=STOOD)
    assert tree_of(changed) == {"values": [{"id": "v2", "words": "new"}]}
    assert changed.removed == {}


def test_all_rows_are_named_in_their_order_once_it_was_changed():
    script = script_of(VALUES)
    moved = said(script, Answer("new", "a/values@v2.x"), MoveRow("v3", 0, "a/values"), prior=STOOD)
    assert tree_of(moved)["values"] == [{"id": "v3"}, {"id": "v1"}, {"id": "v2", "words": "new"}]


def test_a_row_that_was_taken_out_is_removed_for_the_reason_in_the_note():
    script = script_of(VALUES)
    gone = said(script, RemoveRow("v2", "a/values"), Note("no more", "a/values"), prior=STOOD)
    assert gone.removed == {("values", "v2"): "no more"}
    assert [row["id"] for row in tree_of(gone)["values"]] == ["v1", "v3"]


def test_a_roster_for_new_rows_takes_none_of_the_last_plan_out():
    script = script_of({**VALUES, "adds": True})
    added = said(script, AddRow("a/values", "music"), prior=STOOD)
    assert tree_of(added) == {"values": [{"id": "v4", "words": "music"}]}
    assert added.removed == {}


def test_a_row_that_a_roster_adds_is_what_the_roster_says_and_none_that_stood_becomes_it():
    lists = {
        one: {**VALUES, "id": one, "adds": True, "sets": {"place": one}} for one in ("now", "later")
    }
    script = script_of(VALUES, *lists.values())
    added = said(script, AddRow("a/later", "music"), AddRow("a/now", "bread"), prior=STOOD)
    assert tree_of(added)["values"][-2:] == [
        {"id": "v5", "words": "bread", "place": "now"},
        {"id": "v4", "words": "music", "place": "later"},
    ]
    assert "place" not in str(tree_of(added)["values"][:-2])


def test_new_rows_stand_behind_those_that_an_earlier_question_put_in_order():
    script = script_of(VALUES, {**VALUES, "id": "more", "adds": True})
    both = said(script, AddRow("a/more", "music"), MoveRow("v3", 0, "a/values"), prior=STOOD)
    assert [row["id"] for row in tree_of(both)["values"]] == ["v3", "v1", "v2", "v4"]


def looped(*items: dict[str, Any], **each: Any) -> Script:
    goals = item(
        "goals", "roster", fills="goals", fields=[item("x", "text", fills="goals.statement")]
    )
    each = {"of": "a/goals", "as": "goal", **each}
    return compile_pack(pack({"a": section("a", goals), "b": section("b", *items, each=each)}))


PRACTICES = item(
    "practices",
    "roster",
    fills="goals.practices",
    fields=[
        item("what", "text", fills="goals.practices.what"),
        item("why", "text", fills="goals.practices.what_for"),
    ],
)
WITH_PRACTICES: dict[str, Any] = {
    "goals": [
        {
            "id": "g1",
            "statement": "Sing",
            "practices": [{"what": "breathe", "pace": 2}, {"what": "hum", "what_for": "calm"}],
        }
    ]
}


def test_a_list_without_ids_is_said_whole_with_what_nobody_here_knows_of():
    script = looped(PRACTICES)
    assert "goals" not in tree_of(said(script, prior=WITH_PRACTICES))
    changed = said(script, Answer("rest", "b@g1/practices@x2.why"), prior=WITH_PRACTICES)
    assert tree_of(changed)["goals"] == [
        {
            "id": "g1",
            "practices": [{"what": "breathe", "pace": 2}, {"what": "hum", "what_for": "rest"}],
        }
    ]


def test_a_list_without_ids_can_be_emptied():
    script = looped(PRACTICES)
    emptied = said(
        script,
        RemoveRow("x1", "b@g1/practices"),
        RemoveRow("x2", "b@g1/practices"),
        prior=WITH_PRACTICES,
    )
    assert tree_of(emptied)["goals"] == [{"id": "g1", "practices": []}]


def test_rounds_are_counted_with_the_row_they_were_held_for():
    script = looped(
        item("sure", "scale"),
        rounds=3,
        again={"q": "sure", "lt": 7},
        counts="goals.readiness.rounds",
    )
    goal = AddRow("a/goals", "Sing")
    assert "readiness" not in tree_of(said(script, goal))["goals"][0]
    once, twice = Answer(3, "b@g1/sure"), Answer(8, "b@g1~2/sure")
    assert tree_of(said(script, goal, once))["goals"][0]["readiness"] == {"rounds": 1}
    assert tree_of(said(script, goal, once, twice))["goals"][0]["readiness"] == {"rounds": 2}


LADDER: dict[str, Any] = {
    "goals": [
        {
            "id": "g1",
            "statement": "Sing",
            "ladder": {
                "rungs": [
                    {"id": "r1", "text": "Hum", "status": "now"},
                    {"id": "r2", "text": "One song"},
                ]
            },
        }
    ]
}


def test_a_choice_on_the_step_moves_it_unless_its_status_was_said_by_hand():
    fields = [
        item("x", "text", fills="goals.ladder.rungs.text"),
        item("s", "choice", fills="goals.ladder.rungs.status", options=["now", "left"]),
    ]
    script = looped(
        item("step", "choice", options=["hold", "up"], moves=True),
        item("rungs", "roster", fills="goals.ladder.rungs", fields=fields),
    )
    up, hold = Answer("up", "b@g1/step"), Answer("hold", "b@g1/step")
    assert "goals" not in tree_of(said(script, hold, prior=LADDER))
    steady = {"id": "r1", "status": "steady", "since": TODAY}
    now = {"id": "r2", "status": "now", "since": TODAY}
    moved = tree_of(said(script, up, prior=LADDER))
    assert moved["goals"] == [{"id": "g1", "ladder": {"rungs": [steady, now]}}]
    by_hand = said(script, up, Answer("left", "b@g1/rungs@r1.s"), prior=LADDER)
    assert tree_of(by_hand)["goals"] == [
        {"id": "g1", "ladder": {"rungs": [{"id": "r1", "status": "left"}, now]}}
    ]


def test_a_choice_that_is_not_about_the_step_moves_none():
    script = looped(item("lift", "choice", options=["up", "down"]))
    chosen = tree_of(said(script, Answer("up", "b@g1/lift"), prior=LADDER))
    assert chosen == {"answers": {"b@g1/lift": "up"}}


def test_the_fields_of_a_row_without_a_name_say_nothing():
    fields = [*VALUES["fields"], item("lived", "scale", fills="values.lived")]
    script = script_of({**VALUES, "fields": fields})
    lived = Answer(4, "a/values@v1.lived")
    assert tree_of(said(script, AddRow("a/values"), lived)) == {}
    named = said(script, AddRow("a/values", "music"), lived)
    assert tree_of(named) == {"values": [{"id": "v1", "words": "music", "lived": 4}]}


def test_a_confirmed_part_is_said_again_and_today_s_words_win():
    script = script_of(
        item("share", "choice", options=["yes", "no"], fills="consent.share"),
        item("same", "choice", options=["yes", "no"], confirms={"yes": "consent"}),
    )
    prior = {"consent": {"notes": "yes", "share": "yes"}}
    no = Answer("no", "a/share")
    assert tree_of(said(script, no, Answer("no", "a/same"), prior=prior))["consent"] == {
        "share": "no"
    }
    assert tree_of(said(script, no, Answer("yes", "a/same"), prior=prior))["consent"] == {
        "notes": "yes",
        "share": "no",
    }


def test_what_is_said_of_a_private_question_is_kept_only_where_the_plan_has_a_field():
    check = {"id": "long", "warn_if": {"q": "self", "words_lt": 3}, "text": "So short?"}
    plain = item("own", "text", checks=[check])
    private = item("secret", "text", private=True, checks=[check])
    told = item("me", "text", private=True, fills="story.me")
    kept = said(
        script_of(plain, private, told),
        Answer("one", "a/own"),
        Note("smiled", "a/own"),
        Acknowledge("long", "it is enough", "a/own"),
        Answer("two", "a/secret"),
        Acknowledge("long", "it is enough", "a/secret"),
        Answer("three", "a/me"),
    )
    assert tree_of(kept) == {
        "answers": {"a/own": "one"},
        "story": {"me": "three"},
        "notes": {"a/own": "smiled"},
        "kept": {"a/own#long": "it is enough"},
    }


def test_a_note_stays_where_its_question_is_not_asked_any_more_and_its_answer_does_not():
    asked = {"when": {"q": "led", "eq": "yes"}}
    script = script_of(
        item("led", "choice", options=["yes", "no"]),
        item("then", "text", **asked),
    )
    told = (Answer("yes", "a/led"), Answer("one", "a/then"), Note("looked tired", "a/then"))
    over = said(script, *told, Answer("no", "a/led"))
    assert tree_of(over) == {"answers": {"a/led": "no"}, "notes": {"a/then": "looked tired"}}


@pytest.mark.parametrize("unfinished", [False, True])
def test_half_typed_words_are_a_note_and_no_answer(unfinished: bool):
    script = script_of(
        item("led", "choice", options=["yes", "no"]),
        item("then", "text", when={"q": "led", "eq": "yes"}, fills="story.me"),
        item("more", "text", when={"q": "led", "eq": "yes"}),
        item("pick", "choice", options=["yes", "no"]),
        item("steps", "number"),
        item("secret", "text", private=True),
        VALUES,
    )
    half = {"then": "A cook, and", "more": "of", "steps": "ten or", "secret": "zq9"}
    half |= {"values": "mus", "pick": "Yes"}
    told = (Answer("yes", "a/led"), Note("smiled", "a/then"), Answer(4, "a/steps"))
    drafts = (SaveDraft(words, f"a/{at}") for at, words in half.items())
    state = give(script, start(script), *told, *drafts, Answer("no", "a/led"))
    kept = harvest(script, state, unfinished=unfinished)
    assert tree_of(kept) == {
        "answers": {"a/led": "no", "a/steps": 4},
        "notes": {
            "a/then": "smiled\nHalf typed: A cook, and",
            "a/more": "Half typed: of",
            "a/steps": "Half typed: ten or",
            "a/values": "Half typed: mus",
        },
    }


def test_a_skip_is_kept_by_its_reason_and_an_answer_put_off_does_not_count():
    script = script_of(item("own", "text"))
    put_off = said(script, Answer("one", "a/own"), Skip(SkipReason.NOT_NOW, "a/own"))
    assert tree_of(put_off) == {"skipped": {"a/own": "not_now"}}


def test_a_check_that_was_not_acknowledged_is_not_kept():
    check = {"id": "long", "warn_if": {"q": "self", "words_lt": 3}, "text": "So short?"}
    assert said(script_of(item("own", "text", checks=[check])), Answer("one", "a/own")).kept == {}


ORDER = item("order", "multi", options_from="a/values", fills="priorities.order", rank=3)
LATER = item(
    "later",
    "multi",
    options_from="a/values",
    options_but="a/order",
    fills="values.place",
    marks={"chosen": "later", "other": "now"},
)


def test_what_was_put_first_is_not_offered_for_later_and_belongs_now():
    script = script_of(VALUES, ORDER, LATER)
    state = give(
        script, start(script, "review", STOOD), Confirm("a/values"), Answer(("v1",), "a/order")
    )
    path = walk(script, state)
    assert path.options(path.stops[path.index["a/later"]]) == ("v2", "v3")
    marked = tree_of(harvest(script, give(script, state, Answer(("v2",), "a/later"))))
    assert [row["place"] for row in marked["values"]] == ["now", "later", "now"]


def test_where_all_were_put_first_nothing_is_asked_about_later():
    script = script_of(VALUES, ORDER, LATER)
    every = Answer(("v1", "v2", "v3"), "a/order")
    state = give(script, start(script, "review", STOOD), Confirm("a/values"), every)
    assert "a/later" not in walk(script, state).index


def test_the_rows_of_a_choice_are_marked_chosen_or_not():
    script = script_of(
        VALUES,
        item(
            "later",
            "multi",
            options_from="a/values",
            fills="values.place",
            marks={"chosen": "later", "other": "now"},
        ),
    )
    marked = said(script, Confirm("a/values"), Answer(("v2",), "a/later"), prior=STOOD)
    assert [row["place"] for row in tree_of(marked)["values"]] == ["now", "later", "now"]
