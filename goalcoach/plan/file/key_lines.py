"""Which line of a TOML text a key stands on: tomli does not say.

Run only when there is a problem to report, on text that tomli has read. It follows headers, keys
and the ends of values; inside an inline table or a list it names the line where that began.
"""

from __future__ import annotations

import re

import tomli

from goalcoach.plan.location import Location

_KEY = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:[^"\\]++|\\.)*+"|'[^']*')[ \t]*(\.?)""")
_PIECE = re.compile(
    r'"""(?:[^\\"]++|\\.|"(?!""))*+"""+'
    r"|'''.*?'''+"
    r'|"(?:[^"\\]++|\\.)*+"'
    r"|'[^']*'"
    r"|#[^\n]*"
    r"|[\[\]{}\n]"
    r"""|[^\[\]{}\n"'#]+""",
    re.DOTALL,
)


def find_lines(text: str) -> dict[Location, int]:
    """Return the line, counted from 1, of every header and key of a TOML text."""
    lines: dict[Location, int] = {}
    counts: dict[Location, int] = {}
    table: Location = ()
    line, at = 1, 0
    while at < len(text):
        while text[at : at + 1] in (" ", "\t"):
            at += 1
        head = text[at : at + 2]
        if head[:1] == "[":
            many = head == "[["
            keys, at = _keys(text, at + 1 + many)
            table = _header(keys, counts, many=many)
            lines.setdefault(table, line)
        elif head[:1] not in ("#", "\r", "\n", ""):
            keys, at = _keys(text, at)
            lines.setdefault((*table, *keys), line)
        at, more = _skip(text, at)
        line += more
    return lines


def line_of(lines: dict[Location, int], place: Location) -> int:
    """Return the line of a place, or of the nearest thing around it; 0 if unknown."""
    while place not in lines and place:
        place = place[:-1]
    return lines.get(place, 0)


def _keys(text: str, at: int) -> tuple[Location, int]:
    keys: list[str] = []
    more = "."
    while more:
        match = _KEY.match(text, at)
        assert match is not None, "tomli has read this text"
        key, more = match.groups()
        keys.append(tomli.loads(f"k = {key}")["k"] if key[0] in "\"'" else key)
        at = match.end()
    return tuple(keys), at


def _header(keys: Location, counts: dict[Location, int], *, many: bool) -> Location:
    """Return the place a header opens: rows of lists on the way are the latest ones."""
    place: Location = ()
    for index, key in enumerate(keys):
        place = (*place, key)
        if many and index == len(keys) - 1:
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place


def _skip(text: str, at: int) -> tuple[int, int]:
    """Return where the line after this header or value begins, and how many lines on that is."""
    depth, lines = 0, 0
    while at < len(text):
        match = _PIECE.match(text, at)
        assert match is not None, "tomli has read this text"
        piece, at = match.group(), match.end()
        lines += piece.count("\n")
        if piece == "\n" and depth <= 0:
            break
        depth += (piece in ("[", "{")) - (piece in ("]", "}"))
    return at, lines
