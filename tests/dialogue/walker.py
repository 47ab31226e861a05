"""Walks a visit at random: numbers become commands that fit, or nearly fit, the state they meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from goalcoach.dialogue.answer_types import REVIEW, Kind, SkipReason, Value
from goalcoach.dialogue.engine.command import (
    Acknowledge,
    AddRow,
    Answer,
    Back,
    Clear,
    Command,
    Confirm,
    Frontier,
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
from goalcoach.dialogue.engine.engine import Taken, step
from goalcoach.dialogue.engine.event import Event, Start
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State, begin
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.script import Script
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.next_version import Header, close
from goalcoach.plan.tree_types import Tree

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
DIGEST = "sha256:" + "0123456789abcdef" * 4

HOSTILE = (
    *("[/", "[b]x[/b]", "\x1b[2J", "\u202eabc", "👩‍👩‍👧 ok", "{start/ease|x}", "{{}}", "a\nb"),
    *("\ud800 half", "w " * 30, "x" * 10_001, " ", "", "漢字", "open it", "two words"),
)
PLAIN = ("Cook on Sundays", "open it", "one", "a walk to the shop", "with\ntwo lines", "0")
ODD: tuple[Value, ...] = (
    *(True, False, -1, 11, 3.5, 10**400, -(10**400), float("nan"), float("inf"), 1e300),
    *("a", "zz", (), ("a", "zz"), (1, 2.5), (10**400,), date(1, 1, 1), date(9999, 12, 31)),
)

Move = tuple[int, int, int]
moves = st.lists(
    st.tuples(st.integers(0, 99), st.integers(0, 10**4), st.integers(0, 10**4)), max_size=25
)
"""What kind of command, where, and with what; shrinks towards answering from the start on."""


def start(script: Script, visit: str = "first", prior: dict[str, Tree] | None = None) -> State:
    parent = (1, DIGEST) if prior else None
    return begin(Start("rowan-17", visit, TODAY, "en", parent), prior)


def frozen(state: State) -> dict[str, Any]:
    """The whole state as one value that can be compared."""
    return {name: getattr(state, name) for name in state.__struct_fields__}


def fitting(path: Path, stop: Stop, n: int) -> Value:
    """A value of the right kind for `stop`, most often one that is taken."""
    options = path.options(stop)
    match stop.item.kind:
        case Kind.SAY | Kind.ROSTER:
            return True
        case Kind.TEXT | Kind.LONG_TEXT:
            return (*PLAIN, *PLAIN, *HOSTILE)[n % (2 * len(PLAIN) + len(HOSTILE))]
        case Kind.CHOICE:
            return options[n % len(options)] if options else "a"
        case Kind.MULTI:
            return tuple(one for bit, one in enumerate(options) if n >> bit & 1)
        case Kind.SCALE:
            return n % 11
        case Kind.NUMBER:
            return (n % 90, 0, n / 4, -n)[n % 4]
        case Kind.DATE:
            return TODAY + timedelta(days=n % 400 - 20)
        case _ if stop.item.numbers:
            return tuple(range(n % 5))
        case _:
            return tuple(PLAIN[: n % 5])


def command(script: Script, state: State, move: Move) -> Command:
    """The command that `move` means in `state`."""
    way, where, what = move
    path = walk(script, state)
    stop = path.stops[where % len(path.stops)] if path.stops else None
    at = stop.address if stop and where % 3 else ""
    if stop is None or way >= 97:
        return (Pause(), Resume(TODAY + timedelta(days=what % 3)), Back())[way % 3]
    rows = path.rows(stop.item, stop.address, stop.place) if stop.item.fields else ()
    row = (*rows, *state.removed.get(stop.address, ()), "g99")[what % (len(rows) + 1)]
    if way < 40:
        if stop.item.kind is Kind.ROSTER and what % 3:
            return AddRow(stop.address, (*PLAIN, "")[what % 7])
        return Answer(fitting(path, stop, what), stop.address)
    others: tuple[Command, ...] = (
        Next(),
        Next(),
        Back(),
        Confirm(at),
        Skip(tuple(SkipReason)[what % 4], at),
        Skip(SkipReason.DECLINED, at),
        Clear(at),
        Note(HOSTILE[what % len(HOSTILE)], at),
        SaveDraft(HOSTILE[what % len(HOSTILE)], at),
        RemoveRow(row, stop.address),
        RestoreRow(row, stop.address),
        MoveRow(row, what % 4 - 1, stop.address),
        AddRow(at, HOSTILE[what % len(HOSTILE)]),
        Acknowledge(stop.item.checks[0].id if stop.item.checks else "x", "why not", stop.address),
        Jump((stop.address, "no/where", REVIEW)[what % 3]),
        Return(),
        Frontier(),
        More(stop.place.section.id),
        Jump(path.left_out[what % len(path.left_out)].address if path.left_out else "no/where"),
        Answer(ODD[what % len(ODD)], at),
        Answer(fitting(path, stop, what), stop.address),
        OffPaper(bool(what % 2), stop.address),
        Undo(),
        Undo(),
        Redo(),
    )
    return others[way % len(others)]


@dataclass(frozen=True)
class Turn:
    """One command: the state before it, what came of it, and the state after."""

    before: State
    command: Command
    outcome: Taken | Refusal

    @property
    def after(self) -> State:
        return self.outcome.state if isinstance(self.outcome, Taken) else self.before

    @property
    def events(self) -> tuple[Event, ...]:
        return self.outcome.events if isinstance(self.outcome, Taken) else ()


def turns(script: Script, state: State, given: Sequence[Move]) -> Iterator[Turn]:
    for move in given:
        wanted = command(script, state, move)
        turn = Turn(state, wanted, step(script, state, wanted))
        yield turn
        state = turn.after


def walked(script: Script, state: State, given: Sequence[Move]) -> State:
    """The state after all of `given`."""
    for turn in turns(script, state, given):
        state = turn.after
    return state


def plan_of(
    script: Script, state: State, *, done: bool = False, parent: Plan | None = None
) -> Plan:
    """The plan that a close here would make."""
    header = Header(
        patient="rowan-17",
        version=parent.version + 1 if parent else 1,
        parent=(parent.version, DIGEST) if parent else None,
        created=NOW,
        script_id=script.id,
        script_version=script.version,
        script_digest=script.digest,
        language="en",
        tool="goalcoach",
        kind="first",
        day=state.today,
        minutes=10,
        status="done" if done else "incomplete",
        reason="" if done else "stopped",
    )
    return close(parent, harvest(script, state), header)


def give(script: Script, state: State, *commands: Command) -> State:
    """The state after commands that must all be taken."""
    for one in commands:
        outcome = step(script, state, one)
        assert isinstance(outcome, Taken), (one, outcome)
        state = outcome.state
    return state


def addresses(script: Script, state: State) -> list[str]:
    return [stop.address for stop in walk(script, state).stops]
