"""CSV for spreadsheets, which would run a cell that begins like a formula.

A text that begins with = + - @ TAB or CR gets a ' in front, and loses it again when it is read.
Numbers stay numbers. Imports nothing of goalcoach.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO

_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
_SEPARATORS = ",;\t"


def guard(text: str) -> str:
    """Return `text` so that a spreadsheet shows it and does nothing else."""
    return f"'{text}" if text.startswith(_ACTIVE) and not _is_number(text) else text


def unguard(text: str) -> str:
    """Return what `guard` was given."""
    bare = text.removeprefix("'")
    return bare if bare is not text and bare.startswith(_ACTIVE) else text


def _is_number(text: str) -> bool:
    sign_off = text[1:] if text[:1] in ("+", "-") else text
    whole, _, part = sign_off.partition(".")
    return sign_off.isascii() and whole.isdigit() and (part.isdigit() or "." not in sign_off)


def write_csv(rows: Iterable[Sequence[str | int | float | date | None]]) -> str:
    """Return rows as CSV with commas and "\\n" line ends."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()


def read_csv(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it begins on; the separator is the first line's own.

    csv.Error where the quotes do not end.
    """
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1
