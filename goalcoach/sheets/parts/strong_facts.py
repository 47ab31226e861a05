"""A sentence of ours in which some facts are set apart: a number to call, a letter on the card."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goalcoach.sheets.block import TextSpan

_FACT = re.compile(r"\{(\w+)\}")


def strong_facts(text: str, **facts: str) -> Iterator[TextSpan]:
    """Yield a text, as `tr` gives it without facts, with each `{name}` strong."""
    return facts_in_spans(text, **{name: (TextSpan(fact, True),) for name, fact in facts.items()})


def facts_in_spans(text: str, **facts: tuple[TextSpan, ...]) -> Iterator[TextSpan]:
    """Yield a text, as `tr` gives it without facts, with spans in the place of each `{name}`."""
    for number, piece in enumerate(_FACT.split(text)):
        if number % 2:
            yield from facts[piece]
        elif piece:
            yield TextSpan(piece)
