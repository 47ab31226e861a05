"""The page that writes a diary entry: a few short questions, the entry to confirm, the result."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from goalcoach.date_words import say_day
from goalcoach.errors import GoalcoachError
from goalcoach.number_words import say_number
from goalcoach.plan.outcome.diary import (
    DiaryEntry,
    correcting,
    is_blank,
    says_the_same,
    standing,
)
from goalcoach.plan.outcome.diary_compare import VisitDays
from goalcoach.screens.kit.foot import BACK, HELP, Hint
from goalcoach.screens.kit.page import Page
from goalcoach.screens.kit.paint import FixedLines, StyledSpan
from goalcoach.screens.kit.steady_scroll import SteadyScroll
from goalcoach.screens.kit.text_box import Writer
from goalcoach.sheets.daily_scale import DAILY_SCALES, name_in_sentence
from goalcoach.sheets.diary_form import (
    QUESTIONS,
    UnreadAnswer,
    answer_of,
    entry_words,
    make_entry,
    old_day_lines,
    read_answer,
)
from goalcoach.translation import TrMap, tr, tr_noop

DiaryAnswer = date | int | str | None
WriteEntry = Callable[[DiaryEntry], bool]
"""Writes an entry; returns False if the same one is there already. Raises GoalcoachError.

Called in a thread."""


READ_ON = tr_noop("The next visit shows it, and Trends has its numbers.")
"""Where an entry can be read that was written."""


class DiaryScreen(Page[None]):
    """The questions one at a time, with the earlier answers above."""

    about = tr_noop("One entry for the diary. Each question may be left open.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,pageup", "back", "Back", show=False, priority=True),
        Binding("enter", "enter", show=False),
    ]

    def __init__(
        self,
        code: str,
        write: WriteEntry,
        known: Sequence[DiaryEntry] = (),
        visits: VisitDays | None = None,
    ) -> None:
        super().__init__()
        self.code = code
        self.write = write
        self.known = tuple(known)
        """The entries that stand in the diary."""
        self.visits = visits or VisitDays()
        self.offered: tuple[DiaryEntry, ...] = ()
        """The entries of the day that was answered: one of them may be corrected."""
        self.choosing = False
        """True while it is asked whether one of them is."""
        self.old: DiaryEntry | None = None
        """The entry that is corrected."""
        self.answers: list[DiaryAnswer] = []
        """The answers so far, in the order of QUESTIONS."""
        self.problem = ""
        """Why the last input was not taken, or ""."""
        self.done = ""
        """The result, once the entry is written; "" before."""
        self.writing = False
        """True while the entry is being written."""

    def compose_body(self) -> ComposeResult:
        with SteadyScroll(id="column", classes="-inset"):
            yield FixedLines(id="answered")
            yield FixedLines(id="asked")
            with Horizontal(id="codeline"):
                yield FixedLines((">", "$accent"), classes="sign")
                yield Writer(id="typed", classes="-slim")
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
        return ((self.code, "bold $ink"), (f"  {tr('diary')}", "$quiet"))

    def head_right(self) -> Sequence[StyledSpan]:
        return ((say_day(self.coach.today), "$quiet"),)

    def hints(self) -> Sequence[Hint]:
        if self.done:
            return (Hint("Enter", tr("write another"), "enter"), BACK)
        goes = tr("go on") if self.asking else tr("write it")
        back = tr("the question before") if self.answers else tr("back, nothing is written")
        return (Hint("Enter", goes, "enter"), Hint("Esc", back, "escape", tr("back")))

    def more_hints(self) -> Sequence[Hint]:
        return (HELP,)

    def ask(self) -> None:
        """Show the next question, the entry to confirm, or the result."""
        self.query_one("#answered", FixedLines).show_words(*self._answered())
        asked = self.query_one("#asked", FixedLines)
        if self.done:
            asked.show_words((self.done, "bold $ink"))
        elif self.choosing:
            asked.show_words(*self._choice())
        elif self.asking:
            question = QUESTIONS[len(self.answers)]
            asked.show_words((question.words, "bold $accent"), (question.hint, "$quiet"), ("", ""))
        else:
            asked.show_words(*self._to_confirm())
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

    def _choice(self) -> list[tuple[str, str]]:
        """Return the entries of the day, and how one of them is corrected."""
        entries = [
            (f"{number}. {entry_words(entry)}", "$ink")
            for number, entry in enumerate(self.offered, 1)
        ]
        there = tr("This day has an entry already")
        which = tr("1 corrects it, Enter adds another")
        if len(entries) > 1:
            there = tr("This day has entries already")
            which = tr("Its number corrects one, Enter adds another")
        return [(there, "bold $accent"), *entries, (which, "$quiet"), ("", "")]

    def _to_confirm(self) -> list[tuple[str, str]]:
        """Return the entry as it would be written, or why there is nothing to write."""
        entry = self._entry()
        if is_blank(entry):
            return [(tr("Nothing was answered, so there is nothing to write."), "bold $ink")]
        if self._is_same(entry):
            words = tr("It says the same as before, so there is nothing to write.")
            return [(words, "bold $ink")]
        lines = [(entry_words(entry), "bold $ink")]
        if self.old is not None:
            lines.append((tr("In place of: {entry}", entry=entry_words(self.old)), "$quiet"))
        lines += [(line, "$signal") for line in old_day_lines([entry], self.visits)]
        return lines

    def _is_same(self, entry: DiaryEntry) -> bool:
        return self.old is not None and says_the_same(entry, self.old)

    def _entry(self) -> DiaryEntry:
        keys = (question.key for question in QUESTIONS)
        entry = make_entry(dict(zip(keys, self.answers, strict=True)))
        return entry if self.old is None else correcting(entry, [self.old])

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
            self.answers, self.done, self.old, self.offered = [], "", None, ()
        elif self.asking:
            self._take(text)
        else:
            self._start_writing()
            return
        if not self.problem:
            self._begin_line(self._before())
        self.ask()

    def _before(self) -> DiaryAnswer:
        """Return what the entry that is corrected says to the question that comes now."""
        if self.old is None or self.choosing or not self.asking:
            return None
        return answer_of(self.old, QUESTIONS[len(self.answers)].key)

    def _begin_line(self, answer: DiaryAnswer) -> None:
        writer = self.query_one(Writer)
        writer.text = _typed(answer)
        writer.move_cursor(writer.document.end)

    def _take(self, text: str) -> None:
        """Add an answer, or set `problem` if it cannot be read."""
        if self.choosing:
            self._take_choice(text.strip())
            return
        key = QUESTIONS[len(self.answers)].key
        try:
            self.answers.append(read_answer(key, text, self.coach.today))
            self.problem = ""
        except UnreadAnswer as unread:
            # A subject and what is said of it: each answer has the same few ways to be none.
            name = tr("The answer for {name}", name=_called(key))
            self.problem = f"{_SUBJECTS.get(key, name)} {unread.sentence}."
            return
        day = self.answers[-1]
        if isinstance(day, date):
            self.offered = tuple(entry for entry in self.known if entry.date == day)
            self.choosing, self.old = bool(self.offered), None

    def _take_choice(self, typed: str) -> None:
        """Take the number of the entry to correct; nothing adds another."""
        numbers = {str(number): entry for number, entry in enumerate(self.offered, 1)}
        if typed and typed not in numbers:
            self.problem = tr("That is none of the numbers.")
            return
        self.problem, self.choosing, self.old = "", False, numbers.get(typed)

    def _start_writing(self) -> None:
        entry = self._entry()
        if not is_blank(entry) and not self._is_same(entry) and not self.writing:
            self.writing = True
            self.start_work(self._write(entry))

    async def _write(self, entry: DiaryEntry) -> None:
        try:
            written = await asyncio.to_thread(self.write, entry)
        except GoalcoachError as problem:
            self.problem = problem.sentence
        else:
            self.problem = ""
            corrected = self.old is not None
            if written:
                self.known = standing((*self.known, entry))
            said = tr("Corrected in the diary.") if corrected else tr("Written in the diary.")
            already = tr("This was in the diary already.")
            self.done = f"{said} {tr(READ_ON)}" if written else already
        finally:
            self.writing = False
        self.ask()

    def action_back(self) -> None:
        """Go back to the question before, with its answer in the input line, or leave."""
        if self.done or not self.answers:
            self.dismiss()
            return
        self.problem = ""
        if len(self.answers) == 1 and self.offered and not self.choosing:
            self.choosing = True
            self._begin_line(None)
        else:
            self.choosing = False
            self._begin_line(self.answers.pop())
        self.ask()


_SUBJECTS = TrMap({"date": "The day", "line": "The line"}, context="is_unread")


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
        return tr("left open")
    if isinstance(answer, date):
        return say_day(answer)
    return say_number(answer) if isinstance(answer, int) else answer
