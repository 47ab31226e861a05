"""A visit under way: its keys, and the pages it opens beside the questions.

Skip, card, where and the plan so far: each page gives something back, and the visit goes on from
there. A break and the end are in `leaving`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType

from goalcoach.dialogue.answer_types import Kind, SkipReason, Value
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.view.screen_words import panel_of
from goalcoach.dialogue.view.standing_words import more_words
from goalcoach.errors import NotSaved
from goalcoach.screens.fields.field import Field
from goalcoach.screens.fields.letter_key_or_text import KeptLastTime
from goalcoach.screens.fields.typed_fields import TextField
from goalcoach.screens.kit.keymap import key_label
from goalcoach.screens.kit.paint import capital
from goalcoach.screens.kit.text_box import Writer
from goalcoach.screens.kit.visit_keys import TAKE_BACK, VISIT_KEYS
from goalcoach.screens.visit.answer_context import StayReason
from goalcoach.screens.visit.beside_journal_page import KeptScreen
from goalcoach.screens.visit.leaving import LeavingScreen
from goalcoach.screens.visit.overview import WhereScreen
from goalcoach.screens.visit.patient_card import CardScreen
from goalcoach.screens.visit.skip import SkipScreen
from goalcoach.screens.visit.so_far_page import SoFarScreen
from goalcoach.translation import ENGLISH, speak_always, tr, tr_noop
from goalcoach.visit.answers_beside_journal import ALL, KeptStory
from goalcoach.visit.break_and_end_words import ask_to_write

BREAK_WANTED = "break"


class VisitScreen(LeavingScreen):
    """One visit, from its first question to its end."""

    in_visit = True
    session_words = ENGLISH
    """Our own words around the visit, which are spoken again after it."""
    about = tr_noop("One question at a time. Read SAY aloud, type what is said, Enter goes on.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "back", "Back", show=False, id="back"),
        Binding("pagedown", "forward", "Forward", show=False, id="forward"),
        Binding("escape", "escape", "Esc", show=False),
        *(Binding(one.key, one.action, one.words, show=False, id=one.action) for one in VISIT_KEYS),
        *(
            Binding(f"alt+{one.letter}", one.action, show=False, priority=True)
            for one in VISIT_KEYS
        ),
    ]

    def on_mount(self) -> None:
        # Of the classes this one is made from, each has its own `on_mount` called as well.
        self._left_there: set[int] = set()
        self._offer_kept()

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Close the page; what is around the visit speaks its own language again."""
        if self.is_on_top and not self.has_ended:
            speak_always(self.session_words)
        return super().dismiss(result)

    def _offer_kept(self) -> None:
        """Before the first question tell of what lies beside the journal, one file after another.

        Answers come over as they are chosen; those of a file that is left are offered again when
        the visit is taken up the next time.
        """
        said = self.visit.take_said()
        stories = [one for one in self.visit.kept if one.number not in self._left_there]
        if not said and not stories:
            return
        story = stories[0] if stories else None
        page = KeptScreen(said, story, self.head_left())
        self.open_above(page, lambda chosen: self._chosen(story, chosen))

    def _chosen(self, story: KeptStory | None, chosen: str | None) -> None:
        if story is not None and chosen:
            self.start_work(self._take_over(story, chosen))
            return
        if story is not None:
            self._left_there.add(story.number)
        self._offer_kept()

    async def _take_over(self, story: KeptStory, chosen: str) -> None:
        try:
            await self.saver.call(lambda: self.visit.take_from_kept(story.number, (chosen,)))
        except NotSaved:
            pass
        else:
            if chosen == ALL:
                self._left_there.add(story.number)
        self.asked = self.visit.screen
        await self.show_screen(anew=True)
        if not self.saver.sentence:
            self._offer_kept()

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
        elif event.key == "plus" and not typing:
            event.stop()
            self.action_more()
        elif not typing:
            self.take_sign(event)

    def action_keep_plan(self) -> None:
        """Take what the plan says, where a visit kept aside says something else."""
        if self.asked.in_plan is not None:
            self.give(do.Confirm(self.asked.address, stood=True), do.Next())

    @on(KeptLastTime)
    def _keep_last(self, event: KeptLastTime) -> None:
        self.give(do.Confirm(self.asked.address, stood=event.stood), do.Next())

    @on(Writer.Edged)
    def _read_on(self, event: Writer.Edged) -> None:
        """Scroll the page, where what stands above or below the text is longer than it."""
        self.query_one("#flow").scroll_relative(y=2 if event.down else -2, animate=False)

    @on(Field.Typed)
    def _show_typing(self) -> None:
        """Have what is typed in sight, where a text to read stands above it."""
        if panel_of(self.asked) == "heard" and self.field is not None:
            self.query_one("#flow").scroll_to_widget(self.field, animate=False)

    def _press_letter(self, event: events.Key) -> None:
        """Do what the letter after Esc is for; but for Esc, a key that is no sign acts as ever."""
        self._end_escape()
        if not event.is_printable and event.key != "escape":
            return
        event.stop()
        event.prevent_default()
        for one in VISIT_KEYS:
            if one.letter == event.key:
                self.start_work(self.run_action(one.action))

    def _end_escape(self) -> None:
        if self.escaped:
            self.escaped = False
            self.tell()
            self.focus_here()

    def action_escape(self) -> None:
        """Close what is open below the answer; else wait for a letter in place of an F-key."""
        if self.field is not None and self.field.finding and not self.around.noting:
            self.field.find("")
        elif self.around.stop is not None or self.around.noting:
            self.around.stop = None
            self.leave_note()
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
        if asked.kind is Kind.REVIEW and self.around.left:
            self.action_go()
        elif asked.kind is Kind.REVIEW:
            self.around.stop = StayReason.CLOSE
            self.around.closing = ask_to_write(self.visit.version)
            self.start_work(self.show_screen())
        elif asked.gate_closed:
            self.around.stop = StayReason.GATE
            self.start_work(self.show_screen())
        elif asked.kind is Kind.SAY:
            self.ask(partial(self.visit.enter, True), entering=True)
        else:
            self.give(do.Next())

    def action_take_back(self) -> None:
        """Take back the last answer, skip, note, mark or change of rows, and go there."""
        self.give(do.Undo())

    def action_give_again(self) -> None:
        """Give again what was taken back last."""
        self.give(do.Redo())

    def action_go(self) -> None:
        """Go to the question that is named here, or back from there."""
        asked, check = self.asked, self.around.check
        if check is not None and check.opens:
            self.give(do.Jump(check.opens))
        elif self.around.meant:
            meant = self.around.meant
            self.give(do.Jump(meant))
            self._led_to(meant)
        elif asked.opens:
            self.give(do.Jump(asked.opens))
            self._led_to(asked.opens)
        elif asked.can_return:
            self.give(do.Return())

    def _led_to(self, address: str) -> None:
        """Come back to the close once the question that it led to is left."""
        if self.asked.kind is Kind.REVIEW:
            self.way.led_to = address

    def action_more(self) -> None:
        """Ask the rest of this part, of which the short path asks the core alone."""
        self.give(do.More())

    def action_notes(self) -> None:
        """Show or hide the notes for the clinician."""
        self.coach.notes_shown = not self.coach.notes_shown
        self.start_work(self.show_screen())

    def action_off_paper(self) -> None:
        """Keep this question, or the row it is in or that the cursor is on, off the patient's
        papers, or let it on.
        """
        asked, row = self.asked, self.field.row_here() if self.field is not None else None
        if row is not None:
            self.give(do.OffPaper(not row.off_paper, asked.address, row.id))
        elif asked.kind is not Kind.REVIEW:
            self.give(do.OffPaper(not asked.off_paper, asked.address))

    def action_plan(self) -> None:
        """Show the plan so far."""
        page = SoFarScreen(tr("The plan so far"), self.reading.so_far())
        self.open_above(page, self._came_back)

    def action_skip(self) -> None:
        """Ask for the reason to leave this question, if it may be left."""
        asked = self.asked
        if asked.skips:
            page = SkipScreen(asked, self.head_left(), self.head_right())
            self.open_above(page, self._skipped)

    def _skipped(self, reason: SkipReason | str | None) -> None:
        if isinstance(reason, SkipReason):
            at = self.asked.address
            first = () if reason is SkipReason.DECLINED else self.half_typed()
            self.around.stop = None
            self.ask(*(self._call(one) for one in (*first, do.Skip(reason, at), do.Next())))
        else:
            self._came_back(reason)

    def action_card(self) -> None:
        """Show the patient's card; what is chosen there is chosen here."""
        if self.field is not None:
            asked = self.visit.card_of(self.asked)
            self.open_above(CardScreen(asked, self.field.current()), self._picked)

    def _picked(self, picked: Value | None) -> None:
        if picked == BREAK_WANTED:
            self._came_back(BREAK_WANTED)
        elif picked is not None and self.field is not None:
            self.field.choose(picked)

    def action_where(self) -> None:
        """Show every question of the visit."""
        phases = self.visit.screen.progress.phases
        page = WhereScreen(self.visit.where(), self.saver.words(), phases)
        self.open_above(page, self._jumped)

    def _jumped(self, address: str | None) -> None:
        if address in {None, "", BREAK_WANTED, TAKE_BACK}:
            self._came_back(address)
        elif address is not None:
            self.around.stop = None
            self.give(do.Jump(address))

    def _came_back(self, wanted: str | None) -> None:
        if wanted == BREAK_WANTED:
            self.action_break()
        elif wanted == TAKE_BACK:
            self.action_take_back()

    def help_rows(self) -> Sequence[tuple[str, str]]:
        typing = isinstance(self.field, TextField)
        hints = self.field.hints() if self.field else ()
        keys = self.field.keys() if self.field else ()
        told = {key for key, _ in keys}  # in more words than a hint has
        rows = [(one.label, one.word_for(narrow=False)) for one in hints if one.label not in told]
        rows += list(keys)
        rows += [("PgUp", tr("back")), ("PgDn", tr("forward, without answering"))]
        for one in VISIT_KEYS:
            rows.append((f"{key_label(one.key)}, or Esc {one.letter}", tr(one.words)))
        if not typing:
            rows.append(("c", tr("keep what was said last time")))
            key = self.coach.keys.label("more")
            rows.append(("+", tr("more of this part, as {key}", key=key)))
        return rows

    def _idle_actions(self) -> set[str]:
        """Return the actions of VISIT_KEYS that do nothing on this question as things stand."""
        asked, check = self.asked, self.around.check
        leads = asked.opens or asked.can_return or self.around.meant or (check and check.opens)
        acts = {
            "skip": bool(asked.skips),
            "go": bool(leads),
            "more": bool(more_words(asked)),
            "note": not asked.private,
            "off_paper": asked.kind is not Kind.REVIEW,
            "card": asked.kind is not Kind.REVIEW,
        }
        return {name for name, does in acts.items() if not does}

    def palette(self) -> Sequence[tuple[str, str, str]]:
        idle = self._idle_actions()
        keys = [one for one in VISIT_KEYS if one.action not in idle]
        rows = [(capital(tr(one.words)), tr(one.more), one.action) for one in keys]
        if not self.saver.kept:
            where = tr("Into a folder you name")
            rows.insert(0, (tr("Save somewhere else"), where, "elsewhere"))
        if self.asked.in_plan is not None:
            keep = tr("Keep what the plan says")
            rows.append((keep, tr("Not what the visit kept aside says"), "keep_plan"))
        if self.asked.can_back:
            rows.append((tr("Back"), tr("The question before this one"), "back"))
        forward = tr("The next question, without answering this one")
        return [*rows, (tr("Forward"), forward, "forward")]
