"""The home page: the list of patients and a line to type a code.

Letters always type into that line, so no letter is a key of this page: a code is searched for as it
is typed. What begins with `/` is no code, but words to search for in all that the list says. The
list shows codes, visits and dates only; nothing of what a plan says.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeAlias, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.document._document import EditResult
from textual.document._edit import Edit

from goalcoach.date_words import say_day, say_weekday
from goalcoach.errors import GoalcoachError, OpenElsewhere, VisitSaved
from goalcoach.screens.home.empty_store_page import FirstStartWords, read_first_start
from goalcoach.screens.home.new_code_questions import NewCodeQuestions
from goalcoach.screens.home.new_code_words import problem_of, questions_about
from goalcoach.screens.home.patient_list import (
    NEW,
    People,
    Person,
    group_people,
    listed_words,
    phase_titles,
)
from goalcoach.screens.home.person_column import ActionList, PersonColumn
from goalcoach.screens.home.person_pages import (
    DAYS,
    FRESH,
    PAGES,
    TRENDS,
    actions_of,
    number_taken_up,
    open_page,
)
from goalcoach.screens.kit.daemon_work import OPENS_VISIT, read_in_daemon
from goalcoach.screens.kit.foot import HELP, Hint
from goalcoach.screens.kit.page import Page
from goalcoach.screens.kit.paint import FixedLines, StyledSpan
from goalcoach.screens.kit.pick_list import Pick
from goalcoach.screens.kit.size_breakpoints import PageForm
from goalcoach.screens.kit.text_box import Writer
from goalcoach.screens.kit.text_match import holds
from goalcoach.screens.kit.visit_page_base import VisitPage
from goalcoach.store.file_access import is_folder
from goalcoach.store.patient_info import PatientInfo
from goalcoach.store.patient_list import ListAhead, list_patients, visit_open_there
from goalcoach.store.store import Store
from goalcoach.translation import TrMap, tr, tr_noop

if TYPE_CHECKING:
    # At run time what a page needs is imported when that page is opened.
    from goalcoach.store.visit_lock import OpenThere
    from goalcoach.visit.visit import Visit

BURST_GAP = 0.05
"""Seconds within which keys come that are pasted or held down."""
BeginVisit: TypeAlias = "Callable[[str, bool, int | None, bool], Visit]"
"""Opens the visit of a code. True sets an unfinished one aside first; a number takes up one that
was set aside; a second True takes it over from another machine. Called in a thread."""


SEARCH_SIGN = "/"
"""Begins what is no code but words to search for; no code has it."""
LONG_SECONDS = 0.7
"""Seconds after which it is said that the list is still being read."""
LOOK_EVERY = 30
"""Seconds from one look at the day, and at what is open elsewhere, to the next."""


_SHORT_DAYS = TrMap(
    {0: "Mon", 1: "Tue", 2: "Wed", 3: "Thu", 4: "Fri", 5: "Sat", 6: "Sun"},
    context="short_weekday",
)


class CodeWriter(Writer):
    """The place to type a code at. `typed_here` is called at once after each change by a key.

    A message would come when the letter is drawn already, and the list would be drawn for itself.
    """

    def __init__(self, typed_here: Callable[[], None]) -> None:
        super().__init__(id="code", classes="-slim")
        self.disable_messages(Writer.Changed)
        self._typed_here = typed_here

    def edit(self, edit: Edit) -> EditResult:
        done = super().edit(edit)
        self._typed_here()
        return done

    def undo(self) -> None:
        super().undo()
        self._typed_here()

    def redo(self) -> None:
        super().redo()
        self._typed_here()


class CodeLine(Horizontal):
    """The line to type a code in, behind a sign; see `CodeWriter`."""

    def __init__(self, typed_here: Callable[[], None]) -> None:
        super().__init__(id="codeline")
        self.code = CodeWriter(typed_here)

    def compose(self) -> ComposeResult:
        # A class that is added later has all styles worked out once more.
        yield FixedLines((">", "$accent"), classes="sign")
        yield self.code


class HomeScreen(Page[None]):
    """The list of patients. `pack` is the script whose phase titles the list shows."""

    says_practice = False  # it says more of it
    about = tr_noop("Type a code to find someone, or a new one to begin a first visit.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False),
        Binding("slash,ctrl+f", "search", show=False),
        Binding("tab", "actions", "Actions", show=False, priority=True),
        Binding("pageup", "leap(-8)", show=False),
        Binding("pagedown", "leap(8)", show=False),
    ]

    is_home = True

    def __init__(
        self, store: Store, begin: BeginVisit, pack: str = "core",
        when_meant: Callable[[], None] | None = None, ahead: ListAhead | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.store = store
        self.begin = begin
        self.pack = pack
        self.when_meant = when_meant
        """Is called as soon as it is clear who is meant: a page is opened next."""
        self._ahead = ahead
        """The list as it was read while the app was loaded."""
        self._meant_soon: asyncio.TimerHandle | None = None
        self.everyone: tuple[Person, ...] = ()
        self.practice_confirmed = False
        """True once the user has confirmed to practise here, which is asked only once."""
        self.opening = False
        """True while a visit is being opened, so that a second Enter does not open it again."""
        self.loaded = False
        """True once the list has been read."""
        self.problem = ""
        """Why the list could not be read when it was last looked for; "" if it could."""
        self.waits_long = False
        """True once the list has been waited for long enough to say so."""
        self.start = FirstStartWords()
        """What is said while the store has no patient, once that has been read."""
        # Kept, for each key asks them all, and would look through the page for each.
        self.invite = FixedLines(id="invite")
        self.code_line = CodeLine(self._typing)
        self.questions = NewCodeQuestions()
        """The questions about a new code."""
        self.people = People()
        """The list of patients."""
        self.person_column = PersonColumn(store)
        self.below = Horizontal(id="home")
        """Holds the list and the column beside it."""

    def compose_body(self) -> ComposeResult:
        with Vertical():
            yield self.invite
            yield self.code_line
            yield self.questions
            with self.below:
                with VerticalScroll(id="people", can_focus=False):
                    yield self.people
                yield self.person_column

    def on_mount(self) -> None:
        self.code_line.code.focus()
        listed = self._ahead.take() if self._ahead else None
        if listed and not any(one.unfinished for one in listed):
            self._show_read(listed, {}, {})  # with the page, which would else be drawn once more
        else:
            self._read_anew()
            self.show_list()  # what can be done meanwhile
            self.set_timer(LONG_SECONDS, self._tell_waiting)
        self.day = self.coach.today
        self.set_interval(LOOK_EVERY, self.look_again)

    def _tell_waiting(self) -> None:
        """Say that the list is still being read, if it is."""
        if not self.loaded:
            self.waits_long = True
            self.show_list()

    def look_again(self) -> None:
        """Say the day anew once it is another, for a page that was left open over night; and see
        whether a visit that was open elsewhere is so still, and a list that could not be read too.
        """
        if any(one.group == "list" and one.is_running for one in self.workers):
            return  # where a server is gone, each further thread would hang as well
        opened = any(one.opened for one in self.everyone)
        if self.coach.today != self.day or opened or self.problem:
            self.day = self.coach.today
            self.tell()
            self._read_anew()

    def _read_anew(self) -> None:
        """Begin to read the list; what an earlier reading finds, which may be older, is dropped."""
        self.start_work(self.load_list(), group="list", exclusive=True)

    async def load_list(self) -> None:
        """Read the list of patients in a thread, for it may read each newest plan, and show it.

        Where it cannot be read, that is said above the one that was read before, if one was.
        """
        try:
            infos, titles, opened = await read_in_daemon(self._read_list)
            if not infos:
                read_start = partial(read_first_start, self.store, self.coach.setting)
                self.start = await read_in_daemon(read_start)
        except GoalcoachError as problem:
            self.problem = problem.sentence
            self.renew_list()
            return
        self._show_read(infos, titles, opened)

    def _show_read(
        self,
        infos: Sequence[PatientInfo],
        titles: Mapping[str, str],
        opened: Mapping[str, OpenThere],
    ) -> None:
        """Show the list that was read; see `group_people` for what goes with it."""
        self.everyone = group_people(infos, self.coach.today, titles, opened)
        self.person_column.forget_facts()
        self.loaded, self.problem = True, ""
        self.renew_list()

    def _read_list(self) -> tuple[tuple[PatientInfo, ...], dict[str, str], dict[str, OpenThere]]:
        ahead, self._ahead = self._ahead, None
        infos = (ahead and ahead.take(wait=True)) or list_patients(self.store)
        under_way = {one.code: one.unfinished for one in infos if one.unfinished is not None}
        there = ((code, visit_open_there(self.store, code)) for code in under_way)
        opened = {code: one for code, one in there if one is not None}
        sections = {one.section for one in under_way.values()}
        titles = phase_titles(self.pack, sections, self.store.scripts) if sections else {}
        return infos, titles, opened

    @property
    def unready(self) -> bool:
        """True also while a page is opened: what is typed then is meant for it."""
        return super().unready or self.opening

    @property
    def typed(self) -> str:
        """Return the code in the input line."""
        return self.code_line.code.typed

    @property
    def actions(self) -> ActionList:
        """Return the list of actions for the selected patient."""
        return self.person_column.actions

    def head_left(self) -> Sequence[StyledSpan]:
        short = self.form in {PageForm.NARROW, PageForm.SMALL}
        words = tr("PRACTICE") if short else tr("PRACTICE, made-up people only")
        practice = f"  {words}" if self.coach.setting.practice else ""
        return (("goalcoach", "bold $ink"), (practice, "$accent"))

    def head_right(self) -> Sequence[StyledSpan]:
        today, name = self.coach.today, self.coach.setting.name
        wide = self.form in {PageForm.WIDE, PageForm.RAIL}
        words = say_weekday(today)
        if not wide:
            words = f"{_SHORT_DAYS[today.weekday()]} {say_day(today, short=True)}"
        return ((f"{name} · {words}" if name and wide else words, "$quiet"),)

    def hints(self) -> Sequence[Hint]:
        if self.questions.pending:
            return self.questions.hints()
        arrows = self.coach.marks.arrows[0]
        if self.has_class("-choosing"):
            choose = Hint(f"{arrows} {self.actions.range_words}", tr("choose"), "down")
            return (
                choose,
                Hint("Enter", tr("open", context="key_does"), "enter"),
                Hint("Esc", tr("back to the list"), "escape", tr("back")),
            )
        if self.people.selected is None:  # nobody is listed whom Enter or Tab could act on
            back = Hint("Esc", tr("back to the list"), "escape", tr("back"))
            words = tr("type a code", context="short_hint")
            return (
                (back,)
                if self.typed and self.loaded
                else (Hint(tr("letters", context="key"), words, ""),)
            )
        return (
            Hint(arrows, tr("choose"), "down"),
            Hint("Enter", tr("go on"), "enter"),
            Hint("Tab", tr("read, compare, trends, print"), "tab", tr("read, compare, print")),
        )

    def more_hints(self) -> Sequence[Hint]:
        return (HELP, Hint("Ctrl+Q", tr("leave"), "ctrl+q"))

    def help_rows(self) -> Sequence[tuple[str, str]]:
        return (
            (tr("letters", context="key"), tr("type a code")),
            ("/", tr("search for words in the list; Enter goes to who was found")),
            ("↑ ↓", tr("choose someone")),
            ("Enter", tr("go on with the visit")),
            ("Tab", tr("more for this person: a digit chooses, Enter opens")),
            ("Esc", tr("back to the whole list")),
        )

    def renew_list(self) -> None:
        """Show the list anew, with the cursor on the patient on whom it was.

        The menu acts on that one: it would be another's if the cursor went to the first.
        """
        before = self.people.selected
        self.show_list(stay=before.code if before else "")
        now = self.people.selected
        if self.actions.has_focus and (now and now.code) != (before and before.code):
            self.code_line.code.focus()

    def show_list(self, stay: str = "") -> None:
        """Show the patients whose code contains what is typed, or questions about a new code.

        What begins with SEARCH_SIGN is looked for in all that the list says of them. The cursor is
        on the code `stay` if it is among them, else on the first.
        """
        typed = self.typed
        if typed.startswith(SEARCH_SIGN):
            self._show_found(typed.removeprefix(SEARCH_SIGN).strip(), stay)
            return
        fits = [one for one in self.everyone if holds(one.code, typed)]
        if typed and len(fits) < 2:
            self._tell_meant_soon()
        if typed and fits and all(one.code != typed for one in fits) and problem_of(typed) == "":
            fits.append(Person(typed, NEW, tr("First visit"), ""))
        self.people.show_people(fits, stay=stay)
        wide = self.form in {PageForm.WIDE, PageForm.RAIL}
        invite = tr("Type a code to find someone, or a new code to begin a first visit")
        short = tr("Type a code, or a new one to begin a first visit")
        if self.problem:
            self._invite(self.problem, "$signal")
        elif self.waits_long and not self.loaded:
            self._invite(tr("The list is being read. What you type is kept."))
        else:
            self._invite(invite if wide else short)
        # Who is new is known once all are.
        self.ask_about(typed if typed and not fits and self.loaded else "")

    def _tell_meant_soon(self) -> None:
        """Call `when_meant` once no more keys come at once: what it begins would hold them up."""
        if self.when_meant is not None:
            if self._meant_soon is not None:
                self._meant_soon.cancel()
            # A timer of Textual's for each key would cost more than the key.
            loop = asyncio.get_running_loop()
            self._meant_soon = loop.call_later(BURST_GAP, self.when_meant)

    def _show_found(self, wanted: str, stay: str) -> None:
        """Show the patients of whom the list says these words, and how many they are."""
        fits = [one for one in self.everyone if holds(listed_words(one), wanted)]
        self.people.show_people(fits, wanted, stay)
        invite = tr("Type words to search the list for")
        if wanted:
            number, count = len(fits), len(self.everyone)
            invite = tr("{number} of {count} with these words", number=number, count=count)
        self._invite(invite)
        self.ask_about("")

    def _invite(self, words: str, style: str = "$quiet") -> None:
        """Show a line above the code line."""
        gap = [("", "")] if self.form in {PageForm.WIDE, PageForm.RAIL} else []
        self.invite.show_words((words, style), *gap)

    def ask_about(self, code: str) -> None:
        """Show the questions about a new code in place of the list; with "", show the list."""
        known = tuple(one.code for one in self.everyone)
        practice = self.coach.setting.practice and not self.practice_confirmed
        start = FirstStartWords() if known else self.start
        pending = questions_about(code, known, practice=practice, kept=start.kept) if code else []
        self.questions.ask(pending, first_start=start.rows)
        self.below.display = not pending
        self.show_person()
        self.tell()

    def show_person(self) -> None:
        """Show the facts and actions of the patient under the cursor, where there is room."""
        self.person_column.note_person(self.people.selected)

    def _typing(self) -> None:
        with self.while_up():  # it is called by the line, past what guards a message
            self.show_list()

    @on(Writer.Edged, "#code")
    def _edged(self, event: Writer.Edged) -> None:
        if not self.questions.pending:
            self.people.handle("down" if event.down else "up")
            self.show_person()

    @on(Pick.Moved)
    def _moved(self) -> None:
        self.show_person()

    @on(Writer.Entered, "#code")
    def _entered(self) -> None:
        person = self.people.selected
        if self.typed.startswith(SEARCH_SIGN):
            self._end_search()
        elif self.questions.is_last:
            self.open(self.typed)
        elif self.questions.pending:
            self.practice_confirmed = bool(self.questions.pending[0].enter_words)
            self.questions.go_on()
            self.tell()
        elif person is not None and person.group == NEW:
            self.ask_about(person.code)
        elif person is not None:
            self.open(person.code)

    def _end_search(self) -> None:
        """Show everyone again, with the cursor on who was found; the next Enter acts on them."""
        found, code = self.people.selected, self.code_line.code
        if found is not None:
            code.text = ""
            self.show_list(stay=found.code)

    @on(Pick.Picked)
    def _picked(self, event: Pick.Picked) -> None:
        person = self.people.selected
        if person is None:
            return
        if event.id in {one.id for one in PAGES}:
            self.action_open_page(event.id)
        else:
            self.open(person.code, fresh=event.id == FRESH, aside=number_taken_up(event.id))

    def action_open_page(self, which: str) -> None:
        """Open the page with the id `which` (see `person_pages`) for the selected patient."""
        if self.people.selected is not None and not self.opening:
            self.opening = True
            self.start_work(self._open_page(which, self.people.selected.code))

    async def _open_page(self, which: str, code: str) -> None:
        try:
            page = await open_page(which, self.store, code, self.coach.today)
        finally:
            self.opening = False
        self.open_above(cast("Page[object]", page))

    def palette(self) -> Sequence[tuple[str, str, str]]:
        person = self.people.selected
        offered = {one.id for one in actions_of(person) if not one.off} if person else set()
        rows = [
            (f"{tr(one.words)}: {person.code}", "", f"open_page('{one.id}')")
            for one in PAGES
            if person and one.id in offered
        ]
        if person and TRENDS in offered:
            lay = f"{tr('Lay days side by side')}: {person.code}"
            rows.append((lay, tr("By what was there"), f"open_page('{DAYS}')"))
        return (*rows, (tr("Search"), tr("For words in the list"), "search"))

    def action_actions(self) -> None:
        """Move the focus to the actions for the selected patient, or back to the code line."""
        if self.actions.has_focus:
            self.action_back()
            return
        self.person_column.show_noted()
        if self.actions.lines:
            self.actions.at = 0
            self.actions.focus()

    def action_back(self) -> None:
        """Move the focus to the code line; if it is there, clear the line and show everyone."""
        code = self.code_line.code
        if not self.actions.has_focus:
            code.text = ""
            self.show_list()
        code.focus()

    def action_search(self) -> None:
        """Begin to type words to search the list for."""
        code = self.code_line.code
        code.text = SEARCH_SIGN
        code.move_cursor(code.document.end)
        code.focus()
        self.show_list()

    def on_descendant_focus(self) -> None:
        self.set_class(self.actions.has_focus, "-choosing")
        if self.actions.has_focus:
            self._tell_meant_soon()
        self.people.refresh()
        self.tell()

    def action_leap(self, by: int) -> None:
        """Move the cursor by a number of patients."""
        at = (self.people.at or 0) + by
        self.people.move(min(max(at, 0), len(self.people.lines) - 1))

    def open(self, code: str, *, fresh: bool = False, aside: int | None = None) -> None:
        """Open the visit of `code`; `fresh` sets an unfinished one aside first.

        `aside` is the number of one that was set aside, to be taken up again.
        """
        if not self.opening:
            self.opening = True
            self.start_work(self._open(code, fresh, aside), group=OPENS_VISIT)

    async def _open(
        self, code: str, fresh: bool, aside: int | None, take_over: bool = False
    ) -> None:
        begin = partial(self._begin, code, fresh, aside, take_over)
        try:
            # A visit's files are whole at every moment, as after a crash: leaving may cut this.
            visit, build = await read_in_daemon(begin)
        except OpenElsewhere as error:
            from goalcoach.screens.kit.message_pages import ElsewhereScreen

            def answered(wanted: bool | None) -> None:
                if wanted and not self.opening:
                    self.opening = True
                    work = self._open(code, fresh, aside, take_over=True)
                    self.start_work(work, group=OPENS_VISIT)

            self.open_above(ElsewhereScreen(error.sentence), answered)
            return
        except GoalcoachError as error:
            from goalcoach.screens.kit.message_pages import StuckScreen

            saved = isinstance(error, VisitSaved)
            title = tr("The last visit is saved") if saved else tr("This visit did not open")
            self.open_above(StuckScreen(title, error.sentence))
            return
        finally:
            self.opening = False
        if self.is_over or not self.is_on_top:
            await read_in_daemon(visit.leave)  # no page will hold it
        else:
            self.open_above(build())

    def _begin(
        self, code: str, fresh: bool, aside: int | None, take_over: bool
    ) -> tuple[Visit, Callable[[], VisitPage]]:
        """Open a visit and load what its page needs; return it and what builds that page.

        Raises NotFound for someone who was listed and is gone, as with a drive that was taken out:
        a first visit would begin in its place.
        """
        listed = next((one for one in self.everyone if one.code == code), None)
        if listed and not is_folder(self.store.folder(code), self.store.fs):
            raise self.store.no_patient(code)
        visit = self.begin(code, fresh, aside, take_over)
        _number = visit.visit_number  # reads each version: here, not while the page is built
        from goalcoach.screens.visit.visit_screen_factory import visit_screen

        return visit, partial(visit_screen, self.coach, visit)

    @on(Page.Formed)
    def _reformed(self) -> None:
        self.renew_list()

    @on(events.ScreenResume)
    def _resumed(self) -> None:
        # The first reading goes on, however long it takes: nobody was acted on before it ends.
        if self.is_shown and (self.loaded or self.problem):
            self._read_anew()
