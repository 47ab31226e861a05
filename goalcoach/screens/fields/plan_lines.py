"""The paragraphs of a plan to read, with their labels in the gutter."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content

from goalcoach.safe_text import cell_width, show
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.paint import BLANK, line, pad, paragraph, small_label
from goalcoach.screens.kit.reading_pane import Readable
from goalcoach.sheets.block_as_line import hold_phones
from goalcoach.sheets.writers.gutter_lines import GutterLine
from goalcoach.translation import tr, tr_noop
from goalcoach.visit.empty_page_words import NOTHING_YET

GUTTER = 12
WIDTH_WITH_GUTTER = 55
"""Least cells of a line beside which labels hang; below it they stand above their text."""
ALL_LABEL = tr_noop("THE PLAN")
"""Stands before the whole plan, below what is read aloud."""


class PlanLines(Readable):
    """The paragraphs of a plan with their labels in the gutter; `cursor=False` marks none."""

    def __init__(self, lines: Sequence[GutterLine], *, cursor: bool = True) -> None:
        super().__init__()
        self.lines = tuple(lines)
        self.cursor = cursor
        self.away = False
        """Whether the cursor stands beside the lines, and arrows are not theirs."""
        self.packed = False
        """Whether the lines that are read aloud stand without a blank row between them."""
        self._cache: tuple[object, list[Content]] = ((), [])
        """What was painted last, with all that it depends on."""

    def show_lines(self, lines: Sequence[GutterLine]) -> None:
        """Show other paragraphs."""
        self.lines = tuple(lines)
        self.at = 0
        self.repaint()

    def paint(self, width: int) -> list[Content]:
        # Called for the height and again for the lines, and slow for a long plan: cached.
        key = (width, self.lines, self.at, self.has_focus, self.packed, self.away)
        if self._cache[0] != key:
            painted = self._paint(width)
            self._cache = ((*key[:2], self.at, *key[3:]), painted)
        return self._cache[1]

    def pack(self, rows: int) -> bool:
        """Take the blank rows out between what is read aloud, if it fits into `rows` only so;
        return whether it fits.
        """
        self.packed = False
        too_long = self._aloud_ends() > rows
        if too_long:
            self.packed = True
            too_long = self._aloud_ends() > rows
            # What has to be scrolled all the same keeps its blank rows.
            self.packed = not too_long
        self.repaint()
        return not too_long

    def _aloud_ends(self) -> int:
        """Return how many rows what is read aloud takes."""
        self.paint(max(self.content_size.width, 8))
        aloud = sum(one.aloud for one in self.lines)
        return sum(self.tops[aloud - 1]) if aloud else 0

    def _paint(self, width: int) -> list[Content]:
        if not self.lines:
            return paragraph(tr(NOTHING_YET), width, "$quiet")
        painted: list[Content] = []
        self.tops = []
        self.at = min(self.at, len(self.lines) - 1)
        gutter = GUTTER if width >= WIDTH_WITH_GUTTER else 2
        for number, one in enumerate(self.lines):
            if number and not (self.packed and one.aloud):
                painted.append(BLANK)
            top = len(painted)
            painted += self._paint_one(number, one, width, gutter)
            self.tops.append((top, len(painted) - top))
        return painted

    def _paint_one(self, number: int, one: GutterLine, width: int, gutter: int) -> list[Content]:
        here = self.cursor and self.has_focus and not self.away and number == self.at
        edge = coach_of(self).marks.edge if here else " "
        before = self.lines[number - 1].label if number else ""
        label = "" if one.label == before else one.label
        words = paragraph(hold_phones(one.text), width - gutter, "bold $ink" if here else "$ink")
        lines = []
        above = gutter != GUTTER or cell_width(show(label)) >= GUTTER
        if above and label:
            lines.append(line("  " if gutter != GUTTER else "", (label, "$quiet")))
        for at, said in enumerate(words):
            name = label if at == 0 and not above else ""
            mark = edge if cell_width(name) <= gutter - 2 else ""
            lead = line((pad(name, gutter - 2), "$quiet"), (mark, "$accent"))
            lead = Content.assemble(lead, " " * (gutter - lead.cell_length))
            lines.append(Content.assemble(lead, said))
        return lines

    def on_key(self, event: events.Key) -> None:
        if event.key in {"up", "down"} and self.lines and not self.away:
            step = 1 if event.key == "down" else -1
            self.at = min(max(self.at + step, 0), len(self.lines) - 1)
            self.refresh()
            self.follow()
            event.stop()

    def names_below(self, row: int) -> list[str]:
        ends = [top + rows for top, rows in self.tops]
        below = [
            one.text if one.aloud and self._is_begun(at, ends, row) else small_label(one.label)
            for at, (one, end) in enumerate(zip(self.lines, ends, strict=False))
            if end > row and one.label
        ]
        # What comes after its own heading is the whole plan: its parts need no names yet.
        rest = small_label(tr(ALL_LABEL))
        end = below.index(rest) + 1 if rest in below else len(below)
        return below[:end]

    def _is_begun(self, at: int, ends: Sequence[int], row: int) -> bool:
        """Return True if the label of the line `at` stands above `row`, with a line before it."""
        return bool(at) and self.lines[at - 1].label == self.lines[at].label and ends[at - 1] <= row
