"""The save protocol: a plan version appears whole under its name, or not at all.

temp file → write → 0444 → fsync → read back and compare → link to the final name (the one atomic
step; it never replaces) → unlink temp → fsync the folder. Three outcomes and no other: it returns
(saved), AlreadyExists or NotSaved (nothing was written), Unconfirmed (visible, but nobody can say
whether it would survive a power cut).
"""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from goalcoach.errors import AlreadyExists, NotSaved, Unconfirmed
from goalcoach.store.file_system import Fs
from goalcoach.store.whole_file import (
    close_quietly,
    holds,
    not_saved,
    reason,
    remove_quietly,
    saving,
    sync_folder,
    write_all,
)

_NO_LINKS = frozenset(
    {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}
)
# A file system without modes refuses to set one; the plan then stays 0600, which is no wider.
_NO_MODES = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL


def save_new(fs: Fs, final: Path, data: bytes) -> None:
    """Save `data` under a name that nothing has yet; the same bytes again are saved already."""
    temp = final.with_name(f".save-{secrets.token_hex(8)}.tmp")
    try:
        with saving():
            _write_checked(fs, fs.open(temp, _NEW), data)
        linked = _link(fs, temp, final, data)
    finally:
        remove_quietly(fs, temp)
    try:
        if not linked:
            # Not ours: whoever wrote these same bytes may not have synced them.
            _sync_file(fs, final)
        sync_folder(fs, final.parent)
    except OSError as problem:
        raise _unconfirmed(final, problem) from problem


def _write_checked(fs: Fs, fd: int, data: bytes) -> None:
    """Write a new file down to the disk, make it 0444, read it back, and close it."""
    try:
        write_all(fs, fd, data)
        try:
            fs.fchmod(fd, 0o444)
        except OSError as problem:
            if problem.errno not in _NO_MODES:
                raise
        fs.fsync(fd)
        fs.seek(fd, 0)
        if _read_back(fs, fd, len(data)) != data:
            raise OSError(errno.EIO, "what was written is not what is read")
    finally:
        close_quietly(fs, fd)


def _read_back(fs: Fs, fd: int, size: int) -> bytes:
    found = bytearray()
    while chunk := fs.read(fd, size + 1 - len(found)):
        found += chunk
    return bytes(found)


def _link(fs: Fs, temp: Path, final: Path, data: bytes) -> bool:
    """Give the temp file its final name; False if the same bytes were there already."""
    try:
        fs.link(temp, final)
    except FileExistsError as problem:
        return _compare(fs, final, data, problem)
    except OSError as problem:
        if problem.errno in _NO_LINKS:
            return _write_in_place(fs, final, data)
        if _is_visible(fs, final, problem):
            # The answer was lost on the way, or someone else was faster: the name decides.
            return _compare(fs, final, data, problem)
        raise not_saved(problem) from problem
    return True


def _is_visible(fs: Fs, final: Path, problem: OSError) -> bool:
    try:
        fs.lstat(final)
    except FileNotFoundError:
        return False
    except OSError:
        raise _unconfirmed(final, problem) from problem
    return True


def _compare(fs: Fs, final: Path, data: bytes, problem: OSError) -> bool:
    """Return False if the name holds our bytes; AlreadyExists if it holds others."""
    if holds(fs, final, data):
        return False
    raise AlreadyExists(
        f"{final.name} is there already, with other content. "
        "Nothing was replaced, and your answers are kept."
    ) from problem


def _write_in_place(fs: Fs, final: Path, data: bytes) -> bool:
    """Where links do not exist: take the final name itself, which still never replaces.

    A file cut short lacks its digest line, so it is never taken for a version.
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
        f"Whether {final.name} is saved for good is not known: the disk answered "
        f"“{reason(problem)}”. "
        "Your answers are kept as well. Look at the disk, then close this visit again."
    )
