"""Whole files: read one with every trap closed, write one so that it is there or it is not."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from goalcoach.errors import BadData, GoalcoachError, NotAllowed, NotFound, NotSaved, Problem
from goalcoach.store.file_system import REAL, FolderEntry, Fs

CAP = 1 << 20
_CHUNK = 1 << 16
_REFUSED = frozenset({errno.EACCES, errno.EPERM})
_ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR})
_WHY = {
    errno.ENOSPC: "The disk is full. Free some space, then try again.",
    errno.EDQUOT: "Your share of the disk is used up. Free some space, then try again.",
    errno.EROFS: "The folder can only be read. Make it writable, then try again.",
    errno.EACCES: "The folder may not be written to. Ask who looks after it, then try again.",
    errno.EPERM: "The folder may not be written to. Ask who looks after it, then try again.",
}
_SHORT = {
    errno.EIO: "trouble reading or writing",
    errno.EINTR: "interrupted",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read only",
    errno.EACCES: "no access",
    errno.EPERM: "no access",
    errno.ENOLCK: "no locks",
}


class NotRead(GoalcoachError):
    """The disk did not give back what it holds; nothing was changed."""

    exit_code = 74


@contextmanager
def saving() -> Iterator[None]:
    """Turn the disk's trouble into NotSaved, reading included: what is not seen is not saved."""
    try:
        yield
    except OSError as problem:
        raise not_saved(problem) from problem
    except NotRead as problem:
        raise NotSaved(f"Not saved yet. Your words are still here. {problem.sentence}") from problem


def not_saved(problem: OSError) -> NotSaved:
    """Return what to tell the person when a write came to nothing."""
    return NotSaved(f"Not saved yet. Your words are still here. {why_not(problem)}")


def why_not(problem: OSError) -> str:
    """Return why a write came to nothing, and what to do."""
    why = _WHY.get(problem.errno or 0)
    return why or f"The disk answered “{reason(problem)}”. Try again, or look at the disk."


def reason(problem: OSError) -> str:
    """Return a few words on what the system said: for a person, and its name for a technician.

    The system's own words are left out: they blame, and they may hold a path.
    """
    if problem.errno is None:
        return problem.strerror or "no reason given"
    name = errno.errorcode.get(problem.errno, str(problem.errno))
    words = _SHORT.get(problem.errno)
    return f"{words}, {name}" if words else name


def bad(source: str, message: str) -> BadData:
    return BadData(source, [Problem(0, "", message)])


def read_file(
    path: Path, fs: Fs = REAL, *, cap: int = CAP, source: str = "", linked: bool = False
) -> bytes:
    """Return the bytes of an ordinary file of at most `cap` bytes.

    A pipe, a device, a folder, a link (unless `linked`) and a larger file are each refused with
    one sentence: BadData; NotFound and NotAllowed as they say. Never waits for a writer.
    """
    source = source or path.name
    try:
        fd = fs.open_linked(path) if linked else fs.open(path, os.O_RDONLY)
    except OSError as problem:
        raise _not_read(problem, source) from problem
    try:
        size = _check_ordinary(fs.fstat(fd), source, cap)
        data = _read_to_end(fs, fd, size, cap)
    except OSError as problem:
        raise _not_read(problem, source) from problem
    finally:
        close_quietly(fs, fd)
    if len(data) > cap:
        raise _too_large(source, cap)
    return data


def _check_ordinary(status: os.stat_result, source: str, cap: int) -> int:
    if stat.S_ISDIR(status.st_mode):
        raise bad(source, "this is a folder; a file belongs here.")
    if not stat.S_ISREG(status.st_mode):
        raise bad(source, "this is a pipe or a device; an ordinary file belongs here.")
    if status.st_size > cap:
        raise _too_large(source, cap)
    return status.st_size


def _too_large(source: str, cap: int) -> BadData:
    return bad(source, f"this file is larger than {cap >> 20} MiB; it is not opened.")


def _read_to_end(fs: Fs, fd: int, size: int, cap: int) -> bytes:
    data = bytearray()
    while len(data) <= cap:
        chunk = fs.read(fd, max(size + 1 - len(data), _CHUNK))
        if not chunk:
            break
        data += chunk
    return bytes(data)


