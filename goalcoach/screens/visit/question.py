"""One question on the screen, with everything around it.

Only shows: `answering` gives commands to the visit, `visit` opens the pages beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.widget import Widget

from goalcoach.date_words import say_weekday
from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.view.screen import Screen, Status
from goalcoach.dialogue.view.screen_words import panel_of, returns, visit_name
from goalcoach.screens.fields.choice import stands_apart
from goalcoach.screens.fields.field import Field
from goalcoach.screens.fields.field_table import build_field
from goalcoach.screens.fields.finding_field import AnswerPick, FindingField
from goalcoach.screens.fields.last_time import LastTime, Proposal
from goalcoach.screens.fields.plan_and_diary_fields import PlanField, ReadField
from goalcoach.screens.fields.typed_fields import TextField
from goalcoach.screens.kit.answer_notice import AskBlock
from goalcoach.screens.kit.coach_app import coach_app_of
from goalcoach.screens.kit.foot import BACK, BREAK, HELP, Hint
from goalcoach.screens.kit.paint import Scroll, Stack, StyledSpan
from goalcoach.screens.kit.saver import Saver
from goalcoach.screens.kit.size_breakpoints import PageForm
from goalcoach.screens.kit.text_box import Writer
from goalcoach.screens.kit.visit_keys import VISIT_KEYS
from goalcoach.screens.kit.visit_page_base import VisitPage
from goalcoach.screens.visit.answer_context import AnswerContext, StayReason
from goalcoach.screens.visit.margin import Margin
from goalcoach.screens.visit.question_rows import (
    MarginRow,
    after_rows,
    ask_rows,
    heard_rows,
)
from goalcoach.screens.visit.rail import ProgressLine, Rail
from goalcoach.screens.visit.visit_interface import OpenReading, OpenVisit
from goalcoach.translation import TrMap, tr, tr_noop

_AFTER_ESC = TrMap(
    {
        "skip": "skip",
        "break": "break",
        "where": "where",
        "note": "note",
        "card": "card",
        "plan": "plan",
        "more": "more",
    },
    context="letter_after_esc",
)


WHERE_YOU_WERE = Hint("F7", tr_noop("where you were"), "f7", tr_noop("return"))
"""The way back from a question that was gone to from elsewhere, as long as there is one."""


def _escape_hints() -> Sequence[Hint]:
    """Return the hints while a letter after Esc is awaited, the most used ones first."""
    keys = {one.action: one for one in VISIT_KEYS}
    letters = (
        Hint(keys[name].letter, words, keys[name].letter) for name, words in _AFTER_ESC.items()
    )
    return (BACK, *letters)


class QuestionScreen(VisitPage):
    """Head, rail, the words to say, the answer's field and what belongs to it."""

    needs = tr_noop("The visit needs {width} × {height}.")
    busy = False
    """True while the visit writes; `answering` sets it."""

    def __init__(self, visit: OpenVisit, reading: OpenReading) -> None:
        super().__init__()
        self.visit = visit
        self.reading = reading
        self.asked = visit.screen
        self.number = visit.visit_number
        self.field: Field | None = None
        self.around = AnswerContext(PageForm.LINE, taken_up=visit.taken_up, notices=visit.notices)
        self.escaped = False
        """True after Esc, while the next letter acts as its F-key."""
        self.read_to = ("", 0)
        """The page that is read, and the line on it that was gone to: where the cursor returns."""
        self._settling = 0
        self._is_laid_out = False
        """True once there was a question to lay the page out for."""
        # Here, not once the page is built: a visit may be left before that.
        self.saver = Saver(lambda: self.coach.clock(), self.tell, visit.saved_at)

    def compose_body(self) -> ComposeResult:
        with Vertical():
            yield ProgressLine()
            with Horizontal(id="visit"):
                yield Rail()
                with Scroll(id="flow"):
                    yield Stack(id="ask")
                    yield Stack(id="answer")
                    yield Stack(id="after")
                yield Margin()

    def on_mount(self) -> None:
        self.start_work(self.show_screen())

    def on_descendant_focus(self) -> None:
        if self.is_current and self.field is not None:
            self.tell()  # what a letter does depends on where the focus is

    async def show_screen(self, *, anew: bool = False) -> None:
        """Show the visit's screen as it is now; `anew` builds the field again."""
        self.hold_keys()
        try:
            await self._show_screen(anew)
        finally:
            # Behind the call that moves the focus: a key before it would reach nothing.
            self.let_keys()

    def redraw(self) -> None:
        """Show the visit's screen again; keys wait from now on until it stands.

        Not while the app is left, which waits for a page that is being built.
        """
        if not coach_app_of(self).leaving:
            self.hold_keys()
            self.start_work(self._redraw())

    async def _redraw(self) -> None:
        try:
            await self.show_screen()
        finally:
            self.let_keys()

    def hold_keys(self) -> None:
        """Let keys wait until `let_keys` was called as often."""
        self._settling += 1

    def let_keys(self) -> None:
        """Let keys act again once what is being done now is done."""
        self.app.call_later(self._settled)

    def _settled(self) -> None:
        if self._settling == 1 and not self._is_laid_out:
            self._is_laid_out = True
            self.call_later(self._lay_out_first)  # behind what the focus does
            return
        self._settling -= 1
        self.dispatch_waiting()

    def _lay_out_first(self) -> None:
        """Show the first question at once; Textual would first wait for a beat of its clock."""
        self.tell()
        self._refresh_layout()
        self._settled()

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        """Lay out nothing before the first question is there: the empty page would be laid out,
        drawn and sent to the terminal for a moment in which it cannot be read.
        """
        if self._is_laid_out:
            super()._refresh_layout(self.app.size if size is None else size, scroll)

    @property
    def is_drawing(self) -> bool:
        """True while the next question is built."""
        return self._settling > 0

    @property
    def unready(self) -> bool:
        """True also while an answer is written or the next question is drawn."""
        return super().unready or self.busy or self.is_drawing

    async def _show_screen(self, anew: bool) -> None:
        asked = self.asked
        old = self.field
        new = anew or old is None or (old.asked.address, old.asked.kind) != (
            asked.address, asked.kind)  # fmt: skip
        noted = bool(self.query("#note"))
        if old is not None and old.asked.address != asked.address:
            self.around.taken_up = ""
            self.around.notices = ()
        with self.app.batch_update():
            if new:
                on_ladder = panel_of(asked) == "ladder"
                self.around.site_steps = self.coach.setting.steps_gate
                self.around.steps = self.reading.steps(asked.address) if on_ladder else ()
                self.around.stop = self.around.stop if anew else None
                await self._replace_field(build_field(asked, self.reading))
            elif old is not None:
                old.take(asked)
            heard = self.reading.heard(asked.address) if panel_of(asked) == "heard" else ()
            await self._replace("#ask", [*ask_rows(asked, self.around), *heard_rows(heard)])
            self._tell_around(asked)
            await self.show_after()
        flow = self.query_one("#flow")
        flow.scroll_home(animate=False)
        revealed = list(self.query(LastTime))
        if self.around.stop is StayReason.REVEAL and revealed:
            # No further than the numbers: the question stays in sight where it can.
            self.call_after_refresh(flow.scroll_to_widget, revealed[-1], animate=False)
        elif self.around.stop or self.around.noting or self.around.not_saved:
            self.call_after_refresh(flow.scroll_end, animate=False)
        self.query_one(Rail).tell(asked)
        self.query_one(ProgressLine).tell(asked)
        self.tell()
        self.focus_here(opening=new or noted)

    async def _replace_field(self, field: Field) -> None:
        self.field = field
        if isinstance(field, ReadField) and field.asked.address == self.read_to[0]:
            field.readable.at = self.read_to[1]
        self.query_one("#flow").remove_class("-still")
        opened = field.spread and not field.keeps_label
        classes = "-full" if isinstance(field, ReadField) else "-open" if opened else ""
        if field.padded and self.form is not PageForm.NARROW:
            classes += " -padded"
        await self._replace("#answer", [MarginRow(field.label, field, classes=classes)])

    async def _replace(self, where: str, widgets: Sequence[Widget]) -> None:
        place = self.query_one(where)
        await place.remove_children()
        await place.mount_all(widgets)

    def _tell_around(self, asked: Screen) -> None:
        around = self.around
        around.form, around.roomy = self.form, self.has_class("-roomy")
        around.value, around.today = asked.value, self.coach.today
        around.notes_shown, around.keys = self.coach.notes_shown, self.coach.keys
        around.not_saved = self.saver.sentence
        if self.field is not None:
            more = asked.status is Status.PROPOSED and not around.roomy
            stopped = around.stop in {StayReason.CHECK, StayReason.GATE} or self._notes_closely
            beside = bool(around.steps) or panel_of(asked) == "heard"
            self.field.make_room(stopped or more or beside)
            self.field.collapse(stopped)
            around.spread = self.field.spread or bool(around.steps)
            around.typing = self.field.typing
            around.hint_line = self.field.hint_line
        below = bool(asked.opens) and not around.roomy
        stopped = around.stop in {StayReason.CHECK, StayReason.GATE}
        aloud = isinstance(self.field, PlanField) and self.field.aloud and not around.roomy
        # What stands below a long list is on the page as well then.
        low_list = isinstance(self.field, FindingField) and not around.roomy
        listed = low_list and not stands_apart(asked, self)
        noting = self._notes_closely
        tight = stopped or below or bool(around.not_saved) or noting or aloud or listed
        self.query_one("#answer").set_class(self._notes_closely, "-back")
        # The read-back has its rows as well: no place among the questions is said there.
        classes = {"-spread": around.spread, "-tight": tight, "-reads-aloud": aloud}
        self.update_classes(classes)  # all at once, for each change styles the whole page anew
        self._tell_margin()

    @on(AnswerPick.Turned)
    def _tell_keys(self) -> None:
        self.tell()

    @on(PlanField.BoxMoved)
    def _tell_margin(self) -> None:
        field = self.field
        self.around.agreed = field.margin_boxes() if isinstance(field, PlanField) else ()
        self.query_one(Margin).tell(self.asked, self.around)

    @property
    def _notes_closely(self) -> bool:
        """True while a note is typed on a page with few rows: there the answer gives way to it."""
        return self.around.noting and not self.around.roomy

    async def show_after(self) -> None:
        """Build again what stands below the answer."""
        self.shown += 1
        for note in self.query("#note"):
            if self.around.noting and isinstance(note, Writer):
                self.around.note = note.text
        proposing = isinstance(self.focused, Proposal)
        await self._replace("#after", list(after_rows(self.asked, self.around)))
        if proposing:  # else the focus slides into the field, and its keys are letters there
            self._focus_proposal()
        if isinstance(self.field, ReadField):
            self.call_after_refresh(self.field.fill)

    def focus_here(self, *, opening: bool = False) -> None:
        """Put the focus where the next key belongs; it stays within the field but for `opening`.

        When a page or a note is taken down the focus slides to any field that can have it, so a
        question that opens is not asked where it is.
        """
        for where in ("#note", "#why", AskBlock):
            for widget in self.query(where):
                widget.focus()
                return
        within = self.field is not None and self.focused in self.field.walk_children()
        if within and not opening:
            return
        empty = isinstance(self.field, TextField) and not self.field.writer.text
        if not (empty and self._focus_proposal()) and self.field is not None:
            self.field.main().focus()

    def _focus_proposal(self) -> bool:
        """Put the focus on what is offered from last time; return False if nothing is."""
        proposals = [one for one in self.query(Proposal) if one.can_focus]
        for one in proposals[:1]:
            one.focus()
        return bool(proposals)

    def head_left(self) -> Sequence[StyledSpan]:
        words = "" if self.form is PageForm.NARROW else f"  {visit_name(self.number)}"
        if self.form in {PageForm.WIDE, PageForm.RAIL}:
            words += f" · {say_weekday(self.coach.today, year=False)}"
        return ((self.visit.code, "bold $ink"), (words, "$quiet"))

    def head_right(self) -> Sequence[StyledSpan]:
        if self.asked.kind is Kind.REVIEW and self.saver.since is None:
            return ((tr("not yet closed"), "$quiet"),)
        return (self.saver.words(),)

    def saved_words(self) -> str:
        words = self.saver.words()
        return words if isinstance(words, str) else words[0]

    def hints(self) -> Sequence[Hint]:
        return _escape_hints() if self.escaped else (*self._answer_hints(), *self._way_hints())

    def _answer_hints(self) -> Sequence[Hint]:
        """Return what Enter and the keys of the answer do as things stand."""
        around, field = self.around, self.field
        if around.not_saved:
            # Said in full where it can be: it matters more than the ways from here.
            narrow = self.form in {PageForm.NARROW, PageForm.SMALL}
            save = tr("elsewhere") if narrow else tr("save somewhere else")
            elsewhere = Hint("Ctrl+P", save, "ctrl+p")
            return (Hint("Enter", tr("try again"), "enter"), elsewhere)
        if around.noting:
            keep = Hint("Enter", tr("keep the note"), "enter")
            return (keep, Hint("Esc", tr("leave it"), "escape"))
        change = Hint("Esc", tr("change"), "escape")
        if around.stop is StayReason.CHECK and around.check is not None:
            keep = Hint("Enter", tr("keep and go on"), "enter")
            return (change,) if around.check.hard else (keep, change)
        if around.stop is StayReason.GATE:
            return (Hint("Enter", tr("close for today"), "enter"), change)
        if around.stop is StayReason.CLOSE:
            return (Hint("Enter", tr("write it"), "enter"), Hint("Esc", tr("not yet"), "escape"))
        if self.asked.kind is Kind.REVIEW:
            if around.left:
                return (Hint("Enter", tr("go there"), "enter"),)
            short = tr("close", context="short_hint")
            return (Hint("Enter", tr("close the visit"), "enter", short),)
        own = tuple(field.hints()) if field is not None else ()
        if panel_of(self.asked) == "heard":
            own = (*own, Hint(self.coach.marks.arrows[0], tr("read"), "down"))
        proposed = self.asked.status is Status.PROPOSED and not isinstance(self.focused, Writer)
        told = any(hint.key == "c" for hint in own)
        return (*own, Hint("c", tr("keep"), "c")) if proposed and not told else own

    def _way_hints(self) -> Sequence[Hint]:
        """Return the ways from here; one that leads nowhere is not offered."""
        ways = [BREAK]
        asks = bool(self.asked.skips) and self.asked.kind is not Kind.SAY
        if asks and not self.around.noting:
            ways.insert(0, Hint("F5", tr("skip"), "f5"))
        if self.asked.can_back and not self.around.noting:
            ways.insert(0, Hint("PgUp", tr("back"), "pageup"))
        if returns(self.asked) and not self.around.noting:
            ways.insert(0, WHERE_YOU_WERE)
        return ways

    def more_hints(self) -> Sequence[Hint]:
        if self.form in {PageForm.WIDE, PageForm.RAIL}:
            return (Hint("F9", tr("where are we"), "f9", tr("where", context="short_hint")), HELP)
        return (Hint("F1", tr("more", context="more_keys"), "f1"),)
