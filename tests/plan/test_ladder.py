"""What hold, up, down and swap do to the rungs of a ladder."""

from __future__ import annotations

import pytest

from goalcoach.plan.ladder import move_step

LADDER = {"r1": "steady", "r2": "now", "r3": "left", "r4": "later"}


@pytest.mark.parametrize(
    ("choice", "changes"),
    [
        ("up", {"r4": "now", "r2": "steady"}),
        ("down", {"r1": "now", "r2": "later"}),
        ("hold", {}),
        ("swap", {}),
    ],
)
def test_a_choice_moves_the_step(choice: str, changes: dict[str, str]):
    assert move_step(LADDER, choice) == changes


@pytest.mark.parametrize("choice", ["up", "down"])
def test_where_there_is_no_rung_to_go_to_nothing_moves(choice: str):
    assert move_step({"r1": "now"}, choice) == {}


def test_a_ladder_without_a_step_now_begins_at_its_first_later_rung():
    assert move_step({"r1": "left", "r2": "later"}, "up") == {"r2": "now"}
    assert move_step({"r1": "steady"}, "down") == {}
