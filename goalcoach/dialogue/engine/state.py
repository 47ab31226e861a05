"""The state of a visit: a pure fold of its events.

`fold` is total: any list of events gives a state, so a visit can always be taken up again,
even if the script's checks would refuse today what was said then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.answer_record import EMPTY, Ack, KeptAnswer
from goalcoach.dialogue.engine.event import (
    Acknowledged,
    Answered,
    Cleared,
    Closed,
    Confirmed,
    CursorEvent,
    Drafted,
    EntryEvent,
    Event,
    GivenAgain,
    Jumped,
    KeptOffPaper,
    Lapsed,
    Noted,
    Opened,
    Paused,
    Resumed,
    RowAdded,
    RowEvent,
    RowMoved,
    RowRemoved,
    RowRestored,
    Skipped,
    Start,
    TakenBack,
    Way,
    Went,
)
from goalcoach.dialogue.engine.prior_plan import name_rows
from goalcoach.dialogue.engine.rebased_answers import (
    NO_OFFERS,
    Offers,
    highest_rows,
    lay_rows,
)
from goalcoach.dialogue.engine.undo_step import (
    NO_STEPS,
    KeptParts,
    StepEvent,
    UndoSteps,
)
from goalcoach.plan.question_address import Address, is_in_roster
from goalcoach.plan.tree_types import Tree

RowId = str


class State(Struct, frozen=True, eq=False):
    """All that is known of a visit; each event makes a new one.

    `prior` is the last plan as a tree, its rows all with names (`prior_plan.name_rows`).
    `entries` hold answers by address, `acks` by address and check id. `rows` and `removed` hold
    row ids by roster address, only once they differ from the last plan; `counters` the highest
    row number given out, by the letter of the ids. `cursor` is the address of the question that
    is shown, "" at the very start.
    """

    start: Start
    prior: Mapping[str, Tree]
    today: date
    entries: Mapping[str, KeptAnswer] = field(default_factory=dict)
    rows: Mapping[str, tuple[RowId, ...]] = field(default_factory=dict)
    removed: Mapping[str, tuple[RowId, ...]] = field(default_factory=dict)
    stood: Mapping[tuple[str, RowId], tuple[RowId, ...]] = field(default_factory=dict)
    """By roster address and row: the rows that stood there before it was taken out."""
    counters: Mapping[str, int] = field(default_factory=dict)
    acks: Mapping[tuple[str, str], Ack] = field(default_factory=dict)
    cursor: str = ""
    returns: tuple[tuple[str, str], ...] = ()
    """Where each jump began, and where it led."""
    opened: frozenset[str] = frozenset()
    """Addresses that were gone to by name; shows a proposed row's fields one by one."""
    passed: frozenset[str] = frozenset()
    """Addresses that going on has led away from, answered or not."""
    behind: Mapping[str, str] = field(default_factory=dict)
    """By address of a list, or of a field of its rows: the field of another row from which going
    on last led there. Going back leads to that field, once."""
    earlier: frozenset[str] = frozenset()
    """Addresses that were told of before the talk last went to the first open question, as it does
    on another day: going on does not lead through them again."""
    more: frozenset[str] = frozenset()
    """Sections whose rest is asked too, of which the short path asks the core alone."""
    off_paper: Mapping[str, bool] = field(default_factory=dict)
    """By place of the plan: whether this visit keeps it off the patient's papers."""
    paused: bool = False
    closed: Closed | None = None
    """None while open; then the event that ended the visit."""
    offers: Offers = NO_OFFERS
    """Answers of a visit that was kept aside, to be confirmed in this one."""
    steps: UndoSteps = NO_STEPS
    """What can be taken back, and what can be given again."""

    @property
    def parts(self) -> KeptParts:
        """Return what a step changes."""
        return KeptParts(self.entries, self.rows, self.removed, self.acks, self.off_paper)

    def entry(self, address: str) -> KeptAnswer:
        """Return what is kept at an address; an empty entry if nothing is."""
        return self.entries.get(address, EMPTY)


