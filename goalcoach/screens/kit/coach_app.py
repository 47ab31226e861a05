"""The base of the app, and what it shares with its screens: clock, site settings, marks.

Kept apart from `goalcoach.app`, which imports the screens, so that screens can import this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from msgspec import Struct, field
from rich.console import RenderableType
from textual import events, on
from textual.app import App, ScreenStackError
from textual.css.stylesheet import Stylesheet
from textual.driver import Driver
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from goalcoach.screens.kit.command_palette import Palette, PaletteRow
from goalcoach.screens.kit.key_gate import KeyGate
from goalcoach.screens.kit.keymap import BoundKeys
from goalcoach.screens.kit.lock import LOOK_EVERY, LockScreen, seconds_awake_or_not
from goalcoach.screens.kit.size_breakpoints import PageForm, form_of
from goalcoach.screens.kit.theme import DRAWN, MarkSigns
from goalcoach.sheets.context import NO_CONTEXT, SheetContext
from goalcoach.translation import ENGLISH, Catalogue

ERASE = "\x1b[2J\x1b[H"
"""Erases all that the terminal shows, and puts the cursor at its top."""
WHOLE_PAUSE, WHOLE_LOOKS = 0.01, 200
"""Seconds between two looks at the pages before the app ends, and how many there are at most."""


class ContactLike(Protocol):
    """A contact of the site file (`store.site_file.SiteContact`)."""

    @property
    def label(self) -> str:
        """Whom one reaches."""

    @property
    def number(self) -> str:
        """The number to call, exactly as the site wrote it."""


class Setting(Struct, frozen=True):
    """The settings of the site file that screens show."""

    name: str = ""
    practice: bool = False
    contacts: tuple[ContactLike, ...] = ()
    steps_gate: tuple[str, ...] = ()
    steps_break: tuple[str, ...] = ()
    around: SheetContext = NO_CONTEXT
    """What the site says on its sheets."""
    lock_minutes: int = 10
    """Minutes without a key after which nothing is shown any more; 0 for never."""
    lock_minutes_visit: int = 30
    """The same while a visit is open."""


class Coach(Struct):
    """What all screens share; the app has one for as long as it runs."""

    clock: Callable[[], datetime]
    setting: Setting = field(default_factory=Setting)
    marks: MarkSigns = DRAWN
    today_is: date | None = None
    """The day of the visit if it was given (--today); None takes the clock's."""
    clipboard: bool = False
    """Whether what is copied in the app may go to the system's clipboard."""
    screenshots: bool = False
    """Whether the app may save a picture of the screen."""
    keys: BoundKeys = field(default_factory=BoundKeys)
    """The keys of the app as the user bound them."""
    notes_shown: bool = True
    """Whether notes for the clinician are shown (F2)."""
    change_told: bool = False
    """Whether it was said what changes a line, at the first Enter on a chosen one."""
    list_told: bool = False
    """Whether it was said how a list that was left takes one more row."""
    append_told: bool = False
    """Whether it was said that typing goes on behind an answer, and what clears it."""
    idle_clock: Callable[[], float] = seconds_awake_or_not
    """Seconds from any start on, for how long no one was here."""
    again: Callable[[str], str] = "goalcoach visit {}".format
    """Returns the command that takes up the visit of a code."""
    words: Catalogue = ENGLISH
    """Our own words outside a visit, which has its own language."""

    @property
    def today(self) -> date:
        """Return the day of the visit."""
        return self.today_is or self.clock().date()


@dataclass
class PrintWanted(Message):
    """Asks the app for the Print page of a plan's version, by default the newest.

    Pages that show a plan have neither store nor press; the app has both.
    """

    code: str
    version: int | None = None


@dataclass
class HelpWanted(Message):
    """Asks the app for the help page (F1), with a page's purpose and its keys.

    A message because the help page is a `Page` itself, and `page` cannot import it.
    """

    about: str
    rows: Sequence[tuple[str, str]]


class LeaveWanted(Message):
    """Asks the app to leave, whatever is saved of an open visit."""


