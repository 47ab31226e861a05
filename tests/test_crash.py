"""An error nobody expected ends the app in one line that holds nothing of a plan."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests import example
from tests.amount import is_whole
from tests.screens.test_home import go_through
from tests.store.sample import all_bytes
from tests.terminal import Terminal

CODE = example.CODE
CANARY = "canary-7h3-s1ng5"

# Breaks one place of the app from a given call on, then starts it as the command does. The words of
# the error, its locals and its notes hold what a patient said.
PROGRAM = """
import sys
from goalcoach.process_guard import guard
guard()
import goalcoach.app
import goalcoach.screens.kit.saver as saver
from importlib import import_module
place, sys.argv = sys.argv[1], sys.argv[1:]
module, _, path = place.partition(":")
at, (*above, name) = import_module(module), path.split(".")
for one in above:
    at = getattr(at, one)
if name == "_show_slow":
    saver.SLOW = 0
def fail(*given, **named):
    said = "{canary}"
    error = RuntimeError(said, given)
    error.add_note(said)
    raise error
setattr(at, name, fail)
from goalcoach.__main__ import main
main()
"""

F8 = "\x1b[19~"
VISIT = f"visit {CODE} --today {example.DAY}"
# What is broken, how the app is begun, what is pressed before it is reached. Each is a way of its
# own into the event loop or out of it; the gate tries the first few, the night all.
PLACES = [
    ("goalcoach.screens.visit.answering:AnsweringScreen.ask", VISIT, ["w", "enter"]),
    ("goalcoach.screens.visit.break_page:Said.paint", VISIT, [F8]),
    ("goalcoach.app:GoalcoachApp.on_mount", VISIT, []),
    ("goalcoach.visit.visit:Visit.enter", VISIT, ["w", "enter"]),
    ("goalcoach.screens.visit.visit:VisitScreen.compose_body", VISIT, []),
    ("goalcoach.screens.visit.break_page:BreakScreen.compose_body", VISIT, [F8]),
    ("goalcoach.screens.home.home:HomeScreen.compose_body", "", []),
    ("goalcoach.screens.visit.rail:ProgressLine.paint", VISIT, []),
    ("goalcoach.screens.visit.question:QuestionScreen._show_screen", VISIT, []),
    ("goalcoach.screens.visit.half_typed:HalfTypedScreen._draft_due", VISIT, ["w"]),
    ("goalcoach.screens.visit.visit:VisitScreen.on_key", VISIT, ["x"]),
    ("goalcoach.screens.visit.break_page:BreakScreen.on_mount", VISIT, [F8]),
    ("goalcoach.app:choose_theme", VISIT, []),
    ("goalcoach.app:GoalcoachApp.get_theme_variable_defaults", VISIT, []),
    ("goalcoach.screens.kit.saver:Saver._show_slow", VISIT, ["w", "enter"]),
    ("goalcoach.screens.visit.leaving:LeavingScreen.put_away", VISIT, ["ctrl+q"]),
    ("textual._xterm_parser:XTermParser.feed", VISIT, ["x"]),
    ("goalcoach.app:GoalcoachApp._shutdown", VISIT, ["ctrl+q"]),
]
IN_THE_GATE = 4


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "plans")
    store.create()
    visit = Visit.begin(store, CODE, today=example.DAY, clock=example.Clock())
    go_through(visit, "story/heard")
    visit.enter(CANARY)
    visit.leave()
    return store


TRIED = PLACES if is_whole() else PLACES[:IN_THE_GATE]


@pytest.mark.parametrize(("place", "line", "keys"), TRIED, ids=[one[0] for one in TRIED])
def test_a_crash_of_the_app_is_one_line_and_says_how_to_go_on(
    store: Store, tmp_path: Path, place: str, line: str, keys: list[str]
):
    before = all_bytes(store.root).count(CANARY.encode())
    home, temp = tmp_path / "home", tmp_path / "temp"
    home.mkdir()
    temp.mkdir()
    strict = ["-X", "dev"] if place == PLACES[0][0] else []
    program = [*strict, "-c", PROGRAM.replace("{canary}", CANARY), place]
    words = [sys.executable, "-P", *program, *line.split(), "--store", str(store.root)]
    environ = {"HOME": str(home), "TMPDIR": str(temp)}
    with Terminal(words, environ=environ, cwd=tmp_path) as terminal:
        if keys:
            terminal.until_text("F8 take a break")
            terminal.rest()
        mark = len(terminal.read)
        terminal.keys(*keys)
        assert terminal.end() == 70, terminal.page.text
        assert terminal.is_sane()
        painted = terminal.read[mark:].decode()
    said = after_the_app(painted)
    assert said.startswith("goalcoach met something it did not expect: ")
    assert said.count("\r\n") == 1
    if line and "choose_theme" not in place:
        assert f"To go on: goalcoach visit {CODE} --store {store.root}" in said
    assert CANARY not in painted
    assert "Traceback" not in painted
    assert all_bytes(store.root).count(CANARY.encode()) >= before
    assert CANARY.encode() not in all_bytes(home) + all_bytes(temp)


def after_the_app(painted: str) -> str:
    """Return what was written on the usual screen, once all that the app turned on is off again."""
    for mode in (1049, 1000, 1003, 1006, 1004, 2004):
        assert painted.rfind(f"\x1b[?{mode}l") >= painted.rfind(f"\x1b[?{mode}h"), mode
    assert painted.rfind("\x1b[?25h") >= painted.rfind("\x1b[?25l")
    return re.split(r"\x1b\[[<-?]?[0-9;]*[a-zA-Z]|\x1b\][^\x07]*\x07", painted)[-1]
