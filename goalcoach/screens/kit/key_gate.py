"""Decides of each key, paste and click whether the page gets it: at once, later or not at all.

The user acts on what they see. So a page gets no key before it is drawn, none while it is taken
down or covered, and one key at a time: the next one waits until all that the last one did is done.
Text that is typed ahead waits for the question it is meant for; a key that acts does not wait.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from textual import events
from textual.app import App
from textual.errors import NoWidget
from textual.screen import Screen
from textual.widgets import Input

from goalcoach.screens.kit.paste_burst import PasteBurst
from goalcoach.screens.kit.size_breakpoints import PageForm, form_of
from goalcoach.screens.kit.text_box import Writer

LEAVE, BREAK, NEW_LINE = frozenset({"ctrl+q"}), frozenset({"f8"}), "ctrl+j"
HOPS = 40
"""Turns of the event loop in which what a key posts has come from a widget to the app: each
container on the way takes two or three."""
LEGS = 2
"""How often that way is gone: the key bubbles up, and then what its action posted."""
POUR_SOON, POUR_AFTER = 0.03, 0.1
"""Seconds for which the signs of a paste are gathered: its first ones, and those that follow."""
PASTE_LASTS = 1.0
"""Seconds without a sign after which a paste is another one."""

Typed = events.Key | events.Paste


class Aim(NamedTuple):
    """What a key was meant for: the page, and what stood on it."""

    screen: Screen[object]
    shown: int


class Waiting(NamedTuple):
    """A key that waits; `pasted` if it is part of a paste that came as keys."""

    event: Typed
    aim: Aim | None
    pasted: bool


class KeyGate:
    """The gate of one app. `pass_on` gives an event to Textual's own handling."""

    def __init__(self, app: App[int], pass_on: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._pass_on = pass_on
        self.leave_keys, self.break_keys = LEAVE, BREAK
        """The keys that leave, and those that begin a break, as the user bound them."""
        self._burst = PasteBurst()
        self._waiting: deque[Waiting] = deque()
        self._in_flight = False
        """True while what the last key did is not done yet."""
        self._poured: list[str] = []
        """Signs of a paste that are to go into `_writer` together."""
        self._writer: Writer | None = None
        self._poured_at = float("-inf")
        """When the last sign of a paste came."""
        self._pressed = False
        """True from the press of a mouse button that was passed on to its release."""

    async def take(self, event: events.Event) -> None:
        """Take an event of the terminal."""
        if isinstance(event, events.Key) and event.key in self.leave_keys:
            await self._pass_on(event)
        elif self._is_small:
            self._waiting.clear()  # nothing of the page can be read
        elif isinstance(event, events.Key | events.Paste):
            await self._take_typed(event)
        elif self._lets_through(event):
            await self._pass_on(event)

    async def dispatch(self) -> None:
        """Pass on what waits, in order, as long as the page is ready."""
        while self._waiting and not self._in_flight and not self._unready:
            event, aim, pasted = self._waiting.popleft()
            if self._is_still_meant(event, aim):
                await self._pass_typed(event, pasted=pasted)

    async def _take_typed(self, event: Typed) -> None:
        pasted = False
        if isinstance(event, events.Key):
            pasted = self._burst.feed(
                event.time,
                is_sign=event.is_printable or event.key == NEW_LINE,
                is_enter=event.key == "enter",
            )
            if pasted and event.key == "enter":
                event = _line_end(event.time)
        if self._unready and not is_text(event):
            screen = self._app.screen if self._app.screen_stack else None
            if self._is_break(event) and getattr(screen, "breakable", False):
                await self._pass_typed(event)
            return
        self._waiting.append(Waiting(event, self._aim, pasted))
        await self.dispatch()

    async def _pass_typed(self, event: Typed, *, pasted: bool = False) -> None:
        writer = self._app.focused if isinstance(self._app.focused, Writer) else None
        if pasted and isinstance(event, events.Key) and not self._is_palette:
            if writer is not None:
                self._pour(event, writer)
            return  # on a page without a line to type in, each sign of a paste might act
        self._let_flow()
        if writer is None or not is_text(event):
            self._in_flight = True
            self._fly(HOPS, LEGS)
        await self._pass_on(event)

    def _pour(self, event: events.Key, writer: Writer) -> None:
        """Keep a sign of a paste until those that come with it can go with it.

        One by one, each would lay out the whole text again: of a long paste, minutes.
        """
        if writer is not self._writer:
            self._let_flow()
            self._writer = writer
        if not self._poured:
            follows = event.time - self._poured_at < PASTE_LASTS
            self._app.set_timer(POUR_AFTER if follows else POUR_SOON, self._let_flow)
        self._poured_at = event.time
        self._poured.append("\n" if event.key == NEW_LINE else event.character or "")

    def _let_flow(self) -> None:
        if self._poured and self._writer is not None:
            self._writer.post_message(Writer.Poured("".join(self._poured)))
        self._poured, self._writer = [], None

    def _fly(self, hops: int, legs: int) -> None:
        """Wait for what a key does: it passes from its widget up to the app, as do its messages."""
        if hops:
            asyncio.get_running_loop().call_soon(self._fly, hops - 1, legs)
        elif legs:
            self._app.call_later(self._fly, HOPS, legs - 1)  # behind what has reached the app
        else:
            self._in_flight = False
            self._app.call_later(self.dispatch)

    def _lets_through(self, event: events.Event) -> bool:
        """Return True for a mouse event that the page may have; a press goes with its release."""
        if isinstance(event, events.MouseUp):
            pressed, self._pressed = self._pressed, False
            return pressed
        if self._unready or (isinstance(event, events.MouseEvent) and self._is_gone_at(event)):
            return False
        if isinstance(event, events.MouseMove):
            return True
        if self._in_flight:
            return False
        if isinstance(event, events.MouseDown):
            self._let_flow()
            self._pressed = True
        return True

    def _is_gone_at(self, event: events.MouseEvent) -> bool:
        """Return True if what is drawn under the mouse is taken down: Textual asks where it is."""
        try:
            widget, _ = self._app.screen.get_widget_at(*event.screen_offset)
        except NoWidget:
            return False
        return not widget.is_attached

    @property
    def _is_small(self) -> bool:
        """True while the page asks for more room, or is about to."""
        stack = self._app.screen_stack
        forms = (form_of(*self._app.size), *(getattr(one, "form", None) for one in stack[-1:]))
        return PageForm.SMALL in forms

    @property
    def _unready(self) -> bool:
        stack = self._app.screen_stack
        return not stack or bool(getattr(stack[-1], "unready", True))

    @property
    def _aim(self) -> Aim | None:
        stack = self._app.screen_stack
        return Aim(stack[-1], getattr(stack[-1], "shown", 0)) if stack else None

    def _is_break(self, event: Typed) -> bool:
        return isinstance(event, events.Key) and event.key in self.break_keys

    @property
    def _is_palette(self) -> bool:
        return isinstance(self._app.focused, Input)

    def _is_still_meant(self, event: Typed, aim: Aim | None) -> bool:
        """Return True if what is on the page now is what a key was pressed for.

        Text may be typed ahead for the next question, and for a line to type in on the next page.
        """
        now = self._aim
        if now == aim:
            return True
        if now is not None and aim is not None and now.screen is aim.screen:
            return is_text(event) or self._is_break(event)
        return is_text(event) and isinstance(self._app.focused, Writer | Input)


def is_text(event: Typed) -> bool:
    """Return True for a paste and for keys that edit text."""
    if isinstance(event, events.Paste):
        return True
    return event.is_printable or event.key in {"backspace", NEW_LINE}


def _line_end(time: float) -> events.Key:
    event = events.Key(NEW_LINE, "\n")
    event.time = time
    return event
