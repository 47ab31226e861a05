"""The one place where people type: a text area that leaves the visit's keys alone.

Enter answers instead of inserting a line, except within a paste: terminals without bracketed
paste send a paste as single keys, so an Enter that comes right after another key is text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from goalcoach.text import clean, show

PASTE_GAP = 0.03
"""Keys closer than this many seconds were not typed by hand."""
LONGEST = 100_000
"""A paste longer than this many characters is cut: nobody says that much in an answer."""


def _stand_in(ch: str) -> str:
    if ch == "\t" or show(ch) == ch:
        return ch
    return chr(0x2400 + ord(ch)) if ord(ch) < 32 else "\ufffd"


class Writer(TextArea, inherit_bindings=False):
    """Types text; posts `Entered` on Enter. `lines=False` keeps one paragraph."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("shift+up", "cursor_up(True)", show=False),
        Binding("shift+down", "cursor_down(True)", show=False),
        Binding("shift+left", "cursor_left(True)", show=False),
        Binding("shift+right", "cursor_right(True)", show=False),
        Binding("ctrl+left", "cursor_word_left", show=False),
        Binding("ctrl+right", "cursor_word_right", show=False),
        Binding("home,ctrl+a", "cursor_line_start", show=False),
        Binding("end,ctrl+e", "cursor_line_end", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete", "delete_right", show=False),
        Binding("ctrl+w", "delete_word_left", show=False),
        Binding("ctrl+u", "delete_to_start_of_line", show=False),
        Binding("ctrl+k", "delete_to_end_of_line_or_delete_line", show=False),
        Binding("ctrl+x", "cut", show=False),
        Binding("ctrl+c,super+c", "copy", show=False),
        Binding("ctrl+v", "paste", show=False),
        Binding("ctrl+z", "undo", show=False),
        Binding("ctrl+y", "redo", show=False),
    ]

    @dataclass
    class Entered(Message):
        """Enter was pressed: the text is meant as it stands."""

        writer: Writer
        text: str

        @property
        def control(self) -> Writer:
            return self.writer

    @dataclass
    class Edged(Message):
        """Up or down was pressed on the first or last line."""

        writer: Writer
        down: bool

        @property
        def control(self) -> Writer:
            return self.writer

    def __init__(
        self, text: str = "", *, lines: bool = False, rows: int = 0, id: str | None = None
    ) -> None:
        super().__init__(
            text,
            id=id,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
        )
        self.lines = lines
        self.cursor_blink = False
        self._last_key = float("-inf")
        if rows:
            self.styles.height = rows

    def on_mount(self) -> None:
        self.move_cursor(self.document.end)

    @property
    def typed(self) -> str:
        """The text as it would be kept."""
        return clean(self.text, lines=self.lines)

    def get_line(self, line_index: int) -> Text:
        """Return a line to draw, one character for each: what would act on a terminal does not."""
        drawn = "".join(_stand_in(ch) for ch in self.document.get_line(line_index))
        return Text(drawn, end="", no_wrap=True)

    def action_cursor_up(self, select: bool = False) -> None:
        if self.cursor_at_first_line and not select:
            self.post_message(self.Edged(self, down=False))
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        if self.cursor_at_last_line and not select:
            self.post_message(self.Edged(self, down=True))
        super().action_cursor_down(select)

    async def _on_key(self, event: events.Key) -> None:
        gap = event.time - self._last_key
        self._last_key = event.time
        if event.key == "enter" and gap >= PASTE_GAP:
            event.stop()
            event.prevent_default()
            self.post_message(self.Entered(self, self.typed))
        elif event.key in {"enter", "ctrl+j"}:
            event.stop()
            event.prevent_default()
            self.insert("\n" if self.lines else " ")
        elif event.key == "tab":
            return
        elif event.character is not None and event.key.startswith("alt+"):
            event.prevent_default()
        else:
            await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert_pasted(event.text)

    def insert_pasted(self, text: str) -> None:
        """Put in what was pasted, in one paragraph where no more are kept."""
        text = text[:LONGEST]
        self.insert(text if self.lines else clean(text))

    def begin(self, text: str, *, pasted: bool) -> None:
        """Take text that began beside this field, and what is typed next."""
        if pasted:
            self.insert_pasted(text)
        else:
            self.insert(text)
        self.focus()
