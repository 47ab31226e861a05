"""Waits until an app under test has nothing left to do, instead of guessing it from its pauses.

Textual's pilot takes an app for idle when its process has slept a fiftieth of a second. That is
slow, because each key waits for it twice, and a guess: on a busy machine a process also sleeps in
the middle of its work. Here the event loop itself is asked: no callback is ready, no call that the
app made in a thread is under way, and the screen has drawn what changed.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextvars import ContextVar
from threading import Event, Thread, current_thread
from typing import Any

import pytest
import textual._time
import textual.app
import textual.pilot
from textual._context import active_app
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from goalcoach.screens.kit import daemon_work

LONGEST = 1.0
"""Seconds after which a call in a thread is left to itself."""

PACE = 0.02
"""Seconds by which the app's clock goes on with each wait: what the pilot would have slept, so
that keys are a person's keys, however fast the machine is."""

_ahead = 0.0
_calls: set[object] = set()
_call: ContextVar[object] = ContextVar("call", default=None)
_to_thread = asyncio.to_thread


async def note_thread(work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """Do what `asyncio.to_thread` does, and note that the call is under way."""
    call = object()
    _calls.add(call)
    _call.set(call)
    try:
        return await _to_thread(work, *args, **kwargs)
    finally:
        _calls.discard(call)


class NotedThread(Thread):
    """A thread of `daemon_work`, noted from its start until its call is done."""

    def start(self) -> None:
        _calls.add(self)
        super().start()

    def run(self) -> None:
        try:
            super().run()
        finally:
            _calls.discard(self)


def hold(go_on: Event) -> None:
    """Hold a thread up on purpose, in a test of what goes on meanwhile: no key waits for it."""
    _calls.difference_update({_call.get(), current_thread()})
    assert go_on.wait(60)


async def wait_for_idle(min_sleep: float = 0.0, max_sleep: float = LONGEST) -> None:
    """Wait until no callback is ready, no thread works, and what changed is drawn."""
    global _ahead
    _ahead += PACE
    loop: Any = asyncio.get_running_loop()
    end = time.monotonic() + max_sleep
    await asyncio.sleep(min_sleep)
    while time.monotonic() < end:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        if _calls or active_app.get()._resize_timer is not None:
            await asyncio.sleep(0.001)
        elif not _draw():
            return


def _draw() -> bool:
    """Draw what waits for the next sixtieth of a second; return whether anything did."""
    app = active_app.get()
    if not app.screen_stack or not app.screen._update_timer._active.is_set():
        return False
    app.screen._on_timer_update()
    return True


def read_clock() -> float:
    """Return the seconds of the app's clock, for its messages' times."""
    return time.monotonic() + _ahead


def ask_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every pilot wait by `wait_for_idle`."""
    monkeypatch.setattr(asyncio, "to_thread", note_thread)
    monkeypatch.setattr(daemon_work, "Thread", NotedThread)
    monkeypatch.setattr(textual._time, "get_time", read_clock)
    monkeypatch.setattr(textual.app, "wait_for_idle", wait_for_idle)
    monkeypatch.setattr(textual.pilot, "wait_for_idle", wait_for_idle)


parse_rules = Stylesheet._parse_rules
"""Textual's own, which reads them each time."""
_rules: dict[object, list[RuleSet]] = {}


def read_rules(sheet: Stylesheet, css: str, *args: Any, **kwargs: Any) -> list[RuleSet]:
    """Return the rules of a part of a style sheet, read once for all apps with these colours."""
    key = (css, args, tuple(kwargs.items()), tuple(sheet._variables.items()))
    if key not in _rules:
        _rules[key] = parse_rules(sheet, css, *args, **kwargs)
    return _rules[key]


def parse_styles_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read each style sheet once in a run: each app reads those of some fifty kinds of widget."""
    monkeypatch.setattr(Stylesheet, "_parse_rules", read_rules)
