"""How a question stands: the answer that counts, and whether there is one."""

from __future__ import annotations

from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.view.screen import Status


def counted_value(path: Path, stop: Stop) -> Value | None:
    """Return the answer that counts: none where its option is no longer offered."""
    entry = path.state.entry(stop.address)
    if stop.item.kind is Kind.ROSTER:
        return entry.value if entry.skip is None else None
    return path.facts[stop.address].value


def status_of(path: Path, stop: Stop) -> Status:
    """Return how the question stands.

    A roster is answered with its first row that counts, or once it was said to be complete.
    """
    entry = path.state.entry(stop.address)
    if entry.skip is not None:
        return Status.SKIPPED
    if stop.item.kind is Kind.ROSTER:
        rows = path.live_rows(stop.item, stop.address, stop.place)
        if entry.answered or rows:
            return Status.ANSWERED
        proposed = path.rows(stop.item, stop.address, stop.place)
        return Status.PROPOSED if proposed else Status.OPEN
    if path.facts[stop.address].value is not None:
        return Status.ANSWERED
    return Status.PROPOSED if path.proposal(stop) is not None else Status.OPEN
