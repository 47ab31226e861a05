"""One line to type another folder for the sheets."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from goalcoach.screens.kit.key_legend import Keys
from goalcoach.screens.kit.paint import FixedLines
from goalcoach.screens.kit.text_box import Writer
from goalcoach.translation import tr


class FolderLine(Vertical):
    """Hidden until it is opened. Enter posts `Taken` with what is typed."""

    @dataclass
    class Taken(Message):
        """Enter was pressed; `folder` is what was typed, without outer blanks."""

        folder: str

    def __init__(self) -> None:
        super().__init__(id="folder")
        self.writer = Writer()
        self.writer.add_class("-slim")
        self.display = False

    def compose(self) -> ComposeResult:
        yield FixedLines(("", ""), (tr("Into which folder?"), "bold $ink"))
        yield self.writer
        yield Keys(("Enter", tr("take it")), ("Esc", tr("leave it as it is")))

    def ask(self, folder: str) -> None:
        """Show the line with `folder` in it, and take the focus."""
        self.display = True
        self.writer.text = folder
        self.writer.move_cursor(self.writer.document.end)
        self.writer.focus()
        self.call_after_refresh(self.scroll_visible, animate=False)

    def close(self) -> None:
        """Hide the line."""
        self.display = False

    @on(Writer.Entered)
    def _entered(self, event: Writer.Entered) -> None:
        event.stop()
        self.post_message(self.Taken(event.text.strip()))
