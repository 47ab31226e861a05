"""How a visit is left: a break and what follows it, the close, and the page of the end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from pathlib import Path

from goalcoach.dialogue.engine import command as do
from goalcoach.errors import GoalcoachError, NotSaved
from goalcoach.screens.kit.answer_notice import why_not_saved
from goalcoach.screens.kit.coach_app import CoachApp, LeaveWanted, LeftVisit
from goalcoach.screens.kit.message_pages import EndScreen
from goalcoach.screens.visit.answer_context import StayReason
from goalcoach.screens.visit.break_page import BreakScreen
from goalcoach.screens.visit.noting import NotingScreen
from goalcoach.screens.visit.unsaved_page import UnsavedChoice, UnsavedScreen
from goalcoach.translation import tr
from goalcoach.visit.break_and_end_words import (
    CLOSES,
    BreakChoice,
    answer_unsaved,
    closed,
    not_written,
    paused,
)

PUT_AWAY_SECONDS = 5.0


def _hear_out(writing: asyncio.Future[object]) -> None:
    """Take the error of a write that nobody waits for any more: it was told as not saved."""
    if not writing.cancelled():
        writing.exception()


class LeavingScreen(NotingScreen):
    """Takes a break, closes the visit, and puts it away."""

    elsewhere: Path | None = None
    """The folder that holds what the store did not take, if it was saved somewhere else."""
    _unsaved_page: UnsavedScreen | None = None
    _leaving = False
    """True while what is not saved is tried once more."""

    def action_break(self) -> None:
        """Begin a break; half-typed words and the pause are saved meanwhile."""
        if not self.is_on_top or self.is_over:
            return
        self.start_work(self._keep([*self.half_typed(), do.Pause()]))
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
        await self.leave_by(self._pause)

    async def _pause(self) -> None:
        lost = await self.put_away()
        self.replace_by(EndScreen(*paused(self.visit.code, lost=lost)))

    # While something is not saved

    async def leave_by(self, leave: Callable[[], Coroutine[object, object, None]]) -> None:
        if self._unsaved_page is not None or self._leaving:
            return
        self._leaving = True
        try:
            kept = await self.keep_all()
        finally:
            self._leaving = False
        if kept:
            await leave()
        else:
            self._show_unsaved(leave)

    def action_elsewhere(self) -> None:
        """Ask for a folder to write into what the store did not take."""
        if self._unsaved_page is None and not self.saver.kept:
            self._show_unsaved(self._leave_app).call_after_refresh(self._ask_for_folder)

    def _ask_for_folder(self) -> None:
        if self._unsaved_page is not None:
            self._unsaved_page.ask_for_folder()

    def _show_unsaved(self, leave: Callable[[], Coroutine[object, object, None]]) -> UnsavedScreen:
        page = UnsavedScreen(
            self._what_is_unsaved, self._why_unsaved, self.keep_all, self._write_to
        )
        self._unsaved_page = page
        self.has_ended = False  # a pause ended it, and from that page one may go back to it
        self.app.push_screen(page, partial(self._unsaved_over, leave))
        return page

    def _unsaved_over(
        self, leave: Callable[[], Coroutine[object, object, None]], choice: UnsavedChoice | None
    ) -> None:
        self._unsaved_page = None
        if choice is UnsavedChoice.AGAIN:
            self.start_work(leave())
        elif choice is UnsavedChoice.LEAVE:
            self.start_work(self._leave_app())
        else:
            self.start_work(self.show_screen())

    async def _leave_app(self) -> None:
        self.post_message(LeaveWanted())

    def _what_is_unsaved(self) -> str:
        closes = any(isinstance(one, do.Close) for one in self.unsaved())
        if closes or self.visit.screen.address != self.asked.address:
            return not_written(self.visit.version)
        return answer_unsaved(self.asked.title or self.asked.say)

    def _why_unsaved(self) -> str:
        return why_not_saved(self.saver.sentence) or tr("The disk does not answer yet.")

    def _write_to(self, folder: Path) -> Path:
        again = self.coach.again(self.visit.code)
        self.elsewhere = self.visit.keep_elsewhere(folder, again, *self.unsaved())
        return self.elsewhere

    async def keep_all(self) -> bool:
        """Try once more to write what is not saved; return True if all is.

        A close is not tried: it is more than keeping what was said.
        """
        try:  # what a call under way writes is known once it has ended
            await asyncio.wait_for(self.saver.at_rest(), PUT_AWAY_SECONDS)
        except TimeoutError:
            return False
        for command in self.unsaved():
            if isinstance(command, do.Close) or await self._lost(self._call(command)):
                return False
        return True

    def close_now(self) -> None:
        """Close the visit, as Enter does on the closed gate or on the closing question."""
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
            done = await self.saver.call(partial(self.visit.finish, reason))
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
        ending = closed(self.visit, reason, self.reading.end_words(reason))
        self.replace_by(EndScreen(*ending, patient=self.visit.code))

    async def put_away(self) -> bool:
        lost = not await self.keep_all()
        await self._lost(self.visit.leave)
        if isinstance(self.app, CoachApp):
            where = str(self.elsewhere) if lost and self.elsewhere else ""
            self.app.left = LeftVisit(self.visit.code, lost, where)
        return lost

    def as_left(self) -> LeftVisit:
        return LeftVisit(self.visit.code, not self.saver.kept)

    async def _lost(self, call: Callable[[], object]) -> bool:
        # Shielded, for a thread cannot be stopped: with the saver free, two would write at once.
        writing = asyncio.ensure_future(self.saver.call(call))
        writing.add_done_callback(_hear_out)
        try:
            await asyncio.wait_for(asyncio.shield(writing), PUT_AWAY_SECONDS)
        except (GoalcoachError, TimeoutError):
            return True
        return False
