"""Writes what is half typed at a question, in its field and in its note, within two seconds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import on
from textual.timer import Timer

from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.errors import NotSaved
from goalcoach.screens.kit.page import Page
from goalcoach.screens.kit.text_box import Writer
from goalcoach.screens.visit.question import QuestionScreen
from goalcoach.screens.visit.visit_interface import OpenReading, OpenVisit

DRAFT_EVERY = 2.0
"""Seconds within which half-typed text is on the disk."""


class HalfTypedScreen(QuestionScreen):
    """Writes what is half typed while it is typed, so that a resume loses next to nothing."""

    def __init__(self, visit: OpenVisit, reading: OpenReading) -> None:
        super().__init__(visit, reading)
        self._draft_timer: Timer | None = None

    @on(Page.Formed)
    async def _formed(self) -> None:
        if self.field is not None and not self.is_over:
            await self._keep_draft()
            await self.show_screen(anew=True)

    def _call(self, command: do.Command) -> Callable[[], Refusal | None]:
        """Return the call that gives the visit a command."""
        return partial(self.visit.give, command)

    def half_typed(self) -> tuple[do.Command, ...]:
        """Return what is half typed: in the field, and in the note."""
        return (*self._half_text(), *self._half_note())

    def _half_text(self) -> tuple[do.Command, ...]:
        if self.field is None:
            return ()
        text, at = self.field.unsaved(), self.field.asked.address
        return () if text is None else (do.SaveDraft(text, at),)

    def _half_note(self) -> tuple[do.Command, ...]:
        """Return the note that is being typed, if it says something new."""
        if not self.around.noting:
            return ()
        notes = [one.typed for one in self.query("#note") if isinstance(one, Writer)]
        # Words that opened the note are in no line yet.
        text = notes[0] if notes else self.around.note
        if text is None or text == self.asked.note:
            return ()
        return (do.Note(text, self.asked.address),)

    def await_draft(self) -> None:
        """Have what is half typed written soon, unless it is to be already."""
        if self._draft_timer is None and self.half_typed():
            self.draft_soon()

    def draft_soon(self) -> None:
        """Write what is half typed within `DRAFT_EVERY`."""
        self.saver.typing = True
        self.tell()
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(DRAFT_EVERY, self._draft_due)

    def _draft_due(self) -> None:
        self._draft_timer = None
        if self.busy:
            self.draft_soon()  # else it might be written behind the answer that it has become
        elif not self.is_over:
            self.start_work(self._keep_draft())

    async def _keep_draft(self) -> None:
        for draft in self.half_typed():
            try:
                await self.saver.call(self._call(draft), draft=True)
            except NotSaved:
                await self._show_not_saved()
            self.asked = self.visit.screen
            if self.field is not None and self.field.asked.address == self.asked.address:
                self.field.asked = self.asked
        self.saver.typing = False
        self.tell()

    async def _show_not_saved(self) -> None:
        self.around.not_saved = self.saver.sentence
        self.hold_keys()  # the line for a note is built anew, and what is typed goes on there
        try:
            await self.show_after()
            self.focus_here()
        finally:
            self.let_keys()
