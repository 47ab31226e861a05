"""The palette shows the keys beside the names, finds a row by other words, and offers what acts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from msgspec.structs import replace
from rich.style import Style
from textual.command import CommandInput, CommandList
from textual.events import Click

from goalcoach.dialogue.answer_types import Kind
from goalcoach.screens.home.home import HomeScreen
from goalcoach.screens.kit.command_palette import Palette
from goalcoach.screens.kit.page import Page
from goalcoach.screens.kit.theme import DARK, LIGHT, NONE, SIXTEEN, build_theme
from goalcoach.screens.kit.visit_keys import VISIT_KEYS
from goalcoach.screens.read.compare import CompareScreen
from goalcoach.store.catalogue import read_catalogue
from goalcoach.translation import ENGLISH, speak_always
from tests.screens.fake import FakeVisit, ask, by_hand, frame, settle, until, walk
from tests.screens.test_bound_keys import bind
from tests.screens.test_compare import COMPARE, run, store  # noqa: F401 - a fixture

FULL = ask(Kind.TEXT, opens="wins/last", more=3)


async def open_palette(pilot, *keys: str) -> str:
    """Open the palette, type the keys once its rows are there, and return what is shown."""
    await by_hand(pilot, "ctrl+p")
    await until(lambda: isinstance(pilot.app.screen, Palette) and not pilot.app.screen.unready)
    await by_hand(pilot, *keys)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return frame(pilot.app)


def acts(page: Page[Any]) -> None:
    """Assert that each row of a page names an action that the page has."""
    names = [re.sub(r"\(.*", "", action) for *_, action in page.palette()]
    assert names
    assert [one for one in names if not hasattr(page, f"action_{one}")] == []


def test_keys_stand_beside_the_names_as_they_are_bound_and_theme_words_are_found():
    async def steps(pilot, screen):
        shown = await open_palette(pilot)
        assert re.search(r"The card +F6", shown)
        assert re.search(r"Go and come back +F7", shown)
        await by_hand(pilot, "escape")
        bind(pilot.app, screen, skip="f8", **{"break": ("ctrl+b", "f5")})
        shown = await open_palette(pilot, *"skip")
        assert re.search(r"Skip +F8", shown)
        await by_hand(pilot, "escape")
        for word in ("theme", "dark", "colour", "light"):
            shown = await open_palette(pilot, *word)
            assert "Colours: light" in shown
            assert "Skip" not in shown
            await by_hand(pilot, "escape")
        pilot.app.settings = None
        pilot.app.register_theme(build_theme(LIGHT))
        await open_palette(pilot, *"theme", "enter")
        await until(lambda: pilot.app.theme == LIGHT)

    walk(FakeVisit([FULL]), steps, size=(80, 50))


def test_what_takes_back_is_found_by_what_other_programs_call_it():
    async def steps(pilot, screen):
        for word, name in (("undo", "Take back the last thing said"), ("redo", "Give again")):
            shown = await open_palette(pilot, *word)
            assert name in shown
            assert "Skip" not in shown
            await by_hand(pilot, "escape")

    visit = FakeVisit([FULL])
    walk(visit, steps, size=(80, 50))


def test_a_click_on_a_row_that_is_gone_by_now_does_nothing():
    async def steps(pilot, screen):
        await open_palette(pilot)
        rows = pilot.app.screen.query_one(CommandList)
        gone = Style.from_meta({"option": rows.option_count})
        x, y = rows.region.offset
        click = Click(
            rows, 1, 1, 0, 0, button=1, shift=False, meta=False, ctrl=False,
            screen_x=x + 1, screen_y=y + 1, style=gone,
        )  # fmt: skip
        rows.post_message(click)
        await pilot.pause()
        assert isinstance(pilot.app.screen, Palette)
        await pilot.click(CommandList, offset=(3, 1))  # one that is there
        await until(lambda: not isinstance(pilot.app.screen, Palette))

    assert walk(FakeVisit([FULL]), steps, size=(80, 50)).crash == ""


def test_that_nothing_fits_is_said_in_the_language_that_is_spoken():
    async def steps(pilot, screen):
        await open_palette(pilot, *"qqxx")
        await until(lambda: "Kein Befehl hat das in seinem Namen." in frame(pilot.app))
        await by_hand(pilot, "escape", "enter")

    speak_always(read_catalogue("de"))
    try:
        walk(FakeVisit([FULL]), steps)
    finally:
        speak_always(ENGLISH)


@pytest.mark.parametrize("theme", [DARK, LIGHT, SIXTEEN, NONE])
def test_the_row_that_enter_takes_has_the_mark_before_it_and_all_of_it_can_be_read(theme):
    """The key was cyan on cyan in sixteen colours, without colour no row was marked, and what a
    row does was dim.
    """

    async def steps(pilot, screen):
        pilot.app.ansi_color = theme in {SIXTEEN, NONE}
        pilot.app.register_theme(build_theme(theme))
        pilot.app.theme = theme
        await open_palette(pilot)
        await by_hand(pilot, "down")
        await pilot.pause()
        rows = pilot.app.screen.query_one(CommandList)
        strips = rows.render_lines(rows.size.region)
        marked = [number for number, one in enumerate(strips) if one.text.startswith("▌ ")]
        name = rows.get_option_at_index(rows.highlighted).hit.text
        assert [name in strips[at].text for at in marked] == [True, False]  # and what it does
        for strip in strips:
            styles = [run.style or Style() for run in strip]
            assert not any(style.dim for style in styles)
            looks = [(style.color, style.bgcolor) for style in styles]
            assert all(ink is None or ink.is_default or ink != ground for ink, ground in looks)

    walk(FakeVisit([FULL]), steps, size=(80, 50))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
def test_the_palette_stands_still_and_on_one_edge(size):
    async def steps(pilot, screen):
        shown = (await open_palette(pilot)).splitlines()
        asked = next(row for row in shown if "What would you like to do?" in row)
        first = next(row for row in shown if "A note here" in row)
        assert asked.index("What") == first.index("A note")
        palette = pilot.app.screen
        assert not palette.query_one(CommandInput).cursor_blink
        assert palette.query_one(CommandList).styles.scrollbar_size_vertical == 1

    walk(FakeVisit([FULL]), steps, size=size)


def test_a_visit_offers_every_key_that_does_something_and_none_that_does_nothing():
    bare = replace(ask(Kind.TEXT), skips=(), can_back=False, private=True)

    async def steps(pilot, screen):
        rows = {action for *_, action in screen.palette()}
        assert {one.action for one in VISIT_KEYS} <= rows
        acts(screen)
        await by_hand(pilot, "x", "enter")
        await settle(pilot, screen)
        rows = {action for *_, action in screen.palette()}
        always = {"help", "notes", "plan", "card", "break", "where", "take_back", "give_again"}
        assert rows == {*always, "off_paper", "forward"}
        for key in ("f1", "f3", "f9"):
            await by_hand(pilot, key)
            acts(pilot.app.screen)
            titles = [row.title for row in pilot.app.palette_rows(pilot.app.screen)]
            assert {"Search", "Back", "Leave"} <= {*titles}
            assert len(set(titles)) == len(titles)
            await by_hand(pilot, "escape")

    walk(FakeVisit([FULL, bare]), steps)


def test_a_comparison_and_home_offer_their_actions_with_their_keys(store):  # noqa: F811
    async def steps(pilot, app):
        page = app.screen
        assert isinstance(page, CompareScreen)
        acts(page)
        keys = {row.title: row.key for row in app.palette_rows(page)}
        assert keys["Next change"] == "n"
        assert keys["By goal"] == "g"
        assert keys["Help"] == "F1"
        assert keys["Leave"] == "Ctrl+Q"
        assert keys["Back"] == "Esc"
        await by_hand(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        acts(app.screen)

    run(store, COMPARE, steps)


def test_a_palette_that_is_closed_before_its_rows_are_there_is_no_fault():
    async def steps(pilot, screen):
        await by_hand(pilot, "ctrl+p")
        await until(lambda: isinstance(pilot.app.screen, Palette))
        palette = pilot.app.screen
        await palette.dismiss()
        await until(lambda: pilot.app.screen is screen)
        palette._look()
        palette._point()

    assert walk(FakeVisit([ask(Kind.TEXT)]), steps).crash == ""


def test_a_palette_that_is_only_looked_at_has_nothing_to_do():
    async def steps(pilot, screen):
        await open_palette(pilot)
        palette = pilot.app.screen
        assert not palette.query_one(CommandInput).cursor_blink
        assert [one for one in palette.walk_children() if one.auto_refresh is not None] == []

    walk(FakeVisit([ask(Kind.TEXT)]), steps)
