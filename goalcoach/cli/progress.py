"""The progress of a long run: one line on a terminal, with a bar and words; nothing in a pipe."""

from __future__ import annotations

import os
import sys
import time
from shutil import get_terminal_size

from goalcoach.number_words import grouped
from goalcoach.translation import TrMap, tr

_BAR = 20  # cells
_PAUSE = 0.1  # seconds between two drawings
_MINUTE = 60


class RunProgress:
    """One line on stderr that is drawn again as a run goes on, if stderr is a terminal."""

    def __init__(self, total: int, what: str, *, shown: bool = True) -> None:
        self._total = total
        self._what = what
        self._began = self._said = time.monotonic()
        self._seen = shown and is_watched() and os.environ.get("TERM", "dumb") != "dumb"
        self._drawn = False

    def tell(self, done: int) -> None:
        """Show that `done` of the total are done; at most ten times a second."""
        now = time.monotonic()
        if self._seen and now - self._said >= _PAUSE:
            self._said = now
            self._draw(progress_line(done, self._total, self._what, now - self._began))

    def end(self) -> None:
        """Clear the line."""
        if self._drawn:
            self._draw("")

    def _draw(self, line: str) -> None:
        self._drawn = bool(line)
        width = get_terminal_size((80, 24)).columns - 1
        sys.stderr.write(f"\r{line[:width]:<{width}}\r{line[:width]}")
        sys.stderr.flush()


def is_watched() -> bool:
    """Return True if stderr is a terminal; it is None if the process was started without one."""
    return sys.stderr is not None and sys.stderr.isatty()


_DONE = TrMap(
    {
        "done": "{number} of {count} done",
        "sent": "{number} of {count} sent",
        "laid out": "{number} of {count} laid out",
    }
)


def progress_line(done: int, total: int, what: str, seconds: float) -> str:
    """Return a line such as "[######              ]  12 of 40 done, about 3 s left".

    `seconds` is the time spent so far.
    """
    full = _BAR * done // total if total else _BAR
    left = seconds * (total - done) / done if done else 0.0
    said = tr(_DONE.english[what], number=grouped(done), count=grouped(total))
    if done and done < total:
        said = tr("{progress}, about {time} left", progress=said, time=_say(left))
    return f"[{'#' * full:<{_BAR}}]  {said}"


def _say(seconds: float) -> str:
    """Return a duration in whole seconds or minutes: "12 s", "3 min"."""
    if seconds < _MINUTE:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / _MINUTE)} min"
