"""The base of the app, and what it shares with its screens: clock, site settings, marks.

Kept apart from `goalcoach.app`, which imports the screens, so that screens can import this.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, Protocol

from textual import events
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from goalcoach.screens.kit.lock import LOOK_EVERY, LockScreen, seconds_awake_or_not
from goalcoach.screens.kit.theme import DRAWN, MarkSigns
from goalcoach.sheets.context import NO_CONTEXT, SheetContext


class ContactLike(Protocol):
    """A contact of the site file (`store.site_file.SiteContact`)."""

    @property
    def label(self) -> str:
        """Whom one reaches."""

    @property
    def number(self) -> str:
        """The number to call, exactly as the site wrote it."""


@dataclass(frozen=True, slots=True)
class Setting:
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


@dataclass(slots=True)
class Coach:
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
    notes_shown: bool = True
    """Whether notes for the clinician are shown (F2)."""
    idle_clock: Callable[[], float] = seconds_awake_or_not
    """Seconds from any start on, for how long no one was here."""
    again: Callable[[str], str] = "goalcoach visit {}".format
    """Returns the command that takes up the visit of a code."""

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


@dataclass
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
    """An app with a `Coach` that loses no typed key while the next question is drawn."""

    coach: Coach

    def __init__(self, *, ansi_color: bool = False) -> None:
        super().__init__(ansi_color=ansi_color)
        self.left: LeftVisit | None = None
        """The visit that was left to be taken up again, if one was."""
        self._held: list[events.Key | events.Paste] = []
        self._seen_at = 0.0
        """When a key or the mouse was last heard of, by the idle clock."""
        self.resting = False
        """True while the curtain hides every page."""

    async def on_event(self, event: events.Event) -> None:
        """Queue keys that type text while the page is not ready; dispatch all others at once.

        Keys that act are not queued: Enter must not answer a question that nobody has seen yet, and
        a break must open at once.
        """
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            self._seen_at = self.coach.idle_clock()
            if self.resting:
                if isinstance(event, events.Key) and event.key == "enter":
                    self._come_back()
                return
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self._is_unready() and _is_text(event):
                self._held.append(event)
                return
            await self.dispatch_held()
        await super().on_event(event)

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

    async def dispatch_held(self) -> None:
        """Dispatch the queued keys in order, as long as the page is ready."""
        while self._held and not self._is_unready():
            await super().on_event(self._held.pop(0))

    def _is_unready(self) -> bool:
        """Return True while the top screen says so by an attribute `unready`."""
        return bool(self.screen_stack) and getattr(self.screen, "unready", False)


def _is_text(event: events.Key | events.Paste) -> bool:
    """Return True for a paste and for keys that edit text."""
    if isinstance(event, events.Paste):
        return True
    return event.is_printable or event.key in {"backspace", "ctrl+j"}


def coach_of(widget: Widget) -> Coach:
    """Return what the app of a mounted widget or screen shares with its screens."""
    app = widget.app
    assert isinstance(app, CoachApp)
    return app.coach
