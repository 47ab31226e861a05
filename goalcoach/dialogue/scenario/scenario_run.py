"""Runs scenarios on the engine, without a store or a screen, and says what came out otherwise."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.engine.command import Acknowledge, AddRow, Answer, Carry, Command, Jump
from goalcoach.dialogue.engine.engine import Taken, step
from goalcoach.dialogue.engine.event import Start
from goalcoach.dialogue.engine.fired_checks import firing
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.navigation import cursor_stop
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.script_words import say_words, words
from goalcoach.dialogue.engine.state import State, begin
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.scenario.failure_words import refused_words, silent_words, unasked_words
from goalcoach.dialogue.scenario.scenario_end import (
    DIGEST,
    PATIENT,
    compare_end,
    plan_at_end,
)
from goalcoach.dialogue.scenario.scenario_file import Scenario, ScenarioStep
from goalcoach.dialogue.scenario.step_command import commands_of
from goalcoach.dialogue.script.diagnostic import suggest
from goalcoach.dialogue.script.script import Script
from goalcoach.errors import BadData, Problem
from goalcoach.plan.conversion import to_tree
from goalcoach.plan.ladder_rules import same_visits
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.question_address import Address
from goalcoach.typed_day import read_counted


class Failure(Struct, frozen=True):
    """What came out otherwise, with the line of the scenario."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


Watch = Callable[[Script, State, Command | None, Taken | Refusal | None], None]
"""Told of every state, with the command that led there and what came of it."""


@dataclass(slots=True)
class Trial:
    """One scenario on its way."""

    script: Script
    state: State
    file: str
    watch: Watch | None = None
    failures: list[Failure] = field(default_factory=list)

    def fail(self, line: int, message: str) -> None:
        """Note what came out otherwise."""
        self.failures.append(Failure(self.file, line, message))

    def give(self, command: Command) -> Taken | Refusal:
        """Give one command; the state stays where it is refused."""
        outcome = step(self.script, self.state, command)
        if isinstance(outcome, Taken):
            self.state = outcome.state
        if self.watch is not None:
            self.watch(self.script, self.state, command, outcome)
        return outcome

    @property
    def path(self) -> Path:
        """The questions that are asked now."""
        return walk(self.script, self.state)

    def find(self, name: str) -> Stop | None:
        """Return the question of that name on the path: rows by id, or by number from 1."""
        path = self.path
        if not name:
            return cursor_stop(path)
        if name in path.index:
            return path.stops[path.index[name]]
        return next((stop for stop in path.stops if name in _numbered(path, stop)), None)


def _numbered(path: Path, stop: Stop) -> Iterator[str]:
    """Yield what a stop is called with numbers in the place of row ids."""
    place, at = stop.place, Address.read(stop.address)
    if at is None or not (place.row or place.cell):
        return
    rows = list(
        dict.fromkeys(one.place.row for one in path.stops if one.place.section is place.section)
    )
    row = str(rows.index(place.row) + 1) if place.row else ""
    cell = ""
    if place.cell and stop.roster is not None:
        around = replace(place, cell="")
        cells = path.rows(stop.roster, stop.home, around)
        cell = str(cells.index(place.cell) + 1) if place.cell in cells else place.cell
    for one, other in ((row, cell), (place.row, cell), (row, place.cell)):
        yield _in_rows(at, one, other)


def _in_rows(at: Address, row: str, cell: str) -> str:
    """Return an address with other names of its rows."""
    made = at.in_loop(row) if row else at
    return str(made.at_row(cell, at.field) if cell else made)


def run_scenarios(
    script: Script,
    scenarios: Mapping[str, Scenario],
    watch: Watch | None = None,
    only: Collection[str] = (),
) -> tuple[Failure, ...]:
    """Return what came out otherwise in any of them, in the order of their files.

    With `only` those files, and the scenarios that they go on from.

    Raises BadData for one that goes on after a scenario that is not there, or after itself.
    """
    ends: dict[str, Plan | str] = {}
    found: dict[str, tuple[Failure, ...]] = {}
    for file in sorted(only or scenarios):
        _run_with_those_before(script, scenarios, file, ends, found, watch)
    return tuple(one for file in sorted(found) for one in found[file])


def _run_with_those_before(
    script: Script,
    scenarios: Mapping[str, Scenario],
    file: str,
    ends: dict[str, Plan | str],
    found: dict[str, tuple[Failure, ...]],
    watch: Watch | None,
) -> None:
    chain = [file]
    while (before := scenarios[chain[-1]].after) and before not in ends:
        if before not in scenarios or before in chain:
            why = (
                "is no scenario here" if before not in scenarios else "comes after this one itself"
            )
            raise BadData(chain[-1], [Problem(0, "after", f"“{before}” {why}.")])
        chain.append(before)
    for name in reversed(chain):
        if name not in ends:
            parent, plans = scenarios[name].after, tuple(_plans_before(scenarios, name, ends))
            if parent and not plans:
                why = f"{parent} made no plan to go on from. {ends[parent]}"
                ends[name], found[name] = why, (Failure(name, 1, why),)
                continue
            ends[name], found[name] = _run(script, scenarios[name], plans, watch)


def _plans_before(
    scenarios: Mapping[str, Scenario], file: str, ends: Mapping[str, Plan | str]
) -> Iterator[Plan]:
    """Yield the plans of the visits before one, from the newest back."""
    while (file := scenarios[file].after) and isinstance(plan := ends.get(file), Plan):
        yield plan


