"""The keys of a visit: each has a key and, for terminals that take that one, Esc and a letter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VisitKey:
    """One action of a visit: its key, its letter after Esc, and how it is named.

    `action` is the name of the screen's method without `action_`, and of the action in the user's
    settings (`keymap`), which may give it another key; the letter stays. `words` stands in
    hints and help, `more` explains it in the command palette.
    """

    key: str
    letter: str
    action: str
    words: str
    more: str


VISIT_KEYS = (
    VisitKey("f1", "h", "help", "help", "Keys and words for this screen"),
    VisitKey("f2", "o", "notes", "notes on or off", "Show or hide NOTE for the clinician"),
    VisitKey("f3", "p", "plan", "the plan so far", "Read what has been said up to now"),
    VisitKey("f4", "n", "note", "a note here", "Keep a note beside this question"),
    VisitKey("f5", "s", "skip", "skip", "Leave this question, with a reason"),
    VisitKey("f6", "k", "card", "the card", "Show the patient's card, full screen"),
    VisitKey("f7", "j", "go", "go and come back", "Go to the question named here, and back"),
    VisitKey("f8", "b", "break", "take a break", "Stop for a moment; all is kept"),
    VisitKey("f9", "w", "where", "where are we", "Every question, and how it stands"),
    VisitKey("f10", "m", "more", "more of this part", "Ask what a short visit leaves open here"),
    VisitKey("f12", "x", "off_paper", "not on paper", "Keep this off the patient's papers, or not"),
    VisitKey(
        "ctrl+z",
        "z",
        "take_back",
        "take back the last thing said",
        "Take back the last answer, skip, note, mark or line",
    ),
    VisitKey(
        "ctrl+y",
        "y",
        "give_again",
        "give again what was taken back",
        "Give again what was taken back last",
    ),
)
