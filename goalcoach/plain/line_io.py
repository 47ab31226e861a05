"""Saying a line, asking for one, and giving the visit a command until it is on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeVar

from goalcoach.dialogue.engine.command import Command
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.view.screen import CheckView
from goalcoach.errors import GoalcoachError, NotSaved
from goalcoach.plain.exit_signals import Attention, Left, WriteOutput
from goalcoach.plain.question_lines import check_lines, labelled
from goalcoach.plain.typed_answer import MORE, command_of
from goalcoach.safe_text import show
from goalcoach.translation import tr
from goalcoach.visit.break_and_end_words import NOT_SAVED, kept_elsewhere_words
from goalcoach.visit.visit import Visit

Result = TypeVar("Result")


class Speech:
    """Lines out, lines in, and what a visit says to a command."""

    def __init__(self, visit: Visit, attention: Attention, write: WriteOutput) -> None:
        self.visit = visit
        self.lost = False
        """True once half-typed words could not be saved on the way out."""
        self.elsewhere = ""
        """The folder where the visit was saved instead; "" for none."""
        self.again = f"goalcoach visit {visit.code}"
        """The command that takes the visit up again."""
        self._attention = attention
        self._write = write

    def say(self, lines: Iterable[str]) -> None:
        """Write lines, each safe for a terminal."""
        for line in lines:
            self._write(show(line))

    def ask(self, prompt: str) -> str:
        """Return the next line, asked for with `prompt`; raises Left when there is none to come."""
        *before, last = prompt.split("\n")
        self.say(before)
        return self._attention.ask(f"{last.rstrip()} ")

    def keep(self, act: Callable[[], Result], *unsaved: Command) -> Result:
        """Return what `act` returns; while it raises NotSaved, say so and try it again.

        `unsaved` are the commands that `act` gives. Raises Left if someone leaves instead, with
        NotSaved's exit code if by an order.
        """
        while True:
            try:
                done = act()
            except NotSaved as problem:
                self.say(labelled(tr("NOT SAVED"), problem.sentence))
                self.say((tr(NOT_SAVED), tr(":save FOLDER writes it there instead. :quit leaves.")))
                try:
                    order = command_of(self.ask(MORE))
                except Left:
                    self.lost = True
                    raise
                if order is not None and order[0] == "save":
                    self.save_elsewhere(order[1], *unsaved)
                elif order == ("quit", ""):
                    self.lost = True
                    raise Left(problem.exit_code) from None
            else:
                self.tell()
                return done

    def tell(self) -> None:
        """Say what there is to tell of the visit's files, if something happened to them."""
        for sentence in self.visit.take_said():
            self.say(labelled(tr("NOTE"), sentence))

    def save_elsewhere(self, typed: str, *unsaved: Command) -> None:
        """Write the whole visit into the folder that was typed; say where it is, or why not."""
        if not typed:
            typed = self.ask(tr("Into which folder?")).strip()
        folder = Path(typed).expanduser().absolute()
        try:
            made = self.visit.keep_elsewhere(folder, self.again, *unsaved)
        except GoalcoachError as problem:
            self.say(labelled(tr("NOT SAVED"), f"{folder}: {problem.sentence}"))
            return
        self.elsewhere = str(made)
        self.say(kept_elsewhere_words(self.elsewhere))

    def give(self, *commands: Command) -> bool:
        """Give commands one after the other; a refusal is said, and ends them.

        Return True if all were taken.
        """
        for command in commands:
            refused = self.keep(partial(self.visit.give, command), command)
            if self.object(refused):
                return False
        return True

    def object(self, refused: Refusal | None) -> bool:
        """Say why something was not taken; return True if it was not."""
        if refused is None:
            return False
        words = refused.sentence_for(tr("skip with :skip"))
        if refused.check:
            self.say(check_lines(CheckView(refused.check, words, hard=True)))
        else:
            self.say(labelled("", words))
        self.say((tr(":close closes for today."),) if refused.code == "gate" else ())
        return True
