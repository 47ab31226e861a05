"""Turns what fields and keys report into commands to the visit: answers, moves, checks.

Commands are given in a thread (see `saver`); what comes back is shown. The screen keeps nothing
that a resume would lose, but for what `half_typed` is about to write.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from textual import on

from goalcoach.dialogue.answer_types import Kind, SkipReason, Value
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.engine.refusal import CLOSED, NO_REASON, Refusal
from goalcoach.dialogue.view.answer_words import is_row_whole
from goalcoach.dialogue.view.screen import CheckView, RowView, Screen, Status
from goalcoach.dialogue.view.screen_words import BACK_TO_LIST
from goalcoach.dialogue.view.standing_words import (
    LEAVES_OPEN,
    aside_words,
    is_unsaid,
    open_checks,
    open_name,
)
from goalcoach.errors import GoalcoachError, NotSaved
from goalcoach.plan.question_address import Address, is_in_roster
from goalcoach.safe_text import cut
from goalcoach.screens.fields.field import Field
from goalcoach.screens.fields.last_time import Proposal
from goalcoach.screens.fields.plan_and_diary_fields import ReadField
from goalcoach.screens.fields.roster import PUT_BACK_THERE
from goalcoach.screens.fields.typed_fields import TextField
from goalcoach.screens.kit.text_box import Writer
from goalcoach.screens.visit.answer_context import StayReason
from goalcoach.screens.visit.half_typed import HalfTypedScreen
from goalcoach.screens.visit.visit_interface import OpenReading, OpenVisit
from goalcoach.screens.visit.way_back import WayBack
from goalcoach.translation import tr, tr_noop

MOVES = (do.Next, do.Back, do.Jump, do.Return, do.More, do.Pause, do.Resume)
"""Commands that say nothing: a visit that could not write one goes on where it was."""

LEAVING = (do.Next, do.Back, do.Jump, do.Return, do.More, do.Pause, do.Undo)
"""Commands that may lead away from words that are half typed."""

ELSEWHERE = (do.Back, do.Jump, do.Return, do.More, do.Undo, do.Redo)
"""Commands that go somewhere of their own, so that the page that was read does not come again."""

TAKES_AWAY = (SkipReason.DECLINED,)
"""Reasons to skip with which what was typed goes."""

LIST_KEPT = tr_noop("{key} leads back to the list; Ctrl+J there adds one more.")
"""Said once, on the page behind a list."""


def _fields_of(row: RowView) -> list[str]:
    return [cell.address for cell in row.cells]


class AnsweringScreen(HalfTypedScreen):
    """Gives the visit the commands that fields and keys ask for."""

    def __init__(self, visit: OpenVisit, reading: OpenReading) -> None:
        super().__init__(visit, reading)
        self.busy = False
        self.way = WayBack()
        self._told: Value | None = None
        """The answer of which was said what it sets aside: given once more it is taken."""
        self._aside = ""
        """What a box on the read-back sets aside, to be said once it is switched."""
        self._left_open = ""
        """What the next page says of a question that Enter is just passing without an answer."""
        self._warned = ""
        """The question that said what leaving it open means: the next Enter leaves it."""
        self.unkept_words = False
        """True if words were typed that may not be kept: the next Enter was meant to end them."""

    def ask(self, *calls: Callable[[], Refusal | None], entering: bool = False) -> None:
        """Do the calls one after the other, then show what the visit says."""
        if not self.busy and not self.is_over:
            self.busy = True
            self.start_work(self._ask(calls, entering))

    async def _ask(self, calls: Sequence[Callable[[], Refusal | None]], entering: bool) -> None:
        before, closing = self.asked.address, self.asked.kind is Kind.REVIEW
        self.around.objection = self.around.impact = self.around.meant = self.around.told = ""
        self.around.impact, self._aside = self._aside, ""
        self.around.passed, passed, self._left_open, self._warned = "", self._left_open, "", ""
        refusal: Refusal | None = None
        list_kept = False
        try:
            for call in calls:
                refusal = await self.saver.call(call)
                if refusal is not None:
                    break
            if refusal is None:
                await self._go_back_to_list()
                await self._go_back_to_page()
                list_kept, refusal = await self._go_past_list()
            elif self.visit.screen.address == self.way.listed:
                self.way.listed = ""
            noted = any(isinstance(self._command_of(one), do.Note) for one in calls)
            if (noted and refusal is None) or self.visit.screen.address != before:
                self.around.noting, self.around.note, self.around.note_begun = False, None, False
            self.around.passed = passed if self.visit.screen.address != before else ""
        except NotSaved:
            pass
        except GoalcoachError as error:
            self.around.objection = error.sentence
        finally:
            self.busy = False
        self.saver.typing = False
        self.around.told = " ".join(self.visit.take_said())
        self.asked = asked = self.visit.screen
        led = closing and asked.address == self.way.led_to
        self._see_stop(asked, refusal, entering and asked.address == before, led=led)
        if list_kept:
            self.around.impact = tr(LIST_KEPT, key=self.coach.keys.label("back"))
        elif before == self.way.row_of and is_in_roster(asked.address, before):
            self.around.impact = tr(BACK_TO_LIST)
        # The field has what was taken back just now, or declined; built anew it has what stands.
        anew = bool(asked.taken_back) or self._has_declined(calls)
        await self.show_screen(anew=anew or (led and self.around.stop is not None))

    def _has_declined(self, calls: Sequence[Callable[[], Refusal | None]]) -> bool:
        """Return True if one of the calls took away what was said at the question."""
        given = map(self._command_of, calls)
        return any(isinstance(one, do.Skip) and one.reason in TAKES_AWAY for one in given)

    async def _go_back_to_list(self) -> None:
        """Return to the list once a field of the row that is changed is answered anew."""
        left, now = self.asked.address, self.visit.screen.address
        if (way := self.way.to_list(left, now)) is not None:
            await self.saver.call(self._call(way))
        self.way.see_left(left, now)

    async def _go_back_to_page(self) -> None:
        """Return to the page that was read once the question it led to, rows and all, is left."""
        if (way := self.way.to_page(self.visit.screen)) is not None:
            await self.saver.call(self._call(way))

    async def _go_past_list(self) -> tuple[bool, Refusal | None]:
        """Go on from a list whose last row was added, once that row's fields are left; return True
        if it is to be said, once, how the list takes one more, and why the list was not left.
        """
        listed = self.way.past_list(self.visit.screen.address)
        if not listed:
            return False, None
        refusal = await self.saver.call(partial(self.visit.enter, True))
        if self.visit.screen.address == listed:
            return False, refusal
        told, self.coach.list_told = self.coach.list_told, True
        return not told, None

    async def _show_screen(self, anew: bool) -> None:
        self._see_close()
        await super()._show_screen(anew)

    def _see_close(self) -> None:
        """Name at the close what has to be answered first, before anything is asked there."""
        around, closing = self.around, self.asked.kind is Kind.REVIEW
        refusal = self.visit.refusal_of(do.Close()) if closing and not self.saver.sentence else None
        around.left = refusal is not None and refusal is not CLOSED
        if refusal is not None and around.left and not around.objection:
            around.stop = None
            self.object(refusal)

    def _see_stop(
        self, asked: Screen, refusal: Refusal | None, held: bool, *, led: bool = False
    ) -> None:
        """Find what stops Enter here. Where the close `led` here, the thought that it waits for is
        shown at once, with the line that takes the reason: a note there would be none.
        """
        around = self.around
        around.stop, around.check, self._told = None, None, None
        if self.saver.sentence:
            return
        thoughts = open_checks(asked)
        if refusal is not None:
            if refusal.check:
                around.check = CheckView(refusal.check, self._said(refusal), hard=True)
                around.stop = StayReason.CHECK
            elif refusal.code == "gate" and asked.gate_closed:
                around.stop = StayReason.GATE
            else:
                self.object(refusal)
                if refusal is NO_REASON and thoughts:  # with the line that takes the reason
                    around.stop, around.check = StayReason.CHECK, thoughts[0]
        elif held and asked.gate_closed:
            around.stop = StayReason.GATE
        elif (held or led) and thoughts:
            around.stop, around.check = StayReason.CHECK, thoughts[0]
        elif held and asked.hold:
            around.stop = StayReason.REVEAL

    def _said(self, refusal: Refusal) -> str:
        """Return why something was not taken, with the key to skip as the user bound it."""
        return refusal.sentence_for(tr("skip with {key}", key=self.coach.keys.label("skip")))

    def object(self, refusal: Refusal) -> None:
        """Say why something was not taken, and lead to the question it is about."""
        self.around.objection = self._said(refusal)
        elsewhere = [at for at in refusal.addresses if at != self.asked.address]
        self.around.meant = elsewhere[0] if elsewhere else ""

    def give(self, *commands: do.Command) -> None:
        """Give commands to the visit, half-typed text first."""
        last = commands[-1]
        leaving = isinstance(last, LEAVING)
        if isinstance(last, ELSEWHERE):
            self.way.go_elsewhere(last)
        first = self.half_typed() if leaving else ()
        self.ask(*(self._call(one) for one in (*first, *commands)))

    def unsaved(self) -> tuple[do.Command, ...]:
        """Return what was said and is not on the disk: what could not be written, and half a text.

        A move that could not be written is not among it: it says nothing.
        """
        failed = self._command_of(self.saver.failed)
        told = (*MOVES, do.SaveDraft)  # the text of a draft is in the field, as it is by now
        said = () if failed is None or isinstance(failed, told) else (failed,)
        return (*said, *self.half_typed())

    def _command_of(self, call: Callable[[], Any] | None) -> do.Command | None:
        """Return the command that a call gives the visit."""
        if not isinstance(call, partial):
            return None
        (given,) = call.args
        if call.func == self.visit.enter:
            return do.Answer(given, self.asked.address) if given not in ("", ()) else do.Clear()
        return do.Close(given) if call.func == self.visit.finish else given

    @on(Field.Given)
    def _given(self, event: Field.Given) -> None:
        asked, value = self.asked, event.value
        if self.ends_words():
            return
        if self.around.stop is StayReason.REVEAL and value == asked.value:
            self.give(do.Next())
        elif value == asked.value and self._thinks(asked):
            pass
        elif self._would_set_aside(asked, value):
            self.start_work(self.show_after())
        else:
            self.way.see_answer(changed=value != asked.value)
            notes = (self._call(one) for one in self._half_note())
            self.ask(*notes, partial(self.visit.enter, value), entering=True)

    def ends_words(self) -> bool:
        """Return True if an Enter was meant for what was typed just now, and passes nothing."""
        ends, self.unkept_words = self.unkept_words, False
        return ends

    def _would_set_aside(self, asked: Screen, value: Value) -> bool:
        if asked.status is not Status.ANSWERED or value in (asked.value, self._told):
            return False
        aside = self.visit.impact(do.Answer(value, asked.address)).sets_aside
        if not aside:
            return False
        self._told = value
        self.around.impact = f"{aside_words(len(aside))} {tr('Enter goes on.')}"
        return True

    @on(Field.Passed)
    def _passed(self) -> None:
        if self.ends_words():
            return
        asked = self.asked
        emptied = isinstance(self.field, TextField) and asked.value is not None
        cell = Address.read(asked.address)
        if emptied and asked.names_row and cell is not None and not self.busy:
            self.busy = True
            self.start_work(self._drop_row(cell, str(asked.value)))
            return
        if self.busy or (asked.rows and self._thinks(asked)) or self._warns(asked):
            return
        self.way.see_answer(changed=emptied)
        if emptied or is_unsaid(asked):
            way, name = self.coach.keys.label("back"), open_name(asked)
            self._left_open = tr("Left open: {question}. {key} goes back.", question=name, key=way)
        self.give(*((do.Clear(asked.address),) if emptied else ()), do.Next())

    def _thinks(self, asked: Screen) -> bool:
        """Say a thought on what stands here, if none is said on the page; return True if it was
        said now. Passed unseen, it would be a riddle at the close, which asks for its reason.
        """
        thoughts = open_checks(asked)
        if not thoughts or self.around.stop is not None:
            return False
        self.around.stop, self.around.check = StayReason.CHECK, thoughts[0]
        self.start_work(self.show_screen())
        return True

    def _warns(self, asked: Screen) -> bool:
        """Say once what leaving this question open means, if a bare Enter must not pass it unseen;
        return True if it was said now.
        """
        if not (asked.asks_twice and is_unsaid(asked)) or self._warned == asked.address:
            return False
        self._warned = asked.address
        self.around.impact = tr(LEAVES_OPEN)
        self.start_work(self.show_after())
        return True

    async def _drop_row(self, cell: Address, name: str) -> None:
        """Take away the row of `cell`, whose name was emptied, and say how it comes back."""
        roster = str(cell.question)
        self.way.listed = ""
        remove = self._call(do.RemoveRow(cell.cell, roster))
        await self._ask((remove,), entering=False)
        if self.asked.address == roster:
            gone = tr("Taken away: {line}.", line=cut(name, 24).removesuffix("."))
            self.around.impact = f"{gone} {tr(PUT_BACK_THERE)}"
            await self.show_after()

    @on(Field.Asked)
    def _asked(self, event: Field.Asked) -> None:
        # With a thought on what stands, the Enter that follows says it.
        whole = isinstance(event.command, do.Confirm) and not open_checks(self.asked)
        go_on = (do.Next(),) if whole else ()
        self.way.listed = self.asked.address if event.last else ""
        read = self.field if isinstance(self.field, ReadField) else None
        if read is not None and isinstance(event.command, do.Answer) and not self.busy:
            aside = self.visit.impact(event.command).sets_aside
            self._aside = aside_words(len(aside)) if aside else ""
        self.give(event.command, *go_on)
        if isinstance(event.command, do.Jump) and read is not None:
            self.way.led_to = event.command.at
            self.read_to = (read.asked.address, read.readable.at)
        elif isinstance(event.command, do.Jump):
            rows = (row for row in self.asked.rows if event.command.at in _fields_of(row))
            self.way.row_of = self.asked.address if all(map(is_row_whole, rows)) else ""

    @on(Field.Objected)
    async def _objected(self, event: Field.Objected) -> None:
        self.around.objection = event.sentence
        await self.show_after()

    @on(Field.Typed)
    async def _typed(self, event: Field.Typed) -> None:
        event.stop()
        if self.around.objection:
            self.around.objection = self.around.meant = ""
            await self.show_after()
        self.await_draft()

    @on(Writer.Entered, "#why")
    def _kept(self, event: Writer.Entered) -> None:
        check, asked = self.around.check, self.asked
        if check is not None:
            ack = do.Acknowledge(check.id, event.text, asked.address)
            others = [one for one in open_checks(asked) if one.id != check.id]
            calls = [self._call(ack)] + ([] if others else [self._call(do.Next())])
            self.ask(*calls, entering=bool(others))

    @on(Field.Hinted)
    def _hinted(self, event: Field.Hinted) -> None:
        self.around.impact = event.sentence
        self.redraw()

    @on(Proposal.Passed)
    def _passed_over(self) -> None:
        waits = self.asked.proposed is not None
        if not (waits and self.field is not None and self.field.tells_of_change()):
            self.give(do.Next())

    @on(Proposal.Reworded)
    def _reworded(self) -> None:
        if isinstance(self.field, TextField):
            self.field.copy_last()
            self.field.writer.focus()
