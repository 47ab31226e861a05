"""What lies beside the journal of a visit and may hold answers: damaged parts, copies of others.

Nothing of it is deleted. It is told of, its whole lines can be read, and what a patient declines is
taken out of the files that we wrote ourselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from goalcoach.errors import GoalcoachError
from goalcoach.store.draft_files import (
    NEW,
    is_damaged_name,
    is_of_machine,
    names_beside,
)
from goalcoach.store.file_access import read_file, replace_file, scan, sync_folder
from goalcoach.store.file_system import EntryKind, Fs
from goalcoach.store.journal import CAP, EventJson, read_whole_lines, redact_bytes
from goalcoach.translation import tr


class KeptFile(Struct, frozen=True):
    """A file of journal lines: the event of each whole line, and how many lines are not whole."""

    name: str
    events: tuple[EventJson, ...]
    broken: int


def read_kept_files(fs: Fs, folder: Path, own: str) -> tuple[KeptFile, ...]:
    """Return the files in a draft's folder that hold journal lines, but that with the name `own`.

    One that cannot be read is left out: `beside_words` names it all the same.
    """
    kept = []
    for entry in scan(folder, fs):
        if entry.kind is not EntryKind.FILE or entry.name in {own, NEW}:
            continue
        if entry.name.startswith("journal"):
            try:
                data = read_file(folder / entry.name, fs, cap=CAP)
            except GoalcoachError:
                continue
            events, broken = read_whole_lines(data)
            kept += [KeptFile(entry.name, events, broken)] if events else []
    return tuple(kept)


def redact_kept(
    fs: Fs, folder: Path, own: str, addresses: Sequence[str], said: Sequence[EventJson]
) -> None:
    """Take the answers at `addresses` out of the files beside the journal that we wrote.

    The copies of other programs are left as they are. Raises OSError, NotRead.
    """
    for entry in scan(folder, fs):
        ours = is_damaged_name(entry.name) or is_of_machine(entry.name)
        if not ours or entry.name == own or entry.kind is not EntryKind.FILE:
            continue
        path = folder / entry.name
        data = read_file(path, fs, cap=CAP)
        less = redact_bytes(data, addresses, said)
        if less != data:
            replace_file(fs, path, folder / NEW, less)
            sync_folder(fs, folder)


def damage_words(where: str, whole: int, size: int, entries: int, name: str) -> str:
    """Return what is said of a damaged journal as the visit is taken up; `where`: its folder."""
    damaged = tr("The journal of this visit is damaged after {count} whole entries.", count=whole)
    if whole == 1:
        damaged = tr("The journal of this visit is damaged after 1 whole entry.")
    read = tr(
        "{size} bytes follow, with {count} whole entries among them.", size=size, count=entries
    )
    if entries == 1:
        read = tr("{size} bytes follow, with 1 whole entry among them.", size=size)
    elif not entries:
        read = tr("{size} bytes follow, with no whole entry among them.", size=size)
    kept = tr("They are kept in {file}.", file=f"{where}/{name}")
    return f"{damaged} {read} {kept if name else tr('They are zeros, and left out.')}"


def beside_words(where: str, names: Sequence[str]) -> str:
    """Return what is said of files beside a journal that are not its own; "" for none."""
    if not names:
        return ""
    held = any(_may_hold_answers(name) for name in names)
    files = ", ".join(names)
    kept = tr("Not of this visit, and kept in {folder}: {files}.", folder=where, files=files)
    return f"{kept} {tr('They may hold answers of another machine.')}" if held else kept


def apart_words(folder: Path, names: Sequence[str]) -> str:
    """Return what is said once such files were moved to `folder`, and what shows them."""
    code, name, files = folder.parent.name, folder.name, ", ".join(names)
    kept = tr(
        "Files that lay beside the journal are kept in {folder}: {files}.",
        folder=f"{code}/{name}",
        files=files,
    )
    again = f"goalcoach show {code} --draft {name}"
    look = tr("They may hold answers: {command} shows them.", command=again)
    return f"{kept} {look}" if any(_may_hold_answers(one) for one in names) else kept


def _may_hold_answers(name: str) -> bool:
    return name.startswith("journal")


def foreign(fs: Fs, folder: Path, own: str) -> tuple[str, ...]:
    """Return the names beside a journal that neither it nor its damaged part has."""
    return tuple(name for name in names_beside(fs, folder, own) if not is_damaged_name(name))
