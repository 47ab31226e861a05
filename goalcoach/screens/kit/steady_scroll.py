"""A scroll container whose bar does not come and go for ever."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.geometry import Size


class SteadyScroll(VerticalScroll, can_focus=False):
    """A scroll container that comes to rest, also where the column of its bar decides on the bar.

    Beside the bar the text has one column less. Where it has fewer rows then, as below the width
    from which labels stand beside their words, it fits with the bar and does not without: Textual
    would take the bar away and bring it back for ever, and no key would be taken any more. There
    the column stays free, bar or no bar, until the container has another size.
    """

    _hidden_at: Size | None = None
    """The size at which the bar was taken away, until the page was laid out without it."""
    _kept_at: Size | None = None
    """The size at which the column stays free."""

    def _refresh_scrollbars(self) -> None:
        size, shown = self._container_size, self.show_vertical_scrollbar
        if self._kept_at is not None and self._kept_at != size:
            self._keep_column(None)
        without = not shown and self.virtual_size.width >= size.width
        if without and self._hidden_at == size and self.virtual_size.height > size.height:
            self._keep_column(size)
        else:
            super()._refresh_scrollbars()
        if shown and not self.show_vertical_scrollbar:
            self._hidden_at = size
        elif without:
            self._hidden_at = None

    def _keep_column(self, size: Size | None) -> None:
        self._kept_at = size
        self.styles.scrollbar_gutter = None if size is None else "stable"  # None: as in the sheet
