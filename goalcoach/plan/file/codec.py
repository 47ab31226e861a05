"""A plan as the bytes of its file, and back.

The frame is written here: a header of its own for every list of records, inline tables only where a
line reads better, and values by tomli-w. tomli-w's own dumper folds short records into one list,
and then a longer neighbour rewrites lines that did not change, which would spoil `git diff`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

import tomli

from goalcoach.errors import BadData, Problem
from goalcoach.plan.conversion import build, from_tree, to_tree
from goalcoach.plan.file.migration import migrate
from goalcoach.plan.file.toml_limit import MOST_TOML_BYTES, excess
from goalcoach.plan.location import Location
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.tree_types import Tree
from goalcoach.translation import tr, tr_noop

__all__ = ["MOST_TOML_BYTES", "Loaded", "from_tree", "read", "to_tree", "write"]

_TOO_LARGE = tr_noop("is larger than 1 MiB, which no plan needs")
_INLINE = frozenset({"parent", "visit", "script", "ended"})
# Longer keys are quoted, as `toml_limit` takes an endless bare word for an attack.
_BARE_KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,39}\Z"
_DIGEST_LINE = re.compile(rb"\n# sha256: ([0-9a-f]{64})\n\Z")
_DIGEST_SIZE = len("\n# sha256: \n") + 64
_MERGE_MARK = rb"(?m)^(<<<<<<<|=======|>>>>>>>)"
_LONG_NUMBER = r"[0-9](?:_?[0-9]){4300}"


class Loaded(NamedTuple):
    """A plan and "sha256:" with the hex digest of its file's bytes before the digest line."""

    plan: Plan
    digest: str


def write(plan: Plan) -> bytes:
    """Return the whole file of a plan, its digest line last.

    Raises BadData if a text holds half a character, or the file would be too large to read.
    """
    text = "".join(_table(to_tree(plan), ())) + "\n"
    try:
        body = text.encode()
    except UnicodeEncodeError:
        raise BadData("plan", [Problem(0, "", tr("holds a text with half a character"))]) from None
    if len(body) + _DIGEST_SIZE > MOST_TOML_BYTES:
        raise BadData("plan", [Problem(0, "", tr(_TOO_LARGE))])
    if too_much := excess(text):
        raise BadData("plan", [Problem(*too_much)])
    return body + f"# sha256: {sha256(body).hexdigest()}\n".encode()


def read(data: bytes, source: str, *, check_digest: bool = True) -> Loaded:
    """Return the plan in the bytes of a file; `source` names it in messages.

    With `check_digest=False` a file changed by hand is taken: the digest line may be wrong or
    absent. A file in which line ends alone were changed is read as it was written. Raises BadData
    with every problem found, NewerFormat for a later schema.
    """
    if len(data) > MOST_TOML_BYTES:
        raise BadData(source, [Problem(0, "", tr(_TOO_LARGE))])
    if line_ends_alone(data):
        data = data.replace(b"\r\n", b"\n")
    match = _DIGEST_LINE.match(data, max(0, len(data) - _DIGEST_SIZE))
    digest = sha256(data[: match.start() + 1] if match else data).hexdigest()
    problems: list[Problem] = []
    if check_digest and (match is None or match[1].decode() != digest):
        problems.append(_unlike(data, there=match is not None))
    try:
        plan = _parse(data, source)
    except BadData as bad:
        problems += bad.problems
    if problems:
        raise BadData(source, problems)
    return Loaded(plan, f"sha256:{digest}")


def line_ends_alone(data: bytes) -> bool:
    """Return True if a plan's lines end in CRLF, as git and editors write it, and all else fits.

    Its last line, the digest, is that of the bytes with the line ends they were written with.
    """
    if not data.endswith(b"\r\n"):
        return False
    plain = data.replace(b"\r\n", b"\n")
    match = _DIGEST_LINE.search(plain, max(0, len(plain) - _DIGEST_SIZE))
    return match is not None and sha256(plain[: match.start() + 1]).hexdigest().encode() == match[1]


def _unlike(data: bytes, *, there: bool) -> Problem:
    line = data.count(b"\n") + (not data.endswith(b"\n"))
    if there:
        return Problem(line, "sha256", tr("does not fit the text above: the file was changed"))
    return Problem(line, "sha256", tr("is not there: the file is not complete, or was changed"))


