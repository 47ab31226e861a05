"""One line of `goalcoach doctor`: what was looked at, how it is, and what to do."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Fitness(StrEnum):
    """How something is; the value is printed."""

    OK = "ok"
    LOOK = "look"
    CANNOT_TELL = "cannot tell"


class FitnessLine(NamedTuple):
    """One thing that was looked at. `advice` is a sentence, "" where there is nothing to do."""

    about: str
    state: Fitness
    words: str
    advice: str = ""


def judge(about: str, well: bool, words: str, advice: str) -> FitnessLine:
    """Return a line that is ok if `well`, else one with what to do."""
    return FitnessLine(about, *((Fitness.OK, words) if well else (Fitness.LOOK, words, advice)))
