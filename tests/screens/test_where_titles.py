"""In the list of questions a row's name gives way before the question does."""

from __future__ import annotations

import pytest

from goalcoach.safe_text import cell_width
from goalcoach.screens.visit.overview import ROW_AT_LEAST, short_title

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