def begin(
    start: Start, prior: Mapping[str, Tree] | None = None, offers: Offers = NO_OFFERS
) -> State:
    """Return the state before the first question. `prior` is the last plan as a tree."""
    if not offers:
        return State(start, name_rows(prior or {}), start.today)
    known = name_rows(lay_rows(prior or {}, offers))
    return State(start, known, start.today, counters=highest_rows(offers), offers=offers)


def fold(state: State, events: Iterable[Event]) -> State:
    """Return `state` after `events`. Never raises."""
    for event in events:
        state = _apply(state, event)
    return state


@lru_cache(maxsize=8)
def advance(state: State, events: tuple[Event, ...]) -> State:
    """Return `state` after `events`.

    Cached: asked again, it returns the same object, for which `walk` has the path already.
    """
    return fold(state, events)


def _apply(state: State, event: Event) -> State:
    steps = state.steps
    match event:
        case TakenBack(count):
            return _turned(state, *steps.taken_back(state.parts, count))
        case GivenAgain():
            return _turned(state, *steps.given_again(state.parts))
    after = _change(state, event)
    if isinstance(event, StepEvent):
        steps = steps.made(state.parts, event, state.cursor)
    elif _begins_anew(event, state.today):
        steps = NO_STEPS
    elif not isinstance(event, Paused | Resumed):
        steps = steps.passed(typed=isinstance(event, Drafted))
    return after if steps is state.steps else replace(after, steps=steps)


def _begins_anew(event: Event, today: date) -> bool:
    """Return True if the talk goes on from another day, or from answers of elsewhere.

    Nothing leads back behind that.
    """
    if isinstance(event, Went):
        return event.way is Way.FRONTIER
    return isinstance(event, Resumed) and event.day not in (None, today)


def _turned(state: State, parts: KeptParts, steps: UndoSteps) -> State:
    return replace(
        state,
        entries=parts.entries,
        rows=parts.rows,
        removed=parts.removed,
        acks=parts.acks,
        off_paper=parts.off_paper,
        steps=steps,
    )


def _change(state: State, event: Event) -> State:
    match event:
        case Answered() | Confirmed() | Skipped() | Cleared() | Lapsed() | Noted() | Drafted():
            return _apply_at_question(state, event)
        case RowAdded() | RowRemoved() | RowRestored() | RowMoved():
            return _apply_to_rows(state, event)
        case Opened(section):
            return replace(state, more=state.more | {section})
        case KeptOffPaper(place, off):
            return replace(state, off_paper={**state.off_paper, place: off})
        case Acknowledged(at, check, why, inputs):
            return replace(state, acks={**state.acks, (at, check): Ack(inputs, why)})
        case Went() | Jumped():
            return _apply_to_cursor(state, event)
        case Paused():
            return replace(state, paused=True)
        case Resumed(day):
            return replace(state, paused=False, today=day or state.today)
        case Closed():
            return replace(state, closed=event)
        case TakenBack() | GivenAgain():
            return state
        case _:
            assert_never(event)


def _apply_at_question(state: State, event: EntryEvent) -> State:
    at = event.at
    if isinstance(event, Skipped) and event.reason is SkipReason.DECLINED:
        return _decline(state, at)
    # The reason of another day keeps no answer of today.
    acks = _acks_elsewhere(state, at) if isinstance(event, Lapsed) else state.acks
    entry = _apply_to_entry(state.entry(at), event)
    return replace(state, entries={**state.entries, at: entry}, acks=acks)


def _acks_elsewhere(state: State, at: str) -> Mapping[tuple[str, str], Ack]:
    return {key: ack for key, ack in state.acks.items() if key[0] != at}


def _apply_to_entry(entry: KeptAnswer, event: EntryEvent) -> KeptAnswer:
    match event:
        case Answered(_, value) | Confirmed(_, value):
            return replace(entry, value=value, skip=None, draft="")
        case Skipped(_, reason):
            return replace(entry, skip=reason)
        case Cleared() | Lapsed():
            return replace(entry, value=None, skip=None, draft="")
        case Noted(_, text):
            return replace(entry, note=text)
        case Drafted(_, text):
            return replace(entry, draft=text)
        case _:
            assert_never(event)


