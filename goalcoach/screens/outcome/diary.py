"""The page that writes a diary entry: a few short questions, the entry to confirm, the result."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll

from goalcoach.date_words import say_day
from goalcoach.errors import GoalcoachError
from goalcoach.number_words import say_number
from goalcoach.plan.outcome.diary import DiaryEntry, is_blank
from goalcoach.screens.kit.page import HELP, Hint, Page
from goalcoach.screens.kit.paint import FixedLines, StyledSpan
from goalcoach.screens.kit.text_box import Writer
from goalcoach.sheets.daily_scale import DAILY_SCALES, name_in_sentence
from goalcoach.sheets.diary_form import (
    QUESTIONS,
    UnreadAnswer,
    entry_words,
    make_entry,
    read_answer,
)

DiaryAnswer = date | int | str | None
WriteEntry = Callable[[DiaryEntry], bool]
"""Writes an entry; returns False if the same one is there already. Raises GoalcoachError.

Called in a thread."""


READ_ON = "The next visit shows it, and Trends has its numbers."
"""Where an entry can be read that was written."""


class DiaryScreen(Page[None]):
    """The questions one at a time, with the earlier answers above."""

    about = "One entry for the diary. Each question may be left open."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,pageup", "back", "Back", show=False, priority=True),
        Binding("enter", "enter", show=False),
    ]

    def __init__(self, code: str, write: WriteEntry) -> None:
        super().__init__()
        self.code = code
        self.write = write
        self.answers: list[DiaryAnswer] = []
        """The answers so far, in the order of QUESTIONS."""
        self.problem = ""
        """Why the last input was not taken, or ""."""
        self.done = ""
        """The result, once the entry is written; "" before."""
        self.writing = False
        """True while the entry is being written."""

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="column", classes="-inset", can_focus=False):
            yield FixedLines(id="answered")
            yield FixedLines(id="asked")
            with Horizontal(id="codeline"):
                sign = FixedLines((">", "$accent"))
                sign.add_class("sign")
                yield sign
                writer = Writer(id="typed")
                writer.add_class("-slim")
                yield writer
            yield FixedLines(id="objection")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Writer).focus()
        self.ask()

    @property
    def asking(self) -> bool:
        """Return True while there are questions left."""
        return len(self.answers) < len(QUESTIONS) and not self.done

    def head_left(self) -> Sequence[StyledSpan]:
        return ((self.code, "bold $ink"), ("  diary", "$quiet"))

    def head_right(self) -> Sequence[StyledSpan]:
        return ((say_day(self.coach.today), "$quiet"),)

    def hints(self) -> Sequence[Hint]:
        if self.done:
            return (Hint("Enter", "write another", "enter"), Hint("Esc", "back", "escape"))
        goes = "go on" if self.asking else "write it"
        back = "the question before" if self.answers else "back, nothing is written"
        return (Hint("Enter", goes, "enter"), Hint("Esc", back, "escape", "back"))

    def more_hints(self) -> Sequence[Hint]:
        return (HELP,)

    def ask(self) -> None:
        """Show the next question, the entry to confirm, or the result."""
        self.query_one("#answered", FixedLines).show_words(*self._answered())
        asked = self.query_one("#asked", FixedLines)
        if self.done:
            asked.show_words((self.done, "bold $ink"))
        elif self.asking:
            question = QUESTIONS[len(self.answers)]
            asked.show_words((question.words, "bold $accent"), (question.hint, "$quiet"), ("", ""))
        else:
            entry = self._entry()
            words = "Nothing was answered, so there is nothing to write."
            kept = entry_words(entry) if not is_blank(entry) else words
            asked.show_words((kept, "bold $ink"))
        self.query_one("#codeline").display = self.asking
        if self.asking:
            self.query_one(Writer).focus()
        self._show_problem()
        self.tell()

    def _show_problem(self) -> None:
        objection = [("", ""), (f"! {self.problem}", "$signal")] if self.problem else []
        self.query_one("#objection", FixedLines).show_words(*objection)

    @on(Writer.Changed)
    def _changed(self) -> None:
        """Take down what was said of the text: it is another one now."""
        if self.problem and self.asking:
            self.problem = ""
            self._show_problem()

    def _answered(self) -> list[tuple[str, str]]:
        if self.done or not self.asking:
            return []
        said = [
            (f"{question.words}  {_words(answer)}", "$quiet")
            for question, answer in zip(QUESTIONS, self.answers, strict=False)
        ]
        return [*said, ("", "")] if said else []

    def _entry(self) -> DiaryEntry:
        keys = (question.key for question in QUESTIONS)
        return make_entry(dict(zip(keys, self.answers, strict=True)))

    @on(Writer.Entered)
    def _entered(self, event: Writer.Entered) -> None:
        event.stop()
        self.go_on(event.text)

    def action_enter(self) -> None:
        """Handle Enter while there is no input line: write the entry, or begin another."""
        self.go_on("")

    def go_on(self, text: str) -> None:
        """Handle Enter: take the answer `text`, write the entry, or begin another."""
        if self.done:
            self.answers, self.done = [], ""
        elif self.asking:
            self._take(text)
        else:
            self._start_writing()
            return
        if not self.problem:
            self.query_one(Writer).text = ""
        self.ask()

    def _take(self, text: str) -> None:
        """Add an answer, or set `problem` if it cannot be read."""
        key = QUESTIONS[len(self.answers)].key
        try:
            self.answers.append(read_answer(key, text, self.coach.today))
            self.problem = ""
        except UnreadAnswer as unread:
            name = {"date": "The day", "line": "The line"}.get(
                key, f"The answer for {_called(key)}"
            )
            self.problem = f"{name} {unread.sentence}."

    def _start_writing(self) -> None:
        entry = self._entry()
        if not is_blank(entry) and not self.writing:
            self.writing = True
            self.start_work(self._write(entry))

    async def _write(self, entry: DiaryEntry) -> None:
        try:
            written = await asyncio.to_thread(self.write, entry)
        except GoalcoachError as problem:
            self.problem = problem.sentence
        else:
            self.problem = ""
            self.done = (
                f"Written in the diary. {READ_ON}" if written else "This was in the diary already."
            )
        finally:
            self.writing = False
        self.ask()

    def action_back(self) -> None:
        """Go back to the question before, with its answer in the input line, or leave."""
        if self.done or not self.answers:
            self.dismiss()
            return
        last = self.answers.pop()
        writer = self.query_one(Writer)
        writer.text = _typed(last)
        writer.move_cursor(writer.document.end)
        self.problem = ""
        self.ask()


def _called(key: str) -> str:
    return name_in_sentence(key) if key in DAILY_SCALES else key


def _typed(answer: DiaryAnswer) -> str:
    """Return an answer as text that would be read as it."""
    if answer is None:
        return ""
    return answer.isoformat() if isinstance(answer, date) else str(answer)


def _words(answer: DiaryAnswer) -> str:
    """Return an answer as it is shown."""
    if answer is None:
        return "left open"
    if isinstance(answer, date):
        return say_day(answer)
    return say_number(answer) if isinstance(answer, int) else answer
