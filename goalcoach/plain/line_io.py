"""Saying a line, asking for one, and giving the visit a command until it is on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from goalcoach.dialogue.engine.command import Command
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.view.screen import CheckView
from goalcoach.errors import NotSaved
from goalcoach.plain.question_lines import check_lines, labelled
from goalcoach.plain.terminal import Attention, Left, WriteOutput
from goalcoach.plain.typed_answer import MORE, command_of
from goalcoach.safe_text import show
from goalcoach.visit.ending_words import NOT_SAVED
from goalcoach.visit.visit import Visit

Result = TypeVar("Result")


class Speech:
    """Lines out, lines in, and what a visit says to a command."""

    def __init__(self, visit: Visit, attention: Attention, write: WriteOutput) -> None:
        self.visit = visit
        self.lost = False
        """True once half-typed words could not be saved on the way out."""
        self._attention = attention
        self._write = write

    def say(self, lines: Iterable[str]) -> None:
        """Write lines, each safe for a terminal."""
        for line in lines:
            self._write(show(line))

    def ask(self, prompt: str) -> str:
        """Return the next line; raises Left when there is none to come."""
        *before, last = prompt.split("\n")
        self.say(before)
        return self._attention.ask(last)

    def keep(self, act: Callable[[], Result]) -> Result:
        """Return what `act` returns; while it raises NotSaved, say so and try it again.

        Raises Left with NotSaved's exit code if someone leaves instead.
        """
        while True:
            try:
                done = act()
            except NotSaved as problem:
                self.say(labelled("NOT SAVED", problem.sentence))
                self.say((f"{NOT_SAVED} :quit leaves.",))
                if command_of(self.ask(MORE)) == ("quit", ""):
                    self.lost = True
                    raise Left(problem.exit_code) from None
            else:
                self.tell()
                return done

    def tell(self) -> None:
        """Say what there is to tell of the visit's files, if something happened to them."""
        for sentence in self.visit.take_said():
            self.say(labelled("NOTE", sentence))

    def give(self, *commands: Command) -> bool:
        """Give commands one after the other; a refusal is said, and ends them.

        Return True if all were taken.
        """
        for command in commands:
            refused = self.keep(partial(self.visit.give, command))
            if self.object(refused):
                return False
        return True

    def object(self, refused: Refusal | None) -> bool:
        """Say why something was not taken; return True if it was not."""
        if refused is None:
            return False
        words = refused.sentence_for("skip with :skip")
        if refused.check:
            self.say(check_lines(CheckView(refused.check, words, hard=True)))
        else:
            self.say(labelled("", words))
        self.say((":close closes for today.",) if refused.code == "gate" else ())
        return True