def _parse(data: bytes, source: str) -> Plan:
    text = _decode(data, source)
    if too_much := excess(text):
        raise BadData(source, [Problem(*too_much)])
    try:
        tree = tomli.loads(text)
    except tomli.TOMLDecodeError as bad:
        mark = re.search(_MERGE_MARK, data)
        if mark:
            line = data.count(b"\n", 0, mark.start()) + 1
            words = tr("two versions of the file stand here side by side; keep one of them")
            raise BadData(source, [Problem(line, "", words)]) from None
        raise BadData(source, [Problem(bad.lineno, "", _unread(bad))]) from None
    except ValueError:
        number = re.search(_LONG_NUMBER, text)
        line = text.count("\n", 0, number.start()) + 1 if number else 0
        raise BadData(source, [Problem(line, "", tr("wants a number of ordinary size"))]) from None
    except RecursionError:
        raise BadData(source, [Problem(0, "", tr("is nested too deeply for a plan"))]) from None
    found: dict[Location, int] = {}

    def where(place: Location) -> int:
        # Only a file with something wrong in it is asked for its lines.
        from goalcoach.plan.file.key_lines import find_lines, line_of

        if not found:
            found.update(find_lines(text))
        return line_of(found, place)

    return build(migrate(tree, source), source, where)


def _unread(bad: tomli.TOMLDecodeError) -> str:
    return tr("is not TOML from column {colno} on", colno=bad.colno)


def _decode(data: bytes, source: str) -> str:
    if not data.strip():
        raise BadData(source, [Problem(0, "", tr("is empty"))])
    if data.startswith(b"\xef\xbb\xbf"):
        words = tr("begins with a byte order mark; save it as UTF-8 without one")
        raise BadData(source, [Problem(1, "", words)])
    try:
        return data.decode()
    except UnicodeDecodeError as bad:
        line = data.count(b"\n", 0, bad.start) + 1
        raise BadData(source, [Problem(line, "", tr("is not UTF-8 text from here on"))]) from None


def _table(table: dict[str, Tree], path: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of a table: its values first, then its tables, each under its header."""
    for key, value in table.items():
        if not _is_table(key, value) and not _is_records(value):
            yield f"{_key(key)} = {_value(value)}\n"
    for key, value in table.items():
        name = (*path, _key(key))
        if isinstance(value, dict) and _is_table(key, value):
            lines = list(_table(value, name))
            # A table that only holds tables needs no header of its own.
            if not lines or not lines[0].startswith("\n"):
                yield f"\n[{'.'.join(name)}]\n"
            yield from lines
        elif isinstance(value, list) and _is_records(value):
            for row in value:
                assert isinstance(row, dict)
                yield f"\n[[{'.'.join(name)}]]\n"
                yield from _table(row, name)


def _is_table(key: str, value: Tree) -> bool:
    return isinstance(value, dict) and key not in _INLINE


def _is_records(value: Tree) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _key(key: str) -> str:
    return key if re.match(_BARE_KEY, key) else _value(key, lines=False)


def _value(value: Tree, *, lines: bool = True) -> str:
    """Return a value as TOML. Only a text of its own may span lines (`lines`)."""
    if isinstance(value, dict):
        inner = (f"{_key(key)} = {_value(item, lines=False)}" for key, item in value.items())
        return f"{{ {', '.join(inner)} }}" if value else "{}"
    if isinstance(value, list):
        return _list(value, lines=lines)
    if isinstance(value, datetime):
        return value.isoformat()
    # tomli-w turns "\r\n" into "\n" in a text of several lines, so such a text stays on one.
    several = lines and isinstance(value, str) and "\r" not in value
    import tomli_w  # only a writer needs it

    return tomli_w.dumps({"k": value}, multiline_strings=several)[4:-1]


def _list(values: list[Tree], *, lines: bool) -> str:
    """Return a list on one line, or one line an entry if an entry is more than a word.

    What decides is the list itself, so that nothing beside it can change its lines.
    """
    items = [_value(value, lines=False) for value in values]
    if not lines or all(_is_word(value) for value in values):
        return f"[{', '.join(items)}]"
    return "[\n" + "".join(f"    {item},\n" for item in items) + "]"


def _is_word(value: Tree) -> bool:
    return not isinstance(value, str) or (len(value) <= 24 and not re.search(r"\s", value))
