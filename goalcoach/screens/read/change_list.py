"""The list of changes between two versions, by section, with a cursor and a filter.

What stayed the same is counted, and shown on request. The filter selects one section (a goal or a
part of the plan) and one kind of change.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from textual import events
from textual.content import Content
from textual.widget import Widget

from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.paint import BLANK, cut_line, line, paragraph
from goalcoach.screens.kit.reading_pane import Readable
from goalcoach.screens.kit.text_match import holds
from goalcoach.screens.read.change_paint import Columns, columns_of, paint_beside, paint_inline
from goalcoach.sheets.changes.change_report import (
    CHANGED,
    GONE,
    NEW,
    SAID,
    SAME,
    ChangeLine,
    ChangeSheet,
)
from goalcoach.sheets.changes.text_writer import count_parts
from goalcoach.translation import tr
from goalcoach.visit.empty_page_words import NO_CHANGE, NO_PARENT

KINDS = ("changed", "new", "gone", "rated", "said")
"""The kinds of change a filter can select, in the order they are stepped through."""
_MARKS = {"changed": CHANGED, "new": NEW, "gone": GONE, "said": SAID}
STEPS = frozenset({CHANGED, NEW, GONE})
"""Marks of the lines that the cursor stops at."""
BESIDE = 100
"""Columns of the terminal from which on old and new are side by side."""
LEAST = 86
"""Columns that two columns need on the page itself."""


def is_kind(one: ChangeLine, kind: str) -> bool:
    """Return True if a line is of the kind, one of KINDS; "" is every kind."""
    if kind == "rated":
        return one.kind == "score"
    return not kind or one.mark == _MARKS[kind]


def count_words(sheet: ChangeSheet) -> str:
    """Return counts such as "6 changed · 1 new · 31 the same", without those that are 0."""
    return " · ".join(count_parts(sheet))


class ShownSection(Struct, frozen=True):
    """A section with the lines that pass the filter. `position` is its index in the sheet."""

    position: int
    title: str
    lines: tuple[ChangeLine, ...]
    aside: str


class ChangeFilter(Struct, frozen=True):
    """Which changes are shown: of one section by its index (None: all), of one kind ("": all).

    `everything` shows what stayed the same as well, unless a kind is selected.
    """

    section: int | None = None
    kind: str = ""
    everything: bool = False

    @property
    def is_active(self) -> bool:
        """Return True if a section or a kind is selected."""
        return self.section is not None or bool(self.kind)

    def apply(self, sheet: ChangeSheet) -> Iterator[ShownSection]:
        """Yield the sections of a sheet that have something to show, with their lines."""
        for position, section in enumerate(sheet.sections):
            if self.section not in (None, position):
                continue
            lines = tuple(
                one
                for one in section.lines
                if (self.everything and not self.kind)
                or (one.mark != SAME and is_kind(one, self.kind))
            )
            aside = "" if self.kind else section.aside
            if lines or aside:
                yield ShownSection(position, section.title, lines, aside)


class ChangeLines(Readable):
    """The changes of a sheet as a text to read, None for a plan without a version before it.

    `told` begins with the sheet's headline and ends with what concerns the file. The sheet must
    hold what stayed the same as well.
    """

    def __init__(self, sheet: ChangeSheet | None, *, told: bool = True) -> None:
        super().__init__()
        self.sheet = sheet
        self.told = told
        self.filter = ChangeFilter()
        self.stops: list[str] = []
        """For each change the cursor stops at, the title of its section."""
        self.changes: list[ChangeLine] = []
        """The changes that the cursor stops at."""
        self._cache: tuple[object, list[Content]] = ((), [])
        """What was painted last, with all that it depends on."""

    def show_sheet(self, sheet: ChangeSheet) -> None:
        """Show another sheet, without a filter."""
        self.sheet = sheet
        self.apply_filter(ChangeFilter(everything=self.filter.everything))

    def apply_filter(self, new: ChangeFilter) -> None:
        """Show what passes another filter, from the first change."""
        self.filter = new
        self.at = 0
        self.repaint()

    def step_section(self, by: int) -> None:
        """Show the next section alone (1) or the one before (-1); past either end, all of them."""
        sheet = self.sheet
        if sheet is None:
            return
        whole = ChangeFilter(None, self.filter.kind, self.filter.everything)
        sections = [None, *(part.position for part in whole.apply(sheet))]
        now = self.filter.section
        at = sections.index(now) if now in sections else 0
        section = sections[(at + by) % len(sections)]
        self.apply_filter(ChangeFilter(section, self.filter.kind, self.filter.everything))

    def step_kind(self, by: int) -> None:
        """Show the next kind of change alone (1) or the one before (-1), of those there are."""
        sheet, now = self.sheet, self.filter
        if sheet is None:
            return
        lines = [one for part in ChangeFilter(now.section).apply(sheet) for one in part.lines]
        kinds = ["", *(kind for kind in KINDS if any(is_kind(one, kind) for one in lines))]
        at = kinds.index(now.kind) if now.kind in kinds else 0
        self.apply_filter(ChangeFilter(now.section, kinds[(at + by) % len(kinds)], now.everything))

    def fold(self) -> None:
        """Show what stayed the same as well, or hide it; the cursor stays on its change."""
        now = self.filter
        self.filter = ChangeFilter(now.section, now.kind, not now.everything)
        self.repaint()
        if self.at:
            self.call_after_refresh(self.follow)

    def count_hidden(self, wanted: str) -> int:
        """Return how many lines that stayed the same, and are not shown, have these words."""
        now = self.filter
        if self.sheet is None or not wanted or (now.everything and not now.kind):
            return 0
        parts = ChangeFilter(now.section, everything=True).apply(self.sheet)
        same = (one for part in parts for one in part.lines if one.mark == SAME)
        return sum(holds(" ".join((one.label, one.about, one.new)), wanted) for one in same)

    def step(self, by: int) -> None:
        """Move the cursor to the next change (1) or the one before (-1)."""
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
        names = cut_line("; ".join(dict.fromkeys(left)), 400)
        return [tr("{count} more: {names}", count=len(left), names=names)] if left else []

    def columns(self, width: int) -> Columns | None:
        """Return the columns of old and new on a page of `width` cells; None for one column."""
        beside = width >= LEAST and self.app.size.width >= BESIDE
        return columns_of(width) if beside else None

    def paint(self, width: int) -> list[Content]:
        # Called for the height and again for the lines, and slow for a long plan: cached.
        roomy = self.screen.has_class("-roomy")
        columns = self.columns(width) is not None
        key = (width, columns, roomy, self.sheet, self.filter, self.at)
        if self._cache[0] != key:
            self._cache = (key, self._paint(width, columns=columns, roomy=roomy))
        return self._cache[1]

    def _paint(self, width: int, *, columns: bool, roomy: bool) -> list[Content]:
        self.tops, self.stops, self.changes = [], [], []
        sheet = self.sheet
        if sheet is None:
            return paragraph(tr(NO_PARENT), width, "$quiet")
        shown = (one for part in self.filter.apply(sheet) for one in part.lines)
        self.at = min(self.at, max(sum(one.mark in STEPS for one in shown) - 1, 0))
        rows: list[Content] = []
        if self.told and not self.filter.is_active:
            rows += paragraph(sheet.headline, min(width, 84), "$ink")
        for part in self.filter.apply(sheet):
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
        """Append the rows of one change; note where they are if the cursor stops at it."""
        marks, why = coach_of(self).marks, self.sheet.why if self.sheet else ""
        stop = one.mark in STEPS
        here = stop and len(self.stops) == self.at
        rows.append(BLANK)
        top = len(rows)
        if columns:
            rows += paint_beside(one, columns_of(width), marks, why, here=here)
        else:
            rows += paint_inline(one, width, marks, why, here=here)
        if stop:
            self.stops.append(title)
            self.changes.append(one)
            self.tops.append((top, len(rows) - top))

    def _end(self, rows: list[Content], sheet: ChangeSheet, width: int) -> Iterator[Content]:
        """Yield the count of what stayed the same, and what concerns the file."""
        if rows:
            yield BLANK
        if not self.stops and not self.told:
            yield line((tr(NO_CHANGE), "$ink"))
        same = sheet.counts.same
        if same and not self.filter.everything:
            key = coach_of(self).keys.label("all")
            said, shows = tr("{count} the same", count=same), f" {tr('shows all')}"
            yield line((said, "$quiet"), "   ", (key, "bold $ink"), (shows, "$quiet"))
        if self.told and sheet.apart and not self.filter.is_active:
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
