"""Take a break: reached in one key, left in one key. The site's own lines to call come at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from goalcoach.screens.fields.say import SiteContacts
from goalcoach.screens.kit.page import Hint, Page
from goalcoach.screens.kit.paint import BLANK, FixedLines, Painted, StyledSpan, paragraph
from goalcoach.screens.kit.pick_list import Pick, PickLine


class BreakChoice(StrEnum):
    GO_ON = "go_on"
    PAUSE = "pause"
    STOP = "stop"


CHOICES = (
    (BreakChoice.GO_ON, "Go on when you are ready"),
    (BreakChoice.PAUSE, "Pause the visit and come back to it"),
    (BreakChoice.STOP, "Stop for today"),
)
WORDS = (
    "Let's stop here for a moment.",
    "You do not have to answer anything, and all you said is kept.",
)


UNSAVED = (
    "Let's stop here for a moment.",
    "You do not have to answer anything.",
    "Your last words are not saved yet. They are still here, and going on tries again.",
)
"""Said while something could not be written: nothing is called kept that is not."""


class Said(Painted):
    """What is said when a break begins: one of two, as things stand."""

    def __init__(self, words: Sequence[str], kept: Callable[[], bool]) -> None:
        super().__init__()
        self.words = tuple(words) or WORDS
        self.kept = kept

    def paint(self, width: int) -> list[Content]:
        first, *rest = self.words if self.kept() else UNSAVED
        lines = paragraph(first, width, "bold $ink")
        for said in rest:
            lines += [BLANK, *paragraph(said, width, "$ink")]
        return lines


class BreakScreen(Page[BreakChoice]):
    """Neutral: no code, no head, no clock but the save state at the foot."""

    about = "A break. Nothing to answer now."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "go_on", "Go on", show=False),
        Binding("f8", "go_on", show=False),
    ]

    def __init__(
        self, words: Sequence[str], saved: Callable[[], StyledSpan], kept: Callable[[], bool]
    ) -> None:
        super().__init__()
        self.said = Said(words, kept)
        self.saved = saved

    def compose_body(self) -> ComposeResult:
        lines = [PickLine(choice, words) for choice, words in CHOICES]
        with VerticalScroll(id="column", classes="-break", can_focus=False):
            yield self.said
            yield FixedLines(("", ""), ("", ""))
            yield FixedLines(("IF YOU WOULD LIKE TO TALK TO SOMEONE", "$quiet"), ("", ""))
            yield SiteContacts()
            yield FixedLines(("", ""), ("", ""))
            yield Pick(lines, spaced=False)

    def on_mount(self) -> None:
        self.query_one(Pick).focus()
        self.set_timer(0.5, self.tell)

    def tell(self) -> None:
        """Show what is said and the save state as they are now."""
        self.said.repaint()
        super().tell()

    def hints(self) -> Sequence[Hint]:
        words = self.saved_words()
        return (Hint("", words, ""),) if words else ()

    def saved_words(self) -> str:
        words = self.saved()
        return words if isinstance(words, str) else words[0]

    @on(Pick.Picked)
    def _picked(self, event: Pick.Picked) -> None:
        self.dismiss(BreakChoice(event.id))

    def action_go_on(self) -> None:
        self.dismiss(BreakChoice.GO_ON)
