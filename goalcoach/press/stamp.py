"""What a printed sheet was made from, so that a second run can tell whether it is up to date.

Digests only: a stamp says nothing of a plan.
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
# What turns a plan into a sheet: the layouts and writers, how a plan is read, names of questions.
_MADE_OF = ("sheets", "plan", "fonts", "prompts", "text.py", "number.py", "calendar.py")
_BUILT = "__pycache__"


class SheetStamp(NamedTuple):
    """`plan` covers the version and which others there are, `asked` the options."""

    plan: str
    rules: str
    contacts: str
    asked: str
    ask: bool = False
    output: str = ""

    def fits(self, now: SheetStamp) -> bool:
        """Return whether a sheet made now would be the same."""
        return self[:4] == now[:4]


def write_stamp(stamp: SheetStamp) -> bytes:
    return json.dumps({"format": FORMAT, **stamp._asdict()}).encode()


def read_stamp(data: bytes | None) -> SheetStamp | None:
    """Return a stamp; None for what is none, or is of another time."""
    try:
        tree = json.loads(data or b"")
        if tree.pop("format") != FORMAT:
            return None
        return SheetStamp(**tree)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def digest(*parts: bytes | str) -> str:
    """Return one digest over several parts, their borders included."""
    whole = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(b"%d:" % len(data))
        whole.update(data)
    return whole.hexdigest()


def digest_contacts(site: Site) -> str:
    return digest(*(part for one in site.contacts for part in (one.label, one.number)))


def digest_rules(site: Site, form: FileFormat) -> str:
    """Return a digest of all that turns any plan into a sheet: the program, fonts, the site."""
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
