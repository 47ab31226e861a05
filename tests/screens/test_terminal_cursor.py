"""The terminal's hidden cursor stands where the next sign will, before anything is typed."""

from __future__ import annotations

import pytest
from textual.geometry import Offset
from textual.widgets import Input

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.view.screen import Screen
from goalcoach.screens.kit.text_box import Writer
from goalcoach.store.store import Store
from tests.screens.fake import FakeVisit, ask, by_hand, frame, settle, until, walk
from tests.screens.test_home import run, store

__all__ = ["store"]


def place_of(app) -> Offset:
    """Return where the focused line shows its next sign, by the page as it is drawn."""
    writer = app.focused
    assert isinstance(writer, Writer | Input)
    region = writer.content_region
    assert region.x > 0
    assert region.y > 0
    return Offset(region.x, region.y)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize(
    "asked",
    [ask(Kind.TEXT), ask(Kind.LONG_TEXT), ask(Kind.LIST), ask(Kind.NUMBER), ask(Kind.ROSTER)],
    ids=lambda asked: asked.kind,
)
def test_on_a_question(asked: Screen, size: tuple[int, int]):
    async def steps(pilot, screen):
        assert pilot.app.cursor_position == place_of(pilot.app)
        await by_hand(pilot, "a")
        assert pilot.app.cursor_position == place_of(pilot.app) + Offset(1, 0)

    walk(FakeVisit([asked]), steps, size=size)


def test_on_the_next_question_and_in_a_note():
    async def steps(pilot, screen):
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert pilot.app.cursor_position == place_of(pilot.app)
        await by_hand(pilot, "f4")
        await settle(pilot, screen)
        assert pilot.app.focused.id == "note"
        assert pilot.app.cursor_position == place_of(pilot.app)

    walk(FakeVisit([ask(Kind.SAY), ask(Kind.TEXT, "wins/what")]), steps)


def test_after_the_window_has_another_size():
    async def steps(pilot, screen):
        await pilot.resize_terminal(120, 36)
        await settle(pilot, screen)
        assert pilot.app.cursor_position == place_of(pilot.app)

    walk(FakeVisit([ask(Kind.TEXT)]), steps)


def test_on_home_and_in_the_palette(store: Store):
    async def steps(pilot, app):
        assert "Type a code" in frame(app)
        assert app.cursor_position == place_of(app)
        await by_hand(pilot, "ctrl+p")
        await until(lambda: not app.screen.unready)
        await pilot.pause()
        assert app.cursor_position == place_of(app)

    run(store, steps)
