"""Dialogue packs: folders of TOML files, those that come with goalcoach and a clinic's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import Path

from goalcoach.errors import NotFound
from goalcoach.store.file_access import bad, is_folder, is_there, read_file, scan
from goalcoach.store.file_system import REAL, Fs

_FILE = r"[a-z0-9][a-z0-9_-]{0,60}\.toml"
_NAME = r"[a-z0-9][a-z0-9_-]{0,60}"
_MOST_FILES = 200
TRANSLATIONS = "i18n"
"""The folder of a pack with its other languages; its files are named "i18n/de.toml"."""


def is_pack_file(name: str) -> bool:
    """Return True if a file of this name is read as part of a pack."""
    return re.fullmatch(_FILE, name) is not None


def pinned_name(name: str) -> str:
    """Return what a file of a pack is called beside a visit's journal, where there is one folder.

    No section's file has such a name: a section's id has no hyphen.
    """
    return name.replace("/", "-", 1) if name.startswith(f"{TRANSLATIONS}/") else name


def name_of_pinned(name: str) -> str:
    """Return the name in its pack of a file beside a journal: what `pinned_name` was given."""
    lead = f"{TRANSLATIONS}-"
    return f"{TRANSLATIONS}/{name[len(lead) :]}" if name.startswith(lead) else name


def _built_in() -> Path:
    """Return the folder of the packs that come with goalcoach."""
    # The package is never zipped, and importlib.resources costs a tenth of a command's start.
    return Path(__file__).resolve().parent.parent / "prompts"


def pack_names(fs: Fs = REAL) -> tuple[str, ...]:
    """Return the names of the packs that come with goalcoach, sorted."""
    root = _built_in()
    names = (entry.name for entry in scan(root, fs) if re.fullmatch(_NAME, entry.name))
    return tuple(name for name in names if _holds_script(root / name, fs))


def read_pack(
    name_or_path: str | Path, fs: Fs = REAL, languages: Collection[str] = ()
) -> dict[str, bytes]:
    """Return a pack's files by name: "script.toml", "values.toml" …

    With `languages` those of its translations too: "i18n/de.toml", "i18n/de-familiar.toml".
    A string without a slash names a built-in pack; one with a slash, "." or "..", and any Path, is
    a folder. Raises NotFound, BadData, NotAllowed.
    """
    folder = find_pack(name_or_path, fs)
    files = _read_folder(folder, fs)
    if languages:
        wanted = {f"{one}{form}.toml" for one in languages for form in ("", "-familiar")}
        files |= _read_translations(folder, fs, lambda name: name in wanted)
    return files


def read_translations(name_or_path: str | Path, fs: Fs = REAL) -> dict[str, bytes]:
    """Return all files of a pack's translations by name; raises what `read_pack` does."""
    return _read_translations(find_pack(name_or_path, fs), fs, is_pack_file)


def find_pack(name_or_path: str | Path, fs: Fs = REAL) -> Path:
    """Return the folder of a pack; raises NotFound for one that is none."""
    word = str(name_or_path)
    if isinstance(name_or_path, str) and "/" not in word and word not in {".", ".."}:
        if word not in pack_names(fs):
            known = ", ".join(pack_names(fs))
            raise NotFound(
                f"There is no script called “{word}”. There are: {known}. "
                f"For a folder of your own, write ./{word}."
            )
        return _built_in() / word
    folder = Path(name_or_path)
    # For a NUL in a path Python raises ValueError, not OSError.
    if "\0" in word or not _holds_script(folder, fs):
        raise NotFound(f"{word} holds no script.toml, so it is not a script's folder.")
    return folder


def _holds_script(folder: Path, fs: Fs) -> bool:
    return any(entry.name == "script.toml" for entry in scan(folder, fs))


def _read_folder(folder: Path, fs: Fs) -> dict[str, bytes]:
    is_folder(folder, fs)
    names = [entry.name for entry in scan(folder, fs) if is_pack_file(entry.name)]
    if len(names) > _MOST_FILES:
        raise bad(folder.name, f"a script has at most {_MOST_FILES} files.")
    return {name: read_file(folder / name, fs, source=f"{folder.name}/{name}") for name in names}


def _read_translations(folder: Path, fs: Fs, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    inner = folder / TRANSLATIONS
    if not is_there(inner, fs) or not is_folder(inner, fs):
        return {}
    names = [entry.name for entry in scan(inner, fs) if wanted(entry.name)]
    if len(names) > _MOST_FILES:
        raise bad(f"{folder.name}/{TRANSLATIONS}", f"a script has at most {_MOST_FILES} files.")
    sources = {name: f"{folder.name}/{TRANSLATIONS}/{name}" for name in names}
    return {
        f"{TRANSLATIONS}/{name}": read_file(inner / name, fs, source=source)
        for name, source in sources.items()
    }
