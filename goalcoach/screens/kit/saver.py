"""Writing without stalling the screen: each call runs in a thread, one after the other.

A write to a network folder may take seconds. Keys are still taken meanwhile; only the next
answer waits for the one before it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from goalcoach.calendar import say_clock
from goalcoach.errors import NotSaved
from goalcoach.screens.kit.paint import StyledSpan

Result = TypeVar("Result")
SLOW = 1.0
"""Seconds after which a write that is not back yet is said to be under way."""


@dataclass(slots=True)
class Saver:
    """Runs calls that write, and knows what to say about it."""

    clock: Callable[[], datetime]
    tell: Callable[[], None]
    saved_at: datetime | None = None
    since: datetime | None = None
    sentence: str = ""
    slow: bool = False
    typing: bool = False
    _line: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def call(self, work: Callable[[], Result]) -> Result:
        """Run `work` in a thread; raises what it raises. NotSaved is remembered until a success."""
        async with self._line:
            loop = asyncio.get_running_loop()
            timer = loop.call_later(SLOW, self._say_slow)
            try:
                result = await asyncio.to_thread(work)
            except NotSaved as error:
                self.sentence = error.sentence
                self.since = self.since or self.saved_at or self.clock()
                raise
            finally:
                timer.cancel()
                self.slow = False
            self.sentence, self.since = "", None
            self.saved_at = self.clock()
            return result

    def _say_slow(self) -> None:
        self.slow = True
        self.tell()

    @property
    def kept(self) -> bool:
        """True while nothing is known that could not be written."""
        return self.since is None

    def words(self) -> StyledSpan:
        """Return the save state for the head."""
        if self.since is not None:
            return (f"NOT SAVED since {say_clock(self.since)}", "bold $signal")
        if self.slow:
            return ("saving", "$quiet")
        if self.typing:
            return ("typing", "$quiet")
        return (f"saved {say_clock(self.saved_at)}" if self.saved_at else "", "$quiet")
