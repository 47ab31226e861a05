"""Ignores a number that is typed into a list of choices or a scale.

A user may type ahead a number for a later page, or a terminal may send a pasted one as single keys,
while a choice is shown. Each digit would choose there, and the number's Enter would answer. So
digits that follow each other as fast as those of a number are undone, and their Enter is ignored.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message

from goalcoach.screens.kit.digit_key import digit_of
from goalcoach.screens.kit.paste_burst import PASTE_GAP
from goalcoach.screens.kit.pick_list import Pick
from goalcoach.translation import tr_noop

SAME_NUMBER = 0.4
"""Most seconds between two digits of one number."""
NUMBER_ENDS = 1.0
"""Seconds after the last key at which a number ends: people pause between its groups."""
NUMBER_IGNORED = tr_noop("That came as a number, so nothing is chosen by it. One digit chooses.")


class DigitBurst:
    """Recognises a number among the keys of one list or scale.

    `several` for a list where several lines can be chosen: there two or three different digits in
    quick succession are usual.
    """

    def __init__(self, *, several: bool = False) -> None:
        self._several = several
        self._run = ""
        """The digits typed so far without a pause."""
        self._has_other = False
        """True if one of them chooses nothing here."""
        self._last = float("-inf")
        self._is_number = False
        self.signs = ""
        """What was typed since the last pause, if it began with a digit: words may begin so."""

    def is_first(self, event: events.Key) -> bool:
        """Return True if a key follows a pause; a number reverts to the state before it."""
        return event.time - self._last > (NUMBER_ENDS if self._is_number else SAME_NUMBER)

    def feed(self, event: events.Key, *, chooses: bool) -> bool:
        """Take the next key; return True if it is part of a number, its Enter included.

        `chooses` says whether a digit would choose something here. A number is a run of more than
        two digits, or of two of which one chooses nothing; with `several`, more than two digits
        only count if one is repeated.
        """
        if event.key == "enter":
            was, self._is_number, self._run = self._is_number, False, ""
            return was
        if self.is_first(event):
            self._run, self._has_other, self._is_number, self.signs = "", False, False, ""
        if (digit := digit_of(event.key)) is None:
            if not event.is_printable:  # an arrow or the like is no part of a number
                self._run, self._is_number, self._last = "", False, float("-inf")
                self.signs = ""
            elif self._run:
                self._last = event.time
                sign = event.character or ""
                # Nor is a letter: these are words that begin with a number.
                self._is_number = self._is_number and not sign.isalpha()
                if self._is_number or sign == " ":
                    self.signs += sign
            return self._is_number
        self._last = event.time
        self._run += str(digit)
        self.signs += event.character or str(digit)
        self._has_other = self._has_other or not chooses
        length = len(self._run)
        many = length > 2 and (not self._several or len(set(self._run)) < length)
        self._is_number = self._is_number or many or (length > 1 and self._has_other)
        return self._is_number


class CarefulPick(Pick):
    """A list that reverts its cursor when digits turn out to be a number; for questions."""

    @dataclass
    class Reverted(Message):
        """Digits were a number: the owner is to restore `chosen`, the choice before them."""

        chosen: tuple[str, ...]

    def on_mount(self) -> None:
        self._burst = DigitBurst(several=self.several)
        self._before = (self.at, self.chosen)
        self._space_at = float("-inf")
        """When Space last chose a line, or took it back."""
        self._in_burst = False
        """True if what was typed last came in one go with that Space: it was the blank of words."""

    def taken_back(self) -> str:
        """Return the signs of words that began with a digit, and undo here what they chose."""
        signs, self._burst.signs = self._burst.signs, ""
        if signs or self._in_burst:
            self.at, self.chosen = self._before
            self._in_burst = False
            self.repaint()
        return signs

    def on_key(self, event: events.Key) -> None:
        self._in_burst = event.is_printable and event.time - self._space_at < PASTE_GAP
        if self._burst.is_first(event) and not self._in_burst:
            self._before = (self.at, self.chosen)
        if event.key == "space" and self.several:
            self._space_at = event.time
        if not self.digits:
            return
        chooses = 0 < (digit_of(event.key) or 0) <= len(self.lines)
        if self._burst.feed(event, chooses=chooses):
            event.stop()
            event.prevent_default()  # otherwise Pick's own on_key handles the key as well
            if event.key != "enter":
                self.at = self._before[0]
                self.repaint()
                self.post_message(self.Reverted(self._before[1]))
