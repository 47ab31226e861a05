"""Decides, while last time's answer is offered, whether a key keeps it or starts a new answer.

There `c` keeps the last answer, but users also just type a new one. No letter of it may be lost,
and a `c` at its beginning must not keep what they are about to change. So any letter starts a new
text, and `c` keeps the last answer only if no other letter follows within PAUSE.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

KEEP = "c"
STANDS = "k"
"""Keeps what the plan says, where a visit kept aside says something else."""
PAUSE = 0.4
"""Seconds after which the next letter is not part of the same word."""


@dataclass
class TextBegun(Message):
    """A new answer begins with `text`: a letter or two, or all of a paste."""

    text: str
    pasted: bool = False


@dataclass
class KeptLastTime(Message):
    """`c` was pressed alone: last time's answer is to be kept. With `stood`, `k`: the plan's."""

    stood: bool = False


class FirstLetter:
    """Handles the letters typed into `widget`, which posts `TextBegun` and `KeptLastTime`."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._waiting: Timer | None = None
        self._pressed = ""
        self.begun = False
        """True once a text has begun, until the focus leaves: each key here is part of it."""

    def handle(self, event: events.Key, *, keeps: bool = True, stands: bool = False) -> bool:
        """Handle a key; return True if it was consumed.

        With `keeps=False`, `c` is any letter; with `stands`, `k` keeps what the plan says.
        """
        keys = (KEEP if keeps else "") + (STANDS if stands else "")
        letter = event.character if event.is_printable else None
        if event.key == "enter" and (self.begun or self._waiting):
            if self._stop_waiting():
                self._widget.post_message(KeptLastTime(self._pressed == STANDS))
        elif not letter or (letter == " " and not self.begun and not self._waiting):
            return False
        elif letter in keys and not self.begun and not self._waiting:
            self._pressed = letter
            self._waiting = self._widget.set_timer(PAUSE, self._keep)
        else:
            first = self._pressed if self._stop_waiting() else ""
            self.begun = True
            self._widget.post_message(TextBegun(first + letter))
        event.stop()
        event.prevent_default()
        return True

    def handle_paste(self, event: events.Paste) -> None:
        """Begin a new text with a paste, after a `c` that was typed just before it."""
        first = self._pressed if self._stop_waiting() else ""
        self.begun = True
        self._widget.post_message(TextBegun(first + event.text, pasted=True))
        event.stop()

    def reset(self) -> None:
        """Forget what was typed, for a focus that has moved: the next letter begins anew."""
        self._stop_waiting()
        self.begun = False

    def _stop_waiting(self) -> bool:
        """Stop the timer of a `c`; return True if one was running."""
        waited = self._waiting is not None
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        return waited

    def _keep(self) -> None:
        self._waiting = None
        self._widget.post_message(KeptLastTime(self._pressed == STANDS))
