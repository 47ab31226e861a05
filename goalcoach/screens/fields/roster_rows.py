"""The rows of a roster as a list with keys of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from goalcoach.screens.fields.field import CHANGE
from goalcoach.screens.fields.letter_key_or_text import (
    KEEP,
    PAUSE,
    STANDS,
    FirstLetter,
    KeptLastTime,
)
from goalcoach.screens.kit.digit_key import digit_of
from goalcoach.screens.kit.pick_list import Pick, PickLine

KEYS = frozenset({"delete", "minus", "plus"})
"""The keys that act on rows at once: delete removes, minus and plus move."""
ROW_LETTERS = "xz"
"""The letters that act on rows if no other sign follows: x removes, z restores."""


class RosterRows(Pick):
    """The rows of a roster. KEYS and ROW_LETTERS act on the row; words typed here are a new row."""

    cursor_needs_focus = True
    keeps = False
    """True while there are rows from last time that `c` keeps."""

    def __init__(
        self, lines: Sequence[PickLine], *, at: int | None = None, spaced: bool = True
    ) -> None:
        super().__init__(lines, at=at, spaced=spaced)
        self.first_letter = FirstLetter(self, self._press_alone)
        self._digits = ""
        """Digits typed just now, and blanks after them: words may begin so, as "2 times a day"."""
        self._digit_at = float("-inf")

    @dataclass
    class Acted(Message):
        """A key of KEYS or ROW_LETTERS was pressed on the row `id`; "" if there is no row."""

        key: str
        id: str

    class Finished(Message):
        """Enter was pressed: the rows are as wanted."""

    @dataclass
    class Edged(Message):
        """Up was pressed on the first row."""

    def on_key(self, event: events.Key) -> None:
        if event.time - self._digit_at > PAUSE:
            self._digits = ""
        sign = event.character or ""
        first = self.first_letter
        letter = event.is_printable and sign != " " and event.key not in KEYS
        if (letter and digit_of(event.key) is None) or first.begun or first.waits:
            first.handle(event, keys=ROW_LETTERS + (KEEP if self.keeps else ""))
        elif event.is_printable and (self._digits or digit_of(event.key) is not None):
            self._digits += sign
            self._digit_at = event.time

    def digits_before(self) -> str:
        """Return the digits that words began with, once: the cursor has followed them."""
        digits, self._digits = self._digits, ""
        return digits

    def _press_alone(self, letter: str) -> None:
        if letter in ROW_LETTERS:
            self.handle(letter)
        else:
            self.post_message(KeptLastTime(letter == STANDS))

    def on_paste(self, event: events.Paste) -> None:
        self.first_letter.handle_paste(event)

    def on_blur(self) -> None:
        self.first_letter.reset()

    def reset(self) -> None:
        """Forget a new row that was begun when the list is full; the next letter begins anew."""
        self.first_letter.reset()

    def handle(self, key: str) -> bool:
        if key in KEYS or key in ROW_LETTERS:
            row = "" if self.at is None or not self.lines else self.lines[self.at].id
            self.post_message(self.Acted(key, row))
            return True
        if key == "enter":
            self.post_message(self.Finished())
            return True
        if key == CHANGE and self.at is not None:
            return super().handle("enter")
        if key == "up" and not self.at:
            self.post_message(self.Edged())
            return True
        return super().handle(key)
