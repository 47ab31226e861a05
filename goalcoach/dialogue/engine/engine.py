"""The state machine: `step` takes a command, and gives events or a refusal, never both.

Commands may be refused; events are facts. Leaving a question never checks it; only an answer
does. Pure: the day and every text arrive in commands.
"""

from __future__ import annotations

from msgspec import Struct

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine import refusal
from goalcoach.dialogue.engine.another_day import resume
from goalcoach.dialogue.engine.command import (
    Acknowledge,
    AddRow,
    Answer,
    Back,
    Carry,
    Clear,
    Close,
    Command,
    Confirm,
    Frontier,
    Impact,
    Jump,
    More,
    MoveRow,
    Next,
    Note,
    OffPaper,
    Pause,
    Redo,
    RemoveRow,
    RestoreRow,
    Resume,
    Return,
    SaveDraft,
    Skip,
    Undo,
)
from goalcoach.dialogue.engine.cursor_moves import move, open_more
from goalcoach.dialogue.engine.event import Cleared, Closed, Paused
from goalcoach.dialogue.engine.fired_checks import firing, is_held_back, open_required
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.navigation import cursor_stop
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.question_commands import (
    Events,
    acknowledge,
    answer,
    confirm,
    note,
    save_draft,
    skip,
)
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.row_change import change_rows
from goalcoach.dialogue.engine.script_words import public_names, said
from goalcoach.dialogue.engine.state import State, advance
from goalcoach.dialogue.engine.staying_off_paper import keep_off
from goalcoach.dialogue.engine.taking_back import give_again, take_back
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.engine.visit_continuation import carry
from goalcoach.dialogue.script.script import Script


class Taken(Struct, frozen=True):
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


def impact(script: Script, state: State, command: Command) -> Impact:
    """Return which answers `command` would take off the path and which questions it would add.

    Both as addresses in script order, the new ones without cells; empty if it would be refused.
    A gate that closes takes nothing away: a visit that ends at it keeps all that was said.
    """
    taken = step(script, state, command)
    if isinstance(taken, Refusal):
        return Impact()
    before, after = walk(script, state), walk(script, taken.state)
    gone = (
        stop.address
        for stop in before.stops
        if stop.address not in after.index
        and not after.gate_closed
        and state.entry(stop.address).value is not None
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
            return move(path, command)
        case Pause():
            return (Paused(),)
        case Resume(today):
            return resume(path, today)
        case More(section):
            return open_more(path, section)
        case Carry():
            return carry(path)
        case Undo():
            return take_back(path)
        case Redo():
            return give_again(path)
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
            return answer(path, stop, value)
        case Confirm(_, stood):
            return confirm(path, stop, stood=stood)
        case Skip(reason):
            return skip(path, stop, reason)
        case Clear():
            return (Cleared(at),)
        case Note(text):
            return note(path, stop, text)
        case SaveDraft(text):
            return save_draft(path, stop, text)
        case OffPaper(off, _, row):
            return keep_off(path, stop, row, off=off)
        case Acknowledge(check, why):
            return acknowledge(path, stop, check, why)
        case AddRow() | RemoveRow() | RestoreRow() | MoveRow():
            if stop.item.kind is not Kind.ROSTER:
                return refusal.NOT_A_ROSTER
            return change_rows(path, stop, command)
        case _:
            raise AssertionError(command)


def _close(path: Path, command: Close) -> Events | Refusal:
    if command.reason is not None:
        return (Closed(command.reason),)
    if path.gate_closed:
        return refusal.GATE
    left = open_required(path)
    if left:
        return refusal.still_open(tuple(stop.address for stop in left), public_names(path, left))
    for stop in path.stops:
        if path.state.entry(stop.address).answered:
            for check in firing(path, stop, hard=True):
                return Refusal("stop", said(path, check.text, stop), check.id, (stop.address,))
    held = [stop for stop in path.stops if is_held_back(path, stop)]
    if held:
        named = public_names(path, held)
        return refusal.without_reason(tuple(stop.address for stop in held), named)
    return (Closed(),)
