"""What is said at one question: its answer, a confirmation, a skip, a check that is kept."""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.dialogue.answer_types import Kind, SkipReason, Value
from goalcoach.dialogue.engine import refusal
from goalcoach.dialogue.engine.answer_fit import MOST_CHARACTERS, fit
from goalcoach.dialogue.engine.event import (
    Acknowledged,
    Answered,
    Confirmed,
    Drafted,
    Event,
    Lapsed,
    Noted,
    Skipped,
)
from goalcoach.dialogue.engine.fired_checks import firing, inputs_of
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.navigation import opened_from
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.script_words import said
from goalcoach.dialogue.engine.state import advance
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.plan.question_address import is_in_roster
from goalcoach.safe_text import clean

Events = tuple[Event, ...]


def skip(path: Path, stop: Stop, reason: SkipReason) -> Events | Refusal:
    """Return the events of leaving a question, or why it may not be left for that reason.

    Declining a roster declines each of its cells, so that each is taken out of the journal.
    """
    if reason not in (*stop.item.skips, SkipReason.DECLINED):
        return refusal.NO_SUCH_SKIP
    if reason is not SkipReason.DECLINED:
        return (Skipped(stop.address, reason),)
    cells = sorted(key for key in path.state.entries if is_in_roster(key, stop.address))
    # What a visit kept aside said to the same, maybe at another question, is taken out as well.
    alike = (at for at in path.offered_alike(stop) if at not in (*cells, stop.address))
    return tuple(Skipped(at, reason) for at in (*cells, *alike, stop.address))


def note(path: Path, stop: Stop, text: str) -> Events | Refusal:
    """Return the event that keeps a note, or why none may be kept there."""
    if stop.item.private:
        return refusal.NO_NOTES
    kept = clean(text, lines=True)
    if kept and not path.keeps_words(stop):
        return refusal.TALK_ONLY
    return refusal.TOO_LONG if len(kept) > MOST_CHARACTERS else (Noted(stop.address, kept),)


def save_draft(path: Path, stop: Stop, text: str) -> Events | Refusal:
    """Return the event that keeps half-typed text, or why it is not kept; none if it is kept.

    It is kept as typed: even the blank before the next word is part of a sentence under way.
    """
    if text == path.state.entry(stop.address).draft:
        return ()
    if text and path.talks_only(stop):
        return refusal.TALK_ONLY
    return (Drafted(stop.address, clean_draft(text)),)


def clean_draft(text: str) -> str:
    """Return half-typed text as it is kept: at most MOST_CHARACTERS, lone surrogates as "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")[:MOST_CHARACTERS]


def answer(path: Path, stop: Stop, value: Value) -> Events | Refusal:
    fitted = fit(path, stop, value)
    if isinstance(fitted, Refusal):
        return fitted
    events = (Answered(stop.address, fitted),)
    after = walk(path.script, advance(path.state, events))
    position = after.index.get(stop.address)
    if position is not None:
        for check in firing(after, after.stops[position], hard=True):
            text = said(after, check.text, stop)
            opens = opened_from(after, stop, check.opens)
            return Refusal("stop", text, check.id, (opens,) if opens else ())
    return (*events, *_lapsed_with_the_step(path, after, stop))


def _lapsed_with_the_step(path: Path, after: Path, stop: Stop) -> Iterator[Lapsed]:
    """Yield what was taken over from last time for the step before it was changed here.

    It was confirmed for the words and the amount that stood then, and is offered for a look again.
    """
    if stop.roster is None or path.said_today(stop) == after.said_today(stop):
        return
    for cell in after.stops:
        if after.target(cell) == after.target(stop) and after.was_said_for_another_size(cell):
            kept = after.state.entry(cell.address)
            if kept.answered and kept.value == after.last(cell):
                yield Lapsed(cell.address)


def confirm(path: Path, stop: Stop, *, stood: bool = False) -> Events | Refusal:
    if stop.item.kind is not Kind.ROSTER:
        value = path.in_plan(stop) if stood else path.proposal(stop)
        if value is None:
            return refusal.NOTHING_PROPOSED
        return (Confirmed(stop.address, value),)
    events = []
    for cell in path.stops:
        if cell.roster is not None and cell.home == stop.address and cell.folded:
            value = path.proposal(cell)
            if value is not None:
                events.append(Confirmed(cell.address, value))
    if not events:
        return refusal.NOTHING_PROPOSED
    return (*events, Confirmed(stop.address, True))


def acknowledge(path: Path, stop: Stop, check_id: str, why: str) -> Events | Refusal:
    for check in firing(path, stop, hard=False):
        if check.id == check_id:
            reason = clean(why)
            if check.firm and not reason:
                return refusal.NO_REASON
            # Whoever types a number here has meant the answer, which would stay as it is.
            if reason and not any(map(str.isalpha, reason)):
                return refusal.NO_WORDS
            inputs = inputs_of(path, stop, check)
            return (Acknowledged(stop.address, check_id, reason, inputs),)
    return refusal.NO_SUCH_CHECK
