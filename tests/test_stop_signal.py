"""A stop signal ends the program with its exit code and a usual terminal, at whatever moment."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from goalcoach.store.store import Store
from tests.amount import is_whole
from tests.terminal import Terminal, goalcoach
from tests.test_crash import after_the_app
from tests.walker import CODE

STOPS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)

# Sends itself the signal at one moment of the start or of the end, before or after the call that
# `place` names; "import" is the moment before the first module of the program but `guard`.
PROGRAM = """
import os, sys
from goalcoach.process_guard import guard
from functools import wraps
place, number = sys.argv[1], int(sys.argv[2])
sys.argv = sys.argv[2:]
from importlib import import_module
def stop():
    os.kill(os.getpid(), number)
if place == "import":
    import goalcoach.process_guard as process_guard
    guard_as_it_is = process_guard.guard
    def guard_and_stop():
        guard_as_it_is()
        stop()
    process_guard.guard = guard_and_stop
else:
    import goalcoach.app
    module, path, when = place.split(":")
    at, (*above, name) = import_module(module), path.split(".")
    for one in above:
        at = getattr(at, one)
    call = getattr(at, name)
    @wraps(call)
    def call_and_stop(*given, **named):
        if when == "before":
            stop()
        result = call(*given, **named)
        if when == "after":
            stop()
        return result
    setattr(at, name, call_and_stop)
from goalcoach.__main__ import main
main()
"""
DRIVER = "textual.drivers.linux_driver:LinuxDriver"
PLACES = (
    "import",
    "goalcoach.app:choose_theme:before",
    f"{DRIVER}.start_application_mode:after",  # the terminal is raw, and no page is there yet
    "goalcoach.screens.visit.visit:VisitScreen.compose_body:before",
    "goalcoach.screens.visit.question:QuestionScreen.on_mount:before",
    "goalcoach.app:GoalcoachApp.push_screen:after",
    f"{DRIVER}.start_application_mode:before",
    "goalcoach.app:GoalcoachApp.on_load:before",
    "goalcoach.app:GoalcoachApp.on_mount:before",
    "goalcoach.app:GoalcoachApp.__init__:after",
)
IN_THE_GATE = 6


TRIED = (
    [(place, number) for place in PLACES for number in STOPS]
    if is_whole()
    else [(place, STOPS[at % 3]) for at, place in enumerate(PLACES[:IN_THE_GATE])]
)


@pytest.mark.parametrize(("place", "number"), TRIED)
def test_a_stop_signal_while_the_app_begins_leaves_a_usual_terminal(
    tmp_path: Path, place: str, number: signal.Signals
):
    store = Store(tmp_path / "plans")
    store.create()
    (store.root / "goalcoach.toml").touch()  # else it is asked first whether to begin a store here
    line = ["visit", CODE, "--store", str(store.root)]
    with Terminal([sys.executable, "-P", "-c", PROGRAM, place, str(int(number)), *line]) as one:
        assert one.end() == 128 + number, one.page.text
        assert one.is_sane()
        painted = one.read.decode()
    after_the_app(painted)
    assert "Traceback" not in painted
    assert "did not expect" not in painted
    with Terminal(goalcoach(*line)) as again:
        again.until_text("F8 take a break")
        again.keys("ctrl+q")
        assert again.end() == 0
