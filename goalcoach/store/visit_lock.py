"""The lock that allows one open visit a patient.

Two things hold it. On one machine the system does: an flock on a file, given back after a crash.
That file also holds a line that says who has the visit open, on which machine, and when there was a
last sign of life; it goes when the visit is left. Where two machines share a folder and not their
locks, the line is what holds: a visit that is open elsewhere is taken over only by someone's word.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from goalcoach.errors import Busy, GoalcoachError, OpenElsewhere
from goalcoach.store.disk_error import not_saved, reason, saving
from goalcoach.store.file_access import close_quietly, write_all
from goalcoach.store.file_system import Fs
from goalcoach.store.lock_holder import Holder, may_live, read_holder, this_opening
from goalcoach.translation import tr, tr_noop

Clock = Callable[[], datetime]
"""Returns the time now, with its offset."""

JUST_CLOSED = tr_noop("This visit was closed in another window just now. Look again.")
SIGN_EVERY = timedelta(minutes=1)
"""How often an open visit in which something is said gives a sign of life, at most."""
SILENT_AFTER = timedelta(minutes=15)
"""Without a sign of life for that long, a visit that is open elsewhere may be left behind."""


def now() -> datetime:
    """Return the machine's own time."""
    return datetime.now().astimezone()


class Lock:
    """A lock that is held until `release`, or until the process ends."""

    def __init__(self, fs: Fs, fd: int, path: Path, holder: Holder, refused: str) -> None:
        self.refused = refused
        """Why the system gives no lock here, in a sentence; "" if it does."""
        self._fs = fs
        self._fd = fd
        self._path = path
        self._holder = holder
        self._is_taken = False

    def sign(self, clock: Clock) -> str:
        """Say in the file that the visit is alive, if that was a while ago; raises nothing.

        Returns a sentence if another machine has the visit open by now, else "". It is said once.
        """
        seen = clock()
        if self._fd < 0 or self._is_taken or seen - self._holder.seen < SIGN_EVERY:
            return ""
        with suppress(OSError, GoalcoachError):
            held = read_holder(self._fs, self._path)
            if held is None:
                return ""
            self._is_taken = held.key not in ("", self._holder.key)
            if self._is_taken:
                return _taken_over(held, seen)
            if _is_same_file(self._fs, self._fd, self._path) and held.key:
                self._holder = _sign(self._fs, self._fd, self._holder, seen)
        return ""

    def moved(self, path: Path) -> None:
        """Note that the lock's folder was renamed, so that its line goes there too."""
        self._path = path

    def release(self) -> None:
        """Release the lock and take its line away; a second call does nothing."""
        if self._fd < 0:
            return
        try:
            with suppress(OSError, GoalcoachError):
                if _is_same_file(self._fs, self._fd, self._path) and self._is_ours():
                    self._fs.truncate(self._fd, 0)
        finally:
            close_quietly(self._fs, self._fd)
            self._fd = -1

    def _is_ours(self) -> bool:
        """Return True if the line is still that of this opening."""
        held = read_holder(self._fs, self._path)
        return held is not None and held.key == self._holder.key


def take_lock(fs: Fs, path: Path, clock: Clock = now, *, take_over: bool = False) -> Lock:
    """Lock the file at `path`, making it if absent, and return the lock. Never waits.

    `take_over`: someone said that a visit which is open elsewhere is over. Raises Busy with the
    holder's name, OpenElsewhere, NotSaved.
    """
    while True:
        try:
            fd = fs.open(path, os.O_RDWR | os.O_CREAT)
        except FileNotFoundError as problem:
            raise Busy(tr(JUST_CLOSED)) from problem
        except OSError as problem:
            raise not_saved(problem) from problem
        try:
            locked, refused = _try_lock(fs, fd)
            # Between opening and locking, the holder may have closed its visit and removed the
            # file; a lock on a file without a name excludes nobody, so begin again.
            if locked and _is_same_file(fs, fd, path):
                ours = _take_line(fs, fd, path, clock(), take_over=take_over)
                return Lock(fs, fd, path, ours, refused)
        except BaseException:
            close_quietly(fs, fd)
            raise
        close_quietly(fs, fd)
        if not locked:
            raise Busy(_busy_sentence(read_holder(fs, path)))


