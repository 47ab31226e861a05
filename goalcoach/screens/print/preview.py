"""The words of a sheet before it is printed, or why there is none; and what came of printing."""

from __future__ import annotations

from textual.content import Content

from goalcoach.number_words import say_count
from goalcoach.plan.leave_to_share import Leave
from goalcoach.press.worker_messages import Fate
from goalcoach.safe_text import join_words
from goalcoach.screens.kit.paint import line, paragraph
from goalcoach.screens.kit.reading_pane import Readable
from goalcoach.screens.print.print_session import Made, Offer
from goalcoach.sheets.writers.text import write_text

WIDEST = 64
"""Longer lines are hard to read aloud from."""

CONSENT = {
    Leave.NO: "They said no to paper. It can change at a visit.",
    Leave.ASK: "They want to be asked before each print. Ask, then mark it below.",
    Leave.OPEN: "They have not been asked about printing yet. Ask first.",
}
"""What is said first; nothing after a yes."""


class Preview(Readable):
    """One sheet in plain text, as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.can_focus = False
        self.offer: Offer | None = None
        self._set: tuple[Offer, int] | None = None
        self._lines: list[Content] = []

    def show_offer(self, offer: Offer) -> None:
        """Show another sheet, or why there is none."""
        self.offer = offer
        self.repaint()

    def paint(self, width: int) -> list[Content]:
        if self.offer is None:
            return []
        width = min(width, WIDEST)
        if self._set != (self.offer, width):
            self._lines = self._write(self.offer, width)
            self._set = (self.offer, width)
        self.tops = [(0, len(self._lines))]
        return self._lines

    def _write(self, offer: Offer, width: int) -> list[Content]:
        if offer.sheet is None:
            return paragraph(offer.reason, width, "$ink")
        text = write_text(offer.sheet.blocks, width)
        return [line((row, "$ink")) for row in text.splitlines()]

    def names_below(self, row: int) -> list[str]:
        more = len(self._lines) - row
        if more <= 0:
            return []
        return ["one line more"] if more == 1 else [f"{say_count(more)} lines more"]


def will_do(sheets: int, folder: str, printer: str, *, digits: bool) -> str:
    """Return what Enter will do. `digits` is True while they choose, too."""
    if not sheets:
        keys = "A digit or Space" if digits else "Space"
        return f"Nothing is chosen yet. {keys} chooses a sheet."
    words = "one sheet" if sheets == 1 else f"{say_count(sheets)} sheets"
    sends = f", and sends {'it' if sheets == 1 else 'them'} to {printer}" if printer else ""
    return f"Enter prints {words} into {folder}{sends}."


def told(made: Made, folder: str) -> list[str]:
    """Return what came of it as sentences: what is there, what is not, what to do."""
    new, same = made.names(Fate.PRINTED), made.names(Fate.CURRENT)
    sentences = []
    if made.sent:
        sentences.append(f"Sent to {made.wanted.printer}: {join_words((*new, *same))}")
        sentences.append(f"The same is in {folder}")
    else:
        if new:
            sentences.append(f"Printed: {join_words(new)} in {folder}")
        if same:
            sentences.append(f"There already, up to date: {join_words(same)} in {folder}")
    for one in made.outcomes:
        if one.fate is Fate.REFUSED:
            sheet = f", {one.kind}" if one.kind else ""
            sentences.append(f"Not printed{sheet}: {one.sentence}")
    if made.stopped:
        sentences.append("Stopped. What was printed is whole.")
    if made.problem:
        sentences.append(made.problem)
    return sentences
