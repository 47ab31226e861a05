"""Makes the first cell of each row of a table its header, which the typesetter cannot say yet.

Who listens to a diary then hears the day with each box. Reads only what our typesetter writes:
plain objects, one table of places, nothing packed. Pure.
"""

from __future__ import annotations

import re
from collections import Counter

_FIRST = re.compile(rb"/S/TD/P ([0-9]+) 0 R/A\[<</O/Table/Headers\[\((U[0-9]+)x0y0\)\]")
_OTHER = re.compile(rb"(/S/TD/P ([0-9]+) 0 R/A\[<</O/Table/Headers\[)")
_NAMES = re.compile(rb"(/IDTree<</Names\[)([^\]]*)(\]>>)")
_NAME = re.compile(rb"\(([^)]*)\)([0-9]+ 0 R)")
_START = re.compile(rb"startxref\s+([0-9]+)\s+%%EOF\s*\Z")


def head_rows(data: bytes) -> bytes:
    """Return the PDF with a row header in each row whose first cell has a header of its own.

    The first column's header is empty, so its cells lose nothing by no longer naming it. A PDF
    without such a table comes back as it is.
    """
    if _FIRST.search(data) is None:
        return data
    start = _START.search(data, len(data) - 64)
    assert start is not None
    table = int(start[1])
    places = _places(data, table)
    order = sorted(places, key=places.__getitem__)
    ends = [*(places[number] for number in order[1:]), table]
    parts = {number: data[places[number] : end] for number, end in zip(order, ends, strict=True)}
    heads = _find_heads(parts)
    head = data[: places[order[0]]]
    out, moved = bytearray(head), {}
    for number in order:
        moved[number] = len(out)
        out += _changed(parts[number], heads, number)
    return bytes(out) + _moved(data[table:], moved, len(out))


def _places(data: bytes, table: int) -> dict[int, int]:
    """Return where each object begins, by its number."""
    _, span, entries = data[table:].split(b"\n", 2)
    first, count = map(int, span.split())
    return {
        first + at: int(entries[at * 20 : at * 20 + 10])
        for at in range(count)
        if entries[at * 20 + 17 : at * 20 + 18] == b"n"
    }


def _find_heads(parts: dict[int, bytes]) -> dict[bytes, tuple[int, bytes]]:
    """Return the first cell of each row, its number and its new name, by the number of the row."""
    heads: dict[bytes, tuple[int, bytes]] = {}
    rows: Counter[bytes] = Counter()
    for number, part in parts.items():
        found = _FIRST.search(part)
        if found is not None and b"stream" not in part:
            rows[found[2]] += 1
            heads[found[1]] = (number, b"%sx0y%d" % (found[2], rows[found[2]]))
    return heads


def _changed(part: bytes, heads: dict[bytes, tuple[int, bytes]], number: int) -> bytes:
    found = _OTHER.search(part)
    if found is not None and found[2] in heads:
        cell, name = heads[found[2]]
        if cell == number:
            new = b"/S/TH/P %s 0 R/ID(%s)/A[<</O/Table/Scope/Row/Headers[]" % (found[2], name)
            return _FIRST.sub(new, part, count=1)
        return _OTHER.sub(rb"\g<1>(%s)" % name, part, count=1)
    listed = _NAMES.search(part)
    if listed is None:
        return part
    names = dict(_NAME.findall(listed[2]))
    names |= {name: b"%d 0 R" % cell for cell, name in heads.values()}
    pairs = b"".join(b"(%s)%s" % pair for pair in sorted(names.items()))
    return part[: listed.start(2)] + pairs + part[listed.end(2) :]


def _moved(tail: bytes, places: dict[int, int], table: int) -> bytes:
    """Return the table of places and the trailer for objects that were moved."""
    word, span, entries = tail.split(b"\n", 2)
    first, count = map(int, span.split())
    new = bytearray(entries)
    for at in range(count):
        if first + at in places:
            new[at * 20 : at * 20 + 10] = b"%010d" % places[first + at]
    end = _START.sub(b"startxref\n%d\n%%%%EOF" % table, bytes(new))
    return b"\n".join((word, span, end))
