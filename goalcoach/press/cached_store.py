"""The store as one run of printing sees it."""

from __future__ import annotations

from goalcoach.store.site_file import Site
from goalcoach.store.store import Store


class RunStore(Store):
    """A store that looks at the site once, and at the versions of a plan once while it prints it.

    Each look costs as much as a fifth of a sheet, and a run is one moment to whoever started it.
    """

    _site: Site | None = None
    _last: tuple[str, tuple[int, ...]] = ("", ())

    def site(self) -> Site:
        """Return the site as it was when the run first asked; BadData, NewerFormat."""
        if self._site is None:
            self._site = super().site()
        return self._site

    def versions(self, code: str) -> tuple[int, ...]:
        """Return the versions of a plan; of the plan asked for last without a look at the disk."""
        if self._last[0] != code:
            self._last = (code, super().versions(code))
        return self._last[1]
