"""The Compare page: the changes between two versions of a plan, old at the left, new at the right.

It judges nothing, and nothing can be changed on it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from goalcoach.date_words import say_day, say_near_day
from goalcoach.errors import GoalcoachError
from goalcoach.safe_text import cell_width, cut_at_word, show
from goalcoach.screens.kit.coach_app import PrintWanted, coach_of
from goalcoach.screens.kit.daemon_work import read_in_daemon
from goalcoach.screens.kit.foot import BACK, HELP, PRINT, Hint
from goalcoach.screens.kit.message_pages import StuckScreen
from goalcoach.screens.kit.page import Page
from goalcoach.screens.kit.paint import BLANK, Painted, StyledSpan, cut_line, line, pad
from goalcoach.screens.kit.reading_pane import Below, PlanScroll
from goalcoach.screens.kit.search_page import SEARCH, SearchPage, search_keys
from goalcoach.screens.kit.size_breakpoints import PageForm
from goalcoach.screens.kit.theme import PLAIN
from goalcoach.screens.read.change_list import BESIDE, ChangeLines, count_words
from goalcoach.screens.read.change_paint import columns_of
from goalcoach.screens.read.version import ChooseScreen
from goalcoach.screens.read.version_cache import VersionInfo
from goalcoach.sheets.changes.change_report import ChangeSheet
from goalcoach.translation import TrMap, tr, tr_noop

ReadChanges = Callable[[int, int], ChangeSheet]
"""Compares two versions; raises GoalcoachError. Called in a thread."""

KIND_WORDS = TrMap(
    {
        "changed": "what is other than before",
        "new": "what is new",
        "gone": "what is gone",
        "rated": "ratings",
        "said": "what was said",
    }
)


class ComparedVersions(Painted):
    """The rows above the changes: the two versions, and the filter if one is set."""

    def __init__(self, view: ChangeLines) -> None:
        super().__init__(id="sides")
        self.view = view

    def paint(self, width: int) -> list[Content]:
        sheet = self.view.sheet
        if sheet is None:
            return []
        old, new = sheet.before, sheet.after
        if self.app.size.width >= BESIDE:
            columns = columns_of(width - 1)  # the scroll bar's column, bar or no bar
            lead, room = " " * columns.old, columns.new - columns.old
            names = [tr("VERSION {version}", version=one.version) for one in (old, new)]
            rows = [
                line(lead, (pad(names[0], room), "$quiet"), (names[1], "$quiet")),
                line(lead, (pad(say_day(old.day), room), "$ink"), (say_day(new.day), "bold $ink")),
            ]
        else:
            arrow = "->" if coach_of(self).marks is PLAIN else "→"
            days = (say_near_day(old.day, new.day), say_near_day(new.day, old.day))
            named = (
                tr("Version {version}, {day}", version=one.version, day=day)
                for one, day in zip((old, new), days, strict=True)
            )
            rows = [line((cut_line(f"   {arrow}   ".join(named), width), "$quiet"))]
        lead_in = f"{tr('only')}  "
        only = self._filter_words(sheet, width - cell_width(lead_in))
        return [*rows, *([BLANK, line((lead_in, "$quiet"), (only, "$accent"))] if only else [])]

    def _filter_words(self, sheet: ChangeSheet, room: int) -> str:
        """Return the filter in words, within `room` cells; "" if all is shown."""
        now = self.view.filter
        kind = KIND_WORDS.get(now.kind, "")
        title = sheet.sections[now.section].title if now.section is not None else ""
        tail = f": {kind}" if kind and title else kind
        return cut_at_word(show(title, lines=False), room - cell_width(tail)) + tail


class CompareScreen(SearchPage[None]):
    """The changes between two versions of one plan. `read` compares two others."""

    about = tr_noop("What changed between two visits, with the reasons that were noted.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("left", "slide(-1)", show=False),
        Binding("right", "slide(1)", show=False),
        Binding("a", "all", show=False, id="all"),
        Binding("v", "choose", show=False, id="visits"),
        Binding("p", "print", show=False, id="print"),
        Binding("g", "section(1)", show=False, priority=True, id="part"),
        Binding("tab", "section(1)", show=False, priority=True),
        Binding("G", "section(-1)", show=False, priority=True, id="part_before"),
        Binding("shift+tab", "section(-1)", show=False, priority=True),
        Binding("k", "kind(1)", show=False, id="kind"),
        Binding("K", "kind(-1)", show=False, id="kind_before"),
    ]

    def __init__(
        self, code: str, infos: Sequence[VersionInfo], sheet: ChangeSheet, read: ReadChanges
    ) -> None:
        super().__init__()
        self.code = code
        self.infos = tuple(infos)
        self.read = read
        self.view = ChangeLines(sheet)
        # The page handles the keys itself, because its head and foot change with them.
        self.view.can_focus = False
        self.sheet = sheet

    def compose_body(self) -> ComposeResult:
        with Vertical(id="column"):
            yield ComparedVersions(self.view)
            with PlanScroll(classes="planscroll"):
                yield self.view
            yield Below(self.view)

    def on_mount(self) -> None:
        super().on_mount()
        self._show()

    @on(Page.Formed)
    def _reformed(self) -> None:
        self._show()

    def _show(self) -> None:
        self.query_one(ComparedVersions).repaint()
        self.view.repaint()
        self.call_after_refresh(self.query_one(Below).refresh)
        self.tell()

    @property
    def several(self) -> bool:
        """Return True if there is another pair of versions to compare."""
        return len(self.infos) > 2

    def head_left(self) -> Sequence[StyledSpan]:
        return ((self.code, "bold $ink"), (f"  {tr('what changed')}", "$quiet"))

    def head_right(self) -> Sequence[StyledSpan]:
        return ((count_words(self.sheet), "$quiet"),)

    def hints(self) -> Sequence[Hint]:
        folded = not self.view.filter.everything
        show = Hint("a", tr("show all"), "a", tr("all", context="short_hint"))
        show = show if folded else Hint("a", tr("fold"), "a")
        visits = (Hint("v", tr("visits"), "v"),) if self.several else ()
        jump = Hint("n N", tr("next, before"), "n", tr("next"))
        return (jump, show, Hint("g k", tr("filter"), "g"), SEARCH, BACK, *visits)

    def more_hints(self) -> Sequence[Hint]:
        return (PRINT, HELP) if self.form is PageForm.WIDE else (HELP,)

    def help_rows(self) -> Sequence[tuple[str, str]]:
        rows = [("n N", tr("the next change, the one before")), ("↑ ↓, PgUp PgDn", tr("read on"))]
        rows += [("a", tr("what stayed the same as well, or only the changes"))]
        rows += [("g G", tr("one goal or part alone, the next one; all of them"))]
        rows += [("k K", tr("one kind alone: changed, new, gone, rated, said"))]
        if self.several:
            rows += [("v", tr("two other visits")), ("← →", tr("the two visits before, after"))]
        prints = ("p", tr("print sheets of the newer one"))
        return (*rows, *search_keys(), prints, ("Esc", tr("back")))

    def palette(self) -> Sequence[tuple[str, str, str]]:
        rows = [(tr("Next change"), "", "found(1)"), (tr("Change before"), "", "found(-1)")]
        rows = rows if self.view.stops else []
        rows += [(tr("All, or only changes"), tr("What stayed the same as well"), "all")]
        rows += [(tr("By goal"), tr("One goal or part alone, the next one"), "section(1)")]
        rows += [(tr("By kind"), tr("One kind of change alone, the next one"), "kind(1)")]
        rows += [(tr("Two other visits"), "", "choose")] if self.several else []
        rows += [(tr("Search"), tr("For words on this page"), "search")]
        rows += [(tr("Print sheets"), tr("Of the newer version"), "print")]
        return (*rows, (tr("Back"), "", "back"))

    @property
    def searched(self) -> ChangeLines:
        return self.view

    def searched_columns(self, width: int) -> Sequence[int]:
        columns = self.view.columns(width)
        return (columns.old, columns.mark, columns.new) if columns is not None else ()

    def count_words(self) -> str:
        said, hidden = super().count_words(), self.view.count_hidden(self.wanted)
        if not hidden:
            return said
        key = self.coach.keys.label("all")
        same = tr("{count} more in what did not change", count=hidden)
        way = tr("Enter, then {key} shows all", key=key)
        if not self.is_typing_search:
            way = tr("{key} shows all", key=key)
        return f"{said}, {same}: {way}"

    def _look_again(self) -> None:
        super()._look_again()
        if self.is_searching:
            self.search_line.tell(self.count_words())

    def action_found(self, by: int) -> None:
        """Go to the next match of a search (1) or the one before (-1), else to such a change."""
        if self.is_searching:
            super().action_found(by)
        else:
            self.action_step(by)

    def action_step(self, by: int) -> None:
        """Move the cursor to the next change (1) or the one before (-1)."""
        self.view.step(by)
        self.query_one(Below).refresh()

    def action_scroll(self, by: int) -> None:
        """Scroll by a number of rows."""
        self.query_one(PlanScroll).scroll_relative(y=by, animate=False)

    def action_all(self) -> None:
        """Show what stayed the same as well, or hide it again."""
        self.view.fold()
        self._show()

    def action_section(self, by: int) -> None:
        """Show the next section alone (1), or the one before (-1)."""
        self.view.step_section(by)
        self._from_the_top()

    def action_kind(self, by: int) -> None:
        """Show the next kind of change alone (1), or the one before (-1)."""
        self.view.step_kind(by)
        self._from_the_top()

    def _from_the_top(self) -> None:
        self.query_one(PlanScroll).scroll_home(animate=False)
        self._show()

    def leave_page(self) -> None:
        """Clear the filter; without one, close the page."""
        if self.view.filter.is_active:
            self.view.show_sheet(self.sheet)
            self._from_the_top()
        else:
            self.dismiss()

    def action_slide(self, by: int) -> None:
        """Compare the pair of neighbouring versions before (-1) or after (1) the one shown."""
        numbers = [one.version for one in self.infos if one.day is not None]
        at = numbers.index(self.sheet.before.version) + by
        if 0 <= at < len(numbers) - 1:
            self.go(numbers[at], numbers[at + 1])

    def action_print(self) -> None:
        """Open the Print page for the newer version."""
        self.post_message(PrintWanted(self.code, self.sheet.after.version))

    def action_choose(self) -> None:
        """Let the user choose two versions, one after the other."""
        if self.several:
            old = self.sheet.before.version
            page = ChooseScreen(self.code, tr("From which version?"), self.infos, old)
            self.open_above(page, self._chose_first)

    def _chose_first(self, first: int | None) -> None:
        if first is None:
            return
        others = [one for one in self.infos if one.version != first]
        after = self.sheet.after.version
        asks = tr("Version {version} beside which one?", version=first)
        page = ChooseScreen(self.code, asks, others, after)
        self.open_above(page, lambda second: self._chose_second(first, second))

    def _chose_second(self, first: int, second: int | None) -> None:
        if second is not None:
            self.go(first, second)

    def go(self, first: int, second: int) -> None:
        """Compare two versions and show the result."""
        self.start_work(self._go(first, second), exclusive=True)

    async def _go(self, first: int, second: int) -> None:
        try:
            self.sheet = await read_in_daemon(partial(self.read, first, second))
        except GoalcoachError as problem:
            self.open_above(StuckScreen(tr("These did not compare"), problem.sentence))
            return
        self.view.show_sheet(self.sheet)
        self._from_the_top()
