"""The page of an open visit as far as the app knows it, which is so without loading a visit."""

from __future__ import annotations

from collections.abc import Callable, Coroutine

from goalcoach.screens.kit.coach_app import LeftVisit
from goalcoach.screens.kit.page import Page


class VisitPage(Page[str]):
    """A page with an open visit, which is to be put away before the app ends."""

    async def leave_by(self, leave: Callable[[], Coroutine[object, object, None]]) -> None:
        """Leave if all is saved, or can be now; else say first what is not."""
        raise NotImplementedError

    async def put_away(self) -> bool:
        """Keep half-typed text and release the visit; used when leaving in any way.

        Return True if something that was said could not be written.
        """
        raise NotImplementedError

    def as_left(self) -> LeftVisit:
        """Return the visit as it is left if nothing more can be done for it."""
        raise NotImplementedError
