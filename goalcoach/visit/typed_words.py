"""Words that are typed as an answer to the program itself, in each language that it speaks. Pure.

All of them are understood whatever is spoken: who types "ja" means it.
"""

from __future__ import annotations

_YES = frozenset(("yes", "y", "ja", "j", "sí", "si", "s"))
_ALL = frozenset(("all", "alle", "alles", "todo", "todos", "todas"))


def says_yes(typed: str) -> bool:
    """Return True for a yes; all else, silence too, is none."""
    return typed.strip().casefold() in _YES


def says_all(typed: str) -> bool:
    """Return True for what means all of a list."""
    return typed.strip().casefold() in _ALL
