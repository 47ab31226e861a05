"""Which pacing a ladder may use; the careful one unless an answer says otherwise."""

from __future__ import annotations

from typing import Literal


def ladder_mode(pem: str | None, decision: str | None) -> Literal["time_based", "energy_limit"]:
    """Return "time_based" only if `pem` was answered no and the decision was go.

    `pem` is whether effort leaves the patient worse for more than a day: yes, no, unsure, or None
    if it was skipped, declined or not asked. Everything but no is the careful side (NICE NG206).
    """
    return "time_based" if pem == "no" and decision == "go" else "energy_limit"
