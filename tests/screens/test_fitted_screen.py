from __future__ import annotations

from collections import Counter
from typing import cast

import pytest
from textual import events
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen

from goalcoach.app import GoalcoachApp
from goalcoach.dialogue.answer_types import Kind
from goalcoach.screens.kit.command_palette import Palette
from goalcoach.screens.kit.lock import LockScreen
from tests.screens.fake import FakeVisit, ask, until, walk

BEFORE = Size(200, 60)
"""A size that the terminal had a moment ago."""


async def _question(app: GoalcoachApp) -> Screen[object]:
    return app.screen


async def _below_the_visit(app: GoalcoachApp) -> Screen[object]:
    return app.screen_stack[0]


async def _palette(app: GoalcoachApp) -> Screen[object]:
    app.action_command_palette()
    await until(lambda: isinstance(app.screen, Palette) and not app.screen.unready)
    return app.screen


async def _curtain(app: GoalcoachApp) -> Screen[object]:
    app.resting = True  # else it would be taken away at once
    curtain = LockScreen()
    app.push_screen(curtain)
    await until(lambda: curtain.is_mounted)
    assert app.screen is curtain
    return cast("Screen[object]", curtain)


@pytest.mark.parametrize("opened", [_question, _below_the_visit, _palette, _curtain])
def test_a_message_about_an_older_size_does_not_resize_the_screen(opened):
    """Two sizes under way would have it go from one to the other for ever."""

    async def steps(pilot, screen):
        app = pilot.app
        page = await opened(app)
        await pilot.pause()
        assert page.outer_size == app.size
        laid_out = []
        page.screen_layout_refresh_signal.subscribe(
            app, lambda _: laid_out.append(page.outer_size), True
        )
        page.post_message(events.Resize(BEFORE, BEFORE))
        await until(lambda: bool(laid_out))
        await pilot.pause()
        assert set(laid_out) == {app.size}

    walk(FakeVisit([ask(Kind.TEXT)]), steps, size=(120, 36))


@pytest.mark.parametrize("opened", [_question, _below_the_visit, _palette, _curtain])
def test_every_screen_follows_the_terminal(opened):
    async def steps(pilot, screen):
        page = await opened(pilot.app)
        await pilot.resize_terminal(80, 24)
        await until(lambda: page.outer_size == (80, 24))

    walk(FakeVisit([ask(Kind.TEXT)]), steps, size=(120, 36))


def test_each_part_of_a_page_is_styled_once_as_it_opens(monkeypatch: pytest.MonkeyPatch):
    styled: Counter[DOMNode] = Counter()
    apply = Stylesheet.apply

    def count(self: Stylesheet, node: DOMNode, **how: object) -> None:
        styled[node] += 1
        apply(self, node, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(Stylesheet, "apply", count)

    async def steps(pilot, screen):
        page = await _curtain(pilot.app)
        await pilot.pause()
        parts = page.walk_children()
        assert [styled[one] for one in parts] == [1] * len(parts)

    walk(FakeVisit([ask(Kind.TEXT)]), steps)
