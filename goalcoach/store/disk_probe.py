"""Tries out a folder before a visit begins in it: a no at the start costs nobody their words.

What a visit will need at its end is done once with a file of no content: create, reserve room,
write, set the mode, sync, link, rename, remove, sync the folder.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from goalcoach.errors import NotSaved
from goalcoach.store.disk_error import saving, why_not
from goalcoach.store.file_access import (
    close_quietly,
    is_there,
    make_folders,
    remove_quietly,
    sync_folder,
    write_all,
)
from goalcoach.store.file_system import Fs
from goalcoach.store.save_protocol import NO_LINKS, NO_MODES
from goalcoach.translation import tr

ROOM = 1 << 20
"""Free bytes that a visit needs: the copy of its script, the journal of a long talk, its plan."""


def probe_disk(fs: Fs, folder: Path) -> None:
    """Make a patient's folder, if absent, and return if a visit in it can be saved.

    A file system without links or modes is no hindrance. Raises NotSaved with what to do,
    NotAllowed if the folder is a link. A folder that was made in vain is removed again.
    """
    new = not is_there(folder, fs)
    try:
        make_folders(fs, folder)
        with saving():
            _try_out(fs, folder)
    except NotSaved as problem:
        if new:
            with suppress(OSError):
                fs.rmdir(folder)
        cause = problem.__cause__
        why = why_not(cause) if isinstance(cause, OSError) else problem.sentence
        said = tr("What is said could not be saved here, so the visit was not opened.")
        raise NotSaved(f"{said} {why}") from problem


def _try_out(fs: Fs, folder: Path) -> None:
    # The names are those of a save that was cut short, so that `verify` knows what is left behind.
    first, linked, renamed = (folder / f".save-{secrets.token_hex(8)}.tmp" for _ in range(3))
    try:
        _try_file(fs, first)
        try:
            fs.link(first, linked)
        except OSError as problem:
            if problem.errno not in NO_LINKS:
                raise
        fs.rename(first, renamed)
        fs.unlink(renamed)
    finally:
        for path in (first, linked, renamed):
            remove_quietly(fs, path)
    sync_folder(fs, folder)


def _try_file(fs: Fs, path: Path) -> None:
    fd = fs.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
    try:
        fs.reserve(fd, ROOM)
        write_all(fs, fd, b"\n")
        try:
            fs.fchmod(fd, 0o444)
        except OSError as problem:
            if problem.errno not in NO_MODES:
                raise
        fs.fsync(fd)
    finally:
        close_quietly(fs, fd)
