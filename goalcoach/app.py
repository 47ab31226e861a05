"""The Textual app: screens, signals, crash policy, theme; nothing else.

Patient text may be on the screen at any time, so a crash shows no values, no picture of the
screen can be taken, and a closed window or a stop signal leaves the terminal as it was.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, cast

from goalcoach.translation import TrMap, tr, tr_noop

for _name in [name for name in os.environ if name.startswith("TEXTUAL")]:
    del os.environ[_name]  # debug switches would write what is on the screen to a file or a port
os.environ["TEXTUAL_ANIMATIONS"] = "none"

from rich.console import RenderableType  # noqa: E402 - the environment is set before Textual is read
from textual import on  # noqa: E402
from textual.binding import Binding  # noqa: E402
from textual.screen import Screen  # noqa: E402
from textual.worker import WorkerCancelled, WorkerFailed  # noqa: E402

from goalcoach.errors import UNEXPECTED, GoalcoachError, NotSaved, describe  # noqa: E402
from goalcoach.process_guard import stops_handled  # noqa: E402
from goalcoach.screens.kit.coach_app import (  # noqa: E402
    Coach,
    CoachApp,
    HelpWanted,
    LeaveWanted,
    LeftVisit,
    PrintWanted,
    Setting,
)
from goalcoach.screens.kit.command_palette import PaletteRow, key_beside  # noqa: E402
from goalcoach.screens.kit.daemon_work import OPENS_VISIT  # noqa: E402
from goalcoach.screens.kit.fitted_screen import FittedScreen  # noqa: E402
from goalcoach.screens.kit.foot import Foot, Hint  # noqa: E402
from goalcoach.screens.kit.keymap import BoundKeys, bound_keys  # noqa: E402
from goalcoach.screens.kit.page import Page  # noqa: E402
from goalcoach.screens.kit.paste_parser import install as read_pastes_as_text  # noqa: E402
from goalcoach.screens.kit.text_match import fold  # noqa: E402
from goalcoach.screens.kit.theme import (  # noqa: E402
    DARK,
    LIGHT,
    NONE,
    PLAIN,
    SIXTEEN,
    build_theme,
    choose_marks,
    choose_theme,
    count_colours,
)
from goalcoach.screens.kit.visit_page_base import VisitPage  # noqa: E402
from goalcoach.store.catalogue import find_catalogue  # noqa: E402
from goalcoach.store.store import Store  # noqa: E402
from goalcoach.store.user_settings import (  # noqa: E402
    NAME,
    Colours,
    preference_folder,
    read_keys,
    read_settings,
    write_theme,
)
from goalcoach.terminal_state import (  # noqa: E402
    TerminalState,
    has_terminal,
    show_usual_screen,
)
from goalcoach.translation import ENGLISH, speak_always  # noqa: E402
from goalcoach.visit.site_sheet_context import site_context  # noqa: E402

if TYPE_CHECKING:
    # At run time what a page needs is imported when that page is opened.
    from goalcoach.store.patient_list import ListAhead
    from goalcoach.visit.visit import Visit

FORCED_EXIT_SECONDS = 6.0
"""Seconds from a signal to the end of the process, whatever still runs. Longer than
`PUT_AWAY_SECONDS` of the visit screen, which bounds the last write."""
OPENING_SECONDS = 30.0
"""Seconds for which leaving waits for a visit that is being opened, to release it: enough for a
share that takes a 20th of a second for each call, and an end where its server is gone."""


THEME_WORDS = tr_noop("theme, themes, colour, color, dark, light")
"""Words by which the rows on colours are found."""
ALSO_CALLED = TrMap({"take_back": "undo", "give_again": "redo"}, context="search_words")
"""Words by which a page's row is found beside its name, by its action."""
OPENED_OFTEN = (
    "goalcoach.screens.visit.visit_screen_factory",
    "goalcoach.screens.read.version",
    "goalcoach.screens.read.version_cache",
)
"""The modules that load all that the pages opened most often from home need."""
FIRST_PAGE_SECONDS = 1.0
"""Seconds after which the first page is there, on most machines."""
REST_SECONDS = 1.0
"""Seconds without a key after which home is only looked at."""


