"""How a visit is left: a break and what follows it, the close, and the page of the end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from goalcoach.dialogue.engine import command as do
from goalcoach.errors import GoalcoachError, NotSaved
from goalcoach.screens.kit.closing_page import EndScreen
from goalcoach.screens.kit.coach_app import CoachApp, LeftVisit
from goalcoach.screens.visit.answer_margin import StayReason
from goalcoach.screens.visit.answering import AnsweringScreen
from goalcoach.screens.visit.break_page import BreakScreen
from goalcoach.visit.ending_words import CLOSES, BreakChoice, closed, paused

PUT_AWAY_SECONDS = 5.0


class LeavingScreen(AnsweringScreen):
    """Takes a break, closes the visit, and puts it away."""

    def action_break(self) -> None:
        """Begin a break; half-typed words and the pause are saved meanwhile."""
        if not self.is_on_top or self.is_over:
            return
        self.start_work(self._keep([*self._draft(), do.Pause()]))
        page = BreakScreen(self.reading, self.saver.words, lambda: self.saver.kept)
        self.open_above(page, self._break_over)

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
        resume = self._call(do.Resume(self.coach.today))
        if choice is BreakChoice.PAUSE:
            self.has_ended = True
            self.start_work(self.leave_for_now())
        elif choice in CLOSES:
            self.finish(CLOSES[choice])
        elif choice is BreakChoice.ALONE:
            self.ask(resume, self._call(do.Jump(self.reading.alone_question())))
        else:
            self.ask(resume)

    async def leave_for_now(self) -> None:
        """Keep everything, release the visit and say so."""
        lost = await self.put_away()
        self.replace_by(EndScreen(*paused(self.visit.code, lost=lost)))

    def close_now(self) -> None:
        """Enter on the closed gate or on the closing question."""
        at_gate = self.around.stop is StayReason.GATE
        self.around.stop = None
        self.finish(do.CloseReason.PAUSED if at_gate else None)

    def finish(self, reason: do.CloseReason | None) -> None:
        """Write the version, then show the quiet end."""
        if not self.busy:
            self.busy = True
            self.start_work(self._finish(reason))

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
        said = self.reading.end_words(reason)
        ending = closed(visit.code, visit.version, reason, said=said, left_behind=visit.left_behind)
        self.replace_by(EndScreen(*ending, patient=visit.code))

    async def put_away(self) -> bool:
        """Keep half-typed text and release the visit; used when leaving in any way.

        Return True if something that was said could not be written.
        """
        lost = False
        for draft in self._draft():
            lost |= await self._lost(self._call(draft))
        lost |= not self.saver.kept
        await self._lost(self.visit.leave)
        if isinstance(self.app, CoachApp):
            self.app.left = LeftVisit(self.visit.code, lost)
        return lost

    async def _lost(self, call: Callable[[], object]) -> bool:
        try:
            await asyncio.wait_for(self.saver.call(call), PUT_AWAY_SECONDS)
        except (GoalcoachError, TimeoutError):
            return True
        return False
