"""Every call that touches a file, one method a system call.

One class owns them, so that a test can make the k-th call fail, come up short or be the last one
before the power goes, and so that one place decides how files are opened: never through a link,
never waiting for the other end of a pipe, never inherited by another program. What is built from
these calls is in `whole_file`.
"""

from __future__ import annotations

import errno
import fcntl
import os
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

_ALWAYS = os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY
# macOS answers fsync before the disk has the data; this asks the disk itself.
_FULL_SYNC: int | None = getattr(fcntl, "F_FULLFSYNC", None)
# A folder that cannot be synced at all (some network shares) is no news about this write.
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})


class EntryKind(StrEnum):
    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    OTHER = "other"


class FolderEntry(NamedTuple):
    """One name in a folder; a link is a link, whatever it points at."""

    name: str
    kind: EntryKind


class Fs:
    """The real file system. Every method may raise OSError."""

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        return os.open(path, flags | _ALWAYS, mode)

    def open_linked(self, path: Path) -> int:
        """Open for reading a file the user named, through links if it is one."""
        return os.open(path, os.O_RDONLY | (_ALWAYS & ~os.O_NOFOLLOW))

    def close(self, fd: int) -> None:
        os.close(fd)

    def read(self, fd: int, size: int) -> bytes:
        return os.read(fd, size)

    def write(self, fd: int, data: bytes | memoryview) -> int:
        return os.write(fd, data)

    def seek(self, fd: int, offset: int) -> None:
        os.lseek(fd, offset, os.SEEK_SET)

    def truncate(self, fd: int, size: int) -> None:
        os.ftruncate(fd, size)

    def fsync(self, fd: int) -> None:
        if _FULL_SYNC is not None:
            try:
                fcntl.fcntl(fd, _FULL_SYNC)
            except OSError as problem:
                if problem.errno not in _NO_FOLDER_SYNC:
                    raise
            else:
                return
        os.fsync(fd)

    def fsync_folder(self, fd: int) -> None:
        try:
            self.fsync(fd)
        except OSError as problem:
            if problem.errno not in _NO_FOLDER_SYNC:
                raise

    def fchmod(self, fd: int, mode: int) -> None:
        os.fchmod(fd, mode)

    def fstat(self, fd: int) -> os.stat_result:
        return os.fstat(fd)

    def lstat(self, path: Path) -> os.stat_result:
        return os.lstat(path)

    def link(self, source: Path, target: Path) -> None:
        os.link(source, target, follow_symlinks=False)

    def unlink(self, path: Path) -> None:
        os.unlink(path)

    def rename(self, source: Path, target: Path) -> None:
        os.rename(source, target)

    def mkdir(self, path: Path) -> None:
        os.mkdir(path, 0o700)

    def rmdir(self, path: Path) -> None:
        os.rmdir(path)

    def scan(self, path: Path) -> list[FolderEntry]:
        """Return the names in a folder, sorted; no file is looked at."""
        with os.scandir(path) as entries:
            return sorted((_entry(entry) for entry in entries), key=lambda entry: entry.name)

    def lock(self, fd: int) -> bool:
        """Take the lock of an open file until it is closed; False if someone else has it."""
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _entry(entry: os.DirEntry[str]) -> FolderEntry:
    if entry.is_symlink():
        kind = EntryKind.LINK
    elif entry.is_dir(follow_symlinks=False):
        kind = EntryKind.FOLDER
    elif entry.is_file(follow_symlinks=False):
        kind = EntryKind.FILE
    else:
        kind = EntryKind.OTHER
    return FolderEntry(entry.name, kind)


REAL = Fs()
