"""The digests in a diary file: what stands there is as it was written, or it is said where not.

After each entry stands a line with a digest of all that stands between it and the digest before,
and of that digest. So adding an entry reads the end of the file only, a change is found where it
was made, and an entry that was taken away is missed. To a reader of TOML it is a comment: a diary
that was changed by hand, or that an older program has added to, is read as any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256

from msgspec import Struct

_SEAL = re.compile(rb"^# sha256: ([0-9a-f]{16})\r?\n", re.MULTILINE)
_START = b"\n# sha256: "
_HEX = 16
_ENTRY = re.compile(rb"^[ \t]*\[\[[ \t]*entries[ \t]*\]\]", re.MULTILINE)
_SEALED_HEAD = b"# Each entry is followed by its digest."


class Stretch(Struct, frozen=True):
    """A stretch of a diary that is not as it was written.

    It holds `count` entries from the place `first` on; `sealed` is False for what stands behind the
    last digest.
    """

    first: int
    count: int
    sealed: bool


def seal(data: bytes, blocks: Sequence[bytes]) -> bytes:
    """Return `data` with `blocks` at its end, each with its digest after it."""
    last, start = _last(data)
    pending = data[start:]
    parts = [data]
    for block in blocks:
        last = _digest(last, pending + block)
        parts.append(block + b"# sha256: " + last + b"\n")
        pending = b""
    return b"".join(parts)


def broken_stretches(data: bytes) -> Iterator[Stretch]:
    """Yield what is not as it was written. A file without digests is of an older program."""
    last, start, first = b"", 0, 0
    for found in _SEAL.finditer(data):
        stretch = data[start : found.start()]
        count = len(_ENTRY.findall(stretch))
        if _digest(last, stretch) != found[1]:
            yield Stretch(first, count, sealed=True)
        last, start, first = found[1], found.end(), first + count
    rest = data[start:]
    if rest.strip() and (last or _SEALED_HEAD in data):
        yield Stretch(first, len(_ENTRY.findall(rest)), sealed=False)


def _last(data: bytes) -> tuple[bytes, int]:
    """Return the last digest in a file and where it ends; b"" and 0 without one."""
    at = data.rfind(_START)
    while at >= 0:
        if found := _SEAL.match(data, at + 1):
            return found[1], found.end()
        at = data.rfind(_START, 0, at)
    return b"", 0


def _digest(last: bytes, stretch: bytes) -> bytes:
    # git and some editors change all line ends; that is no change of what was written.
    text = stretch.replace(b"\r\n", b"\n")
    return sha256(last + b"\n" + text).hexdigest()[:_HEX].encode()
