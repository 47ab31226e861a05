"""Leaving waits for what writes, and for nothing that only reads: a server that is gone answers
no read, and the terminal would never come back.
"""

from __future__ import annotations

import ast
import asyncio
import threading
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

import goalcoach
from goalcoach.app import GoalcoachApp
from goalcoach.screens.home import person_column, person_pages
from goalcoach.screens.home.home import HomeScreen
from goalcoach.screens.kit.coach_app import Coach, Setting
from goalcoach.screens.kit.theme import DARK
from goalcoach.store.store import Store
from tests.idle import hold
from tests.screens.fake import NOW, TODAY, until
from tests.store import sample

WAITED_FOR = {
    "work": "the saver's: answers",
    "write": "an entry of the diary",
    "elsewhere": "what the store did not take",
    "make": "sheets: one that is begun is finished",
    "write_theme": "a setting",
}
"""What runs in a thread that the end of the program waits for, by its name, and what it writes."""

PAGES = {
    person_pages.READ: "_open_version",
    person_pages.COMPARE: "_open_compare",
    person_pages.TRENDS: "_open_trends",
    person_pages.DIARY: "_open_diary",
    person_pages.DAYS: "_open_days",
    person_pages.PRINT: "_open_print",
}


def _waited_for(source: str) -> list[str]:
    """Return the names of what this source gives to `asyncio.to_thread`."""
    return [
        getattr(node.args[0], "attr", getattr(node.args[0], "id", "?"))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "to_thread"
    ]


def test_the_end_of_the_program_waits_only_for_what_writes():
    found: set[str] = set()
    for path in Path(goalcoach.__file__).parent.rglob("*.py"):
        found |= set(_waited_for(path.read_text("utf-8")))
    assert found == set(WAITED_FOR)


@pytest.mark.parametrize("which", [*PAGES, "facts"])
def test_leaving_waits_for_nothing_that_is_read(which: str, tmp_path: Path, monkeypatch):
    go_on, begun, read = threading.Event(), threading.Event(), list[str]()

    def hangs(*_: object) -> None:
        begun.set()
        hold(go_on)
        read.append(which)

    module, name = (
        (person_column, "read_facts") if which == "facts" else (person_pages, PAGES[which])
    )
    monkeypatch.setattr(module, name, hangs)
    store = Store(tmp_path / "plans")
    store.publish("alder-1", replace(sample.plan(), patient="alder-1"))
    app = GoalcoachApp(store, Coach(lambda: NOW, Setting(), today_is=TODAY), DARK, None)

    async def steps(pilot: Pilot[int]) -> None:
        home = app.screen
        assert isinstance(home, HomeScreen)
        await until(lambda: home.loaded and not home.unready)
        if which != "facts":  # which home reads itself, of whom the cursor rests on
            home.action_open_page(which)
        await until(begun.is_set)
        await pilot.press("ctrl+q")
        await until(lambda: not app.is_running)

    async def walk() -> None:
        async with app.run_test(size=(120, 36)) as pilot:
            await steps(pilot)

    late = threading.Timer(15, go_on.set)  # else a thread that is waited for holds up the tests
    late.start()
    asyncio.run(walk())
    late.cancel()
    assert read == []
    go_on.set()
