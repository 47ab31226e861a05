"""A quiet last page: what was written, what is kept, or who has the visit open. Then leave.

Not the list of other patients: the one who was here may still be looking.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from goalcoach.screens.kit.coach_app import PrintWanted
from goalcoach.screens.kit.page import Hint, Page
from goalcoach.screens.kit.paint import FixedLines


class EndScreen(Page[None]):
    """One bold sentence, a few more, and Enter leaves."""

    about = "Nothing more to do here. Everything is kept."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape", "leave", show=False),
        Binding("p", "print", show=False),
    ]

    def __init__(
        self, title: str, sentences: Sequence[str], *, code: int = 0, patient: str = ""
    ) -> None:
        super().__init__()
        self.patient = patient
        """Whose sheets can be printed from here, if anyone's."""
        self.title_words = title
        self.sentences = tuple(sentences)
        self.code = code

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="column", classes="-break", can_focus=False):
            yield FixedLines((self.title_words, "bold $ink"))
            for sentence in self.sentences:
                yield FixedLines(("", ""), (sentence, "$ink"))

    def hints(self) -> Sequence[Hint]:
        printing = (Hint("p", "print", "p"),) if self.patient else ()
        return (*printing, Hint("Enter", "leave", "enter"))

    def palette(self) -> Sequence[tuple[str, str, str]]:
        return [("Print sheets", "p", "print")] if self.patient else []

    def action_print(self) -> None:
        if self.patient:
            self.post_message(PrintWanted(self.patient))

    def action_leave(self) -> None:
        self.app.exit(self.code, return_code=self.code)


class StuckScreen(Page[None]):
    """Something did not open: what happened and what to do next, then back to where we were."""

    about = "What happened, and what to do next."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,escape", "dismiss", show=False)]

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__()
        self.title_words = title
        self.sentence = sentence

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="column", classes="-break", can_focus=False):
            yield FixedLines((self.title_words, "bold $ink"), ("", ""), (self.sentence, "$ink"))

    def hints(self) -> Sequence[Hint]:
        return (Hint("Esc", "back", "escape"),)
