"""Words that are typed as an answer to the program itself, in each language that it speaks. Pure.

All of them are understood whatever is spoken: who types "ja" means it.
"""

from __future__ import annotations

YES = frozenset(("yes", "y", "ja", "j", "sí", "si", "s"))
"""What says yes, in small letters; all else, silence too, is none."""
ALL = frozenset(("all", "alle", "alles", "todo", "todos", "todas"))
"""What means all of a list."""


def says_yes(typed: str) -> bool:
    """Return True for a yes."""
    return typed.strip().casefold() in YES


def says_all(typed: str) -> bool:
    """Return True for what means all of a list."""
    return typed.strip().casefold() in ALL
