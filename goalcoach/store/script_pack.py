"""Dialogue packs: folders of TOML files, those that come with goalcoach and a clinic's own.

A clinic's own stand in `scripts/NAME` of the store, or anywhere else and are named by their path.
One that extends another is returned with that one below it, as one pack.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from goalcoach.errors import NotFound
from goalcoach.store.disk_error import bad
from goalcoach.store.file_access import is_folder, is_there, read_file, scan
from goalcoach.store.file_system import REAL, EntryKind, Fs
from goalcoach.translation import tr

if TYPE_CHECKING:
    from goalcoach.dialogue.script.diagnostic import Diagnostic

_FILE = r"[a-z0-9][a-z0-9_-]{0,60}\.toml"
_NAME = r"[a-z0-9][a-z0-9_-]{0,60}"
_MOST_FILES = 200
HEAD = "script.toml"
"""The file that each pack has."""
TRANSLATIONS = "i18n"
"""The folder of a pack with its other languages; its files are named "i18n/de.toml"."""
TESTS = "tests"
"""The folder in a pack for its scenarios, which are no part of what is asked."""


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


def built_in_folder() -> Path:
    """Return the folder of the packs that come with goalcoach."""
    # The package is never zipped, and importlib.resources costs a tenth of a command's start.
    return Path(__file__).resolve().parent.parent / "prompts"


def pack_names(fs: Fs = REAL) -> tuple[str, ...]:
    """Return the names of the packs that come with goalcoach, sorted."""
    root = built_in_folder()
    names = (entry.name for entry in scan(root, fs) if re.fullmatch(_NAME, entry.name))
    return tuple(name for name in names if _holds_script(root / name, fs))


def own_pack_names(own: Path | None, fs: Fs = REAL) -> tuple[str, ...]:
    """Return the names of the packs in `own`, the `scripts` folder of a store, sorted."""
    if own is None or not is_folder(own, fs):
        return ()
    folders = (entry.name for entry in scan(own, fs) if entry.kind is EntryKind.FOLDER)
    return tuple(
        name for name in folders if re.fullmatch(_NAME, name) and _holds_script(own / name, fs)
    )


def read_pack(
    name_or_path: str | Path,
    fs: Fs = REAL,
    *,
    own: Path | None = None,
    languages: Collection[str] = (),
    unpinned: bool = False,
) -> dict[str, bytes]:
    """Return a pack's files by name: "script.toml", "values.toml" …

    With `languages` those of its translations too: "i18n/de.toml", "i18n/de-familiar.toml".
    A string without a slash names a pack that comes with goalcoach, or one in `own`, the store's
    `scripts` folder; one with a slash, "." or "..", and any Path, is a folder. `unpinned` takes one
    that was written for other words below, to be looked at and never to be asked. Raises NotFound,
    BadData, NotAllowed; BadScript for one that does not fit the pack that it extends.
    """
    folder = find_pack(name_or_path, fs, own=own)
    files = _read_folder(folder, fs)
    wanted = {f"{one}{form}.toml" for one in languages for form in ("", "-familiar")}
    below = _folder_below(files, fs, own)
    if below is None:
        return files | _read_translations(folder, fs, wanted.__contains__) if wanted else files
    from goalcoach.dialogue.script.overlay import lay_over

    base = _read_folder(below, fs)
    if unpinned:
        from goalcoach.dialogue.script.overlay_pins import pin

        with suppress(ValueError):  # laying it over names each line that cannot be read
            files |= pin(base, files)
    merged = lay_over(base, files, below.name)
    if wanted:
        from goalcoach.dialogue.script.overlay_language import lay_words_over, lines_of_words

        theirs = _read_translations(below, fs, wanted.__contains__)
        ours = _read_translations(folder, fs, wanted.__contains__)
        for name in sorted({*theirs, *ours}):
            words = (theirs.get(name, b""), ours.get(name, b""))
            made = lay_words_over(base, merged, name, *words)
            origins = lines_of_words(name, made, *words, prefix=merged.prefix)
            merged.add_file(name, made, origins)
    return merged


def read_translation_files(
    name_or_path: str | Path, fs: Fs = REAL, *, own: Path | None = None
) -> dict[str, bytes]:
    """Return all files of a pack's own translations by name; raises what `find_pack` does."""
    return _read_translations(find_pack(name_or_path, fs, own=own), fs, is_pack_file)


def read_pack_alone(
    name_or_path: str | Path, fs: Fs = REAL, *, own: Path | None = None
) -> dict[str, bytes]:
    """Return the files of a pack as they stand in its folder, without what it extends."""
    return _read_folder(find_pack(name_or_path, fs, own=own), fs)


def stray_names(
    name_or_path: str | Path, fs: Fs = REAL, *, own: Path | None = None
) -> tuple[str, ...]:
    """Return the TOML files in a pack's folder that are not read, for how they are called."""
    names = (entry.name for entry in scan(find_pack(name_or_path, fs, own=own), fs))
    return tuple(
        name
        for name in names
        if name.lower().endswith(".toml") and name[0] != "." and not is_pack_file(name)
    )


