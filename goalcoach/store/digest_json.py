"""Small files of our own that end with their digest: a changed or cut one counts as none.

One JSON object on one line; its last value is the sha256 of all bytes before that end of it. The
digest finds what a disk or an editor changed. It proves nothing about who wrote the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256

_END = re.compile(rb',"sha256":"([0-9a-f]{64})"\}\Z')
_END_SIZE = len(b',"sha256":""}') + 64


def to_bytes(table: Mapping[str, object]) -> bytes:
    """Return the bytes of a file that holds `table`, which may not be empty."""
    body = json.dumps(table, separators=(",", ":")).encode()[:-1]
    return body + f',"sha256":"{sha256(body).hexdigest()}"}}'.encode()


def from_bytes(data: bytes) -> dict[str, object]:
    """Return the table in the bytes of a file; raises ValueError if it is not as it was written."""
    end = _END.match(data, max(0, len(data) - _END_SIZE))
    if end is None or sha256(data[: end.start()]).hexdigest().encode() != end[1]:
        raise ValueError("the digest does not fit")
    try:
        table = json.loads(data)
    except RecursionError as problem:
        raise ValueError("nested too deeply") from problem
    if not isinstance(table, dict):
        raise ValueError("not a table")
    return table