def _decline(state: State, at: str) -> State:
    """Take away value, draft and note; of a roster also each row of this visit.

    The last plan's rows stand as they did: to pass on a question ends nothing.
    """
    entries = {key: one for key, one in state.entries.items() if not is_in_roster(key, at)}
    entries[at] = KeptAnswer(skip=SkipReason.DECLINED)
    acks = _acks_elsewhere(state, at)
    rows, removed = dict(state.rows), dict(state.removed)
    rows.pop(at, None)
    removed.pop(at, None)
    return replace(state, entries=entries, acks=acks, rows=rows, removed=removed)


def _apply_to_rows(state: State, event: RowEvent) -> State:
    """Change the rows of a roster; a change that does not fit them (odd journals) does nothing."""
    at, row = event.at, event.row
    rows = list(state.rows.get(at, event.known or ()))
    gone = list(state.removed.get(at, ()))
    counters, stood = state.counters, state.stood
    match event:
        case RowAdded():
            if row not in rows:
                rows.append(row)
            counters = _count(counters, row)
        case RowRemoved():
            if row in rows:
                stood = {**stood, (at, row): tuple(rows)}
                rows.remove(row)
                gone.append(row)
        case RowRestored():
            if row in gone:
                gone.remove(row)
                rows.append(row)
        case RowMoved(to=to):
            if row in rows:
                rows.remove(row)
                rows.insert(max(0, to), row)
        case _:
            assert_never(event)
    return replace(
        state,
        rows={**state.rows, at: tuple(rows)},
        removed={**state.removed, at: tuple(gone)},
        stood=stood,
        counters=counters,
    )


def _count(counters: Mapping[str, int], row: RowId) -> Mapping[str, int]:
    """Return the counters with the number of `row` given out: it is never given again."""
    letter, number = row[:1], row[1:]
    if not number.isdecimal():
        return counters
    return {**counters, letter: max(counters.get(letter, 0), int(number))}


def _apply_to_cursor(state: State, event: CursorEvent) -> State:
    at, returns = event.at, state.returns
    match event:
        case Jumped(_, origin):
            returns = (*returns, (origin, at))
        case Went(_, Way.RETURN):
            returns = returns[:-1]
        case Went():
            pass
        case _:
            assert_never(event)
    opened, passed, earlier = state.opened, state.passed, state.earlier
    if isinstance(event, Went) and event.way is Way.NEXT:
        passed |= {state.cursor}
    if isinstance(event, Went) and event.way is Way.FRONTIER:
        earlier = frozenset(key for key, entry in state.entries.items() if entry.told)
    if isinstance(event, Jumped) or event.way is Way.ROW:
        going = _opened_by(at)
        # The same object where nothing changes: a walk is kept by what it has read.
        opened = opened if going <= opened else opened | going
    behind = _fields_behind(state, event)
    return replace(
        state,
        cursor=at,
        returns=returns,
        opened=opened,
        passed=passed,
        behind=behind,
        earlier=earlier,
    )


def _fields_behind(state: State, event: CursorEvent) -> Mapping[str, str]:
    """Return `State.behind` after a move: set by going on from a row to its list or to another row,
    taken away by any other move from there inside the list. Kept, the way back would go in circles.
    """
    one, other = Address.read(state.cursor), Address.read(event.at)
    if one is None or other is None or one.question != other.question or one.cell == other.cell:
        return state.behind
    if isinstance(event, Went) and event.way is Way.NEXT and one.cell:
        return {**state.behind, event.at: state.cursor}
    return {at: came for at, came in state.behind.items() if at != state.cursor}


def _opened_by(key: str) -> frozenset[str]:
    """Return what going to a question opens: going to one field of a row opens the whole row."""
    at = Address.read(key)
    if at is None or not at.cell:
        return frozenset({key})
    return frozenset({key, str(at.question.at_row(at.cell))})
