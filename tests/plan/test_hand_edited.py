"""Files changed by hand: rows that lost their ids are found again, and it is said."""

from __future__ import annotations

import re
from typing import Any

import pytest

from goalcoach.errors import BadData
from goalcoach.plan.diff.change import Added, Moved, Removed, Renamed
from goalcoach.plan.diff.diff import diff
from goalcoach.plan.diff.lost_row_ids import read_by_hand, read_two
from goalcoach.plan.file.codec import from_tree, to_tree, write
from tests.plan.diff_apply import apply, invert
from tests.plan.maker import least
from tests.sheets.change_sample import V1, V2

STRIPPED = re.sub(rb'(?m)^id = "[a-z]\d+"\n', b"", write(V2))


def test_rows_without_ids_take_those_of_the_rows_they_are_like():
    named = read_by_hand(STRIPPED, "v2", V2)
    assert to_tree(named.plan) == to_tree(V2)
    assert {row for row, _ in named.alike} >= {"g1", "g2", "g3", "r1", "b1", "c2", "v1"}
    assert named.numbered == 0


def test_a_row_like_none_gets_a_number_that_was_never_used():
    named = read_by_hand(STRIPPED, "v2", V1)
    ids = {goal.id for goal in named.plan.goals}
    assert ids == {"g1", "g2", "g3"}
    assert named.numbered == 2
    assert not diff(V2, named.plan).changes


def test_the_earlier_file_may_be_the_one_without_ids():
    old, new = read_two(STRIPPED, write(V2), ("old", "new"))
    assert not diff(old.plan, new.plan).changes
    assert old.alike
    assert not new.alike


def test_of_two_files_without_ids_only_the_later_is_matched_to_the_other():
    old, new = read_two(STRIPPED, STRIPPED, ("old", "new"))
    assert (old.alike, new.numbered) == ((), 0)
    assert new.alike
    assert to_tree(new.plan) == to_tree(old.plan)


def test_rows_that_are_like_none_in_two_files_without_ids_are_numbered_in_turn():
    plans = [
        from_tree(least(values=[{"id": "v1", "words": words}])) for words in ("Sundays", "Music")
    ]
    files = [re.sub(rb'(?m)^id = "v1"\n', b"", write(plan)) for plan in plans]
    old, new = read_two(files[0], files[1], ("old", "new"))
    assert [one.id for one in (*old.plan.values, *new.plan.values)] == ["v1", "v2"]


@pytest.mark.parametrize("broken", ["old", "new"])
def test_a_file_that_cannot_be_read_is_called_by_its_own_name(broken: str):
    files = {"old": write(V1), "new": write(V2), broken: b"[[goals"}
    with pytest.raises(BadData) as caught:
        read_two(files["old"], files["new"], ("old", "new"))
    assert caught.value.source == broken


def test_another_id_is_matched_by_likeness_and_said():
    tree = to_tree(V1)
    tree["goals"][0]["barriers"][1]["id"] = "b9"  # type: ignore[index,call-overload]
    after = from_tree(tree)
    found = diff(V1, after)
    (one,) = [one for one in found.changes if isinstance(one, Renamed)]
    assert (one.old, one.new, one.likeness) == ("b2", "b9", 1.0)
    assert not any(isinstance(one, Added | Removed | Moved) for one in found.changes)
    assert apply(found, V1) == after
    assert apply(invert(found), after) == V1


def test_what_came_and_went_in_a_row_with_another_id_is_named_by_the_ids_of_both_plans():
    tree: Any = to_tree(V1)
    goal = tree["goals"][0]
    goal["id"] = "g9"
    gone = goal["barriers"][1]["id"]
    goal["barriers"][1] = {"id": "b9", "text": "Rain"}
    found = diff(V1, from_tree(tree))
    (added,) = [one for one in found.changes if isinstance(one, Added)]
    (removed,) = [one for one in found.changes if isinstance(one, Removed)]
    assert (added.rows, added.was, added.at) == (("g9", "b9"), ("g1",), 1)
    assert (removed.rows, removed.was, removed.at) == (("g9",), ("g1", gone), 1)


def test_trouble_of_another_kind_is_told_as_it_is():
    with pytest.raises(BadData, match="line"):
        read_by_hand(STRIPPED.replace(b'whose = "patient"', b'whose = "nobody"'), "v2", V2)
    with pytest.raises(BadData):
        read_by_hand(b"[[goals", "v2", V2)


def test_the_same_id_twice_is_given_to_one_row():
    data = write(V1).replace(b'id = "b2"', b'id = "b1"')
    named = read_by_hand(data, "v1", V1)
    assert [row.id for row in named.plan.goals[0].barriers] == ["b1", "b2"]
