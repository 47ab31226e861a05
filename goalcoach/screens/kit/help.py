"""The help page (F1): what a page is for and which keys it takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from goalcoach.screens.kit.key_rows import Keys
from goalcoach.screens.kit.page import BACK, Hint, Page
from goalcoach.screens.kit.paint import FixedLines, StyledSpan


class HelpScreen(Page[None]):
    """A sentence on the page it was called from, and its keys, one a line."""

    about = "Keys and words."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,enter", "dismiss", "Back", show=False),
        Binding("down,pagedown", "scroll(5)", show=False),
        Binding("up,pageup", "scroll(-5)", show=False),
    ]

    def __init__(self, about: str, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.about_words = about
        self.rows = tuple(dict.fromkeys(rows))

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="column", classes="-inset", can_focus=False):
            yield FixedLines((self.about_words, "$ink"), ("", ""))
            yield Keys(*self.rows)

    def head_left(self) -> Sequence[StyledSpan]:
        return (("Help", "bold $ink"),)

    def hints(self) -> Sequence[Hint]:
        return (BACK,)

    def action_help(self) -> None:
        self.dismiss()  # F1 on help closes it

    def action_scroll(self, by: int) -> None:
        """Scroll by a number of rows."""
        self.query_one("#column").scroll_relative(y=by, animate=False)
