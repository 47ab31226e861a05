"""What a hard spell is called: in the patient's own word, so that it has one name on paper."""

from __future__ import annotations

from goalcoach.plan.model import Plan

ANY = "a hard spell"
LONGEST_NAME = 40
"""Characters of a name. What is longer describes it, and would not read on in a heading."""
_ARTICLES = ("A", "An", "The", "My")


def name_spell(plan: Plan) -> str:
    """Return what the patient calls it, "a high tide", ready to read on; else "a hard spell"."""
    words = " ".join((plan.story.words.strong or "").split()).rstrip(".,;:!?")
    if not words or len(words) > LONGEST_NAME:
        return ANY
    first, blank, rest = words.partition(" ")
    return f"{first.lower()}{blank}{rest}" if first in _ARTICLES else words
