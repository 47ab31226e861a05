"""What stands in a draft's folder, and how it is taken away or put aside."""

from __future__ import annotations

from pathlib import Path

from goalcoach.errors import GoalcoachError
from goalcoach.store.file_system import Fs
from goalcoach.store.script_pack import is_pack_file
from goalcoach.store.whole_file import is_folder, is_there, read_file, remove, scan, sync_folder

DRAFT = "draft"
KEPT = "draft-kept"


def journal_path(folder: Path) -> Path:
    return folder / "journal.log"


def set_aside(fs: Fs, folder: Path, stem: str) -> Path:
    """Rename a draft folder to `stem`-1, or the next number that is free; OSError as it comes."""
    taken = {entry.name for entry in scan(folder.parent, fs)}
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    target = folder.with_name(f"{stem}-{number}")
    fs.rename(folder, target)
    sync_folder(fs, folder.parent)
    return target


def forget(fs: Fs, folder: Path) -> None:
    """Take away all that was said: the journal first, for without it there is no draft.

    OSError as it comes.
    """
    remove(fs, journal_path(folder))
    for entry in scan(folder, fs):
        if entry.name.startswith("journal."):
            remove(fs, folder / entry.name)
    sync_folder(fs, folder)


def clear_pack(fs: Fs, folder: Path) -> None:
    """Take away the files of a draft's script, never through a link; OSError as it comes."""
    if is_folder(folder / "pack", fs):
        for entry in scan(folder / "pack", fs):
            remove(fs, folder / "pack" / entry.name)


def remove_shell(fs: Fs, folder: Path) -> None:
    """Take away the empty shell of a draft; someone who starts a new one now may keep it."""
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
    """Return the files of a pack folder by name; NotAllowed if it is a link."""
    is_folder(folder, fs)
    names = [entry.name for entry in scan(folder, fs) if is_pack_file(entry.name)]
    return {name: read_file(folder / name, fs) for name in names}
