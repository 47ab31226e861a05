"""What all prompt fields share: they show one question's answer and report what is done to it.

A field never changes a visit: it posts messages, and the visit screen gives the commands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from goalcoach.dialogue.engine.command import Command
from goalcoach.dialogue.kind import Value
from goalcoach.dialogue.view.question_words import suggested_words
from goalcoach.dialogue.view.screen import Screen
from goalcoach.screens.kit.coach_app import Coach, coach_of
from goalcoach.screens.kit.page import Hint

ENTER = Hint("Enter", "next", "enter")


class Field(Vertical):
    """One question's answer. `label` stands in the gutter."""

    label = "ANSWER"
    padded = True
    """The label moves down a row, beside the first line of a padded field."""
    spread = False
    """The field wants the margin's columns too."""
    typing = False
    """Letters are text here."""
    hint_line = ""
    """One quiet line below the field: by default what the script suggests as the answer."""

    @dataclass
    class Given(Message):
        """Enter, with an answer."""

        value: Value

    @dataclass
    class Passed(Message):
        """Enter, with nothing typed or chosen."""

    @dataclass
    class Typed(Message):
        """The text changed and is not yet kept."""

    @dataclass
    class Asked(Message):
        """Something other than an answer: a row added, moved, taken away."""

        command: Command

    @dataclass
    class Objected(Message):
        """What was typed cannot be read as an answer yet; the text stays."""

        sentence: str

    @dataclass
    class Looked(Message):
        """What is chosen changed, so that what it would set aside may be said."""

        value: Value | None

    def __init__(self, asked: Screen) -> None:
        super().__init__(classes="matter")
        self.asked = asked
        self.hint_line = suggested_words(asked)

    @property
    def coach(self) -> Coach:
        return coach_of(self)

    def take(self, asked: Screen) -> None:
        """Show the same question after something changed around it."""
        self.asked = asked

    def make_room(self, wanted: bool) -> None:
        """Stand closer together while something below needs the rows."""

    def stand_back(self, wanted: bool) -> None:
        """Show the answer alone while a thought about it is read, where much else stands."""

    def main(self) -> Widget:
        """Return the widget that has the focus when the question opens."""
        return self

    def hints(self) -> Sequence[Hint]:
        """Return the keys of this field, before those of the visit."""
        return (ENTER,)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return more keys with what they do, for F1."""
        return ()

    def unsaved(self) -> str | None:
        """Return half-typed text that is not kept yet, or None."""
        return None

    def choose(self, value: Value) -> None:
        """Show `value` as chosen, as it was on the patient's card; not given yet."""

    def current(self) -> Value | None:
        """Return the answer as it stands in the field, None if it cannot be one."""
        return None
