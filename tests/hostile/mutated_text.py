"""Text changed at random as an editor, a disk or a stranger might, the same each time."""

from __future__ import annotations

import random
import re

_VALUE = re.compile(rb"(?<=[=,\[])\s*(\"[^\"\n]*\"|-?\d+|true|false|\[[^\]\n]*\]|\{[^}\n]*\})")
_VALUES = (
    *(b"nan", b"-inf", b"1e400", b"1e300", b"1" + b"0" * 400, b"0x" + b"f" * 40, b"-1", b"0"),
    *(b'""', b'"\\u0000"', b'"\\u001b[2J"', '"\u202e"'.encode(), b'"{"', b'"{a}"', b'"[/b]"'),
    *(b"[]", b"{}", b"[[]]", b"[{}]", b"{ id = 1 }", b"true", b"2026-01-01", b"12:00:00"),
    *(b'"' + b"x " * 5000 + b'"', b"[" * 300 + b"]" * 300, b'"../../x"', b'"self"', b'"first"'),
    *(b"{ not = " * 100 + b'{ visit = "first" }' + b" }" * 100, b'"instrument"', b'"roster"'),
)
_SIGNS = (b"\0", b"\x1b", b"\r", b'"""', b"'''", b"\\", b"{", b"}", b"[[item]]\n", b"#", b"\xff")


def scramble(data: bytes, rng: random.Random) -> bytes:
    """Return the text with lines, bytes or values changed."""
    lines = data.split(b"\n")
    at, line = rng.randrange(len(data) + 1), rng.randrange(len(lines))
    match rng.randrange(12):
        case 0:
            return b"\n".join(lines[:line] + lines[line + 1 :])
        case 1:
            return b"\n".join([*lines[:line], rng.choice(lines), *lines[line:]])
        case 2:
            return data[:at]
        case 3:
            return data.replace(b"\n", rng.choice((b"\r\n", b"\r")))
        case 4:
            return b"\xef\xbb\xbf" + data
        case 5:
            return data[:at] + rng.choice(_SIGNS) + data[at:]
        case 6:
            return data[: at // 2] + data[at:]
        case _:
            for _ in range(rng.randrange(1, 4)):
                data = _with_other_value(data, rng)
            return data


def _with_other_value(data: bytes, rng: random.Random) -> bytes:
    places = list(_VALUE.finditer(data))
    if not places:
        return data
    here = rng.choice(places)
    new = rng.choice(_VALUES) if rng.random() < 0.6 else rng.choice(places)[1]
    return data[: here.start(1)] + new + data[here.end(1) :]
