"""Every file call of the program, one method a system call.

They are methods of one class for two reasons: a test can make the k-th call fail, write less, or be
the last one before a power cut; and one place decides how files are opened: never through a link,
never blocking on a pipe, never inherited by a child process. `file_access` builds on these calls.
"""

from __future__ import annotations

import errno
import fcntl
import os
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

_OPEN_FLAGS = os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY
# On macOS fsync returns before the disk has written its cache; F_FULLFSYNC waits for that too.
_FULL_SYNC: int | None = getattr(fcntl, "F_FULLFSYNC", None)
# Some network shares cannot sync a folder at all; that says nothing about the write before it.
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})

_NO_RESERVE = _NO_FOLDER_SYNC | {errno.ENOSYS, errno.EPERM}


class EntryKind(StrEnum):
    """What a name in a folder is; a device or a pipe is OTHER."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    OTHER = "other"


class FolderEntry(NamedTuple):
    """One name in a folder. A link is reported as a link, whatever it points at."""

    name: str
    kind: EntryKind


class Fs:
    """The real file system. Every method may raise OSError; `fd` is an open file descriptor."""

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        """Open a file, not through a link; return its descriptor. `flags` are those of os.open."""
        return os.open(path, flags | _OPEN_FLAGS, mode)

    def open_linked(self, path: Path) -> int:
        """Open for reading a file that the user named, following links; return its descriptor."""
        return os.open(path, os.O_RDONLY | (_OPEN_FLAGS & ~os.O_NOFOLLOW))

    def close(self, fd: int) -> None:
        """Close a descriptor."""
        os.close(fd)

    def read(self, fd: int, size: int) -> bytes:
        """Return up to `size` bytes from the current position; b"" at the end."""
        return os.read(fd, size)

    def write(self, fd: int, data: bytes | memoryview) -> int:
        """Write at the current position; return how many bytes were taken."""
        return os.write(fd, data)

    def seek(self, fd: int, offset: int) -> None:
        """Set the position, in bytes from the start."""
        os.lseek(fd, offset, os.SEEK_SET)

    def truncate(self, fd: int, size: int) -> None:
        """Cut the file to `size` bytes."""
        os.ftruncate(fd, size)

    def reserve(self, fd: int, size: int) -> None:
        """Make sure that a file may grow to `size` bytes; raises OSError if there is no room."""
        try:
            os.posix_fallocate(fd, 0, size)
        except AttributeError:  # macOS has no such call
            self._check_room(fd, size)
        except OSError as problem:
            if problem.errno not in _NO_RESERVE:
                raise
            self._check_room(fd, size)

    def free(self, path: Path) -> int:
        """Return how many bytes are free for this user on the disk that holds `path`."""
        room = os.statvfs(path)
        return room.f_bavail * room.f_frsize

    def _check_room(self, fd: int, size: int) -> None:
        room = os.fstatvfs(fd)
        # A share that does not tell its size has none.
        if room.f_blocks and room.f_bavail * room.f_frsize < size:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def fsync(self, fd: int) -> None:
        """Return once the file's data is on the disk."""
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
        """Return once the names in an open folder are on the disk, where that can be asked for."""
        try:
            self.fsync(fd)
        except OSError as problem:
            if problem.errno not in _NO_FOLDER_SYNC:
                raise

    def fchmod(self, fd: int, mode: int) -> None:
        """Set the permission bits."""
        os.fchmod(fd, mode)

    def fstat(self, fd: int) -> os.stat_result:
        """Return the status of an open file."""
        return os.fstat(fd)

    def lstat(self, path: Path) -> os.stat_result:
        """Return the status of a name; of a link itself, not its target."""
        return os.lstat(path)

    def real(self, path: Path) -> Path:
        """Return the path with every link on the way followed; it need not exist."""
        return Path(os.path.realpath(path))

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name; raises FileExistsError rather than replace."""
        os.link(source, target, follow_symlinks=False)

    def unlink(self, path: Path) -> None:
        """Remove a name."""
        os.unlink(path)

    def rename(self, source: Path, target: Path) -> None:
        """Rename, replacing a file called `target` in one step."""
        os.rename(source, target)

    def mkdir(self, path: Path) -> None:
        """Make a folder with mode 0700."""
        os.mkdir(path, 0o700)

    def rmdir(self, path: Path) -> None:
        """Remove an empty folder."""
        os.rmdir(path)

    def scan(self, path: Path) -> list[FolderEntry]:
        """Return the entries of a folder, sorted by name; no file is opened."""
        with os.scandir(path) as entries:
            return sorted((_folder_entry(entry) for entry in entries), key=lambda entry: entry.name)

    def lock(self, fd: int) -> bool:
        """Lock an open file or folder (flock) until it is closed; return False if it is locked."""
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _folder_entry(entry: os.DirEntry[str]) -> FolderEntry:
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
"""The file system to use outside tests."""
