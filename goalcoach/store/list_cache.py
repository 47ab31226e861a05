"""The cache behind the list of patients: what the list shows of each newest plan.

One small file in the store. Each row holds the dates that the list shows and the signature of the
file they were read from; the file ends with a checksum of itself. A cache that was changed, cut
short or written by another goalcoach holds nothing, and is made anew; deleting it costs a few
seconds. Home is there without loading what reads a plan, so this loads no more than it needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple
from zlib import crc32

from msgspec import DecodeError, Struct
from msgspec.json import decode, encode

from goalcoach.errors import GoalcoachError, NotFound
from goalcoach.store.file_access import read_file, replace_file
from goalcoach.store.file_name import LIST_FILE, check_code
from goalcoach.store.file_system import Fs

FORMAT = "goalcoach-cache/4"
"""What the cache is; the list for programs has a format of its own."""
MOST_BYTES = 64 << 20
"""Most bytes of a cache that is read."""
_SUM = b',"crc32":"'
"""What stands before the checksum, the last value of the file: that of all bytes before this."""


class ListedPlan(NamedTuple):
    """What the list shows of a newest plan, with the signature of the file it was read from."""

    version: int
    signature: tuple[int, ...]
    last_visit: date
    next_visit: date | None
    next_kind: Literal["first", "review"]
    continues: bool


class _Cache(Struct, frozen=True):
    """The cache as it is in its file, without the checksum."""

    format: str
    patients: dict[str, ListedPlan]


def signature_of(fs: Fs, path: Path) -> tuple[int, ...]:
    """Return inode, size, mtime and ctime in ns: no edit of a file leaves all four as they were."""
    status = fs.lstat(path)
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def read_cache(fs: Fs, root: Path) -> dict[str, ListedPlan] | None:
    """Return the rows by code; None if the cache is not as this goalcoach wrote it.

    Raises NotFound if there is none.
    """
    try:
        body, _, end = read_file(root / LIST_FILE, fs, cap=MOST_BYTES).rpartition(_SUM)
        if end != _end_of(body):
            return None
        cache = decode(body + b"}", type=_Cache)
        if cache.format != FORMAT:
            return None
        return {check_code(code): row for code, row in cache.patients.items()}
    except NotFound:
        raise
    except (GoalcoachError, DecodeError, RecursionError):
        return None


def write_cache(fs: Fs, root: Path, rows: Mapping[str, ListedPlan]) -> None:
    """Replace the cache; a store that cannot be written to just has none."""
    body = encode(_Cache(FORMAT, dict(rows)))[:-1]
    path = root / LIST_FILE
    with suppress(OSError, GoalcoachError):
        replace_file(fs, path, path.with_name(f"{LIST_FILE}.new"), body + _SUM + _end_of(body))


def _end_of(body: bytes) -> bytes:
    return b'%08x"}' % crc32(body)
