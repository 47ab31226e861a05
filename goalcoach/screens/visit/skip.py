"""Leave a question, with a reason. Any reason is a good answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from goalcoach.dialogue.kind import SkipReason
from goalcoach.dialogue.view.screen import Screen
from goalcoach.screens.kit.page import BACK, BREAK, Hint, Page
from goalcoach.screens.kit.paint import FixedLines, StyledSpan
from goalcoach.screens.kit.pick_list import Pick, PickLine, label_width

ASIDES = {
    SkipReason.DECLINED: "takes away what was typed",
    SkipReason.NOT_NOW: "kept, on the list to return to",
}


class SkipScreen(Page[SkipReason | str]):
    """Dismissed with a reason, "break", or None for back."""

    about = "Leave this question for now. The cursor starts on the gentlest choice."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", show=False),
        Binding("f8", "break", "Break", show=False),
    ]

    def __init__(
        self, asked: Screen, left: Sequence[StyledSpan], right: Sequence[StyledSpan]
    ) -> None:
        super().__init__()
        self.asked = asked
        self._left, self._right = left, right

    def compose_body(self) -> ComposeResult:
        lines = [
            PickLine(reason, label, ASIDES.get(reason, "")) for reason, label in self.asked.skips
        ]
        reasons = [reason for reason, _ in self.asked.skips]
        gentle = [one for one in (SkipReason.NOT_NOW, SkipReason.UNSURE) if one in reasons]
        at = reasons.index(gentle[0]) if gentle else None
        with VerticalScroll(id="column", classes="-skip", can_focus=False):
            yield FixedLines((self.asked.say or self.asked.title, "$quiet"), ("", ""))
            yield FixedLines(("Leave this one for now?", "bold $ink"), ("", ""))
            yield Pick(lines, at=at, aside=label_width(lines) + 4)
            yield FixedLines(("", ""), ("", ""))
            yield FixedLines(("Any of these is a good answer. You need not say more.", "$quiet"))

    def on_mount(self) -> None:
        self.query_one(Pick).focus()

    def head_left(self) -> Sequence[StyledSpan]:
        return self._left

    def head_right(self) -> Sequence[StyledSpan]:
        return self._right

    def hints(self) -> Sequence[Hint]:
        count = len(self.asked.skips)
        keys = Hint(f"1–{count}" if count > 1 else "1", "choose", "down")
        return (keys, Hint("Enter", "leave it", "enter"), BACK, BREAK)

    @on(Pick.Picked)
    def _picked(self, event: Pick.Picked) -> None:
        if event.id:
            self.dismiss(SkipReason(event.id))

    def action_break(self) -> None:
        self.dismiss("break")
