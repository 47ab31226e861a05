"""What a folder is that is named as the store, told by names alone: no plan is read.

Asked before anything is listed or begun, so that a wrong --store is noticed: the folders of some
other folder would be taken for patients.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from goalcoach.errors import GoalcoachError
from goalcoach.store.draft_files import DRAFT
from goalcoach.store.file_access import is_folder, is_there, scan
from goalcoach.store.file_name import SCRIPTS, SITE_FILE, diary_number, is_code, version_of
from goalcoach.store.file_system import REAL, EntryKind, Fs
from goalcoach.store.script_pack import own_pack_names


class FolderKind(StrEnum):
    """What a folder is to goalcoach."""

    STORE = "store"
    """It has a site file, or a patient's folder with a file of ours in it."""
    EMPTY = "empty"
    """It is not there, or holds nothing but hidden files and `scripts`: a store may begin here."""
    OTHER = "other"
    """It holds other things."""


def codes_in(root: Path, fs: Fs = REAL) -> tuple[str, ...]:
    """Return the name of every folder in `root` that is a valid code, sorted; () if it is absent.

    Raises NotAllowed, NotRead.
    """
    return tuple(
        entry.name
        for entry in scan(root, fs)
        if entry.kind is EntryKind.FOLDER and is_code(entry.name)
    )


def kind_of_folder(root: Path, fs: Fs = REAL) -> FolderKind:
    """Return what the folder `root` is; raises NotAllowed, NotRead if it cannot be looked at."""
    if not is_there(root, fs):
        return FolderKind.EMPTY
    if is_there(root / SITE_FILE, fs) or any(
        _holds_ours(root / code, fs) for code in codes_in(root, fs)
    ):
        return FolderKind.STORE
    shown = [entry.name for entry in scan(root, fs) if not entry.name.startswith(".")]
    if shown == [SCRIPTS] and own_pack_names(root / SCRIPTS, fs):
        return FolderKind.EMPTY  # its dialogue was written before its first plan
    return FolderKind.OTHER if shown else FolderKind.EMPTY


def names_in(root: Path, code: str, fs: Fs = REAL) -> tuple[str, ...]:
    """Return the names in a patient's folder, sorted; () if it is absent or cannot be read.

    `code` must be valid.
    """
    try:
        folder = root / code
        return tuple(one.name for one in scan(folder, fs)) if is_folder(folder, fs) else ()
    except GoalcoachError:
        return ()


def _holds_ours(folder: Path, fs: Fs) -> bool:
    """Return True for a folder in which there is a file that a patient's folder has."""
    return any(
        name == DRAFT
        or name.startswith(f"{DRAFT}-")
        or diary_number(name) is not None
        or version_of(name) is not None
        for name in names_in(folder.parent, folder.name, fs)
    )
