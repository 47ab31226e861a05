"""Stamps: what a printed sheet was made from, so that a later run knows if it is up to date.

A stamp is a file of digests beside the sheets and holds nothing of what a plan says.
"""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from goalcoach import __version__
from goalcoach.sheets.writers.writer import FileFormat
from goalcoach.store.file_system import EntryKind
from goalcoach.store.whole_file import read_file, scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalcoach.store.site_file import Site

FORMAT = "goalcoach-printed/1"
_LARGEST = 64 << 20
# Folders and modules whose change may change a sheet: layouts, writers, plan model, question names.
_MADE_OF = ("sheets", "plan", "fonts", "prompts", "text.py")
_BUILT = "__pycache__"


class SheetStamp(NamedTuple):
    """Digests of what a sheet was made from.

    `plan` covers the version file and the numbers of all versions, `rules` program and site,
    `contacts` the site's contacts, `asked` the kind, size, paper and format. `output` is the digest
    of the sheet itself; `ask` is True if the patient had not said yes to printing.
    """

    plan: str
    rules: str
    contacts: str
    asked: str
    ask: bool = False
    output: str = ""

    def fits(self, now: SheetStamp) -> bool:
        """Return True if a sheet made from `now` would be the same."""
        return self[:4] == now[:4]


def write_stamp(stamp: SheetStamp) -> bytes:
    """Return a stamp as JSON."""
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
    """Return a digest of the labels and numbers of the site's contacts."""
    return digest(*(part for one in site.contacts for part in (one.label, one.number)))


def digest_rules(site: Site, form: FileFormat) -> str:
    """Return a digest of all that turns a plan into a sheet: program, fonts, site, typesetter."""
    root = Path(str(files("goalcoach")))
    urgent = "".join(str(int(one.urgent)) for one in site.contacts)
    own = (site.name, str(site.practice), str(site.attainment), urgent, digest_contacts(site))
    setter = _version_of_typst() if form is FileFormat.PDF else ""
    program = [part for path in _files(root) for part in (path.name, read_file(path, cap=_LARGEST))]
    return digest(__version__, setter, *own, *program)


def _files(root: Path) -> Iterator[Path]:
    for name in _MADE_OF:
        if name.endswith(".py"):
            yield root / name
        else:
            yield from _walk(root / name)


def _walk(folder: Path) -> Iterator[Path]:
    for entry in scan(folder):
        if entry.kind is EntryKind.FOLDER and entry.name != _BUILT:
            yield from _walk(folder / entry.name)
        elif entry.kind is EntryKind.FILE:
            yield folder / entry.name


def _version_of_typst() -> str:
    from importlib.metadata import version

    return version("typst")
