"""The page of a break: reached in one key, left in one key, with whom to call at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from goalcoach.screens.fields.say import SiteContacts, SiteSteps
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.foot import Hint
from goalcoach.screens.kit.page import TAKES_NOTHING_BACK, Page
from goalcoach.screens.kit.paint import BLANK, FixedLines, Painted, StyledSpan, paragraph
from goalcoach.screens.kit.pick_list import Pick, PickLine
from goalcoach.screens.kit.size_breakpoints import ROOMY, PageForm, form_of
from goalcoach.screens.kit.steady_scroll import SteadyScroll
from goalcoach.screens.visit.visit_interface import OpenReading
from goalcoach.translation import tr, tr_noop
from goalcoach.visit.break_and_end_words import (
    TALK_TO_SOMEONE,
    UNSAVED_BREAK,
    BreakChoice,
    BreakMoment,
    break_choices,
)


class Said(Painted):
    """What is said when a break begins; other words while something is not saved."""

    def __init__(self, words: str, kept: Callable[[], bool]) -> None:
        super().__init__()
        first, _, rest = words.partition(". ")
        self.words = (f"{first}.", rest) if rest else (words,)
        self.kept = kept
        self.gap = 1
        """Blank rows between two paragraphs."""

    def paint(self, width: int) -> list[Content]:
        first, *rest = self.words if self.kept() else map(tr, UNSAVED_BREAK)
        lines = paragraph(first, width, "bold $ink")
        for said in rest:
            lines += [*[BLANK] * self.gap, *paragraph(said, width, "$ink")]
        return lines


class BreakScreen(Page[BreakChoice]):
    """The page of a break: no code, no head, no clock, but the save state at the foot."""

    never_hidden = True
    says_practice = False
    AUTO_FOCUS = ""  # else the choices have the focus first, and the page scrolls down to them
    about = tr_noop("A break. Nothing to answer now.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "go_on", "Go on", show=False),
        Binding("f8", "go_on", show=False, id="break"),
        *TAKES_NOTHING_BACK,
    ]

    def __init__(
        self, reading: OpenReading, saved: Callable[[], StyledSpan], kept: Callable[[], bool]
    ) -> None:
        super().__init__()
        self.said = Said(reading.break_words(BreakMoment.STOP), kept)
        self.before_going_on = reading.break_words(BreakMoment.BACK)
        self.choices = break_choices(waiting=bool(reading.alone_question()))
        self.saved = saved

    def compose_body(self) -> ComposeResult:
        lines = [PickLine(choice, words) for choice, words in self.choices]
        # Where rows are few, what is said must stay in sight above the choices.
        gap = [("", "")] * (2 if self.app.size.height >= ROOMY else 1)
        near = gap[:0] if form_of(*self.app.size) is PageForm.NARROW else gap[:1]
        self.said.gap = len(near)
        with SteadyScroll(id="column", classes="-break -ways"):
            yield self.said
            yield FixedLines(*gap, (tr(TALK_TO_SOMEONE).upper(), "$quiet"), *near)
            yield SiteContacts()
            if steps := coach_of(self).setting.steps_break:
                yield FixedLines(*near)
                yield SiteSteps(steps)
            yield FixedLines(*gap, (self.before_going_on, "$ink"), *near)
            yield Pick(lines, spaced=False)

    def on_mount(self) -> None:
        # Where contacts and steps are long, what is said first stays in sight, not the choices.
        self.query_one(Pick).focus(scroll_visible=False)
        self.set_timer(0.5, self.tell)
        self.call_after_refresh(self._make_room)

    def _make_room(self) -> None:
        """Give the page's upper rows to what is said, where the choices would lie below it."""
        column = self.query_one("#column")
        column.set_class(column.max_scroll_y > 0, "-full")
        self.call_after_refresh(self.tell)

    @on(events.Resize)
    def _make_room_anew(self) -> None:
        for column in self.query("#column"):  # there is none yet at the first size
            column.remove_class("-full")
            self.call_after_refresh(self._make_room)

    @on(Pick.Moved)
    def _moved(self) -> None:
        self.call_after_refresh(self.tell)

    def tell(self) -> None:
        """Show what is said and the save state as they are now."""
        self.said.repaint()
        super().tell()

    def hints(self) -> Sequence[Hint]:
        words, columns = self.saved_words(), self.query("#column")
        below = any(one.scroll_offset.y < one.max_scroll_y for one in columns)
        arrow = coach_of(self).marks.arrows[2]
        more = (Hint(arrow, tr("more choices below"), "down"),) if below else ()
        return (*((Hint("", words, ""),) if words else ()), *more)

    def help_rows(self) -> Sequence[tuple[str, str]]:
        choose = (f"1–{len(self.choices)}", tr("choose"))
        leave = ("Esc", tr("go on with the visit"))
        return (choose, ("Enter", tr("do it")), *super().help_rows(), leave)

    def saved_words(self) -> str:
        """Return the save state as plain words."""
        words = self.saved()
        return words if isinstance(words, str) else words[0]

    @on(Pick.Picked)
    def _picked(self, event: Pick.Picked) -> None:
        self.dismiss(BreakChoice(event.id))

    def action_go_on(self) -> None:
        """End the break and go on with the visit."""
        self.dismiss(BreakChoice.GO_ON)
