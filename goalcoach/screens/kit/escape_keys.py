"""Each F-key of a visit and the letter after Esc that does the same: some terminals take F-keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goalcoach.screens.kit.page import Hint


@dataclass(frozen=True, slots=True)
class Twin:
    """One thing a visit can do: its F-key, its letter, its action and its words."""

    key: str
    letter: str
    action: str
    words: str
    more: str


TWINS = (
    Twin("f1", "h", "help", "help", "Keys and words for this screen"),
    Twin("f2", "o", "notes", "notes on or off", "Show or hide NOTE for the clinician"),
    Twin("f3", "p", "plan", "the plan so far", "Read what has been said up to now"),
    Twin("f4", "n", "note", "a note here", "Keep a note beside this question"),
    Twin("f5", "s", "skip", "skip", "Leave this question, with a reason"),
    Twin("f6", "k", "card", "the card", "Show the patient's card, full screen"),
    Twin("f7", "j", "go", "go and come back", "Go to the question named here, and back"),
    Twin("f8", "b", "break", "take a break", "Stop for a moment; all is kept"),
    Twin("f9", "w", "where", "where are we", "Every question, and how it stands"),
)


def twin_hints() -> Sequence[Hint]:
    """Return the letters after Esc as hints, those used most first."""
    short = {"s": "skip", "b": "break", "w": "where", "n": "note", "k": "card", "p": "plan"}
    hints = [Hint("Esc", "back", "escape")]
    return (*hints, *(Hint(letter, word, letter) for letter, word in short.items()))
