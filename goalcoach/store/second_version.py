"""Second files of one version, as sync programs leave them when two machines closed a visit.

They are told from a listing of names alone, which every list of patients has at hand. No such file
is ever loaded as a version; `verify` says what is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from goalcoach.errors import GoalcoachError
from goalcoach.store.file_access import holds, read_file
from goalcoach.store.file_name import version_name, version_of
from goalcoach.store.file_system import Fs
from goalcoach.translation import tr

# v0002-KESTREL-PC.toml, v0002 (1).toml, v0002 2.toml, v0002.toml.orig, Copy of v0002.toml: the
# name of the version is in it, and something more. Case is lost on some shares.
_WITHIN = re.compile(r"(?<![0-9a-z])v([0-9]{4})(?![0-9]).*\.toml", re.IGNORECASE)


def copied_version(name: str) -> int | None:
    """Return the version that a file of this name is a second file of, else None.

    None for the name of the version itself: "v0002.toml".
    """
    match = _WITHIN.search(name)
    if match is None or version_of(name) is not None:
        return None
    return version_of(version_name(int(match[1])))


def second_versions(fs: Fs, folder: Path, names: Iterable[str]) -> tuple[int, ...]:
    """Return the versions of which a second file with other content is among `names`, in order.

    `names` is what `folder` holds. Files are read only where there is a second one: a copy that is
    the same to the byte is no second version.
    """
    found = set()
    for name in names:
        version = copied_version(name)
        if version is not None and not _is_same(fs, folder / name, folder / version_name(version)):
            found.add(version)
    return tuple(sorted(found))


def _is_same(fs: Fs, copy: Path, version: Path) -> bool:
    try:
        return holds(fs, version, read_file(copy, fs))
    except GoalcoachError:
        return False


def second_words(code: str, versions: tuple[int, ...]) -> str:
    """Return a sentence for the user on second versions; "" if there is none."""
    if not versions:
        return ""
    named = f" {tr('and', context='between_versions')} ".join(map(str, versions))
    return tr(
        "A second version {versions} of {code} is there. What it holds counts nowhere yet: "
        "goalcoach verify {code} tells more.",
        versions=named,
        code=code,
    )
