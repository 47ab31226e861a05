"""A long text to read: parts with a cursor, in a scroll container, and a line on what is below.

Knows nothing of plans; plans and changes are both shown with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from goalcoach.safe_text import cell_width, cut_at_word, show
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.paint import BLANK, Painted, Scroll, line


class Readable(Painted, can_focus=True):
    """A text in parts with a cursor, inside a scroll container.

    `at` is the index of the part under the cursor. `paint` notes each part's first row and height
    in `tops`.
    """

    def __init__(self) -> None:
        super().__init__(classes="planlines")
        self.at = 0
        self.tops: list[tuple[int, int]] = []
        self._rows: Sequence[Content] = ()
        self._rows_width = 0

    def names_below(self, row: int) -> list[str]:
        """Return the names of the parts that end below the row with index `row`."""
        raise NotImplementedError

    def follow(self) -> None:
        """Scroll so that the part under the cursor is visible."""
        if self.at < len(self.tops):
            top, height = self.tops[self.at]
            parent = self.parent
            if isinstance(parent, Widget):
                place = Region(0, self.virtual_region.y + top, 1, height)
                parent.scroll_to_region(place, animate=False, force=True)

    def below(self, height: int) -> list[str]:
        """Return the names of the parts below the visible `height` rows, each once."""
        parent = self.parent
        start = parent.scroll_offset.y if isinstance(parent, Widget) else 0
        return list(dict.fromkeys(self.names_below(start + height)))

    def render_line(self, y: int) -> Strip:
        """Return one row. Only those in view are asked for: a text may have 20,000 of them."""
        width = max(self.content_size.width, 8)
        if self._dirty_regions or self._rows_width != width:
            self._rows, self._rows_width = self.paint(width), width
            self._dirty_regions.clear()
            # Painting has just set the rows of the parts; scrolling follows after this refresh.
            self.call_after_refresh(self._tell_below)
        row = self._rows[y] if y < len(self._rows) else BLANK
        return self.render_row(row if self.found is None else self.found.mark(y, row))

    def render_row(self, row: Content) -> Strip:
        """Return a row as it is drawn."""
        strips = Visual.to_strips(self, row, self.size.width, 1, self.visual_style)
        return strips[0] if strips else Strip.blank(self.size.width, self.visual_style.rich_style)

    def _tell_below(self) -> None:
        refresh_below(self)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()


class Below(Painted):
    """One line that names what is below the visible rows of `lines`."""

    def __init__(self, lines: Readable) -> None:
        super().__init__(classes="below")
        self.lines = lines

    def paint(self, width: int) -> list[Content]:
        parent = self.lines.parent
        height = parent.size.height if isinstance(parent, Widget) else 0
        names = self.lines.below(height) if height else []
        arrow = coach_of(self).marks.arrows[2]
        said = f"{arrow} {', '.join(names)}" if names else ""
        while cell_width(said) > width and len(names) > 1:  # no name is cut in two
            names = names[:-1]
            said = f"{arrow} {', '.join(names)}, …"
        return [line((cut_at_word(show(said, lines=False), width), "$quiet"))]


class PlanScroll(Scroll):
    """A scroll container for a `Readable` that refreshes the `Below` line as it scrolls."""

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        refresh_below(self)


def refresh_below(widget: Widget) -> None:
    """Refresh the `Below` lines of a widget's screen, if the widget is still part of one."""
    if widget.is_attached:
        for below in widget.screen.query(Below):
            below.refresh()
