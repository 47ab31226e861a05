"""Before the first question: what lies beside the journal, and which of its answers come over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from goalcoach.screens.kit.foot import Hint
from goalcoach.screens.kit.page import Page
from goalcoach.screens.kit.paint import FixedLines, StyledSpan
from goalcoach.screens.kit.pick_list import Pick, PickLine
from goalcoach.screens.kit.steady_scroll import SteadyScroll
from goalcoach.translation import tr, tr_noop
from goalcoach.visit.answers_beside_journal import ALL, UNFIT, KeptStory

LEAVE = "leave"


class KeptScreen(Page[str]):
    """Dismissed with the question whose answer comes over, ALL, or "" to leave them in the file.

    Without a story it only says something.
    """

    about = tr_noop("What was found beside the journal of this visit. Nothing of it is deleted.")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", show=False)]

    def __init__(
        self, said: Sequence[str], story: KeptStory | None, left: Sequence[StyledSpan]
    ) -> None:
        super().__init__()
        self.said = tuple(said)
        self.story = story
        self._left = left

    def compose_body(self) -> ComposeResult:
        with SteadyScroll(id="column", classes="-skip"):
            for sentence in self.said:
                yield FixedLines((sentence, "$ink"), ("", ""))
            if self.story is not None:
                yield FixedLines((self.story.title, "bold $ink"), ("", ""))
            yield Pick(self._lines(), spaced=False)
            if self.story is not None and self.story.unfit:
                lines = [(f"  {one.line}", "$ink") for one in self.story.unfit]
                yield FixedLines(("", ""), (tr(UNFIT), "$quiet"), *lines)

    def _lines(self) -> list[PickLine]:
        if self.story is None:
            return [PickLine(LEAVE, tr("Go on with the visit"))]
        again = tr("they are offered again next time")
        lines = [PickLine(LEAVE, tr("Leave them in the file"), again)]
        if self.story.answers:
            aside = tr("where the visit has an answer, that one stays")
            lines.insert(0, PickLine(ALL, tr("Take them all over"), aside))
        for one in self.story.answers:
            here = tr("here: {answer}", answer=one.here) if one.here else ""
            lines.append(PickLine(one.question, one.line, here))
        return lines

    def on_mount(self) -> None:
        self.query_one(Pick).focus(scroll_visible=False)

    def head_left(self) -> Sequence[StyledSpan]:
        return self._left

    def hints(self) -> Sequence[Hint]:
        if self.story is None or not self.story.answers:
            return (Hint("Enter", tr("go on"), "enter"),)
        return (
            Hint("Enter", tr("take it over"), "enter"),
            Hint("Esc", tr("leave them in the file"), "escape"),
        )

    @on(Pick.Picked)
    def _picked(self, event: Pick.Picked) -> None:
        self.dismiss("" if event.id in {"", LEAVE} else event.id)

    def action_leave(self) -> None:
        """Leave the answers where they are, and go on."""
        self.dismiss("")