def _try_lock(fs: Fs, fd: int) -> tuple[bool, str]:
    """Return whether the file is ours, and why the system gives no locks here, "" if it does.

    Some shares and folders refuse locks altogether. That says nothing about the disk: what is said
    can be saved, and the line in the file still tells who has the visit open.
    """
    try:
        return fs.lock(fd), ""
    except OSError as problem:
        return True, (
            tr(
                "This folder gives no locks ({problem}), so another window or machine "
                "cannot be kept out here. Open this visit in one place only.",
                problem=reason(problem),
            )
        )


def _take_line(fs: Fs, fd: int, path: Path, moment: datetime, *, take_over: bool) -> Holder:
    """Write the line that says who has the visit open; return what it says.

    Raises OpenElsewhere if it is open elsewhere, or was opened there at the same moment.
    """
    held = read_holder(fs, path)
    ours = this_opening(fs, moment)
    if held is not None and not take_over and may_live(fs, held, ours):
        raise _open_elsewhere(path, held, moment)
    with saving():
        written = _sign(fs, fd, ours, moment)
    after = read_holder(fs, path)
    if after is not None and after.key not in ("", ours.key):
        raise _open_elsewhere(path, after, moment)
    return written


def _sign(fs: Fs, fd: int, holder: Holder, moment: datetime) -> Holder:
    """Write the line with this sign of life and return what it says; raises OSError."""
    signed = Holder(
        holder.who, holder.pid, holder.since, moment, holder.machine, holder.boot, holder.key
    )
    line = signed.line()
    fs.seek(fd, 0)
    write_all(fs, fd, line)
    fs.truncate(fd, len(line))
    # Over a network the line is with the others only after this.
    fs.fsync(fd)
    return signed


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


class OpenThere(NamedTuple):
    """Where a visit is open that is not open here, in a few words and in a sentence or two."""

    brief: str
    told: str


def open_there(fs: Fs, path: Path, moment: datetime) -> OpenThere | None:
    """Return where the visit is open whose lock is at `path`; None if it is open nowhere else.

    Looks at the line alone: it takes no lock, so it keeps nobody out, and raises nothing.
    """
    held = read_holder(fs, path)
    if held is None:
        return None
    ours = this_opening(fs, moment)
    if not may_live(fs, held, ours):
        return None
    if held.machine == ours.machine:
        return OpenThere(tr("open in another window"), _busy_sentence(held))
    return OpenThere(tr("open on another machine"), _open_elsewhere(path, held, moment).sentence)


def _busy_sentence(holder: Holder | None) -> str:
    if holder is None:
        return tr("This plan is open in another window. Close it there, or read it here.")
    return tr(
        "This plan is open in another window by {who} since {time} on {day}. "
        "Close it there, or read it here.",
        who=holder.who,
        time=f"{holder.since:%H:%M}",
        day=f"{holder.since:%Y-%m-%d}",
    )


def _taken_over(held: Holder, moment: datetime) -> str:
    since = held.since.astimezone(moment.tzinfo)
    return tr(
        "This visit was taken over on {machine} at {time}. What is said here is kept too, but "
        "apart from what is said there. Go on in one place only: Ctrl+Q leaves it here.",
        machine=held.host,
        time=f"{since:%H:%M}",
    )


def _open_elsewhere(path: Path, held: Holder, moment: datetime) -> OpenElsewhere:
    code = path.parent.parent.name
    seen = held.seen.astimezone(moment.tzinfo)
    when = f"{seen:%H:%M}"
    if seen.date() != moment.date():
        when = tr("{time} on {day}", time=when, day=f"{seen:%Y-%m-%d}")
    silent = moment - held.seen >= SILENT_AFTER
    minutes = int(SILENT_AFTER.total_seconds() // 60)
    told = [
        tr(
            "Another visit of {code} is open on {machine} (last sign of life {when}).",
            code=code,
            machine=held.host,
            when=when,
        )
    ]
    if silent:
        told.append(tr("There was none for {minutes} minutes or more.", minutes=minutes))
    told.append(
        tr(
            "Close it there. If nobody works there any more, take it over: {command}",
            command=f"goalcoach visit {code} --take-over",
        )
    )
    return OpenElsewhere(" ".join(told), silent=silent)
