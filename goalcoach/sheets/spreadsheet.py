"""CSV for spreadsheets, which would run a cell that begins like a formula.

A text that begins with = + - @ TAB or CR gets a ' in front, and loses it again when it is read. So
does what follows a semicolon, a tab or a line end within a text: where a semicolon separates, a
spreadsheet makes a cell of it, for all our quotes. Numbers stay numbers.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO

# The wide forms are formulas too, to a spreadsheet in Japanese. A text that looks guarded already
# is guarded again, so that it comes back as it was.
_ACTIVE = "'*[=+\\-@\t\r＝＋－＠]"
_BEGINS = re.compile(rf"(\A|[;\t\r\n])(?={_ACTIVE})")
_GUARDED = re.compile(rf"(\A|[;\t\r\n])'(?={_ACTIVE})")
SEPARATORS = ",;\t"


def guard(text: str) -> str:
    """Return `text` so that a spreadsheet shows it and does nothing else."""
    return text if _is_number(text) else _BEGINS.sub(r"\1'", text)


def unguard(text: str) -> str:
    """Return what `guard` was given."""
    return _GUARDED.sub(r"\1", text) if "'" in text else text


def _is_number(text: str) -> bool:
    sign_off = text[1:] if text[:1] in ("+", "-") else text
    whole, _, part = sign_off.partition(".")
    return sign_off.isascii() and whole.isdigit() and (part.isdigit() or "." not in sign_off)


def write_csv(rows: Iterable[Sequence[str | int | float | date | None]]) -> str:
    """Return rows as CSV with commas and "\\n" line ends."""
    out = StringIO(newline="")
    # Told that lines end in CR LF, the writer quotes a lone CR too, which some programs take
    # for the end of a row.
    writer = csv.writer(out, lineterminator="\r\n")
    lines = []
    for row in rows:
        writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row])
        lines.append(out.getvalue().removesuffix("\r\n"))
        out.seek(0)
        out.truncate()
    return "".join(f"{line}\n" for line in lines)


def read_csv(text: str, separator: str = "") -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it begins on; by default the separator is the first line's own.

    csv.Error where the quotes do not end.
    """
    if not separator:
        head = text.partition("\n")[0]
        separator = max(SEPARATORS, key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1
