"""The base class of all fields, which show a question's answer and let the user change it.

A field never changes the visit: it posts messages, and the visit's screen gives the commands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget

from goalcoach.dialogue.answer_types import Value
from goalcoach.dialogue.engine.command import Command
from goalcoach.dialogue.view.answer_words import suggested_words
from goalcoach.dialogue.view.screen import RowView, Screen
from goalcoach.screens.kit.coach_app import Coach, coach_of
from goalcoach.screens.kit.foot import Hint
from goalcoach.screens.kit.paint import Stack
from goalcoach.translation import tr, tr_noop

ENTER = Hint("Enter", tr_noop("next"), "enter")
NOT_KEPT = tr_noop("· not kept yet")
"""Said of what is chosen while Enter has not given it."""
CHANGE = "right"
"""The key that changes the line of what was said that is under the cursor; Enter goes on there too.

An arrow, for in some of these places a letter begins a new text.
"""


def change_label(coach: Coach) -> str:
    """Return how `CHANGE` is shown with the marks of this terminal."""
    sides = coach.marks.arrows[1]
    return sides.split("/")[-1] if "/" in sides else sides[-1]


class Field(Stack):
    """The answer to the question `asked`."""

    label = tr_noop("ANSWER")
    """The label in the gutter, in English."""
    padded = True
    """True if the field has a blank row above its text; the label then moves down by it."""
    spread = False
    """True if the field takes the margin's columns too, on a wide page."""
    keeps_label = False
    """True if a `spread` field leaves its label's columns alone, on a low page."""
    typing = False
    """True if letters typed here are text."""
    digits = False
    """True if digits choose here."""
    finds = False
    """True if typing looks for a line here."""
    finding = ""
    """What is looked for now."""
    hint_line = ""
    """One quiet line below the field: by default what the script suggests as the answer."""

    @dataclass
    class Given(Message):
        """Enter was pressed, with an answer."""

        value: Value

    @dataclass
    class Passed(Message):
        """Enter was pressed with nothing typed or chosen."""

    @dataclass
    class Typed(Message):
        """The text was changed and is not saved yet."""

    @dataclass
    class Asked(Message):
        """The user wants a command other than an answer: to add, move or remove a row, or jump.

        `last`: the row added is the last one; behind its fields comes the question after the list.
        """

        command: Command
        last: bool = False

    @dataclass
    class Objected(Message):
        """What was typed is no answer yet; `sentence` says why. The text stays."""

        sentence: str

    @dataclass
    class Hinted(Message):
        """A quiet `sentence` on the keys is to be shown below the field."""

        sentence: str

    def __init__(self, asked: Screen) -> None:
        super().__init__(classes="matter")
        self.asked = asked
        self.hint_line = suggested_words(asked)

    @property
    def coach(self) -> Coach:
        """Return what the app shares with its screens."""
        return coach_of(self)

    def take(self, asked: Screen) -> None:
        """Show the same question again after its state in the visit has changed."""
        self.asked = asked

    def make_room(self, wanted: bool) -> None:
        """Use as few rows as possible while something below the field needs them."""

    def collapse(self, wanted: bool) -> None:
        """Show only the answer while a check on it is shown below, if the field is long."""

    def main(self) -> Widget:
        """Return the widget that has the focus when the question opens."""
        return self

    def row_here(self) -> RowView | None:
        """Return the row that the cursor is on; None outside of rows."""
        return None

    def hints(self) -> Sequence[Hint]:
        """Return the hints of this field; the visit's own follow them in the foot."""
        return (ENTER,)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return more keys and what they do, for the help page."""
        return ()

    def tell_typed(self) -> None:
        """Tell the page that the text was changed, past all that is between: it is at each key."""
        if self.is_attached:
            self.screen.post_message(self.Typed())

    def unsaved(self) -> str | None:
        """Return typed text that differs from what the visit has; None if there is none."""
        return None

    def choose(self, value: Value) -> None:
        """Show `value`, chosen on the patient's card, as the answer; Enter has still to give it."""

    def taken_back(self) -> str:
        """Return the signs typed just now that acted here and were the beginning of words, as the
        2 of "2 of us"; what they did is undone. "" for none.
        """
        return ""

    def find(self, words: str) -> bool:
        """Show only what holds these words, all for none; return False if nothing does, and leave
        what is shown.
        """
        return False

    def sought_with(self, sign: str) -> str:
        """Return what is looked for once `sign` is typed: new words if the cursor was moved."""
        return sign

    def end_find(self) -> bool:
        """Show everything again, with the cursor on the line that was found, if an Enter ends words
        that are looked for; return False where it does not, as once the cursor was moved.
        """
        return False

    def change_hint(self, word: str = tr_noop("change it")) -> Hint:
        """Return the hint for `CHANGE`; `word` is English."""
        return Hint(change_label(self.coach), word, CHANGE, tr_noop("change"))

    def tells_of_change(self) -> bool:
        """Say once what changes the chosen line, to a hand that is used to Enter; return True if
        it was said now, and Enter is not to go on.
        """
        if self.coach.change_told:
            return False
        self.coach.change_told = True
        key = change_label(self.coach)
        self.post_message(self.Hinted(tr("Enter goes on. {key} changes this.", key=key)))
        return True

    def letters(self) -> str:
        """Return the letters that act here if no other sign follows them."""
        return ""

    def press(self, letter: str) -> None:
        """Do what one of `letters` does."""

    def current(self) -> Value | None:
        """Return the answer as it is in the field; None if it is none, or cannot be read."""
        return None
