"""A visit under way: its keys, and the pages it opens beside the questions.

Skip, card, break, where, the plan so far and the end: each page gives something back, and the
visit goes on from there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType

from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.engine.refusal import NO_NOTES
from goalcoach.dialogue.question_kind import Kind, SkipReason, Value
from goalcoach.errors import GoalcoachError, NotSaved
from goalcoach.screens.fields.keep_key import KeptLastTime, TextBegun
from goalcoach.screens.fields.typed_fields import TextField
from goalcoach.screens.kit.closing_page import EndScreen
from goalcoach.screens.kit.escape_keys import VISIT_KEYS
from goalcoach.screens.kit.text_box import Writer
from goalcoach.screens.read.plan import PlanScreen
from goalcoach.screens.visit.answer_margin import StayReason
from goalcoach.screens.visit.answering import AnsweringScreen
from goalcoach.screens.visit.break_page import BreakScreen
from goalcoach.screens.visit.overview import WhereScreen
from goalcoach.screens.visit.patient_card import CardScreen
from goalcoach.screens.visit.skip import SkipScreen
from goalcoach.visit.break_and_close import BreakChoice, BreakMoment, ask_to_write, closed, paused

BREAK_WANTED = "break"
PUT_AWAY_SECONDS = 5.0


class VisitScreen(AnsweringScreen):
    """One visit, from its first question to its end."""

    about = "One question at a time. Read SAY aloud, type what is said, Enter goes on."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "back", "Back", show=False),
        Binding("pagedown", "forward", "Forward", show=False),
        Binding("escape", "escape", "Esc", show=False),
        *(Binding(one.key, one.action, one.words, show=False) for one in VISIT_KEYS),
        *(
            Binding(f"alt+{one.letter}", one.action, show=False, priority=True)
            for one in VISIT_KEYS
        ),
    ]

    def on_key(self, event: events.Key) -> None:
        typing = isinstance(self.focused, Writer)
        if self.escaped:
            self._press_letter(event)
        elif event.key == "enter" and self.around.stop in {StayReason.GATE, StayReason.CLOSE}:
            event.stop()
            self.close_now()
        elif event.key == "enter" and self.asked.kind is Kind.REVIEW:
            event.stop()
            self.action_forward()
        elif event.key == "c" and not typing and self.asked.proposed is not None:
            event.stop()
            self.give(do.Confirm(self.asked.address), do.Next())

    @on(KeptLastTime)
    def _keep_last(self) -> None:
        self.give(do.Confirm(self.asked.address), do.Next())

    @on(TextBegun)
    def _begin_anew(self, event: TextBegun) -> None:
        if isinstance(self.field, TextField):
            self.field.writer.begin(event.text, pasted=event.pasted)

    def _press_letter(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self._end_escape()
        for one in VISIT_KEYS:
            if one.letter == event.key:
                self.run_worker(self.run_action(one.action))

    def _end_escape(self) -> None:
        if self.escaped:
            self.escaped = False
            self.tell()
            self.focus_here()

    def action_escape(self) -> None:
        """Close what is open below the answer; else wait for a letter in place of an F-key."""
        if self.around.stop is not None or self.around.noting:
            self.around.stop, self.around.noting = None, False
            self.run_worker(self.show_screen())
        elif self.escaped:
            self._end_escape()
        else:
            self.escaped = True
            self.set_focus(None)
            self.tell()

    def action_back(self) -> None:
        """Go to the question before, if there is one."""
        if self.asked.can_back:
            self.give(do.Back())

    def action_forward(self) -> None:
        """Go on without answering; at the end ask to write, at a closed gate to close."""
        asked = self.asked
        if asked.kind is Kind.REVIEW:
            self.around.stop = StayReason.CLOSE
            self.around.closing = ask_to_write(self.visit.version)
            self.run_worker(self.show_screen())
        elif asked.gate_closed:
            self.around.stop = StayReason.GATE
            self.run_worker(self.show_screen())
        elif asked.kind is Kind.SAY:
            self.ask(lambda: self.visit.enter(True), entering=True)
        else:
            self.give(do.Next())

    def action_go(self) -> None:
        """Go to the question that is named here, or back from there."""
        asked, check = self.asked, self.around.check
        if check is not None and check.opens:
            self.give(do.Jump(check.opens))
        elif self.around.meant:
            self.give(do.Jump(self.around.meant))
        elif asked.opens:
            self.give(do.Jump(asked.opens))
        elif asked.can_return:
            self.give(do.Return())

    def action_notes(self) -> None:
        """Show or hide the notes for the clinician."""
        self.coach.notes_shown = not self.coach.notes_shown
        self.run_worker(self.show_screen())

    def action_note(self) -> None:
        """Open the line for a note on this question, unless none may be kept."""
        if self.asked.private:
            self.around.objection = NO_NOTES.sentence
        else:
            self.around.noting = True
        self.run_worker(self.show_screen())

    def action_off_paper(self) -> None:
        """Keep this question, or the row it is in, off the patient's papers, or let it on."""
        if self.asked.kind is not Kind.REVIEW:
            self.give(do.OffPaper(not self.asked.off_paper, self.asked.address))

    def action_plan(self) -> None:
        """Show the plan so far."""
        self.app.push_screen(PlanScreen("The plan so far", self.reading.plan()), self._came_back)

    def action_skip(self) -> None:
        """Ask for the reason to leave this question, if it may be left."""
        asked = self.asked
        if asked.skips:
            page = SkipScreen(asked, self.head_left(), self.head_right())
            self.app.push_screen(page, self._skipped)

    def _skipped(self, reason: SkipReason | str | None) -> None:
        if isinstance(reason, SkipReason):
            at = self.asked.address
            first = () if reason is SkipReason.DECLINED else self._draft()
            self.around.stop = None
            self.ask(*(self._call(one) for one in (*first, do.Skip(reason, at), do.Next())))
        else:
            self._came_back(reason)

    def action_card(self) -> None:
        """Show the patient's card; what is chosen there is chosen here."""
        if self.field is not None:
            self.app.push_screen(CardScreen(self.asked, self.field.current()), self._picked)

    def _picked(self, picked: Value | None) -> None:
        if picked == BREAK_WANTED:
            self._came_back(BREAK_WANTED)
        elif picked is not None and self.field is not None:
            self.field.choose(picked)

    def action_where(self) -> None:
        """Show every question of the visit."""
        page = WhereScreen(self.visit.where(), self.saver.words())
        self.app.push_screen(page, self._jumped)

    def _jumped(self, address: str | None) -> None:
        if address in {None, "", BREAK_WANTED}:
            self._came_back(address)
        elif address is not None:
            self.around.stop = None
            self.give(do.Jump(address))

    def _came_back(self, wanted: str | None) -> None:
        if wanted == BREAK_WANTED:
            self.action_break()

    def action_break(self) -> None:
        """Begin a break; half-typed words and the pause are saved meanwhile."""
        self.run_worker(self._keep([*self._draft(), do.Pause()]))
        page = BreakScreen(self.reading, self.saver.words, lambda: self.saver.kept)
        self.app.push_screen(page, self._break_over)

    async def _keep(self, commands: Sequence[do.Command]) -> None:
        """Give commands of which a break does not depend: it opens at once, saved or not."""
        for command in commands:
            try:
                await self.saver.call(self._call(command))
            except NotSaved:
                break
        self.saver.typing = False
        self.asked = self.visit.screen
        if self.field is not None:
            self.field.asked = self.asked
        if isinstance(self.app.screen, BreakScreen):
            self.app.screen.tell()

    def _break_over(self, choice: BreakChoice | None) -> None:
        if choice is BreakChoice.PAUSE:
            self.run_worker(self.leave_for_now())
        elif choice is BreakChoice.STOP:
            self.finish(do.CloseReason.STOPPED)
        else:
            self.ask(self._call(do.Resume(self.coach.today)))

    async def leave_for_now(self) -> None:
        """Keep everything, release the visit and say so."""
        lost = await self.put_away()
        self.app.switch_screen(EndScreen(*paused(self.visit.code, lost=lost)))

    def close_now(self) -> None:
        """Enter on the closed gate or on the closing question."""
        at_gate = self.around.stop is StayReason.GATE
        self.around.stop = None
        self.finish(do.CloseReason.PAUSED if at_gate else None)

    def finish(self, reason: do.CloseReason | None) -> None:
        """Write the version, then show the quiet end."""
        if not self.busy:
            self.busy = True
            self.run_worker(self._finish(reason))

    async def _finish(self, reason: do.CloseReason | None) -> None:
        try:
            done = await self.saver.call(lambda: self.visit.finish(reason))
        except NotSaved:
            await self.show_screen()
            return
        except GoalcoachError as error:
            self.asked = self.visit.screen  # another visit came first: answers are proposals now
            self.around.objection = error.sentence
            await self.show_screen()
            return
        finally:
            self.busy = False
        if not isinstance(done, Path):
            self.object(done)
            await self.show_screen()
            return
        visit = self.visit
        stopped = reason is do.CloseReason.STOPPED
        said = self.reading.break_words(BreakMoment.END) if stopped else ""
        ending = closed(visit.code, visit.version, reason, said=said, left_behind=visit.left_behind)
        self.app.switch_screen(EndScreen(*ending, patient=visit.code))

    async def put_away(self) -> bool:
        """Keep half-typed text and release the visit; used when leaving in any way.

        Return True if something that was said could not be written.
        """
        lost = False
        for draft in self._draft():
            lost |= await self._lost(self._call(draft))
        lost |= not self.saver.kept
        await self._lost(self.visit.leave)
        return lost

    async def _lost(self, call: Callable[[], object]) -> bool:
        try:
            await asyncio.wait_for(self.saver.call(call), PUT_AWAY_SECONDS)
        except (GoalcoachError, TimeoutError):
            return True
        return False

    def help_rows(self) -> Sequence[tuple[str, str]]:
        typing = isinstance(self.field, TextField)
        rows = [(hint.label, hint.word) for hint in (self.field.hints() if self.field else ())]
        rows += list(self.field.keys() if self.field else ())
        rows += [("PgUp", "back"), ("PgDn", "forward, without answering")]
        rows += [(f"{one.key.upper()}, or Esc {one.letter}", one.words) for one in VISIT_KEYS]
        if not typing:
            rows.append(("c", "keep what was said last time"))
        return [*rows, ("Ctrl+P", "all of this as a list"), ("Ctrl+Q", "leave; everything is kept")]

    def palette(self) -> Sequence[tuple[str, str, str]]:
        rows = [(one.words.capitalize(), one.more, one.action) for one in VISIT_KEYS]
        return [
            *rows,
            ("Back", "The question before this one", "back"),
            ("Forward", "The next question, without answering this one", "forward"),
        ]
