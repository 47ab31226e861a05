"""Where are we: every question of the visit and how it stands; Enter goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from goalcoach.dialogue.view.screen import PhaseView, Status, WhereLine
from goalcoach.dialogue.view.screen_words import phase_words, status_words
from goalcoach.safe_text import cell_width
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.foot import BACK, BREAK, Hint
from goalcoach.screens.kit.paint import BLANK, Painted, StyledSpan, cut_line, line, pad
from goalcoach.screens.kit.pick_list import Pick, PickLine
from goalcoach.screens.kit.search_page import SEARCH, SearchPage
from goalcoach.screens.kit.size_breakpoints import PageForm
from goalcoach.screens.kit.text_box import Writer
from goalcoach.screens.kit.text_match import holds
from goalcoach.screens.kit.visit_keys import TAKE_BACK, take_back_row
from goalcoach.translation import TrMap, tr, tr_noop

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
_SHOW = TrMap(
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


def _words_of(one: WhereLine) -> str:
    """Return all that a line says of a question, uncut, and what is said at it."""
    return f"{one.phase} {one.title} {status_words(one)} {one.detail} {one.said}"


class WhereScreen(SearchPage[str]):
    """Dismissed with an address, "break", TAKE_BACK, or None for back.

    A search leaves only what it finds.
    """

    search_joins = False

    about = tr_noop("Every question of this visit. Enter goes there; nothing is lost on the way.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "dismiss", "Back", show=False, id="where"),
        Binding("tab", "next_filter", "Show only open", show=False),
        Binding("pageup", "leap(-10)", show=False),
        Binding("pagedown", "leap(10)", show=False),
        Binding("f8", "break", "Break", show=False, id="break"),
        Binding("ctrl+z", "take_back", show=False, id=TAKE_BACK),
    ]

    def __init__(
        self, lines: Sequence[WhereLine], saved: StyledSpan, phases: Sequence[PhaseView] = ()
    ) -> None:
        super().__init__()
        self.lines = tuple(lines)
        self.saved = saved
        self.filters = Filters(lines)
        self.list = WhereLines(phases)

    def compose_body(self) -> ComposeResult:
        with Vertical(id="column", classes="-inset"):
            yield self.filters
            with VerticalScroll(can_focus=False):
                yield self.list

    def on_mount(self) -> None:
        self.list.show_views(self.lines)
        self.list.focus()
        self.call_after_refresh(self.list.follow)

    def head_left(self) -> Sequence[StyledSpan]:
        return ((tr("Where are we"), "bold $ink"),)

    def head_right(self) -> Sequence[StyledSpan]:
        return (self.saved,)

    def hints(self) -> Sequence[Hint]:
        arrows = self.coach.marks.arrows[0]
        names = [name for name in FILTERS if self.filters.counts[name] or name == "All"]
        after = names[(names.index(self.filters.kept) + 1) % len(names)]
        short = self.form is PageForm.LINE  # where the row is too short for all of it
        few = tr("filter")
        return (
            *(() if short else (Hint(arrows, tr("choose"), "down"),)),
            Hint("Enter", tr("go there"), "enter"),
            Hint("Tab", few if short else _SHOW[after], "tab", few),
            SEARCH,
            BACK,
            BREAK,
        )

    def help_rows(self) -> Sequence[tuple[str, str]]:
        return (
            (f"{self.coach.marks.arrows[0]}, PgUp PgDn", tr("choose a question")),
            ("Enter", tr("go there")),
            ("Tab", tr("show only the open ones, those to return to, and so on")),
            ("/", tr("show only the questions that have these words")),
            (BREAK.label, BREAK.word_for(narrow=False)),
            take_back_row(),
            ("Esc", tr("back to the visit")),
        )

    def palette(self) -> Sequence[tuple[str, str, str]]:
        return (
            (tr("Show only some"), tr("Open, skipped and so on, one after another"), "next_filter"),
            (tr("Search"), tr("Show only the questions that have these words"), "search"),
            (tr("Take a break"), tr("Stop for a moment; all is kept"), "break"),
            (tr("Back"), tr("To the visit"), "back"),
        )

    def action_next_filter(self) -> None:
        """Show only the next group of questions that has any; after the last, all."""
        names = [name for name in FILTERS if self.filters.counts[name] or name == "All"]
        self.filters.kept = names[(names.index(self.filters.kept) + 1) % len(names)]
        self.filters.refresh()
        self._show_lines()
        self.tell()

    def _show_lines(self) -> None:
        """Show the questions of the filter, and while searching only those that have the words."""
        shown = [one for one in self.lines if passes(one, self.filters.kept)]
        if self.wanted:
            shown = [one for one in shown if holds(_words_of(one), self.wanted)]
        self.list.show_views(shown)
        self.list.follow()

    # The search

    @property
    def searched(self) -> WhereLines:
        return self.list

    def look_for(self, wanted: str) -> None:
        self.wanted = " ".join(wanted.split())
        self._show_lines()
        self._find()
        self._mark()

    def _find(self) -> None:
        super()._find()
        self.match_at = -1  # the cursor shows where one is

    def count_words(self) -> str:
        if not self.wanted:
            return ""
        return tr("{number} of {count}", number=len(self.list.lines), count=len(self.lines))

    def action_found(self, by: int) -> None:
        """Move the cursor to the next question that was found (1) or the one before (-1)."""
        if self.is_searching and self.list.lines:
            self.list.move(((self.list.at or 0) + by) % len(self.list.lines))

    def _search_hints(self) -> Sequence[Hint]:
        arrows = Hint(self.coach.marks.arrows[0], tr("choose"), "down")
        keys = tuple(hint for hint in self.hints() if hint.key in {"enter", "tab"})
        return (arrows, *keys, Hint("Esc", tr("end the search"), "escape"))

    def end_search(self) -> None:
        at = self.list.at
        stays = "" if self.is_typing_search or at is None else self.list.lines[at].id
        super().end_search()
        self._show_lines()
        here = [number for number, one in enumerate(self.list.lines) if one.id == stays]
        self.list.move(here[0] if here else -1)

    @on(Writer.Entered, "#wanted")
    def _go_there(self, event: Writer.Entered) -> None:
        """Enter goes to the question under the cursor, as it does without a search."""
        event.prevent_default()
        if self.list.lines:
            self.dismiss(self.list.lines[self.list.at or 0].id)

    def action_leap(self, by: int) -> None:
        """Move the cursor by that many lines, within the list."""
        at = (self.list.at or 0) + by
        self.list.move(min(max(at, 0), len(self.list.lines) - 1))

    @on(Pick.Picked)
    def _picked(self, event: Pick.Picked) -> None:
        if event.id:
            self.dismiss(event.id)

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter" and not self.list.lines:
            self.dismiss(None)

    def action_take_back(self) -> None:
        """Go back to the visit, and take back the last thing said there."""
        self.dismiss(TAKE_BACK)

    def action_break(self) -> None:
        """Go back to the visit and take a break there."""
        self.dismiss("break")
