"""Widgets that paint lines for the width at hand.

All text that a person or a file gave passes through `show` here and becomes `Content`, which is
never parsed as markup.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from goalcoach.text import cell_width, cut, show, wrap

BLANK = Content("")

StyledSpan = str | tuple[str, str]
"""Words, or words with a style such as "bold $accent"."""


def line(*spans: StyledSpan) -> Content:
    """Return one line of text from spans; the words are shown literally."""
    parts = [(s, "") if isinstance(s, str) else s for s in spans]
    return Content.assemble(*((show(words, lines=False), style) for words, style in parts))


def paragraph(
    text: str, width: int, style: str = "", indent: str = "", first: str = ""
) -> list[Content]:
    """Return `text` wrapped to `width` cells: `first` before its first line, `indent` before
    the others.
    """
    room = max(width - max(cell_width(indent), cell_width(first)), 8)
    lines = wrap(show(text), room)
    return [Content.styled((indent if at else first) + one, style) for at, one in enumerate(lines)]


def cut_line(text: str, cells: int) -> str:
    """Return `text` on one line within `cells`, for lists only."""
    return cut(show(text, lines=False), cells)


def pad(text: str, cells: int) -> str:
    """Return `text` filled with blanks to `cells` cells."""
    return text + " " * max(cells - cell_width(text), 0)


def beside(
    left: Sequence[Content], right: Sequence[Content], width: int, gap: int
) -> list[Content]:
    """Return two columns as lines: `left` filled to `width` cells, then `right`."""
    rows = max(len(left), len(right))
    lines = []
    for at in range(rows):
        first = left[at] if at < len(left) else BLANK
        second = right[at] if at < len(right) else BLANK
        fill = " " * (max(width - first.cell_length, 0) + gap) if second.plain else ""
        lines.append(Content.assemble(first, fill, second))
    return lines


class Painted(Widget):
    """A widget whose lines are made by `paint` for its own width."""

    DEFAULT_CSS = """
    Painted { width: 1fr; height: auto; text-wrap: nowrap; text-overflow: clip; }
    """

    def paint(self, width: int) -> list[Content]:
        """Return the lines to show, none wider than `width`."""
        raise NotImplementedError

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.paint(max(width, 8)))

    def render(self) -> Content:
        return Content("\n").join(self.paint(max(self.content_size.width, 8)))

    def repaint(self) -> None:
        """Paint again; the number of lines may have changed."""
        self.refresh(layout=True)


class Scroll(VerticalScroll, inherit_bindings=False, can_focus=False):
    """Scrolls by the wheel or by what it holds; the page keys stay with the page."""


class FixedLines(Painted):
    """Fixed lines: each a paragraph with one style."""

    def __init__(self, *paragraphs: tuple[str, str], id: str | None = None) -> None:
        super().__init__(id=id)
        self.paragraphs = paragraphs

    def show_words(self, *paragraphs: tuple[str, str]) -> None:
        self.paragraphs = paragraphs
        self.repaint()

    def paint(self, width: int) -> list[Content]:
        return [one for text, style in self.paragraphs for one in paragraph(text, width, style)]
