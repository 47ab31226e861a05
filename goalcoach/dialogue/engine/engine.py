"""The state machine: `step` takes a command, and gives events or a refusal, never both.

Commands may be refused; events are facts. Leaving a question never checks it; only an answer
does. Pure: the day and every text arrive in commands.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from goalcoach.dialogue.engine import refusal
from goalcoach.dialogue.engine.answer_fit import MOST_CHARACTERS, fit
from goalcoach.dialogue.engine.check import (
    firing,
    inputs_of,
    is_held_back,
    kept_why,
    open_required,
)
from goalcoach.dialogue.engine.command import (
    Acknowledge,
    AddRow,
    Answer,
    Back,
    Clear,
    Close,
    Command,
    Confirm,
    Frontier,
    Impact,
    Jump,
    MoveRow,
    Next,
    Note,
    Pause,
    RemoveRow,
    RestoreRow,
    Resume,
    Return,
    SaveDraft,
    Skip,
)
from goalcoach.dialogue.engine.event import (
    Acknowledged,
    Answered,
    Cleared,
    Closed,
    Confirmed,
    Drafted,
    Event,
    Jumped,
    Noted,
    Paused,
    Resumed,
    RowAdded,
    RowMoved,
    RowRemoved,
    RowRestored,
    Skipped,
    Way,
    Went,
)
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.navigation import (
    back_from,
    cursor_stop,
    first_open,
    next_after,
    opened_from,
    return_point,
)
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.prior_plan import highest_ids
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.script_words import label, words
from goalcoach.dialogue.engine.state import State, fold
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.question_kind import REVIEW, Kind, SkipReason, Value
from goalcoach.dialogue.script.script import Script
from goalcoach.plan.question_address import is_in_roster, is_in_row
from goalcoach.text import clean

Events = tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """An accepted command: its events, none if it changes nothing, and the state after them."""

    events: Events
    state: State


def step(script: Script, state: State, command: Command) -> Taken | Refusal:
    """Return the events of `command` with the new state, or the refusal; never raises.

    Pure: the same arguments give equal results, and `state` is not changed.
    """
    if state.closed is not None:
        return refusal.CLOSED
    path = walk(script, state)
    events = _decide(path, command)
    if isinstance(events, Refusal):
        return events
    return Taken(events, advance(state, events))


@lru_cache(maxsize=8)
def advance(state: State, events: Events) -> State:
    """Return `state` after `events`.

    Cached: asked again, it returns the same object, for which `walk` has the path already.
    """
    return fold(state, events)


def impact(script: Script, state: State, command: Command) -> Impact:
    """Return which answers `command` would take off the path and which questions it would add.

    Both as addresses in script order, the new ones without cells; empty if it would be refused.
    """
    taken = step(script, state, command)
    if isinstance(taken, Refusal):
        return Impact()
    before, after = walk(script, state), walk(script, taken.state)
    gone = (
        stop.address
        for stop in before.stops
        if stop.address not in after.index and state.entry(stop.address).value is not None
    )
    new = (
        stop.address
        for stop in after.stops
        if stop.address not in before.index and stop.roster is None
    )
    return Impact(tuple(gone), tuple(new))


def _decide(path: Path, command: Command) -> Events | Refusal:
    match command:
        case Next() | Back() | Jump() | Return() | Frontier():
            return _move(path, command)
        case Pause():
            return (Paused(),)
        case Resume(today):
            if path.state.paused or today != path.state.today:
                return (Resumed(today),)
            return ()
        case Close():
            return _close(path, command)
        case _:
            stop = _target(path, command.at)
            if stop is None:
                return refusal.NOTHING_HERE
            return _decide_at(path, stop, command)


def _target(path: Path, at: str) -> Stop | None:
    if not at:
        return cursor_stop(path)
    return path.stops[path.index[at]] if at in path.index else None


def _decide_at(path: Path, stop: Stop, command: Command) -> Events | Refusal:
    at = stop.address
    match command:
        case Answer(value):
            return _answer(path, stop, value)
        case Confirm():
            return _confirm(path, stop)
        case Skip(reason):
            return _skip(path, stop, reason)
        case Clear():
            return (Cleared(at),)
        case Note(text):
            if stop.item.private:
                return refusal.NO_NOTES
            kept = clean(text, lines=True)
            too_long = len(kept) > MOST_CHARACTERS
            return refusal.TOO_LONG if too_long else (Noted(at, kept),)
        case SaveDraft(text):
            # Kept as typed: even the blank before the next word is part of a sentence under way.
            if text == path.state.entry(at).draft:
                return ()
            return (Drafted(at, clean_draft(text)),)
        case Acknowledge(check, why):
            return _acknowledge(path, stop, check, why)
        case AddRow() | RemoveRow() | RestoreRow() | MoveRow():
            if stop.item.kind is not Kind.ROSTER:
                return refusal.NOT_A_ROSTER
            return _change_rows(path, stop, command)
        case _:
            raise AssertionError(command)


def _skip(path: Path, stop: Stop, reason: SkipReason) -> Events | Refusal:
    """Declining a roster declines each of its cells, so that each is taken out of the journal."""
    if reason not in (*stop.item.skips, SkipReason.DECLINED):
        return refusal.NO_SUCH_SKIP
    cells = sorted(key for key in path.state.entries if is_in_roster(key, stop.address))
    declined = cells if reason is SkipReason.DECLINED else []
    return tuple(Skipped(at, reason) for at in (*declined, stop.address))


def clean_draft(text: str) -> str:
    """Return half-typed text as it is kept: at most MOST_CHARACTERS, lone surrogates as "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")[:MOST_CHARACTERS]


