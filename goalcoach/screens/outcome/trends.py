"""The Trends page: ratings over the visits, as plots or a table, each with a sentence of counts.

Points are visits, dots only join them, and the whole scale is drawn. The page judges nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from goalcoach.date_words import say_day
from goalcoach.number_words import say_count
from goalcoach.safe_text import cell_width
from goalcoach.screens.kit.coach_app import PrintWanted, coach_of
from goalcoach.screens.kit.foot import BACK, HELP, PRINT, Hint
from goalcoach.screens.kit.page import Page
from goalcoach.screens.kit.paint import (
    BLANK,
    FoundMarks,
    Painted,
    StyledSpan,
    beside,
    capital,
    cut_line,
    line,
    pad,
    paragraph,
    small_label,
)
from goalcoach.screens.kit.search_page import SEARCH, SearchPage, search_keys
from goalcoach.screens.kit.size_breakpoints import PageForm
from goalcoach.screens.kit.text_match import Match
from goalcoach.screens.kit.theme import PLAIN
from goalcoach.screens.outcome.day_patterns import PatternScreen
from goalcoach.screens.outcome.trend_cards import ABOUT, RatedCard, TrendPart, build_parts
from goalcoach.sheets.trends.text_writer import table_lines
from goalcoach.sheets.trends.trend_sheet import TrendSheet
from goalcoach.sheets.writers.gutter_lines import GutterLine
from goalcoach.sheets.writers.text_plot import (
    ASCII,
    BRAILLE,
    Ink,
    PlotLine,
    draw,
    draw_days,
    say_left_out,
)
from goalcoach.translation import tr, tr_noop

STYLES = {
    Ink.BLANK: "",
    Ink.AXIS: "$hair",
    Ink.LABEL: "$quiet",
    Ink.DOTS: "$accent",
    Ink.POINT: "$ink",
    Ink.NUMBER: "bold $ink",
}
GAP = 4
"""Cells between two cards."""


class TrendView(Painted):
    """One of the parts in `shown`, that with the index `at`, or all cards as a table."""

    def __init__(self, sheet: TrendSheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.shown: tuple[TrendPart, ...] = ()
        self.at = 0
        self.table = False
        self.everything = False

    def paint(self, width: int) -> list[Content]:
        if not self.shown:
            nothing = paragraph(tr("Nothing has been rated yet."), width, "bold $ink")
            return [*nothing, BLANK, *paragraph(tr("The next visit asks."), width, "$ink")]
        if self.table:
            cards = tuple(card for card in self.sheet.cards if card.open or self.everything)
            told = replace(self.sheet, cards=cards)
            return [line((one, "$ink")) for one in table_lines(told, width)]
        part = self.shown[self.at]
        if part.cards:
            return self._cards(part, width)
        if part.name == small_label(self.sheet.overall_title):
            return self._overall()
        return self._about(width) if part.name == tr(ABOUT) else self._diary(width)

    def _cards(self, part: TrendPart, width: int) -> list[Content]:
        page_is_wide = self.screen.has_class("-wide")
        wide = (width - GAP) // 2 if page_is_wide else width
        titles = [card.own.title for card in part.cards]
        shared = len(titles) > 1 and len(set(titles)) == 1
        columns = [self._card(card, wide, titled=not shared) for card in part.cards]
        lines = columns[0] if len(columns) == 1 else beside(columns[0], columns[1], wide, GAP)
        if shared:
            lines = [*paragraph(titles[0], width, "bold $ink"), *lines]
        if page_is_wide and part is self.shown[0] and self.sheet.diary:
            lines += [BLANK, *self._diary_in_short()]
        return lines

    def _card(self, card: RatedCard, width: int, *, titled: bool) -> list[Content]:
        roomy = self.screen.has_class("-roomy")
        gap = [BLANK] if roomy else []
        signs = ASCII if coach_of(self).marks is PLAIN else BRAILLE
        lines = [
            *(paragraph(card.own.title, width, "bold $ink") if titled else ()),
            *paragraph(card.scale_words(signs.point, signs.other), width, "$quiet"),
        ]
        places, scale = card.places, card.own.scale
        if card.drawn:
            lines += [*gap, *map(_inked, draw(places, scale, width, signs, card.beside))]
        lines += [BLANK] if roomy or not card.drawn else []
        for sentence in card.sentences:
            lines += paragraph(sentence, width, "$ink")
        if card.drawn and (left_out := say_left_out(places, scale, width)):
            lines += paragraph(f"{left_out} {tr('The table (x) has them all.')}", width, "$quiet")
        return lines

    def _diary_in_short(self) -> list[Content]:
        """Return the diary's columns in words; their plots are a part of their own."""
        edge = max(cell_width(one.name) for one in self.sheet.diary) + 3
        return [
            line((self.sheet.diary_title.upper(), "$quiet")),
            *(
                line((pad(one.name, edge), "$ink"), (f"{one.words}  ({one.ends})", "$quiet"))
                for one in self.sheet.diary
            ),
        ]

    def _diary(self, width: int) -> list[Content]:
        lines = [line((self.sheet.diary_title, "bold $ink"))]
        signs = ASCII if coach_of(self).marks is PLAIN else BRAILLE
        for one in self.sheet.diary:
            lines += [BLANK] if self.screen.has_class("-roomy") else []
            lines.append(line((one.name, "$ink"), "  ", (f"{one.words}  ({one.ends})", "$quiet")))
            if len(one.values) > 1:
                lines += map(_inked, draw_days(one.values, one.days, min(width, 96), signs))
        lines.append(BLANK)
        for sentence in self.sheet.diary_words:
            lines += paragraph(sentence, width, "$ink")
        return lines

    def _overall(self) -> list[Content]:
        lines = [line((self.sheet.overall_title, "bold $ink")), BLANK]
        return [*lines, *(line((one, "$ink")) for one in self.sheet.overall)]

    def _about(self, width: int) -> list[Content]:
        lines = [line((capital(tr(ABOUT)), "bold $ink")), BLANK]
        for sentence in (*self.sheet.mean, *self.sheet.sources):
            lines += [*paragraph(sentence, width, "$ink"), BLANK]
        if self.sheet.attainment and coach_of(self).notes_shown:
            lines.append(line((tr("Goal attainment"), "bold $ink")))
            for sentence in self.sheet.attainment:
                lines += paragraph(sentence, width, "$quiet")
        return lines


def _inked(plot: PlotLine) -> Content:
    return line(*((words, STYLES[ink]) for words, ink in plot))


class PartsBelow(Painted):
    """One line that names the parts after the one that is shown."""

    def __init__(self, view: TrendView) -> None:
        super().__init__()
        self.view = view

    def paint(self, width: int) -> list[Content]:
        rest = self.view.shown[self.view.at + 1 :]
        if self.view.table or not rest:
            return [BLANK]
        here = self.view.shown[self.view.at].name
        names = [name for name in dict.fromkeys(one.name for one in rest) if name != here]
        said = tr("{count} more: {names}", count=len(rest), names="; ".join(names))
        return [line((cut_line(said, width), "$quiet"))]


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
            with VerticalScroll(classes="planscroll", can_focus=False):
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
            self.query_one(VerticalScroll).scroll_home(animate=False)
            self._show()

    def action_scroll(self, by: int) -> None:
        """Scroll by a number of rows."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_table(self) -> None:
        """Show the ratings as a table, or as plots again."""
        self.view.table = not self.view.table
        self.query_one(VerticalScroll).scroll_home(animate=False)
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
