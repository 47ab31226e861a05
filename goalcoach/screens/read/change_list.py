"""The changes between two versions, section by section, with a cursor on one of them.

What stayed the same is folded to a count. Can be narrowed to one goal or part, and to one kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.widget import Widget

from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.paint import BLANK, cut_line, line, paragraph
from goalcoach.screens.kit.readable import Readable
from goalcoach.screens.read.change_paint import columns_of, paint_beside, paint_inline
from goalcoach.sheets.changes.change_sheet import (
    CHANGED,
    GONE,
    NEW,
    SAID,
    SAME,
    ChangeLine,
    ChangeSheet,
)
from goalcoach.sheets.changes.text_writer import count_parts
from goalcoach.visit.reading import NO_CHANGE, NO_PARENT

KINDS = ("changed", "new", "gone", "rated", "said")
_MARKS = {"changed": CHANGED, "new": NEW, "gone": GONE, "said": SAID}
STEPS = frozenset({CHANGED, NEW, GONE})
BESIDE = 100
"""Columns of the terminal from which old and new stand side by side."""
LEAST = 86


def is_kind(one: ChangeLine, kind: str) -> bool:
    """Return whether a line belongs to the kind; "" takes every line."""
    if kind == "rated":
        return one.kind == "score"
    return not kind or one.mark == _MARKS[kind]


def count_words(sheet: ChangeSheet) -> str:
    """Return "6 changed · 1 new · 31 the same"; what is nought is left out."""
    return " · ".join(count_parts(sheet))


class ShownSection(NamedTuple):
    """The lines of one section that are shown. `place` is the section's place in the sheet."""

    place: int
    title: str
    lines: tuple[ChangeLine, ...]
    aside: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is shown: one section by its place or all (None), one kind or all (""), and whether
    what stayed the same is laid out too.
    """

    section: int | None = None
    kind: str = ""
    everything: bool = False

    @property
    def narrow(self) -> bool:
        return self.section is not None or bool(self.kind)

    def parts(self, sheet: ChangeSheet) -> Iterator[ShownSection]:
        """Yield what is left of the sheet's sections."""
        for place, section in enumerate(sheet.sections):
            if self.section not in (None, place):
                continue
            lines = tuple(
                one
                for one in section.lines
                if (self.everything and not self.kind)
                or (one.mark != SAME and is_kind(one, self.kind))
            )
            aside = "" if self.kind else section.aside
            if lines or aside:
                yield ShownSection(place, section.title, lines, aside)


