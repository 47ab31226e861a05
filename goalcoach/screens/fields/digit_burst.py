"""Tells the digits of a number from digits that choose.

A number for one page may be typed, or sent by a terminal as single keys, when the page has gone
on to a choice. Digit for digit it would choose there, and its Enter would answer. So digits that
follow each other as those of a number do are taken back, and their Enter answers nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message

from goalcoach.screens.kit.pick_list import Pick

NEAR = 0.4
"""Digits of one number follow each other sooner than this many seconds."""
OVER = 1.0
"""So many seconds after its last sign a number is over: there are pauses between its groups."""
SAID = "That came as a number, so nothing is chosen by it. One digit chooses."


class Burst:
    """Listens to the keys of one list or scale. `several`: two or three quick ticks are usual."""

    def __init__(self, *, several: bool = False) -> None:
        self._several = several
        self._run = ""
        self._strange = False
        self._last = float("-inf")
        self._is_number = False

    def begins(self, event: events.Key) -> bool:
        """Return whether a key stands alone so far, so that what it changes may be taken back to
        how things are now."""
        return event.time - self._last > (OVER if self._is_number else NEAR)

    def hear(self, event: events.Key, *, known: bool) -> bool:
        """Take a key; return whether it is part of a number. `known`: a digit that chooses."""
        if event.key == "enter":
            was, self._is_number, self._run = self._is_number, False, ""
            return was
        if self.begins(event):
            self._run, self._strange, self._is_number = "", False, False
        if not event.key.isdigit():
            if not event.is_printable:  # an arrow: a choice by hand
                self._run, self._is_number, self._last = "", False, float("-inf")
            elif self._run:
                self._last = event.time
            return self._is_number
        self._last = event.time
        self._run += event.key
        self._strange = self._strange or not known
        length = len(self._run)
        many = length > 2 and (not self._several or len(set(self._run)) < length)
        self._is_number = self._is_number or many or (length > 1 and self._strange)
        return self._is_number


class CarefulPick(Pick):
    """A list whose digits answer a question of the visit."""

    @dataclass
    class TakenBack(Message):
        """Digits were those of a number: what was chosen before them stands."""

        chosen: tuple[str, ...]

    def on_mount(self) -> None:
        self._burst = Burst(several=self.several)
        self._before = (self.at, self.chosen)

    def on_key(self, event: events.Key) -> None:
        if self._burst.begins(event):
            self._before = (self.at, self.chosen)
        known = event.key.isdigit() and self.digits and 0 < int(event.key) <= len(self.lines)
        if self._burst.hear(event, known=known):
            event.stop()
            event.prevent_default()  # else the list itself hears the key too
            if event.key != "enter":
                self.at = self._before[0]
                self.repaint()
                self.post_message(self.TakenBack(self._before[1]))
