"""What a key costs: the page is laid out anew only where a number of lines has changed."""

from __future__ import annotations

import pytest
from textual.geometry import Size

from goalcoach.screens.kit.paint import FixedLines

WINDOW = Size(80, 24)


def test_other_words_in_as_many_lines_are_painted_without_laying_the_page_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bool] = []
    lines = FixedLines(("one", ""))
    monkeypatch.setattr(lines, "refresh", lambda *, layout: asked.append(layout))
    lines.get_content_height(WINDOW, WINDOW, 40)
    lines.show_words(("other", ""))
    assert asked == [False]
    lines.show_words(("other", ""))
    assert asked == [False]  # the same words are not painted again
    lines.show_words(("other", ""), ("more", ""))
    assert asked == [False, True]
