"""The cache behind the list of patients: what the list shows of each newest plan.

One small file in the store. Each row holds the dates that the list shows and the signature of the
file they were read from; the file ends with a digest of itself. A cache that was changed, cut short
or written by another goalcoach holds nothing, and is made anew; deleting it costs a few seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from goalcoach.errors import GoalcoachError, NotFound
from goalcoach.store.file_access import read_file, replace_file
from goalcoach.store.file_name import LIST_FILE, check_code
from goalcoach.store.file_system import Fs

FORMAT = "goalcoach-cache/3"
"""What the cache is; the list for programs has a format of its own."""
MOST_BYTES = 64 << 20
"""Most bytes of a cache that is read."""


class ListedPlan(NamedTuple):
    """What the list shows of a newest plan, with the signature of the file it was read from."""

    version: int
    signature: tuple[int, ...]
    last_visit: date
    next_visit: date | None
    next_kind: Literal["first", "review"]
    continues: bool


def signature_of(fs: Fs, path: Path) -> tuple[int, ...]:
    """Return inode, size, mtime and ctime in ns: no edit of a file leaves all four as they were."""
    status = fs.lstat(path)
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def read_cache(fs: Fs, root: Path) -> dict[str, ListedPlan] | None:
    """Return the rows by code; None if the cache is not as this goalcoach wrote it.

    Raises NotFound if there is none.
    """
    from goalcoach.store.digest_json import from_bytes  # few patients need no cache

    try:
        tree: Any = from_bytes(read_file(root / LIST_FILE, fs, cap=MOST_BYTES))
        if tree["format"] != FORMAT:
            return None
        return {check_code(code): _read_row(row) for code, row in tree["patients"].items()}
    except NotFound:
        raise
    except (GoalcoachError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _read_row(row: tuple[int, list[int], str, str | None, str, bool]) -> ListedPlan:
    version, signature, last, following, kind, continues = row
    return ListedPlan(
        int(version),
        tuple(map(int, signature)),
        date.fromisoformat(last),
        date.fromisoformat(following) if following else None,
        "review" if kind == "review" else "first",
        bool(continues),
    )


def write_cache(fs: Fs, root: Path, rows: Mapping[str, ListedPlan]) -> None:
    """Replace the cache; a store that cannot be written to just has none."""
    from goalcoach.store.digest_json import to_bytes

    table = {code: _write_row(row) for code, row in rows.items()}
    data = to_bytes({"format": FORMAT, "patients": table})
    path = root / LIST_FILE
    with suppress(OSError, GoalcoachError):
        replace_file(fs, path, path.with_name(f"{LIST_FILE}.new"), data)


def _write_row(row: ListedPlan) -> tuple[object, ...]:
    following = row.next_visit and row.next_visit.isoformat()
    return (
        row.version, row.signature, row.last_visit.isoformat(), following, row.next_kind,
        row.continues,
    )  # fmt: skip
