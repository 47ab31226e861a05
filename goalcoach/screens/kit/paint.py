"""Widgets that paint lines for their width, and the lines themselves.

All text that a user or a file gave passes through `show` here and becomes `Content`, which Textual
never parses as markup: with a plain string, `plan [/b]` would raise and `[kg]` vanish.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region, Size
from textual.widget import Widget

from goalcoach.safe_text import cell_width, cut, show, wrap
from goalcoach.screens.kit.steady_scroll import SteadyScroll
from goalcoach.screens.kit.text_match import Match
from goalcoach.translation import spoken_language

FOUND, FOUND_HERE = "bold underline", "bold reverse"
"""Styles of what a search found, and of the one it stands at; neither is a colour."""

BLANK = Content("")

StyledSpan = str | tuple[str, str]
"""Text, or text with a style such as "bold $accent"."""


def line(*spans: StyledSpan) -> Content:
    """Return spans as one line; control characters are spelled out, line ends become " / "."""
    parts = [(s, "") if isinstance(s, str) else s for s in spans]
    return Content.assemble(*((show(words, lines=False), style) for words, style in parts))


def paragraph(
    text: str, width: int, style: str = "", indent: str = "", first: str = ""
) -> list[Content]:
    """Return `text` wrapped to `width` cells, with `first` before its first line and `indent`
    before the others. At least 8 cells a line are kept for the text.
    """
    room = max(width - max(cell_width(indent), cell_width(first)), 8)
    lines = wrap(show(text), room)
    return [Content.styled((indent if at else first) + one, style) for at, one in enumerate(lines)]


def cut_line(text: str, cells: int) -> str:
    """Return the first line of `text`, cut to `cells` cells; for lists, where full text is near."""
    return cut(show(text, lines=False), cells)


def small_label(label: str) -> str:
    """Return a label, which is in capitals, to be read in a line; German nouns would suffer."""
    return label if spoken_language() == "de" else label.lower()


def capital(words: str) -> str:
    """Return words with a capital at their head; the others stay as they are."""
    return words[:1].upper() + words[1:]


def pad(text: str, cells: int) -> str:
    """Return `text` filled with blanks to `cells` cells."""
    return text + " " * max(cells - cell_width(text), 0)


def beside(
    left: Sequence[Content], right: Sequence[Content], width: int, gap: int
) -> list[Content]:
    """Return two columns as lines: `left` padded to `width` cells, `gap` blanks, then `right`."""
    rows = max(len(left), len(right))
    lines = []
    for at in range(rows):
        first = left[at] if at < len(left) else BLANK
        second = right[at] if at < len(right) else BLANK
        fill = " " * (max(width - first.cell_length, 0) + gap) if second.plain else ""
        lines.append(Content.assemble(first, fill, second))
    return lines


class FoundMarks:
    """What a search found in the rows of a widget; that with the index `at` is where it stands."""

    def __init__(self, matches: Sequence[Match], at: int | None) -> None:
        self._rows: dict[int, list[tuple[int, int, str]]] = {}
        for number, match in enumerate(matches):
            style = FOUND_HERE if number == at else FOUND
            for piece in match:
                self._rows.setdefault(piece.row, []).append((piece.start, piece.end, style))

    def mark(self, number: int, row: Content) -> Content:
        """Return the row with the index `number` with what was found in it marked."""
        for start, end, style in self._rows.get(number, ()):
            row = row.stylize(style, start, end)
        return row


class LaidOutOnce(Widget):
    """A widget for whose new size the page is not laid out once more, as Textual would.

    That is for what is scrolled, whose bars take room; this shows none.
    """

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        return super()._size_updated(size, virtual_size, container_size, layout=False)


class Stack(Vertical, LaidOutOnce):
    """Widgets one below the other."""


class Painted(LaidOutOnce):
    """A widget that shows the lines its `paint` returns, and is as high as they are many."""

    found: FoundMarks | None = None
    """What a search found in the lines, while there is one."""

    DEFAULT_CSS = """
    Painted { width: 1fr; height: auto; text-wrap: nowrap; text-overflow: clip; }
    """

    _laid_out = (0, 0)
    """Lines and width when the page was last laid out; a width of 0 before that."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Widget.auto_links, False)  # else each row is looked through for them
        self._rendered: list[Content] = []
        """The lines as they were last rendered; none once all are to be rendered again, or where a
        widget draws its rows itself."""
        self._standing: frozenset[int] = frozenset()
        """While some are rendered again, those that are not."""

    def paint(self, width: int) -> list[Content]:
        """Return the lines to show, none wider than `width` cells.

        Called for the height and again for the lines, so it must be fast and change nothing but
        notes about its own rows.
        """
        raise NotImplementedError

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        width = max(width, 8)
        rows = len(self.paint(width))
        self._laid_out = rows, width
        return rows

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        if size != self._size:
            # With no rows it is not rendered at all: back at the size before, its rows are others.
            self._rendered = []
        return super()._size_updated(size, virtual_size, container_size, layout)

    def _set_dirty(self, *regions: Region) -> None:
        if not regions:
            # Textual then counts as changed what has a row at this moment: nothing in a widget
            # without any. As high as before when it shows again, it would show what it did then.
            self._rendered = []
        super()._set_dirty(*regions)

    def render(self) -> Content:
        rows = self._marked(self.paint(max(self.content_size.width, 8)))
        if self._standing:
            rows = [BLANK if y in self._standing else row for y, row in enumerate(rows)]
        self._rendered = rows
        return Content("\n").join(rows)

    def _render_content(self) -> None:
        """Render the rows that are others now; what was rendered of the rest stands."""
        rows, strips = self._rendered, self._render_cache.lines
        changed = {y for one in self._dirty_regions for y in one.line_range}
        if self._render_cache.size == self.size and self.text_selection is None:
            top = self.content_offset.y
            known = range(min(len(rows), len(strips)))
            self._standing = frozenset(y for y in known if y + top not in changed)
        super()._render_content()
        for y in self._standing:
            if y < len(self._rendered):
                self._rendered[y], self._render_cache.lines[y] = rows[y], strips[y]
        self._standing = frozenset()

    def _marked(self, rows: list[Content]) -> list[Content]:
        if self.found is None:
            return rows
        return [self.found.mark(number, row) for number, row in enumerate(rows)]

    def repaint(self) -> None:
        """Draw the lines that are others now; where they are more or less, lay out the page anew.

        No page has room for a widget that was never measured: it is not shown, or its height fixed.
        """
        before, width = self._laid_out
        size = self.content_size
        rows = self.paint(width) if width else []
        has_room = before < size.height and len(rows) <= size.height  # its height is not theirs
        layout = len(rows) != before and not has_room
        if layout or width != size.width or not self._rendered:
            self.refresh(layout=layout)
        else:
            self._refresh_rows(self._marked(rows))

    def _refresh_rows(self, rows: list[Content]) -> None:
        """Draw the rows that are not as they were last rendered, seen or not."""
        width, height = self.content_size
        changed = [
            Region(0, y, width, 1)
            for y in range(height)
            if not _row(self._rendered, y).is_same(_row(rows, y))
        ]
        if changed:
            self.refresh(*changed)


def _row(rows: Sequence[Content], y: int) -> Content:
    return rows[y] if y < len(rows) else BLANK


class Scroll(SteadyScroll, inherit_bindings=False, can_focus=False):
    """A scroll container without focus and key bindings, so that the page gets PgUp and PgDn."""


class FixedLines(Painted):
    """Paragraphs, each as a pair of text and style."""

    def __init__(
        self, *paragraphs: tuple[str, str], id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.paragraphs = paragraphs

    def show_words(self, *paragraphs: tuple[str, str]) -> None:
        """Show other paragraphs; nothing is drawn if they are shown already."""
        if paragraphs != self.paragraphs:
            self.paragraphs = paragraphs
            self.repaint()

    def paint(self, width: int) -> list[Content]:
        return [one for text, style in self.paragraphs for one in paragraph(text, width, style)]
