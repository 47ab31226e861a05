"""The rows of a roster as a list with its own keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from goalcoach.screens.fields.first_letter import Beginning
from goalcoach.screens.kit.pick_list import Pick, PickLine

KEYS = frozenset({"delete", "x", "minus", "plus", "z"})


class RosterRows(Pick):
    """The rows there are. A few letters act here; any other begins a new row."""

    cursor_needs_focus = True
    keeps = False
    """There is something from last time that `c` keeps."""

    def __init__(
        self, lines: Sequence[PickLine], *, at: int | None = None, spaced: bool = True
    ) -> None:
        super().__init__(lines, at=at, spaced=spaced)
        self._beginning = Beginning(self)

    @dataclass
    class Acted(Message):
        """One of the row keys was pressed on a row."""

        key: str
        id: str

    @dataclass
    class Edged(Message):
        """Up was pressed on the first row."""

    def on_key(self, event: events.Key) -> None:
        letter = (event.character or "").isalpha()
        begins = letter and event.key not in KEYS
        if event.key == "enter" or begins or self._beginning.under_way:
            self._beginning.hear(event, keeps=self.keeps)

    def on_paste(self, event: events.Paste) -> None:
        self._beginning.take(event)

    def on_blur(self) -> None:
        self._beginning.leave()

    def give_up(self) -> None:
        """What began here has nowhere to go: the next letter begins anew."""
        self._beginning.leave()

    def handle(self, key: str) -> bool:
        if key in KEYS:
            row = "" if self.at is None or not self.lines else self.lines[self.at].id
            self.post_message(self.Acted(key, row))
            return True
        if key == "up" and self.at == 0:
            self.post_message(self.Edged())
            return True
        return super().handle(key)