def _not_read(problem: OSError, source: str) -> GoalcoachError:
    if problem.errno in _ABSENT:
        return NotFound(f"{source} is not there.")
    if problem.errno in _REFUSED:
        return NotAllowed(f"{source} may not be read. Ask who looks after this folder.")
    if problem.errno == errno.ELOOP:
        return bad(source, "this is a link; an ordinary file belongs here.")
    if problem.errno in {errno.ENXIO, errno.ENODEV}:
        return bad(source, "this is a pipe or a device; an ordinary file belongs here.")
    return NotRead(f"The disk could not read {source} ({reason(problem)}). Try again.")


def scan(path: Path, fs: Fs = REAL) -> list[FolderEntry]:
    """Return what stands in a folder; an absent folder is empty. NotAllowed, NotRead."""
    try:
        return fs.scan(path)
    except OSError as problem:
        if problem.errno in _ABSENT:
            return []
        raise _not_read(problem, path.name) from problem


def is_folder(path: Path, fs: Fs = REAL) -> bool:
    """Return whether a folder is there; NotAllowed for a link, or anything else of that name."""
    try:
        status = fs.lstat(path)
    except OSError as problem:
        if problem.errno in _ABSENT:
            return False
        raise _not_read(problem, path.name) from problem
    if not stat.S_ISDIR(status.st_mode):
        raise NotAllowed(
            f"{path.name} is not a folder of its own but a link or a file. Move it away."
        )
    return True


def is_there(path: Path, fs: Fs = REAL) -> bool:
    """Return whether anything has this name, a link that leads nowhere included."""
    try:
        fs.lstat(path)
    except OSError as problem:
        if problem.errno in _ABSENT:
            return False
        raise _not_read(problem, path.name) from problem
    return True


def write_all(fs: Fs, fd: int, data: bytes) -> None:
    """Write every byte; a disk that takes none is broken: OSError."""
    rest = memoryview(data)
    while rest:
        count = fs.write(fd, rest)
        if count <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[count:]


def create_file(fs: Fs, path: Path, data: bytes) -> None:
    """Write a new file, 0600, down to the disk; its name is durable only after `sync_folder`."""
    fd = fs.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        write_all(fs, fd, data)
        fs.fsync(fd)
    finally:
        close_quietly(fs, fd)


def replace_file(fs: Fs, path: Path, temp: Path, data: bytes) -> None:
    """Put `data` in place of what `path` holds: the old file or the new one, never a mix.

    Returns when the new one has its name; the name is durable only after `sync_folder`. If the
    system reports trouble, the name itself is looked at: only what stands there counts.
    """
    try:
        remove(fs, temp)
        create_file(fs, temp, data)
        fs.rename(temp, path)
    except OSError:
        if holds(fs, path, data):
            return
        remove_quietly(fs, temp)
        raise


def holds(fs: Fs, path: Path, data: bytes) -> bool:
    """Return whether the file of this name holds exactly these bytes, as far as one can see."""
    try:
        return read_file(path, fs, cap=max(len(data), CAP)) == data
    except GoalcoachError:
        return False


def make_folder(fs: Fs, path: Path) -> None:
    """Make a folder, 0700, if it is not there; its parent is synced."""
    if is_folder(path, fs):
        return
    try:
        fs.mkdir(path)
    except FileExistsError:
        # Someone else was faster; what counts is that it is a folder.
        is_folder(path, fs)
    sync_folder(fs, path.parent)


def make_folders(fs: Fs, path: Path) -> None:
    """Make a folder and those above it, each 0700. NotSaved, NotAllowed for a link at the end."""
    absent = []
    with saving():
        if is_folder(path, fs):
            return
        while not is_there(path, fs):
            absent.append(path)
            path = path.parent
        for path in reversed(absent):
            make_folder(fs, path)


def sync_folder(fs: Fs, path: Path) -> None:
    """Make the names in a folder durable."""
    fd = fs.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fs.fsync_folder(fd)
    finally:
        close_quietly(fs, fd)


def remove(fs: Fs, path: Path) -> None:
    """Take a name away; an absent one is fine."""
    try:
        fs.unlink(path)
    except FileNotFoundError:
        return


def remove_quietly(fs: Fs, path: Path) -> None:
    """Take a name away if that is possible; what stays is a leftover that `verify` names."""
    try:
        fs.unlink(path)
    except OSError:
        return


def close_quietly(fs: Fs, fd: int) -> None:
    """Close; after an fsync, or after reading, a close has no news that matters."""
    try:
        fs.close(fd)
    except OSError:
        return
