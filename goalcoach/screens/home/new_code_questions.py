"""Confirmation questions for a code nobody has yet, shown one at a time below the code line."""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import Vertical

from goalcoach.screens.home.empty_store_page import FirstStart
from goalcoach.screens.home.new_code_words import NewCodeQuestion
from goalcoach.screens.kit.foot import BACK, Hint
from goalcoach.screens.kit.key_legend import Keys
from goalcoach.screens.kit.paint import FixedLines
from goalcoach.translation import tr
from goalcoach.visit.first_start_words import StartRow


class NewCodeQuestions(Vertical):
    """Confirmation questions for a new code, or the page of a first start in an empty store."""

    def __init__(self) -> None:
        super().__init__(id="asking")
        self.pending: list[NewCodeQuestion] = []
        """The questions still to be confirmed; the first one is shown."""

    @property
    def is_last(self) -> bool:
        """Return True if Enter confirms the last question, so that the visit begins."""
        return len(self.pending) == 1 and bool(self.pending[0].enter_words)

    def ask(
        self, questions: Sequence[NewCodeQuestion], *, first_start: Sequence[StartRow] = ()
    ) -> None:
        """Show the first question; with none, the page of a first start if there is one.

        Its parts are built when there is something to say, for most often home opens on a list.
        """
        self.pending = list(questions)
        self.display = bool(self.pending) or bool(first_start)
        if not self.children:
            if not self.display:
                return
            self.mount(FixedLines(id="saying"), Keys(id="sayingkeys"), FirstStart())
        said: list[tuple[str, str]] = []
        keys: list[tuple[str, str]] = []
        if self.pending:
            title, text, enter = self.pending[0]
            said = [(title, "bold $ink"), ("", ""), (text, "$ink"), ("", "")]
            keys = [*([("Enter", enter)] if enter else []), ("Esc", tr("back to the list"))]
        self.query_one(FirstStart).show_rows(() if self.pending else first_start)
        saying, sayingkeys = self.query_one("#saying", FixedLines), self.query_one(Keys)
        saying.display = sayingkeys.display = bool(self.pending)
        saying.show_words(*said)
        sayingkeys.show_keys(*keys)

    def go_on(self) -> None:
        """Show the next question, if the one shown can be confirmed."""
        if self.pending and self.pending[0].enter_words:
            self.ask(self.pending[1:])

    def hints(self) -> Sequence[Hint]:
        """Return the hints for the foot while there are questions."""
        word = tr("begin") if len(self.pending) == 1 else tr("go on")
        confirmable = self.pending and self.pending[0].enter_words
        enter = (Hint("Enter", word, "enter"),) if confirmable else ()
        return (*enter, BACK)