class ChangeLines(Readable):
    """A change sheet to read. `told` says its headline first; the sheet holds what is the same."""

    def __init__(self, sheet: ChangeSheet | None, *, told: bool = True) -> None:
        super().__init__()
        self.sheet = sheet
        self.told = told
        self.narrowing = Narrowing()
        self.stops: list[str] = []
        """The title of the section of each change, in order."""
        self.changes: list[ChangeLine] = []
        self._kept: tuple[object, list[Content]] = ((), [])

    def show_sheet(self, sheet: ChangeSheet) -> None:
        """Show another pair of versions, all of it."""
        self.sheet = sheet
        self.narrow(Narrowing(everything=self.narrowing.everything))

    def narrow(self, narrowing: Narrowing) -> None:
        self.narrowing = narrowing
        self.at = 0
        self.repaint()

    def step_section(self, by: int) -> None:
        """Show the next section alone; after the last one, all of them."""
        sheet = self.sheet
        if sheet is None:
            return
        whole = Narrowing(None, self.narrowing.kind, self.narrowing.everything)
        places = [None, *(part.place for part in whole.parts(sheet))]
        now = self.narrowing.section
        at = places.index(now) if now in places else 0
        place = places[(at + by) % len(places)]
        self.narrow(Narrowing(place, self.narrowing.kind, self.narrowing.everything))

    def step_kind(self, by: int) -> None:
        """Show the next kind of change alone; kinds that are not there are stepped over."""
        sheet, now = self.sheet, self.narrowing
        if sheet is None:
            return
        lines = [one for part in Narrowing(now.section).parts(sheet) for one in part.lines]
        kinds = ["", *(kind for kind in KINDS if any(is_kind(one, kind) for one in lines))]
        at = kinds.index(now.kind) if now.kind in kinds else 0
        self.narrow(Narrowing(now.section, kinds[(at + by) % len(kinds)], now.everything))

    def fold(self) -> None:
        """Lay out what stayed the same, or fold it away; the cursor stays on its change."""
        now = self.narrowing
        self.narrowing = Narrowing(now.section, now.kind, not now.everything)
        self.repaint()
        if self.at:
            self.call_after_refresh(self.follow)

    def step(self, by: int) -> None:
        """Go to the next change, or the one before."""
        if not self.stops:
            return
        self.at = min(max(self.at + by, 0), len(self.stops) - 1)
        self.refresh()
        if self.at == 0 and isinstance(self.parent, Widget):
            self.parent.scroll_home(animate=False)
        else:
            self.follow()

    def names_below(self, row: int) -> list[str]:
        shown = zip(self.stops, self.tops, strict=False)
        left = [title for title, (top, height) in shown if top + height > row]
        return (
            [f"{len(left)} more: {cut_line('; '.join(dict.fromkeys(left)), 400)}"] if left else []
        )

    def paint(self, width: int) -> list[Content]:
        # Asked for twice, for the height and for the lines; a long plan takes its time.
        roomy = self.screen.has_class("-roomy")
        columns = width >= LEAST and self.app.size.width >= BESIDE
        key = (width, columns, roomy, self.sheet, self.narrowing, self.at)
        if self._kept[0] != key:
            self._kept = (key, self._paint(width, columns=columns, roomy=roomy))
        return self._kept[1]

    def _paint(self, width: int, *, columns: bool, roomy: bool) -> list[Content]:
        self.tops, self.stops, self.changes = [], [], []
        sheet = self.sheet
        if sheet is None:
            return paragraph(NO_PARENT, width, "$quiet")
        shown = (one for part in self.narrowing.parts(sheet) for one in part.lines)
        self.at = min(self.at, max(sum(one.mark in STEPS for one in shown) - 1, 0))
        rows: list[Content] = []
        if self.told and not self.narrowing.narrow:
            rows += paragraph(sheet.headline, min(width, 84), "$ink")
        for part in self.narrowing.parts(sheet):
            rows += [BLANK, BLANK] if rows and roomy else [BLANK] if rows else []
            rows += paragraph(part.title, width, "bold $ink")
            for one in part.lines:
                self._add(rows, one, part.title, columns, width)
            if part.aside:
                rows += [BLANK, *(paragraph(part.aside, width - 2, "$quiet", "  ", "  "))]
        return [*rows, *self._end(rows, sheet, width)]

    def _add(
        self, rows: list[Content], one: ChangeLine, title: str, columns: bool, width: int
    ) -> None:
        marks = coach_of(self).marks
        stop = one.mark in STEPS
        here = stop and len(self.stops) == self.at
        rows.append(BLANK)
        top = len(rows)
        if columns:
            rows += paint_beside(one, columns_of(width), marks, here=here)
        else:
            rows += paint_inline(one, width, marks, here=here)
        if stop:
            self.stops.append(title)
            self.changes.append(one)
            self.tops.append((top, len(rows) - top))

    def _end(self, rows: list[Content], sheet: ChangeSheet, width: int) -> Iterator[Content]:
        """Yield what is folded away, and what belongs to the file."""
        if rows:
            yield BLANK
        if not self.stops and not self.told:
            yield line((NO_CHANGE, "$ink"))
        same = sheet.counts.same
        if same and not self.narrowing.everything:
            yield line(
                (f"{same} the same", "$quiet"), "   ", ("a", "bold $ink"), (" shows all", "$quiet")
            )
        if self.told and sheet.apart and not self.narrowing.narrow:
            yield BLANK
            yield from paragraph(sheet.apart, min(width, 84), "$quiet")

    def on_key(self, event: events.Key) -> None:
        moves = {"n": 1, "N": -1, "upper_n": -1}
        if event.key in moves:
            self.step(moves[event.key])
        elif event.key == "a":
            self.fold()
        elif event.key in ("up", "down") and isinstance(self.parent, Widget):
            self.parent.scroll_relative(y=1 if event.key == "down" else -1, animate=False)
        else:
            return
        event.stop()
