"""Keeps escape bytes that were pasted from being read as keys.

The framework's reader takes an escape byte inside a paste for the start of a key: words go
missing, others change places, and a pasted line end may answer a question. Here each one is
hidden from that reader and given back with the pasted text. Knows nothing of visits.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.message import Message

ESC = "\x1b"
BEGIN = f"{ESC}[200~"
END = f"{ESC}[201~"
HIDDEN = "\ufdd0"
"""Stands for an escape byte on its way through the reader; no text holds this character."""


class PasteParser(XTermParser):
    """Reads keys as the framework does, and a paste as text only."""

    def __init__(self, debug: bool = False) -> None:
        self._pasting = False
        self._carried = ""
        """The end of the last read: inside a paste it is held back, outside it has been passed."""
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        sifted = self._sift(data) if data else ""
        if data and not sifted:
            return  # all of it may be the beginning of the paste's end
        for message in super().feed(sifted):
            if isinstance(message, events.Paste):
                message.text = message.text.replace(HIDDEN, ESC)
            yield message

    def _sift(self, data: str) -> str:
        passed: list[str] = []
        known = 0 if self._pasting else len(self._carried)
        data, self._carried = self._carried + data, ""
        while data:
            marker = END if self._pasting else BEGIN
            text, found, data = data.partition(marker)
            if not found:
                self._carried = _begun(text, marker)
                if self._pasting:
                    text = text.removesuffix(self._carried)
            if self._pasting:
                text = text.replace(ESC, HIDDEN)
            passed.append((text + found)[known:])
            known = 0
            self._pasting = self._pasting != bool(found)
        return "".join(passed)


def _begun(text: str, marker: str) -> str:
    """Return the longest beginning of `marker` that `text` ends with."""
    lengths = range(len(marker) - 1, 0, -1)
    return next((marker[:size] for size in lengths if text.endswith(marker[:size])), "")


def install() -> None:
    """Have the terminal's driver read keys through `PasteParser`."""
    linux_driver.XTermParser = PasteParser  # type: ignore[attr-defined]
