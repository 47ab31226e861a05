"""The lock that allows one open visit a patient; the system releases it after a crash.

It is an flock on a file. The file also holds a line that says who took the lock and when; that line
is only for the message to a second user, and may be out of date.
"""

from __future__ import annotations

import getpass
import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from goalcoach.errors import Busy, GoalcoachError, NotAllowed
from goalcoach.store.file_access import (
    close_quietly,
    not_saved,
    read_file,
    reason,
    saving,
    write_all,
)
from goalcoach.store.file_system import Fs

JUST_CLOSED = "This visit was closed in another window just now. Look again."
_LINE = re.compile(r"(?P<who>\S{1,128}) (?P<pid>\d{1,10}) (?P<since>\S{1,40})\n")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a visit open: "user@machine", process number, and since when."""

    who: str
    pid: int
    since: datetime


class Lock:
    """A lock that is held until `release`, or until the process ends."""

    def __init__(self, fs: Fs, fd: int) -> None:
        self._fs = fs
        self._fd = fd

    def release(self) -> None:
        """Release the lock; a second call does nothing."""
        if self._fd >= 0:
            close_quietly(self._fs, self._fd)
            self._fd = -1


def take_lock(fs: Fs, path: Path) -> Lock:
    """Lock the file at `path`, making it if absent, and return the lock. Never waits.

    Raises Busy with the holder's name, NotAllowed on a disk without locks, NotSaved.
    """
    while True:
        try:
            fd = fs.open(path, os.O_RDWR | os.O_CREAT)
        except FileNotFoundError as problem:
            raise Busy(JUST_CLOSED) from problem
        except OSError as problem:
            raise not_saved(problem) from problem
        try:
            locked = _try_lock(fs, fd, path)
            # Between opening and locking, the holder may have closed its visit and removed the
            # file; a lock on a file without a name excludes nobody, so begin again.
            if locked and _is_same_file(fs, fd, path):
                _write_holder(fs, fd)
                return Lock(fs, fd)
        except BaseException:
            close_quietly(fs, fd)
            raise
        close_quietly(fs, fd)
        if not locked:
            raise Busy(_busy_sentence(read_holder(fs, path)))


def _try_lock(fs: Fs, fd: int, path: Path) -> bool:
    try:
        return fs.lock(fd)
    except OSError as problem:
        raise NotAllowed(
            f"{path.parent.name} is on a disk that cannot keep two visits apart "
            f"({reason(problem)}). Move the plans to another folder."
        ) from problem


def _is_same_file(fs: Fs, fd: int, path: Path) -> bool:
    """Return True if `path` is still the name of the open file `fd`."""
    try:
        named = fs.lstat(path)
        held = fs.fstat(fd)
    except FileNotFoundError:
        return False
    except OSError as problem:
        raise not_saved(problem) from problem
    return (named.st_dev, named.st_ino) == (held.st_dev, held.st_ino)


def _write_holder(fs: Fs, fd: int) -> None:
    """Write the line that `read_holder` reads."""
    who = re.sub(r"\s", "_", f"{_user()}@{os.uname().nodename}")[:128]
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    with saving():
        fs.truncate(fd, 0)
        write_all(fs, fd, f"{who} {os.getpid()} {since}\n".encode("utf-8", "replace"))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def read_holder(fs: Fs, path: Path) -> Holder | None:
    """Return who took the lock last; None if the file does not say."""
    try:
        line = read_file(path, fs).decode("utf-8")
        match = _LINE.fullmatch(line)
        if match is None:
            return None
        since = datetime.fromisoformat(match["since"])
    except (GoalcoachError, ValueError):
        return None
    return Holder(match["who"], int(match["pid"]), since)


def _busy_sentence(holder: Holder | None) -> str:
    held = ""
    if holder is not None:
        held = f" by {holder.who} since {holder.since:%H:%M on %Y-%m-%d}"
    return f"This plan is open in another window{held}. Close it there, or read it here."
