"""The keys of a visit: each has a key and, for terminals that take that one, Esc and a letter."""

from __future__ import annotations

from msgspec import Struct

from goalcoach.translation import tr, tr_noop

TAKE_BACK = "take_back"
"""What a page beside the question gives back where the last thing said is to be taken back."""


def take_back_row() -> tuple[str, str]:
    """Return the row of the help of such a page."""
    return ("Ctrl+Z", tr("back to the visit, and take back the last thing said"))


class VisitKey(Struct, frozen=True):
    """One action of a visit: its key, its letter after Esc, and how it is named.

    `action` is the name of the screen's method without `action_`, and of the action in the user's
    settings (`keymap`), which may give it another key; the letter stays. `words` stands in
    hints and help, `more` explains it in the command palette; both are English, and are looked up
    where they are shown.
    """

    key: str
    letter: str
    action: str
    words: str
    more: str


VISIT_KEYS = (
    VisitKey("f1", "h", "help", tr_noop("help"), tr_noop("Keys and words for this screen")),
    VisitKey(
        "f2",
        "o",
        "notes",
        tr_noop("notes on or off"),
        tr_noop("Show or hide NOTE for the clinician"),
    ),
    VisitKey(
        "f3", "p", "plan", tr_noop("the plan so far"), tr_noop("Read what has been said up to now")
    ),
    VisitKey(
        "f4", "n", "note", tr_noop("a note here"), tr_noop("Keep a note beside this question")
    ),
    VisitKey("f5", "s", "skip", tr_noop("skip"), tr_noop("Leave this question, with a reason")),
    VisitKey(
        "f6", "k", "card", tr_noop("the card"), tr_noop("Show the patient's card, full screen")
    ),
    VisitKey(
        "f7",
        "j",
        "go",
        tr_noop("go and come back"),
        tr_noop("Go to the question named here, and back"),
    ),
    VisitKey(
        "f8", "b", "break", tr_noop("take a break"), tr_noop("Stop for a moment; all is kept")
    ),
    VisitKey(
        "f9", "w", "where", tr_noop("where are we"), tr_noop("Every question, and how it stands")
    ),
    VisitKey(
        "f10",
        "m",
        "more",
        tr_noop("more of this part"),
        tr_noop("Ask what a short visit leaves open here"),
    ),
    VisitKey(
        "f12",
        "x",
        "off_paper",
        tr_noop("not on paper"),
        tr_noop("Keep this off the patient's papers, or not"),
    ),
    VisitKey(
        "ctrl+z",
        "z",
        "take_back",
        tr_noop("take back the last thing said"),
        tr_noop("Take back the last answer, skip, note, mark or line"),
    ),
    VisitKey(
        "ctrl+y",
        "y",
        "give_again",
        tr_noop("give again what was taken back"),
        tr_noop("Give again what was taken back last"),
    ),
)
