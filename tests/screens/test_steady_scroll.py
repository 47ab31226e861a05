"""Every page comes to rest at every size, also where the scroll bar's column decides on the bar."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.content import Content

import goalcoach.screens
from goalcoach.dialogue.answer_types import Kind
from goalcoach.screens.kit.fitted_screen import FittedScreen
from goalcoach.screens.kit.paint import BLANK, Painted, Scroll
from goalcoach.screens.kit.reading_pane import PlanScroll
from goalcoach.screens.kit.steady_scroll import SteadyScroll
from goalcoach.screens.read.plan import PlanScreen
from goalcoach.sheets.block import Origin
from goalcoach.sheets.writers.gutter_lines import GutterLine
from tests.screens.fake import FakeVisit, ask, until, walk

FEW, MANY = 10, 14
"""Rows of a text beside the bar, and without the bar."""
NEVER_FEWER = {
    "home/home.py": "a row for each person",
    "kit/page.py": "paragraphs",
}
"""Where a scroll container is Textual's: no text in it has fewer rows where it is narrower."""


class Fickle(Painted):
    """A text that has fewer rows beside the bar than without it."""

    many, few = MANY, FEW

    def paint(self, width: int) -> list[Content]:
        return [BLANK] * (self.many if width >= self.screen.size.width else self.few)


class FicklePage(FittedScreen[None]):
    def compose(self):
        with Scroll():
            yield Fickle()


async def rests(pilot, page) -> bool:
    """Return True if nothing more is laid out once there was time to, if need be a few times."""
    laid_out: list[object] = []
    page.screen_layout_refresh_signal.subscribe(page, laid_out.append, True)
    try:
        for _ in range(20):
            laid_out.clear()
            await pilot.pause()
            if not laid_out:
                return True
        return False
    finally:
        page.screen_layout_refresh_signal.unsubscribe(page)


async def open_page(pilot, page) -> None:
    pilot.app.push_screen(page)
    await until(lambda: pilot.app.screen is page and bool(page.query(Painted)))
    await pilot.pause()


@pytest.mark.parametrize("rows", range(FEW - 1, MANY + 2))
def test_a_text_that_fits_only_beside_the_bar_is_shown_there_without_it(rows: int):
    async def steps(pilot, screen):
        page = FicklePage()
        await open_page(pilot, page)
        await pilot.resize_terminal(60, rows)
        assert await rests(pilot, page)
        scroll, text = page.query_one(Scroll), page.query_one(Fickle)
        assert scroll.show_vertical_scrollbar == (rows < FEW)
        assert text.size == ((60, MANY) if rows >= MANY else (59, FEW))

    walk(FakeVisit([ask(Kind.TEXT)]), steps, size=(80, 24))


def test_the_column_is_kept_free_for_one_size_only_and_the_bar_is_there_once_it_is_needed():
    async def steps(pilot, screen):
        page = FicklePage()
        await open_page(pilot, page)
        await pilot.resize_terminal(60, FEW)
        assert await rests(pilot, page)
        scroll, text = page.query_one(Scroll), page.query_one(Fickle)
        text.few = text.many = FEW + 1
        text.refresh(layout=True)
        assert await rests(pilot, page)
        assert scroll.show_vertical_scrollbar
        text.few = text.many = FEW
        text.refresh(layout=True)
        assert await rests(pilot, page)
        assert not scroll.show_vertical_scrollbar
        await pilot.resize_terminal(60, FEW + 1)
        assert await rests(pilot, page)
        assert text.size == (60, FEW)

    walk(FakeVisit([ask(Kind.TEXT)]), steps, size=(80, 24))


def test_a_plan_whose_labels_stand_beside_it_only_without_the_bar_comes_to_rest():
    """On 60 columns they do; one column less, and each paragraph has 11 columns more."""
    words = "We cook lunch together once a week and all of us sit down at the table to eat it. "
    lines = [GutterLine("GOAL", words * 3, Origin("goals.statement"))] * 3

    async def steps(pilot, screen):
        page = PlanScreen("rowan-17", lines)
        await open_page(pilot, page)
        widths = set()
        for rows in range(22, 32):
            await pilot.resize_terminal(60, rows)
            assert await rests(pilot, page), rows
            widths.add(page.lines.size.width)
        assert widths == {54, 55}

    walk(FakeVisit([ask(Kind.TEXT)]), steps, size=(80, 24))


def test_every_scroll_container_comes_to_rest():
    folder = Path(goalcoach.screens.__file__).parent
    textuals = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.py")
        if "VerticalScroll(" in path.read_text("utf-8")
    }
    assert textuals == set(NEVER_FEWER)
    assert issubclass(PlanScroll, SteadyScroll)
