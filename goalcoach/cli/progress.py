"""How far a long run has come: one line on a terminal, in words and a bar; nothing in a pipe."""

from __future__ import annotations

import os
import sys
import time
from shutil import get_terminal_size

_BAR = 20
_PAUSE = 0.1
_SLOW = 60


class RunProgress:
    """`tell` how many of `total` are done; `end` takes the line away."""

    def __init__(self, total: int, what: str, *, shown: bool = True) -> None:
        self._total = total
        self._what = what
        self._began = self._said = time.monotonic()
        self._seen = shown and is_watched() and os.environ.get("TERM", "dumb") != "dumb"
        self._drawn = False

    def tell(self, done: int) -> None:
        now = time.monotonic()
        if self._seen and now - self._said >= _PAUSE:
            self._said = now
            self._draw(progress_line(done, self._total, self._what, now - self._began))

    def end(self) -> None:
        if self._drawn:
            self._draw("")

    def _draw(self, line: str) -> None:
        self._drawn = bool(line)
        width = get_terminal_size((80, 24)).columns - 1
        sys.stderr.write(f"\r{line[:width]:<{width}}\r{line[:width]}")
        sys.stderr.flush()


def is_watched() -> bool:
    """Return whether a person sees stderr; a job started with it closed has none at all."""
    return sys.stderr is not None and sys.stderr.isatty()


def progress_line(done: int, total: int, what: str, seconds: float) -> str:
    """Return "[#####               ]  12 of 40 printed, about 3 s left"."""
    full = _BAR * done // total if total else _BAR
    left = seconds * (total - done) / done if done else 0.0
    about = f", about {_say(left)} left" if done and done < total else ""
    return f"[{'#' * full:<{_BAR}}]  {done:,} of {total:,} {what}{about}"


def _say(seconds: float) -> str:
    if seconds < _SLOW:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / _SLOW)} min"
