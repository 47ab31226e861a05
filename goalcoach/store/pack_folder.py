"""Writes the files of a clinic's own pack: a new folder, or one file put in order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from goalcoach.errors import AlreadyExists, UsageError
from goalcoach.store.disk_error import saving
from goalcoach.store.file_access import (
    create_file,
    is_there,
    make_folders,
    read_file,
    replace_file,
    scan,
    sync_folder,
)
from goalcoach.store.file_system import REAL, Fs
from goalcoach.store.script_pack import built_in_folder
from goalcoach.translation import tr

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,60}")


def read_sample(fs: Fs = REAL) -> dict[str, bytes]:
    """Return the files of the small pack that a new one is copied from, by name.

    It is no pack that a visit can be held with: its folder holds no script.toml of its own.
    """
    folder = built_in_folder() / "sample" / "pack"
    found = {}
    for inner in ("", "tests/"):
        for one in scan(folder / inner, fs):
            if one.name.endswith(".toml"):
                name = f"{inner}{one.name}"
                found[name] = read_file(folder / name, fs, source=name)
    return found


def make_pack(parent: Path, name: str, files: Mapping[str, bytes], fs: Fs = REAL) -> Path:
    """Write a new pack into the folder `name` of `parent`, and return that folder.

    Raises UsageError for a name that no pack can have, AlreadyExists, NotSaved.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            tr("The name of a script has small letters, digits, - and _, and begins with a letter.")
        )
    folder = parent / name
    if is_there(folder, fs):
        raise AlreadyExists(tr("{folder} is there already. Choose another name.", folder=folder))
    with saving():
        make_folders(fs, folder)
        for file, data in files.items():
            make_folders(fs, (folder / file).parent)
            create_file(fs, folder / file, data)
        sync_folder(fs, folder)
    return folder


def replace_pack_file(folder: Path, name: str, data: bytes, fs: Fs = REAL) -> None:
    """Replace one file of a pack by `data`, which is whole on the disk first; raises NotSaved."""
    with saving():
        replace_file(fs, folder / name, folder / f".{name}.new", data)


def write_beside(path: Path, data: bytes, fs: Fs = REAL) -> None:
    """Write a file that was asked for by name; raises AlreadyExists, NotSaved."""
    if is_there(path, fs):
        raise AlreadyExists(tr("{path} is there already. Choose another name.", path=path))
    with saving():
        create_file(fs, path, data)
        sync_folder(fs, path.parent)
