"""Where in a plan something is, for people and for the line finder."""

from __future__ import annotations

import re

Location = tuple[str | int, ...]
"""Keys and, for lists, positions from 0: ("goals", 0, "levels", "-2")."""

Trouble = tuple[Location, str]
"""A place and what is not right there, as the end of a sentence that begins with the place."""

_LONGEST_KEY = 40
_BARE = r"[A-Za-z_][A-Za-z0-9_-]*\Z"


def name(place: Location) -> str:
    """Return a place as people write it: `goals[0].levels."-2"`; rows count from 0."""
    words = ""
    for step in place:
        if isinstance(step, int):
            words += f"[{step}]"
        else:
            key = step if len(step) <= _LONGEST_KEY else step[: _LONGEST_KEY - 1] + "…"
            words += ("." if words else "") + (key if re.match(_BARE, key) else f'"{key}"')
    return words