def _answer(path: Path, stop: Stop, value: Value) -> Events | Refusal:
    fitted = fit(path, stop, value)
    if isinstance(fitted, Refusal):
        return fitted
    events = (Answered(stop.address, fitted),)
    after = walk(path.script, advance(path.state, events))
    position = after.index.get(stop.address)
    if position is not None:
        for check in firing(after, after.stops[position], hard=True):
            text = words(after, check.text, stop)
            opens = opened_from(after, stop, check.opens)
            return Refusal("stop", text, check.id, (opens,) if opens else ())
    return events


def _confirm(path: Path, stop: Stop) -> Events | Refusal:
    if stop.item.kind is not Kind.ROSTER:
        value = path.proposal(stop)
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


def _acknowledge(path: Path, stop: Stop, check_id: str, why: str) -> Events | Refusal:
    for check in firing(path, stop, hard=False):
        if check.id == check_id:
            if check.firm and not clean(why):
                return refusal.NO_REASON
            inputs = inputs_of(path, stop, check)
            return (Acknowledged(stop.address, check_id, clean(why) or "kept", inputs),)
    return refusal.NO_SUCH_CHECK


def _change_rows(
    path: Path, stop: Stop, command: AddRow | RemoveRow | RestoreRow | MoveRow
) -> Events | Refusal:
    at = stop.address
    rows = path.rows(stop.item, at, stop.place)
    known = None if at in path.state.rows else rows
    match command:
        case AddRow(_, first):
            return _add_row(path, stop, rows, known, first)
        case RemoveRow(row):
            if row not in rows:
                return refusal.NO_SUCH_ROW
            removed = RowRemoved(at, row, known)
            here = is_in_row(path.state.cursor, at, row)
            return (removed, Went(at, Way.ROW)) if here else (removed,)
        case RestoreRow(row):
            if row not in path.state.removed.get(at, ()):
                return refusal.NO_SUCH_ROW
            if stop.item.rows[1] and len(rows) >= stop.item.rows[1]:
                return refusal.too_many_rows(stop.item.rows[1])
            return (RowRestored(at, row, known),)
        case MoveRow(row, to):
            if row not in rows:
                return refusal.NO_SUCH_ROW
            return (RowMoved(at, row, max(0, min(to, len(rows) - 1)), known),)


def _add_row(
    path: Path, stop: Stop, rows: tuple[str, ...], known: tuple[str, ...] | None, first: str
) -> Events | Refusal:
    most = stop.item.rows[1]
    if most and len(rows) >= most:
        return refusal.too_many_rows(most)
    row = _next_row(path, stop)
    events: Events = (RowAdded(stop.address, row, known),)
    target = stop.cell(row, stop.item.fields[0].id)
    if first:
        after = walk(path.script, advance(path.state, events))
        if target not in after.index:
            return refusal.NOTHING_HERE
        answered = _answer(after, after.stops[after.index[target]], first)
        if isinstance(answered, Refusal):
            return answered
        # What was half typed has become the row; left there, it would be added once more.
        half = path.state.entry(stop.address).draft
        emptied = (Drafted(stop.address, ""),) if half else ()
        events = (*events, *answered, *emptied)
        target = _open_cell(walk(path.script, advance(path.state, events)), stop.address, row)
    return (*events, Went(target, Way.ROW))


def _open_cell(path: Path, roster: str, row: str) -> str:
    """Return the first field of the row that is open or has an open check, else the roster."""
    for stop in path.stops:
        if not stop.is_in_row(roster, row):
            continue
        entry = path.state.entry(stop.address)
        open_ = entry.value is None and entry.skip is None
        if open_ or any(kept_why(path, stop, c) is None for c in firing(path, stop, hard=False)):
            return stop.address
    return roster


def _next_row(path: Path, stop: Stop) -> str:
    """Return a row id that neither the last plan nor this visit has used, ended rows included."""
    letter = (stop.item.fills.letter if stop.item.fills else "") or "x"
    highest = highest_ids(path.state.prior).get(letter, 0)
    return f"{letter}{max(highest, path.state.counters.get(letter, 0)) + 1}"


def _move(path: Path, command: Next | Back | Jump | Return | Frontier) -> Events | Refusal:
    here = cursor_stop(path)
    address = here.address if here else REVIEW
    match command:
        case Next():
            target = next_after(path, here)
            if target == address:
                return refusal.GATE if path.gate_closed else ()
            return (Went(target, Way.NEXT),)
        case Back():
            target = back_from(path, here)
            return () if target == address else (Went(target, Way.BACK),)
        case Frontier():
            target = first_open(path)
            return () if target == address else (Went(target, Way.FRONTIER),)
        case Return():
            origin = return_point(path, here)
            return (Went(origin, Way.RETURN),) if origin else ()
        case Jump(at):
            if at == REVIEW and not path.gate_closed:
                return (Went(REVIEW, Way.NEXT),)
            if at not in path.index:
                return refusal.NOTHING_HERE
            if here is not None and path.stops[path.index[at]].home == here.address:
                return (Went(at, Way.ROW),)
            return (Jumped(at, address),)


def _close(path: Path, command: Close) -> Events | Refusal:
    if command.reason is not None:
        return (Closed(command.reason),)
    if path.gate_closed:
        return refusal.GATE
    left = open_required(path)
    if left:
        labels = tuple(label(path, stop) for stop in left)
        return refusal.still_open(tuple(stop.address for stop in left), labels)
    for stop in path.stops:
        if path.state.entry(stop.address).answered:
            for check in firing(path, stop, hard=True):
                return Refusal("stop", words(path, check.text, stop), check.id, (stop.address,))
    held = [stop for stop in path.stops if is_held_back(path, stop)]
    if held:
        labels = tuple(label(path, stop) for stop in held)
        return refusal.without_reason(tuple(stop.address for stop in held), labels)
    return (Closed(),)
