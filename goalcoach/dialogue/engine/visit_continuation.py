"""A visit that goes on where an unfinished one ended: what was told then is taken over.

The unfinished visit is a version of the plan by then, so its answers are read from there: fields
and own answers as they stand, reasons for skipping, notes and kept checks. What belongs to a day
(`each_day`) is left open and so is asked anew, the gate first of all.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.dialogue.answer_types import Kind, SkipReason
from goalcoach.dialogue.engine.event import (
    Acknowledged,
    Answered,
    Event,
    Noted,
    Skipped,
    Way,
    Went,
)
from goalcoach.dialogue.engine.fired_checks import firing, inputs_of, kept_why
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.navigation import first_open
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.prior_plan import prior_table
from goalcoach.dialogue.engine.question_commands import Events, confirm
from goalcoach.dialogue.engine.reach import Reach
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import advance
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.plan.question_address import kept_key


def carry(path: Path) -> Events:
    """Return the events that take over what was told, up to the first open question.

    Nothing if the last visit was finished, or was one of another kind.
    """
    if not path.goes_on:
        return ()
    state, taken = path.state, list[Event]()
    # What is taken over may lead to further rows that were told of too. The conditions of a
    # question do not matter: some hang on the gate, which is open again.
    while more := [*_said(walk(path.script, state, Reach.ALL))]:
        taken += more
        state = advance(state, tuple(more))
    here = walk(path.script, state, Reach.BEHIND_GATES)
    taken += (beside := [*_read_aloud(here), *_beside(here)])
    state = advance(state, tuple(beside))
    if not taken:
        return ()
    return (*taken, Went(first_open(walk(path.script, state)), Way.FRONTIER))


def _said(path: Path) -> Iterator[Event]:
    """The answers and skips of questions that are asked by now and open."""
    skipped = prior_table(path.state.prior, "skipped")
    for stop in path.stops:
        entry = path.state.entry(stop.address)
        if entry.told or stop.item.each_day:
            continue
        if stop.item.kind is Kind.SAY or stop.folded:
            continue
        confirmed = confirm(path, stop)
        reason = skipped.get(stop.address)
        if not isinstance(confirmed, Refusal):
            yield from confirmed
        elif isinstance(reason, str):
            yield Skipped(stop.address, SkipReason(reason))


def _read_aloud(path: Path) -> Iterator[Event]:
    """Yield what is only read aloud as read, where something behind it was told."""
    told = [at for at, stop in enumerate(path.stops) if path.state.entry(stop.address).answered]
    for stop in path.stops[: max(told, default=0)]:
        read = path.state.entry(stop.address).answered
        if stop.item.kind is Kind.SAY and not stop.item.each_day and not read:
            yield Answered(stop.address, True)


def _beside(path: Path) -> Iterator[Event]:
    notes, kept = prior_table(path.state.prior, "notes"), prior_table(path.state.prior, "kept")
    for stop in path.stops:
        note = notes.get(stop.address)
        told = path.state.entry(stop.address).note
        if isinstance(note, str) and not told and not stop.item.private:
            yield Noted(stop.address, note)
        yield from _kept_checks(path, stop, kept)


def _kept_checks(path: Path, stop: Stop, kept: dict[str, object]) -> Iterator[Event]:
    if not path.state.entry(stop.address).answered:
        return
    for check in firing(path, stop, hard=False):
        why = kept.get(kept_key(stop.address, check.id))
        if isinstance(why, str) and kept_why(path, stop, check) is None:
            yield Acknowledged(stop.address, check.id, why, inputs_of(path, stop, check))
