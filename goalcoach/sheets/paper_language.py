"""The language of a plan's sheets. It loads no kind of sheet, for those that only speak it."""

from __future__ import annotations

from goalcoach.plan.model.plan import Plan


def sheet_language(plan: Plan) -> str:
    """Return the language of a plan's sheets: the patient's, else the one that was spoken."""
    return plan.visit.language or plan.script.language or "en"
