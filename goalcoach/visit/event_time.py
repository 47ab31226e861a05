"""When the events of a visit were taken, and how long the visit was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from itertools import pairwise
from typing import NamedTuple

from goalcoach.dialogue.engine.event import Event, Paused

LONGEST_THOUGHT = 15 * 60
"""Seconds without an event that still count as the visit; longer gaps were not spent on it."""


class TimedEvent(NamedTuple):
    """An event and when it was taken, in ms since 1970-01-01 UTC (0: not known)."""

    at_ms: int
    event: Event

    def moment(self, zone: tzinfo | None) -> datetime:
        """Return the time in that zone; None means the machine's own, without an offset."""
        return datetime.fromtimestamp(self.at_ms / 1000, zone)


def to_ms(moment: datetime) -> int:
    """Return a time as the journal keeps it: ms since 1970-01-01 UTC."""
    return round(moment.timestamp() * 1000)


def seconds_spent(times: Sequence[TimedEvent]) -> float:
    """Return how long a visit took from its first event to its last, in seconds.

    Breaks, gaps of more than `LONGEST_THOUGHT` and clocks that went back are left out.
    """
    spent = 0
    for (before, event), (after, _) in pairwise(times):
        gap = (after - before) / 1000
        if not isinstance(event, Paused) and 0 <= gap <= LONGEST_THOUGHT:
            spent += after - before
    return spent / 1000


def minutes_spent(times: Sequence[TimedEvent]) -> int:
    """Return how long a visit was in whole minutes, at least 1; breaks and long gaps left out."""
    return max(1, round(seconds_spent(times) / 60))
