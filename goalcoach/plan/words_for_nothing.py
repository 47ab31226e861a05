"""Whether words typed into a list name anything: "nothing I can see" is a full answer, and no row.

A row that names nothing is kept as it was typed; it is told as an answer, not as a thing that was
noticed.
"""

from __future__ import annotations

import re

_NOTHING = re.compile(
    r"(?:no|none|nothing|not)\b(?: (?:that|which))?"
    r"(?: (?:i|we) (?:can |could |have |had )?"
    r"(?:see|saw|seen|name|know|knew|known|notice|noticed|tell|find|found|think))?"
    r"(?: (?:of|at all|yet|so far|really|special|in particular|now|today|either|always|for sure))*",
    re.IGNORECASE,
)


def names_nothing(text: str) -> bool:
    """Return True for "nothing", "None at all", "nothing that I can see yet" and their like.

    What goes on, as in "nothing but noise", names something.
    """
    return _NOTHING.fullmatch(" ".join(text.replace(",", " ").split()).rstrip(" .!…")) is not None
