"""A key parser that reads a paste as text, whatever escape bytes it holds.

Textual's parser takes an escape byte inside a paste for the start of a key: words get lost or
reordered, and a pasted line end may answer a question. Here such bytes are replaced before the
parser sees them and restored in the pasted text. Knows nothing of visits.
"""

from __future__ import annotations

from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable, Iterable
from functools import partial
from time import monotonic

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.message import Message

ESC = "\x1b"
BEGIN = f"{ESC}[200~"
END = f"{ESC}[201~"
HIDDEN = "\ufdd0"
"""Replaces an escape byte on its way through the parser; a noncharacter, so no text holds it."""
STALLED = 5.0
"""Seconds without a byte after which a paste whose end has not come is over: its end is lost, and
every key would be taken for text of it."""


class PasteParser(XTermParser):
    """Textual's parser, but for pastes.

    `looked` is called in the thread that reads, each time it has looked whether a key came. It
    ends the reading if it raises.
    """

    def __init__(
        self,
        debug: bool = False,
        looked: Callable[[], None] | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._looked = looked
        self._clock = clock
        self._fed_at = clock()
        self._pasting = False
        self._carried = ""
        """The end of the last read if it may begin a marker that the next read completes.

        Inside a paste it has not been passed to the parser yet; outside it has."""
        super().__init__(debug)

    def tick(self) -> Iterable[Message]:
        if self._looked is not None:
            self._looked()
        if self._pasting and self._clock() - self._fed_at >= STALLED:
            return self.feed(END)
        return super().tick()

    def feed(self, data: str) -> Iterable[Message]:
        self._fed_at = self._clock()
        hidden = self._hide_escapes(data) if data else ""
        if data and not hidden:
            return  # all of it may be the beginning of the end marker
        for message in super().feed(hidden):
            if isinstance(message, events.Paste):
                message.text = message.text.replace(HIDDEN, ESC)
            yield message

    def _hide_escapes(self, data: str) -> str:
        """Return what to pass to the parser of a read: HIDDEN for escapes inside a paste."""
        passed: list[str] = []
        known = 0 if self._pasting else len(self._carried)
        data, self._carried = self._carried + data, ""
        while data:
            marker = END if self._pasting else BEGIN
            text, found, data = data.partition(marker)
            if not found:
                self._carried = _partial_marker(text, marker)
                if self._pasting:
                    text = text.removesuffix(self._carried)
            if self._pasting:
                text = text.replace(ESC, HIDDEN)
            passed.append((text + found)[known:])
            known = 0
            self._pasting = self._pasting != bool(found)
        return "".join(passed)


def _partial_marker(text: str, marker: str) -> str:
    """Return the longest proper prefix of `marker` that `text` ends with, or ""."""
    lengths = range(len(marker) - 1, 0, -1)
    return next((marker[:size] for size in lengths if text.endswith(marker[:size])), "")


def install(looked: Callable[[], None]) -> None:
    """Make Textual's driver for Linux and macOS parse its input with `PasteParser`.

    Bytes that are no UTF-8, as of a terminal set to Latin-1 or a line with noise, are read as
    U+FFFD; they would end the reading of keys, and the app with it.
    """
    parser = partial(PasteParser, looked=looked)
    linux_driver.XTermParser = parser  # type: ignore[attr-defined, assignment]
    linux_driver.getincrementaldecoder = _lenient_decoder  # type: ignore[attr-defined, assignment]


def _lenient_decoder(encoding: str) -> Callable[[], IncrementalDecoder]:
    return partial(getincrementaldecoder(encoding), errors="replace")
