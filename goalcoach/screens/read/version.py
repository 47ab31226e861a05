"""The page that shows any version of a plan, and the page to choose a version from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from goalcoach.date_words import say_day
from goalcoach.errors import GoalcoachError
from goalcoach.screens.kit.coach_app import PrintWanted
from goalcoach.screens.kit.daemon_work import read_in_daemon
from goalcoach.screens.kit.foot import BACK, HELP, PRINT, Hint
from goalcoach.screens.kit.message_pages import StuckScreen
from goalcoach.screens.kit.page import Page
from goalcoach.screens.kit.paint import FixedLines, StyledSpan
from goalcoach.screens.kit.pick_list import Pick, PickLine
from goalcoach.screens.kit.reading_pane import Below, PlanScroll
from goalcoach.screens.kit.search_page import SEARCH, search_keys
from goalcoach.screens.kit.size_breakpoints import PageForm
from goalcoach.screens.kit.steady_scroll import SteadyScroll
from goalcoach.screens.read.plan import PlanScreen
from goalcoach.screens.read.version_cache import VersionInfo, VersionPage
from goalcoach.translation import TrMap, tr, tr_noop

ReadVersion = Callable[[int], VersionPage]
"""Reads a version; raises GoalcoachError. Called in a thread."""


_KINDS = TrMap({"first": "first visit", "review": "review"})


def version_line(one: VersionInfo) -> PickLine:
    """Return a version as a line of a list: its number, the day and the kind of its visit."""
    name = tr("Version {version}", version=one.version)
    if one.day is None:
        return PickLine(str(one.version), name, aside=tr("cannot be read"))
    parts = [say_day(one.day), _KINDS.get(one.kind, "")]
    parts += [tr("stopped before its end")] if one.stopped else []
    return PickLine(str(one.version), name, ", ".join(p for p in parts if p))


class ChooseScreen(Page[int]):
    """A list of versions, the newest first; the result is a version, or None for back.

    `asks` is the question above the list, `at` the version under the cursor.
    """

    about = tr_noop("Every version of the plan. Enter takes one.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", show=False),
        Binding("pageup", "leap(-8)", show=False),
        Binding("pagedown", "leap(8)", show=False),
    ]

    def __init__(self, code: str, asks: str, infos: Sequence[VersionInfo], at: int) -> None:
        super().__init__()
        self.code = code
        self.asks = asks
        lines = [version_line(one) for one in reversed(infos)]
        here = next((n for n, one in enumerate(lines) if one.id == str(at)), 0)
        self.pick = Pick(lines, at=here, spaced=False, aside=14)

    def compose_body(self) -> ComposeResult:
        with SteadyScroll(id="column", classes="-inset"):
            yield FixedLines((self.asks, "bold $ink"), ("", ""))
            yield self.pick

    def on_mount(self) -> None:
        super().on_mount()
        self.pick.focus()
        self.call_after_refresh(self.pick.follow)

    def head_left(self) -> Sequence[StyledSpan]:
        return ((self.code, "bold $ink"), (f"  {tr('versions')}", "$quiet"))

    def hints(self) -> Sequence[Hint]:
        arrows = self.coach.marks.arrows[0]
        return (Hint(arrows, tr("choose"), "down"), Hint("Enter", tr("take it"), "enter"), BACK)

    @on(Pick.Picked)
    def _picked(self, event: Pick.Picked) -> None:
        self.dismiss(int(event.id) if event.id else None)

    def action_leap(self, by: int) -> None:
        """Move the cursor by a number of versions."""
        at = (self.pick.at or 0) + by
        self.pick.move(min(max(at, 0), len(self.pick.lines) - 1))


class VersionScreen(PlanScreen):
    """A version of a plan; Left and Right show the one before and after it."""

    about = tr_noop("A plan as it was written. An older one says that it was replaced.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        Binding("v", "choose", show=False, id="visits"),
        Binding("p", "print", show=False, id="print"),
    ]

    def __init__(
        self, code: str, infos: Sequence[VersionInfo], page: VersionPage, read: ReadVersion
    ) -> None:
        super().__init__(code, page.lines)
        self.infos = tuple(infos)
        self.page = page
        self.read = read

    @property
    def several(self) -> bool:
        """Return True if there is more than one version."""
        return len(self.infos) > 1

    def head_left(self) -> Sequence[StyledSpan]:
        version, last = self.page.version, self.infos[-1].version
        now = tr("version {version}", version=version)
        if self.several:
            now = tr("version {version} of {last}", version=version, last=last)
        return ((self.title_words, "bold $ink"), (f"  {now}", "$quiet"))

    def head_right(self) -> Sequence[StyledSpan]:
        day = say_day(self.page.day, short=self.form is PageForm.NARROW)
        if self.page.newest:
            return ((tr("from {day}", day=day), "$quiet"),)
        return ((tr("as of {day}", day=day), "bold $ink"),)

    def hints(self) -> Sequence[Hint]:
        marks = self.coach.marks
        turn = Hint(marks.arrows[1], tr("visit before, after"), "left")
        read_on = Hint(marks.arrows[0], tr("read on"), "down")
        if not self.several:
            return (read_on, SEARCH, BACK)
        return (read_on, turn, SEARCH, BACK, Hint("v", tr("visits"), "v"))

    def more_hints(self) -> Sequence[Hint]:
        return (PRINT, HELP) if self.form is PageForm.WIDE else (HELP,)

    def help_rows(self) -> Sequence[tuple[str, str]]:
        shown = [hint for hint in self.hints() if hint not in (SEARCH, BACK)]
        told = [(hint.label, hint.word_for(narrow=False)) for hint in shown]
        prints = ("p", tr("print sheets of this version"))
        return (*told, *search_keys(), prints, ("Esc", tr("back")))

    def palette(self) -> Sequence[tuple[str, str, str]]:
        numbers = [one.version for one in self.infos]
        rows = [] if self.page.version == numbers[0] else [(tr("Visit before"), "", "turn(-1)")]
        rows += [] if self.page.version == numbers[-1] else [(tr("Visit after"), "", "turn(1)")]
        rows += [(tr("Choose a version"), "", "choose")] if self.several else []
        rows += [(tr("Search"), tr("For words on this page"), "search")]
        rows += [(tr("Print sheets"), tr("Of this version"), "print")]
        return (*rows, (tr("Back"), "", "back"))

    def action_print(self) -> None:
        """Open the Print page for the version shown."""
        self.post_message(PrintWanted(self.title_words, self.page.version))

    def action_turn(self, by: int) -> None:
        """Show the version before (-1) or after (1) the one shown, if there is one."""
        numbers = [one.version for one in self.infos]
        at = numbers.index(self.page.version) + by
        if 0 <= at < len(numbers):
            self.go(numbers[at])

    def action_choose(self) -> None:
        """Let the user choose a version from a list."""
        if self.several:
            asks = tr("Which version?")
            choose = ChooseScreen(self.title_words, asks, self.infos, self.page.version)
            self.open_above(choose, self.go)

    def go(self, version: int | None) -> None:
        """Show a version; None, or the one shown, changes nothing."""
        if version is not None and version != self.page.version:
            self.start_work(self._go(version), exclusive=True)

    async def _go(self, version: int) -> None:
        try:
            self.page = await read_in_daemon(partial(self.read, version))
        except GoalcoachError as problem:
            title = tr("Version {version} cannot be read", version=version)
            self.open_above(StuckScreen(title, problem.sentence))
            return
        self.lines.show_lines(self.page.lines)
        self.query_one(PlanScroll).scroll_home(animate=False)
        self.call_after_refresh(self.query_one(Below).refresh)
        self.tell()
