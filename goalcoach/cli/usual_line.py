"""Splits a command line whose options are written out, each once: one that is read without Typer.

All others are Typer's: what has a mistake in it, asks for help, or gives an option twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class UsualLine(NamedTuple):
    """The words of a line, and by their names the options with a value and those without."""

    words: tuple[str, ...]
    values: Mapping[str, str]
    switches: frozenset[str]


def split_usual(
    arguments: Sequence[str], values: Mapping[str, str], switches: Mapping[str, str]
) -> UsualLine | None:
    """Return what a line says behind its command; None if it is not a usual one.

    `values` and `switches` have the name of each option by how it is written.
    """
    words: list[str] = []
    given: dict[str, str] = {}
    switched: set[str] = set()
    left = iter(arguments)
    for word in left:
        if (switch := switches.get(word)) and switch not in switched:
            switched.add(switch)
        elif (name := values.get(word)) and name not in given:
            given[name] = next(left, "")
        elif _is_plain(word):
            words.append(word)
        else:
            return None
    if not all(map(_is_plain, given.values())):
        return None
    return UsualLine(tuple(words), given, frozenset(switched))


def _is_plain(word: str) -> bool:
    return word != "" and not word.startswith("-")
