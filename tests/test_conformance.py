"""One list of commands, three front ends, one journal: there is no second way through a visit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from goalcoach import plain
from goalcoach.dialogue.address import numbered
from goalcoach.dialogue.answers import Answers, read_answers
from goalcoach.dialogue.command import (
    Acknowledge,
    AddRow,
    Back,
    Jump,
    MoveRow,
    Next,
    Note,
    Pause,
    RemoveRow,
    RestoreRow,
    Resume,
    Return,
    Skip,
    SkipReason,
    Value,
)
from goalcoach.dialogue.screen import REVIEW, Kind, Screen
from goalcoach.store.store import Store
from goalcoach.visit import Visit
from tests import example
from tests.plain import small

Step = Callable[[Visit], object]


def enter(value: Value) -> Step:
    return lambda visit: visit.enter(value)


def give(*commands: object) -> Step:
    def step(visit: Visit) -> None:
        for command in commands:
            assert visit.give(command) is None  # type: ignore[arg-type]

    return step


# What is done to the visit, and the lines that do it in the plain mode.
STEPS: list[tuple[Step, list[str]]] = [
    (enter(True), [""]),
    (enter("go"), ["1"]),
    (enter("low tide"), ["low tide"]),
    (give(Back()), [":back"]),
    (give(Next()), [":next"]),
    (enter("line one\nline two"), ["line one", "line two", ""]),
    (enter("yes"), ["1"]),
    (enter("since May"), ["since May"]),
    (enter(("two", "one")), ["2 1"]),
    (enter(2), ["2"]),
    (give(Acknowledge("low", "it is a start"), Next()), [":keep it is a start"]),
    (give(Skip(SkipReason.NOT_NOW), Next()), [":skip not_now"]),
    (give(Note("ask at home")), [":note ask at home"]),
    (enter(date(2026, 12, 18)), ["2026-12-18"]),
    (enter(("tea", "the stool")), ["tea", "the stool", ""]),
    (enter((3, 4.5)), ["3", "4,5", ""]),
    (give(AddRow(first="bench")), ["bench"]),
    (enter("big"), ["1"]),
    (enter("needs two"), ["needs two"]),
    (give(AddRow(first="pot")), ["pot"]),
    (enter("small"), ["small"]),
    (give(AddRow(first="spade")), ["spade"]),
    (give(Skip(SkipReason.UNSURE), Next()), [":skip", "2"]),
    (give(MoveRow("x3", 0)), [":move 3 1"]),
    (give(RemoveRow("x2")), [":remove 3"]),
    (give(RestoreRow("x2")), [":undo"]),
    (give(RemoveRow("x2")), [":remove 3"]),
    (give(Jump("a/things@x1.name")), [":change 2"]),
    (enter("the bench"), ["the bench"]),
    (give(Next(), Next()), ["", ""]),
    (enter(True), [""]),
    (give(Jump("a/fork")), [":where", ":go 4"]),
    (enter("no"), ["2", ""]),  # the second line: yes, set the other answer aside
    (give(Return()), [":return"]),
    (give(Pause()), [":break"]),
    (give(Resume(small.DAY)), ["1"]),
    (enter("that is all"), ["that is all"]),
    (lambda visit: visit.finish(), ["yes"]),
]


@pytest.fixture
def script(tmp_path: Path) -> str:
    return small.write_pack(tmp_path / "pack")


def given(tmp_path: Path, script: str) -> Store:
    store = small.open_store(tmp_path / "given")
    visit = small.begin(store, script)
    for step, _ in STEPS:
        step(visit)
    return store


def test_the_steps_have_every_kind_and_end_in_a_plan(tmp_path: Path, script: str):
    store = given(tmp_path, script)
    assert store.load(small.CODE).plan.visit.status == "done"
    events = {event["ev"] for event in small.journal(store)}
    assert events >= {"answer", "skip", "note", "ack", "add", "move", "remove", "restore"}
    assert events >= {"go", "pause", "resume", "close"}


def test_plain_lines_give_the_same_journal(tmp_path: Path, script: str):
    store = small.open_store(tmp_path / "typed")
    lines = [line for _, typed in STEPS for line in typed]
    ended = small.lead(small.begin(store, script), lines)
    assert ended.code == 0, ended.text
    assert small.journal(store) == small.journal(given(tmp_path, script))


def test_half_the_steps_leave_the_same_visit_behind(tmp_path: Path, script: str):
    """Cut anywhere, what was typed and what was given are taken up at the same place."""
    for cut in range(3, len(STEPS), 9):
        typed, told = (small.open_store(tmp_path / f"{name}{cut}") for name in ("typed", "given"))
        small.lead(small.begin(typed, script), [one for _, s in STEPS[:cut] for one in s])
        visit = small.begin(told, script)
        for step, _ in STEPS[:cut]:
            step(visit)
        visit.leave()
        assert small.journal(typed) == small.journal(told)
        assert small.begin(typed, script).screen == small.begin(told, script).screen


# The example


class Reader:
    """Types an answers file as a person would: looks at the question, types what the file says."""

    def __init__(self, visit: Visit, answers: Answers) -> None:
        self.visit = visit
        self.answers = answers
        self.lines: list[str] = []
        self.noted: set[str] = set()
        self.added: dict[str, list[str]] = {}

    def read(self, prompt: str) -> str:
        while not self.lines:
            self.lines = self.type_for(self.visit.screen)
        return self.lines.pop(0)

    def type_for(self, screen: Screen) -> list[str]:
        if screen.address == REVIEW:
            return ["yes"]
        names = (screen.address, numbered(self.visit.script, self.visit.state, screen.address))
        for name in names:
            if name in self.answers.notes and name not in self.noted:
                self.noted.add(name)
                return [f":note {self.answers.notes[name]}"]
            if name in self.answers.skips:
                return [f":skip {self.answers.skips[name]}"]
            if name in self.answers.rosters:
                return [self.line(name, screen)]
            if name in self.answers.values:
                return typed(screen, self.answers.values[name])
        return typed(screen, self.cell(screen.address))

    def line(self, name: str, screen: Screen) -> str:
        """The first field of the next line, or nothing more."""
        lines, at = self.answers.rosters[name], len(screen.rows)
        if at == len(lines):
            return ""
        self.added[screen.address] = [*self.added.get(screen.address, []), name]
        return str(next(iter(lines[at].values())))

    def cell(self, address: str) -> Value | None:
        roster, _, cell = address.rpartition("@")
        row, _, name = cell.partition(".")
        if roster not in self.added:
            return None
        at = self.visit.state.rows[roster].index(row)
        return self.answers.rosters[self.added[roster][at]][at].get(name)


def typed(screen: Screen, value: Value | None) -> list[str]:
    """The lines that give this answer; an empty one goes on."""
    places = {option.id: str(number) for number, option in enumerate(screen.options, 1)}
    if value is None:
        return [""]
    match screen.kind:
        case Kind.LONG_TEXT:
            return [*str(value).split("\n"), ""]
        case Kind.LIST if isinstance(value, tuple):
            return [*(f"{one}" for one in value), ""]
        case Kind.CHOICE:
            return [places[str(value)]]
        case Kind.MULTI if isinstance(value, tuple):
            return [" ".join(places[str(one)] for one in value)]
        case _:
            return [str(value)]


def test_the_example_typed_line_by_line_is_the_same_visit(tmp_path: Path):
    run, told = (small.open_store(tmp_path / name) for name in ("run", "typed"))
    example.run(run, example.text())
    visit = small.begin(told, "core", example.DAY)
    reader = Reader(visit, read_answers(example.text().encode(), "example"))
    assert plain.run(visit, reader.read, lambda line: None) == 0
    assert small.journal(told) == small.journal(run)
    first, second = (store.load(example.CODE).plan for store in (run, told))
    for plan in (first, second):
        assert plan.visit.status == "done"
    from msgspec.structs import replace

    same = {"created": first.created, "visit": replace(second.visit, minutes=first.visit.minutes)}
    assert replace(second, **same) == first
