"""The rows of a roster as a list with its own keys."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from goalcoach.screens.pick import Pick

KEYS = frozenset({"delete", "x", "minus", "plus", "c", "z"})


class Rows(Pick):
    """The rows there are. Letters act here, because nothing can be typed here."""

    shy = True

    @dataclass
    class Acted(Message):
        """One of the row keys was pressed on a row."""

        key: str
        id: str

    @dataclass
    class Edged(Message):
        """Up was pressed on the first row."""

    def handle(self, key: str) -> bool:
        if key in KEYS:
            row = "" if self.at is None or not self.lines else self.lines[self.at].id
            self.post_message(self.Acted(key, row))
            return True
        if key == "up" and self.at == 0:
            self.post_message(self.Edged())
            return True
        return super().handle(key)
