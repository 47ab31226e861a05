"""The list that a dry run prints, one line a sheet."""

from __future__ import annotations

from goalcoach.press.worker_messages import SheetOutcome

_WIDTH = 11


def manifest_line(outcome: SheetOutcome) -> str:
    """Return "print       rowan-17-v0003-handout.pdf", and a reason where it is not printed."""
    what = outcome.name or (f"{outcome.code} {outcome.kind}" if outcome.kind else outcome.code)
    why = f"  {outcome.sentence}" if outcome.sentence else ""
    return f"{outcome.fate:<{_WIDTH}} {what}{why}"
