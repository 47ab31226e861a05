"""Dialogue packs: folders of TOML files, those that come with goalcoach and a clinic's own."""

from __future__ import annotations

import re
from pathlib import Path

from goalcoach.errors import NotFound
from goalcoach.store.file_access import bad, is_folder, read_file, scan
from goalcoach.store.file_system import REAL, Fs

_FILE = r"[a-z0-9][a-z0-9_-]{0,60}\.toml"
_NAME = r"[a-z0-9][a-z0-9_-]{0,60}"
_MOST_FILES = 200


def is_pack_file(name: str) -> bool:
    """Return True if a file of this name is read as part of a pack."""
    return re.fullmatch(_FILE, name) is not None


def built_in_folder() -> Path:
    """Return the folder of the packs that come with goalcoach."""
    # The package is never zipped, and importlib.resources costs a tenth of a command's start.
    return Path(__file__).resolve().parent.parent / "prompts"


def pack_names(fs: Fs = REAL) -> tuple[str, ...]:
    """Return the names of the packs that come with goalcoach, sorted."""
    root = built_in_folder()
    names = (entry.name for entry in scan(root, fs) if re.fullmatch(_NAME, entry.name))
    return tuple(name for name in names if _holds_script(root / name, fs))


def read_pack(name_or_path: str | Path, fs: Fs = REAL) -> dict[str, bytes]:
    """Return a pack's files by name: "script.toml", "values.toml" …

    A string without a slash names a built-in pack; one with a slash, "." or "..", and any Path, is
    a folder. Raises NotFound, BadData, NotAllowed.
    """
    word = str(name_or_path)
    if isinstance(name_or_path, str) and "/" not in word and word not in {".", ".."}:
        if word not in pack_names(fs):
            known = ", ".join(pack_names(fs))
            raise NotFound(
                f"There is no script called “{word}”. There are: {known}. "
                f"For a folder of your own, write ./{word}."
            )
        return _read_folder(built_in_folder() / word, fs)
    folder = Path(name_or_path)
    # For a NUL in a path Python raises ValueError, not OSError.
    if "\0" in word or not _holds_script(folder, fs):
        raise NotFound(f"{word} holds no script.toml, so it is not a script's folder.")
    return _read_folder(folder, fs)


def _holds_script(folder: Path, fs: Fs) -> bool:
    return any(entry.name == "script.toml" for entry in scan(folder, fs))


def _read_folder(folder: Path, fs: Fs) -> dict[str, bytes]:
    is_folder(folder, fs)
    names = [entry.name for entry in scan(folder, fs) if is_pack_file(entry.name)]
    if len(names) > _MOST_FILES:
        raise bad(folder.name, f"a script has at most {_MOST_FILES} files.")
    return {name: read_file(folder / name, fs, source=f"{folder.name}/{name}") for name in names}
