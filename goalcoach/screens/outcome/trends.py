"""The Trends page: ratings over the visits, as plots or a table, each with a sentence of counts.

Points are visits, dots only join them, and the whole scale is drawn. The page judges nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from goalcoach.date_words import say_day
from goalcoach.number_words import say_count
from goalcoach.screens.kit.coach_app import PrintWanted
from goalcoach.screens.kit.foot import BACK, HELP, PRINT, Hint
from goalcoach.screens.kit.page import Page
from goalcoach.screens.kit.paint import (
    FoundMarks,
    StyledSpan,
)
from goalcoach.screens.kit.search_page import SEARCH, SearchPage, search_keys
from goalcoach.screens.kit.size_breakpoints import PageForm
from goalcoach.screens.kit.steady_scroll import SteadyScroll
from goalcoach.screens.kit.text_match import Match
from goalcoach.screens.outcome.day_patterns import PatternScreen
from goalcoach.screens.outcome.trend_cards import build_parts
from goalcoach.screens.outcome.trend_view import PartsBelow, TrendView
from goalcoach.sheets.trends.trend_sheet import TrendSheet
from goalcoach.sheets.writers.gutter_lines import GutterLine
from goalcoach.translation import tr, tr_noop


class TrendsScreen(SearchPage[None]):
    """The trends of one patient, a part at a time; Up and Down turn to the next.

    A search goes through all parts, and turns to the one in which it finds something.
    """

    about = tr_noop("How ratings went, visit by visit. A low number is an answer like any other.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "turn(1)", show=False),
        Binding("up", "turn(-1)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("x", "table", show=False, id="table"),
        Binding("a", "all", show=False, id="all"),
        Binding("p", "print", show=False, id="print"),
        Binding("s", "days", show=False, id="days"),
        Binding("f2", "notes", show=False, id="notes"),
    ]

    def __init__(
        self, code: str, visits: int, sheet: TrendSheet, days: Sequence[GutterLine] = ()
    ) -> None:
        super().__init__()
        self.days = tuple(days)
        """Good days and others side by side, for a page of their own."""
        self.code = code
        self.visits = visits
        self.view = TrendView(sheet)
        self._parts: tuple[int, ...] = ()
        """For each match of a search the index of its part."""

    def compose_body(self) -> ComposeResult:
        with Vertical(id="column"):
            with SteadyScroll(classes="planscroll"):
                yield self.view
            below = PartsBelow(self.view)
            below.add_class("below")
            yield below

    def on_mount(self) -> None:
        super().on_mount()
        self._lay_out()

    def _lay_out(self) -> None:
        """Build the parts for the page's form, and stay at the card that is shown."""
        view = self.view
        here = view.shown[view.at].cards[:1] if view.shown else ()
        columns = 2 if self.form is PageForm.WIDE else 1
        view.shown = build_parts(view.sheet, columns, everything=view.everything)
        found = (at for at, part in enumerate(view.shown) if here and here[0] in part.cards)
        view.at = next(found, min(view.at, max(len(view.shown) - 1, 0)))
        self._show()

    def _show(self) -> None:
        self.view.repaint()
        self.query_one(PartsBelow).refresh()
        self.tell()

    @on(Page.Formed)
    def _reformed(self) -> None:
        self._lay_out()

    @property
    def has_closed(self) -> bool:
        """Return True if there are goals that are no longer worked on."""
        return any(not card.open for card in self.view.sheet.cards)

    def head_left(self) -> Sequence[StyledSpan]:
        over = tr("over one visit")
        if self.visits != 1:
            over = tr("over {count} visits", count=say_count(self.visits))
        return ((self.code, "bold $ink"), (f"  {over}", "$quiet"))

    def head_right(self) -> Sequence[StyledSpan]:
        return ((say_day(self.coach.today), "$quiet"),)

    def hints(self) -> Sequence[Hint]:
        turn = Hint(self.coach.marks.arrows[0], tr("goal"), "down")
        form = Hint("x", tr("as plots") if self.view.table else tr("as a table"), "x")
        some = tr("only what goes on") if self.view.everything else tr("all goals")
        closed = Hint("a", some, "a")
        turns = () if self.view.table else (turn,)
        room = self.form is PageForm.WIDE
        days = Hint("s", tr("days side by side") if room else tr("days"), "s", tr("days"))
        return (*turns, form, *((closed,) if self.has_closed else ()), days, SEARCH, BACK)

    def more_hints(self) -> Sequence[Hint]:
        return (PRINT, HELP) if self.form is PageForm.WIDE else (HELP,)

    def help_rows(self) -> Sequence[tuple[str, str]]:
        rows = [("↑ ↓, n N", tr("the next goal, the one before"))]
        rows += [("PgUp PgDn", tr("read on")), ("x", tr("as a table, as plots"))]
        rows += [("a", tr("goals put down as well"))] if self.has_closed else []
        rows.append(("s", tr("good days and others side by side")))
        prints = ("p", tr("print sheets of the plan"))
        return (*rows, *search_keys(), prints, ("Esc", tr("back")))

    def palette(self) -> Sequence[tuple[str, str, str]]:
        rows = [(tr("Next goal"), "", "turn(1)"), (tr("Goal before"), "", "turn(-1)")]
        rows = rows if len(self.view.shown) > 1 and not self.view.table else []
        rows.append((tr("Table or plots"), "", "table"))
        rows += [(tr("All goals"), tr("Those put down as well"), "all")] if self.has_closed else []
        rows.append((tr("Days side by side"), tr("By what was there"), "days"))
        rows.append((tr("Search"), tr("For words on this page"), "search"))
        rows.append((tr("Print sheets"), "", "print"))
        return (*rows, (tr("Back"), "", "back"))

    @property
    def searched(self) -> TrendView:
        return self.view

    def action_found(self, by: int) -> None:
        """Go to the next match of a search (1) or the one before (-1), else to such a part."""
        if self.is_searching:
            super().action_found(by)
        else:
            self.action_turn(by)

    def look_for(self, wanted: str) -> None:
        self.wanted = " ".join(wanted.split())
        self._find()
        here = (at for at, part in enumerate(self._parts) if part >= self.view.at)
        self.match_at = next(here, 0)
        self._show_found()

    def _find(self) -> None:
        """Look for the words in every part, as if each were shown; in the table in that alone."""
        view, here = self.view, self.view.at
        found: list[tuple[int, Match]] = []
        for at in [here] if view.table or not view.shown else range(len(view.shown)):
            view.at = at
            super()._find()
            found += [(at, one) for one in self.matches]
        view.at = here
        self._parts = tuple(at for at, _ in found)
        self.matches = tuple(one for _, one in found)

    def _mark(self) -> None:
        super()._mark()
        mine = [at for at, part in enumerate(self._parts) if part == self.view.at]
        here = mine.index(self.match_at) if self.match_at in mine else 0
        matches = tuple(self.matches[at] for at in mine)
        self.view.found = FoundMarks(matches, here) if matches else None

    def _show_found(self) -> None:
        if self.matches and self._parts[self.match_at] != self.view.at:
            self.view.at = self._parts[self.match_at]
            self._show()
        super()._show_found()

    def action_turn(self, by: int) -> None:
        """Show the next part (1) or the one before (-1); in the table, scroll."""
        view = self.view
        if self.view.table:
            self.action_scroll(by)
        elif 0 <= view.at + by < len(view.shown):
            view.at += by
            self.query_one(SteadyScroll).scroll_home(animate=False)
            self._show()

    def action_scroll(self, by: int) -> None:
        """Scroll by a number of rows."""
        self.query_one(SteadyScroll).scroll_relative(y=by, animate=False)

    def action_table(self) -> None:
        """Show the ratings as a table, or as plots again."""
        self.view.table = not self.view.table
        self.query_one(SteadyScroll).scroll_home(animate=False)
        self._show()

    def action_all(self) -> None:
        """Show goals that are no longer worked on as well, or hide them again."""
        self.view.everything = not self.view.everything
        self._lay_out()

    def action_print(self) -> None:
        """Open the Print page for the newest plan."""
        self.post_message(PrintWanted(self.code))

    def action_days(self) -> None:
        """Open the page that lays good days and others side by side."""
        self.open_above(PatternScreen(self.code, self.days))

    def action_notes(self) -> None:
        """Show or hide notes for the clinician, here the goal attainment score."""
        self.coach.notes_shown = not self.coach.notes_shown
        self._show()
