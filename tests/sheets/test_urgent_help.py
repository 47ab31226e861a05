"""Whether there is a plan for a hard spell at all, and when it was last gone over."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from goalcoach.plan.conversion import from_tree
from goalcoach.plan.model.support import FlarePlan
from goalcoach.sheets.parts.urgent_help import has_flare_plan, last_gone_over
from tests.plan.maker import least


@pytest.mark.parametrize(
    "field", ["signs", "steps", "keep", "less", "stop", "emergency", "same_day", "known_sudden"]
)
def test_one_line_of_any_part_makes_a_plan_for_a_hard_spell(field: str):
    assert has_flare_plan(replace(FlarePlan(), **{field: ("My sister",)}))


@pytest.mark.parametrize("field", ["call", "too_long"])
def test_whom_to_call_makes_one_too(field: str):
    assert has_flare_plan(replace(FlarePlan(), **{field: "My sister"}))
    assert not has_flare_plan(FlarePlan())


def test_a_plan_that_was_only_carried_says_when_it_was_last_gone_over():
    spell = FlarePlan(keep=("Tea",), gone_over=date(2026, 10, 23))
    carried = replace(from_tree(least()), flare_plan=spell, carried=("flare_plan",))
    assert last_gone_over(carried) == "last gone over on 23 October 2026."
    never = replace(carried, flare_plan=replace(spell, gone_over=None))
    assert last_gone_over(never) == "not gone over today."
    assert last_gone_over(replace(carried, carried=())) == ""
