"""The files of a draft's folder: their paths, and how they are removed or renamed.

Functions here raise OSError unchanged; the callers know what it means for the visit.
"""

from __future__ import annotations

from pathlib import Path

from goalcoach.errors import GoalcoachError
from goalcoach.store.file_access import is_folder, is_there, read_file, remove, scan, sync_folder
from goalcoach.store.file_system import Fs
from goalcoach.store.script_pack import is_pack_file

DRAFT = "draft"
"""The folder of an unfinished visit; set aside it is called draft-1, draft-2 …"""
KEPT = "draft-kept"
"""Stem of a closed visit's folder, if the site keeps journals: draft-kept-1 …"""


def journal_path(folder: Path) -> Path:
    """Return the path of the journal in a draft's folder."""
    return folder / "journal.log"


def set_aside(fs: Fs, folder: Path, stem: str) -> Path:
    """Rename a draft's folder to `stem`-1 or the next free number; return its new path."""
    taken = {entry.name for entry in scan(folder.parent, fs)}
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    target = folder.with_name(f"{stem}-{number}")
    fs.rename(folder, target)
    sync_folder(fs, folder.parent)
    return target


def remove_journal(fs: Fs, folder: Path) -> None:
    """Remove every file that holds answers: the journal, its temporary copy, its damaged part.

    The journal goes first: without it there is no draft, whatever is interrupted after it.
    """
    remove(fs, journal_path(folder))
    for entry in scan(folder, fs):
        if entry.name.startswith("journal."):
            remove(fs, folder / entry.name)
    sync_folder(fs, folder)


def clear_pack(fs: Fs, folder: Path) -> None:
    """Remove the files of a draft's pinned script; raises NotAllowed if its folder is a link."""
    if is_folder(folder / "pack", fs):
        for entry in scan(folder / "pack", fs):
            remove(fs, folder / "pack" / entry.name)


def remove_empty_draft(fs: Fs, folder: Path) -> None:
    """Remove what is left of a draft without a journal, as far as possible; raises nothing.

    Another process may be starting a visit here by now; its files then stop the removal.
    """
    try:
        clear_pack(fs, folder)
        if is_there(folder / "pack", fs):
            fs.rmdir(folder / "pack")
        remove(fs, folder / "lock")
        fs.rmdir(folder)
        sync_folder(fs, folder.parent)
    except (OSError, GoalcoachError):
        return


def read_pinned(fs: Fs, folder: Path) -> dict[str, bytes]:
    """Return the pinned script in a pack folder: contents by file name.

    Raises NotAllowed if the folder is a link, BadData for an entry that is no file.
    """
    is_folder(folder, fs)
    names = [entry.name for entry in scan(folder, fs) if is_pack_file(entry.name)]
    return {name: read_file(folder / name, fs) for name in names}