def _also(words: str) -> tuple[str, ...]:
    """Return other words by which a row of the palette is found, as they are compared."""
    return tuple(map(fold, words.split(", ")))


class GoalcoachApp(CoachApp):
    """The app; it opens on the home screen, or on `visit` if there is one."""

    STYLE_SHEET = Path(__file__).parent / "screens" / "kit" / "goalcoach.tcss"
    """Not Textual's `CSS_PATH`, which would be parsed twice: for its empty page, and for ours."""
    TITLE = "goalcoach"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [  # noqa: RUF012
        Binding("ctrl+q", "quit", "Leave", show=False, priority=True, id="leave"),
        Binding("ctrl+p", "command_palette", show=False, priority=True, id="palette"),
    ]
    listed: ListAhead | None = None
    """The list of patients, if it has been read since before the app was loaded."""
    loads_ahead = False
    """True while what a page needs is still to be loaded before one is opened."""
    stopped_by = 0
    """The stop signal that came first; 0 for none."""
    crash = ""
    """What is said of an error that nobody expected; "" for none."""
    _mounted_loop: asyncio.AbstractEventLoop | None = None

    def __init__(self, store: Store, coach: Coach, theme: str, visit: Visit | None) -> None:
        super().__init__(ansi_color=theme in {SIXTEEN, NONE})
        self.store = store
        self.coach = coach
        self.visit = visit
        """The visit to open on, until its page is there; None for the home screen."""
        self.settings: Path | None = None
        """The folder a change of theme is saved to; with None it lasts for this run."""
        self.terminal = TerminalState()
        for name in (DARK, LIGHT, SIXTEEN, NONE):
            self.register_theme(build_theme(name))
        self.theme = theme

    def allow_screenshots(self) -> None:
        """Have Textual say where a picture of the screen was saved; call before the app runs."""
        self._disable_notifications = False

    def draw_with_256(self) -> None:
        """Take the colours of a terminal that has 256; call before the app runs."""
        for name in (DARK, LIGHT):
            self.register_theme(build_theme(name, of_256=True))

    def begin(
        self, code: str, fresh: bool, aside: int | None = None, take_over: bool = False
    ) -> Visit:
        """Return the visit of `code`, begun or resumed. Reads and writes files: call in a thread.

        `fresh` sets an unfinished visit aside first; `aside` is the number of one that was, to be
        taken up again; `take_over` takes one from another machine. Raises what `Visit.begin` does.
        """
        from goalcoach.visit.visit import Visit

        if aside is not None:
            return Visit.take_up(
                self.store, code, aside,
                today=self.coach.today, clock=self.coach.clock, take_over=take_over,
            )  # fmt: skip
        script = self.store.site().script
        return Visit.begin(
            self.store, code, today=self.coach.today, clock=self.coach.clock,
            script=script, fresh=fresh, take_over=take_over,
        )  # fmt: skip

    def get_default_screen(self) -> Screen[object]:
        """Return the lowest page: home, which is never closed, or an empty one below a visit."""
        self.stylesheet.read(self.STYLE_SHEET)
        page = FittedScreen[None](id="_default") if self.visit else self.first_screen()
        return cast("Screen[object]", page)

    def first_screen(self) -> Page[None] | VisitPage:
        """Return the screen to open on."""
        if self.visit is None:
            from goalcoach.screens.home.home import HomeScreen

            ahead = self._prepare if self.loads_ahead else None
            script = self.store.site().script
            return HomeScreen(self.store, self.begin, script, ahead, self.listed)
        from goalcoach.screens.visit.visit_screen_factory import visit_screen

        return visit_screen(self.coach, self.visit)

    def on_load(self) -> None:
        """Have errors in callbacks of the event loop end the app as all others do."""
        asyncio.get_running_loop().set_exception_handler(self._handle_loop_error)

    def on_mount(self) -> None:
        self.set_class(self.coach.marks is PLAIN, "-plainmarks")
        self._mounted_loop = asyncio.get_running_loop()
        if self.stopped_by:  # while the app began: no page is built any more
            self.exit(return_code=128 + self.stopped_by)
        else:
            self.bind_keys()
            self.watch_idleness()
            if self.visit is not None:
                self.push_screen(self.first_screen())
                self.visit = None  # from here on it is the page's, which may close it
            self.set_timer(FIRST_PAGE_SECONDS, self._after_start)

    def _after_start(self) -> None:
        """Do what the start put off: look for unused memory again, and load the next pages."""
        _collect_again()
        self._prepare_at_rest()

    def _prepare_at_rest(self) -> None:
        """Prepare the next page as soon as home is only looked at: a key would have to wait."""
        if self.coach.idle_clock() - self._seen_at >= REST_SECONDS:
            self._prepare()
        elif self.loads_ahead:
            self.set_timer(REST_SECONDS, self._prepare_at_rest)

    def _prepare(self) -> None:
        """Load what the next page needs, once, in a thread of its own.

        It would take half the time of opening that page. Whoever is faster waits no longer for it.
        """
        if self.loads_ahead:
            self.loads_ahead = False
            threading.Thread(target=self._load_ahead, daemon=True).start()

    def _load_ahead(self) -> None:
        prepare_next_page(self.store)
        with suppress(Exception):  # as there
            self.read_page_sheet_ahead()

    def stop(self, number: int, _: FrameType | None = None) -> None:
        """Save and leave; end the process after FORCED_EXIT_SECONDS in any case.

        Called at any moment, also before there is a page. A terminal that is gone or no longer read
        blocks every write to it, and with it the event loop. By then the answers are on the disk,
        and the end of the process releases the lock.
        """
        if self.stopped_by:
            return
        self.stopped_by = number
        self._end_later(128 + number)
        if self._mounted_loop is not None:
            with suppress(RuntimeError):  # the loop has ended, and the app with it
                self._mounted_loop.call_soon_threadsafe(self._leave_after_signal, number)

    def look_at_terminal(self) -> None:
        """Save and leave where the terminal is gone; raises EOFError then, to end the reading.

        Called from the thread that reads keys. Most often a signal comes first. Where that is
        ignored (nohup), reading a terminal that is gone gives nothing, at once and for ever.
        """
        if not has_terminal():
            self.stop(signal.SIGHUP)
            raise EOFError

    def _end_later(self, code: int) -> None:
        """End the process after FORCED_EXIT_SECONDS, whatever still runs."""
        if self.is_headless:
            return  # a test's, whose process is not the app's
        end = threading.Timer(FORCED_EXIT_SECONDS, self._end_now, (code,))
        end.daemon = True
        end.start()

    def _end_now(self, code: int) -> None:
        """End the process; the terminal is restored if it still takes what is written to it."""
        restoring = threading.Thread(target=self.terminal.restore, daemon=True)
        restoring.start()
        restoring.join(1)
        os._exit(code)

    def _leave_after_signal(self, number: int) -> None:
        self.run_worker(self._leave(128 + number))

    async def action_quit(self) -> None:
        """Leave; while something is not saved, say so first."""
        visits = self._open_visits()
        if visits:
            self.run_worker(visits[-1].leave_by(self._leave))
        else:
            await self._leave()

    @on(LeaveWanted)
    def _leave_anyway(self) -> None:
        self.run_worker(self._leave())

    async def _leave(self, code: int = 0) -> None:
        """Release an open visit and end the app with exit code `code`.

        By default that is 0, or NotSaved's if not all is saved.
        """
        self.leaving = True
        await self._await_opening()
        for screen in self._open_visits():
            if await screen.put_away():
                code = code or NotSaved.exit_code
                self._end_later(code)  # a write that never ends would hold the process up
        if code and not has_terminal():
            os._exit(code)  # there is no terminal to restore, and a write to it would block
        self.exit(code, return_code=code)

    async def _await_opening(self) -> None:
        """Wait until a visit that is being opened is released, and say so; but not for ever.

        One that is cut short is as after a crash: whole, and to another machine it looks open.
        """
        opening = [one for one in self.workers if one.group == OPENS_VISIT and one.is_running]
        if opening:
            for foot in self.screen.query(Foot):
                foot.tell((Hint("", tr("Leaving; the visit is closed first."), ""),), (), False)
            with suppress(TimeoutError, WorkerFailed, WorkerCancelled):
                await asyncio.wait_for(self.workers.wait_for_complete(opening), OPENING_SECONDS)

    def _open_visits(self) -> list[VisitPage]:
        return [one for one in self.screen_stack if isinstance(one, VisitPage)]

    @on(PrintWanted)
    def _show_print(self, event: PrintWanted) -> None:
        if isinstance(self.screen, Page):
            work = self._open_print(self.screen, event.code, event.version)
            self.run_worker(work, group="print", exclusive=True)

    @on(HelpWanted)
    def _show_help(self, event: HelpWanted) -> None:
        if isinstance(self.screen, Page):
            from goalcoach.screens.kit.help import HelpScreen

            self.screen.open_above(HelpScreen(event.about, event.rows))

    async def _open_print(self, asked_on: Page[object], code: str, version: int | None) -> None:
        from goalcoach.screens.home.person_pages import open_print

        page = await open_print(self.store, code, version)
        asked_on.open_above(cast("Page[object]", page))

    def palette_rows(self, screen: Screen[object]) -> Iterable[PaletteRow]:
        """Yield the page's actions, its help, the theme and leaving, each with its key.

        Textual's own rows are none of them: one saves a picture of the screen to a file, which only
        a setting of the user's allows.
        """
        if isinstance(screen, Page):
            told = {action for *_, action in screen.palette()}
            rows = [*screen.palette()]
            if "help" not in told:
                rows.append((tr("Help"), tr("What this page is for, and its keys"), "help"))
            for title, more, action in rows:
                run = partial(screen.run_action, action)
                also = _also(ALSO_CALLED[action]) if action in ALSO_CALLED else ()
                yield PaletteRow(title, more, run, key_beside(screen, action), also)
        if self.theme in {DARK, LIGHT}:
            name: Colours = "light" if self.theme == DARK else "dark"
            change = partial(self._set_colours, name)
            more = tr("Change the colours, also for next time")
            title = tr("Colours: light") if name == "light" else tr("Colours: dark")
            yield PaletteRow(title, more, change, also=_also(tr(THEME_WORDS)))
        if self.coach.screenshots:
            take = partial(self.set_timer, 0.1, self.deliver_screenshot)
            more = tr("It holds what is on the page")
            title = tr("Save a picture of the screen")
            yield PaletteRow(title, more, take, also=("screenshot",))
        leave = key_beside(screen, "quit")
        also = _also(tr("quit, exit", context="search_words"))
        yield PaletteRow(tr("Leave"), tr("Everything is kept"), self.action_quit, leave, also)

    async def _set_colours(self, name: Colours) -> None:
        self.theme = LIGHT if name == "light" else DARK
        if self.settings is not None:
            with suppress(GoalcoachError):  # the theme has changed; only the next run will not know
                await asyncio.to_thread(write_theme, self.settings, name)

    # What nobody expected

    def _handle_exception(self, error: Exception) -> None:
        """End the app for an error nobody expected; `run` says in one line what it was.

        Textual would print the error's message, lines of the program and local variables. They may
        hold what a patient said, and stay in the terminal's scrollback.
        """
        if self._exception is None:
            self._exception = error  # what Textual's own pilot raises again
            self._exception_event.set()
        cause = error.error if isinstance(error, WorkerFailed) else error
        self.end_for(cause if isinstance(cause, Exception) else error)

    def panic(self, *renderables: RenderableType) -> None:
        """End the app where Textual found an error itself: keys can no longer be read."""
        if has_terminal():
            self.end_for(EOFError())
        else:
            self.stop(signal.SIGHUP)

    def end_for(self, error: Exception) -> None:
        """End the app with UNEXPECTED, and remember what to say of `error`."""
        self.crash = self.crash or describe(error)
        self._return_code = UNEXPECTED
        for screen in self._open_visits():
            self.left = screen.as_left()
        if self.visit is not None:
            self.left = LeftVisit(self.visit.code, False)  # begun, and no page shows it yet
        self._close_messages_no_wait()

    def _handle_loop_error(
        self, loop: asyncio.AbstractEventLoop, context: dict[str, object]
    ) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            self._handle_exception(error)


