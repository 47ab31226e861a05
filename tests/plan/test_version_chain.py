"""Visit after visit: what carrying, confirming and ending must keep, over whole chains."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from goalcoach.plan.consistency import number, rows
from goalcoach.plan.file.codec import read, to_tree, write
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.next_version import close
from tests.amount import examples
from tests.plan.said import said as fragment
from tests.plan.test_next_version import FIRST

CHOICES = ("keep", "new_steps", "smaller", "revise", "replace", "pause", "let_go", "met")


def next_id(plan: Plan, letter: str) -> str:
    """The id that a new row gets."""
    taken = [number(row.id) for _, _, row in rows(plan) if row.id[:1] == letter]
    return f"{letter}{max(taken, default=0) + 1}"


@st.composite
def visits(draw: st.DrawFn, before: Plan) -> tuple[dict[str, Any], list[tuple[str, str, str]]]:
    """What one review says: some goals decided, some rated, a value gone, new rows."""
    said: dict[str, Any] = {
        "safety": {"decision": "go", "pem": draw(st.sampled_from(["no", "yes"]))}
    }
    goals: list[dict[str, Any]] = []
    for goal in before.goals:
        one: dict[str, Any] = {"id": goal.id}
        if draw(st.booleans()):
            one["decision"] = {"choice": draw(st.sampled_from(CHOICES))}
        if draw(st.booleans()):
            one["rating"] = {"progress": {"patient": draw(st.integers(0, 10))}}
        goals.append(one)
    if draw(st.booleans()):
        goals.append({"id": next_id(before, "g"), "statement": draw(st.sampled_from("ABC"))})
    said["goals"] = goals
    if draw(st.booleans()):
        said["values"] = [{"id": next_id(before, "v"), "words": "new", "lived": 3}]
    flare: dict[str, Any] = {"emergency": ["numb"]} if draw(st.booleans()) else {}
    if draw(st.booleans()):
        flare["signs"] = [draw(st.sampled_from(["wool", "hum"]))]
    if flare:
        said["flare_plan"] = flare
    live = [value.id for value in before.values if value.ended is None]
    ending = draw(st.sampled_from([*live, ""]))
    return said, [("values", ending, "it has changed")] if ending else []


def began() -> Plan:
    said: dict[str, Any] = {
        "safety": {"decision": "go", "pem": "no"},
        "ease": {"start": 4},
        "values": [{"id": "v1", "words": "Sundays"}, {"id": "v2", "words": "Outdoors"}],
        "goals": [{"id": "g1", "statement": "Cook"}, {"id": "g2", "statement": "Sit outside"}],
        "flare_plan": {"signs": ["wool"], "emergency": ["numb"]},
    }
    return close(None, fragment(said), FIRST)


@examples(60)
@given(st.data())
def test_a_chain_of_visits_loses_nothing_that_stood(data: st.DataObject) -> None:
    plan = began()
    for version in range(2, 2 + data.draw(st.integers(1, 4))):
        loaded = read(write(plan), f"v{version - 1:04}.toml")
        said, gone = data.draw(visits(plan))
        header = replace(
            FIRST,
            version=version,
            parent=(version - 1, loaded.digest),
            kind="review",
            day=FIRST.day + timedelta(weeks=4 * version),
        )
        after = close(plan, fragment(said, *gone), header)
        _check_kept(plan, after)
        _check_fresh(after, said)
        assert after.parent is not None
        assert (after.parent.version, after.parent.digest) == (version - 1, loaded.digest)
        assert read(write(after), "x").plan == after
        plan = after


def _check_kept(before: Plan, after: Plan) -> None:
    """No row goes, none changes its id, what ended stays ended, a day once met stays met."""
    old = {row.id: row for _, _, row in rows(before)}
    new = {row.id: row for _, _, row in rows(after)}
    assert set(old) <= set(new)
    assert len(new) == len([row for _, _, row in rows(after)])
    for key, row in old.items():
        ended = getattr(row, "ended", None)
        if ended is not None:
            assert getattr(new[key], "ended", None) == ended
    met = {goal.id: goal.first_met for goal in before.goals if goal.first_met is not None}
    assert {goal.id: goal.first_met for goal in after.goals if goal.id in met} == met
    assert to_tree(after)["flare_plan"]["emergency"] == ["numb"]  # type: ignore[index,call-overload]


def _check_fresh(after: Plan, said: dict[str, Any]) -> None:
    """What belongs to one visit holds this one only."""
    assert after.ease.start is None
    spoken = {goal["id"]: goal for goal in said["goals"]}
    for goal in after.goals:
        one = spoken.get(goal.id, {})
        assert (goal.decision.choice or None) == one.get("decision", {}).get("choice")
        rated = one.get("rating", {}).get("progress", {}).get("patient")
        assert goal.rating.progress.patient == rated
    over = "signs" in said.get("flare_plan", {})
    assert ("flare_plan" in after.carried) != over
    assert (after.flare_plan.gone_over == after.visit.date) == over
