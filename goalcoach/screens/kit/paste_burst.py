"""Recognises a paste that comes as single keys, from a terminal without bracketed paste. Pure.

Over a slow line the end of a pasted line may come a while after its words. It is a line end of
the paste all the same: taken for Enter it would answer, and the lines after it other questions.
"""

from __future__ import annotations

PASTE_GAP = 0.03
"""Seconds between two keys below which they were not typed by hand."""
BURST = 20
"""So many signs, each within PASTE_GAP of the one before, are no word typed by hand."""
LINE_END = 1.0
"""Seconds after the last sign of a burst within which a line end belongs to it."""


class PasteBurst:
    """Looks at all keys in the order and at the times in which they came."""

    def __init__(self) -> None:
        self._last = float("-inf")
        self._run = 0
        """How many signs came without a gap."""
        self._until = float("-inf")
        """When the paste is over, if nothing more of it comes."""

    def feed(self, time: float, *, is_sign: bool, is_enter: bool) -> bool:
        """Take the next key; return True if it is a sign or a line end of a paste.

        `time` is in seconds. A key that is neither ends the paste.
        """
        fast, self._last = time - self._last < PASTE_GAP, time
        if is_enter:
            return time < self._until
        if not is_sign:
            self._run, self._until = 0, float("-inf")
            return False
        self._run = self._run + 1 if fast else 1
        if fast and (self._run > BURST or time < self._until):
            self._until = time + LINE_END
            return True
        return False
