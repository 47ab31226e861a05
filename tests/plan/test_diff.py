"""The difference of two plans as data: nothing forgotten, nothing made up, no row moved in vain."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from goalcoach.plan.diff.diff import diff
from goalcoach.plan.diff.match import stay
from goalcoach.plan.file.codec import write
from goalcoach.plan.model.plan import Plan
from tests.amount import examples
from tests.plan.diff_apply import apply, invert
from tests.plan.edits import pairs
from tests.plan.maker import plans


@examples(60)
@given(pairs())
def test_a_difference_rebuilds_either_plan_from_the_other(pair: tuple[Plan, Plan]):
    before, after = pair
    found = diff(before, after)
    assert write(apply(found, before)) == write(after)
    assert write(apply(invert(found), after)) == write(before)
    assert invert(invert(found)) == found


@given(plans())
def test_a_plan_does_not_differ_from_itself(plan: Plan):
    found = diff(plan, plan)
    assert not found
    assert apply(found, plan) == plan


@given(st.permutations(range(7)))
def test_no_smaller_set_of_rows_could_have_moved(order: list[int]):
    kept = stay(order)
    assert [order[at] for at in sorted(kept)] == sorted(order[at] for at in kept)
    longer = itertools.combinations(range(7), len(kept) + 1)
    assert not any(all(order[i] < order[k] for i, k in itertools.pairwise(some)) for some in longer)
