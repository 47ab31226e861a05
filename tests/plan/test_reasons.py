"""The reasons of a visit stand beside the changes they explain, whatever else was written down."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goalcoach.plan.diff.change import Change, Why
from goalcoach.plan.diff.diff import diff
from tests.plan.visits import goal, visits

DECISION = {"choice": "smaller", "why": "Two pots cost me the whole Monday"}
KEPT = {"shape@g1/due": "After the exams"}


def changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Change]:
    """Return what differs between two visits, by path."""
    first, second = visits(before, after)
    return {one.path: one for one in diff(first, second).changes}


def reworded(**more: Any) -> dict[str, Any]:
    return goal(statement="Cook one pot", due=date(2026, 6, 1), **more)


@pytest.mark.parametrize(
    ("decision", "kept", "why_statement", "why_due"),
    [
        ({}, {}, [], []),
        (DECISION, {}, ["decision"], ["decision"]),
        ({}, KEPT, [], ["kept"]),
        (DECISION, KEPT, ["decision"], ["kept", "decision"]),
    ],
)
def test_a_reason_is_told_whether_or_not_there_are_others_of_another_kind(
    decision: dict[str, str], kept: dict[str, str], why_statement: list[str], why_due: list[str]
):
    after: dict[str, Any] = {"goals": [reworded(decision=decision)], "kept": kept}
    found = changes({"goals": [goal()]}, after)
    assert [why.kind for why in found["goals.statement"].why] == why_statement
    assert [why.kind for why in found["goals.due"].why] == why_due


@pytest.mark.parametrize("decision", [{}, DECISION])
def test_an_ending_gives_its_own_reason_with_a_decision_or_without(decision: dict[str, str]):
    row = {"id": "b1", "text": "The bus"}
    ended = {"on": date(2026, 4, 9), "why": "There is a tram now"}
    found = changes(
        {"goals": [goal(barriers=[row])]},
        {"goals": [goal(barriers=[{**row, "ended": ended}], decision=decision)]},
    )
    assert found["goals.barriers.ended"].why == (Why(0, "ended", "There is a tram now"),)
