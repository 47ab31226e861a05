"""A real terminal for tests: a program runs in a pty, and what it paints is read as a page.

Only what Textual and plain lines write is understood: moving, erasing, text. That is enough to
read the page, and it keeps a terminal library out of the development tools. `scripts/kills` uses
it as well.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from goalcoach.safe_text import cell_width

PASTE = 0.04
"""Seconds between keys; those that come closer together are a paste."""

STILL = 3
"""So many looks in a row, a hundredth of a second apart, find a program at rest."""
UNSEEN = 20
"""The same where a system does not tell whether a program works."""

PATIENCE = 120.0
"""Seconds after which a program is taken to hang: many, for a machine may be busy."""

_TOKEN = re.compile(
    r"\x1b\[([<-?]?[0-9;:]*)[ -/]*([@-~])"  # a control sequence
    r"|\x1b[\]P][^\x07\x1b]*(?:\x07|\x1b\\)"  # a command or a device string
    r"|\x1b[()#][0-9A-Za-z]|\x1b[0-OQ-Z\\^-~]"
    r"|[\r\n\b]|[^\x1b\r\n\b]"
)


class Page:
    """The cells of a terminal, as far as reading them goes."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.cells = [[" "] * columns for _ in range(rows)]
        self.row = self.column = 0
        self._rest = ""

    def feed(self, text: str) -> None:
        text, at = self._rest + text, 0
        while match := _TOKEN.match(text, at):
            self._take(match)
            at = match.end()
        self._rest = text[at:]

    def _take(self, match: re.Match[str]) -> None:
        what, final = match[0], match[2]
        if final:
            self._control(match[1], final)
        elif what == "\r":
            self.column = 0
        elif what == "\n":
            self.row = min(self.row + 1, self.rows - 1)
        elif what == "\b":
            self.column = max(self.column - 1, 0)
        elif what[0] != "\x1b":
            self._put(what)

    def _control(self, words: str, final: str) -> None:
        numbers = [int(one) if one.isdigit() else 0 for one in words.split(";")]
        first = numbers[0]
        if final == "H":
            column = numbers[1] if len(numbers) > 1 else 1
            self.row = min(max(first - 1, 0), self.rows - 1)
            self.column = max(column - 1, 0)
        elif final == "C":
            self.column += max(first, 1)
        elif final == "A":
            self.row = max(self.row - max(first, 1), 0)
        elif final == "J":
            self.cells = [[" "] * self.columns for _ in range(self.rows)]
        elif final == "K":
            start = self.column if first == 0 else 0
            self.cells[self.row][start:] = [" "] * (self.columns - start)

    def _put(self, ch: str) -> None:
        width = cell_width(ch)
        if width and self.column < self.columns:
            self.cells[self.row][self.column] = ch
            if width == 2 and self.column + 1 < self.columns:
                self.cells[self.row][self.column + 1] = ""
        self.column += width

    @property
    def text(self) -> str:
        return "\n".join("".join(row).rstrip() for row in self.cells)

    @property
    def squeezed(self) -> str:
        return re.sub(r"\s+", "", self.text)


class Gone(Exception):
    """The program in the terminal has ended, or the time to wait is over."""


class Terminal:
    """A program in a pty of its own; `sent` and `read` are bytes as they went over the line."""

    def __init__(
        self, line: Sequence[str], *, size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] | None = None, cwd: Path | None = None,
    ) -> None:  # fmt: skip
        self.page = Page(*size)
        self.read = b""
        self._worked: list[tuple[str, int]] = []
        self.deadline = float("inf")
        """The moment at which `pump` raises Gone, for whoever wants to kill in the middle."""
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.modes = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            line, stdin=slave, stdout=slave, stderr=slave, cwd=cwd, start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **(environ or {})},
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0) and None,
        )  # fmt: skip
        self.slave = slave  # kept open, so that the modes can be read after the end

    def pump(self, seconds: float = 0.02) -> bool:
        """Read what comes within `seconds`; False if nothing did."""
        if time.monotonic() > self.deadline:
            raise Gone
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return False
        data = os.read(self.master, 1 << 16)
        self.read += data
        self.page.feed(data.decode("utf-8", "replace"))
        return True

    def until(self, true: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Read until `true` holds. AssertionError with the page after `seconds`."""
        end = time.monotonic() + seconds
        while not true():
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain before:\n{self.page.text}")
            if not self.pump() and self.process.poll() is not None and not true():
                raise Gone(f"the program has ended:\n{self.page.text}")

    def until_text(self, words: str, seconds: float = PATIENCE) -> None:
        squeezed = re.sub(r"\s+", "", words)
        self.until(lambda: squeezed in self.page.squeezed, seconds)

    def keys(self, *keys: str) -> None:
        """Press keys or type words as a person does: each when the program is at rest."""
        for key in keys:
            self.rest()
            os.write(self.master, KEYS.get(key, key).encode())
            self.wait(PASTE)

    def rest(self) -> None:
        """Read until the program has taken each key, painted what it has to say, and sleeps."""
        still, end = 0, time.monotonic() + PATIENCE
        while still < (STILL if self._worked else UNSEEN) and self.process.poll() is None:
            assert time.monotonic() < end, f"never at rest:\n{self.page.text}"
            still = 0 if self.pump(0.01) or self._is_busy() else still + 1

    def _is_busy(self) -> bool:
        """Return whether keys wait for the program, or one of its threads works or waits to."""
        waiting = fcntl.ioctl(self.slave, termios.FIONREAD, b"\0\0\0\0")
        if any(waiting):
            return True
        before, self._worked = self._worked, _look_at(self.process.pid)
        return before != self._worked or any(state != "S" for state, _ in self._worked)

    def wait(self, seconds: float) -> None:
        """Read for a while."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.pump(left)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size; the program is told."""
        self.page = Page(columns, rows)
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, size)

    def end(self, seconds: float = PATIENCE) -> int:
        """Wait for the end and return the exit code."""
        limit = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < limit:
            self.pump()
        while self.pump(0):
            pass
        return self.process.wait(0.1)

    def kill(self, number: int) -> None:
        self.process.send_signal(number)

    def is_sane(self) -> bool:
        """True if the modes of the line are as they were before the program."""
        return termios.tcgetattr(self.slave) == self.modes

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.slave)
        os.close(self.master)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _look_at(pid: int) -> list[tuple[str, int]]:
    """Return each thread's state and the time it has worked; nothing where a system tells nothing.

    A thread that waits for a processor is "R" and not "S", however busy the machine is.
    """
    threads = []
    for path in sorted(Path(f"/proc/{pid}/task").glob("*/stat")):
        with suppress(OSError):  # a thread may end meanwhile
            words = path.read_text().rpartition(")")[2].split()
            threads.append((words[0], int(words[11]) + int(words[12])))
    return threads


KEYS = {
    "enter": "\r",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "f3": "\x1b[13~",
    "f5": "\x1b[15~",
    "f9": "\x1b[20~",
    "ctrl+q": "\x11",
}


def goalcoach(*words: str) -> list[str]:
    return [sys.executable, "-P", "-m", "goalcoach", *words]
