"""The box that a text is written in."""

from __future__ import annotations

import asyncio

from textual.app import App, ComposeResult
from textual.geometry import Region

from goalcoach.screens.kit.text_box import Writer


class OneBox(App[None]):
    def compose(self) -> ComposeResult:
        box = Writer()
        box.placeholder = "a word"
        yield box


def test_a_box_that_was_taken_down_is_still_painted_without_a_fault() -> None:
    async def walk() -> list[str]:
        app = OneBox()
        async with app.run_test():
            box = app.query_one(Writer)
            await box.remove()
            return [strip.text for strip in box.render_lines(Region(0, 0, 10, 2))]

    assert asyncio.run(walk()) == [" " * 10] * 2
