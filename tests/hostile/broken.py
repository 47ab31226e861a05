"""Files that are not what they should be: wrong in form, wrong in content, or no files at all.

`FORMS` are wrong for whoever reads TOML. `CONTENTS` are whole files of a plan, sealed with a right
digest, so that what stands behind the digest is looked at as well. `TRAPS` stand where a file
belongs and are none. Each is sorted by what is wrong.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from goalcoach.plan.file import codec
from goalcoach.plan.file.codec import from_tree
from tests.plan.maker import whole
from tests.store import sample

PLAN = codec.write(sample.plan())
WHOLE = codec.write(from_tree(whole()))


def seal(body: bytes) -> bytes:
    """Return `body` with the digest line that fits it."""
    body = body if body.endswith(b"\n") else body + b"\n"
    return body + f"# sha256: {sha256(body).hexdigest()}\n".encode()


def body(plan: bytes = PLAN) -> bytes:
    return plan[: plan.rindex(b"\n# sha256") + 1]


def _keys(parts: int, lines: int) -> bytes:
    """Keys that a naive reader takes seconds and gigabytes for."""
    return b"\n".join(b".".join([b"k%d" % n, *[b"a"] * parts]) + b" = 1" for n in range(lines))


FORMS: dict[str, dict[str, bytes]] = {
    "hardly anything": {
        "nothing": b"",
        "blanks": b" \n\t\n  ",
        "one NUL": b"\x00",
        "a page of NULs": b"\x00" * 4096,
        "one letter": b"x",
        "words": b"This is a letter, not a file of goalcoach.\n",
    },
    "no text": {
        "half a character at the end": b'x = "caf\xc3',
        "half a character in the middle": b'x = "caf\xc3 au lait"\n',
        "a lone surrogate": b'x = "\xed\xa0\x80"\n',
        "an overlong slash": b'x = "\xc0\xaf"\n',
        "Latin-1": 'x = "für später"\n'.encode("latin-1"),
        "UTF-16": 'x = "y"\n'.encode("utf-16"),
        "UTF-32": 'x = "y"\n'.encode("utf-32"),
        "bare carriage returns": b'x = "y"\rz = "a"\r',
    },
    "something else": {
        "merge markers": b'<<<<<<< mine\nx = "1"\n=======\nx = "2"\n>>>>>>> theirs\n',
        "JSON": b'{"schema": 1, "patient": "rowan-17"}',
        "YAML": b"schema: 1\npatient: rowan-17\n",
        "XML": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        "a program": b"\x7fELF\x02\x01\x01" + b"\x00" * 64,
        "a zip": b"PK\x03\x04" + bytes(range(256)),
    },
    "broken lines": {
        "a key without a value": b"schema =\n",
        "a value without a key": b'= "x"\n',
        "a quote that does not end": b'x = "never\n',
        "a long text that does not end": b'x = """never\n\n',
        "a table that does not end": b"[visit\n",
        "a list that does not end": b"x = [1, 2,\n",
        "an inline table that does not end": b"x = { a = 1,\n",
        "a key twice": b"schema = 1\nschema = 1\n",
        "a table twice": b"[visit]\n[visit]\n",
        "a table over a value": b"x = 1\n[x]\ny = 1\n",
    },
    "broken values": {
        "an escape that is none": b'x = "\\z"\n',
        "a control character": b'x = "\x1b[2J"\n',
        "escapes where words belong": b"\x1b]0;owned\x07\x1b[2J\n",
        "a day that is none": b"date = 2026-02-30\n",
        "an hour that is none": b"created = 2026-01-01T25:00:00Z\n",
    },
    "too much": {
        "a number of 4,301 digits": b"x = " + b"9" * 4301 + b"\n",
        "a negative number of 5,000 digits": b"x = -" + b"9" * 5000 + b"\n",
        "a hex number of 100 kB": b"x = 0x" + b"f" * 100_000 + b"\n",
        "a float of 100 kB": b"x = 0." + b"1" * 100_000 + b"e\n",
        "lists 500 deep": b"x = " + b"[" * 500 + b"]" * 500 + b"\n",
        "lists 100,000 deep": b"x = " + b"[" * 100_000 + b"]" * 100_000 + b"\n",
        "inline tables 10,000 deep": b"x = " + b"{a=" * 10_000 + b"1" + b"}" * 10_000 + b"\n",
        "a header of 5,000 parts": b"[" + b".".join([b"a"] * 5000) + b"]\n",
        "a key of 30,000 parts": _keys(30_000, 1) + b"\n",
        "a thousand keys of 400 parts": _keys(400, 1000) + b"\n",
        "headers and headers": b"".join(b"[[a%d.b.c.d.e.f]]\n" % n for n in range(20_000)),
        "a bare word of 500 kB": b"k" * 500_000 + b"\n",
        "one line of 1 MiB and a bit": b"#" * ((1 << 20) + 1),
        "3 MiB": b'x = "' + b"y" * (3 << 20) + b'"\n',
    },
}


def _with(line: str, *, after: str = "", plan: bytes = PLAN) -> Callable[[], bytes]:
    """A plan with one more line, at its head or behind the table header `after`."""

    def make() -> bytes:
        text = body(plan).decode()
        at = text.index(after) + len(after) if after else 0
        return seal((text[:at] + line + "\n" + text[at:]).encode())

    return make


def _instead(old: str, new: str, plan: bytes = PLAN) -> Callable[[], bytes]:
    def make() -> bytes:
        text = body(plan).decode()
        assert old in text
        return seal(text.replace(old, new, 1).encode())

    return make


