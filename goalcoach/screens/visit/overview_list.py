"""The list of all questions of a visit as it is drawn, and what it can be filtered by."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from goalcoach.dialogue.view.screen import PhaseView, Status, WhereLine
from goalcoach.dialogue.view.standing_words import phase_words, status_words
from goalcoach.safe_text import cell_width
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.paint import BLANK, Painted, StyledSpan, cut_line, line, pad
from goalcoach.screens.kit.pick_list import Pick, PickLine
from goalcoach.translation import TrMap

FILTERS = ("All", "open", "to return to", "skipped", "set aside", "left open")
_NAMES = TrMap(
    {
        "All": "All",
        "open": "open",
        "to return to": "to return to",
        "skipped": "skipped",
        "set aside": "set aside",
        "left open": "left open",
    },
    context="where",
)
FILTER_WORDS = TrMap(
    {
        "All": "show all",
        "open": "show only open",
        "to return to": "show only to return to",
        "skipped": "show only skipped",
        "set aside": "show only set aside",
        "left open": "show only left open",
    }
)
"""What the key does that shows the questions of a filter."""

COLUMN = 14
"""Cells for how a question stands, at least."""
ROW_AT_LEAST = 8
"""Cells that the name of a row keeps beside its question."""


def passes(one: WhereLine, kept: str) -> bool:
    """Return whether the line belongs to the filter."""
    if kept == "open":
        return one.status in {Status.OPEN, Status.PROPOSED, Status.WAITING}
    if kept == "to return to":
        return one.returning
    if kept == "skipped":
        return one.status is Status.SKIPPED
    if kept == "set aside":
        return one.status is Status.SET_ASIDE
    if kept == "left open":
        return one.status is Status.LEFT_OUT
    return True


def short_title(title: str, cells: int) -> str:
    """Return a title for the list; of "row: question" the row is cut first, for it stands in
    every line of its own, and the question only where ROW_AT_LEAST of the row would not be left.
    """
    row, colon, question = title.rpartition(": ")
    if not colon or cell_width(title) <= cells:
        return cut_line(title, cells)
    named = cut_line(row, max(cells - cell_width(question) - 2, ROW_AT_LEAST))
    return f"{named}: {cut_line(question, cells - cell_width(named) - 2)}"


class Filters(Painted):
    """The counts; the one that is shown stands in accent. An empty one gives way where room is
    short, and "left open" stands only where something is.
    """

    def __init__(self, lines: Sequence[WhereLine]) -> None:
        super().__init__(id="filters")
        self.counts = {name: sum(passes(one, name) for one in lines) for name in FILTERS}
        self.kept = "All"

    def paint(self, width: int) -> list[Content]:
        full = [name for name in FILTERS if self.counts[name]]
        names = [name for name in FILTERS if name in full or name != FILTERS[-1]]
        shown = self._line(names)
        return [shown if shown.cell_length <= width else self._line(full)]

    def _line(self, names: Sequence[str]) -> Content:
        spans: list[StyledSpan] = []
        for name in names:
            style = "bold $accent" if name == self.kept else "$quiet"
            spans += [(f"{_NAMES[name]} {self.counts[name]}", style), "   "]
        return line(*spans[:-1])


class WhereLines(Pick):
    """The questions, phase by phase; only the cut text ends in an ellipsis."""

    def __init__(self, phases: Sequence[PhaseView]) -> None:
        super().__init__((), numbered=False)
        self.phases = {one.title: one for one in phases}
        self.views: tuple[WhereLine, ...] = ()
        self._column = COLUMN

    def show_views(self, views: Sequence[WhereLine]) -> None:
        """Show these questions, the cursor on the current one."""
        self.views = tuple(views)
        self.at = next((at for at, one in enumerate(views) if one.current), 0)
        self.show_lines([PickLine(one.address, one.title) for one in views])

    def paint(self, width: int) -> list[Content]:
        lines: list[Content] = []
        self._rows = []
        said = [cell_width(status_words(one)) for one in self.views]
        self._column = max(COLUMN, max(said, default=0) + 3)
        # Titles take what the words behind them leave: those are few before anything is answered.
        longest = max((cell_width(one.title) for one in self.views), default=0) + 2
        behind = max((cell_width(one.detail) for one in self.views), default=0)
        title = min(longest, width - self._column - behind - 6)
        title = max(title, (width - 20) * 3 // 5, 20)
        phase = None
        roomy = self.screen.has_class("-roomy")
        for number, one in enumerate(self.views):
            if one.phase != phase:
                if lines and roomy:
                    lines.append(BLANK)
                    self._rows.append(-1)
                lines.append(self._heading(one.phase, width))
                self._rows.append(-1)
                phase = one.phase
            lines.append(self._view(number, one, title, width))
            self._rows.append(number)
        return lines

    def _heading(self, title: str, width: int) -> Content:
        """Return a phase's title, with whether it protects and whether it waits."""
        phase = self.phases.get(title)
        words = phase_words(phase) if phase else ""
        name = cut_line(title, width - 4 - cell_width(words))
        return line("  ", (name, "bold $ink"), (f"  {words}", "$quiet"))

    def _view(self, number: int, one: WhereLine, title: int, width: int) -> Content:
        marks = coach_of(self).marks
        signs = {
            Status.OPEN: marks.open,
            Status.PROPOSED: marks.open,
            Status.ANSWERED: marks.answered,
            Status.SKIPPED: marks.skipped,
            Status.SET_ASIDE: marks.aside,
            Status.LEFT_OUT: marks.aside,
            Status.WAITING: marks.open,
        }
        here = number == self.at
        aside = one.status in {Status.SET_ASIDE, Status.LEFT_OUT} or one.behind_gate
        waits = one.status in {Status.OPEN, Status.PROPOSED, Status.WAITING} or one.returning
        waits = waits and not one.behind_gate
        ink = "bold $ink" if here else "$quiet" if aside else "$ink"
        words = status_words(one)
        sign = marks.open if one.returning else signs[one.status]
        return line(
            (marks.edge if here else " ", "$accent"),
            "   ",
            (pad(short_title(one.title, title - 2), title), ink),
            (f"{sign} {words}", "$accent" if waits else "$quiet"),
            " " * (self._column - cell_width(words) - 2),
            (cut_line(one.detail, max(width - title - self._column - 6, 8)), "$quiet"),
        )
