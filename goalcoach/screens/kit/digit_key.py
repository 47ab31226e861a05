"""Whether a key is a digit, and which. Pure."""

from __future__ import annotations


def digit_of(key: str) -> int | None:
    """Return the digit of a key, also one of another script; None for any other key.

    `str.isdigit` is true for signs such as a raised two, which `int` refuses.
    """
    return int(key) if len(key) == 1 and key.isdecimal() else None
