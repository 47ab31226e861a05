"""Who agrees to the plan, as boxes on the read-back that are switched there. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from goalcoach.dialogue.engine.command import Answer, Clear
from goalcoach.screens.kit.theme import MarkSigns
from goalcoach.sheets.layouts.read_back import Party

AGREED_PATH = "agreement.by"
"""Where the plan has who agreed."""


def box_words(agreed: Sequence[Party], marks: MarkSigns, *, numbered: bool) -> tuple[str, ...]:
    """Return each party with its box, and `numbered` with the digit that switches it."""
    boxes = (f"{marks.on if one.agrees else marks.off} {one.name}" for one in agreed)
    return tuple(f"{at} {box}" if numbered else box for at, box in enumerate(boxes, 1))


def switch(agreed: Sequence[Party], numbers: Collection[int], at: str) -> Answer | Clear:
    """Return the answer to the question `at` with the boxes of these indexes switched."""
    by = tuple(one.who for n, one in enumerate(agreed) if one.agrees != (n in numbers))
    return Answer(by, at) if by else Clear(at)
