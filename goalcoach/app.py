"""The Textual app: screens, signals, crash policy, theme; nothing else.

Patient text may be on the screen at any time, so a crash shows no values, no picture of the
screen can be taken, and a closed window or a stop signal leaves the terminal as it was.
"""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import sys
import termios
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import FrameType

for _name in [name for name in os.environ if name.startswith("TEXTUAL")]:
    del os.environ[_name]  # debug switches would write what is on the screen to a file or a port
os.environ["TEXTUAL_ANIMATIONS"] = "none"

from rich.segment import Segments  # noqa: E402 - the environment is set before Textual is read
from rich.traceback import Traceback  # noqa: E402
from textual import on  # noqa: E402
from textual.app import SystemCommand  # noqa: E402
from textual.binding import Binding  # noqa: E402
from textual.screen import Screen  # noqa: E402

from goalcoach.errors import GoalcoachError  # noqa: E402
from goalcoach.plan.conversion import get_ready  # noqa: E402
from goalcoach.screens.home.home import HomeScreen, visit_screen  # noqa: E402
from goalcoach.screens.home.person_pages import open_print  # noqa: E402
from goalcoach.screens.kit.coach_app import Coach, CoachApp, HelpWanted, PrintWanted, Setting  # noqa: E402
from goalcoach.screens.kit.help import HelpScreen  # noqa: E402
from goalcoach.screens.kit.page import Page  # noqa: E402
from goalcoach.screens.kit.paste_parser import install as read_pastes_as_text  # noqa: E402
from goalcoach.screens.kit.theme import (  # noqa: E402
    DARK,
    LIGHT,
    NONE,
    PLAIN,
    SIXTEEN,
    build_theme,
    choose_marks,
    choose_theme,
)
from goalcoach.screens.visit.visit import VisitScreen  # noqa: E402
from goalcoach.store.store import Store  # noqa: E402
from goalcoach.store.user_settings import (  # noqa: E402
    Colours,
    preference_folder,
    read_theme,
    write_theme,
)
from goalcoach.visit.version import site_context  # noqa: E402
from goalcoach.visit.visit import Visit  # noqa: E402

STOPS = (signal.SIGHUP, signal.SIGTERM)
FORCED_EXIT_SECONDS = 6.0
"""Seconds from a signal to the end of the process, whatever still runs. Longer than
`PUT_AWAY_SECONDS` of the visit screen, which bounds the last write."""

RESTORE = "\x1b[?1049l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[?25h\x1b[0m"
"""Turns off what a killed run may have left on (alternate screen, mouse, bracketed paste) and shows
the cursor; without effect on a terminal in its usual state."""


