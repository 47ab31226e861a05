"""The state of a visit: a pure fold of its events.

`fold` is total: any list of events gives a state, so a visit can always be taken up again,
even if the script's checks would refuse today what was said then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from goalcoach.dialogue.engine.event import Ev, Event, Start
from goalcoach.dialogue.engine.prior_plan import name_rows
from goalcoach.dialogue.kind import SkipReason, Value
from goalcoach.plan.address import Address, is_in_roster
from goalcoach.plan.model import Tree

RowId = str
Entries = Mapping[str, "KeptAnswer"]


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What is kept at one address. `skip` and `value` may both stand after "come back"."""

    value: Value | None = None
    skip: SkipReason | None = None
    note: str = ""
    draft: str = ""

    @property
    def answered(self) -> bool:
        return self.value is not None and self.skip is None


EMPTY = KeptAnswer()


@dataclass(frozen=True, slots=True)
class Ack:
    inputs: str
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Frozen; each event gives a new one.

    `rows` and `removed` hold row ids by roster address, only once they differ from the last
    plan; `counters` the highest row number given out by id letter; `prior` is the last plan.
    """

    start: Start
    prior: Mapping[str, Tree]
    today: date
    entries: Mapping[str, KeptAnswer] = field(default_factory=dict)
    rows: Mapping[str, tuple[RowId, ...]] = field(default_factory=dict)
    removed: Mapping[str, tuple[RowId, ...]] = field(default_factory=dict)
    counters: Mapping[str, int] = field(default_factory=dict)
    acks: Mapping[tuple[str, str], Ack] = field(default_factory=dict)
    cursor: str = ""
    returns: tuple[tuple[str, str], ...] = ()
    """Where each jump began, and where it led."""
    opened: frozenset[str] = frozenset()
    """Addresses that were gone to by name; shows a proposed row's fields one by one."""
    paused: bool = False
    closed: str | None = None
    """None while open; then "done", "stopped" or "paused"."""

    def entry(self, address: str) -> KeptAnswer:
        return self.entries.get(address, EMPTY)


def begin(start: Start, prior: Mapping[str, Tree] | None = None) -> State:
    """Return the state before the first question. `prior` is the last plan as a tree."""
    return State(start, name_rows(prior or {}), start.today)


def fold(state: State, events: Iterable[Event]) -> State:
    """Return `state` after `events`. Never raises."""
    for event in events:
        state = _apply(state, event)
    return state


def _apply(state: State, event: Event) -> State:
    match event.ev:
        case Ev.ANSWER | Ev.CONFIRM | Ev.SKIP | Ev.CLEAR | Ev.NOTE | Ev.DRAFT:
            return _apply_entry(state, event)
        case Ev.ADD | Ev.REMOVE | Ev.RESTORE | Ev.MOVE:
            return _apply_row(state, event)
        case Ev.ACK:
            acks = {**state.acks, (event.at, event.check): Ack(event.inputs, event.text)}
            return replace(state, acks=acks)
        case Ev.GO:
            return _apply_go(state, event)
        case Ev.PAUSE:
            return replace(state, paused=True)
        case Ev.RESUME:
            return replace(state, paused=False, today=event.day or state.today)
        case Ev.CLOSE:
            return replace(state, closed=event.text or "done")


def _apply_entry(state: State, event: Event) -> State:
    entry = state.entry(event.at)
    match event.ev:
        case Ev.ANSWER | Ev.CONFIRM:
            entry = replace(entry, value=event.value, skip=None, draft="")
        case Ev.SKIP:
            reason = _reason(event.text)
            if reason is SkipReason.DECLINED:
                return _decline(state, event.at)
            entry = replace(entry, skip=reason)
        case Ev.CLEAR:
            entry = replace(entry, value=None, skip=None, draft="")
        case Ev.NOTE:
            entry = replace(entry, note=event.text)
        case _:
            entry = replace(entry, draft=event.text)
    return replace(state, entries={**state.entries, event.at: entry})


def _reason(text: str) -> SkipReason:
    try:
        return SkipReason(text)
    except ValueError:
        return SkipReason.UNSURE


def _decline(state: State, at: str) -> State:
    """Take away value, draft and note; of a roster also each row of this visit.

    The last plan's rows stand as they did: to pass on a question ends nothing.
    """
    entries = {key: one for key, one in state.entries.items() if not is_in_roster(key, at)}
    entries[at] = KeptAnswer(skip=SkipReason.DECLINED)
    acks = {key: ack for key, ack in state.acks.items() if key[0] != at}
    rows, removed = dict(state.rows), dict(state.removed)
    rows.pop(at, None)
    removed.pop(at, None)
    return replace(state, entries=entries, acks=acks, rows=rows, removed=removed)


def _apply_row(state: State, event: Event) -> State:
    """Rows are in `rows` before the first change: `step` gives an ADD or MOVE its whole list."""
    rows = list(state.rows.get(event.at, event_rows(event)))
    gone = list(state.removed.get(event.at, ()))
    counters = state.counters
    match event.ev:
        case Ev.ADD:
            if event.row not in rows:
                rows.append(event.row)
            letter, number = event.row[:1], event.row[1:]
            if number.isdecimal():
                counters = {**counters, letter: max(counters.get(letter, 0), int(number))}
        case Ev.REMOVE:
            if event.row in rows:
                rows.remove(event.row)
                gone.append(event.row)
        case Ev.RESTORE:
            if event.row in gone:
                gone.remove(event.row)
                rows.append(event.row)
        case _:
            if event.row in rows:
                rows.remove(event.row)
                rows.insert(max(0, event.to), event.row)
    return replace(
        state,
        rows={**state.rows, event.at: tuple(rows)},
        removed={**state.removed, event.at: tuple(gone)},
        counters=counters,
    )


def event_rows(event: Event) -> tuple[RowId, ...]:
    """The rows that stood before the first change to a roster, which its event names."""
    value = event.value
    return tuple(str(one) for one in value) if isinstance(value, tuple) else ()


def _apply_go(state: State, event: Event) -> State:
    returns = state.returns
    if event.text == "jump":
        returns = (*returns, (event.row, event.at))
    elif event.text == "return":
        returns = returns[:-1]
    opened = state.opened
    going = _opened_by(event.at) if event.text in ("jump", "row") else frozenset()
    if not going <= opened:
        opened = opened | going
    return replace(state, cursor=event.at, returns=returns, opened=opened)


def _opened_by(key: str) -> frozenset[str]:
    """Going to one field of a row opens the whole row."""
    at = Address.read(key)
    if at is None or not at.cell:
        return frozenset({key})
    return frozenset({key, str(at.question.at_row(at.cell))})
