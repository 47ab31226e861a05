"""The terminal behind the plain lines, and how a visit is left from outside.

A signal is taken only while a line is awaited, so that it never cuts into a save.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any

from goalcoach.errors import INTERRUPTED, not_written
from goalcoach.safe_text import show

ReadInput = Callable[[str], str]
WriteOutput = Callable[[str], None]

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Left(Exception):
    """The visit is left, everything kept; `code` is the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def read_line(prompt: str) -> str:
    """Ask for one line. EOFError at the end of the input."""
    write_part(prompt)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def write_line(text: str) -> None:
    """Write `text` and a line end to stdout, at once."""
    write_part(f"{text}\n")


def write_part(text: str) -> None:
    """Write `text` to stdout, at once; raises NotSaved where nobody can read it."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as problem:
        raise not_written(problem) from None


class Attention:
    """Waits for lines; turns a signal, Ctrl+C and the end of the input into `Left`."""

    def __init__(self, read: ReadInput) -> None:
        self._read = read
        self._waiting = False
        self._told = 0
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Attention:
        if threading.current_thread() is threading.main_thread():
            for name in SIGNALS:
                number = getattr(signal, name, None)
                if number is not None:
                    self._before[number] = signal.signal(number, self._take)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def ask(self, prompt: str) -> str:
        """Return the next line; raises Left if there is none to come."""
        self._waiting = True
        try:
            if self._told:
                raise Left(128 + self._told)
            return self._read(show(prompt, lines=False))
        except (EOFError, KeyboardInterrupt):
            raise Left(INTERRUPTED) from None
        finally:
            self._waiting = False

    def _take(self, number: int, frame: FrameType | None) -> None:
        self._told = number
        if self._waiting:
            raise Left(128 + number)
