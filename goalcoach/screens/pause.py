"""Take a break: reached in one key, left in one key. The site's own lines to call come at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from goalcoach.screens.field_say import Contacts
from goalcoach.screens.page import Hint, Page
from goalcoach.screens.paint import Span, Words
from goalcoach.screens.pick import Line, Pick


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


class BreakScreen(Page[BreakChoice]):
    """Neutral: no code, no head, no clock but the save state at the foot."""

    about = "A break. Nothing to answer now, and all that was said is kept."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "go_on", "Go on", show=False),
        Binding("f8", "go_on", show=False),
    ]

    def __init__(self, words: Sequence[str], saved: Callable[[], Span]) -> None:
        super().__init__()
        self.words = tuple(words) or WORDS
        self.saved = saved

    def compose_body(self) -> ComposeResult:
        lines = [Line(choice, words) for choice, words in CHOICES]
        first, *rest = self.words
        with VerticalScroll(id="column", classes="-break", can_focus=False):
            yield Words((first, "bold $ink"))
            for said in rest:
                yield Words(("", ""), (said, "$ink"))
            yield Words(("", ""), ("", ""))
            yield Words(("IF YOU WOULD LIKE TO TALK TO SOMEONE", "$quiet"), ("", ""))
            yield Contacts()
            yield Words(("", ""), ("", ""))
            yield Pick(lines, spaced=False)

    def on_mount(self) -> None:
        self.query_one(Pick).focus()
        self.set_timer(0.5, self.tell)

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
