"""The save protocol: a plan version appears whole under its name, or not at all.

temp file → write → 0444 → fsync → read back and compare → link to the final name (the one atomic
step; it never replaces) → unlink temp → fsync the folder. There are three outcomes: it returns
(saved), it raises AlreadyExists or NotSaved (nothing was written), or it raises Unconfirmed (the
file is visible, but may not survive a power cut).
"""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from goalcoach.errors import AlreadyExists, NotSaved, Unconfirmed
from goalcoach.store.disk_error import not_saved, reason, saving
from goalcoach.store.file_access import close_quietly, holds, remove_quietly, sync_folder, write_all
from goalcoach.store.file_system import Fs
from goalcoach.translation import tr

NO_LINKS = frozenset(
    {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}
)
# A file system without permission bits refuses to set them; the plan then stays 0600.
NO_MODES = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL


def save_new(fs: Fs, final: Path, data: bytes) -> None:
    """Save `data` as a new file `final`; a file with the same bytes counts as saved.

    Raises AlreadyExists if the name holds other bytes, NotSaved, Unconfirmed.
    """
    temp = final.with_name(f".save-{secrets.token_hex(8)}.tmp")
    try:
        with saving():
            _write_checked(fs, fs.open(temp, _NEW), data)
        linked = _link(fs, temp, final, data)
    finally:
        remove_quietly(fs, temp)
    try:
        if not linked:
            # The file was there already, and its writer may not have synced it.
            _sync_file(fs, final)
        sync_folder(fs, final.parent)
    except OSError as problem:
        raise _unconfirmed(final, problem) from problem


def _write_checked(fs: Fs, fd: int, data: bytes) -> None:
    """Write a new file, set it to 0444, sync it, read it back and close it; raises OSError."""
    try:
        write_all(fs, fd, data)
        try:
            fs.fchmod(fd, 0o444)
        except OSError as problem:
            if problem.errno not in NO_MODES:
                raise
        fs.fsync(fd)
        fs.seek(fd, 0)
        if _read_back(fs, fd, len(data)) != data:
            raise OSError(errno.EIO, tr("what was written is not what is read"))
    finally:
        close_quietly(fs, fd)


def _read_back(fs: Fs, fd: int, size: int) -> bytes:
    found = bytearray()
    while chunk := fs.read(fd, size + 1 - len(found)):
        found += chunk
    return bytes(found)


def _link(fs: Fs, temp: Path, final: Path, data: bytes) -> bool:
    """Give the temp file its final name; return False if the same bytes had that name already."""
    try:
        fs.link(temp, final)
    except FileExistsError as problem:
        return _compare(fs, final, data, problem)
    except OSError as problem:
        if problem.errno in NO_LINKS:
            return _write_in_place(fs, final, data)
        if _is_visible(fs, final, problem):
            # A share may report failure after success, or another process was faster: what the name
            # holds decides.
            return _compare(fs, final, data, problem)
        raise not_saved(problem) from problem
    return True


def _is_visible(fs: Fs, final: Path, problem: OSError) -> bool:
    """Return True if the final name exists; raises Unconfirmed if that cannot be known."""
    try:
        fs.lstat(final)
    except FileNotFoundError:
        return False
    except OSError:
        raise _unconfirmed(final, problem) from problem
    return True


def _compare(fs: Fs, final: Path, data: bytes, problem: OSError) -> bool:
    """Return False if the final name holds `data`; raise AlreadyExists if it holds other bytes."""
    if holds(fs, final, data):
        return False
    raise AlreadyExists(
        tr(
            "{name} is there already, with other content. Nothing was replaced, and "
            "your answers are kept.",
            name=final.name,
        )
    ) from problem


def _write_in_place(fs: Fs, final: Path, data: bytes) -> bool:
    """Write straight to the final name, on a file system without links; return as `_link` does.

    Nothing is replaced here either (O_EXCL). A crash may leave an incomplete file, but that lacks
    the digest line at its end, so no reader takes it for a version.
    """
    try:
        fd = fs.open(final, _NEW)
    except FileExistsError as problem:
        return _compare(fs, final, data, problem)
    except OSError as problem:
        raise not_saved(problem) from problem
    try:
        _write_checked(fs, fd, data)
    except BaseException as problem:
        remove_quietly(fs, final)
        if not isinstance(problem, OSError):
            raise
        if holds(fs, final, data):
            raise _unconfirmed(final, problem) from problem
        raise not_saved(problem) from problem
    return True


def _sync_file(fs: Fs, path: Path) -> None:
    fd = fs.open(path, os.O_RDONLY)
    try:
        fs.fsync(fd)
    finally:
        close_quietly(fs, fd)


def _unconfirmed(final: Path, problem: OSError) -> NotSaved:
    return Unconfirmed(
        tr(
            "Whether {name} is saved for good is not known: the disk answered "
            "“{problem}”. Your answers are kept as well. Look at the disk, then close "
            "this visit again.",
            name=final.name,
            problem=reason(problem),
        )
    )
