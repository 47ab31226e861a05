"""One line to type another folder for the sheets."""

from __future__ import annotations

import os
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
    """Hidden until it is opened. Enter posts `Taken` with what is typed.

    The folder in use is marked, so that typing takes its place; below stands where the sheets
    would go, in full.
    """

    @dataclass
    class Taken(Message):
        """Enter was pressed; `folder` is what was typed, or the one in use where nothing was."""

        folder: str

    def __init__(self) -> None:
        super().__init__(id="folder")
        self.writer = Writer(classes="-slim")
        self.goes_into = FixedLines()
        self.kept = ""
        """The folder that stays where nothing is typed."""
        self.display = False

    def compose(self) -> ComposeResult:
        yield FixedLines(("", ""), (tr("Into which folder?"), "bold $ink"))
        yield self.writer
        yield self.goes_into
        yield Keys(
            ("Enter", tr("take it")),
            ("End", tr("change its end")),
            ("Esc", tr("leave it as it is")),
        )

    def ask(self, folder: str) -> None:
        """Show the line with `folder` in it, marked, and take the focus."""
        self.display = True
        self.kept = folder
        self.writer.text = folder
        self._say_folder()
        self.writer.select_all()
        self.writer.focus()
        self.call_after_refresh(self.scroll_visible, animate=False)

    def close(self) -> None:
        """Hide the line."""
        self.display = False

    @on(Writer.Changed)
    def _say_folder(self) -> None:
        typed = self.writer.typed.strip()
        # Looked up on no disk: this is done at each key.
        folder = os.path.abspath(os.path.expanduser(typed)) if typed else self.kept
        words = tr("It goes into {folder}", folder=folder)
        self.goes_into.show_words((words, "$quiet"))

    @on(Writer.Entered)
    def _entered(self, event: Writer.Entered) -> None:
        event.stop()
        self.post_message(self.Taken(event.text.strip() or self.kept))
