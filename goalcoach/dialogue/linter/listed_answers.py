"""The answers that a question can have, where they can be listed: options, numbers of a scale."""

from __future__ import annotations

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.script.script import Item

_WIDEST = 101
"""A scale with more steps than this is not listed."""

UNLISTED: frozenset[object] = frozenset({"\0anything"})
"""The answers to any other question, such as a text: one token that may be anything."""


def listed_answers(item: Item) -> frozenset[object]:
    """Return the answers to a question, `UNLISTED` if nobody can list them."""
    kind = item.kind
    if kind is Kind.CHOICE and item.options:
        return frozenset([one.id for one in item.options])
    if kind is Kind.SCALE and item.low is not None and item.high is not None:
        steps = int(item.high - item.low) + 1
        if 0 < steps <= _WIDEST:
            return frozenset([int(item.low) + step for step in range(steps)])
    return UNLISTED
