"""Walks a script at random, to find what raises, what leads nowhere and what takes too long.

The same seed gives the same walk. Where a walk goes wrong, its commands are a scenario that can be
run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Kind, Value
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
    Redo,
    RemoveRow,
    Return,
    Skip,
    Undo,
)
from goalcoach.dialogue.engine.engine import Taken, step
from goalcoach.dialogue.engine.fired_checks import firing
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.navigation import cursor_stop
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.scenario.scenario_end import plan_at_end
from goalcoach.dialogue.scenario.scenario_file import TODAY
from goalcoach.dialogue.scenario.scenario_run import first_state
from goalcoach.dialogue.script.script import Script
from goalcoach.dialogue.view.reading_time import Load, load_of, words_typed
from goalcoach.dialogue.view.screen_builder import question
from goalcoach.plan.model.plan import Plan

_WORDS = ("Cook on Sundays", "a walk to the shop", "one small thing", "No", "Two\nlines")
_HOSTILE = (
    "[b]x[/b]",
    "\x1b[2J",
    "\u202eabc",
    "{start/time|x}",
    "{{}}",
    "x" * 500,
    " ",
    "漢字 👩‍👧",
)
_STEPS = 600
"""Most commands of a walk: a visit has about two hundred questions."""
_STUCK = 40
"""So many commands in a row that change nothing: a dead end."""


_T = TypeVar("_T")

Steps = tuple[tuple[str, Command], ...]
"""Commands, each with the address that the cursor was at."""


class Randomness(Protocol):
    """What decides at random: a `random.Random`."""

    def random(self) -> float: ...
    def choice(self, seq: Sequence[_T], /) -> _T: ...
    def randint(self, a: int, b: int, /) -> int: ...
    def sample(self, population: Sequence[_T], /, k: int) -> list[_T]: ...


class WalkFault(Struct, frozen=True):
    """What went wrong in one walk: a code of the linter, a sentence, and the walk itself."""

    code: str
    message: str
    number: int
    visit: str
    steps: Steps
    before: Steps | None = None
    """The first visit before a review."""


@dataclass(slots=True)
class Walker:
    """One walk: the commands so far, each with the address that the cursor was at."""

    script: Script
    state: State
    chance: Randomness
    steps: list[tuple[str, Command]] = field(default_factory=list)
    load: Load = field(default_factory=Load)
    told: set[str] = field(default_factory=set)

    def run(self, tell: Callable[[str], None]) -> None:
        """Walk until the closing step or a closed gate; `tell` is given a dead end."""
        idle = 0
        for _ in range(_STEPS):
            path = walk(self.script, self.state)
            stop = cursor_stop(path)
            if stop is None or self._is_shut(path, stop):
                return
            before = self.state
            self._give(path, stop, self._choose(path, stop))
            moved = self.state.cursor != before.cursor or self.state.entries is not before.entries
            idle = 0 if moved else idle + 1
            if idle >= _STUCK:
                tell(f"{stop.address} leads nowhere: {_STUCK} answers and moves changed nothing")
                return

    def _is_shut(self, path: Path, stop: Stop) -> bool:
        told = self.state.entry(stop.address).told
        return path.gate_closed == stop.address and told and self.chance.random() < 0.5

    def _give(self, path: Path, stop: Stop, command: Command) -> None:
        self.steps.append((stop.address, command))
        if stop.address not in self.told:
            self.told.add(stop.address)
            typed = words_typed(stop.item.kind, getattr(command, "value", None))
            self.load += load_of(question(self.script, self.state), typed)
        outcome = step(self.script, self.state, command)
        if isinstance(outcome, Taken):
            self.state = outcome.state

    def _choose(self, path: Path, stop: Stop) -> Command:
        """Return the next command: most often an answer, then on; now and then something else."""
        entry, way = self.state.entry(stop.address), self.chance.random()
        if way < 0.12:
            return self._odd(path, stop)
        if (
            entry.told
            or stop.item.kind is Kind.SAY
            or (stop.item.kind is Kind.ROSTER and way < 0.5)
        ):
            for check in firing(path, stop, hard=False):
                if (stop.address, check.id) not in self.state.acks and way < 0.6:
                    return Acknowledge(check.id, "It is small enough.")
            return Next(told=True)
        if way < 0.25:
            return Skip(self.chance.choice(stop.item.skips))
        if stop.item.kind is Kind.ROSTER:
            return AddRow("", self.chance.choice(_WORDS))
        return Answer(self._value(path, stop))

    def _odd(self, path: Path, stop: Stop) -> Command:
        other = self.chance.choice(path.stops)
        rows = path.rows(stop.item, stop.address, stop.place) if stop.item.fields else ()
        row = self.chance.choice(rows) if rows else "g99"
        commands: tuple[Command, ...] = (
            *(Back(), Back(), Next(), Jump(other.address), Return(), Frontier(), Undo(), Redo()),
            *(Confirm(), Clear(), Note(self.chance.choice(_HOSTILE)), More(stop.place.section.id)),
            *(RemoveRow(row), MoveRow(row, 0), Answer(self.chance.choice(_HOSTILE)), Answer(99)),
        )
        return self.chance.choice(commands)

    def _value(self, path: Path, stop: Stop) -> Value:
        item, options = stop.item, path.options(stop)
        match item.kind:
            case Kind.TEXT | Kind.LONG_TEXT:
                return self.chance.choice((*_WORDS, *_WORDS, *_HOSTILE))
            case Kind.CHOICE:
                gate = item.gate
                if gate is not None and self.chance.random() < 0.8:
                    options = tuple(o for o in options if path.test_if(gate, stop, o)) or options
                return self.chance.choice(options) if options else "none"
            case Kind.MULTI:
                return tuple(one for one in options if self.chance.random() < 0.4)
            case Kind.SCALE | Kind.NUMBER:
                low = int(item.low if item.low is not None else 0)
                high = int(item.high if item.high is not None else 60)
                return self.chance.randint(low, high)
            case Kind.DATE:
                return self.state.today + timedelta(days=self.chance.randint(-3, 90))
            case _ if item.numbers:
                return tuple(self.chance.randint(1, 30) for _ in range(self.chance.randint(1, 4)))
            case _:
                return tuple(self.chance.sample(_WORDS, k=self.chance.randint(1, 3)))


def walk_at_random(
    script: Script, chances: Sequence[Randomness], minutes: float, today: date = TODAY
) -> Iterator[WalkFault | None]:
    """Yield, for each of `chances`, what went wrong in its walk, or None.

    Each walk is a visit of one of the script's kinds; a review goes on from the plan of a first
    visit before it. I704: it raised, led nowhere, or would take longer than `minutes`.
    """
    parent: Plan | None = None
    before: Steps | None = None
    for number, chance in enumerate(chances):
        visit = "review" if parent is not None and script.order.get("review") else "first"
        if not script.order.get(visit):
            visit = "review"
        on = parent if visit == "review" else None
        walker = Walker(script, first_state(script, visit, today, (on,) if on else ()), chance)
        fault, plan = _one_walk(walker, number, visit, on, minutes)
        yield replace(fault, before=before) if fault is not None and on is not None else fault
        parent, before = (plan, tuple(walker.steps)) if visit == "first" else (None, None)


def _one_walk(
    walker: Walker, number: int, visit: str, parent: Plan | None, minutes: float
) -> tuple[WalkFault | None, Plan | None]:
    said: list[str] = []
    plan: Plan | str = ""
    try:
        walker.run(said.append)
        plan = plan_at_end(walker.script, walker.state, parent)
    except Exception as problem:  # whatever it is, it is what is looked for
        said.append(f"raised {type(problem).__name__}: a defect of goalcoach; please report it")
    if not said and walker.load.minutes > minutes:
        said.append(f"takes about {walker.load.minutes:.0f} minutes, more than {minutes:g}")
    if not said and isinstance(plan, str):
        said.append(f"makes no plan: {plan}")
    done = plan if isinstance(plan, Plan) else None
    if not said:
        return None, done
    return WalkFault("I704", said[0], number, visit, tuple(walker.steps)), done
