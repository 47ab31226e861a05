"""A page whose text can be searched: `/` opens a line for words, and what fits is marked.

Enter ends typing; then `n` and `N` go to the next match and the one before. Esc ends the search:
while typing the page goes back to where it was, later it stays where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.geometry import Offset, Region
from textual.widget import Widget

from goalcoach.safe_text import cell_width
from goalcoach.screens.kit.foot import Foot, Hint
from goalcoach.screens.kit.page import Page
from goalcoach.screens.kit.paint import FixedLines, FoundMarks, Painted
from goalcoach.screens.kit.text_box import Writer
from goalcoach.screens.kit.text_match import Match, SearchedRows
from goalcoach.translation import tr, tr_noop

Result = TypeVar("Result")
COUNT = 24
"""Cells for how much was found, at least."""
AROUND = 2
"""Rows around a match that are kept in sight as well."""
SEARCH = Hint("/", tr_noop("search"), "slash")


def search_keys() -> Sequence[tuple[str, str]]:
    """Return the rows of the help page on searching."""
    return (
        ("/", tr("search for words on this page")),
        ("n N", tr("once words were found: the next, the one before")),
    )


class SearchLine(Horizontal):
    """The line for what is looked for, with how much of it there is."""

    DEFAULT_CSS = """
    SearchLine { height: 1; display: none; }
    SearchLine > .sign { width: 2; }
    SearchLine > Writer { width: 1fr; background: $paper; }
    SearchLine > .count { text-align: right; }
    """

    def compose(self) -> ComposeResult:
        yield FixedLines(("/", "$accent"), classes="sign")
        yield Writer(id="wanted", classes="-slim")
        yield FixedLines(classes="count")

    @property
    def writer(self) -> Writer:
        """Return where the words are typed."""
        return self.query_one("#wanted", Writer)

    def tell(self, words: str) -> None:
        """Say how much was found."""
        count = self.query_one(".count", FixedLines)
        count.styles.width = max(COUNT, cell_width(words))
        count.show_words((words, "$quiet"))


class SearchPage(Page[Result]):
    """A page with one text to search, `searched`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,ctrl+f", "search", "Search", show=False, id="search"),
        Binding("n", "found(1)", show=False, id="next"),
        Binding("N", "found(-1)", show=False, id="previous"),
        Binding("escape", "back", "Back", show=False),
    ]
    AUTO_FOCUS = ""  # else the line for what is looked for has the focus before it is opened
    search_joins = True
    """Whether words are looked for across the end of a row; not in a list."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted = ""
        """What is looked for; "" while nothing is."""
        self.matches: tuple[Match, ...] = ()
        self.match_at = 0
        """The index of the match at which the search stands."""
        self._began = Offset()
        """How far the text was scrolled when the search began."""

    def above_foot(self) -> ComposeResult:
        yield SearchLine()

    @property
    def searched(self) -> Painted:
        """Return what is searched."""
        raise NotImplementedError

    def searched_columns(self, width: int) -> Sequence[int]:
        """Return the cells at which a column of the text begins; none for one column."""
        return ()

    def leave_page(self) -> None:
        """Do what Esc does where nothing is searched."""
        self.dismiss()

    @property
    def search_line(self) -> SearchLine:
        """Return the line for what is looked for."""
        return self.query_one(SearchLine)

    @property
    def is_searching(self) -> bool:
        """True from `/` to the Esc that ends the search."""
        return any(line.display for line in self.query(SearchLine))

    @property
    def is_typing_search(self) -> bool:
        """True while letters go into the line for what is looked for."""
        return self.is_searching and self.search_line.writer.has_focus

    def tell(self) -> None:
        super().tell()
        if self.is_searching:
            self.query_one(Foot).tell(self._as_bound(self._search_hints()), (), False)
            self.call_after_refresh(self._look_again)

    def _search_hints(self) -> Sequence[Hint]:
        end = Hint("Esc", tr("end the search"), "escape")
        if self.is_typing_search:
            return (Hint("Enter", tr("keep it marked"), "enter"), end)
        moves = (Hint("n N", tr("next, before"), "n"), Hint("/", tr("other words"), "slash"))
        return (*moves, end)

    def action_search(self) -> None:
        """Open the line for what is looked for, with the words of the last time."""
        line = self.search_line
        if not line.display:
            self._began = self._scroll.scroll_offset
            line.display = True
            self.query_one(Foot).styles.margin = 0  # the line takes the blank row above the foot
        line.writer.select_all()
        line.writer.focus()
        self.look_for(line.writer.typed)

    @on(Writer.Changed, "#wanted")
    def _typing(self) -> None:
        if self.is_searching:
            self.look_for(self.search_line.writer.typed)

    @on(Writer.Edged, "#wanted")
    def _edged(self, event: Writer.Edged) -> None:
        self.action_found(1 if event.down else -1)

    @on(Writer.Entered, "#wanted")
    def _entered(self) -> None:
        if self.wanted:
            self.focus_text()
        else:
            self.end_search()

    def on_descendant_focus(self) -> None:
        self._focus_moved()

    def on_descendant_blur(self) -> None:
        self._focus_moved()

    def _focus_moved(self) -> None:
        """Show what the keys do now: a letter is typed or acts, depending on where the focus is."""
        if self.is_searching and not self.is_over:
            self.tell()

    def focus_text(self) -> None:
        """Give the focus back to what is searched, or to nothing if it takes none."""
        self.set_focus(self.searched if self.searched.can_focus else None)

    def look_for(self, wanted: str) -> None:
        """Mark where these words stand, and show the first of them from where the page is."""
        self.wanted = " ".join(wanted.split())
        self._find()
        top = self._began.y
        starts = [match[0].row for match in self.matches]
        self.match_at = next((at for at, row in enumerate(starts) if row >= top), 0)
        self._show_found()

    def _find(self) -> None:
        """Look for the words in the rows as they are painted now."""
        width = max(self.searched.content_size.width, 8)
        rows = [row.plain for row in self.searched.paint(width)]
        columns = self.searched_columns(width)
        self.matches = SearchedRows(rows, columns, joined=self.search_joins).find(self.wanted)

    def _look_again(self) -> None:
        """Find the words anew where the rows have changed, and stay at the same match."""
        before = self.matches
        if self.is_searching:
            self._find()
            self.match_at = min(self.match_at, max(len(self.matches) - 1, 0))
            if self.matches != before:
                self._mark()

    def action_found(self, by: int) -> None:
        """Go to the next match (1) or the one before (-1); behind the last is the first."""
        if self.matches:
            self.match_at = (self.match_at + by) % len(self.matches)
            self._show_found()

    def _mark(self) -> None:
        searched = self.searched
        searched.found = FoundMarks(self.matches, self.match_at) if self.matches else None
        searched.refresh()
        self.search_line.tell(self.count_words())

    def count_words(self) -> str:
        """Return how much was found, such as "3 of 12"."""
        if not self.wanted:
            return ""
        if not self.matches:
            return tr("not found here")
        return tr("{number} of {count}", number=self.match_at + 1, count=len(self.matches))

    def _show_found(self) -> None:
        """Mark what was found, and scroll so that the match the search stands at is in sight."""
        self._mark()
        scroll = self._scroll
        if not self.matches:
            scroll.scroll_to(y=self._began.y, animate=False)
            return
        rows = [piece.row for piece in self.matches[self.match_at]]
        top = max(min(rows) - AROUND, 0)
        place = Region(0, self._rows_above + top, 1, max(rows) - top + AROUND + 1)
        scroll.scroll_to_region(place, animate=False, force=True)

    @property
    def _scroll(self) -> Widget:
        """Return the container in which the text scrolls."""
        parent = self.searched.parent
        assert isinstance(parent, Widget)
        return parent

    @property
    def _rows_above(self) -> int:
        """Return how many rows stand above the text in its container."""
        return self.searched.virtual_region.y

    def end_search(self) -> None:
        """Take the marks away; while typing, go back to where the page was."""
        typing = self.is_typing_search
        line = self.search_line
        line.display = False
        self.query_one(Foot).styles.margin = (1, 0, 0, 0)
        self.wanted, self.matches, self.match_at = "", (), 0
        self.searched.found = None
        self.searched.refresh()
        if typing:
            self._scroll.scroll_to(y=self._began.y, animate=False)
        self.focus_text()
        self.tell()

    def action_back(self) -> None:
        """End the search; where nothing is searched, leave the page."""
        if self.is_searching:
            self.end_search()
        else:
            self.leave_page()
