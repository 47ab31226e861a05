"""In the list of questions a row's name gives way before the question does."""

from __future__ import annotations

import pytest

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.view.screen import Status, WhereLine
from goalcoach.safe_text import cell_width
from goalcoach.screens.visit.overview_list import ROW_AT_LEAST, short_title
from tests.screens.fake import FakeVisit, ask, by_hand, frame, walk

ROW = "The library floor is a pattern that moves"


@pytest.mark.parametrize("cells", [48, 31, 20, 18])
@pytest.mark.parametrize("question", ["How that is now", "How much of it is in my life"])
def test_of_a_row_the_question_is_still_told_apart(cells, question):
    title = short_title(f"{ROW}: {question}", cells)
    assert cell_width(title) <= cells
    named, asked = title.split(": ")
    assert named.startswith("The")
    assert question.startswith(asked.removesuffix("…"))
    assert asked == question or cell_width(named) <= ROW_AT_LEAST


def test_a_title_that_fits_stands_whole():
    assert short_title("Who noticed", 30) == "Who noticed"
    assert short_title("Who noticed it first of all of them", 12) == "Who noticed…"


LONG = "What has come to be worse since the last time"


@pytest.mark.parametrize(("detail", "whole"), [("", True), ("so " * 30, False)])
def test_a_title_is_cut_only_where_what_stands_behind_it_needs_the_room(detail: str, whole: bool):
    lines = (
        WhereLine("wins/day", "Wins", LONG, Status.OPEN, "", current=True),
        WhereLine("wins/next", "Wins", "Next", Status.ANSWERED, detail),
    )

    async def steps(pilot, screen):
        await by_hand(pilot, "f9")
        assert (LONG in frame(pilot.app)) is whole

    class Told(FakeVisit):
        def where(self) -> tuple[WhereLine, ...]:
            return lines

    walk(Told([ask(Kind.TEXT)]), steps)
