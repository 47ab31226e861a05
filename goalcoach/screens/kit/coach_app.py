"""The base of the app, and what it shares with its screens: clock, site settings, marks.

Kept apart from `goalcoach.app`, which imports the screens, so that screens can import this.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import NamedTuple, Protocol

from rich.console import RenderableType
from textual import events, on
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from goalcoach.screens.kit.key_gate import KeyGate
from goalcoach.screens.kit.page_form import PageForm, form_of
from goalcoach.screens.kit.palette import Palette
from goalcoach.screens.kit.theme import DRAWN, MarkSigns
from goalcoach.sheets.context import NO_CONTEXT, SheetContext

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


class LeftVisit(NamedTuple):
    """A visit that was left to be taken up again; `lost`: not all that was said is saved."""

    code: str
    lost: bool


class CoachApp(App[int]):
    """An app with a `Coach` whose pages get a key only once what it acts on can be seen."""

    coach: Coach

    def __init__(self, *, ansi_color: bool = False) -> None:
        super().__init__(ansi_color=ansi_color)
        self.left: LeftVisit | None = None
        """The visit that was left to be taken up again, if one was."""
        self.gate = KeyGate(self, super().on_event)
        self.leaving = False
        """True from the moment at which the app is left: no key acts, no page opens any more."""

    async def on_event(self, event: events.Event) -> None:
        """Let the gate decide on what comes from the terminal."""
        typed = isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded
        if not typed:
            await super().on_event(event)
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

    def action_command_palette(self) -> None:
        """Open the palette, unless it is open."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(self.gate))

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
