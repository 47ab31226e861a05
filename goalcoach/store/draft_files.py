"""The files of a draft's folder: their names, and how they are removed or renamed.

A file is removed only if its name is exactly ours. Whatever else lies here, such as the copies that
sync programs make, may hold what somebody said: it is kept, under a name of its own, and told of.
Functions here raise OSError unchanged; the callers know what it means for the visit.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from goalcoach.errors import GoalcoachError, UsageError
from goalcoach.store.disk_error import bad
from goalcoach.store.file_access import (
    create_files,
    is_folder,
    is_there,
    make_folder,
    read_file,
    remove,
    scan,
    sync_folder,
)
from goalcoach.store.file_system import EntryKind, Fs
from goalcoach.store.script_pack import is_pack_file, name_of_pinned, pinned_name
from goalcoach.translation import tr

DRAFT = "draft"
"""The folder of an unfinished visit; set aside it is called draft-1, draft-2 …"""
KEPT = "draft-kept"
"""Stem of a closed visit's folder, if the site keeps journals: draft-kept-1 …"""
APART = "draft-apart"
"""Stem of a folder with what lay beside the journal of a visit that is over: draft-apart-1 …"""

JOURNAL, NEW, LOCK, PACK = "journal.log", "journal.new", "lock", "pack"
_FOLDER = re.compile(r"draft(?:-kept|-apart)?(?:-[1-9][0-9]{0,5})?")
_DAMAGED = re.compile(r"journal\.damaged(?:-[1-9][0-9]*)?")
_OF_MACHINE = re.compile(r"journal\.of-[a-z0-9-]{1,48}\.log")


def journal_path(folder: Path) -> Path:
    """Return the path of the journal in a draft's folder."""
    return folder / JOURNAL


def check_draft_name(name: str) -> str:
    """Return the name of a folder that may hold a visit; raises UsageError for any other."""
    if _FOLDER.fullmatch(name) is None:
        raise UsageError(
            tr("--draft takes the folder of a visit: draft, draft-1 or draft-apart-1.")
        )
    return name


def is_damaged_name(name: str) -> bool:
    """Return True for a file that holds what was damaged in a journal."""
    return _DAMAGED.fullmatch(name) is not None


def damaged_path(folder: Path, taken: Collection[str]) -> Path:
    """Return the first free name for what is damaged in a journal."""
    number = 1
    while f"journal.damaged-{number}" in taken:
        number += 1
    return folder / f"journal.damaged-{number}"


def beside_path(folder: Path, number: int) -> Path:
    """Return a name that holds this machine's, for the journal where another has its own."""
    host = re.sub(r"[^a-z0-9]+", "-", os.uname().nodename.lower()).strip("-")[:40] or "here"
    return folder / f"journal.of-{host}{f'-{number}' if number > 1 else ''}.log"


def is_of_machine(name: str) -> bool:
    """Return True for a journal that was kept beside another's, by this machine or another."""
    return _OF_MACHINE.fullmatch(name) is not None


def names_beside(fs: Fs, folder: Path, own: str = JOURNAL) -> tuple[str, ...]:
    """Return the names in a draft's folder that are not those of a draft; `own` is its journal's.

    Those in the folder of the script have it before them: "pack/notes.txt".
    """
    found: list[str] = []
    for entry in scan(folder, fs):
        if entry.name == PACK and entry.kind is EntryKind.FOLDER:
            inner = scan(folder / PACK, fs)
            found += [f"{PACK}/{one.name}" for one in inner if not is_pack_file(one.name)]
        elif entry.name not in {own, NEW, LOCK} or entry.kind is not EntryKind.FILE:
            found.append(entry.name)
    return tuple(found)


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


def remove_journal(fs: Fs, folder: Path, own: str = JOURNAL) -> None:
    """Remove the journal, whose name is `own`, and its temporary copy; nothing else.

    The journal goes first: without it there is no draft, whatever is interrupted after it.
    """
    remove(fs, folder / own)
    remove(fs, folder / NEW)
    sync_folder(fs, folder)


def clear_pack(fs: Fs, folder: Path) -> None:
    """Remove the files of a draft's pinned script; raises NotAllowed if its folder is a link."""
    if is_folder(folder / PACK, fs):
        for entry in scan(folder / PACK, fs):
            if is_pack_file(entry.name):
                remove(fs, folder / PACK / entry.name)


def pin_script(fs: Fs, folder: Path, pack: Mapping[str, bytes]) -> None:
    """Write the script into the draft's folder; raises OSError, BadData for a bad file name."""
    make_folder(fs, folder / PACK)
    clear_pack(fs, folder)
    files: dict[Path, bytes] = {}
    for name, data in pack.items():
        pinned = pinned_name(name)
        if not is_pack_file(pinned):
            raise bad(name, tr("a script's file is named with small letters and ends in .toml."))
        files[folder / PACK / pinned] = data
    create_files(fs, files)
    sync_folder(fs, folder / PACK)


def remove_empty_draft(fs: Fs, folder: Path) -> bool:
    """Remove what is left of a draft without a journal, as far as possible; raises nothing.

    Return False where files are gone and the folder is not: a disk that another program keeps
    (FUSE) hides what is removed while it is open, and the folder can go once that is closed.

    Another process may be starting a visit here by now; its files then stop the removal.
    """
    try:
        clear_pack(fs, folder)
        if is_there(folder / PACK, fs):
            fs.rmdir(folder / PACK)
        remove(fs, folder / LOCK)
    except (OSError, GoalcoachError):
        return True
    return remove_empty_folder(fs, folder)


def remove_empty_folder(fs: Fs, folder: Path) -> bool:
    """Remove a folder in which nothing is; return False if something is. Raises nothing."""
    try:
        fs.rmdir(folder)
        sync_folder(fs, folder.parent)
    except OSError as problem:
        return problem.errno not in (errno.ENOTEMPTY, errno.EEXIST)
    return True


def read_pinned(fs: Fs, folder: Path) -> dict[str, bytes]:
    """Return the pinned script in a pack folder: contents by file name.

    Raises NotAllowed if the folder is a link, BadData for an entry that is no file.
    """
    is_folder(folder, fs)
    names = [entry.name for entry in scan(folder, fs) if is_pack_file(entry.name)]
    return {name_of_pinned(name): read_file(folder / name, fs) for name in names}


def read_what_is_pinned(fs: Fs, folder: Path) -> dict[str, bytes]:
    """Return those files of the pinned script in a pack folder that can be read."""
    found: dict[str, bytes] = {}
    with suppress(GoalcoachError):
        names = [entry.name for entry in scan(folder, fs) if is_pack_file(entry.name)]
        for name in names:
            with suppress(GoalcoachError):
                found[name_of_pinned(name)] = read_file(folder / name, fs)
    return found
