"""Runs calls that write files in a thread, one after the other, and describes the save state.

A write to a network folder may take seconds. Keys are handled meanwhile; only the next answer waits
for the one before it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from goalcoach.date_words import say_clock
from goalcoach.errors import NotSaved
from goalcoach.screens.kit.paint import StyledSpan
from goalcoach.translation import tr

Result = TypeVar("Result")
SLOW = 1.0
"""Seconds after which a write that has not returned is shown as "saving"."""


@dataclass(slots=True)
class Saver:
    """Runs calls that write, and keeps the save state. `tell` is called to show the state anew."""

    clock: Callable[[], datetime]
    tell: Callable[[], None]
    saved_at: datetime | None = None
    """When a call last succeeded."""
    since: datetime | None = None
    """Since when nothing could be saved; None while all is saved."""
    sentence: str = ""
    """Why nothing could be saved, or ""."""
    slow: bool = False
    """True while a call takes longer than SLOW."""
    failed: Callable[[], object] | None = None
    """The call that could not save; None while all is saved."""
    typing: bool = False
    """True while there is typed text that is not saved yet; set by the visit's screen."""
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def call(self, work: Callable[[], Result], *, draft: bool = False) -> Result:
        """Run `work` in a thread, after earlier calls, and return its result.

        Raises what it raises; NotSaved sets `since`, `sentence` and `failed` until a call succeeds.
        A `draft` never takes the place of another call in `failed`: its text is still typed there.
        """
        async with self._lock:
            loop = asyncio.get_running_loop()
            timer = loop.call_later(SLOW, self._show_slow)
            try:
                result = await asyncio.to_thread(work)
            except NotSaved as error:
                self.sentence = error.sentence
                self.since = self.since or self.saved_at or self.clock()
                self.failed = self.failed if draft and self.failed else work
                raise
            finally:
                timer.cancel()
                self.slow = False
            self.sentence, self.since, self.failed = "", None, None
            self.saved_at = self.clock()
            return result

    async def at_rest(self) -> None:
        """Return once no call is under way."""
        async with self._lock:
            return

    def _show_slow(self) -> None:
        self.slow = True
        self.tell()

    @property
    def kept(self) -> bool:
        """Return True if the last call could save."""
        return self.since is None

    def words(self) -> StyledSpan:
        """Return the save state as a span for the head; its text is "" before the first save."""
        if self.since is not None:
            return (tr("NOT SAVED since {time}", time=say_clock(self.since)), "bold $signal")
        if self.slow:
            return (tr("saving"), "$quiet")
        if self.typing:
            return (tr("typing"), "$quiet")
        if self.saved_at is None:
            return ("", "$quiet")
        return (tr("saved {time}", time=say_clock(self.saved_at)), "$quiet")
