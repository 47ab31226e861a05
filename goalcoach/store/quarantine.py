"""Moves aside what counts nowhere in a store. Nothing is deleted, and no plan is touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from goalcoach.store.disk_error import saving
from goalcoach.store.draft_files import DRAFT
from goalcoach.store.file_access import is_folder, make_folder, scan, sync_folder
from goalcoach.store.file_name import ASIDE
from goalcoach.store.file_system import Fs
from goalcoach.store.finding import Finding
from goalcoach.store.visit_lock import take_lock


def movable(findings: Sequence[Finding]) -> tuple[Path, ...]:
    """Return the files and folders that can be moved aside, each once, in order."""
    return tuple(dict.fromkeys(one.path for one in findings if one.movable))


def move_aside(fs: Fs, path: Path) -> Path:
    """Move a file or folder into `set_aside` beside it, under its name or the next free one.

    A link is moved, not what it points at. Return the new path. Raises Busy while a visit is open
    in the same folder, NotSaved, NotAllowed.
    """
    with saving(), _no_visit(fs, path.parent):
        folder = path.parent / ASIDE
        make_folder(fs, folder)
        taken = {entry.name for entry in scan(folder, fs)}
        name, number = path.name, 1
        while name in taken:
            number += 1
            name = f"{path.name}-{number}"
        fs.rename(path, folder / name)
        sync_folder(fs, folder)
        sync_folder(fs, path.parent)
    return folder / name


@contextmanager
def _no_visit(fs: Fs, folder: Path) -> Iterator[None]:
    """Hold the lock of the visit that has its draft in `folder`, if there is one."""
    if not is_folder(folder / DRAFT, fs):
        yield
        return
    lock = take_lock(fs, folder / DRAFT / "lock")
    try:
        yield
    finally:
        lock.release()
