"""The conversation: show what the visit shows, read a line, give it to the visit as an answer.

What begins with a colon is an order, see `colon_commands`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from goalcoach.dialogue.engine.command import (
    AddRow,
    Answer,
    Close,
    CloseReason,
    Command,
    Jump,
    Next,
    SaveDraft,
)
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.kind import Kind, Value
from goalcoach.dialogue.view.screen import Screen, Status
from goalcoach.errors import NotSaved
from goalcoach.plain.beside_pages import contact_lines, entry_lines, ladder_lines, plan_lines
from goalcoach.plain.change_lines import change_lines
from goalcoach.plain.question_lines import check_lines, labelled, screen_lines
from goalcoach.plain.terminal import Attention, Left, WriteOutput
from goalcoach.plain.typed_answer import MORE, command_of, prompt_of, text_of, value_of
from goalcoach.store.site_file import Site
from goalcoach.text import show
from goalcoach.visit.visit import Visit

Result = TypeVar("Result")
Orders = Callable[["Talk", str, str], bool]
"""Carries out an order and what follows it; False if there is no such order."""

LINES = (Kind.LONG_TEXT, Kind.LIST)
YES = ("yes", "y", ":close")


class Talk:
    """One visit in lines. Holds nothing of the dialogue itself, only what was said last."""

    def __init__(
        self, visit: Visit, attention: Attention, write: WriteOutput, site: Site, orders: Orders
    ) -> None:
        self.visit = visit
        self.site = site
        self.shown = ""
        """The address of the question on the screen; empty: it is to be shown anew."""
        self._attention = attention
        self._write = write
        self._orders = orders

    # Saying, asking, keeping

    def say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._write(show(line))

    def ask(self, prompt: str) -> str:
        """Return the next line; raises Left when there is none to come."""
        *before, last = prompt.split("\n")
        self.say(before)
        return self._attention.ask(last)

    def keep(self, act: Callable[[], Result]) -> Result:
        """Do what saves; if it cannot, say so and try again with the same words."""
        while True:
            try:
                return act()
            except NotSaved as problem:
                self.say(labelled("NOT SAVED", problem.sentence))
                self.say(("Your words are still here. Enter saves again, :quit leaves.",))
                if command_of(self.ask(MORE)) == ("quit", ""):
                    raise Left(problem.exit_code) from None

    def give(self, *commands: Command) -> bool:
        """Give commands one after the other; a refusal is said, and ends them."""
        for command in commands:
            refused = self.keep(partial(self.visit.give, command))
            if self.object(refused):
                return False
        return True

    def object(self, refused: Refusal | None) -> bool:
        """Say why something was not taken; True if it was not."""
        if refused is not None:
            words = refused.sentence.replace("with F5", "with :skip")
            self.say(labelled("CHECK" if refused.check else "", words))
            self.say((":close closes for today.",) if refused.code == "gate" else ())
        return refused is not None

    # A turn

    def turn(self) -> None:
        """Show the question if it is new, read a line, do what it says."""
        screen = self.visit.screen
        if screen.kind is Kind.REVIEW:
            self._closing_turn()
            return
        if screen.address != self.shown:
            self.shown = screen.address
            self.say(screen_lines(screen))
            self._panel(screen)
        line = self.ask(prompt_of(screen))
        if not self.order(line):
            self._answer(screen, line)

    def order(self, line: str) -> bool:
        """Carry out the line if it is an order; False for an answer."""
        command = command_of(line)
        if command is None:
            return False
        if not self._orders(self, *command):
            self.say((f"There is no :{command[0]} here. :help lists what can be typed.",))
        return True

    def _panel(self, screen: Screen) -> None:
        if screen.panel == "plan":
            self.say(plan_lines(self.visit, self.site))
        elif screen.panel == "contacts":
            self.say(contact_lines(self.site))
        elif screen.panel == "diary":
            self.say(entry_lines(self.visit))
        elif screen.panel == "changes":
            self.say(change_lines(self.visit))
        elif screen.panel == "ladder" and screen.kind is not Kind.ROSTER:
            self.say(ladder_lines(self.visit, screen))

    def _answer(self, screen: Screen, line: str) -> None:
        if not line.strip():
            self.go_on(screen)
        elif screen.kind is Kind.SAY:
            self.say(("There is nothing to answer here. Enter goes on, :note keeps a note.",))
        elif screen.kind is Kind.ROSTER:
            self.give(AddRow(first=text_of(line)))
        else:
            text = self._more(text_of(line)) if screen.kind in LINES else text_of(line)
            if text is not None:
                self.enter(
                    screen,
                    value_of(screen, text, self.visit.state.today, numbers=self._numbers(screen)),
                )

    def _numbers(self, screen: Screen) -> bool:
        path = walk(self.visit.script, self.visit.state)
        return path.stops[path.index[screen.address]].item.numbers

    def _more(self, first: str) -> str | None:
        """Return a text of several lines; None if an order came between, the lines kept."""
        lines = [first]
        while True:
            try:
                line = self.ask(MORE)
            except Left:
                self._keep_half(lines)
                raise
            if not line.strip():
                return "\n".join(lines)
            if command_of(line) is not None:
                self._keep_half(lines)
                self.order(line)
                return None
            lines.append(text_of(line))

    def _keep_half(self, lines: list[str]) -> None:
        """Keep half-typed lines. Someone is leaving: what cannot be saved now holds no one up."""
        try:
            self.visit.give(SaveDraft("\n".join(lines)))
        except NotSaved as problem:
            self.say(labelled("NOT SAVED", problem.sentence))
        self.shown = ""

    def go_on(self, screen: Screen) -> None:
        """Enter without an answer: on to the next, unless there is something to read first."""
        if screen.kind in (Kind.SAY, Kind.ROSTER):
            self.enter(screen, True)
        elif screen.gate_closed or any(one.kept is None for one in screen.checks):
            self.say(check_lines(screen))
            self.say((":next goes on all the same.",) if not screen.gate_closed else ())
        else:
            self.give(Next())

    def enter(self, screen: Screen, value: Value) -> None:
        """Answer with `value`; say what is to be read before going on."""
        if not self._agreed(screen, value):
            return
        refused = self.keep(lambda: self.visit.enter(value))
        if self.object(refused):
            self._go_where_open(refused)
        elif self.visit.screen.address == screen.address:
            self.say(screen_lines(self.visit.screen))

    def _go_where_open(self, refused: Refusal | None) -> None:
        """A list with an open part in one of its lines: go to that part."""
        if refused is not None and refused.code == "cell":
            self.give(Jump(refused.addresses[0]))

    def _agreed(self, screen: Screen, value: Value) -> bool:
        """Before an answer that sets others aside: name them, and ask."""
        if screen.status is not Status.ANSWERED or value == screen.value:
            return True
        aside = self.visit.impact(Answer(value)).sets_aside
        if not aside:
            return True
        titles = {line.address: line.title for line in self.visit.where()}
        names = "; ".join(titles.get(one, one) for one in aside)
        self.say(labelled("SETS ASIDE", f"{names}. Kept if you change back."))
        if not self.ask("Enter goes on, :back leaves it as it was: ").strip():
            return True
        self.say(("It stays as it was.",))
        return False

    # The end

    def _closing_turn(self) -> None:
        refused = self.visit.refusal_of(Close())
        self.shown = ""
        if refused is not None:
            self.say(("", "This is the end of the questions."))
            self.object(refused)
            line = self.ask("Enter goes there, :where lists them all: ")
            if not line.strip() and refused.addresses:
                self.give(Jump(refused.addresses[0]))
            else:
                self.order(line)
            return
        self.say(("", f"This is the end. Close the visit and write version {self.visit.version}?"))
        line = self.ask("Type yes to write it, :back to go back, :plan to read it: ")
        if line.strip().casefold() in YES:
            self.finish(None)
        else:
            self.order(line)

    def finish(self, reason: CloseReason | None) -> None:
        """Write the version and leave."""
        path = self.keep(lambda: self.visit.finish(reason))
        if isinstance(path, Refusal):
            self.object(path)
            return
        code = self.visit.code
        self.say(("", f"Version {self.visit.version} of {code} is written."))
        if self.visit.left_behind:
            self.say((self.visit.left_behind,))
        if reason is not None:
            self.say(("What we have is kept, and it comes back at the next visit.",))
        self.say(labelled("", f"To read it: goalcoach show {code}"))
        raise Left(0)
