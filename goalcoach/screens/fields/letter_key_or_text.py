"""Decides whether a letter that is a key here acts, or is the first letter of words.

`c` keeps the last answer, `h` holds a step, `x` takes a row away; but people also just type. No
letter of what they type may be lost, and a word that begins with such a letter must not do what
the letter does. So a letter acts only if no other sign follows it within PAUSE.
"""

from __future__ import annotations

from collections.abc import Callable
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
    """Words begin with `text`: a sign or two, or all of a paste."""

    text: str
    pasted: bool = False


@dataclass
class KeptLastTime(Message):
    """`c` was pressed alone: last time's answer is to be kept. With `stood`, `k`: the plan's."""

    stood: bool = False


class FirstLetter:
    """Handles what is typed at `widget`, which posts `TextBegun`; `act` does what a letter does."""

    def __init__(self, widget: Widget, act: Callable[[str], object]) -> None:
        self._widget = widget
        self._act = act
        self._waiting: Timer | None = None
        self._pressed = ""
        self.begun = False
        """True once words have begun, until `reset`: each key here is part of them."""

    @property
    def waits(self) -> bool:
        """True while a letter may still become words."""
        return self._waiting is not None

    def handle(self, event: events.Key, *, keys: str = "") -> bool:
        """Handle a key; return True if it was consumed. `keys` are the letters that act here.

        The same letter twice in quick succession acts twice: no word begins so. Digits that choose
        act together, if no other sign follows them.
        """
        sign = event.character if event.is_printable else None
        if event.key == "enter" and (self.begun or self._waiting):
            self.press_now()
        elif not sign or (sign == " " and not self.begun and not self._waiting):
            return False
        elif self._is_next_digit(sign, keys):
            pressed = self._pressed + sign
            self._stop_waiting()
            self._await(pressed)
        elif sign in keys and not self.begun and (not self._waiting or sign == self._pressed):
            self.press_now()
            self._await(sign)
        else:
            first = self._pressed if self._stop_waiting() else ""
            self.begun = True
            self._widget.post_message(TextBegun(first + sign))
        event.stop()
        event.prevent_default()
        return True

    def handle_paste(self, event: events.Paste) -> None:
        """Begin words with a paste, after a letter that was typed just before it."""
        first = self._pressed if self._stop_waiting() else ""
        self.begun = True
        self._widget.post_message(TextBegun(first + event.text, pasted=True))
        event.stop()

    def press_now(self) -> bool:
        """Let the letter that waits act at once; return False if none waits."""
        if not self._stop_waiting():
            return False
        self._act(self._pressed)
        return True

    def reset(self) -> None:
        """Forget what was typed, for a focus that has moved: the next letter begins anew."""
        self._stop_waiting()
        self.begun = False

    def _await(self, pressed: str) -> None:
        self._pressed = pressed
        self._waiting = self._widget.set_timer(PAUSE, self._alone)

    def _is_next_digit(self, sign: str, keys: str) -> bool:
        """Return True for another digit that acts, behind digits that wait."""
        digits = self._pressed if self.waits and self._pressed.isdecimal() else ""
        return bool(digits) and sign.isdecimal() and sign in keys and sign not in digits

    def _stop_waiting(self) -> bool:
        """Stop the timer of a letter; return True if one was running."""
        waited = self._waiting is not None
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        return waited

    def _alone(self) -> None:
        self._waiting = None
        self._act(self._pressed)
