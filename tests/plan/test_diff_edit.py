"""Edits one by one: what a difference calls each of them."""

from __future__ import annotations

import time
from typing import Any

import pytest

from goalcoach.errors import UsageError
from goalcoach.plan.diff.change import (
    Added,
    Change,
    Changed,
    EntryChanged,
    KeysMoved,
    Moved,
    Removed,
    ReRanked,
    Returned,
)
from goalcoach.plan.diff.diff import diff
from goalcoach.plan.file.codec import from_tree, to_tree, write
from goalcoach.plan.model.plan import Plan
from tests.plan.diff_apply import apply, invert
from tests.plan.maker import least
from tests.sheets.change_sample import V1, V2


def with_goal(**more: Any) -> Plan:
    return from_tree(least(goals=[{"id": "g1", "statement": "Cook", **more}]))


def both_ways(before: Plan, after: Plan) -> tuple[Change, ...]:
    found = diff(before, after)
    assert write(apply(found, before)) == write(after)
    assert write(apply(invert(found), after)) == write(before)
    return (*found.changes, *found.apart)


def test_rows_without_ids_are_found_by_their_words():
    old = [{"what": "Slow breathing at the window"}, {"what": "The stool"}, {"what": "Tea"}]
    new = [{"what": "The stool"}, {"what": "Slow breathing at the door"}, {"what": "A short nap"}]
    found = both_ways(with_goal(practices=old), with_goal(practices=new))
    assert [type(one) for one in found] == [Removed, Moved, Changed, Added]


def test_a_number_written_in_another_way_is_a_difference():
    rung = {"id": "r1", "text": "Cut", "amount": 12}
    before = with_goal(ladder={"rungs": [rung]})
    after = with_goal(ladder={"rungs": [{**rung, "amount": 12.0}]})
    (one,) = both_ways(before, after)
    assert (one.path, one.old, one.new) == ("goals.ladder.rungs.amount", 12, 12.0)


def test_unknown_keys_and_their_order_are_kept_apart_from_the_story():
    before = from_tree(least(made_up={"a": 1, "b": True}, answers={"x": 1, "y": 2}))
    after = from_tree(least(made_up={"a": 1, "b": 1}, answers={"y": 2, "x": 1}, z=[1]))
    found = diff(before, after)
    assert not found.changes
    assert {type(one) for one in both_ways(before, after)} == {EntryChanged, KeysMoved}


def test_only_the_row_that_moved_has_moved():
    rows = [{"id": f"b{at}", "text": f"barrier {at}"} for at in range(1, 7)]
    found = both_ways(with_goal(barriers=rows), with_goal(barriers=[*rows[1:], rows[0]]))
    assert [(type(one), one.rows) for one in found] == [(Moved, ("g1", "b1"))]


def test_a_new_ranking_names_the_fewest_that_moved():
    (one,) = [one for one in diff(V1, V2).changes if isinstance(one, ReRanked)]
    assert len(one.moved) == 1


def test_a_row_that_stands_again_has_returned():
    assert any(isinstance(one, Returned) for one in diff(V2, V1).changes)


def test_changes_of_other_plans_are_refused():
    found = diff(V1, V2)
    for plan in (V2, from_tree(least())):
        with pytest.raises(UsageError):
            apply(found, plan)


def test_rows_below_the_least_likeness_are_gone_and_new():
    before = with_goal(barriers=[{"id": "b1", "text": "The bus never comes on time"}])
    after = with_goal(barriers=[{"id": "b2", "text": "Too little money for a taxi"}])
    assert {type(one) for one in both_ways(before, after)} == {Added, Removed}


def test_a_hostile_file_cannot_make_the_search_long():
    def many(word: str, other: str) -> Plan:
        return from_tree(
            least(
                supports=[{"id": f"p{at}", "who": f"{word} {other} " * 200} for at in range(1, 400)]
            )
        )

    before, after = many("a", "b"), many("b", "a")
    began = time.perf_counter()
    diff(before, after)
    assert time.perf_counter() - began < 10


def test_a_row_that_went_to_another_goal_is_in_both_places():
    tree: Any = to_tree(V2)
    tree["goals"][1]["barriers"] = [tree["goals"][0]["barriers"].pop()]
    found = both_ways(V2, from_tree(tree))
    assert {type(one) for one in found} == {Added, Removed}
