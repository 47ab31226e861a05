"""The rows of a roster as a list with keys of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from goalcoach.screens.fields.keep_key import FirstLetter
from goalcoach.screens.kit.pick_list import Pick, PickLine

KEYS = frozenset({"delete", "x", "minus", "plus", "z"})
"""The keys that act on rows: delete and x remove, minus and plus move, z restores."""


class RosterRows(Pick):
    """The rows of a roster. Letters in KEYS act on the row; any other letter begins a new row."""

    cursor_needs_focus = True
    keeps = False
    """True while there are rows from last time that `c` keeps."""

    def __init__(
        self, lines: Sequence[PickLine], *, at: int | None = None, spaced: bool = True
    ) -> None:
        super().__init__(lines, at=at, spaced=spaced)
        self._first_letter = FirstLetter(self)

    @dataclass
    class Acted(Message):
        """A key of KEYS was pressed on the row `id`; "" if there is no row."""

        key: str
        id: str

    @dataclass
    class Edged(Message):
        """Up was pressed on the first row."""

    def on_key(self, event: events.Key) -> None:
        letter = (event.character or "").isalpha()
        begins = letter and event.key not in KEYS
        if event.key == "enter" or begins or self._first_letter.begun:
            self._first_letter.handle(event, keeps=self.keeps)

    def on_paste(self, event: events.Paste) -> None:
        self._first_letter.handle_paste(event)

    def on_blur(self) -> None:
        self._first_letter.reset()

    def reset(self) -> None:
        """Forget a new row that was begun when the list is full; the next letter begins anew."""
        self._first_letter.reset()

    def handle(self, key: str) -> bool:
        if key in KEYS:
            row = "" if self.at is None or not self.lines else self.lines[self.at].id
            self.post_message(self.Acted(key, row))
            return True
        if key == "up" and self.at == 0:
            self.post_message(self.Edged())
            return True
        return super().handle(key)
