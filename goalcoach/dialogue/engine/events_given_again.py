"""Answers from elsewhere, given to a visit once more as far as they fit it.

Elsewhere is a file of events that do not follow from this visit's own: what stood behind damage in
its journal, or what another machine was told. Each event becomes a command and is checked like one,
so nothing gets in that the script would refuse. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct
from msgspec.structs import replace

from goalcoach.dialogue.engine.command import (
    Acknowledge,
    AddRow,
    Answer,
    Clear,
    Command,
    Confirm,
    More,
    MoveRow,
    Note,
    RemoveRow,
    RestoreRow,
    SaveDraft,
    Skip,
)
from goalcoach.dialogue.engine.engine import Taken, step
from goalcoach.dialogue.engine.event import (
    Acknowledged,
    Answered,
    Cleared,
    Closed,
    Confirmed,
    Drafted,
    Event,
    Jumped,
    KeptOffPaper,
    Lapsed,
    Noted,
    Opened,
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
from goalcoach.dialogue.engine.question_commands import Events
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State, advance
from goalcoach.dialogue.engine.taking_back import what_stands
from goalcoach.dialogue.script.script import Script
from goalcoach.plan.question_address import Address


class Replay(Struct, frozen=True):
    """What came of events given once more: `taken` of them all, and those that do not fit."""

    taken: Taken
    unfit: tuple[Event, ...]


def question_of(event: Event) -> str:
    """Return the address of the question that an event is about, without row and field; or ""."""
    at = Address.read(getattr(event, "at", ""))
    return str(at.question) if at else ""


def replay(
    script: Script,
    state: State,
    events: Iterable[Event],
    chosen: Collection[str] | None = None,
    spare: Collection[str] = (),
) -> Replay:
    """Give events once more to a visit, in their order; return what came of it.

    With `chosen` only those about these questions (`question_of`), and never those about the
    questions in `spare`.
    """
    taken: list[Event] = []
    unfit: list[Event] = []
    for event in what_stands(events):
        question = question_of(event)
        if question in spare or (chosen is not None and question not in chosen):
            continue
        made = _again(script, state, event)
        if made is None:
            unfit.append(event)
        elif made:
            taken += made
            state = advance(state, made)
    return Replay(Taken(tuple(taken), state), tuple(unfit))


def _again(script: Script, state: State, event: Event) -> Events | None:
    """Return the events that an event becomes in this state; None if it does not fit."""
    match event:
        case Lapsed() | Paused() | Resumed() | Closed():
            return ()
        case KeptOffPaper():
            return (event,)
        case Went(at, _) | Jumped(at, _):
            way = event.way if isinstance(event, Went) else Way.ROW
            return (Went(at, way),) if at in walk(script, state).index else ()
        case RowAdded():
            return _add_row(script, state, event)
    command = _command(event)
    if command is None:
        return ()
    outcome = step(script, state, command)
    return None if isinstance(outcome, Refusal) else outcome.events


def _command(event: Event) -> Command | None:
    """Return the command that an event came from; None for one whose words were taken out."""
    match event:
        case Answered(at, value):
            return None if value is None else Answer(value, at)
        case Confirmed(at, _):
            return Confirm(at)
        case Skipped(at, reason):
            return Skip(reason, at)
        case Cleared(at):
            return Clear(at)
        case Noted(at, text):
            return Note(text, at)
        case Drafted(at, text):
            return SaveDraft(text, at)
        case Acknowledged(at, check, why, _):
            return Acknowledge(check, why, at)
        case Opened(section):
            return More(section)
        case RowRemoved(at, row, _):
            return RemoveRow(row, at)
        case RowRestored(at, row, _):
            return RestoreRow(row, at)
        case RowMoved(at, row, to, _):
            return MoveRow(row, to, at)
        case _:
            return None


def _add_row(script: Script, state: State, event: RowAdded) -> Events | None:
    """Add a row under the id it had, as its answers name it; one that is there is left as it is."""
    at, row = event.at, event.row
    if row in state.rows.get(at, event.known or ()) or row in state.removed.get(at, ()):
        return ()
    outcome = step(script, state, AddRow(at))
    if isinstance(outcome, Refusal):
        return None
    return tuple(replace(one, row=row) for one in outcome.events if isinstance(one, RowAdded))
