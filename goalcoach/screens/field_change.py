"""What changed today, old next to new, to go through together before the visit closes."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from goalcoach.dialogue.screen import Screen
from goalcoach.screens.compare_view import ChangeLines
from goalcoach.screens.field import ENTER
from goalcoach.screens.field_plan import ReadField
from goalcoach.screens.page import Hint
from goalcoach.screens.session import Desk


class ChangeField(ReadField):
    """The last plan beside the plan so far. Enter goes on; n and N go from change to change."""

    spread = True

    def __init__(self, asked: Screen, desk: Desk) -> None:
        self.lines = ChangeLines(desk.changes(), told=False)
        super().__init__(asked, self.lines)

    @property
    def rows_after(self) -> int:
        return 2 if self.screen.has_class("-narrow") else 4  # with room for the note

    def hints(self) -> Sequence[Hint]:
        jump = Hint("n N", "next, previous", "n")
        return (ENTER, *((jump,) if self.lines.sheet is not None else ()))

    def keys(self) -> Sequence[tuple[str, str]]:
        arrows = self.coach.marks.arrows[0]
        return (("n N", "the next change, the one before"), (arrows, "read on"),
                ("a", "what stayed the same as well"))  # fmt: skip

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            self.post_message(self.Given(True))