class GoalcoachApp(CoachApp):
    """The app; it opens on the home screen, or on `visit` if there is one."""

    CSS_PATH = Path(__file__).parent / "screens" / "kit" / "goalcoach.tcss"
    TITLE = "goalcoach"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [Binding("ctrl+q", "quit", "Leave", show=False, priority=True)]  # noqa: RUF012

    def __init__(self, store: Store, coach: Coach, theme: str, visit: Visit | None) -> None:
        super().__init__(ansi_color=theme in {SIXTEEN, NONE})
        # Screens read plans in threads, and the first read must be done by one thread alone.
        get_ready()
        self.store = store
        self.coach = coach
        self.visit = visit
        self.settings: Path | None = None
        """The folder a change of theme is saved to; with None it lasts for this run."""
        for name in (DARK, LIGHT, SIXTEEN, NONE):
            self.register_theme(build_theme(name))
        self.theme = theme

    def begin(
        self, code: str, fresh: bool, aside: int | None = None, take_over: bool = False
    ) -> Visit:
        """Return the visit of `code`, begun or resumed. Reads and writes files: call in a thread.

        `fresh` sets an unfinished visit aside first; `aside` is the number of one that was, to be
        taken up again; `take_over` takes one from another machine. Raises what `Visit.begin` does.
        """
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

    def first_screen(self) -> HomeScreen | VisitScreen:
        """Return the screen to open on."""
        if self.visit is None:
            return HomeScreen(self.store, self.begin, self.store.site().script)
        return visit_screen(self.coach, self.visit)

    def on_mount(self) -> None:
        self.set_class(self.coach.marks is PLAIN, "-plainmarks")
        loop = asyncio.get_running_loop()
        self._before = {
            number: signal.signal(number, partial(self._handle_signal, loop)) for number in STOPS
        }
        self.push_screen(self.first_screen())

    def on_unmount(self) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _handle_signal(
        self, loop: asyncio.AbstractEventLoop, number: int, frame: FrameType | None
    ) -> None:
        """Save and leave; end the process after FORCED_EXIT_SECONDS in any case.

        A terminal that is gone or no longer read blocks every write to it, and with it the event
        loop. By then the answers are on the disk, and the end of the process releases the lock.
        """
        end = threading.Timer(FORCED_EXIT_SECONDS, os._exit, (128 + number,))
        end.daemon = True
        end.start()
        loop.call_soon_threadsafe(self._leave_after_signal, number)

    def _leave_after_signal(self, number: int) -> None:
        self.run_worker(self._leave(128 + number))

    async def action_quit(self) -> None:
        await self._leave(0)

    async def _leave(self, code: int) -> None:
        """Release an open visit and end the app with exit code `code`."""
        for screen in self.screen_stack:
            if isinstance(screen, VisitScreen):
                await screen.put_away()
        if code and not _has_terminal():
            os._exit(code)  # there is no terminal to restore, and a write to it would block
        self.exit(code, return_code=code)

    @on(PrintWanted)
    def _show_print(self, event: PrintWanted) -> None:
        self.run_worker(self._open_print(event.code, event.version), group="print", exclusive=True)

    @on(HelpWanted)
    def _show_help(self, event: HelpWanted) -> None:
        self.push_screen(HelpScreen(event.about, event.rows))

    async def _open_print(self, code: str, version: int | None) -> None:
        self.push_screen(await open_print(self.store, code, version))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield the rows of the command palette: the page's actions, the theme, leaving.

        Textual's own rows are left out: one of them saves a picture of the screen to a file.
        """
        if isinstance(screen, Page):
            for title, more, action in screen.palette():
                yield SystemCommand(title, more, partial(screen.run_action, action))
        if self.theme in {DARK, LIGHT}:
            name: Colours = "light" if self.theme == DARK else "dark"
            change = partial(self._set_colours, name)
            yield SystemCommand(
                f"Colours: {name}", "Change the colours, also for next time", change
            )
        yield SystemCommand("Leave", "Everything is kept", self.action_quit)

    async def _set_colours(self, name: Colours) -> None:
        self.theme = LIGHT if name == "light" else DARK
        if self.settings is not None:
            with suppress(GoalcoachError):  # the theme has changed; only the next run will not know
                await asyncio.to_thread(write_theme, self.settings, name)

    def _fatal_error(self) -> None:
        """Print the traceback of a crash without local variables, which Textual's own shows.

        They may hold what a patient said, and the traceback stays in the terminal's scrollback.
        """
        self.bell()
        shown = Traceback(show_locals=False, width=None, suppress=[])
        self._exit_renderables.append(Segments(self.console.render(shown, self.console.options)))
        self._close_messages_no_wait()


def _has_terminal() -> bool:
    """Return False if the terminal on stdin was closed: the system then answers EIO."""
    try:
        termios.tcgetattr(0)
    except termios.error as problem:
        return bool(problem.args[0] != errno.EIO)
    return True


def run(
    store: Store, *, today: date | None = None, visit: Visit | None = None,
    clock: Callable[[], datetime] | None = None, plain_marks: bool = False,
    say_left: Callable[[str, bool], None] | None = None,
) -> int:  # fmt: skip
    """Run the app until it is left; return its exit code. stdin and stderr must be terminals.

    `today` and `clock` replace the system's, `plain_marks` asks for ASCII marks. `say_left` is
    called with the fields of a `LeftVisit`, if there is one, once the terminal is as it was.
    """
    site = store.site()
    marks = choose_marks(os.environ, sys.stdout.encoding or "", plain=plain_marks)
    setting = Setting(
        site.name,
        site.practice,
        site.contacts,
        site.steps_gate,
        site.steps_break,
        site_context(site),
    )
    coach = Coach(clock or (lambda: datetime.now().astimezone()), setting, marks, today)
    settings = preference_folder()
    theme = choose_theme(os.environ, read_theme(settings) or site.theme)
    os.environ.pop(
        "NO_COLOR", None
    )  # our theme has no colours then; Textual would draw it in greys
    if sys.stdout.isatty() and os.environ.get("TERM") != "linux":
        sys.stdout.write(RESTORE)
        sys.stdout.flush()
    read_pastes_as_text()
    app = GoalcoachApp(store, coach, theme, visit)
    app.settings = settings
    app.run()
    if app.left is not None and say_left is not None:
        say_left(*app.left)
    return app.return_code or 0
