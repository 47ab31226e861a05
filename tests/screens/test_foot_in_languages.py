"""The foot names the same keys in every language: longer words push out none that one looks for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from msgspec.structs import replace

from goalcoach.app import GoalcoachApp
from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.view.screen import Status
from goalcoach.screens.home.home import HomeScreen
from goalcoach.screens.home.person_pages import COMPARE, DIARY, PRINT, READ, TRENDS, open_page
from goalcoach.screens.kit.coach_app import Coach, Setting
from goalcoach.screens.kit.foot import Foot, Hint, lay_foot
from goalcoach.screens.kit.page import Page
from goalcoach.screens.kit.theme import DARK
from goalcoach.sheets.layouts.read_back import Party
from goalcoach.store.catalogue import read_catalogue
from goalcoach.store.store import Store
from goalcoach.translation import ENGLISH, speak_always
from tests.screens.fake import (
    NOW,
    TODAY,
    FakeReading,
    FakeVisit,
    ask,
    by_hand,
    frame,
    options,
    review,
    settle,
    until,
    walk,
)

SESSIONS = Path(__file__).parent.parent.parent / "sessions"
LANGUAGES = ("en", "de", "es")
BOTH = (Party("patient", "rowan-17", True), Party("clinician", "clinician", False))
YES_NO = options("yes", "no", "unsure")
QUESTIONS = [
    ask(Kind.SAY, panel="plan"),
    ask(Kind.SAY, panel="changes"),
    ask(Kind.TEXT, status=Status.PROPOSED, proposed="so", opens="wins/last", more=3),
    ask(Kind.LONG_TEXT, note="noted", off_paper=True),
    ask(Kind.CHOICE, options=YES_NO, panel="gate"),
    ask(Kind.CHOICE, options=YES_NO, status=Status.PROPOSED, proposed="o1"),
    ask(Kind.MULTI, options=YES_NO, rank=2),
    ask(Kind.SCALE, low=0, high=10, anchors=("none", "all")),
    ask(Kind.DATE),
    ask(Kind.LIST),
    review(),
]

Feet = dict[str, dict[str, Hint]]
"""Of each page the hints that stand in its foot, by their keys."""


@pytest.fixture(autouse=True)
def spoken() -> Iterator[None]:
    yield
    speak_always(ENGLISH)


def foot(page: Page[Any]) -> dict[str, Hint]:
    return {hint.key: hint for hint in page.query_one(Foot).shown if hint.key}


def in_a_visit(size: tuple[int, int]) -> Feet:
    feet: Feet = {}

    async def steps(pilot, screen):
        for number, question in enumerate(QUESTIONS):
            feet[f"{number} {question.kind}"] = foot(screen)
            for key in ("f3", "f5", "f6", "f9") if number == 2 else ():
                await by_hand(pilot, key)
                assert pilot.app.screen is not screen, key
                feet[key] = foot(pilot.app.screen)
                await by_hand(pilot, "escape")
                await settle(pilot, screen)
            if question.kind is not Kind.REVIEW:
                screen.action_forward()
                await settle(pilot, screen)

    screens = [replace(one, address=f"wins/{at}") for at, one in enumerate(QUESTIONS[:-1])]
    walk(FakeVisit([*screens, review()]), steps, reading=FakeReading(agreed=BOTH), size=size)
    return feet


def is_there(app: GoalcoachApp, page: Page[Any]) -> bool:
    return app.screen is page and page.is_shown


def around_a_patient(size: tuple[int, int], heads: dict[str, str] | None = None) -> Feet:
    """Return the feet of the pages around a practice patient; `heads` gets their first rows."""
    feet: Feet = {}

    async def run() -> None:
        store = Store(SESSIONS)
        app = GoalcoachApp(
            store, Coach(lambda: NOW, Setting(practice=True), today_is=TODAY), DARK, None
        )
        async with app.run_test(size=size) as pilot:
            home = app.screen
            assert isinstance(home, HomeScreen)
            await until(lambda: home.loaded)
            await by_hand(pilot)
            feet["home"] = foot(home)
            await by_hand(pilot, "tab")
            feet["a person"] = foot(home)
            await by_hand(pilot, "escape")
            for which in (READ, COMPARE, TRENDS, DIARY, PRINT):
                page = await open_page(which, store, "fern-4", TODAY)
                assert isinstance(page, Page)
                home.open_above(cast(Page[object], page))
                await until(partial(is_there, app, page))
                await by_hand(pilot)
                feet[which] = foot(page)
                if heads is not None:
                    heads[which] = frame(app).splitlines()[0]
                page.dismiss()
                await until(lambda: app.screen is home)

    asyncio.run(run())
    return feet


def feet_in(language: str, size: tuple[int, int]) -> Feet:
    speak_always(read_catalogue(language))
    return in_a_visit(size) | around_a_patient(size)


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
def test_no_key_is_missing_in_a_language_that_the_foot_has_in_english(size: tuple[int, int]):
    english, *others = (feet_in(one, size) for one in LANGUAGES)
    for other in others:
        missing = {
            page: lost
            for page, hints in english.items()
            if (
                lost := [key for key, one in hints.items() if one.weight and key not in other[page]]
            )
        }
        assert missing == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_the_smallest_page_the_way_on_the_way_out_and_what_is_each_ones_right_stay(
    language: str,
):
    for page, hints in feet_in(language, (60, 20)).items():
        if page[0].isdigit():
            assert {"enter", "f8", "f1"} <= {*hints}, page
            assert "f5" in hints or "say" in page or "review" in page, page
        elif page != "home":
            assert "escape" in hints, page


HINTS = (
    Hint("1–3", "choose", "down"),
    Hint("Enter", "next", "enter"),
    Hint("c", "keep what is", "c", "keep"),
    Hint("F5", "skip", "f5"),
    Hint("F8", "take a break", "f8", "break"),
)
RIGHT = (Hint("F9", "where", "f9"), Hint("F1", "help", "f1"))


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (
            120,
            "1–3 choose, Enter next, c keep what is, F5 skip, F8 take a break, F9 where, F1 help",
        ),
        (80, "1–3 choose, Enter next, c keep, F5 skip, F8 break, F9 where, F1 help"),
        (66, "1–3 choose, Enter next, c keep, F5 skip, F8 break, F1 help"),
        (44, "Enter next, F5 skip, F8 break, F1 help"),
        (20, "F8 break, F1 help"),
        (8, "F8 break"),
    ],
)
def test_words_get_shorter_before_a_key_is_left_out_and_the_break_never_is(width: int, said: str):
    row = lay_foot(HINTS, RIGHT, width, narrow=False)
    told = [f"{one.label} {one.word_for(row.narrow)}" for one in (*row.left, *row.right)]
    assert ", ".join(told) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_the_smallest_page_a_label_does_not_touch_what_it_labels(language: str):
    speak_always(read_catalogue(language))
    label = {"en": "IF STUCK", "de": "NACHFRAGE", "es": "SI NO SALE"}[language]

    async def steps(pilot, screen):
        assert f"{label}  " in frame(pilot.app)

    walk(FakeVisit([ask(Kind.TEXT), review()]), steps, size=(60, 20))


@pytest.mark.parametrize(("language", "version"), [("de", "Version 2"), ("es", "versión 2")])
def test_on_the_smallest_page_the_head_says_which_version_is_read_and_printed(
    language: str, version: str
):
    speak_always(read_catalogue(language))
    heads: dict[str, str] = {}
    around_a_patient((60, 20), heads)
    assert version in heads[READ]
    assert version in heads[PRINT]
