"""The terminal as it was before the app took it, and how it gets back to that whatever happens."""

from __future__ import annotations

import errno
import os
import sys
import termios
from contextlib import suppress
from typing import Any

RESTORE = (
    "\x1b[?1049l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1004l\x1b[?2004l"
    "\x1b[?7h\x1b[?25h\x1b[0m"
)
"""Turns off what a killed run may have left on (alternate screen, mouse, focus reports, bracketed
paste), wraps long lines and shows the cursor; without effect on a terminal in its usual state."""


class TerminalState:
    """The modes of the terminal on stdin at the moment this is made."""

    def __init__(self) -> None:
        self._modes = _read_modes()

    def restore(self) -> None:
        """Give the terminal its modes and its usual screen back, if it is still there."""
        if self._modes is not None:
            with suppress(termios.error, OSError):
                termios.tcsetattr(0, termios.TCSANOW, self._modes)
        show_usual_screen()

    def is_changed(self) -> bool:
        """Return True if the modes are other than they were."""
        return _read_modes() != self._modes


def show_usual_screen() -> None:
    """Write RESTORE; not on the Linux console, which would show parts of it."""
    stream = sys.__stdout__
    if stream is None or os.environ.get("TERM") == "linux":
        return
    with suppress(OSError, ValueError):
        if stream.isatty():
            stream.write(RESTORE)
            stream.flush()


def has_terminal() -> bool:
    """Return False if the terminal on stdin was closed: the system then answers EIO."""
    try:
        termios.tcgetattr(0)
    except termios.error as problem:
        return bool(problem.args[0] != errno.EIO)
    return True


def _read_modes() -> list[Any] | None:
    try:
        return termios.tcgetattr(0)
    except (termios.error, OSError, ValueError):
        return None
