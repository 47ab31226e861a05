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
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.question_kind import Kind, Value
from goalcoach.dialogue.view.question_words import aside_words, open_checks, panel_of
from goalcoach.dialogue.view.screen import CheckView, Screen, Status
from goalcoach.errors import NotSaved
from goalcoach.plain.beside_pages import contact_lines, entry_lines, plan_lines, step_lines
from goalcoach.plain.change_lines import change_lines
from goalcoach.plain.question_lines import check_lines, labelled, screen_lines, stop_lines
from goalcoach.plain.terminal import Attention, Left, WriteOutput
from goalcoach.plain.typed_answer import (
    MORE,
    command_of,
    prompt_of,
    takes_lines,
    text_of,
    value_of,
)
from goalcoach.store.site_file import Site
from goalcoach.text import show
from goalcoach.visit.break_and_close import (
    CLOSE_IS_FINAL,
    CLOSE_QUESTION,
    NOT_SAVED,
    BreakMoment,
    ask_to_write,
    closed,
    paused,
)
from goalcoach.visit.reading import VisitReading
from goalcoach.visit.visit import Visit

Result = TypeVar("Result")
Orders = Callable[["Talk", str, str], bool]
"""Carries out an order and what follows it; False if there is no such order."""

YES = ("yes", "y", ":close")
"""What says yes where a version is to be written."""


class Talk:
    """One visit in lines. Holds nothing of the dialogue itself, only what was shown last.

    `orders` carries out what begins with a colon.
    """

    def __init__(
        self, visit: Visit, attention: Attention, write: WriteOutput, site: Site, orders: Orders
    ) -> None:
        self.visit = visit
        self.reading = VisitReading(visit, [(one.label, one.number) for one in site.contacts])
        self.site = site
        self.shown = ""
        """The address of the question that was shown last; "" to show it anew."""
        self.lost = False
        """True once half-typed words could not be saved on the way out."""
        self._attention = attention
        self._write = write
        self._orders = orders

    # Saying, asking, keeping

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
                return act()
            except NotSaved as problem:
                self.say(labelled("NOT SAVED", problem.sentence))
                self.say((f"{NOT_SAVED} :quit leaves.",))
                if command_of(self.ask(MORE)) == ("quit", ""):
                    self.lost = True
                    raise Left(problem.exit_code) from None

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

    # A turn

    def turn(self) -> None:
        """Show the question if it is new, read a line, do what it says."""
        screen = self.visit.screen
        if screen.kind is Kind.REVIEW:
            self._closing_turn()
            return
        if screen.address != self.shown:
            self.shown = screen.address
            self.say(self._lines(screen))
        line = self.ask(prompt_of(screen))
        if not self.order(line):
            self._answer(screen, line)

    def show_held(self) -> None:
        """Show the question once more after its answer, with what is to be read before going on."""
        self.say(self._lines(self.visit.screen, held=True))

    def _lines(self, asked: Screen, *, held: bool = False) -> list[str]:
        return screen_lines(asked, self.visit.state.today, list(self._panel(asked)), held=held)

    def order(self, line: str) -> bool:
        """Carry out the line if it is an order; return False for an answer."""
        command = command_of(line)
        if command is None:
            return False
        if not self._orders(self, *command):
            self.say((f"There is no :{command[0]} here. :help lists what can be typed.",))
        return True

    def _panel(self, asked: Screen) -> Iterable[str]:
        """Return what is read out beside the question."""
        match panel_of(asked):
            case "plan":
                return plan_lines(self.reading.plan())
            case "contacts":
                return contact_lines(self.site)
            case "diary":
                return entry_lines(self.reading.diary())
            case "changes":
                return change_lines(self.reading.changes())
            case "ladder":
                return step_lines(self.reading.steps(asked.address))
            case _:
                return ()

    def _answer(self, screen: Screen, line: str) -> None:
        if not line.strip():
            self.go_on(screen)
        elif screen.talk_only:
            self.enter(screen, text_of(line))
        elif screen.kind is Kind.SAY:
            self.say(("There is nothing to answer here. Enter goes on, :note keeps a note.",))
        elif screen.kind is Kind.ROSTER:
            if self.give(AddRow(first=text_of(line))):
                self.shown = ""
        else:
            text = self._more(text_of(line)) if takes_lines(screen.kind) else text_of(line)
            if text is not None:
                self.enter(screen, value_of(screen, text, self.visit.state.today))

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
        """Save half-typed lines; report a failure, do not block leaving."""
        try:
            self.visit.give(SaveDraft("\n".join(lines)))
        except NotSaved as problem:
            self.lost = True
            self.say(labelled("NOT SAVED", problem.sentence))
        self.shown = ""

    def go_on(self, screen: Screen) -> None:
        """Enter without an answer: on to the next, unless there is something to read first."""
        if screen.kind in (Kind.SAY, Kind.ROSTER):
            self.enter(screen, True)
        elif screen.gate_closed or open_checks(screen):
            self.say(stop_lines(screen))
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
            self.show_held()

    def _go_where_open(self, refused: Refusal | None) -> None:
        """Go to the open part that a list was refused for, if it was for that."""
        if refused is not None and refused.code == "cell":
            self.give(Jump(refused.addresses[0]))

    def _agreed(self, screen: Screen, value: Value) -> bool:
        """Return True unless `value` would set other answers aside and that is not wanted."""
        if screen.status is not Status.ANSWERED or value == screen.value:
            return True
        aside = self.visit.impact(Answer(value)).sets_aside
        if not aside:
            return True
        self.say(labelled("", aside_words(len(aside))))
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
        self.say(("", *labelled("SAY", CLOSE_QUESTION), ask_to_write(self.visit.version)))
        self.say(labelled("", CLOSE_IS_FINAL))
        line = self.ask(prompt_of(self.visit.screen))
        if line.strip().casefold() in YES:
            self.finish(None)
        else:
            self.order(line)

    def finish(self, reason: CloseReason | None) -> None:
        """Write the version, say so, and raise Left; a refusal is said, and the visit goes on."""
        visit = self.visit
        path = self.keep(lambda: visit.finish(reason))
        if isinstance(path, Refusal):
            self.object(path)
            return
        stopped = reason is CloseReason.STOPPED
        said = self.reading.break_words(BreakMoment.END) if stopped else ""
        ending = closed(visit.code, visit.version, reason, said=said, left_behind=visit.left_behind)
        self.say(("", ending.title))
        for sentence in ending.sentences:
            self.say(labelled("SAY" if sentence == said else "", sentence))
        self.say(labelled("", f"To read it: goalcoach show {visit.code}"))
        raise Left(0)

    def say_left(self) -> None:
        """Say that the visit is left, what is kept of it, and how it is taken up again."""
        ending = paused(self.visit.code, lost=self.lost)
        self.say(("", ending.title))
        for sentence in ending.sentences:
            self.say(labelled("", sentence))
        self.say(labelled("", f"To go on: goalcoach visit {self.visit.code}"))
