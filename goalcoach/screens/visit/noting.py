"""The note beside a question, and words typed where the page has no line for them: they are one.

A page of words to read, a choice, a rating, a full list: whatever is typed there opens the note
with those words in it. Enter keeps the note and stays, so that no sentence answers a question.
A digit is no words: where it chooses nothing it is told so, and waits for words to follow.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.engine.refusal import NO_NOTES, TALK_ONLY, Refusal
from goalcoach.screens.fields.field import Field
from goalcoach.screens.fields.letter_key_or_text import (
    KEEP,
    STANDS,
    FirstLetter,
    KeptLastTime,
    TextBegun,
)
from goalcoach.screens.fields.typed_fields import TextField
from goalcoach.screens.kit.digit_key import digit_of
from goalcoach.screens.kit.text_box import Writer
from goalcoach.screens.visit.answering import AnsweringScreen
from goalcoach.screens.visit.visit_interface import OpenReading, OpenVisit
from goalcoach.translation import tr, tr_noop

DIGITS = "0123456789"
DIGIT_ALONE = tr_noop("A digit alone does nothing here.")
NOTE_WITH_NUMBER = tr_noop("{key} opens a note, which can begin with a number.")


class NotingScreen(AnsweringScreen):
    """Opens and keeps notes."""

    def __init__(self, visit: OpenVisit, reading: OpenReading) -> None:
        super().__init__(visit, reading)
        self.first_letter = FirstLetter(self, self._press_alone)
        self._number = ""
        """Digits that did nothing here, and what came after them: words may still begin so."""
        self._note_before: str | None = None
        """The note as it was before its line was opened: what is typed there is kept meanwhile."""

    def take_sign(self, event: events.Key) -> bool:
        """Handle a key that no field took; return True if it is a letter or begins words."""
        field, asked = self.field, self.asked
        if field is not None and field.finding and self._find_on(field, event):
            event.stop()
            return True
        chooses = field is not None and field.digits
        if chooses and digit_of(event.key) is not None:
            return False  # a digit alone says nothing; the field knows it if words follow
        typing = self.first_letter.waits or self.first_letter.begun
        if self._number and not typing:
            return self._go_on_with_number(event)
        keys = field.letters() if field is not None and self.around.stop is None else ""
        keys += KEEP if asked.proposed is not None else ""
        keys += STANDS if asked.in_plan is not None else ""
        keys += "" if chooses else DIGITS
        if field is not None and event.key == "space" and " " in keys and not typing:
            event.stop()
            field.press(" ")
            return True
        return self.first_letter.handle(event, keys=keys)

    def _go_on_with_number(self, event: events.Key) -> bool:
        """Handle a key behind digits that did nothing: with a letter they are words."""
        sign = event.character if event.is_printable else None
        if not sign:
            self._number = ""
            return False
        if sign.isalpha():
            return self.first_letter.handle(event)
        self._number += sign
        event.stop()
        return True

    def _tell_digit(self, digits: str) -> None:
        self._number += digits
        noted = self._no_note() is None and self.asked.kind is not Kind.REVIEW
        way = tr(NOTE_WITH_NUMBER, key=self.coach.keys.label("note")) if noted else ""
        self.around.impact = f"{tr(DIGIT_ALONE)} {way}".rstrip()
        self.redraw()

    def ask(self, *calls: Callable[[], Refusal | None], entering: bool = False) -> None:
        self.first_letter.reset()  # a letter that waits was pressed for what stands here now
        self._number = ""
        super().ask(*calls, entering=entering)

    def _find_on(self, field: Field, event: events.Key) -> bool:
        """Go on with the words that are looked for; return False for a key that does not."""
        if event.key == "backspace":
            field.find(field.finding[:-1])
        elif event.is_printable and event.character:
            field.taken_back()  # a Space in one go with it ticked a line: it was the blank of words
            self._find(field, field.sought_with(event.character))
        else:
            return False
        return True

    def _find(self, field: Field, words: str) -> None:
        """Look for words in the field's lines; what none of them holds is a note."""
        if not field.find(words):
            field.find("")
            self.note_words(words)

    def ends_words(self) -> bool:
        if self.field is not None and self.field.end_find():
            return True
        return super().ends_words() or self.first_letter.press_now()

    def _press_alone(self, letter: str) -> None:
        if not self.is_on_top:
            return
        if self.field is not None and set(letter) <= set(self.field.letters()):
            self.field.press(letter)
        elif letter.isdecimal():
            self._tell_digit(letter)
        else:
            self.post_message(KeptLastTime(letter == STANDS))

    def on_paste(self, event: events.Paste) -> None:
        if not self.escaped and not isinstance(self.focused, Writer):
            self.first_letter.handle_paste(event)

    @on(TextBegun)
    def _begin_words(self, event: TextBegun) -> None:
        """Let words go on in the field for text, else in the note."""
        event.stop()
        self.first_letter.reset()
        field = self.field
        number, self._number = self._number, ""
        text = number + (field.taken_back() if field is not None else "") + event.text
        if isinstance(field, TextField):
            field.writer.begin(text, pasted=event.pasted)
        elif field is not None and field.finds and not self.around.noting:
            self._find(field, text.lstrip() or text)
        else:
            self.note_words(text)

    def note_words(self, text: str) -> None:
        """Open the note with `text` behind what it says already; where none may be kept say so.

        The closing step has no note: there it is that of the last question.
        """
        if self.asked.kind is Kind.REVIEW and self.asked.can_back:
            self.start_work(self._note_last(text))
            return
        if (why := self._no_note()) is not None:
            self.around.objection = why
            self.unkept_words = True
            self.redraw()
            return
        for note in self.query("#note"):
            if isinstance(note, Writer):
                note.begin(text, pasted=False)
            return
        said = self._note_before = self.asked.note
        self.around.note = f"{said}\n{text}" if said else text
        self.around.noting = self.around.note_begun = True
        self.redraw()
        self.draft_soon()

    async def _note_last(self, text: str) -> None:
        if self.busy:
            return
        self.busy = True
        self.hold_keys()
        try:
            await self._ask((self._call(do.Back()),), entering=False)
            if self.asked.kind is not Kind.REVIEW:
                self.note_words(text)
        finally:
            self.let_keys()

    def _no_note(self) -> str | None:
        if self.asked.private:
            return NO_NOTES.sentence
        return TALK_ONLY.sentence if self.asked.talk_only else None

    def action_note(self) -> None:
        """Open the line for a note on this question, unless none may be kept."""
        if self.asked.private:
            self.around.objection = NO_NOTES.sentence
        else:
            if not self.around.noting:
                self._note_before = self.asked.note
            self.around.noting, self.around.note = True, None
        self.redraw()

    @on(Writer.Changed, "#note")
    def _note_typed(self, event: Writer.Changed) -> None:
        event.stop()
        self.await_draft()

    def leave_note(self) -> None:
        """Close the line for a note, and keep the note that was there before it was opened."""
        self.around.noting, self.around.note, self.around.note_begun = False, None, False
        self.start_work(self._leave_note())

    async def _leave_note(self) -> None:
        await self.saver.at_rest()  # what was typed may just be written
        before, now = self._note_before, self.visit.screen
        self.saver.typing = bool(self.half_typed())
        if before is None or before == now.note or now.address != self.asked.address:
            await self.show_screen()
        else:
            self.give(do.Note(before, now.address))

    @on(Writer.Entered, "#note")
    def _noted(self, event: Writer.Entered) -> None:
        self.around.note = event.text
        self.ask(self._call(do.Note(event.text, self.asked.address)))
