"""One undo for the whole visit: which steps go back together, and where it ends. Pure.

A step back is given as an event that counts steps (`TakenBack`), so the journal holds no answer
twice, and one that was declined does not come back. Nothing that is private is shown by it, and it
opens no safety question that was closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goalcoach.dialogue.answer_types import REVIEW, Kind
from goalcoach.dialogue.engine import refusal
from goalcoach.dialogue.engine.command import Jump
from goalcoach.dialogue.engine.cursor_moves import move
from goalcoach.dialogue.engine.event import (
    Answered,
    Confirmed,
    Event,
    GivenAgain,
    KeptOffPaper,
    Noted,
    RowAdded,
    Skipped,
    TakenBack,
    Way,
    Went,
)
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.navigation import cursor_stop, return_point
from goalcoach.dialogue.engine.question_commands import Events
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State, advance
from goalcoach.dialogue.engine.undo_step import StepEvent, UndoStep, is_declined
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.script import Item, Script
from goalcoach.plan.question_address import Address, is_in_roster, is_in_row


def take_back(path: Path) -> Events | Refusal:
    """Take back the last command that said something, and what was only read aloud since."""
    done, now, count = path.state.steps.done, path.state, 0
    while count < len(done):
        first = _first_of(path, done, len(done) - count)
        steps, count = done[first : len(done) - count], len(done) - first
        after = advance(path.state, (TakenBack(count),))
        if _is_felt(path.script, steps, now, after):
            return _turn(path, after, done[first:], TakenBack(count))
        now = after
    return refusal.NOTHING_TO_TAKE_BACK


def give_again(path: Path) -> Events | Refusal:
    """Give again what was taken back last."""
    undone = path.state.steps.undone
    if not undone:
        return refusal.NOTHING_TO_GIVE_AGAIN
    return _turn(path, advance(path.state, (GivenAgain(),)), undone[-1], GivenAgain())


def what_stands(events: Iterable[Event]) -> Iterator[Event]:
    """Yield the events without those that were taken back later on, and without the taking back."""
    kept: list[Event] = []
    done: list[int] = []
    undone: list[list[int]] = []
    gone: set[int] = set()
    for event in events:
        match event:
            case TakenBack(count):
                first = len(done) - min(max(count, 0), len(done))
                undone.append(done[first:])
                gone.update(done[first:])
                del done[first:]
            case GivenAgain():
                done += (again := undone.pop() if undone else [])
                gone.difference_update(again)
            case _:
                if isinstance(event, StepEvent):
                    done.append(len(kept))
                    undone.clear()
                kept.append(event)
    yield from (event for at, event in enumerate(kept) if at not in gone)


def _first_of(path: Path, done: tuple[UndoStep, ...], end: int) -> int:
    """Return the place of the first step of the command that made the step before `end`."""
    last = done[end - 1].event
    first = end - 1
    while first and done[first].joined and _is_of_one(path, done[first - 1].event, last):
        first -= 1
    return first


def _is_of_one(path: Path, event: StepEvent, last: StepEvent) -> bool:
    """Return True if both events are of one thing that was done, `last` at its end.

    One command makes them, or they are a note as it was typed.
    """
    if isinstance(event, Noted):
        return isinstance(last, Noted) and last.at == event.at
    if isinstance(event, RowAdded):
        return isinstance(last, Answered) and is_in_row(last.at, event.at, event.row)
    if isinstance(event, Confirmed) and isinstance(last, Confirmed):
        return is_in_roster(event.at, last.at)
    if isinstance(event, Skipped) and isinstance(last, Skipped) and is_declined(last):
        stop = path.stops[path.index[last.at]] if last.at in path.index else None
        alike = path.offered_alike(stop) if stop else ()
        return is_declined(event) and (is_in_roster(event.at, last.at) or event.at in alike)
    return False


def _is_felt(script: Script, steps: Iterable[UndoStep], now: State, after: State) -> bool:
    """Return True unless nothing but what was read aloud, or nothing at all, is taken back."""
    return now.parts != after.parts and not all(_was_read(script, step) for step in steps)


def _was_read(script: Script, step: UndoStep) -> bool:
    item = _item(script, step)
    return isinstance(step.event, Answered) and item is not None and item.kind is Kind.SAY


def _turn(path: Path, after: State, steps: tuple[UndoStep, ...], event: Event) -> Events | Refusal:
    then = walk(path.script, after)
    objection = _objection(path, then, steps)
    if objection is not None:
        return objection
    return (*_moves(path, then, steps[0]), event)


def _objection(path: Path, then: Path, steps: Iterable[UndoStep]) -> Refusal | None:
    """Return why no key may lead from one path to the other: safety and what is private.

    A closed gate is opened by an answer to it and by nothing else; what is out of sight stays so.
    """
    shut = path.gate_closed
    if shut and then.gate_closed not in path.index:
        return refusal.gate_stays(shut)
    if any(_is_out_of_sight(path, step) for step in steps) or _shows_private(path, then):
        return refusal.PRIVATE_STAYS
    return None


def _is_out_of_sight(path: Path, step: UndoStep) -> bool:
    item = _item(path.script, step)
    if item is None or not item.private or item.kind is Kind.SAY:
        return False
    at = getattr(step.event, "at", "")
    return at not in path.index or path.is_sealed(path.stops[path.index[at]])


def _shows_private(path: Path, then: Path) -> bool:
    """Return True if something private that is not in sight would be, or would be asked."""
    if any(stop.address in then.index for stop in path.waiting):
        return True
    seen = {stop.address for stop in path.stops if not path.is_sealed(stop)}
    return any(
        stop.item.private
        and stop.address not in seen
        and path.state.entry(stop.address).told
        and not then.is_sealed(stop)
        for stop in then.stops
    )


def _item(script: Script, step: UndoStep) -> Item | None:
    """Return the question that the step is about; of a field of a row the roster."""
    if isinstance(step.event, KeptOffPaper):
        return None
    at = Address.read(step.event.at)
    return script.item(at.section, at.item) if at else None


def _moves(path: Path, then: Path, step: UndoStep) -> Events:
    """Return what leads the cursor to the question of the step.

    The way back leads to where the first of several in a row was given.
    """
    here = cursor_stop(path)
    address = here.address if here else REVIEW
    at = step.cursor if isinstance(step.event, KeptOffPaper) else step.event.at
    target = _stands_at(then, at)
    if target in ("", address):
        return ()
    if path.state.steps.turned is not None and return_point(path, here):
        return (Went(target, Way.BACK),)
    moved = move(then, Jump(target))
    return () if isinstance(moved, Refusal) else moved


def _stands_at(path: Path, at: str) -> str:
    """Return the question at `at`, or the roster it is a row of, if it is asked; else ""."""
    address = Address.read(at)
    around = str(address.question) if address else ""
    for one in (at, around):
        if one in path.index and not path.stops[path.index[one]].folded:
            return one
    return ""
