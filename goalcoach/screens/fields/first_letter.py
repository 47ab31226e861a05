"""Tells a letter that acts from one that begins a word, where words from last time wait.

There `c` keeps what was said, and people type an answer all the same: each letter they lost
would be one of their words, and a `c` among them would keep what they meant to change. So a
letter begins the new text, and a `c` counts once no other letter has followed it.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

KEEP = "c"
PAUSE = 0.4
"""Letters of one word follow each other sooner than this many seconds."""


@dataclass
class Begun(Message):
    """A new text begins with these letters, or with all of a paste."""

    text: str
    pasted: bool = False


@dataclass
class KeptLastTime(Message):
    """A `c` stood alone: what was said last time is kept."""


class Beginning:
    """Listens to the letters for `widget`, which posts `Begun` and `Kept`."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._waiting: Timer | None = None
        self.under_way = False
        """A text has begun: until the focus has moved on to it, each key here is part of it."""

    def hear(self, event: events.Key, *, keeps: bool = True) -> bool:
        """Take a key; return whether it was for here. Without `keeps` a `c` is as any letter."""
        letter = event.character if event.is_printable else None
        if event.key == "enter" and (self.under_way or self._waiting):
            if self._stop_waiting():
                self._widget.post_message(KeptLastTime())
        elif not letter or (letter == " " and not self.under_way and not self._waiting):
            return False
        elif letter == KEEP and keeps and not self.under_way and not self._waiting:
            self._waiting = self._widget.set_timer(PAUSE, self._keep)
        else:
            first = KEEP if self._stop_waiting() else ""
            self.under_way = True
            self._widget.post_message(Begun(first + letter))
        event.stop()
        event.prevent_default()
        return True

    def take(self, event: events.Paste) -> None:
        """Take a paste: it is new text, with what may have been its first letter."""
        first = KEEP if self._stop_waiting() else ""
        self.under_way = True
        self._widget.post_message(Begun(first + event.text, pasted=True))
        event.stop()

    def leave(self) -> None:
        """The focus is elsewhere: the next letter begins anew."""
        self._stop_waiting()
        self.under_way = False

    def _stop_waiting(self) -> bool:
        waited = self._waiting is not None
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        return waited

    def _keep(self) -> None:
        self._waiting = None
        self._widget.post_message(KeptLastTime())