CONTENTS: dict[str, dict[str, Callable[[], bytes]]] = {
    "a wrong seal": {
        "a changed byte": lambda: PLAN.replace(b"Cook", b"Look"),
        "a digest of zeros": lambda: body() + b"# sha256: " + b"0" * 64 + b"\n",
        "no digest": body,
        "two digests": lambda: seal(PLAN) + PLAN[PLAN.rindex(b"# sha256") :],
        "text behind the digest": lambda: PLAN + b"x = 1\n",
        "half a digest": lambda: PLAN[:-20],
        "cut in the middle": lambda: PLAN[: len(PLAN) // 2],
        "a byte order mark": lambda: seal(b"\xef\xbb\xbf" + body()),
        "Windows line ends": lambda: seal(
            body().replace(b"\n", b"\r\n").replace(b"schema", b"scheme")
        ),
    },
    "a wrong schema": {
        "schema of words": _instead("schema = 2", 'schema = "one"'),
        "schema 0": _instead("schema = 2", "schema = 0"),
        "schema -1": _instead("schema = 2", "schema = -1"),
        "schema true": _instead("schema = 2", "schema = true"),
        "schema nan": _instead("schema = 2", "schema = nan"),
        "schema inf": _instead("schema = 2", "schema = inf"),
        "schema 1e400": _instead("schema = 2", "schema = 1e400"),
        "no schema": _instead("schema = 2\n", ""),
        "schema 10 to the 4000th": _instead("schema = 2", "schema = 1" + "0" * 4000),
    },
    "a wrong head": {
        "another patient": _instead("rowan-17", "fern-4"),
        "a patient that is a path": _instead('"rowan-17"', '"../../etc"'),
        "a patient of escapes": _instead('"rowan-17"', '"\\u001b]0;owned\\u0007"'),
        "another version": _instead("version = 1", "version = 2"),
        "version 0": _instead("version = 1", "version = 0"),
        "a huge version": _instead("version = 1", "version = 99999999999999999999"),
        "no patient": _instead('patient = "rowan-17"\n', ""),
        "a time without its offset": _instead("+00:00", ""),
        "a created of words": _instead("2026-11-20T10:41:07+00:00", '"today"'),
        "the year 10000": _instead("2026-11-20T", "10000-11-20T"),
    },
    "wrong rows": {
        "a goal of numbers": _instead('"Cook lunch"', "12"),
        "a goal of lists": _instead('"Cook lunch"', "[[1]]"),
        "a list where a table belongs": _with("safety = []", plan=seal(b'patient = "rowan-17"\n')),
        "goals as a table": _with("goals = { id = 1 }", plan=seal(b'patient = "rowan-17"\n')),
        "a row id that is none": _instead('id = "g1"', 'id = "first"'),
        "a row id of escapes": _instead('id = "g1"', 'id = "\\u001b[2J"'),
        "a decision that is none": _instead('decision = "go"', 'decision = "\\u001b[2Jgone"'),
    },
    "wrong numbers": {
        "NaN as an amount": _with("importance = nan", after='id = "v1"', plan=WHOLE),
        "inf among samples": _instead("12, 20.5, 16", "inf, -inf, nan", WHOLE),
        "a huge amount": _instead("12.5", "9" * 300, WHOLE),
    },
    "unknown keys": {
        "an unknown nan": _with("quiet = nan"),
        "an unknown number of 400 digits": _with("big = " + "9" * 400),
        "an unknown value 60 deep": _with("deep = " + "[" * 60 + "]" * 60),
        "an unknown list of 20,000": _with("many = [" + "1, " * 20_000 + "]"),
        "answers of nan": _with("answers = { x = nan }"),
        "a hundred wrong rows": _with("story = {}\n" + "[[goals]]\nstatement = 1\n" * 100),
        "a parent of nobody": _instead("version = 1", "version = 1\nparent = 7"),
        "only a header": lambda: seal(b"schema = 1\n"),
        "a seal on nothing": lambda: seal(b""),
        "a seal on NULs": lambda: seal(b"\x00" * 100),
    },
}


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


def _link_to_a_plan(path: Path) -> None:
    other = path.parent.parent / f"real-{path.name}"
    other.write_bytes(PLAN)
    path.symlink_to(other)


TRAPS: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
    "a socket": _socket,
    "a link to a plan": _link_to_a_plan,
    "a link to nothing": lambda path: path.symlink_to("nothing"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to zeros without end": lambda path: path.symlink_to("/dev/zero"),
    "a link to chance": lambda path: path.symlink_to("/dev/urandom"),
    "a link to the terminal": lambda path: path.symlink_to("/dev/tty"),
    "a link to a folder": lambda path: path.symlink_to("/"),
}


def _writer(make: Callable[[], bytes]) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(make())


def make_kinds() -> dict[str, dict[str, Callable[[Path], object]]]:
    """Return the fixtures of each kind as functions that put them at a path."""
    forms = {
        kind: {name: _writer(lambda data=data: data) for name, data in some.items()}  # type: ignore[misc]
        for kind, some in FORMS.items()
    }
    contents = {
        kind: {name: _writer(make) for name, make in some.items()}
        for kind, some in CONTENTS.items()
    }
    return {"traps": TRAPS, **forms, **contents}


def make_all() -> dict[str, Callable[[Path], object]]:
    return {name: make for some in make_kinds().values() for name, make in some.items()}


def make_sealed() -> dict[str, Callable[[Path], object]]:
    """Return those wrong in form behind a right digest."""
    return {
        f"{name}, sealed": _writer(lambda data=data: seal(data))  # type: ignore[misc]
        for some in FORMS.values()
        for name, data in some.items()
    }
