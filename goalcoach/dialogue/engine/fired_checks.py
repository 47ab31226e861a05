"""Checks that fire, and questions that a complete close still needs.

A hard check refuses an answer; a soft one warns, and the answer can be kept with a reason. What
fires a firm one is held back from the plan until the reason is there. Checks are computed from the
state each time: a kept one is open again as soon as one of its inputs has changed.
"""

from __future__ import annotations

import hashlib

from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.script_words import words
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.condition import references
from goalcoach.dialogue.script.piping import Template
from goalcoach.dialogue.script.script import Check
from goalcoach.translation import tr

_KEPT_ASIDE = "kept_aside"
"""The check that is no script's: what a visit kept aside said at its gate."""


def firing(path: Path, stop: Stop, *, hard: bool) -> tuple[Check, ...]:
    """Return the hard, or the soft, checks of `stop` that fire, in script order, kept ones too."""
    found = tuple(
        check
        for check in stop.item.checks
        if check.hard is hard and path.test(check.fires, stop, stop.place) is True
    )
    aside = None if hard else _closed_aside(path, stop)
    return found if aside is None else (*found, aside)


def _closed_aside(path: Path, stop: Stop) -> Check | None:
    """Return the check on a gate that opens today and was closed in a visit kept aside.

    It is firm: what closed a gate is not passed over without a word on what is different now.
    """
    gate, said = stop.item.gate, path.said_aside(stop)
    if gate is None or said is None or path.test(gate, stop, stop.place) is not True:
        return None
    if path.test_if(gate, stop, said) is True:
        return None
    labels = (words(path, one.label, stop) for one in stop.item.options if one.id == said)
    was = next(labels, "") or tr("closed", context="gate")
    text = tr(
        "In the visit that was kept aside the answer was: {was}. What is different now?", was=was
    )
    return Check(_KEPT_ASIDE, hard=False, fires=gate, text=Template((text,)), firm=True)


def inputs_of(path: Path, stop: Stop, check: Check) -> str:
    """Return a digest, 8 hex digits, of every value that the condition of `check` refers to."""
    seen = [
        repr(tuple((fact.value, fact.skip) for fact in path.look(ref, stop, stop.place)))
        for ref in references(check.fires)
    ]
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()[:8]


def kept_why(path: Path, stop: Stop, check: Check) -> str | None:
    """Return the reason for which `check` was kept, None if it is open (again)."""
    ack = path.state.acks.get((stop.address, check.id))
    return ack.why if ack is not None and ack.inputs == inputs_of(path, stop, check) else None


def waits(path: Path, stop: Stop) -> bool:
    """Return True if `stop` is open, or a thought on its answer waits for a word."""
    thoughts = firing(path, stop, hard=False)
    return not path.state.entry(stop.address).told or any(
        kept_why(path, stop, one) is None for one in thoughts
    )


def is_held_back(path: Path, stop: Stop) -> bool:
    """Return True while a firm check of `stop` fires that nobody gave a reason to keep."""
    may = any(check.firm for check in stop.item.checks) or stop.item.gate is not None
    return may and any(
        check.firm and kept_why(path, stop, check) is None
        for check in firing(path, stop, hard=False)
    )


def open_required(path: Path) -> tuple[Stop, ...]:
    """Return the required questions that are neither answered nor skipped, in script order.

    A roster counts as answered once it has its least number of rows. Cells are not among them:
    their roster refuses to be left with a required field open. Nor is what is there only because a
    visit kept aside asked it.
    """
    left = []
    for stop in path.stops:
        if not stop.item.required or stop.roster is not None or stop.address in path.from_aside:
            continue
        fact = path.facts[stop.address]
        if fact.skip is not None:
            continue
        short = isinstance(fact.value, tuple) and len(fact.value) < stop.item.rows[0]
        if fact.value is None or short:
            left.append(stop)
    return tuple(left)
