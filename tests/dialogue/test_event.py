"""Events as the journal keeps them, and the states that hostile journals fold to."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.dialogue.engine.event import (
    Ev,
    Event,
    from_json,
    to_json,
    tree_from_json,
    tree_to_json,
)
from goalcoach.dialogue.engine.state import fold
from goalcoach.dialogue.kind import SkipReason
from goalcoach.dialogue.view.overview import where
from goalcoach.dialogue.view.view import screen
from tests.amount import examples
from tests.dialogue.packs import everything
from tests.dialogue.walker import plan_of, start

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
events = st.builds(
    Event,
    st.sampled_from(Ev),
    st.sampled_from(PLACES),
    values,
    st.sampled_from(["", "next", "jump", "return", "row", "declined", "not_now", "done", "text"]),
    st.sampled_from(["", "g1", "v1", "v2", "x"]),
    st.integers(-2, 5),
    st.sampled_from(["", "theirs"]),
    st.sampled_from(["", "0a0b0c0d"]),
    st.one_of(st.none(), st.dates()),
)


@SOME
@given(st.lists(events, max_size=15))
def test_any_events_fold_to_a_state_that_can_be_shown(given_events: list[Event]):
    script = everything()
    state = fold(start(script), given_events)
    assert screen(script, state).address
    where(script, state)
    assert fold(state, ()) is state


@SOME
@given(events)
def test_what_an_event_of_its_kind_uses_survives_json(event: Event):
    again = from_json(json.loads(json.dumps(to_json(event))))
    assert (again.ev, again.at, again.value, again.text) == (
        event.ev,
        event.at,
        event.value,
        event.text,
    )
    assert (again.row, again.check, again.inputs, again.day) == (
        event.row,
        event.check,
        event.inputs,
        event.day,
    )
    assert again.to == (event.to if event.ev is Ev.MOVE else 0)


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
    ],
)
def test_a_line_that_is_no_event_is_refused(line: dict[str, Any]):
    with pytest.raises(ValueError):  # noqa: PT011 - what it says is for us alone
        from_json(line)


def test_an_event_with_an_odd_position_moves_to_the_front():
    assert from_json({"ev": "move", "at": "a/b", "row": "x1", "to": "far"}).to == 0


def test_the_reason_of_a_skip_is_kept_by_that_name():
    assert to_json(Event(Ev.SKIP, "a/b", text="declined")) == {
        "ev": "skip",
        "at": "a/b",
        "reason": "declined",
    }


def test_a_skip_for_no_known_reason_counts_as_unsure():
    state = fold(start(everything()), [Event(Ev.SKIP, "start/ease", text="whim")])
    assert state.entry("start/ease").skip is SkipReason.UNSURE


def test_a_part_of_a_plan_survives_json():
    tree: Any = {"a": [{"on": date(2026, 11, 20), "n": 1.5}], "b": True, "c": "x", "d": {}}
    assert tree_from_json(json.loads(json.dumps(tree_to_json(tree)))) == tree
    assert tree_to_json(time(9, 30)) == {"date": "09:30:00"}
    with pytest.raises(ValueError, match="null"):
        tree_from_json({"a": None})


def test_a_visit_without_an_answer_makes_a_plan_all_the_same():
    assert plan_of(everything(), start(everything())).visit.status == "incomplete"
