"""The steps of a visit that can be taken back, each with what stood before it. Pure.

`state` makes a step of each such event and turns it, `taking_back` chooses which. What a step holds
of a declined question is forgotten with the question: no key brings it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar, assert_never

from msgspec import Struct
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.answer_record import Ack, KeptAnswer
from goalcoach.dialogue.engine.event import (
    Acknowledged,
    Answered,
    Cleared,
    Confirmed,
    Event,
    KeptOffPaper,
    Noted,
    RowAdded,
    RowEvent,
    RowMoved,
    RowRemoved,
    RowRestored,
    Skipped,
)
from goalcoach.plan.question_address import is_in_roster

EntryStep = Answered | Confirmed | Skipped | Cleared | Noted
StepEvent = EntryStep | RowEvent | Acknowledged | KeptOffPaper


class Turn(StrEnum):
    """What the last event did to the steps: made one, took some back, gave some again."""

    NONE = ""
    STEP = "step"
    BACK = "back"
    AGAIN = "again"


class KeptRows(Struct, frozen=True):
    """The rows of a roster and those taken out of it; None where this visit changed none."""

    rows: tuple[str, ...] | None
    removed: tuple[str, ...] | None


KeyT = TypeVar("KeyT")
HeldT = TypeVar("HeldT")

NO_ROWS = KeptRows(None, None)
Kept = KeptAnswer | KeptRows | Ack | bool | None


class UndoStep(Struct, frozen=True):
    """One step: its event without the words, what stood there before, and where the cursor was.

    `joined`: no other event came between it and the step before, so one command may have made both.
    """

    event: StepEvent
    before: Kept
    cursor: str
    joined: bool


class KeptParts(Struct, frozen=True):
    """The parts of a state that a step changes; see `state.State`."""

    entries: Mapping[str, KeptAnswer]
    rows: Mapping[str, tuple[str, ...]]
    removed: Mapping[str, tuple[str, ...]]
    acks: Mapping[tuple[str, str], Ack]
    off_paper: Mapping[str, bool]


def is_declined(event: Event) -> bool:
    """Return True for a question that was declined: what was said there is not kept."""
    return isinstance(event, Skipped) and event.reason is SkipReason.DECLINED


class UndoSteps(Struct, frozen=True):
    """What can be taken back and what can be given again.

    `done` holds the steps, the last one at the end; `undone` what was taken back, each time the
    steps of one go, in the order they were made.
    """

    done: tuple[UndoStep, ...] = ()
    undone: tuple[tuple[UndoStep, ...], ...] = ()
    last: Turn = Turn.NONE
    turned: UndoStep | None = None
    """The step that the last event took back or gave again: of several the first."""

    def made(self, parts: KeptParts, event: StepEvent, cursor: str) -> UndoSteps:
        """Return the steps with that of `event`; `parts` and `cursor` are those before it."""
        done = self.done
        if isinstance(event, Skipped) and is_declined(event):
            done = _forget_all(done, event.at)
        step = _step_of(parts, event, cursor, joined=self.last is Turn.STEP)
        return UndoSteps((*done, step), (), Turn.STEP)

    def passed(self, *, typed: bool) -> UndoSteps:
        """Return the steps after an event that is none. Words that are half `typed` end redoing."""
        undone = () if typed else self.undone
        if self.last is Turn.NONE and undone == self.undone:
            return self
        return UndoSteps(self.done, undone)

    def taken_back(self, parts: KeptParts, count: int) -> tuple[KeptParts, UndoSteps]:
        """Return parts and steps after the last `count` steps were taken back, or all there are."""
        first = len(self.done) - min(max(count, 0), len(self.done))
        steps = self.done[first:]
        if not steps:
            return parts, self
        back: list[UndoStep] = []
        for step in reversed(steps):
            parts, inverse = _turn(parts, step)
            back.insert(0, inverse)
        undone = (*self.undone, tuple(back))
        return parts, UndoSteps(self.done[:first], undone, Turn.BACK, steps[0])

    def given_again(self, parts: KeptParts) -> tuple[KeptParts, UndoSteps]:
        """Return parts and steps after what was taken back last was given again."""
        if not self.undone:
            return parts, self
        steps, done = self.undone[-1], list(self.done)
        for step in steps:
            parts, inverse = _turn(parts, step)
            done.append(inverse)
        return parts, UndoSteps(tuple(done), self.undone[:-1], Turn.AGAIN, steps[0])


NO_STEPS = UndoSteps()


def _step_of(parts: KeptParts, event: StepEvent, cursor: str, *, joined: bool) -> UndoStep:
    """Return the step that `event` makes; `parts` are those before it."""
    before = None if is_declined(event) else _kept(parts, event)
    if isinstance(event, Answered | Confirmed) and isinstance(before, KeptAnswer):
        # Half of what became the answer is no state that anyone would go back to.
        before = replace(before, draft="")
    return UndoStep(_without_words(event), before, cursor, joined)


def _turn(parts: KeptParts, step: UndoStep) -> tuple[KeptParts, UndoStep]:
    """Return the parts as they were before the step, and the step that leads back from there."""
    now = _kept(parts, step.event)
    return _put(parts, step.event, step.before), replace(step, before=now)


def _forget_all(steps: tuple[UndoStep, ...], at: str) -> tuple[UndoStep, ...]:
    """Return the steps without what was said at `at`, or in a row of the roster there."""
    return tuple(_forget(one, at) for one in steps)


def _forget(step: UndoStep, at: str) -> UndoStep:
    event = step.event
    if isinstance(event, KeptOffPaper) or not (event.at == at or is_in_roster(event.at, at)):
        return step
    return replace(step, before=NO_ROWS if isinstance(event, RowEvent) else None)


def _without_words(event: StepEvent) -> StepEvent:
    match event:
        case Answered(at):
            return Answered(at, None)
        case Confirmed(at):
            return Confirmed(at, None)
        case Noted(at):
            return Noted(at, "")
        case Acknowledged(at, check):
            return Acknowledged(at, check, "", "")
        case _:
            return event


def _kept(parts: KeptParts, event: StepEvent) -> Kept:
    match event:
        case RowAdded(at) | RowRemoved(at) | RowRestored(at) | RowMoved(at):
            return KeptRows(parts.rows.get(at), parts.removed.get(at))
        case Acknowledged(at, check):
            return parts.acks.get((at, check))
        case KeptOffPaper(place):
            return parts.off_paper.get(place)
        case Answered(at) | Confirmed(at) | Skipped(at) | Cleared(at) | Noted(at):
            return parts.entries.get(at)
        case _:
            assert_never(event)


def _put(parts: KeptParts, event: StepEvent, kept: Kept) -> KeptParts:
    match event:
        case KeptOffPaper(place):
            off = kept if isinstance(kept, bool) else None
            return replace(parts, off_paper=_with(parts.off_paper, place, off))
        case Acknowledged(at, check):
            ack = kept if isinstance(kept, Ack) else None
            return replace(parts, acks=_with(parts.acks, (at, check), ack))
        case Answered(at) | Confirmed(at) | Skipped(at) | Cleared(at) | Noted(at):
            entry = kept if isinstance(kept, KeptAnswer) else None
            return replace(parts, entries=_with(parts.entries, at, entry))
        case _:
            known = kept if isinstance(kept, KeptRows) else NO_ROWS
            rows = _with(parts.rows, event.at, known.rows)
            return replace(parts, rows=rows, removed=_with(parts.removed, event.at, known.removed))


def _with(held: Mapping[KeyT, HeldT], key: KeyT, value: HeldT | None) -> Mapping[KeyT, HeldT]:
    """Return the mapping with `value` at `key`, without the key for None."""
    if value is not None:
        return {**held, key: value}
    return {other: one for other, one in held.items() if other != key}
