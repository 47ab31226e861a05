"""Each page of the app is on the list of those that a hostile text was taken to.

The pages are found by themselves, so a new one without its line here fails.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import tomli_w
from textual import events
from textual.screen import Screen

import goalcoach.screens
from goalcoach.screens.kit.message_pages import ElsewhereScreen, EndScreen, StuckScreen
from goalcoach.screens.visit.beside_journal_page import KeptScreen
from goalcoach.screens.visit.break_page import BreakScreen
from goalcoach.screens.visit.unsaved_page import UnsavedScreen
from goalcoach.store.store import Store
from goalcoach.visit.answers_beside_journal import AnswerInFile, KeptStory
from tests.hostile.corpus import TEXTS
from tests.hostile.plan import texts_from
from tests.hostile.test_screen import LARGE, SMALL, at_home, looks, publish
from tests.screens.fake import FakeReading, until

QUESTION = "test_screen.test_a_question_full_of_hostile_text_is_shown_and_left"
HOME = "test_screen.test_the_pages_of_a_hostile_plan_are_shown"
TYPED = "test_what_is_typed_into_a_page_acts_nowhere"
OPENED = "test_pages_that_tell_of_files_and_trouble_show_what_they_are_told"
PAGES = {
    "HomeScreen": HOME,
    "PrintScreen": HOME,
    "CompareScreen": HOME,
    "DiaryScreen": HOME,
    "PatternScreen": "test_text.py: `goalcoach patterns` lays out the same lines",
    "TrendsScreen": HOME,
    "VersionScreen": HOME,
    "ChooseScreen": TYPED,
    **dict.fromkeys(("PlanScreen", "SoFarScreen"), QUESTION),
    "VisitScreen": QUESTION,
    "WhereScreen": QUESTION,
    "SkipScreen": QUESTION,
    "HelpScreen": QUESTION,
    "CardScreen": QUESTION,
    "Palette": TYPED,
    "LockScreen": "screens/test_lock.py: it has no word of anyone",
    **dict.fromkeys(("BreakScreen", "EndScreen", "KeptScreen"), OPENED),
    **dict.fromkeys(("UnsavedScreen", "StuckScreen", "ElsewhereScreen"), OPENED),
}
"""Each page, and where a hostile text was taken to it."""
BASES = {"FittedScreen", "Page", "SearchPage", "VisitPage", "AnsweringScreen", "LeavingScreen",
         "NotingScreen", "QuestionScreen", "HalfTypedScreen"}  # fmt: skip
"""What pages are made of."""


def below(kind: type[Screen[object]]) -> Iterator[type[Screen[object]]]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def test_each_page_is_on_the_list():
    for module in pkgutil.walk_packages(goalcoach.screens.__path__, "goalcoach.screens."):
        importlib.import_module(module.name)
    names = {one.__name__ for one in below(Screen) if one.__module__.startswith("goalcoach.")}
    assert names - BASES == PAGES.keys()


def test_what_is_typed_into_a_page_acts_nowhere(tmp_path: Path):
    """In the line for a code, the palette, the search of a page, and beside what a site wrote."""
    store = Store(tmp_path / "pla\x1b[2Jns")
    publish(store, 11)
    texts = texts_from(0)
    site = {"format": 1, "name": next(texts), "contacts": [{"label": "[b]", "number": "5\u202e1"}]}
    (store.root / "goalcoach.toml").write_text(tomli_w.dumps(site), "utf-8")
    hostile = [one for one in TEXTS.values() if len(one) < 200]

    async def act(pilot, app, home):
        async def paste(*some: str) -> None:
            for text in some:
                app.screen.focused.post_message(events.Paste(text))
                await pilot.pause()
                looks(app)

        await paste(*hostile[::9])
        await pilot.press("escape", "ctrl+p")
        await until(lambda: app.screen is not home)
        await paste(*hostile[::3])
        await pilot.press("escape")
        await until(lambda: app.screen is home)
        await pilot.press("tab", "2", "enter")
        await until(lambda: app.screen is not home)
        for keys in (["slash"], ["escape", "v"]):
            await pilot.press(*keys)
            await pilot.pause()
            if app.screen.focused is not None:
                await paste(*hostile[::6])
            looks(app)

    at_home(store, act, LARGE)


def test_pages_that_tell_of_files_and_trouble_show_what_they_are_told(tmp_path: Path):
    store = Store(tmp_path / "plans")
    publish(store, 3)
    texts = texts_from(0)

    def word() -> str:
        return next(texts)

    async def nothing() -> bool:
        return False

    def told() -> KeptStory:
        answers = [AnswerInFile(f"a/{n}", word(), word(), word()) for n in range(5)]
        return KeptStory(1, word(), tuple(answers[:3]), tuple(answers[3:]))

    async def act(pilot, app, home):
        for _ in range(4):
            pages = (
                StuckScreen(word(), word()),
                ElsewhereScreen(word()),
                EndScreen(word(), (word(), word())),
                KeptScreen((word(), word()), told(), ((word(), "$quiet"),)),
                UnsavedScreen(word, word, nothing, lambda folder: folder),
                BreakScreen(FakeReading(()), lambda: (word(), "$quiet"), lambda: False),
            )
            for page in pages:
                app.push_screen(page)
                await pilot.pause()
                assert app.screen is page
                looks(app)
                while app.screen is not home:
                    app.pop_screen()
                    await pilot.pause()

    at_home(store, act, SMALL)
