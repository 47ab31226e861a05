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
from textual.widget import Widget

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


@dataclass(slots=True)
class Coach:
    """What all screens share; the app has one for as long as it runs."""

    clock: Callable[[], datetime]
    setting: Setting = field(default_factory=Setting)
    marks: MarkSigns = DRAWN
    today_is: date | None = None
    """The day of the visit if it was given (--today); None takes the clock's."""
    notes_shown: bool = True
    """Whether notes for the clinician are shown (F2)."""
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

    async def on_event(self, event: events.Event) -> None:
        """Queue keys that type text while the page is not ready; dispatch all others at once.

        Keys that act are not queued: Enter must not answer a question that nobody has seen yet, and
        a break must open at once.
        """
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self._is_unready() and _is_text(event):
                self._held.append(event)
                return
            await self.dispatch_held()
        await super().on_event(event)

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
