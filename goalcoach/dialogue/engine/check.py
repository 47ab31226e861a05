"""What stands in the way: checks that fire, and questions that a complete close still needs.

Checks are computed from the state, never fired once as a dialog. One that was kept is open again
as soon as anything it looked at has changed.
"""

from __future__ import annotations

import hashlib

from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.condition import references
from goalcoach.dialogue.script.script import Check


def firing(path: Path, stop: Stop, *, hard: bool) -> tuple[Check, ...]:
    """Return the checks of that hardness that fire at `stop`, kept ones included."""
    return tuple(
        check
        for check in stop.item.checks
        if check.hard is hard and path.test(check.fires, stop, stop.place) is True
    )


def inputs_of(path: Path, stop: Stop, check: Check) -> str:
    """Return a digest of all that `check` looked at: a kept answer is asked again if it moves."""
    seen = [
        repr(tuple((fact.value, fact.skip) for fact in path.look(ref, stop, stop.place)))
        for ref in references(check.fires)
    ]
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()[:8]


def kept_why(path: Path, stop: Stop, check: Check) -> str | None:
    """Return why `check` was kept, or None if it is still open."""
    ack = path.state.acks.get((stop.address, check.id))
    return ack.why if ack is not None and ack.inputs == inputs_of(path, stop, check) else None


def open_required(path: Path) -> tuple[Stop, ...]:
    """Return the questions that a complete close still needs: answered, or skipped with reason.

    A roster is answered once it has enough rows, however it was left.
    """
    left = []
    for stop in path.stops:
        if not stop.item.required or stop.roster is not None:
            continue
        fact = path.facts[stop.address]
        if fact.skip is not None:
            continue
        short = isinstance(fact.value, tuple) and len(fact.value) < stop.item.rows[0]
        if fact.value is None or short:
            left.append(stop)
    return tuple(left)
