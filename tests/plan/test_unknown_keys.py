"""What a newer version wrote into a plan is found wherever it stands."""

from __future__ import annotations

from typing import Any

from goalcoach.plan.conversion import from_tree
from goalcoach.plan.unknown_keys import UnknownKey, unknown_keys
from tests.plan.maker import whole


def test_a_plan_of_this_version_has_none():
    assert unknown_keys(from_tree(whole())) == ()


def test_a_key_is_named_with_the_rows_around_it_in_the_order_of_the_file():
    tree: Any = whole()
    goal, rung = tree["goals"][0], tree["goals"][0]["ladder"]["rungs"][0]
    tree["visit"]["room"] = "12"
    rung["weather"] = ["rain"]
    goal["no_such_key"] = {"hours": 6}
    tree["harvest"] = [{"id": "h1"}]
    assert unknown_keys(from_tree(tree)) == (
        UnknownKey("visit.room"),
        UnknownKey("goals.ladder.rungs.weather", (goal["id"], rung["id"])),
        UnknownKey("goals.no_such_key", (goal["id"],)),
        UnknownKey("harvest"),
    )


def test_of_the_safety_part_not_even_a_name_is_told():
    tree: Any = whole()
    tree["safety"]["dark"] = "words"
    assert unknown_keys(from_tree(tree)) == (UnknownKey("safety"),)


def test_an_odd_key_is_written_as_in_a_problem():
    tree: Any = {**whole(), "a b\n": 1}
    assert unknown_keys(from_tree(tree)) == (UnknownKey('"a b\n"'),)
