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
from goalcoach.plan.tree import get_ready  # noqa: E402
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
from goalcoach.visit.visit import Visit  # noqa: E402

STOPS = (signal.SIGHUP, signal.SIGTERM)
LAST_SECONDS = 6.0
"""How long leaving may take after a signal; a little longer than the last write may."""

RESTORE = "\x1b[?1049l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[?25h\x1b[0m"
"""Leaves a terminal state that a killed run may have left behind; harmless otherwise."""


class GoalcoachApp(CoachApp):
    """Opens on home, or on the visit that is given."""

    CSS_PATH = Path(__file__).parent / "screens" / "kit" / "goalcoach.tcss"
    TITLE = "goalcoach"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [Binding("ctrl+q", "quit", "Leave", show=False, priority=True)]  # noqa: RUF012

    def __init__(self, store: Store, coach: Coach, theme: str, visit: Visit | None) -> None:
        super().__init__(ansi_color=theme in {SIXTEEN, NONE})
        # Before any screen reads plans in threads of its own.
        get_ready()
        self.store = store
        self.coach = coach
        self.visit = visit
        self.settings: Path | None = None
        """Where a change of colours is kept for the next time, if anywhere."""
        for name in (DARK, LIGHT, SIXTEEN, NONE):
            self.register_theme(build_theme(name))
        self.theme = theme

    def begin(self, code: str, fresh: bool) -> Visit:
        """Open the visit of `code`; called in a thread."""
        script = self.store.site().script
        return Visit.begin(
            self.store, code, today=self.coach.today, clock=self.coach.clock,
            script=script, fresh=fresh,
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
            number: signal.signal(number, partial(self._take, loop)) for number in STOPS
        }
        self.push_screen(self.first_screen())

    def on_unmount(self) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _take(self, loop: asyncio.AbstractEventLoop, number: int, frame: FrameType | None) -> None:
        """Leave in good order, and in any case soon.

        A terminal that is gone or not read any more blocks whoever writes to it, the loop
        included; answers are on the disk by then, and with the end the visit is free for others.
        """
        end = threading.Timer(LAST_SECONDS, os._exit, (128 + number,))
        end.daemon = True
        end.start()
        loop.call_soon_threadsafe(self._signalled, number)

    def _signalled(self, number: int) -> None:
        self.run_worker(self._leave(128 + number))

    async def action_quit(self) -> None:
        await self._leave(0)

    async def _leave(self, code: int) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, VisitScreen):
                await screen.put_away()
        if code and not _has_terminal():
            os._exit(code)  # nothing is left to restore, and writing to it would never come back
        self.exit(code, return_code=code)

    @on(PrintWanted)
    def _want_print(self, event: PrintWanted) -> None:
        self.run_worker(self._open_print(event.code, event.version), group="print", exclusive=True)

    @on(HelpWanted)
    def _want_help(self, event: HelpWanted) -> None:
        self.push_screen(HelpScreen(event.about, event.rows))

    async def _open_print(self, code: str, version: int | None) -> None:
        self.push_screen(await open_print(self.store, code, version))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Each key of the page as a row, the theme, and leaving; no picture of the screen."""
        if isinstance(screen, Page):
            for title, more, action in screen.palette():
                yield SystemCommand(title, more, partial(screen.run_action, action))
        if self.theme in {DARK, LIGHT}:
            name: Colours = "light" if self.theme == DARK else "dark"
            turn = partial(self._turn, name)
            yield SystemCommand(f"Colours: {name}", "Change the colours, also for next time", turn)
        yield SystemCommand("Leave", "Everything is kept", self.action_quit)

    async def _turn(self, name: Colours) -> None:
        self.theme = LIGHT if name == "light" else DARK
        if self.settings is not None:
            with suppress(GoalcoachError):  # the colours have changed; next time will be as before
                await asyncio.to_thread(write_theme, self.settings, name)

    def _fatal_error(self) -> None:
        self.bell()
        shown = Traceback(show_locals=False, width=None, suppress=[])
        self._exit_renderables.append(Segments(self.console.render(shown, self.console.options)))
        self._close_messages_no_wait()


def _has_terminal() -> bool:
    """Return whether stdin is still the terminal it was; a closed window's is hung up."""
    try:
        termios.tcgetattr(0)
    except termios.error as problem:
        return bool(problem.args[0] != errno.EIO)
    return True


def run(
    store: Store, *, today: date | None = None, visit: Visit | None = None,
    clock: Callable[[], datetime] | None = None, plain_marks: bool = False,
) -> int:  # fmt: skip
    """Run the app until it is left; return the exit code. stdin and stderr are terminals."""
    site = store.site()
    marks = choose_marks(os.environ, sys.stdout.encoding or "", plain=plain_marks)
    setting = Setting(site.name, site.practice, site.contacts)
    coach = Coach(clock or (lambda: datetime.now().astimezone()), setting, marks, today)
    settings = preference_folder()
    theme = choose_theme(os.environ, read_theme(settings) or site.theme)
    os.environ.pop("NO_COLOR", None)  # the theme has no colour; Textual would paint it grey
    if sys.stdout.isatty() and os.environ.get("TERM") != "linux":
        sys.stdout.write(RESTORE)
        sys.stdout.flush()
    read_pastes_as_text()
    app = GoalcoachApp(store, coach, theme, visit)
    app.settings = settings
    app.run()
    return app.return_code or 0
