"""Stamps: what a printed sheet was made from, so that a later run knows if it is up to date.

A stamp is a file of digests beside the sheets and holds nothing of what a plan says.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from goalcoach import __version__
from goalcoach.errors import GoalcoachError
from goalcoach.sheets.writers.file_format import FileFormat
from goalcoach.store.file_access import read_file, scan
from goalcoach.store.file_system import EntryKind, FolderEntry
from goalcoach.store.script_pack import (
    own_pack_names,
    pack_names,
    read_pack,
    read_translation_files,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalcoach.store.site_file import Site

FORMAT = "goalcoach-printed/1"
ROOT = Path(str(files("goalcoach")))
_LARGEST = 64 << 20
# What only asks, shows and listens. All else may turn a plan into a sheet: the layouts and writers,
# how a plan and the site are read, what the worker decides, the words of days and of questions.
_APART = frozenset({"cli", "headless", "plain", "screens", "app.py", "__main__.py"})
_BUILT = "__pycache__"


class SheetStamp(NamedTuple):
    """Digests of what a sheet was made from.

    `plan` covers the version file and the numbers of all versions, `rules` program and site,
    `contacts` the site's contacts, `asked` the kind, size, paper and format. `output` is the digest
    of the sheet itself; `ask` is True if the patient had not said yes to printing, `unfinished` if
    its visit stopped before the end.
    """

    plan: str
    rules: str
    contacts: str
    asked: str
    ask: bool = False
    output: str = ""
    unfinished: bool = False

    def fits(self, now: SheetStamp) -> bool:
        """Return True if a sheet made from `now` would be the same."""
        return self[:4] == now[:4]


def write_stamp(stamp: SheetStamp) -> bytes:
    """Return the stamp as the bytes of its file."""
    return json.dumps({"format": FORMAT, **stamp._asdict()}).encode()


def read_stamp(data: bytes | None) -> SheetStamp | None:
    """Return the stamp that `write_stamp` wrote; None for anything else, or another format."""
    try:
        tree = json.loads(data or b"")
        if tree.pop("format") != FORMAT:
            return None
        return SheetStamp(**tree)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def digest(*parts: bytes | str) -> str:
    """Return the SHA-256 of several parts, each preceded by its length, in hex."""
    whole = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(b"%d:" % len(data))
        whole.update(data)
    return whole.hexdigest()


def digest_contacts(site: Site) -> str:
    """Return a digest of the site's contacts: labels and numbers, in order."""
    return digest(*(part for one in site.contacts for part in (one.label, one.number)))


def digest_rules(site: Site, form: FileFormat, own: Path | None = None) -> str:
    """Return a digest of all that turns any plan into a sheet: the program, fonts, the site.

    `own` is the folder of the packs that the site wrote.
    """
    urgent = "".join(str(int(one.urgent)) for one in site.contacts)
    lines = digest(*site.danger_signs), digest(*site.steps_break), str(site.print_steps_break)
    said = (site.name, str(site.practice), str(site.attainment), urgent, digest_contacts(site))
    setter = _version_of_typst() if form is FileFormat.PDF else ""
    named = (site.script, *own_pack_names(own))
    asked = digest(*(_digest_script(one, own) for one in dict.fromkeys(named)))
    return digest(__version__, setter, *said, site.address, *lines, asked, _digest_program())


def _digest_script(name: str, own: Path | None) -> str:
    """Return a digest of a script of the site, whose words sheets print; "" for one of ours."""
    if name in pack_names():
        return ""
    try:
        files = {**read_pack(name, own=own), **read_translation_files(name, own=own)}
    except GoalcoachError:
        return ""
    return digest(*(part for pair in files.items() for part in pair))


@cache
def _digest_program() -> str:
    """Return a digest of our own files; a process runs one program, so they are read once."""
    parts = ((path.as_posix(), read_file(ROOT / path, cap=_LARGEST)) for path in program_files())
    return digest(*(part for pair in parts for part in pair))


def program_files() -> Iterator[Path]:
    """Yield each file that may turn a plan into a sheet, by its path in the package, in order."""
    for entry in scan(ROOT):
        if entry.name not in _APART:
            yield from _walk(entry, Path())


def _walk(entry: FolderEntry, folder: Path) -> Iterator[Path]:
    if entry.kind is EntryKind.FILE:
        yield folder / entry.name
    elif entry.kind is EntryKind.FOLDER and entry.name != _BUILT:
        for inner in scan(ROOT / folder / entry.name):
            yield from _walk(inner, folder / entry.name)


def _version_of_typst() -> str:
    from importlib.metadata import version

    return version("typst")
