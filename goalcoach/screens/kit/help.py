"""The help page (F1): what a page is for and which keys it takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from goalcoach.screens.kit.foot import BACK, Hint
from goalcoach.screens.kit.key_legend import Keys
from goalcoach.screens.kit.page import TAKES_NOTHING_BACK
from goalcoach.screens.kit.paint import BLANK, StyledSpan, paragraph
from goalcoach.screens.kit.search_page import SEARCH, SearchPage
from goalcoach.screens.kit.steady_scroll import SteadyScroll
from goalcoach.translation import tr, tr_noop


class HelpLines(Keys):
    """What a page is for, and below it the keys."""

    def __init__(self, about: str, *rows: tuple[str, str]) -> None:
        super().__init__(*rows)
        self.about = about

    def paint(self, width: int) -> list[Content]:
        return [*paragraph(self.about, width, "$ink"), BLANK, *super().paint(width)]


class HelpScreen(SearchPage[None]):
    """A sentence on the page it was called from, and its keys, one a line."""

    about = tr_noop("Keys and words.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss", "Back", show=False),
        Binding("down,pagedown", "scroll(5)", show=False),
        Binding("up,pageup", "scroll(-5)", show=False),
        *TAKES_NOTHING_BACK,
    ]

    def __init__(self, about: str, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.lines = HelpLines(about, *dict.fromkeys(rows))

    def compose_body(self) -> ComposeResult:
        with SteadyScroll(id="column", classes="-inset"):
            yield self.lines

    @property
    def searched(self) -> HelpLines:
        return self.lines

    def head_left(self) -> Sequence[StyledSpan]:
        return ((tr("Help"), "bold $ink"),)

    def hints(self) -> Sequence[Hint]:
        return (SEARCH, BACK)

    def palette(self) -> Sequence[tuple[str, str, str]]:
        return (
            (tr("Search"), tr("For words on this page"), "search"),
            (tr("Back"), "", "help"),
        )

    def action_help(self) -> None:
        self.dismiss()  # F1 on help closes it

    def action_scroll(self, by: int) -> None:
        """Scroll by a number of rows."""
        self.query_one("#column").scroll_relative(y=by, animate=False)
