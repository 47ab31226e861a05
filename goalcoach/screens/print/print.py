"""Print: which sheets of a plan, how large, where to; beside them the words of one of them.

The page only asks; a `PrintRun` does the work, in a thread. Nothing here can change a plan.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from threading import Event
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from goalcoach.date_words import say_day
from goalcoach.errors import GoalcoachError
from goalcoach.screens.kit.daemon_work import read_in_daemon
from goalcoach.screens.kit.folder_line import FolderLine
from goalcoach.screens.kit.foot import BACK, HELP, Hint
from goalcoach.screens.kit.key_legend import Keys
from goalcoach.screens.kit.paint import FixedLines, StyledSpan, small_label
from goalcoach.screens.kit.reading_pane import Below, PlanScroll
from goalcoach.screens.kit.search_page import SEARCH, SearchPage, search_keys
from goalcoach.screens.kit.size_breakpoints import PageForm
from goalcoach.screens.kit.steady_scroll import SteadyScroll
from goalcoach.screens.print.options import ASKED, SIZE, Terms
from goalcoach.screens.print.preview import CONSENT, Preview, told, will_do
from goalcoach.screens.print.print_session import PrintRun, SheetOffer, Wanted
from goalcoach.screens.print.sheet_list import DIGITS, PrintList, offer_line
from goalcoach.sheets.sheet import SheetKind
from goalcoach.sheets.sheet_kinds import FIRST, SHEETS, say_one_size
from goalcoach.translation import TrMap, tr, tr_noop

KEYS = TrMap(
    {
        "↑ ↓": "move; the preview shows the sheet",
        "← →": "change the size, the paper, the place",
        "f": "type another folder",
        "Enter": "print",
        "Tab": "read the preview, and back",
        "PgUp PgDn": "the preview, up and down",
        "Esc": "stop after this sheet; back",
    }
)


class PrintScreen(SearchPage[None]):
    """Ticks, three switches, and a preview. Enter prints."""

    about = tr_noop("Sheets of this plan. What is printed here is the same as from the command.")
    search_joins = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "look", "Preview", show=False, priority=True),
        Binding("enter", "print", show=False),
        Binding("f", "folder", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]

    def __init__(self, print_run: PrintRun, offers: Sequence[SheetOffer]) -> None:
        super().__init__()
        self.print_run = print_run
        self.offers = _by_name(offers)
        self.chosen = {FIRST} & {one.kind for one in offers if one.sheet}
        self.terms = Terms(print_run)
        self.list = PrintList()
        self.view = Preview()
        self.folder = FolderLine()
        self.seen = FIRST
        """The sheet that the preview shows."""
        self.opened = False  # until then the top of the page is what to see
        self.busy = False
        self.stop = Event()

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="print"):
            with SteadyScroll(id="choices"):
                if consent := CONSENT.get(self.print_run.consent):
                    yield FixedLines((consent, "bold $ink"), ("", ""))
                yield self.list
                yield FixedLines(id="told")
                yield Keys(("f", tr("another folder")), id="another")
                yield self.folder
            with Vertical(id="preview"):
                yield FixedLines(id="seen")
                with PlanScroll(classes="planscroll"):
                    yield self.view
                yield Below(self.view)

    def on_mount(self) -> None:
        super().on_mount()
        # A list longer than the page must not push what is said first out of it.
        self.list.focus(scroll_visible=False)
        self._show()
        self._say_what()
        self.opened = True
        self.start_work(self._find_printers())

    def on_unmount(self) -> None:
        self.stop.set()

    # What is shown

    @property
    def looking(self) -> bool:
        """Whether the keys read the preview instead of moving in the list."""
        return self.has_class("-looking")

    def head_left(self) -> Sequence[StyledSpan]:
        words = tr("print {version}", version=self.print_run.which)
        return ((self.print_run.code, "bold $ink"), (f"  {words}", "$quiet"))

    def head_right(self) -> Sequence[StyledSpan]:
        day = say_day(self.print_run.day, short=self.form is PageForm.NARROW)
        if self.print_run.version == self.print_run.newest:
            return ((tr("from {day}", day=day), "$quiet"),)
        return ((tr("as of {day}", day=day), "bold $ink"),)

    def hints(self) -> Sequence[Hint]:
        arrows = self.coach.marks.arrows[0]
        if self.busy:
            return (Hint("Esc", tr("stop after this sheet"), "escape", tr("stop")),)
        if self.folder.display:
            return (Hint("Enter", tr("take it"), "enter"), BACK)
        if self.looking:
            return (Hint(arrows, tr("read on"), "down"), Hint("Tab", tr("choose"), "tab"), BACK)
        words = self._print_words()
        room = self.form in {PageForm.WIDE, PageForm.RAIL}
        tight = self.form is not PageForm.LINE or bool(words)
        move = () if tight and not room else (Hint(arrows, tr("move"), "down"),)
        tick = Hint("Space", tr("choose"), "space", tr("tick"))
        prints = Hint("Enter", words or tr("print"), "enter", tr("print"))
        look = Hint("Tab", tr("preview"), "tab", tr("look"))
        return (*move, tick, prints, look, *((SEARCH,) if room else ()), BACK)

    def _print_words(self) -> str:
        """Return what Enter prints where that is not the one sheet that the preview shows."""
        if self.chosen == {self.seen} or not self.to_print:
            return ""
        if not self.chosen:
            return tr("print what is shown")
        return tr("print {count} ticked", count=len(self.chosen))

    @property
    def to_print(self) -> tuple[SheetKind, ...]:
        """Return what Enter prints: the ticked sheets, and without any the one that is shown."""
        ticked = tuple(one.kind for one in self.offers.values() if one.kind in self.chosen)
        there = self.offers[self.seen.name].sheet is not None
        return ticked or ((self.seen,) if there else ())

    def more_hints(self) -> Sequence[Hint]:
        return () if self.busy else (HELP,)

    def help_rows(self) -> Sequence[tuple[str, str]]:
        digits = f"1–{min(len(self.list.lines), DIGITS)}, " if self.list.digits else ""
        words = tr("choose a sheet or not; change the size, the paper, the place")
        return ((f"{digits}Space", words), *search_keys(), *KEYS.items())

    def palette(self) -> Sequence[tuple[str, str, str]]:
        rows = [(tr("Print"), "", "print"), (tr("Read the preview"), "", "look")]
        rows.append((tr("Search"), tr("For words on this page"), "search"))
        for one in self.terms.switches:
            change = tr("Change: {name}", name=small_label(one.words))
            rows.append((change, "", f"turn('{one.id}')"))
        return (*rows, (tr("Another folder"), "", "folder"), (tr("Back"), "", "back"))

    def _show(self) -> None:
        """Show the list and the preview as things are now."""
        marks = self.coach.marks
        lines = [offer_line(one, one.kind in self.chosen, marks) for one in self.offers.values()]
        chosen = [kind.name for kind in self.chosen]
        self.list.show_all(lines, chosen, self.terms.switches)
        name = self.seen.say_listed().upper()
        words = tr("{sheet}, in plain text", sheet=name)
        self.query_one("#seen", FixedLines).show_words((words, "$quiet"), ("", ""))
        self.view.show_offer(self.offers[self.seen.name])
        self.tell()
        self.call_after_refresh(self.query_one(Below).refresh)

    def say(self, *sentences: str, bold: bool = True) -> None:
        """Say something below the list; the first sentence bold, if it is news."""
        rows = [("", "")]
        for at, sentence in enumerate(sentences):
            rows.append(
                (sentence, "bold $ink" if bold and not at else "$ink" if bold else "$quiet")
            )
        self.query_one("#another").display = not bold
        self.query_one("#told", FixedLines).show_words(*rows)
        if self.opened and bold:
            self.query_one("#choices").scroll_end(animate=False)

    def _say_what(self) -> None:
        """Say what Enter will do."""
        # What is listed first is named first.
        kinds = [kind for kind in SHEETS.values() if kind in self.to_print]
        words = will_do(
            len(kinds),
            str(self.print_run.folder),
            self.terms.printer,
            digits=self.list.digits,
        )
        found = [self.offers[kind.name].sheet for kind in kinds]
        pages = [sheet.say_pages() for sheet in found if sheet is not None]
        self.say(*filter(None, (words, *pages, say_one_size(kinds, self.terms.size))), bold=False)

    # What is done

    async def _find_printers(self) -> None:
        names = await read_in_daemon(self.print_run.printers)
        self.terms.add_printers(names)
        if names and self.is_attached:
            self._show()

    @on(PrintList.Moved)
    def _moved(self, event: PrintList.Moved) -> None:
        offer = self.offers.get(event.id)
        if offer is not None and offer.kind is not self.seen:
            self.seen = offer.kind
            self.query_one(PlanScroll).scroll_home(animate=False)
            self._show()
            if not self.chosen and not self.busy:
                self._say_what()

    @on(PrintList.Toggled)
    def _toggled(self, event: PrintList.Toggled) -> None:
        offer = self.offers.get(event.id)
        if offer is None:
            self.action_turn(event.id)
            return
        if self.busy:
            return
        if offer.sheet is None:
            self.say(offer.reason)
            return
        self.chosen ^= {offer.kind}
        self._show()
        self._say_what()

    @on(PrintList.Turned)
    def _turned(self, event: PrintList.Turned) -> None:
        self.action_turn(event.id, event.by)

    @on(PrintList.Picked)
    def _picked(self) -> None:
        self.action_print()

    def action_turn(self, which: str, by: int = 1) -> None:
        if self.busy:
            return
        self.terms.turn(which, by)
        self._show()
        self._say_what()
        if which in (SIZE, ASKED):
            self.start_work(self._lay(self.terms), exclusive=True, group="lay")

    async def _lay(self, terms: Terms) -> None:
        """Lay the sheets out anew: in another size, or those that the patient now agrees to."""
        try:
            offers = await read_in_daemon(
                partial(self.print_run.offers, terms.size, asked=terms.asked)
            )
        except GoalcoachError as problem:
            self.say(problem.sentence)
            return
        self.offers = _by_name(offers)
        self.chosen &= {one.kind for one in offers if one.sheet}
        self._show()
        self._say_what()

    def action_print(self) -> None:
        if self.busy:
            return
        kinds = self.to_print
        if not kinds:
            self._say_what()
            return
        self.busy = True
        self.stop = Event()
        self.tell()
        terms = self.terms
        wanted = Wanted(kinds, terms.size, terms.paper, terms.printer, terms.asked)
        self.start_work(self._print(wanted))

    async def _print(self, wanted: Wanted) -> None:
        stop = self.stop

        def tell(words: str) -> None:  # from the thread
            if not stop.is_set():
                self.call_later(self.say, words)

        made = await asyncio.to_thread(self.print_run.make, wanted, tell, stop.is_set)
        self.busy = False
        if self.is_attached:
            self.say(*told(made, str(self.print_run.folder)))
            self.tell()

    def action_folder(self) -> None:
        if not self.busy and not self.looking:
            self.folder.ask(str(self.print_run.folder))
            self.tell()

    @on(FolderLine.Taken)
    def _folder_taken(self, event: FolderLine.Taken) -> None:
        self.start_work(self._go_into(event.folder), exclusive=True, group="folder")

    async def _go_into(self, folder: str) -> None:
        self.print_run = await read_in_daemon(partial(self.print_run.into, folder))
        self.terms.go_into(self.print_run.folder)
        self._end_folder()

    def _end_folder(self) -> None:
        self.folder.close()
        self.list.focus()
        self._show()
        self._say_what()
        self.tell()

    def action_look(self) -> None:
        """Read the preview, or go back to the list."""
        if self.is_searching:
            self.end_search()
        if self.folder.display:
            self._end_folder()
            return
        self.toggle_class("-looking")
        self.set_focus(None if self.looking else self.list)
        self.tell()
        self.call_after_refresh(self.query_one(Below).refresh)

    def action_scroll(self, by: int) -> None:
        self.query_one(PlanScroll).scroll_relative(y=by, animate=False)

    @property
    def searched(self) -> PrintList:
        return self.list

    def _show_found(self) -> None:
        """Put the cursor on the line that was found, so that the preview shows that sheet."""
        if self.matches:
            self.list.move_to_row(self.matches[self.match_at][0].row)
        super()._show_found()

    def action_search(self) -> None:
        """Search the list; not while something is printed, typed or read in the preview."""
        if not (self.busy or self.looking or self.folder.display):
            super().action_search()

    def leave_page(self) -> None:
        """Stop after the sheet in hand, go back to the list, or leave; asked again, leave."""
        if self.busy and not self.stop.is_set():
            self.stop.set()
            leaves = tr("Esc leaves now; the sheet is finished.")
            self.say(tr("Stopping after this sheet."), leaves)
        elif (self.looking or self.folder.display) and not self.busy:
            self.action_look()
        else:
            self.dismiss()


def _by_name(offers: Sequence[SheetOffer]) -> dict[str, SheetOffer]:
    return {one.kind.name: one for one in offers}
