"""What a hard spell is called: in the patient's own word, so that it has one name on paper.

In a sentence of ours their word stands as they said it. Another language may have no form of it
that reads on, so each sentence has a second text that says "a hard spell" by itself.
"""

from __future__ import annotations

from goalcoach.plan.model.plan import Plan
from goalcoach.translation import tr, tr_noop

LONGEST_NAME = 40
"""Characters of a name. What is longer describes it, and would not read on in a heading."""


def own_name(plan: Plan) -> str:
    """Return what the patient calls it, "a high tide", ready to read on; "" without a name."""
    words = " ".join((plan.story.words.strong or "").split()).rstrip(".,;:!?")
    if not words or len(words) > LONGEST_NAME:
        return ""
    first, blank, rest = words.partition(" ")
    begins = tr("A An The My", context="typed_before").split()
    return f"{first.lower()}{blank}{rest}" if first in begins else words


def say_of_spell(plan: Plan, named: str, unnamed: str, **facts: str) -> str:
    """Return an own text about the hard spell: one with its `{name}`, or one for none."""
    name = own_name(plan)
    return tr(named, name=name, **facts) if name else tr(unnamed, **facts)


def how_noticed(plan: Plan) -> str:
    """Return the heading of its early signs."""
    return say_of_spell(
        plan,
        tr_noop("How do I notice {name} early?"),
        tr_noop("How do I notice a hard spell early?"),
    )


def for_spell(plan: Plan) -> str:
    """Return the title of the side for it."""
    return say_of_spell(plan, tr_noop("For {name}"), tr_noop("For a hard spell"))
