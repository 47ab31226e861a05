"""The words of a sheet before it is printed, or why there is none; and what came of printing."""

from __future__ import annotations

from textual.content import Content

from goalcoach.number_words import say_count
from goalcoach.plan.leave_to_share import Leave
from goalcoach.press.worker_messages import Fate, SheetOutcome
from goalcoach.safe_text import join_words
from goalcoach.screens.kit.paint import line, paragraph
from goalcoach.screens.kit.reading_pane import Readable
from goalcoach.screens.print.print_session import Made, SheetOffer
from goalcoach.sheets.writers.text import write_text
from goalcoach.translation import TrMap, tr, tr_noop

WIDEST = 64
"""Longer lines are hard to read aloud from."""

CONSENT = TrMap(
    {
        Leave.NO: "They said no to paper. It can change at a visit.",
        Leave.ASK: "They want to be asked before each print. Ask, then mark it below.",
        Leave.OPEN: "They have not been asked about printing yet. Ask first.",
    }
)
"""What is said first; nothing after a yes."""


class Preview(Readable):
    """One sheet in plain text, as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.can_focus = False
        self.offer: SheetOffer | None = None
        self._set: tuple[SheetOffer, int] | None = None
        self._lines: list[Content] = []

    def show_offer(self, offer: SheetOffer) -> None:
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

    def _write(self, offer: SheetOffer, width: int) -> list[Content]:
        if offer.sheet is None:
            return paragraph(offer.reason, width, "$ink")
        text = write_text(offer.sheet.blocks, width)
        return [line((row, "$ink")) for row in text.splitlines()]

    def names_below(self, row: int) -> list[str]:
        more = len(self._lines) - row
        if more <= 0:
            return []
        many = tr("{count} lines more", count=say_count(more))
        return [tr("one line more") if more == 1 else many]


def will_do(sheets: int, folder: str, printer: str, *, digits: bool) -> str:
    """Return what Enter will do. `digits` is True while they choose, too."""
    if not sheets:
        if digits:
            return tr("Nothing is chosen yet. A digit or Space chooses a sheet.")
        return tr("Nothing is chosen yet. Space chooses a sheet.")
    if sheets == 1:
        one = tr_noop("Enter prints one sheet into {folder}.")
        if printer:
            one = tr_noop("Enter prints one sheet into {folder}, and sends it to {printer}.")
        return tr(one, folder=folder, printer=printer)
    many = tr_noop("Enter prints {count} sheets into {folder}.")
    if printer:
        many = tr_noop("Enter prints {count} sheets into {folder}, and sends them to {printer}.")
    return tr(many, count=say_count(sheets), folder=folder, printer=printer)


def _not_printed(one: SheetOutcome) -> str:
    if one.kind is None:
        return tr("Not printed: {why}", why=one.sentence)
    return tr("Not printed, {sheet}: {why}", sheet=one.kind, why=one.sentence)


def told(made: Made, folder: str) -> list[str]:
    """Return what came of it as sentences: what is there, what is not, what to do."""
    new, same = made.names(Fate.PRINTED), made.names(Fate.CURRENT)
    sentences = []
    if made.sent:
        files = join_words((*new, *same))
        sentences.append(tr("Sent to {printer}: {files}", printer=made.wanted.printer, files=files))
        sentences.append(tr("The same is in {folder}", folder=folder))
    else:
        if new:
            sentences.append(
                tr("Printed: {files} in {folder}", files=join_words(new), folder=folder)
            )
        if same:
            files = join_words(same)
            sentences.append(
                tr("There already, up to date: {files} in {folder}", files=files, folder=folder)
            )
    refused = (one for one in made.outcomes if one.fate is Fate.REFUSED)
    sentences += [_not_printed(one) for one in refused]
    if made.stopped:
        sentences.append(tr("Stopped. What was printed is whole."))
    if made.problem:
        sentences.append(made.problem)
    return sentences