class LeftVisit(NamedTuple):
    """A visit that was left to be taken up again; `lost`: not all that was said is saved.

    `elsewhere` is the folder where all of it was saved instead, or "".
    """

    code: str
    lost: bool
    elsewhere: str = ""


class CoachApp(App[int]):
    """An app with a `Coach` whose pages get a key only once what it acts on can be seen."""

    PAGE_SHEET = Path(__file__).parent / "pages.tcss"
    """The rules of all pages but home, and of the palette."""
    coach: Coach

    def __init__(self, *, ansi_color: bool = False) -> None:
        super().__init__(ansi_color=ansi_color)
        # Nothing of ours is said by either, and Textual would build and style both on each page.
        self._disable_tooltips = True
        self._disable_notifications = True
        self.left: LeftVisit | None = None
        """The visit that was left to be taken up again, if one was."""
        self._seen_at = 0.0
        """When a key or the mouse was last heard of, by the idle clock."""
        self.resting = False
        """True while the curtain hides every page."""
        self.gate = KeyGate(self, super().on_event)
        self._read_ahead: Stylesheet | None = None
        """The rules of `PAGE_SHEET`, if they were parsed before a page needs them."""
        self.leaving = False
        """True from the moment at which the app is left: no key acts, no page opens any more."""

    def _build_driver(
        self, headless: bool, inline: bool, mouse: bool, size: tuple[int, int] | None
    ) -> Driver:
        """Have the page erased before the terminal's usual screen is back.

        Where its window has grown meanwhile, tmux 3.3 leaves rows of the other screen standing in
        the usual one: a patient's words. The Linux console has only the one.
        """
        driver = super()._build_driver(headless, inline, mouse, size)
        leave = driver.stop_application_mode

        def erase_and_leave() -> None:
            driver.write(ERASE)
            leave()

        driver.stop_application_mode = erase_and_leave  # type: ignore[method-assign]
        return driver

    def bind_keys(self) -> None:
        """Let the keys act that the user chose, once there is a page to come."""
        keys = self.coach.keys
        if keys.keymap:
            self.set_keymap(keys.keymap)
            self.gate.leave_keys = frozenset(keys.keys("leave"))
            self.gate.break_keys = frozenset(keys.keys("break"))

    def read_page_sheet(self) -> None:
        """Read the rules of all pages but home, and of the palette, once."""
        if self.stylesheet.has_source(str(self.PAGE_SHEET)):
            return
        ahead, self._read_ahead = self._read_ahead, None
        if ahead is not None and ahead._variables is self.stylesheet._variables:
            for key in ahead._parse_cache.keys():  # noqa: SIM118 - it is no mapping
                self.stylesheet._parse_cache[key] = ahead._parse_cache[key]
        self.stylesheet.read(self.PAGE_SHEET)
        self.stylesheet.parse()  # else the first that is styled would be so without them

    def read_page_sheet_ahead(self) -> None:
        """Parse what `read_page_sheet` reads, which takes longer than to build a page. It is thrown
        away if the colours are others by then.

        Called in a thread: what the app is styled by is not touched.
        """
        ahead = Stylesheet(variables=self.stylesheet._variables)
        ahead.read(self.PAGE_SHEET)
        ahead.parse()
        self._read_ahead = ahead

    def refresh_css(self, animate: bool = True) -> None:
        """Style all pages anew; before there is one, only take the colours it is to be styled with.

        Textual would read the sheet once more for that, and then again for the page.
        """
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    async def on_event(self, event: events.Event) -> None:
        """Let the gate decide on what comes from the terminal."""
        typed = isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded
        if not typed:
            try:
                await super().on_event(event)
            except ScreenStackError:
                if not self.leaving:
                    raise
                # The last page is down, and what came from the terminal is for none.
            return
        self._seen_at = self.coach.idle_clock()
        if self.resting:
            if isinstance(event, events.Key) and event.key == "enter":
                self._come_back()
        elif not self.leaving:
            await self.gate.take(event)

    def exit(
        self, result: int | None = None, return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:  # fmt: skip
        """End the app, as soon as all its pages are whole.

        Textual takes down a page that is being built as well, and the code that builds it then
        looks in vain for its parts.
        """
        self.leaving = True
        self._exit_once_whole(partial(super().exit, result, return_code, message), WHOLE_LOOKS)

    def _exit_once_whole(self, leave: Callable[[], None], looks: int) -> None:
        if looks and not all(_is_whole(screen) for screen in self.screen_stack):
            self.set_timer(WHOLE_PAUSE, partial(self._exit_once_whole, leave, looks - 1))
            return
        for screen in self.screen_stack:
            self.workers.cancel_node(screen)  # else they go on while the page is taken down
        leave()

    # What would take words out of the store

    def copy_to_clipboard(self, text: str) -> None:
        """Keep what was copied for pasting in the app; hand it to the system only if that is on.

        The terminal gives it to the system's clipboard, where other programs and a history of it
        read along.
        """
        if self.coach.clipboard:
            super().copy_to_clipboard(text)
        else:
            self._clipboard = text

    def deliver_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str | None:
        """Save a picture of the screen, only if that is on."""
        if not self.coach.screenshots:
            return None
        return super().deliver_screenshot(filename, path, time_format)

    def save_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str:
        """Save a picture of the screen, only if that is on; return its path, else ""."""
        if not self.coach.screenshots:
            return ""
        return super().save_screenshot(filename, path, time_format)

    # The curtain

    def watch_idleness(self) -> None:
        """Begin to look, now and then, whether someone is still here."""
        self._seen_at = self.coach.idle_clock()
        self.set_interval(LOOK_EVERY, self.look_at_idleness)
        self.screen_change_signal.subscribe(self, self._keep_hidden, immediate=True)

    def look_at_idleness(self) -> None:
        """Draw the curtain if no one was here for as long as the page allows."""
        limit = 60 * self._idle_minutes()
        if limit and not self.resting and self.coach.idle_clock() - self._seen_at >= limit:
            self.resting = True
            self._keep_hidden(self.screen)

    def _idle_minutes(self) -> int:
        """Return the minutes until the curtain; 0 for none, as on the page of a break."""
        setting = self.coach.setting
        if any(getattr(one, "never_hidden", False) for one in self.screen_stack):
            return 0
        in_visit = any(getattr(one, "in_visit", False) for one in self.screen_stack)
        return setting.lock_minutes_visit if in_visit else setting.lock_minutes

    def _keep_hidden(self, screen: Screen[object]) -> None:
        """See that the curtain is the top page while it should be, and never else.

        A write that ends meanwhile may open a page over it.
        """
        if self.resting and not isinstance(self.screen, LockScreen):
            self.push_screen(LockScreen())
        elif not self.resting and isinstance(self.screen, LockScreen):
            self.pop_screen()

    def _come_back(self) -> None:
        self.resting = False
        self._keep_hidden(self.screen)

    def action_help_quit(self) -> None:
        """Say in the foot what leaves, for who pressed Ctrl+C with nothing marked to be copied.

        Textual's own words lie over the page, and name a key that may be another.
        """
        if tell := getattr(self.screen, "tell_leaving", None):
            tell()

    def palette_rows(self, screen: Screen[object]) -> Iterable[PaletteRow]:
        """Yield the rows of the command palette over this screen."""
        raise NotImplementedError

    def action_command_palette(self) -> None:
        """Open the palette, unless it is open."""
        if not isinstance(self.screen, Palette):
            self.read_page_sheet()
            self.push_screen(Palette(self.gate, self.coach.marks.edge))

    @on(events.Resize)
    def _close_palette(self, event: events.Resize) -> None:
        """Close the palette where a page asks for more room: it would cover what that page says."""
        if form_of(*event.size) is PageForm.SMALL and isinstance(self.screen, Palette):
            self.screen.dismiss()


def _is_whole(screen: Screen[object]) -> bool:
    return screen.is_mounted and not getattr(screen, "is_drawing", False)


def coach_of(widget: Widget) -> Coach:
    """Return what the app of a mounted widget or screen shares with its screens."""
    return coach_app_of(widget).coach


def coach_app_of(widget: Widget) -> CoachApp:
    """Return the app of a mounted widget or screen."""
    app = widget.app
    assert isinstance(app, CoachApp)
    return app
