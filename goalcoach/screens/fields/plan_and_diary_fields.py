"""Fields that show something to read: the plan read back, the diary, and the closing step."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from goalcoach.dialogue.engine.command import Jump
from goalcoach.dialogue.view.screen import Screen
from goalcoach.safe_text import cell_width, show
from goalcoach.screens.fields.field import CHANGE, ENTER, Field
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.page import Hint
from goalcoach.screens.kit.paint import BLANK, FixedLines, line, pad, paragraph, small_label
from goalcoach.screens.kit.reading_pane import Below, PlanScroll, Readable
from goalcoach.screens.kit.size_breakpoints import PageForm, form_of
from goalcoach.screens.visit.visit_interface import OpenReading
from goalcoach.sheets.block import Origin
from goalcoach.sheets.layouts.read_back import AGREED_BY, agreed_words
from goalcoach.sheets.writers.gutter_lines import GutterLine
from goalcoach.translation import tr, tr_noop
from goalcoach.visit.empty_page_words import ALL_OF_IT, NO_ADDRESS, NOTHING_YET

GUTTER = 12
ALL_LABEL = tr_noop("ALL OF IT")
"""Stands before the whole plan, below what is read aloud."""


class PlanLines(Readable):
    """The paragraphs of a plan with their labels in the gutter; `cursor=False` marks none."""

    def __init__(self, lines: Sequence[GutterLine], *, cursor: bool = True) -> None:
        super().__init__()
        self.lines = tuple(lines)
        self.cursor = cursor
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
        key = (width, self.lines, self.at, self.has_focus, self.packed)
        if self._cache[0] != key:
            painted = self._paint(width)
            self._cache = ((width, self.lines, self.at, self.has_focus, self.packed), painted)
        return self._cache[1]

    def pack(self, rows: int) -> None:
        """Take the blank rows out between what is read aloud, if it fits into `rows` only so."""
        aloud = sum(one.aloud for one in self.lines)
        self.packed = False
        self.paint(max(self.content_size.width, 8))
        ends = [top + height for top, height in self.tops[:aloud]]
        self.packed = bool(ends) and ends[-1] > rows
        self.repaint()

    def _paint(self, width: int) -> list[Content]:
        if not self.lines:
            return paragraph(tr(NOTHING_YET), width, "$quiet")
        painted: list[Content] = []
        self.tops = []
        self.at = min(self.at, len(self.lines) - 1)
        gutter = GUTTER if width >= 56 else 2
        for number, one in enumerate(self.lines):
            if number and not (self.packed and one.aloud):
                painted.append(BLANK)
            top = len(painted)
            painted += self._paint_one(number, one, width, gutter)
            self.tops.append((top, len(painted) - top))
        return painted

    def _paint_one(self, number: int, one: GutterLine, width: int, gutter: int) -> list[Content]:
        here = self.cursor and self.has_focus and number == self.at
        edge = coach_of(self).marks.edge if here else " "
        before = self.lines[number - 1].label if number else ""
        label = "" if one.label == before else one.label
        words = paragraph(one.text, width - gutter, "bold $ink" if here else "$ink")
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
        if event.key in {"up", "down"} and self.lines:
            step = 1 if event.key == "down" else -1
            self.at = min(max(self.at + step, 0), len(self.lines) - 1)
            self.refresh()
            self.follow()
            event.stop()

    def names_below(self, row: int) -> list[str]:
        below = [
            one.label
            for one, (top, rows) in zip(self.lines, self.tops, strict=False)
            if top + rows > row and one.label
        ]
        # What comes after its own heading is all of it: its parts need no names yet.
        rest = tr(ALL_LABEL)
        end = below.index(rest) + 1 if rest in below else len(below)
        return [small_label(label) for label in below[:end]]


class ReadField(Field):
    """A field that shows a long text and takes all rows left on the page."""

    label = ""
    padded = False

    def __init__(self, asked: Screen, reading: OpenReading, lines: Readable) -> None:
        super().__init__(asked)
        self.reading = reading
        self.readable = lines
        self._began_at = 0

    def compose(self) -> ComposeResult:
        with PlanScroll(classes="planscroll"):
            yield self.readable
        yield Below(self.readable)

    def on_resize(self) -> None:
        """Take the rows that are left, so that the text scrolls and not the page.

        Done here because the field's position is not known before the first layout.
        """
        flow = self.screen.query_one("#flow")
        flow.add_class("-still")
        left = flow.size.height - (self.region.y - flow.region.y) - self.rows_after
        self.query_one(PlanScroll).styles.max_height = max(left, 4)
        self.fit(max(left, 4))
        self.call_after_refresh(self.query_one(Below).refresh)
        if self.readable.at:
            self.call_after_refresh(self.readable.follow)

    def fit(self, rows: int) -> None:
        """Make the most of the rows there are."""

    def on_mount(self) -> None:
        self._began_at = self.readable.at

    def go_on(self) -> None:
        """Post that all was read; at the first Enter on a chosen line say what changes it."""
        if self.readable.at == self._began_at or not self.tells_of_change():
            self.post_message(self.Given(True))

    def lead_to(self, path: str, rows: tuple[str, ...]) -> None:
        """Go to the question that fills this place of the plan; the visit comes back here then."""
        address = self.reading.address_of(path, rows)
        if address:
            self.post_message(self.Asked(Jump(address)))
        else:
            where = tr("{key} lists them.", key=self.coach.keys.label("where"))
            self.post_message(self.Objected(f"{tr(NO_ADDRESS)} {where}"))

    @property
    def rows_after(self) -> int:
        """Return how many rows to leave below: the `Below` line and what follows it."""
        return 3

    def main(self) -> Widget:
        return self.readable


class PlanField(ReadField):
    """The read-back, then the plan so far. `CHANGE` leads to the question behind the paragraph
    under the cursor, and back here once it is answered.
    """

    agreed: tuple[tuple[str, bool], ...] = ()
    """Who may agree to the plan, and whether they did."""
    aloud = False
    """Whether there is something to read aloud, which has to fit on the page where it can."""

    def __init__(self, asked: Screen, reading: OpenReading) -> None:
        self.reading = reading
        self.lines = PlanLines(self.read())
        super().__init__(asked, reading, self.lines)
        self.set_class(self.aloud, "-aloud")

    def fit(self, rows: int) -> None:
        self.lines.pack(rows)

    @property
    def rows_after(self) -> int:
        return 1 if self.aloud and not self.screen.has_class("-roomy") else super().rows_after

    def read(self) -> Sequence[GutterLine]:
        """Return the paragraphs to show."""
        told = self.reading.read_back()
        self.agreed, self.aloud = told.agreed, bool(told.aloud)
        if not told.aloud:
            return told.whole
        beside = form_of(self.app.size.width, self.app.size.height) is PageForm.WIDE
        by = "" if beside else agreed_words(told.agreed)
        agreed = (GutterLine(tr(AGREED_BY), by, Origin("agreement.by"), aloud=True),) if by else ()
        return (*told.aloud, *agreed, GutterLine(tr(ALL_LABEL), tr(ALL_OF_IT)), *told.whole)

    def hints(self) -> Sequence[Hint]:
        arrows = self.coach.marks.arrows[0]
        return (
            ENTER,
            Hint(arrows, tr("choose a line"), "down", tr("line")),
            self.change_hint(),
        )

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            self.go_on()
        elif event.key == CHANGE and self.lines.lines:
            event.stop()
            line = self.lines.lines[self.lines.at]
            self.lead_to(line.path, line.rows)


class DiaryField(PlanField):
    """The diary entries since the last visit."""

    def read(self) -> Sequence[GutterLine]:
        return [GutterLine(tr("DIARY"), words) for words in self.reading.diary()]

    def hints(self) -> Sequence[Hint]:
        return (ENTER, Hint(self.coach.marks.arrows[0], tr("read on"), "down"))

    def lead_to(self, path: str, rows: tuple[str, ...]) -> None:
        """Lead nowhere: no question of the visit is behind a day."""

    def go_on(self) -> None:
        self.post_message(self.Given(True))


class PatternField(DiaryField):
    """Good days and others side by side; Enter goes on."""

    def read(self) -> Sequence[GutterLine]:
        return self.reading.patterns()


class ReviewField(Field, can_focus=True):
    """The closing step, where nothing is answered and Enter asks whether to write the plan."""

    label = ""
    padded = False

    def compose(self) -> ComposeResult:
        yield FixedLines((tr("Enter writes the plan. It asks once before it does."), "$quiet"))
