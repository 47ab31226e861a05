"""The words of home below the code line: what a new code means, asked one thing after the other."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from goalcoach.screens.home.new_code import NewCodeQuestion
from goalcoach.screens.kit.page import Hint
from goalcoach.screens.kit.paint import FixedLines
from goalcoach.screens.kit.tinted_block import Keys


class Asking(Vertical):
    """The question that is asked now, if any; without one, a word if nobody is here yet."""

    def __init__(self) -> None:
        super().__init__(id="asking")
        self.left: list[NewCodeQuestion] = []
        """The questions that are still to be answered; the first one is shown."""

    def compose(self) -> ComposeResult:
        yield FixedLines(id="saying")
        yield Keys(id="sayingkeys")

    @property
    def begins(self) -> bool:
        """Whether Enter begins the visit: nothing more is to be asked."""
        return len(self.left) == 1 and bool(self.left[0].does)

    def ask(self, questions: Sequence[NewCodeQuestion], *, nobody: bool = False) -> None:
        """Ask these; with none, say that nobody is here if it is so."""
        self.left = list(questions)
        said = [("", "")]
        keys: list[tuple[str, str]] = []
        if self.left:
            title, text, does = self.left[0]
            said = [(title, "bold $ink"), ("", ""), (text, "$ink"), ("", "")]
            keys = [*([("Enter", does)] if does else []), ("Esc", "back to the list")]
        elif nobody:
            first = "Type a code to begin a first visit."
            said = [("No one here yet.", "bold $ink"), ("", ""), (first, "$ink")]
        self.query_one("#saying", FixedLines).show_words(*said)
        self.query_one("#sayingkeys", Keys).show_keys(*keys)

    def go_on(self) -> None:
        """Ask the next one, if this one may be passed."""
        if self.left and self.left[0].does:
            self.ask(self.left[1:])

    def hints(self) -> Sequence[Hint]:
        word = "begin" if len(self.left) == 1 else "go on"
        enter = (Hint("Enter", word, "enter"),) if self.left and self.left[0].does else ()
        return (*enter, Hint("Esc", "back", "escape"))
