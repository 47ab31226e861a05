"""Where a goal stands, for the talk and for the sheets, in every lifecycle."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from msgspec.structs import replace

from goalcoach.plan.goal_lifecycle import (
    AFTER_DECISION,
    goes_on,
    is_active,
    is_closed,
    is_open,
    lead_first,
    stays_open,
    waits_on_list,
)
from goalcoach.plan.model.field_types import EndReason
from goalcoach.plan.model.goal import DecisionChoice, Goal, Lifecycle

LIFECYCLES = (None, *get_args(Lifecycle))


def stands(lifecycle: Lifecycle | None) -> Goal:
    return Goal(id="g1", lifecycle=lifecycle)


@pytest.mark.parametrize(
    ("lifecycle", "is_open_", "place"),
    [
        (None, True, "goes on"),
        ("proposed", True, "waits"),
        ("planned", True, "waits"),
        ("accepted", True, "goes on"),
        ("active", True, "goes on"),
        ("on-hold", False, "waits"),
        ("completed", False, "closed"),
        ("cancelled", False, "closed"),
        ("rejected", False, "closed"),
    ],
)
def test_each_lifecycle_has_its_place_in_the_talk_and_on_the_sheets(
    lifecycle: Lifecycle | None, is_open_: bool, place: str
):
    goal = stands(lifecycle)
    assert is_open(goal) is is_open_
    assert stays_open(lifecycle or "") is is_open_
    assert (goes_on(goal), waits_on_list(goal), is_closed(goal)) == (
        place == "goes on",
        place == "waits",
        place == "closed",
    )


@pytest.mark.parametrize("lifecycle", LIFECYCLES)
def test_a_goal_that_has_ended_is_closed_whatever_its_lifecycle(lifecycle: Lifecycle | None):
    goal = replace(stands(lifecycle), ended=EndReason(on=date(2026, 11, 20)))
    assert is_closed(goal)
    assert (is_open(goal), waits_on_list(goal), goes_on(goal)) == (False, False, False)


@pytest.mark.parametrize("lifecycle", ["proposed", "planned", "on-hold"])
def test_a_goal_that_leads_stands_with_its_steps_and_not_on_the_list(lifecycle: Lifecycle):
    goal = replace(stands(lifecycle), lead="yes")
    assert goes_on(goal)
    assert not waits_on_list(goal)


@pytest.mark.parametrize(
    ("choice", "is_open_"),
    [
        *((choice, True) for choice in ("keep", "new_steps", "smaller", "revise", "met")),
        *((choice, False) for choice in ("pause", "replace", "let_go")),
    ],
)
def test_a_decision_of_today_counts_before_the_lifecycle(choice: str, is_open_: bool):
    assert stays_open("active", choice) is is_open_


def test_every_decision_has_the_lifecycle_it_gives():
    assert set(AFTER_DECISION) == set(get_args(DecisionChoice))
    assert set(AFTER_DECISION.values()) <= set(get_args(Lifecycle))


def test_a_goal_that_was_met_is_open_only_if_its_lifecycle_says_so():
    assert stays_open("active", "met")
    assert not stays_open("completed", "met")
    assert stays_open("on-hold", "keep")


@pytest.mark.parametrize(
    ("lifecycle", "choice", "leads", "counts"),
    [
        ("active", "", False, True),
        ("accepted", "", False, True),
        ("planned", "", False, False),
        ("planned", "", True, True),
        ("active", "pause", True, False),
        ("completed", "met", True, False),
    ],
)
def test_what_leads_or_is_under_way_counts_as_active_while_it_is_open(
    lifecycle: str, choice: str, leads: bool, counts: bool
):
    assert is_active(lifecycle, choice, leads=leads) is counts


def test_the_goal_that_leads_comes_first_and_the_others_stay_in_order():
    goals = [Goal(id="g1"), Goal(id="g2", lead="no"), Goal(id="g3", lead="yes"), Goal(id="g4")]
    assert [goal.id for goal in lead_first(goals)] == ["g3", "g1", "g2", "g4"]
