"""The page before a visit is left while something is not saved: what, why, and the ways on."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from goalcoach.errors import GoalcoachError
from goalcoach.safe_text import show
from goalcoach.screens.kit.folder_line import FolderLine
from goalcoach.screens.kit.foot import BACK, Hint
from goalcoach.screens.kit.page import Page
from goalcoach.screens.kit.paint import BLANK, Painted, paragraph
from goalcoach.screens.kit.pick_list import Pick, PickLine
from goalcoach.screens.kit.steady_scroll import SteadyScroll
from goalcoach.translation import TrMap, tr, tr_noop
from goalcoach.visit.break_and_end_words import NOT_ALL_SAVED, kept_elsewhere_words


class UnsavedChoice(StrEnum):
    """How the page is left, or what is done on it."""

    AGAIN = "again"
    ELSEWHERE = "elsewhere"
    BACK = "back"
    LEAVE = "leave"


WAYS = TrMap(
    {
        UnsavedChoice.AGAIN: "Try again, and leave if it is saved",
        UnsavedChoice.ELSEWHERE: "Save it somewhere else",
        UnsavedChoice.BACK: "Go back to the visit",
        UnsavedChoice.LEAVE: "Leave without saving it",
    }
)
WAYS_AFTER = TrMap(
    {
        UnsavedChoice.LEAVE: "Leave",
        UnsavedChoice.BACK: "Go back to the visit",
    }
)
"""Once it is saved somewhere else."""


class _Said(Painted):
    """Sentences, the first of them bold, each a row apart."""

    def __init__(self, *sentences: str) -> None:
        super().__init__()
        self.sentences = sentences

    def say(self, *sentences: str) -> None:
        self.sentences = sentences
        self.repaint()

    def paint(self, width: int) -> list[Content]:
        first, *rest = self.sentences
        lines = paragraph(show(first), width, "bold $ink")
        for words in rest:
            lines += [BLANK, *paragraph(show(words), width, "$ink")]
        return [*lines, BLANK]


class UnsavedScreen(Page[UnsavedChoice]):
    """Left with AGAIN once all is saved, with BACK, or with LEAVE.

    `what` says what is not saved, `why` why not; `again` tries once more and returns whether all is
    saved, `elsewhere` writes it into a folder and returns where that is.
    """

    about = tr_noop("Not everything is saved. Nothing is lost while this page is open.")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", show=False)]

    def __init__(
        self, what: Callable[[], str], why: Callable[[], str],
        again: Callable[[], Awaitable[bool]], elsewhere: Callable[[Path], Path],
    ) -> None:  # fmt: skip
        super().__init__()
        self.what, self.why = what, why
        self.again, self.elsewhere = again, elsewhere
        self.said = _Said(tr(NOT_ALL_SAVED), what(), why())
        self.pick = Pick([PickLine(one, words) for one, words in WAYS.items()], spaced=False)
        self.folder = FolderLine()
        self.trying = False

    def compose_body(self) -> ComposeResult:
        with SteadyScroll(id="column", classes="-break -ways"):
            yield self.said
            yield self.pick
            yield self.folder

    def on_mount(self) -> None:
        self.pick.focus()

    def hints(self) -> Sequence[Hint]:
        if self.folder.display:
            return (Hint("Enter", tr("write it there"), "enter"), BACK)
        digits = Hint(f"1–{len(self.pick.lines)}", tr("choose"), "")
        return (digits, Hint("Enter", tr("do it"), "enter"), BACK)

    @on(Pick.Picked)
    def _picked(self, event: Pick.Picked) -> None:
        match UnsavedChoice(event.id):
            case UnsavedChoice.AGAIN:
                self.start_work(self._try_again())
            case UnsavedChoice.ELSEWHERE:
                self.ask_for_folder()
            case choice:
                self.dismiss(choice)

    async def _try_again(self) -> None:
        if self.trying:
            return
        self.trying = True
        try:
            kept = await self.again()
        finally:
            self.trying = False
        if kept:
            self.dismiss(UnsavedChoice.AGAIN)
        else:
            why = f"{tr('Tried again.')} {self.why()}"
            self.said.say(tr(NOT_ALL_SAVED), self.what(), why)

    def ask_for_folder(self) -> None:
        """Show the line for a folder, with the user's own in it."""
        self.folder.ask(os.path.expanduser("~"))
        self.tell()

    @on(FolderLine.Taken)
    def _taken(self, event: FolderLine.Taken) -> None:
        if not self.trying:
            self.start_work(self._write(Path(event.folder).expanduser().absolute()))

    async def _write(self, folder: Path) -> None:
        self.trying = True
        try:
            made = await asyncio.to_thread(self.elsewhere, folder)
        except GoalcoachError as error:
            self.said.say(tr(NOT_ALL_SAVED), self.what(), f"{folder}: {error.sentence}")
            return
        finally:
            self.trying = False
        self.said.say(tr("It is saved somewhere else"), *kept_elsewhere_words(str(made)))
        self.pick.at = 0
        self.pick.show_lines([PickLine(one, words) for one, words in WAYS_AFTER.items()])
        self._close_folder()

    def _close_folder(self) -> None:
        self.folder.close()
        self.pick.focus()
        self.tell()

    def action_back(self) -> None:
        """Close the line for a folder, else go back to the visit."""
        if self.folder.display:
            self._close_folder()
        else:
            self.dismiss(UnsavedChoice.BACK)
