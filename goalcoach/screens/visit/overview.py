"""Where are we: every question of the visit and how it stands; Enter goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from goalcoach.dialogue.view.screen import PhaseView, WhereLine
from goalcoach.dialogue.view.standing_words import status_words
from goalcoach.screens.kit.foot import BACK, BREAK, Hint
from goalcoach.screens.kit.paint import StyledSpan
from goalcoach.screens.kit.pick_list import Pick
from goalcoach.screens.kit.search_page import SEARCH, SearchPage
from goalcoach.screens.kit.size_breakpoints import PageForm
from goalcoach.screens.kit.steady_scroll import SteadyScroll
from goalcoach.screens.kit.text_box import Writer
from goalcoach.screens.kit.text_match import holds
from goalcoach.screens.kit.visit_keys import TAKE_BACK, take_back_row
from goalcoach.screens.visit.overview_list import FILTER_WORDS, FILTERS, Filters, WhereLines, passes
from goalcoach.translation import tr, tr_noop


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
            with SteadyScroll():
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
            Hint("Tab", few if short else FILTER_WORDS[after], "tab", few),
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
