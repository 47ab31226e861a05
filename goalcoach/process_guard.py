"""What holds for the whole process: how a stop signal ends it, and that no error shows contents.

The first thing `__main__` does, before anything else is imported: a signal may come at any moment,
and memory that holds what a patient said must reach neither a core file nor the terminal.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType, TracebackType
from typing import Any

STOPS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
"""The signals that ask for the end: the terminal was closed, Ctrl+C, the system."""

Handler = Callable[[int, FrameType | None], object]


def guard() -> None:
    """Turn core dumps off, tell errors nobody caught in one line, and end on a stop signal."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _hide_contents()
    for number in STOPS:
        _handle(number, _end_now)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl+C raise KeyboardInterrupt within the block, as commands expect it."""
    _handle(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        _handle(signal.SIGINT, _end_now)


@contextmanager
def stops_handled(handler: Handler) -> Iterator[None]:
    """Have `handler` called for each stop signal within the block."""
    before = {number: _handle(number, handler) for number in STOPS}
    try:
        yield
    finally:
        for number, old in before.items():
            if old is not None:
                signal.signal(number, old)


def _handle(number: int, handler: Handler) -> Any:
    """Set a signal's handler; return the one before, None where nothing was set.

    A signal that the parent process set to be ignored (nohup) stays ignored.
    """
    before = signal.getsignal(number)
    if before is signal.SIG_IGN:
        return None
    signal.signal(number, handler)
    return before


def _end_now(number: int, _: FrameType | None) -> None:
    """End as the signal itself would, but with its exit code: no page is open, nothing to undo."""
    os._exit(128 + number)


def _hide_contents() -> None:
    """Have Python say of an error that nobody caught what `describe` says of it.

    Its own words quote the error's message and lines of the program, its warnings names of files.
    """
    import threading
    import warnings

    warnings.simplefilter("ignore")
    sys.excepthook = _tell_uncaught
    sys.unraisablehook = lambda unraisable: None
    threading.excepthook = lambda thrown: _tell(thrown.exc_value)


def _tell_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    _tell(error)


def _tell(error: BaseException | None) -> None:
    from goalcoach.errors import describe

    if isinstance(error, Exception) and sys.stderr is not None:
        with suppress(OSError, ValueError):
            sys.stderr.write(f"{describe(error)}\n")
