"""Draws no more of a page than is seen, and for a change no more than the rows that changed.

Textual's own draws again all that shares a scroll container with a change, whole, and throws away
what is not in it: at each key every question on the page for the one row that is typed in. It also
draws each container, which keeps every blank row of it in memory, however little shows of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


class PageCompositor(Compositor):
    """Textual's compositor, which draws only what can be seen of the rows that changed."""

    _changed: Sequence[Region] = ()
    """While a change is drawn, its parts from top to bottom, no two of them in the same row."""

    def render_partial_update(self) -> ChopsUpdate | None:
        self._changed = _in_bands(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._changed = ()

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Yield region, clip and strips of the widgets that are seen, from front to back."""
        for area in self._changed or [self.size.region if crop is None else crop]:
            rows = Region(0, area.y, self.size.width, area.height)
            drawn: list[Region] = []
            for widget, (region, clip) in self.visible_widgets.items():
                part = region.intersection(clip)
                seen = part.intersection(area)
                if not seen or any(front.contains_region(seen) for front in drawn):
                    continue
                drawn.append(part)
                x, y, width, height = part.intersection(rows)
                within = Region(x - region.x, y - region.y, width, height)
                yield region, clip.intersection(rows), widget.render_lines(within)


def _in_bands(regions: Iterable[Region]) -> list[Region]:
    """Return regions that hold all these; those that share rows or touch are one."""
    bands: list[Region] = []
    for region in sorted(regions, key=lambda one: one.y):
        if bands and region.y <= bands[-1].bottom:
            bands[-1] = bands[-1].union(region)
        else:
            bands.append(region)
    return bands
