"""Chains of visits for the tests of trends: each visit is told by what was rated at it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from goalcoach.plan.file.codec import from_tree
from goalcoach.plan.model.plan import Plan
from tests.plan.maker import DIGEST

FIRST = date(2026, 3, 12)
WEEKS = timedelta(weeks=4)


def goal(number: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": f"g{number}", "statement": f"Goal {number}", "lifecycle": "active", **more}


def rated(patient: int | None = None, clinician: int | None = None, level: str = "") -> Any:
    progress = {"patient": patient, "clinician": clinician}
    kept = {rater: value for rater, value in progress.items() if value is not None}
    return {"progress": kept, **({"level": {"patient": level}} if level else {})}


def visits(*trees: dict[str, Any]) -> list[Plan]:
    """Return one version for each tree, four weeks apart; `stopped` makes one incomplete."""
    plans = []
    for at, tree in enumerate(trees):
        day = FIRST + at * WEEKS
        ending = {"status": "incomplete", "reason": "stopped"} if tree.get("stopped") else {}
        whole = {
            "schema": 2,
            "patient": "rowan-17",
            "version": at + 1,
            "created": datetime(day.year, day.month, day.day, 10, tzinfo=UTC),
            "visit": {"kind": "review" if at else "first", "date": day, "status": "done", **ending},
            "safety": {"decision": "go"},
            **{key: value for key, value in tree.items() if key != "stopped"},
        }
        if at:
            whole["parent"] = {"version": at, "digest": DIGEST}
        plans.append(from_tree(whole))
    return plans


def progress(*values: int | None) -> list[Plan]:
    """Return visits at which the patient rated one goal so; None leaves it out."""
    return visits(*({"goals": [goal(rating=rated(value))]} for value in values))


def several(*rows: Sequence[int | None]) -> list[Plan]:
    """Return visits at which the patient rated several goals so."""
    return visits(
        *(
            {"goals": [goal(n, rating=rated(value)) for n, value in enumerate(row, 1)]}
            for row in rows
        )
    )
