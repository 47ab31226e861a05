"""The three numbers of a day, in words: taking part, mood and energy, each with both its ends.

Paper, the typed diary, trends and the record say them alike.
"""

from __future__ import annotations

from msgspec import Struct

from goalcoach.translation import TrMap, tr


class DailyScale(Struct, frozen=True):
    """One number from 0 to 10, by its key. All its words are in the language of the moment."""

    key: str

    @property
    def name(self) -> str:
        """What it is called: "Taking part"."""
        return _NAMES[self.key]

    @property
    def low(self) -> str:
        """What 0 is, in the person's own voice."""
        return _LOW[self.key]

    @property
    def high(self) -> str:
        """What 10 is, in the person's own voice."""
        return _HIGH[self.key]

    @property
    def ends(self) -> str:
        """Both ends: "0 cannot, 10 as I want"."""
        return tr("0 {low}, 10 {high}", low=self.low, high=self.high)


_NAMES = TrMap({"participation": "Taking part", "mood": "Mood", "energy": "Energy"})
_IN_SENTENCE = TrMap(
    {"participation": "taking part", "mood": "mood", "energy": "energy"}, context="in_sentence"
)
_LOW = TrMap({"participation": "cannot", "mood": "very low", "energy": "none"}, context="of_scale")
_HIGH = TrMap(
    {"participation": "as I want", "mood": "very good", "energy": "full of it"}, context="of_scale"
)
DAILY_SCALES = {key: DailyScale(key) for key in _NAMES}
"""By the key of a diary entry and of a goal's rating."""


def how_easy() -> str:
    """Return what is asked of taking part, after its name."""
    return tr("how easy was it?")


def name_in_sentence(key: str) -> str:
    """Return what a number is called inside a sentence: "taking part"."""
    return _IN_SENTENCE[key]