def taken_id(
    name_or_path: str | Path, fs: Fs = REAL, *, own: Path | None = None
) -> Diagnostic | None:
    """Return E104 for a pack of one's own with the id of one that comes with goalcoach, else None.

    Plans keep the id: a question of ours would stand beside the answer to one of theirs. A copy of
    ours as it is asks the same. Raises what `find_pack` does.
    """
    if name_or_path in pack_names(fs):
        return None
    folder = find_pack(name_or_path, fs, own=own)
    if fs.real(folder).parent == built_in_folder():
        return None
    # Imported here: most visits ask what comes with goalcoach, and this costs a start.
    from goalcoach.dialogue.script.diagnostic import Diagnostic
    from goalcoach.dialogue.script.toml_source import Report, read_table

    files = _read_folder(folder, fs)
    head = read_table(HEAD, files[HEAD], Report())
    taken = head.data.get("id") if head is not None else None
    if head is None or taken not in pack_names(fs):
        return None
    if files == _read_folder(built_in_folder() / str(taken), fs):
        return None
    why = f"“{taken}” is a script that comes with goalcoach, and plans keep the id"
    return Diagnostic(HEAD, head.line("id"), "E104", "script.id", why)


def read_tests(folder: Path, fs: Fs = REAL) -> dict[str, bytes]:
    """Return the scenarios in the `tests` folder of a pack by file name; {} if there is none."""
    return _read_folder(folder / TESTS, fs) if is_folder(folder / TESTS, fs) else {}


def find_pack(name_or_path: str | Path, fs: Fs = REAL, *, own: Path | None = None) -> Path:
    """Return the folder of a pack; raises NotFound, and BadData for a name that means two."""
    word = str(name_or_path)
    if isinstance(name_or_path, str) and "/" not in word and word not in {".", ".."}:
        return _find_named(word, fs, own)
    # For a NUL in a path Python raises ValueError, not OSError.
    if "\0" in word or not _holds_script(Path(name_or_path), fs):
        raise NotFound(
            tr("{word} holds no script.toml, so it is not a script's folder.", word=word)
        )
    return Path(name_or_path)


def _find_named(word: str, fs: Fs, own: Path | None) -> Path:
    ours, theirs = word in pack_names(fs), word in own_pack_names(own, fs)
    if ours and theirs:
        raise bad(
            f"scripts/{word}",
            tr(
                "“{word}” is the name of a script that comes with goalcoach. Rename your "
                "folder, so that the two are not mixed up.",
                word=word,
            ),
        )
    if theirs and own is not None:
        return own / word
    if not ours:
        known = ", ".join((*pack_names(fs), *own_pack_names(own, fs)))
        raise NotFound(
            tr(
                "There is no script called “{word}”. There are: {known}. For a folder of "
                "your own, write ./{word}.",
                word=word,
                known=known,
            )
        )
    return built_in_folder() / word


def _folder_below(files: dict[str, bytes], fs: Fs, own: Path | None) -> Path | None:
    """Return the folder of the pack that this one extends; None for most, which are whole."""
    if b"extends" not in files.get(HEAD, b""):
        return None
    # Imported here: most packs are whole, and this costs a start.
    from goalcoach.dialogue.script.overlay import base_of

    named = base_of(files)
    if named is None:
        return None
    below = _find_named(named[0], fs, own)
    if base_of(_read_folder(below, fs)) is not None:
        raise bad(
            HEAD,
            tr("“{name}” extends another itself; name a whole script.", name=named[0]),
        )
    return below


def _holds_script(folder: Path, fs: Fs) -> bool:
    return any(entry.name == HEAD for entry in scan(folder, fs))


def _read_folder(folder: Path, fs: Fs) -> dict[str, bytes]:
    is_folder(folder, fs)
    names = [entry.name for entry in scan(folder, fs) if is_pack_file(entry.name)]
    if len(names) > _MOST_FILES:
        raise bad(
            folder.name, tr("a script has at most {most_files} files.", most_files=_MOST_FILES)
        )
    return {name: read_file(folder / name, fs, source=f"{folder.name}/{name}") for name in names}


def _read_translations(folder: Path, fs: Fs, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    inner = folder / TRANSLATIONS
    if not is_there(inner, fs) or not is_folder(inner, fs):
        return {}
    names = [entry.name for entry in scan(inner, fs) if wanted(entry.name)]
    if len(names) > _MOST_FILES:
        raise bad(
            f"{folder.name}/{TRANSLATIONS}",
            tr("a script has at most {most_files} files.", most_files=_MOST_FILES),
        )
    sources = {name: f"{folder.name}/{TRANSLATIONS}/{name}" for name in names}
    return {
        f"{TRANSLATIONS}/{name}": read_file(inner / name, fs, source=source)
        for name, source in sources.items()
    }
