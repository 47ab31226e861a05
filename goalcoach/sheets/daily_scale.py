"""The three numbers of a day, in words: taking part, mood and energy, each with both its ends.

Paper, the typed diary, trends and the record say them alike.
"""

from __future__ import annotations

from typing import NamedTuple


class DailyScale(NamedTuple):
    """One number from 0 to 10. `low` and `high` are its ends in the person's own voice."""

    name: str
    low: str
    high: str

    @property
    def ends(self) -> str:
        """Return both ends: "0 cannot, 10 as I want"."""
        return f"0 {self.low}, 10 {self.high}"


DAILY_SCALES = {
    "participation": DailyScale("Taking part", "cannot", "as I want"),
    "mood": DailyScale("Mood", "very low", "very good"),
    "energy": DailyScale("Energy", "none", "full of it"),
}
"""By the key of a diary entry and of a goal's rating."""
HOW_EASY = "how easy was it?"
"""What is asked of taking part, after its name."""


def name_in_sentence(key: str) -> str:
    """Return what a number is called inside a sentence: "taking part"."""
    return DAILY_SCALES[key].name.lower()
