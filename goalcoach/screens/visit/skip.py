"""Leave a question, with a reason. Any reason is a good answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.view.screen import Screen
from goalcoach.dialogue.view.screen_words import (
    ANY_SKIP,
    LEAVE,
    SKIP_ASIDES,
    asked_words,
    number_of_reason,
)
from goalcoach.screens.kit.foot import BACK, BREAK, Hint
from goalcoach.screens.kit.page import TAKES_NOTHING_BACK, Page
from goalcoach.screens.kit.paint import FixedLines, StyledSpan
from goalcoach.screens.kit.pick_list import Pick, PickLine, label_width
from goalcoach.screens.kit.steady_scroll import SteadyScroll
from goalcoach.translation import tr, tr_noop


class SkipScreen(Page[SkipReason | str]):
    """Dismissed with a reason, "break", or None for back."""

    about = tr_noop("Leave this question for now. The cursor starts on the gentlest choice.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", show=False),
        Binding("f8", "break", "Break", show=False, id="break"),
        *TAKES_NOTHING_BACK,
    ]

    def __init__(
        self, asked: Screen, left: Sequence[StyledSpan], right: Sequence[StyledSpan]
    ) -> None:
        super().__init__()
        self.asked = asked
        self._left, self._right = left, right

    def compose_body(self) -> ComposeResult:
        lines = [
            PickLine(reason, label, SKIP_ASIDES.get(reason, ""), number=number_of_reason(reason))
            for reason, label in self.asked.skips
        ]
        reasons = [reason for reason, _ in self.asked.skips]
        gentle = [one for one in (SkipReason.NOT_NOW, SkipReason.UNSURE) if one in reasons]
        at = reasons.index(gentle[0]) if gentle else None
        with SteadyScroll(id="column", classes="-skip"):
            yield FixedLines((asked_words(self.asked)[1], "$quiet"), ("", ""))
            yield FixedLines((tr(LEAVE), "bold $ink"), ("", ""))
            yield Pick(lines, at=at, aside=label_width(lines) + 4)
            yield FixedLines(("", ""), ("", ""))
            yield FixedLines((tr(ANY_SKIP), "$quiet"))

    def on_mount(self) -> None:
        self.query_one(Pick).focus()

    def head_left(self) -> Sequence[StyledSpan]:
        return self._left

    def head_right(self) -> Sequence[StyledSpan]:
        return self._right

    def hints(self) -> Sequence[Hint]:
        digits = [str(number_of_reason(reason)) for reason, _ in self.asked.skips]
        together = len(digits) == int(digits[-1]) > 1
        keys = Hint(f"1–{digits[-1]}" if together else " ".join(digits), tr("choose"), "down")
        return (keys, Hint("Enter", tr("leave it"), "enter"), BACK, BREAK)

    @on(Pick.Picked)
    def _picked(self, event: Pick.Picked) -> None:
        if event.id:
            self.dismiss(SkipReason(event.id))

    def action_break(self) -> None:
        """Go back to the visit and take a break there."""
        self.dismiss("break")