def _run(
    script: Script, scenario: Scenario, before: Sequence[Plan], watch: Watch | None
) -> tuple[Plan | str, tuple[Failure, ...]]:
    """Return the plan that it makes, or why it makes none, and what came out otherwise."""
    parent = before[0] if before else None
    if not script.order.get(scenario.visit):
        problem = Problem(0, "visit", f"this script has no {scenario.visit} visit.")
        raise BadData(scenario.file, [problem])
    state = first_state(script, scenario.visit, scenario.today, before)
    trial = Trial(script, state, scenario.file, watch)
    if watch is not None:
        watch(script, trial.state, None, None)
    if parent is not None and scenario.visit == "first":
        trial.give(Carry())
    for one in scenario.steps:
        take(trial, one)
    plan = plan_at_end(trial.script, trial.state, parent)
    compare_end(trial, scenario.expected, plan)
    return plan, tuple(sorted(trial.failures, key=lambda one: one.line))


def first_state(script: Script, visit: str, today: date, before: Sequence[Plan]) -> State:
    """Return the state before the first question; `before` are the plans, from the newest back."""
    prior = to_tree(before[0]) if before else {}
    named = (before[0].version, DIGEST) if before else None
    history = same_visits(before)
    return begin(Start(PATIENT, visit, today, script.language, named, history), prior)


def take(trial: Trial, one: ScenarioStep) -> None:
    """Take one step: go to its question, do what it does, and look at what it expects there."""
    stop = trial.find(one.at)
    if stop is None:
        said = unasked_words(trial.script, trial.state, one.at) if one.at else "no question is left"
        trial.fail(one.line, said)
        return
    at = stop.address
    if one.at and cursor_stop(trial.path) is not stop and one.do != "open":
        trial.give(Jump(at))
    outcome = _do(trial, one, stop)
    _look_at_refusal(trial, one, stop, outcome)
    here = trial.find(at)
    if one.says and here is not None and one.says not in (heard := said_at(trial.path, here)):
        trial.fail(one.line, f"“{one.says}” was expected to be said here, and it is: {heard}")
    fired = {check.id for check in firing(trial.path, here, hard=False)} if here else set()
    if isinstance(outcome, Refusal) and outcome.check:
        fired.add(outcome.check)
    if one.expect_check and one.expect_check not in fired:
        trial.fail(one.line, silent_words(stop, one.expect_check))
    if one.expect_no_check and one.expect_no_check in fired:
        trial.fail(one.line, f"the check “{one.expect_no_check}” speaks up")
    if one.ack:
        kept = trial.give(Acknowledge(one.ack, one.why, at))
        if isinstance(kept, Refusal):
            trial.fail(one.line, f"“{one.ack}” was not kept: {kept.sentence}")


def said_at(path: Path, stop: Stop) -> str:
    """Return what is said at a question, and what a gate that is closed there adds."""
    closed = words(path, stop.item.words.gate_say, stop) if path.gate_closed == stop.address else ""
    return f"{say_words(path, stop)} {closed}".strip()


def _do(trial: Trial, one: ScenarioStep, stop: Stop) -> Taken | Refusal | None:
    if one.do == "answer":
        if stop.item.kind is Kind.ROSTER and isinstance(one.value, list):
            return _add_rows(trial, stop, one.value)
        return trial.give(Answer(as_answer(stop, one.value, trial.state.today), stop.address))
    outcome: Taken | Refusal | None = None
    for command in commands_of(one, stop, trial.path):
        outcome = trial.give(command)
        if isinstance(outcome, Refusal):
            break
    return outcome


def _add_rows(trial: Trial, stop: Stop, rows: list[object]) -> Taken | Refusal | None:
    """Answer a roster with a list of records, a row each; the first refusal ends it."""
    outcome: Taken | Refusal | None = None
    first = stop.item.fields[0].id
    for record in rows:
        cells = record if isinstance(record, dict) else {first: record}
        outcome = trial.give(AddRow(stop.address, str(cells.get(first, ""))))
        if isinstance(outcome, Refusal):
            return outcome
        row = trial.state.rows[stop.address][-1]
        for name, value in cells.items():
            cell = trial.find(stop.cell(row, name))
            if name == first:
                continue
            if cell is None:
                meant = suggest(name, tuple(field.id for field in stop.item.fields))
                return Refusal("not_asked", f"“{name}” is not asked in this row{meant}.")
            answered = as_answer(cell, value, trial.state.today)
            outcome = trial.give(Answer(answered, cell.address))
            if isinstance(outcome, Refusal):
                return outcome
    return outcome


def as_answer(stop: Stop, value: object, today: date) -> Value:
    """Return a value of a TOML file as an answer; days may be counted from today."""
    if stop.item.kind is Kind.DATE and isinstance(value, str):
        day = read_counted(value)
        return day.on(today) if day is not None else value
    if isinstance(value, list):
        return tuple(one if isinstance(one, int | float) else str(one) for one in value)  # type: ignore[return-value]
    if isinstance(value, bool | int | float | str | date):
        return value
    return str(value)


def _look_at_refusal(
    trial: Trial, one: ScenarioStep, stop: Stop, outcome: Taken | Refusal | None
) -> None:
    if isinstance(outcome, Refusal):
        if one.refused not in (outcome.code, outcome.check) or not one.refused:
            trial.fail(one.line, refused_words(stop, one.do, outcome))
    elif one.refused:
        trial.fail(one.line, f"was taken, and “{one.refused}” should have refused it")
