"""Where the cursor stands when what it stood at is gone, or never was."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from goalcoach.dialogue.engine.command import AddRow, Answer, Back, Jump, Next, RemoveRow
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.navigation import cursor_stop, sort_key
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.plan.conversion import to_tree
from tests.dialogue.packs import everything
from tests.dialogue.test_forward_pass import begun
from tests.dialogue.test_row import last_plan
from tests.dialogue.walker import give, start


def at(key: str, state: State | None = None) -> str:
    """Where a visit stands whose cursor was left at `key`."""
    stop = cursor_stop(walk(everything(), replace(state or begun(), cursor=key)))
    return stop.address if stop is not None else ""


@pytest.mark.parametrize(
    "key",
    ["what a damaged line says", "start", "none/of_it", "none@g1/why", "break/stop", "@/", "a#b/c"],
)
def test_a_cursor_at_no_question_of_this_visit_stands_at_the_first(key: str):
    first = walk(everything(), begun()).stops[0].address
    assert at(key) == first


@pytest.mark.parametrize(
    ("key", "here"),
    [
        ("sure@g1~2/sure", "sure@g1/keep"),
        ("sure@g9/sure", "step@g1/held"),
        ("step@g1/gone", "goal/goals"),
        ("goal/goals@g9.statement", "story/later"),
        ("goal/goals@g1.gone", "story/later"),
        ("back~2/said", "back/clear"),
    ],
)
def test_a_cursor_off_the_path_stands_at_the_nearest_question_before(key: str, here: str):
    state = give(everything(), begun(), Answer(3, "sure@g1/sure"))
    assert key not in walk(everything(), state).index
    assert at(key, state) == here


def test_a_cursor_in_a_row_that_is_taken_out_goes_to_its_list():
    script = everything()
    state = give(script, begun(), AddRow("goal/goals", "Walk"), Jump("goal/goals@g2.due"))
    assert (
        screen(script, give(script, state, RemoveRow("g2", "goal/goals"))).address == "goal/goals"
    )
    elsewhere = give(script, state, RemoveRow("g1", "goal/goals"))
    assert screen(script, elsewhere).address == "goal/goals@g2.due"


def test_back_from_the_first_field_of_a_row_is_its_list_and_from_there_what_stands_before_it():
    script = everything()
    state = give(script, begun(), AddRow("goal/goals", "Walk"), Jump("goal/goals@g2.statement"))
    state = give(script, state, Back())
    assert screen(script, state).address == "goal/goals"
    state = give(script, state, Back())
    assert not screen(script, state).address.startswith("goal/goals")


def trail(state: State, *moves: Back | Next) -> list[str]:
    """The addresses that a visit comes to with one move after the other."""
    script, seen = everything(), []
    for move in moves:
        state = give(script, state, move)
        seen.append(screen(script, state).address)
    return seen


def test_back_from_a_list_is_the_field_from_which_going_on_led_to_it_and_then_on_to_its_start():
    state = give(everything(), begun(), AddRow("goal/goals", "Walk"))
    row = "goal/goals@g2."
    state = give(everything(), state, Jump(f"{row}due"))
    forth = trail(state, Next(), Next(), Next())
    until = forth.index("goal/goals")
    last = forth[until - 1] if until else f"{row}due"
    there = give(everything(), state, *(Next() for _ in range(until + 1)))
    assert last.startswith(row)
    assert trail(there, Back())[0] == last
    # Also from behind the list, for Enter may have passed the list with the row.
    assert trail(there, Next(), Back(), Back())[1:] == ["goal/goals", last]
    # Once: from the row back to its list, and from there to what stands before it.
    back = trail(there, *(Back() for _ in range(12)))
    assert back.count("goal/goals") == 1
    assert not back[back.index("goal/goals") + 1].startswith("goal/goals")


def test_back_from_a_row_that_going_on_led_to_is_the_row_before_it():
    state = give(everything(), begun(), AddRow("goal/goals", "Walk"), AddRow("goal/goals", "Swim"))
    state = give(everything(), state, Jump("goal/goals@g2.statement"))
    while screen(everything(), state).address.startswith("goal/goals@g2"):
        left = screen(everything(), state).address
        state = give(everything(), state, Next())
    assert screen(everything(), state).address.startswith("goal/goals@g3")
    assert trail(state, Back()) == [left]


def test_rows_of_the_last_plan_stand_in_their_order_before_any_is_touched():
    state = give(
        everything(),
        start(everything(), prior=to_tree(last_plan())),
        Answer("no", "start/pem"),
        Answer("go", "start/decision"),
    )
    path = walk(everything(), state)
    keys = {stop.address: sort_key(path, stop.address) for stop in path.stops}
    assert not state.rows
    assert keys["goal/goals@g1.statement"] < keys["goal/goals@g2.statement"] < keys["goal/goals"]
    assert list(keys.values()) == sorted(set(keys.values()))
