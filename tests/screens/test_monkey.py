"""A few sessions of `scripts/monkey` on the app in this process; the script plays many in a pty."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
from textual import events

from goalcoach.app import GoalcoachApp
from goalcoach.dialogue.answer_types import Kind
from goalcoach.screens.home.home import HomeScreen
from goalcoach.screens.kit.coach_app import Coach, Setting
from goalcoach.screens.kit.command_palette import Palette
from goalcoach.screens.kit.paste_parser import PasteParser
from goalcoach.screens.kit.theme import DARK
from goalcoach.screens.outcome.diary_entry import DiaryScreen
from goalcoach.screens.outcome.trends import TrendsScreen
from goalcoach.screens.print.print import PrintScreen
from goalcoach.screens.read.compare import CompareScreen
from goalcoach.screens.read.plan import PlanScreen
from goalcoach.screens.visit.break_page import BreakScreen
from goalcoach.screens.visit.visit import VisitScreen
from goalcoach.store.store import Store
from scripts.monkey import SCENES, Session, answers_with
from tests.screens.fake import NOW, TODAY, FakeVisit, ask, by_hand, frame, until, walk

SEEDS = {
    "home": 51, "first": 52, "compare": 53, "trends": 54, "diary": 55, "print": 56, "plan": 57,
    "review": 58, "answers": 59, "palette": 60, "break": 61, "note": 62,
}  # fmt: skip
REACHED = {
    "home": HomeScreen, "first": VisitScreen, "compare": CompareScreen, "trends": TrendsScreen,
    "diary": DiaryScreen, "print": PrintScreen, "plan": PlanScreen, "review": VisitScreen,
    "answers": VisitScreen, "palette": Palette, "break": BreakScreen, "note": VisitScreen,
}  # fmt: skip
"""The page that each scene begins on."""


@pytest.mark.parametrize("scene", SEEDS)
def test_random_keys_end_no_program(
    scene: str, practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)  # sheets are printed into a folder here
    shutil.copytree(practice, tmp_path / "plans")
    store = Store(tmp_path / "plans")
    app = GoalcoachApp(store, Coach(lambda: NOW, Setting(), today_is=TODAY), DARK, None)
    parser = PasteParser()

    def send(keys: str) -> None:
        for message in parser.feed(keys):
            app.post_message(message)

    async def play() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await until(lambda: isinstance(app.screen, HomeScreen) and app.screen.loaded)
            command, way = SCENES[scene]
            if command:  # opens a visit, as Enter on home does
                await by_hand(pilot, *command[1], "enter")
                await until(lambda: isinstance(app.screen, VisitScreen) and not app.screen.unready)
            for key in way:
                pressed = [one.key for one in parser.feed(key) if isinstance(one, events.Key)]
                await by_hand(pilot, *pressed)
            await until(lambda: isinstance(app.screen, REACHED[scene]))
            for _, what, words in Session.made(SEEDS[scene]).steps:
                if what == "size":
                    columns, rows = map(int, words.split())
                    await pilot.resize_terminal(columns, rows)
                else:
                    send(words)
                    await asyncio.sleep(0)
            await pilot.pause()
            app.post_message(events.Key("ctrl+q", None))
            await until(lambda: not app.is_running)

    asyncio.run(play())
    assert app.return_code == 0


def test_a_word_in_the_palette_is_none_that_has_to_be_kept():
    async def steps(pilot, screen):
        await by_hand(pilot, "ctrl+p", *"ba")
        pilot.app.screen._NO_MATCHES_COUNTDOWN = 600  # nothing is said of what does not fit
        await by_hand(pilot, *"zz")
        await until(lambda: "bazz" in frame(pilot.app) and "Back" not in frame(pilot.app))
        assert "ANSWER" in frame(pilot.app)  # of the page below
        assert not answers_with(frame(pilot.app), "bazz")
        await by_hand(pilot, "escape", "ctrl+p", *"zzz")
        await until(lambda: "zzz" in frame(pilot.app) and "No command" in frame(pilot.app))
        assert not answers_with(frame(pilot.app), "zzz")
        await by_hand(pilot, "escape", *"zzz")
        await until(lambda: answers_with(frame(pilot.app), "zzz"))

    walk(FakeVisit([ask(Kind.TEXT)]), steps, size=(120, 36))
