"""What holds for the whole process: how a stop signal ends it, and that no error shows contents.

The first thing `__main__` does, before anything else is imported: a signal may come at any moment,
and memory that holds what a patient said must reach neither a core file nor the terminal. So what
this module itself imports is little.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress

TYPE_CHECKING = False  # typing's own would be read from typing, which takes as long as all of this
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType, TracebackType
    from typing import Any

    Handler = Callable[[int, FrameType | None], object]

STOPS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
"""The signals that ask for the end: the terminal was closed, Ctrl+C, the system."""


def guard() -> None:
    """End on a stop signal, turn core dumps off, and tell errors nobody caught in one line."""
    for number in STOPS:
        _handle(number, _end_now)
    _hide_contents()


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
    """Write no core file, and have Python say of an error nobody caught what `describe` says.

    Its own words quote the error's message and lines of the program, its warnings names of files.
    """
    import resource
    import threading
    import warnings

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

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
