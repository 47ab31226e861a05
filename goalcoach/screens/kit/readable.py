"""Something to read that may be longer than the page: a cursor, scrolling, and what lies below.

Knows nothing of plans: the plan's paragraphs and the changes are both read like this.
"""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.paint import Painted, Scroll, cut_line, line


class Readable(Painted, can_focus=True):
    """Parts with their places; `paint` notes each part's first row and its height in `tops`."""

    def __init__(self) -> None:
        super().__init__(classes="planlines")
        self.at = 0
        self.tops: list[tuple[int, int]] = []

    def names_below(self, row: int) -> list[str]:
        """Return what the parts are called that end below a row."""
        raise NotImplementedError

    def follow(self) -> None:
        """Bring the part under the cursor into view."""
        if self.at < len(self.tops):
            top, height = self.tops[self.at]
            parent = self.parent
            if isinstance(parent, Widget):
                place = Region(0, self.virtual_region.y + top, 1, height)
                parent.scroll_to_region(place, animate=False, force=True)

    def below(self, height: int) -> str:
        """Return what lies below the first `height` rows from the scroll position."""
        parent = self.parent
        start = parent.scroll_offset.y if isinstance(parent, Widget) else 0
        return ", ".join(dict.fromkeys(self.names_below(start + height)))

    def render(self) -> Content:
        shown = super().render()
        # Only now are the places of the parts known.
        self.call_after_refresh(self._tell_below)
        return shown

    def _tell_below(self) -> None:
        refresh_below(self)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()


class Below(Painted):
    """What lies below the visible part."""

    def __init__(self, lines: Readable) -> None:
        super().__init__(classes="below")
        self.lines = lines

    def paint(self, width: int) -> list[Content]:
        parent = self.lines.parent
        height = parent.size.height if isinstance(parent, Widget) else 0
        words = self.lines.below(height) if height else ""
        arrow = coach_of(self).marks.arrows[2]
        said = f"{arrow} {words}" if words else ""
        return [line((cut_line(said, width), "$quiet"))]


class PlanScroll(Scroll):
    """Scrolls what is read and keeps the line about the rest true."""

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        refresh_below(self)


def refresh_below(widget: Widget) -> None:
    """Show anew what lies below, unless the page was taken down or built again meanwhile."""
    if widget.is_attached:
        for below in widget.screen.query(Below):
            below.refresh()
