"""The last page of a visit, which says what was saved, and pages for what did not open.

After a visit the app ends rather than show the list of patients: the patient may still be looking.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from goalcoach.screens.kit.coach_app import PrintWanted
from goalcoach.screens.kit.foot import BACK, PRINT, Hint
from goalcoach.screens.kit.page import Page, StuckScreen
from goalcoach.screens.kit.paint import FixedLines
from goalcoach.screens.kit.steady_scroll import SteadyScroll
from goalcoach.translation import tr, tr_noop

__all__ = ["ElsewhereScreen", "EndScreen", "StuckScreen"]


class EndScreen(Page[None]):
    """A bold sentence and a few more; Enter ends the app with exit code `code`."""

    about = tr_noop("Nothing more to do here.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape", "leave", show=False),
        Binding("p", "print", show=False, id="print"),
    ]

    def __init__(
        self, title: str, sentences: Sequence[str], *, code: int = 0, patient: str = ""
    ) -> None:
        super().__init__()
        self.patient = patient
        """The patient whose sheets `p` prints; "" for none."""
        self.title_words = title
        command = f"goalcoach show {patient}"
        to_read = (tr("To read it: {command}", command=command),) if patient else ()
        self.sentences = (*sentences, *to_read)
        self.code = code

    def compose_body(self) -> ComposeResult:
        with SteadyScroll(id="column", classes="-break"):
            yield FixedLines((self.title_words, "bold $ink"))
            for sentence in self.sentences:
                yield FixedLines(("", ""), (sentence, "$ink"))

    def hints(self) -> Sequence[Hint]:
        printing = (PRINT,) if self.patient else ()
        return (*printing, Hint("Enter", tr("leave"), "enter"))

    def palette(self) -> Sequence[tuple[str, str, str]]:
        return [(tr("Print sheets"), "", "print")] if self.patient else []

    def action_print(self) -> None:
        """Open the Print page, if there is a plan to print."""
        if self.patient:
            self.post_message(PrintWanted(self.patient))

    def action_leave(self) -> None:
        """End the app."""
        self.app.exit(self.code, return_code=self.code)


class ElsewhereScreen(Page[bool]):
    """Says that a visit is open on another machine; dismissed with True to take it over."""

    about = tr_noop("The visit is open on another machine. Close it there, or take it over.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape", "back", show=False),
        Binding("t", "take", show=False),
    ]

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence

    def compose_body(self) -> ComposeResult:
        with SteadyScroll(id="column", classes="-break"):
            yield FixedLines(
                (tr("This visit is open elsewhere"), "bold $ink"),
                ("", ""),
                (self.sentence, "$ink"),
            )

    def hints(self) -> Sequence[Hint]:
        return (BACK, Hint("t", tr("take it over here"), "t"))

    def action_back(self) -> None:
        """Leave the visit where it is open."""
        self.dismiss(False)

    def action_take(self) -> None:
        """Take the visit over."""
        self.dismiss(True)
