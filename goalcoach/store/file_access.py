"""Reading and writing whole files safely.

Reading refuses links, pipes, devices and large files. A reader finds the old content or the new.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from goalcoach.errors import BadData, GoalcoachError, NotAllowed
from goalcoach.store.disk_error import ABSENT, bad, not_read, saving
from goalcoach.store.file_system import REAL, FolderEntry, Fs
from goalcoach.translation import tr

CAP = 1 << 20
"""Most bytes of a file, unless a caller allows more."""
_CHUNK = 1 << 16
_OPEN_AT_ONCE = 64
"""How many files are written before they are synced: macOS lets a program open 256."""


def read_file(
    path: Path, fs: Fs = REAL, *, cap: int = CAP, source: str = "", linked: bool = False
) -> bytes:
    """Return the bytes of an ordinary file of at most `cap` bytes.

    Never waits for the writer of a pipe. `source` names the file in messages, by default its name.
    Raises BadData for a pipe, a device, a folder, a link (unless `linked`) or a larger file,
    NotFound, NotAllowed, NotRead.
    """
    source = source or path.name
    try:
        fd = fs.open_linked(path) if linked else fs.open(path, os.O_RDONLY)
    except OSError as problem:
        raise not_read(problem, source) from problem
    try:
        size = _check_ordinary(fs.fstat(fd), source, cap)
        data = _read_to_end(fs, fd, size, cap)
    except OSError as problem:
        raise not_read(problem, source) from problem
    finally:
        close_quietly(fs, fd)
    if len(data) > cap:
        raise _too_large(source, cap)
    return data


def read_blocks(path: Path, fs: Fs = REAL, *, cap: int = CAP) -> Iterator[bytes]:
    """Yield the bytes of an ordinary file in blocks, for who need not hold all of them.

    Raises what `read_file` raises.
    """
    source, size = path.name, 0
    try:
        fd = fs.open(path, os.O_RDONLY)
    except OSError as problem:
        raise not_read(problem, source) from problem
    try:
        _check_ordinary(fs.fstat(fd), source, cap)
        while chunk := fs.read(fd, _CHUNK):
            size += len(chunk)
            if size > cap:
                raise _too_large(source, cap)
            yield chunk
    except OSError as problem:
        raise not_read(problem, source) from problem
    finally:
        close_quietly(fs, fd)


def _check_ordinary(status: os.stat_result, source: str, cap: int) -> int:
    """Return the size of an ordinary file; raises BadData for anything else, or more than `cap`."""
    if stat.S_ISDIR(status.st_mode):
        raise bad(source, tr("this is a folder; a file belongs here."))
    if not stat.S_ISREG(status.st_mode):
        raise bad(source, tr("this is a pipe or a device; an ordinary file belongs here."))
    if status.st_size > cap:
        raise _too_large(source, cap)
    return status.st_size


def _too_large(source: str, cap: int) -> BadData:
    return bad(source, tr("this file is larger than {size} MiB; it is not opened.", size=cap >> 20))


def _read_to_end(fs: Fs, fd: int, size: int, cap: int) -> bytes:
    """Return all bytes; more than `cap` if the file has grown past it meanwhile."""
    data = bytearray()
    while len(data) <= cap:
        chunk = fs.read(fd, max(size + 1 - len(data), _CHUNK))
        if not chunk:
            break
        data += chunk
    return bytes(data)


def scan(path: Path, fs: Fs = REAL) -> list[FolderEntry]:
    """Return the entries of a folder, sorted by name; [] if it is absent.

    Raises NotAllowed, NotRead, BadData if it is a link.
    """
    try:
        return fs.scan(path)
    except OSError as problem:
        if problem.errno in ABSENT:
            return []
        raise not_read(problem, path.name) from problem


def is_folder(path: Path, fs: Fs = REAL) -> bool:
    """Return True if `path` is a folder, False if nothing has that name.

    Raises NotAllowed if it is a link or anything else, NotRead.
    """
    try:
        status = fs.lstat(path)
    except OSError as problem:
        if problem.errno in ABSENT:
            return False
        raise not_read(problem, path.name) from problem
    if not stat.S_ISDIR(status.st_mode):
        raise NotAllowed(
            tr(
                "{name} is not a folder of its own but a link or a file. Move it away.",
                name=path.name,
            )
        )
    return True


def is_there(path: Path, fs: Fs = REAL) -> bool:
    """Return True if anything has this name, a dangling link included; raises NotRead."""
    try:
        fs.lstat(path)
    except OSError as problem:
        if problem.errno in ABSENT:
            return False
        raise not_read(problem, path.name) from problem
    return True


def write_all(fs: Fs, fd: int, data: bytes) -> None:
    """Write every byte of `data`; raises OSError, also if the disk takes none."""
    rest = memoryview(data)
    while rest:
        count = fs.write(fd, rest)
        if count <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[count:]


def create_file(fs: Fs, path: Path, data: bytes) -> None:
    """Write and sync a new file, 0600; its name is durable after `sync_folder`. Raises OSError."""
    fd = fs.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        write_all(fs, fd, data)
        fs.fsync(fd)
    finally:
        close_quietly(fs, fd)


def create_files(fs: Fs, files: Mapping[Path, bytes]) -> None:
    """Write and sync new files as `create_file` does one. Raises OSError.

    Many are written before the first of them is synced: the disk then takes them together, where
    one by one each would wait for it.
    """
    waiting = list(files.items())
    while waiting:
        batch, waiting = waiting[:_OPEN_AT_ONCE], waiting[_OPEN_AT_ONCE:]
        opened: list[int] = []
        try:
            for path, data in batch:
                opened.append(fs.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
                write_all(fs, opened[-1], data)
            for fd in opened:
                fs.fsync(fd)
        finally:
            for fd in opened:
                close_quietly(fs, fd)


def create_whole(fs: Fs, path: Path, temp: Path, data: bytes) -> None:
    """Write and sync a new file that gets its name once it is whole; raises OSError.

    FileExistsError rather than replace one. Where the disk has no links a crash may leave half of
    it. The name is durable after `sync_folder`.
    """
    remove(fs, temp)
    create_file(fs, temp, data)
    try:
        fs.link(temp, path)
    except FileExistsError:
        raise
    except OSError:
        create_file(fs, path, data)
    finally:
        remove_quietly(fs, temp)


def replace_file(fs: Fs, path: Path, temp: Path, data: bytes) -> None:
    """Replace the file at `path` by `data`, written and synced as `temp` first; raises OSError.

    A reader finds the old content or the new. The name is durable only after `sync_folder`. If the
    system reports an error, the file is read back: if it holds `data`, the replacement has worked.
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
    """Return True if a file holds exactly `data`; False if it cannot be read."""
    try:
        return read_file(path, fs, cap=max(len(data), CAP)) == data
    except GoalcoachError:
        return False