def prepare_next_page(store: Store) -> None:
    """Load the pages that are opened most often, and have the script of a new visit at hand.

    Raises nothing: what is wrong with either is told to whoever opens the page.
    """
    with suppress(Exception):
        for page in OPENED_OFTEN:
            import_module(page)
        from goalcoach.visit.language_choice import compile_first_visit

        compile_first_visit(store)


def read_own_keys() -> BoundKeys:
    """Return the keys as this user chose them; raises BadData for those that cannot be."""
    settings = preference_folder()
    return bound_keys(read_keys(settings), str(settings / NAME))


def run(
    store: Store, *, today: date | None = None, visit: Visit | None = None,
    say_end: Callable[[str, LeftVisit | None], None] | None = None,
    again: Callable[[str], str] | None = None, listed: ListAhead | None = None,
) -> int:  # fmt: skip
    """Run the app until it is left; return its exit code. stdin and stderr must be terminals.

    `today` replaces the system's day. `say_end` is called once the terminal is as it was, with what
    is to be said of a crash, or "", and with the visit that was left open, if one was. `again`
    returns the command that takes up the visit of a code. `listed` is the list of patients of the
    store, if it is being read. Raises BadData for keys that cannot be.
    """
    site = store.site()
    marks = choose_marks(os.environ, sys.stdout.encoding or "")
    setting = Setting(
        site.name,
        site.practice,
        site.contacts,
        site.steps_gate,
        site.steps_break,
        site_context(site),
        site.lock_minutes,
        site.lock_minutes_visit,
    )
    coach = Coach(lambda: datetime.now().astimezone(), setting, marks, today)
    coach.again = again or coach.again
    coach.words = find_catalogue(site.language, site.address) if site.language else ENGLISH
    speak_always(coach.words)
    settings = preference_folder()
    chosen = read_settings(settings)
    coach.clipboard, coach.screenshots = chosen.clipboard, chosen.screenshots
    coach.keys = read_own_keys()
    theme = choose_theme(os.environ, chosen.theme or site.theme)
    os.environ.pop(
        "NO_COLOR", None
    )  # our theme has no colours then; Textual would draw it in greys
    app = GoalcoachApp(store, coach, theme, visit)
    app.settings = settings
    app.loads_ahead = visit is None
    if chosen.screenshots:
        app.allow_screenshots()
    app.listed = listed
    read_pastes_as_text(app.look_at_terminal)
    if count_colours(os.environ) == 256:
        app.draw_with_256()
    with stops_handled(app.stop):
        show_usual_screen()
        _run_quietly(app)
    gc.enable()
    if say_end is not None and (app.crash or app.left is not None):
        say_end(app.crash, app.left)
    return 128 + app.stopped_by if app.stopped_by else app.return_code or 0


def _collect_again() -> None:
    """Look for unused memory again, where the start put it off; not among what was loaded by then,
    which stays until the end.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _run_quietly(app: GoalcoachApp) -> None:
    """Run the app; whatever ends it, the terminal is as it was, and no error shows contents."""
    logging.disable()  # asyncio logs errors with their message, in debug mode also what calls got
    whole = False
    try:
        app.run()
        whole = True
    except Exception as error:
        app.end_for(error)
    finally:
        if not whole or app.terminal.is_changed():
            app.terminal.restore()
