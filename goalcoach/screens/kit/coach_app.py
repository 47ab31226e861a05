"""What every screen may ask of the running app: today, the clock, the site and the marks.

Kept apart from `goalcoach.app` so that screens need not import the app that starts them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from textual import events
from textual.app import App
from textual.message import Message
from textual.widget import Widget

from goalcoach.screens.kit.theme import DRAWN, MarkSigns


class ContactLike(Protocol):
    """One line of the site file's contacts."""

    @property
    def label(self) -> str: ...
    @property
    def number(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Setting:
    """What the site file says and a screen shows."""

    name: str = ""
    practice: bool = False
    contacts: tuple[ContactLike, ...] = ()


@dataclass(slots=True)
class Coach:
    """The surroundings of all screens."""

    clock: Callable[[], datetime]
    setting: Setting = field(default_factory=Setting)
    marks: MarkSigns = DRAWN
    today_is: date | None = None
    notes_shown: bool = True

    @property
    def today(self) -> date:
        return self.today_is or self.clock().date()


@dataclass
class PrintWanted(Message):
    """A page asks for Print: a version of someone's plan, by default the newest.

    Pages that show a plan know neither the store nor the press; the app does.
    """

    code: str
    version: int | None = None


@dataclass
class HelpWanted(Message):
    """F1 on a page: what the page is for, and its keys. The page of help is a page itself."""

    about: str
    rows: Sequence[tuple[str, str]]


class CoachApp(App[int]):
    """An app that carries a `Coach`, and loses no key between one question and the next."""

    coach: Coach

    def __init__(self, *, ansi_color: bool = False) -> None:
        super().__init__(ansi_color=ansi_color)
        self._held: list[events.Key | events.Paste] = []

    async def on_event(self, event: events.Event) -> None:
        """Hold what is typed while a page has no place for it yet; hand it over in its turn.

        Only what types is held: Enter must not answer a question that nobody has seen, and a
        break opens at once.
        """
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self._is_unready() and _types(event):
                self._held.append(event)
                return
            await self.give_held()
        await super().on_event(event)

    async def give_held(self) -> None:
        """Hand over what was typed meanwhile, unless the page is still not ready."""
        while self._held and not self._is_unready():
            await super().on_event(self._held.pop(0))

    def _is_unready(self) -> bool:
        return bool(self.screen_stack) and getattr(self.screen, "unready", False)


def _types(event: events.Key | events.Paste) -> bool:
    if isinstance(event, events.Paste):
        return True
    return event.is_printable or event.key in {"backspace", "ctrl+j"}


def coach_of(widget: Widget) -> Coach:
    """Return the surroundings of a mounted widget or screen."""
    app = widget.app
    assert isinstance(app, CoachApp)
    return app.coach
