"""Who has a visit open: the line in its lock file, and whether who wrote it may still live."""

from __future__ import annotations

import getpass
import os
import re
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from goalcoach.errors import GoalcoachError
from goalcoach.store.file_access import read_file
from goalcoach.store.file_system import Fs

_LINE = re.compile(
    r"(?P<who>\S{1,128}) (?P<pid>\d{1,10}) (?P<since>\S{1,40})"
    r"(?: (?P<seen>\S{1,40}) (?P<machine>[0-9a-f]{16}) (?P<boot>\S{1,40}) (?P<key>[0-9a-f]{32}))?\n"
)


class Holder(Struct, frozen=True):
    """Who has a visit open: "user@machine", process number, since when, the last sign of life.

    `machine` and `boot` tell machines and their starts apart, `key` this opening from all others.
    All three are "" in a line of an older version, which stays after the visit is left.
    """

    who: str
    pid: int
    since: datetime
    seen: datetime
    machine: str = ""
    boot: str = ""
    key: str = ""

    def line(self) -> bytes:
        """Return the line of the lock file."""
        times = (one.isoformat(timespec="seconds") for one in (self.since, self.seen))
        since, seen = times
        words = (self.who, self.pid, since, seen, self.machine, self.boot, self.key)
        return f"{' '.join(map(str, words))}\n".encode("utf-8", "replace")

    @property
    def host(self) -> str:
        """Return the machine's name."""
        return self.who.rpartition("@")[2]


def read_holder(fs: Fs, path: Path) -> Holder | None:
    """Return who took the lock last; None if the file does not say."""
    try:
        match = _LINE.fullmatch(read_file(path, fs).decode("utf-8"))
        if match is None:
            return None
        since = datetime.fromisoformat(match["since"])
        seen = datetime.fromisoformat(match["seen"] or match["since"])
    except (GoalcoachError, ValueError):
        return None
    if not (_is_told_anywhere(since) and _is_told_anywhere(seen)):
        return None
    rest = (match["machine"] or "", match["boot"] or "", match["key"] or "")
    return Holder(match["who"], int(match["pid"]), since, seen, *rest)


def _is_told_anywhere(moment: datetime) -> bool:
    """Return True for a time with an offset that is within the calendar in every time zone."""
    return moment.tzinfo is not None and date.min.year < moment.year < date.max.year


def this_opening(fs: Fs, moment: datetime) -> Holder:
    """Return who opens a visit here at that moment, with a key that no other opening has."""
    host = os.uname().nodename
    who = re.sub(r"\s", "_", f"{_user()}@{host}")[:128]
    # The name alone is not enough: many a machine is called localhost.
    number = _system_word(fs, "/etc/machine-id") or _network_number()
    machine = sha256(f"{host} {number}".encode("utf-8", "replace")).hexdigest()[:16]
    boot = _system_word(fs, "/proc/sys/kernel/random/boot_id") or "-"
    return Holder(who, os.getpid(), moment, moment, machine, boot, os.urandom(16).hex())


def may_live(fs: Fs, held: Holder, ours: Holder) -> bool:
    """Return False if the process that wrote a line is surely gone, or is this one.

    Of another machine nothing is sure, however long it has been silent.
    """
    if not held.key:
        return False
    if held.machine != ours.machine:
        return True
    if held.boot != ours.boot or held.pid == ours.pid:
        return False
    try:
        os.kill(held.pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return not _has_ended(fs, held.pid)


def _has_ended(fs: Fs, pid: int) -> bool:
    """Return True for a process that has ended and that its parent did not ask after yet.

    After a kill that may last: in a container, or under a window that hangs. Only Linux tells.
    """
    try:
        told = read_file(Path(f"/proc/{pid}/stat"), fs, linked=True)
    except GoalcoachError:
        return False
    return told.rpartition(b")")[2].split()[:1] in ([b"Z"], [b"X"])


def _network_number() -> str:
    """Return the number of the machine's network card; most systems have a better one."""
    import uuid  # takes long to load, and is hardly ever needed

    return str(uuid.getnode())


def _system_word(fs: Fs, path: str) -> str:
    """Return the one word of a file of the system; "" where there is none."""
    try:
        word = read_file(Path(path), fs, linked=True).decode("ascii").strip()
    except (GoalcoachError, ValueError):
        return ""
    return word if re.fullmatch(r"\S{1,40}", word) else ""


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())
