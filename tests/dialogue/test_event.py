"""Events as the journal keeps them, and the states that hostile journals fold to."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.command import CloseReason
from goalcoach.dialogue.engine.event import (
    Acknowledged,
    Answered,
    Cleared,
    Closed,
    Confirmed,
    Drafted,
    Event,
    GivenAgain,
    Jumped,
    Noted,
    Paused,
    Resumed,
    RowAdded,
    RowMoved,
    RowRemoved,
    RowRestored,
    Skipped,
    TakenBack,
    Way,
    Went,
)
from goalcoach.dialogue.engine.event_json import (
    from_json,
    to_json,
    tree_from_json,
    tree_to_json,
)
from goalcoach.dialogue.engine.state import fold
from goalcoach.dialogue.view.question_list import where_lines
from goalcoach.dialogue.view.screen_builder import screen
from tests.amount import examples
from tests.dialogue.packs import everything
from tests.dialogue.walker import TODAY, plan_of, start

SOME = examples(100)

values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**6), 10**6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.dates(),
    st.lists(st.text("abc", max_size=3), max_size=3).map(tuple),
    st.lists(st.integers(0, 9), max_size=3).map(tuple),
)
PLACES = (
    *("", "start/ease", "story/values", "story/values@v1.words", "goal/goals", "review"),
    *("goal/goals@g1.statement", "step@g1/rungs", "sure@g1~2/sure", "no/where", "///", "a@b@c"),
)
NAMES = (
    *("answer", "confirm", "skip", "clear", "note", "draft", "add", "remove", "restore", "move"),
    *("ack", "go", "undo", "redo", "pause", "resume", "close"),
)
places = st.sampled_from(PLACES)
rows = st.sampled_from(["", "g1", "v1", "v2", "x"])
known = st.one_of(st.none(), st.lists(rows, max_size=3).map(tuple))
words = st.sampled_from(["", "half a wo", "done"])
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(Answered, places, values),
    st.builds(Confirmed, places, values),
    st.builds(Skipped, places, st.sampled_from(SkipReason)),
    st.builds(Cleared, places),
    st.builds(Noted, places, words),
    st.builds(Drafted, places, words),
    st.builds(RowAdded, places, rows, known),
    st.builds(RowRemoved, places, rows, known),
    st.builds(RowRestored, places, rows, known),
    st.builds(RowMoved, places, rows, st.integers(-2, 5), known),
    st.builds(
        Acknowledged, places, st.sampled_from(["", "theirs"]), words, st.sampled_from(["", "0a0b"])
    ),
    st.builds(Went, places, st.sampled_from(Way)),
    st.builds(Jumped, places, places),
    st.builds(TakenBack, st.integers(-2, 5)),
    st.just(GivenAgain()),
    st.just(Paused()),
    st.builds(Resumed, st.one_of(st.none(), st.dates())),
    st.builds(Closed, st.one_of(st.none(), st.sampled_from(CloseReason))),
)

odd_lines = st.fixed_dictionaries(
    {"ev": st.sampled_from(NAMES)},
    optional={
        "at": st.one_of(places, st.just(3)),
        "value": st.one_of(st.just("x"), st.just([1, 2]), st.just({"date": "soon"}), rows),
        "text": words,
        "reason": st.sampled_from(["declined", "whim", "done", "paused", ""]),
        "row": rows,
        "to": st.one_of(st.integers(-2, 5), st.just("far")),
        "day": st.sampled_from(["2026-11-21", "never"]),
    },
)
"""Lines of a journal that no version of ours has written."""


@SOME
@given(st.lists(events, max_size=15))
def test_any_events_fold_to_a_state_that_can_be_shown(given_events: list[Event]):
    script = everything()
    state = fold(start(script), given_events)
    assert screen(script, state).address
    where_lines(script, state)
    assert fold(state, ()) is state


@SOME
@given(st.lists(odd_lines, max_size=15))
def test_an_odd_line_is_refused_or_folds_to_a_state_that_can_be_shown(lines: list[dict[str, Any]]):
    script, taken = everything(), []
    for line in lines:
        with suppress(ValueError):
            taken.append(from_json(line))
    assert screen(script, fold(start(script), taken)).address


@SOME
@given(events)
def test_an_event_survives_json(event: Event):
    assert from_json(json.loads(json.dumps(to_json(event)))) == event


LINES: list[tuple[Event, str]] = [
    (Answered("a/b", 6), '{"ev":"answer","at":"a/b","value":6}'),
    (Answered("a/b", ""), '{"ev":"answer","at":"a/b","value":""}'),
    (Answered("a/b", ("x", "y")), '{"ev":"answer","at":"a/b","value":["x","y"]}'),
    (
        Answered("a/b", date(2026, 12, 24)),
        '{"ev":"answer","at":"a/b","value":{"date":"2026-12-24"}}',
    ),
    (Answered("a/b", None), '{"ev":"answer","at":"a/b"}'),
    (Confirmed("a/b", False), '{"ev":"confirm","at":"a/b","value":false}'),
    (Skipped("a/b", SkipReason.DECLINED), '{"ev":"skip","at":"a/b","reason":"declined"}'),
    (Cleared("a/b"), '{"ev":"clear","at":"a/b"}'),
    (Noted("a/b", "hm"), '{"ev":"note","at":"a/b","text":"hm"}'),
    (Noted("a/b", ""), '{"ev":"note","at":"a/b"}'),
    (Drafted("a/b", "half a wo"), '{"ev":"draft","at":"a/b","text":"half a wo"}'),
    (RowAdded("a/b", "v3", ("v1", "v2")), '{"ev":"add","at":"a/b","value":["v1","v2"],"row":"v3"}'),
    (RowAdded("a/b", "v1", ()), '{"ev":"add","at":"a/b","value":[],"row":"v1"}'),
    (RowRemoved("a/b", "v1"), '{"ev":"remove","at":"a/b","row":"v1"}'),
    (RowRestored("a/b", "v1"), '{"ev":"restore","at":"a/b","row":"v1"}'),
    (
        RowMoved("a/b", "v1", 0, ("v1",)),
        '{"ev":"move","at":"a/b","value":["v1"],"row":"v1","to":0}',
    ),
    (
        Acknowledged("a/b", "soon", "it is", "0a0b"),
        '{"ev":"ack","at":"a/b","text":"it is","check":"soon","inputs":"0a0b"}',
    ),
    (Went("a/b", Way.FRONTIER), '{"ev":"go","at":"a/b","text":"frontier"}'),
    (Jumped("a/b", "c/d"), '{"ev":"go","at":"a/b","text":"jump","row":"c/d"}'),
    (TakenBack(2), '{"ev":"undo","to":2}'),
    (GivenAgain(), '{"ev":"redo"}'),
    (Paused(), '{"ev":"pause"}'),
    (Resumed(date(2026, 11, 21)), '{"ev":"resume","day":"2026-11-21"}'),
    (Closed(), '{"ev":"close","reason":"done"}'),
    (Closed(CloseReason.STOPPED), '{"ev":"close","reason":"stopped"}'),
]
"""Each kind of event as every version has written it: journals are kept, and their lines hashed."""


@pytest.mark.parametrize(("event", "line"), LINES, ids=[line for _, line in LINES])
def test_the_journal_keeps_an_event_in_the_form_of_every_version(event: Event, line: str):
    assert json.dumps(to_json(event), separators=(",", ":")) == line
    assert from_json(json.loads(line)) == event


@pytest.mark.parametrize(
    "line",
    [
        {},
        {"ev": "dance"},
        {"ev": "go", "at": 3},
        {"ev": "go", "text": ["x"]},
        {"ev": "answer", "value": {"day": "2026-01-01"}},
        {"ev": "answer", "value": {"date": "soon"}},
        {"ev": "answer", "value": [["x"]]},
        {"ev": "answer", "value": ["x", 1]},
        {"ev": "answer", "value": [True]},
        {"ev": "resume", "day": "never"},
        {"ev": "close", "reason": "whim"},
        {"ev": ["go"]},
    ],
)
def test_a_line_that_is_no_event_is_refused(line: dict[str, Any]):
    with pytest.raises(ValueError):  # noqa: PT011 - what it says is for us alone
        from_json(line)


def test_a_move_to_an_odd_position_leads_to_the_front():
    moved = from_json({"ev": "move", "at": "a/b", "row": "x1", "to": "far"})
    assert moved == RowMoved("a/b", "x1", 0)


def test_an_answer_that_was_taken_out_of_the_journal_is_read_as_none():
    state = fold(start(everything()), [from_json({"ev": "answer", "at": "start/ease"})])
    assert not state.entry("start/ease").answered


def test_a_skip_for_no_known_reason_counts_as_unsure():
    skipped = from_json({"ev": "skip", "at": "start/ease", "reason": "whim"})
    assert skipped == Skipped("start/ease", SkipReason.UNSURE)


def test_going_an_unknown_way_goes_there_and_does_no_more():
    state = fold(start(everything()), [from_json({"ev": "go", "at": "end/word", "text": "fly"})])
    assert (state.cursor, state.returns, state.opened) == ("end/word", (), frozenset())


def test_declining_takes_away_the_checks_that_were_kept_there_and_no_others():
    kept: list[Event] = [Acknowledged(at, "soon", "it is", "0a0b") for at in ("a/b", "a/c")]
    state = fold(start(everything()), [*kept, Skipped("a/b", SkipReason.DECLINED)])
    assert list(state.acks) == [("a/c", "soon")]


def test_a_break_ends_on_the_same_day_or_on_the_one_it_is_told():
    paused = fold(start(everything()), [Paused()])
    assert (paused.paused, paused.today) == (True, TODAY)
    for day in (None, date(2026, 11, 21)):
        again = fold(paused, [Resumed(day)])
        assert (again.paused, again.today) == (False, day or TODAY)


def test_a_return_forgets_the_last_jump_alone():
    jumps: list[Event] = [Jumped("a/b", "a/a"), Jumped("a/c", "a/b"), Went("a/b", Way.RETURN)]
    state = fold(start(everything()), jumps)
    assert (state.cursor, state.returns) == ("a/b", (("a/a", "a/b"),))


def test_a_part_of_a_plan_survives_json():
    tree: Any = {"a": [{"on": date(2026, 11, 20), "n": 1.5}], "b": True, "c": "x", "d": {}}
    assert tree_from_json(json.loads(json.dumps(tree_to_json(tree)))) == tree
    assert tree_to_json(time(9, 30)) == {"date": "09:30:00"}
    with pytest.raises(ValueError, match="null"):
        tree_from_json({"a": None})


def test_a_visit_without_an_answer_makes_a_plan_all_the_same():
    assert plan_of(everything(), start(everything())).visit.status == "incomplete"
