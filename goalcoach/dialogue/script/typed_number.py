"""Numbers as people type them. Pure."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?", re.ASCII)


def read_number(text: str, unit: str = "") -> int | float | None:
    """Return the number in `text`, with a comma or a point and perhaps its unit; None for none.

    "12" is an int, "2,5" and "12.0" are floats. An exponent, blanks within and digits of other
    scripts are no number.
    """
    words = text.strip().removesuffix(unit).strip()
    if not _NUMBER.fullmatch(words):
        return None
    return int(words) if words.lstrip("+-").isdigit() else float(words.replace(",", "."))


def read_numbers(text: str, unit: str = "") -> tuple[int | float, ...] | None:
    """Return the numbers in `text`, parted by blanks, line ends, semicolons or a comma before a
    blank; None if one of them is no number.
    """
    words = [word.rstrip(",") for word in text.replace(";", " ").split()]
    read = [read_number(word) for word in words if word not in ("", unit)]
    numbers = tuple(one for one in read if one is not None)
    return numbers if len(numbers) == len(read) else None
