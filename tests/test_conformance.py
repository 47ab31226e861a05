"""One list of commands, three front ends, one journal: there is no second way through a visit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach import plain
from goalcoach.app import GoalcoachApp
from goalcoach.dialogue.answer_types import REVIEW, Kind, SkipReason, Value
from goalcoach.dialogue.answers_file import Answers, read_answers
from goalcoach.dialogue.answers_file_keys import numbered
from goalcoach.dialogue.engine.command import (
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
    SaveDraft,
    Skip,
)
from goalcoach.dialogue.view.screen import Screen
from goalcoach.screens.kit.coach_app import Coach, Setting
from goalcoach.screens.kit.theme import DARK, DRAWN
from goalcoach.screens.visit import half_typed
from goalcoach.screens.visit.visit import VisitScreen
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests import example
from tests.example import Clock
from tests.plain import small
from tests.screens.fake import by_hand, settle, until

Step = Callable[[Visit], object]


def enter(value: Value) -> Step:
    return lambda visit: visit.enter(value)


def give(*commands: object) -> Step:
    def step(visit: Visit) -> None:
        for command in commands:
            assert visit.give(command) is None  # type: ignore[arg-type]

    return step


def change(value: Value, roster: str) -> Step:
    """Answer anew in a row, from which a change leads back to its list."""

    def step(visit: Visit) -> None:
        assert visit.enter(value) is None
        assert visit.give(Jump(roster)) is None

    return step


ENTER = ["enter"]
WORDS = ("space", "full_stop", "ctrl+j")
"""Keys of words, after which nothing is written yet."""


def keys(text: str) -> list[str]:
    """The keys of some words and Enter."""
    named = {" ": "space", ".": "full_stop", "\n": "ctrl+j"}
    return [*(named.get(one, one) for one in text), "enter"]


def another(text: str) -> list[str]:
    """The keys of a row, and the one after which the list asks for another."""
    return [*keys(text)[:-1], "ctrl+j"]


# What is done to the visit, the lines that do it in the plain mode, and the keys in the app.
STEPS: list[tuple[Step, list[str], list[str]]] = [
    (enter(True), [""], ENTER),
    (enter("go"), ["1"], ["1", "enter"]),
    (enter("low tide"), ["low tide"], keys("low tide")),
    (give(Back()), [":back"], ["pageup"]),
    (give(Next()), [":next"], ["pagedown"]),
    (enter("line one\nline two"), ["line one", "line two", ""], keys("line one\nline two")),
    (enter("yes"), ["1"], ["1", "enter"]),
    (enter("since May"), ["since May"], keys("since May")),
    (enter(("two", "one")), ["2 1"], ["2", "1", "enter"]),
    (enter(2), ["2"], ["2", "enter"]),
    (
        give(Acknowledge("low", "it is a start"), Next()),
        [":keep it is a start"],
        keys("it is a start"),
    ),
    (give(Skip(SkipReason.NOT_NOW), Next()), [":skip not_now"], ["f5", "3", "enter"]),
    (give(Note("ask at home")), [":note ask at home"], ["f4", *keys("ask at home")]),
    (enter(date(2026, 12, 18)), [":confirm"], ENTER),
    (enter(("tea", "the stool")), ["tea", "the stool", ""], keys("tea\nthe stool")),
    (enter((3, 4.5)), ["3", "4,5", ""], keys("3\n4.5")),
    (give(AddRow(first="bench")), ["bench"], another("bench")),
    (enter("big"), ["1"], ["1", "enter"]),
    (enter("needs two"), ["needs two"], keys("needs two")),
    (give(AddRow(first="pot")), ["pot"], another("pot")),
    (enter("small"), ["small"], ["2", "enter"]),
    (give(AddRow(first="spade")), ["spade"], another("spade")),
    (give(Skip(SkipReason.UNSURE), Next()), [":skip", "2"], ["f5", "2", "enter"]),
    (give(MoveRow("x3", 1)), [":move 3 2"], ["down", "down", "down", "minus"]),
    (give(RemoveRow("x2")), [":remove 3"], ["down", "x"]),
    (give(RestoreRow("x2")), [":restore"], ["z"]),
    (give(RemoveRow("x2")), [":remove 3"], ["down", "x"]),
    (give(Jump("a/things@x1.name")), [":change 1"], ["home", "right"]),
    (change("a bench", "a/things"), ["a bench"], ["ctrl+u", *keys("a bench")]),
    (enter(True), [""], ENTER),
    (give(Jump("a/fork")), [":where", ":go 4"], ["f9", "home", *["down"] * 3, "enter"]),
    # Once more after the word that another answer is set aside.
    (enter("no"), ["2", ""], ["2", "enter", "enter"]),
    (give(Return()), [":return"], ["f7"]),
    (give(Pause()), [":break"], ["f8"]),
    (give(Resume(small.DAY)), ["1"], ENTER),
    (enter("that is all"), ["that is all"], keys("that is all")),
    (lambda visit: visit.finish(), ["yes"], ["enter", "enter"]),
]


@pytest.fixture
def script(tmp_path: Path) -> str:
    return small.write_pack(tmp_path / "pack")


def given(tmp_path: Path, script: str) -> Store:
    store = small.open_store(tmp_path / "given")
    visit = small.begin(store, script)
    for step, _, _ in STEPS:
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
    lines = [line for _, typed, _ in STEPS for line in typed]
    ended = small.lead(small.begin(store, script), lines)
    assert ended.code == 0, ended.text
    assert small.journal(store) == small.journal(given(tmp_path, script))


def test_half_the_steps_leave_the_same_visit_behind(tmp_path: Path, script: str):
    """Cut anywhere, what was typed and what was given are taken up at the same place."""
    for cut in range(3, len(STEPS), 9):
        typed, told = (small.open_store(tmp_path / f"{name}{cut}") for name in ("typed", "given"))
        small.lead(
            small.begin(typed, script), [one for _, typing, _ in STEPS[:cut] for one in typing]
        )
        visit = small.begin(told, script)
        for step, _, _ in STEPS[:cut]:
            step(visit)
        visit.leave()
        assert small.journal(typed) == small.journal(told)
        assert small.begin(typed, script).screen == small.begin(told, script).screen


def test_half_typed_words_that_became_a_row_are_half_typed_no_more(tmp_path: Path, script: str):
    visit = small.begin(small.open_store(tmp_path / "store"), script)
    visit.give(Jump("a/gate"))
    for step in (enter("go"), give(Jump("a/things"), SaveDraft("ben"), AddRow(first="bench"))):
        step(visit)
    visit.leave()
    assert visit.state.entry("a/things").draft == ""


def app_of(store: Store, visit: Visit) -> GoalcoachApp:
    coach = Coach(Clock(), Setting(), DRAWN, small.DAY)
    return GoalcoachApp(store, coach, DARK, visit)


async def test_the_app_gives_the_same_journal(
    tmp_path: Path, script: str, monkeypatch: pytest.MonkeyPatch
):
    """Apart from half-typed words, which the app keeps while someone types."""
    monkeypatch.setattr(half_typed, "DRAFT_EVERY", 600)  # a half-typed note is kept as a note is
    store = small.open_store(tmp_path / "app")
    app = app_of(store, small.begin(store, script))
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await visit_screen(app)
        await settle(pilot, screen)
        for _, _, pressed in STEPS:
            for key in pressed:
                await by_hand(pilot, key)
                if len(key) > 1 and key not in WORDS:
                    await settle(pilot, screen)
            await settle(pilot, screen)
        await until(lambda: store.head(small.CODE) is not None)
    whole = [one for one in small.journal(store) if one["ev"] != "draft"]
    numbered = [{**one, "n": at} for at, one in enumerate(whole)]
    assert numbered == small.journal(given(tmp_path, script))


async def visit_screen(app: GoalcoachApp) -> VisitScreen:
    """The visit's screen, once its first question can be answered."""
    await until(lambda: isinstance(app.screen, VisitScreen) and app.screen.field is not None)
    screen = app.screen
    assert isinstance(screen, VisitScreen)
    return screen


# The example

USUAL = Path(__file__).parent.parent / "goalcoach/prompts/demo/rowan-17.2026-10-23.toml"
"""A whole visit in which nobody asks for more of a part."""


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
    text = USUAL.read_text("utf-8")
    example.run(run, text)
    visit = small.begin(told, "core", example.DAY)
    reader = Reader(visit, read_answers(text.encode(), "example"))
    assert plain.run(visit, reader.read, lambda line: None) == 0
    assert small.journal(told) == small.journal(run)
    first, second = (store.load(example.CODE).plan for store in (run, told))
    for plan in (first, second):
        assert plan.visit.status == "done"
    same = {"created": first.created, "visit": replace(second.visit, minutes=first.visit.minutes)}
    assert replace(second, **same) == first
