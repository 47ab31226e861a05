"""A page that shows a plan: the plan so far of a visit (F3), or the base of a version's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from goalcoach.screens.fields.plan_lines import PlanLines
from goalcoach.screens.kit.foot import BACK, Hint
from goalcoach.screens.kit.paint import StyledSpan
from goalcoach.screens.kit.reading_pane import Below, PlanScroll
from goalcoach.screens.kit.search_page import SEARCH, SearchPage, search_keys
from goalcoach.sheets.writers.gutter_lines import GutterLine
from goalcoach.translation import tr, tr_noop


class PlanScreen(SearchPage[str]):
    """The paragraphs of a plan; the result is "break" if F8 asks for a break, else None."""

    about = tr_noop("The plan in the patient's words. Nothing can be changed here.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "dismiss", "Back", show=False, id="plan"),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("f8", "break", show=False, id="break"),
    ]

    def __init__(self, title: str, lines: Sequence[GutterLine]) -> None:
        super().__init__()
        self.title_words = title
        self.lines = PlanLines(lines, cursor=False)
        self.lines.can_focus = False

    def compose_body(self) -> ComposeResult:
        with Vertical(id="column", classes="-inset"):
            with PlanScroll(classes="planscroll"):
                yield self.lines
            yield Below(self.lines)

    def on_mount(self) -> None:
        self.call_after_refresh(self.query_one(Below).refresh)

    @property
    def searched(self) -> PlanLines:
        return self.lines

    def head_left(self) -> Sequence[StyledSpan]:
        return ((self.title_words, "bold $ink"),)

    def hints(self) -> Sequence[Hint]:
        return (Hint(self.coach.marks.arrows[0], tr("read on"), "down"), SEARCH, BACK)

    def help_rows(self) -> Sequence[tuple[str, str]]:
        first, *_, last = ((hint.label, hint.word_for(narrow=False)) for hint in self.hints())
        return (first, *search_keys(), last)

    def palette(self) -> Sequence[tuple[str, str, str]]:
        pause = (tr("Take a break"), tr("Stop for a moment; all is kept"), "break")
        search = (tr("Search"), tr("For words on this page"), "search")
        return (search, pause, (tr("Back"), "", "back"))

    def action_scroll(self, by: int) -> None:
        """Scroll by a number of rows."""
        self.query_one(PlanScroll).scroll_relative(y=by, animate=False)

    def action_break(self) -> None:
        """Close the page and ask for a break."""
        self.dismiss("break")
