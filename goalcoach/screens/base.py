"""What every screen may ask of the running app: today, the clock, the site and the marks.

Kept apart from `goalcoach.app` so that screens need not import the app that starts them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from textual.app import App
from textual.widget import Widget

from goalcoach.screens.theme import DRAWN, Marks


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
    marks: Marks = DRAWN
    today_is: date | None = None
    notes_shown: bool = True

    @property
    def today(self) -> date:
        return self.today_is or self.clock().date()


class CoachApp(App[int]):
    """An app that carries a `Coach`."""

    coach: Coach


def coach_of(widget: Widget) -> Coach:
    """Return the surroundings of a mounted widget or screen."""
    app = widget.app
    assert isinstance(app, CoachApp)
    return app.coach
