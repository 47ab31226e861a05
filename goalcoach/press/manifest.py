"""The list that a dry run prints, one line a sheet."""

from __future__ import annotations

from goalcoach.press.job import SheetOutcome

_WIDTH = 11


def manifest_line(outcome: SheetOutcome) -> str:
    """Return a line such as "print       rowan-17-v0003-handout.pdf", with a reason if any."""
    what = outcome.name or " ".join(filter(None, (outcome.code, outcome.kind)))
    why = f"  {outcome.sentence}" if outcome.sentence else ""
    return f"{outcome.fate:<{_WIDTH}} {what}{why}"
