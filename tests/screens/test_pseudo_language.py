"""On a page no word of ours is in English where another language is spoken."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from goalcoach.app import GoalcoachApp
from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.view.screen import CheckView, Screen, Status
from goalcoach.screens.home.home import HomeScreen
from goalcoach.screens.home.person_pages import COMPARE, DIARY, PRINT, READ, TRENDS, open_page
from goalcoach.screens.kit.coach_app import Coach, Setting
from goalcoach.screens.kit.command_palette import Palette
from goalcoach.screens.kit.help import HelpScreen
from goalcoach.screens.kit.page import Page
from goalcoach.screens.kit.theme import DARK
from goalcoach.sheets.layouts.read_back import Party
from goalcoach.sheets.writers.gutter_lines import GutterLine
from goalcoach.store.store import Store
from goalcoach.translation import ENGLISH, speak_always
from goalcoach.visit.break_and_end_words import BreakMoment
from tests.plain.small import BEFORE
from tests.pseudo import plain_words, strange, strange_pseudo
from tests.screens.fake import (
    NOW,
    PHASES,
    PROGRESS,
    SKIPS,
    TODAY,
    FakeReading,
    FakeVisit,
    Line,
    ask,
    by_hand,
    frame,
    options,
    review,
    row,
    settle,
    until,
    walk,
)

SAME_EVERYWHERE = frozenset({"Ctrl", "rowan", "elm", "goalcoach", "toml", "printed"})
"""What stands on keys in every language, codes, and names of commands and files."""
SITE = Setting(contacts=(Line(strange("The team"), "555 0100"),))


@pytest.fixture(autouse=True)
def spoken() -> Iterator[None]:
    speak_always(strange_pseudo())
    yield
    speak_always(ENGLISH)


def left(text: str) -> list[str]:
    """Return the English words of a page."""
    return [one for one in plain_words(text) if one not in SAME_EVERYWHERE]


def asked(kind: Kind, **more: object) -> Screen:
    """Return a question whose own words are in strange letters."""
    phases = tuple(
        replace(one, title=strange(title))
        for one, title in zip(PROGRESS.phases, PHASES, strict=True)
    )
    base = ask(
        kind,
        title=strange("One day"),
        say=strange("Tell me about one day."),
        hint=strange("Short phrases."),
        probes=(strange("What else?"),),
        skips=tuple((reason, strange(words)) for reason, words in SKIPS),
        progress=replace(PROGRESS, phases=phases),
    )
    return replace(base, **more)


class StrangeReading(FakeReading):
    """What can be read beside the visit, in strange letters."""

    def break_words(self, moment: BreakMoment) -> str:
        return strange(super().break_words(moment))


READING = StrangeReading(
    lines=(GutterLine(strange("GOAL"), strange("Cook lunch.")),),
    entries=(strange("Cut onions."),),
    agreed=(
        Party("patient", strange("rowan"), True),
        Party("clinician", strange("clinician"), False),
    ),
)
ROWS = (
    row("r1", strange("one thing"), proposed=True),
    replace(row("r2", strange("two")), cells=()),
)
QUESTIONS = [
    asked(Kind.SAY),
    asked(Kind.SAY, panel="contacts"),
    asked(Kind.SAY, panel="plan"),
    asked(Kind.SAY, panel="diary"),
    asked(Kind.SAY, panel="changes"),
    asked(Kind.TEXT, status=Status.PROPOSED, proposed=strange("so"), opens="wins/last", more=3),
    asked(Kind.LONG_TEXT, note=strange("noted"), off_paper=True),
    asked(Kind.CHOICE, options=options(strange("yes"), strange("no")), panel="gate"),
    asked(Kind.MULTI, options=options(*map(strange, ("a", "b"))), rank=2),
    asked(Kind.SCALE, low=0, high=10, anchors=(strange("none"), strange("all"))),
    asked(Kind.NUMBER, low=1, high=90, unit=strange("days"), suggestion=7),
    asked(Kind.DATE),
    asked(Kind.LIST, checks=(CheckView("c", strange("a thought"), hard=False, kept=""),)),
    asked(Kind.ROSTER, rows=ROWS),
    asked(Kind.ROSTER, rows=ROWS[1:], row_max=1),
]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_question_of_each_kind(size):
    async def steps(pilot, screen):
        for number, question in enumerate(QUESTIONS):
            assert left(frame(pilot.app)) == [], (number, question.kind)
            await by_hand(pilot, "f1")
            assert isinstance(pilot.app.screen, HelpScreen)
            assert left(frame(pilot.app)) == [], (number, question.kind)
            await by_hand(pilot, "escape")
            screen.action_forward()
            await settle(pilot, screen)

    screens = [replace(one, address=f"wins/{at}") for at, one in enumerate(QUESTIONS)]
    walk(FakeVisit([*screens, review()]), steps, reading=READING, size=size, setting=SITE)


def test_what_opens_beside_a_question():
    first = replace(QUESTIONS[5], address="wins/day", probes=())

    async def steps(pilot, screen):
        for key in ("f9", "f5", "f3", "f6", "f8"):
            await by_hand(pilot, key)
            assert pilot.app.screen is not screen
            assert left(frame(pilot.app).replace("Wins", "")) == [], key
            await by_hand(pilot, "escape")
            await settle(pilot, screen)
        await by_hand(pilot, "ctrl+p")
        await until(lambda: isinstance(pilot.app.screen, Palette) and not pilot.app.screen.unready)
        await by_hand(pilot)
        assert left(frame(pilot.app)) == []
        await by_hand(pilot, *strange("the card"))
        await pilot.app.workers.wait_for_complete()
        await by_hand(pilot)
        shown = frame(pilot.app)
        assert strange("The card") in shown
        assert strange("Skip") not in shown
        await by_hand(pilot, "escape", "escape")
        assert left(frame(pilot.app)) == []  # the letters after Esc
        await by_hand(pilot, "n")
        await settle(pilot, screen)
        assert left(frame(pilot.app)) == []  # the line for a note
        screen.tell_leaving()
        await by_hand(pilot)
        assert left(frame(pilot.app)) == []

    walk(FakeVisit([first, review()]), steps, reading=READING, size=(100, 50), setting=SITE)


def test_a_failure_to_save_and_a_window_that_is_too_small():
    visit = FakeVisit([asked(Kind.TEXT), review()], fails=1)

    async def steps(pilot, screen):
        screen.saver.sentence = ""
        await by_hand(pilot, *"иа", "enter")
        await settle(pilot, screen)
        assert left(frame(pilot.app).replace("The disk is full. Free some space.", "")) == []
        await pilot.resize_terminal(36, 12)
        await by_hand(pilot)
        assert left(frame(pilot.app)) == []

    walk(visit, steps, reading=READING, setting=SITE)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "plans")
    store.create()
    shutil.copytree(BEFORE, store.folder("rowan-17"))
    return store


def on_home(store: Store, steps, size: tuple[int, int] = (80, 24)) -> None:
    async def run() -> None:
        app = GoalcoachApp(store, Coach(lambda: NOW, SITE, today_is=TODAY), DARK, None)
        async with app.run_test(size=size) as pilot:
            home = app.screen
            assert isinstance(home, HomeScreen)
            await until(lambda: home.loaded)
            await by_hand(pilot)
            await steps(pilot, home)

    asyncio.run(run())


def without(store: Store, text: str) -> list[str]:
    """Return the English words of a page beside the folder of the store, wherever it is broken."""
    folder = str(store.root)
    return [one for one in left(text) if one not in folder]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_home(store: Store, size):
    async def steps(pilot, home):
        assert without(store, frame(pilot.app)) == []
        await by_hand(pilot, "tab")
        assert without(store, frame(pilot.app)) == []
        await by_hand(pilot, "f1")
        assert left(frame(pilot.app)) == []
        await by_hand(pilot, "escape", "escape", *"elm-2")
        assert without(store, frame(pilot.app)) == []  # the question about a new code

    on_home(store, steps, size)


def test_home_before_there_is_anyone(tmp_path: Path):
    store = Store(tmp_path / "made")
    store.create()

    async def steps(pilot, home):
        typed = {"demo", "practice", "store", "paths", "make", "plans", "maple"}
        shown = without(store, frame(pilot.app))
        assert [one for one in shown if one not in typed] == []

    on_home(store, steps, (100, 40))


def is_there(app: GoalcoachApp, page: Page[Any]) -> bool:
    return app.screen is page and page.is_shown


def test_the_help_and_the_palette_of_every_page_on_a_patient(store: Store):
    async def steps(pilot, home):
        for which in (READ, COMPARE, TRENDS, DIARY, PRINT):
            page = await open_page(which, store, "rowan-17", TODAY)
            assert isinstance(page, Page)
            home.open_above(page)
            await until(partial(is_there, pilot.app, page))
            await by_hand(pilot)
            rows = page.palette()
            told = [f"{title} {more}" for title, more, _ in rows]
            told += [words for _, words in page.help_rows()]
            told += [hint.word_for(narrow=False) for hint in (*page.hints(), *page.more_hints())]
            told += [span if isinstance(span, str) else span[0] for span in page.head_left()]
            assert left("\n".join(told)) == [], which
            await by_hand(pilot, "f1")
            assert left(frame(pilot.app)) == [], which
            await by_hand(pilot, "escape")
            page.dismiss()
            await until(lambda: pilot.app.screen is home)

    on_home(store, steps)