def make_folder(fs: Fs, path: Path) -> None:
    """Make a folder with mode 0700 if it is absent, and sync its parent.

    Raises OSError, NotAllowed if the name belongs to something else.
    """
    if is_folder(path, fs):
        return
    try:
        fs.mkdir(path)
    except FileExistsError:
        # Another process was faster; this raises if what it made is no folder.
        is_folder(path, fs)
    sync_folder(fs, path.parent)


def make_folders(fs: Fs, path: Path) -> None:
    """Make a folder and missing ones above it, each with mode 0700.

    Raises NotSaved, NotAllowed if `path` is a link or no folder.
    """
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
    """Return once the names in a folder are on the disk; raises OSError."""
    fd = fs.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fs.fsync_folder(fd)
    finally:
        close_quietly(fs, fd)


def remove(fs: Fs, path: Path) -> None:
    """Remove a file, if it exists; raises OSError."""
    try:
        fs.unlink(path)
    except FileNotFoundError:
        return


def remove_quietly(fs: Fs, path: Path) -> None:
    """Remove a file if that is possible; one that stays is reported by `verify`."""
    try:
        fs.unlink(path)
    except OSError:
        return


def close_quietly(fs: Fs, fd: int) -> None:
    """Close a file and ignore errors: after an fsync, or after reading, none matters any more."""
    try:
        fs.close(fd)
    except OSError:
        return
