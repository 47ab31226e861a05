"""The list beside a choice of several that puts what is chosen in an order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message

from goalcoach.dialogue.view.answer_words import rank_words
from goalcoach.dialogue.view.screen import Screen
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.paint import BLANK, Painted, line, paragraph
from goalcoach.translation import tr


class RankList(Painted, can_focus=True):
    """What is chosen, in order; `-` and `+` move the line under the cursor.

    Only the first `rank` lines are numbered, for only their order is asked for.
    """

    @dataclass
    class Moved(Message):
        """A line was moved; `order` holds the ids of all that is chosen."""

        order: tuple[str, ...]

    @dataclass
    class Done(Message):
        """Enter was pressed: the order is as wanted."""

    def __init__(self) -> None:
        super().__init__(classes="order")
        self.order: tuple[str, ...] = ()
        self.labels: Mapping[str, str] = {}
        self.rank = 0
        self.said = ""
        self.at = 0

    def show_order(self, order: tuple[str, ...], asked: Screen) -> None:
        """Show what is chosen of `asked`, in the order chosen."""
        self.order, self.rank, self.said = order, asked.rank, rank_words(asked)
        self.labels = {option.id: option.label for option in asked.options}
        self.at = min(self.at, max(len(order) - 1, 0))
        self.repaint()

    def paint(self, width: int) -> list[Content]:
        marks = coach_of(self).marks
        lines = [line((f"  {tr('IN YOUR ORDER')}", "$quiet")), BLANK]
        for at, one in enumerate(self.order):
            here = self.has_focus and at == self.at
            ranked = at < self.rank
            style = "bold $ink" if ranked else "$quiet"
            if at == self.rank:
                lines += [line((f"  {tr('not in order')}", "$quiet")), BLANK]
            for row, words in enumerate(paragraph(self.labels.get(one, one), width - 5, style)):
                figure = f"{at + 1}" if ranked and row == 0 else " "
                edge = line((marks.edge if here else " ", "$accent"), " ", (figure, "bold $accent"))
                lines.append(Content.assemble(edge, "  ", words))
            lines.append(BLANK)
        lines.append(self._below())
        return lines

    def _below(self) -> Content:
        if not self.order:
            return line((f"  {self.said}", "$quiet"))
        return line("  ", ("- +", "bold $ink"), (f"  {tr('move up, down')}", "$quiet"))

    def on_key(self, event: events.Key) -> None:
        key = event.key
        if key in {"up", "down"} and self.order:
            self.at = min(max(self.at + (1 if key == "down" else -1), 0), len(self.order) - 1)
            self.repaint()
        elif key in {"minus", "plus"} and self.order:
            self._move(-1 if key == "minus" else 1)
        elif key == "enter":
            self.post_message(self.Done())
        else:
            return
        event.stop()
        event.prevent_default()

    def _move(self, step: int) -> None:
        to = self.at + step
        if not 0 <= to < len(self.order):
            return
        order = list(self.order)
        order[self.at], order[to] = order[to], order[self.at]
        self.at = to
        self.post_message(self.Moved(tuple(order)))

    def on_focus(self) -> None:
        self.repaint()

    def on_blur(self) -> None:
        self.repaint()
