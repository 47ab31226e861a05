"""The few numbers a script may look at, read from what this visit has put into the plan so far.

Formulas and their sources are in `plan.scoring` and `plan.safety`.
"""

from __future__ import annotations

from collections.abc import Mapping

from goalcoach.dialogue.command import Value
from goalcoach.dialogue.condition import Fact
from goalcoach.plan.safety import ladder_mode
from goalcoach.plan.scoring import gap, round_down, start_amount, step_ratio

Fills = Mapping[tuple[str, tuple[str, ...]], Fact]
"""What is filled: (plan path, row ids) → fact."""


def read(name: str, fills: Fills, ids: tuple[str, ...], history: Mapping[str, int]) -> Value | None:
    """Return the calculated value for the rows `ids`; None while something it needs is open.

    `history` holds, by goal, how many visits in a row its step has stayed the same.
    """
    match name:
        case "gap":
            importance = _number(fills, "values.importance", ids)
            lived = _number(fills, "values.lived", ids)
            return None if importance is None or lived is None else gap(int(importance), int(lived))
        case "active_goals":
            return _active_goals(fills)
        case "start_amount":
            samples = _value(fills, "goals.ladder.samples", ids[:1])
            if not isinstance(samples, tuple) or not samples:
                return None
            amount = start_amount([n for n in samples if isinstance(n, int | float)])
            return None if amount is None else round_down(amount)
        case "step_ratio":
            return _step_ratio(fills, ids)
        case "same_visits":
            return history.get(ids[0]) if ids else None
        case "time_based":
            return _time_based(fills)
    return None


def _value(fills: Fills, path: str, ids: tuple[str, ...]) -> Value | None:
    fact = fills.get((path, ids))
    return fact.value if fact else None


def _number(fills: Fills, path: str, ids: tuple[str, ...]) -> float | None:
    value = _value(fills, path, ids)
    return None if isinstance(value, bool) or not isinstance(value, int | float) else value


def _active_goals(fills: Fills) -> int:
    return len(
        {
            ids
            for (path, ids), fact in fills.items()
            if (path == "goals.lifecycle" and fact.value in ("accepted", "active"))
            or (path == "goals.lead" and fact.value == "yes")
        }
    )


def _step_ratio(fills: Fills, ids: tuple[str, ...]) -> float | None:
    """This rung's amount against the last steady one of the same goal."""
    if len(ids) < 2:
        return None
    amount = _number(fills, "goals.ladder.rungs.amount", ids)
    steady = [
        number
        for (path, row), fact in fills.items()
        if path == "goals.ladder.rungs.status" and row[:1] == ids[:1] and fact.value == "steady"
        if (number := _number(fills, "goals.ladder.rungs.amount", row)) is not None
    ]
    if amount is None or not steady:
        return None
    return step_ratio(amount, steady[-1])


def _time_based(fills: Fills) -> bool:
    pem, decision = _value(fills, "safety.pem", ()), _value(fills, "safety.decision", ())
    return (
        ladder_mode(
            pem if isinstance(pem, str) else None, decision if isinstance(decision, str) else None
        )
        == "time_based"
    )
