"""The conversation: show what the visit shows, read a line, give it to the visit as an answer.

What begins with a colon is an order, see `colon_commands`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.engine.command import (
    AddRow,
    Answer,
    Close,
    CloseReason,
    Jump,
    Next,
    Return,
    SaveDraft,
)
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.view.screen import Screen, Status
from goalcoach.dialogue.view.screen_words import panel_of, put_off_words
from goalcoach.dialogue.view.standing_words import (
    LEAVES_OPEN,
    aside_words,
    is_unsaid,
    open_checks,
    open_name,
)
from goalcoach.errors import NotSaved
from goalcoach.plain.beside_pages import (
    entry_lines,
    heard_lines,
    pattern_lines,
    read_back_lines,
    site_lines,
    step_lines,
)
from goalcoach.plain.change_lines import change_lines
from goalcoach.plain.exit_signals import Attention, Left, WriteOutput
from goalcoach.plain.line_io import Speech
from goalcoach.plain.question_lines import (
    close_lines,
    end_lines,
    labelled,
    screen_lines,
    stop_lines,
)
from goalcoach.plain.typed_answer import (
    MORE,
    command_of,
    prompt_of,
    takes_lines,
    text_of,
    value_of,
)
from goalcoach.store.site_file import Site
from goalcoach.translation import tr
from goalcoach.visit.break_and_end_words import (
    END_OF_QUESTIONS,
    closed,
    kept_words,
    paused,
)
from goalcoach.visit.site_sheet_context import site_context
from goalcoach.visit.typed_words import says_yes
from goalcoach.visit.visit import Visit
from goalcoach.visit.visit_queries import VisitReading

Orders = Callable[["Talk", str, str], bool]
"""Carries out an order and what follows it; False if there is no such order."""

ELSEWHERE = ("back", "go", "return", "close", "undo", "redo")
"""Orders that go somewhere of their own."""


def means_yes(line: str) -> bool:
    """Return True if the line says yes where a version is to be written."""
    return says_yes(line) or command_of(line) == ("close", "")


class Talk(Speech):
    """One visit in lines. Holds nothing of the dialogue itself, only what was shown last.

    `orders` carries out what begins with a colon.
    """

    def __init__(
        self, visit: Visit, attention: Attention, write: WriteOutput, site: Site, orders: Orders
    ) -> None:
        super().__init__(visit, attention, write)
        self.reading = VisitReading(visit, site_context(site))
        self.site = site
        self.shown = ""
        """The address of the question that was shown last; "" to show it anew."""
        self.led_to = ""
        """The question that the close led to: once it is left, the close comes again."""
        self.row_of = ""
        """The list whose row is changed: once one of its fields is, the list comes again."""
        self._warned = ""
        """The question that said what leaving it open means: the next Enter leaves it."""
        self._orders = orders

    # A turn

    def turn(self) -> None:
        """Show the question if it is new, read a line, do what it says."""
        self._come_back()
        screen = self.visit.screen
        if screen.kind is Kind.REVIEW:
            self._closing_turn()
            return
        if screen.address != self.shown:
            self.shown, self._warned = screen.address, ""
            self.say(self._lines(screen))
        line = self.ask(prompt_of(screen))
        if not self.order(line):
            self._answer(screen, line)

    def _come_back(self) -> None:
        """Return to the close once the question that it led to, rows and all, is left."""
        at_list = self.visit.screen.address == self.row_of
        if self.row_of and (at_list or self.visit.has_left(self.row_of)):
            self.row_of = ""
        if self.led_to and self.visit.has_left(self.led_to):
            self.led_to = ""
            if self.visit.screen.can_return:
                self.give(Return())

    def show_held(self) -> None:
        """Show the question once more after its answer, with what is to be read before going on."""
        self.say(self._lines(self.visit.screen, held=True))

    def _lines(self, asked: Screen, *, held: bool = False) -> list[str]:
        today, beside = self.visit.state.today, list(self._panel(asked, held))
        return screen_lines(asked, today, beside, held=held)

    def order(self, line: str) -> bool:
        """Carry out the line if it is an order; return False for an answer."""
        command = command_of(line)
        if command is None:
            return False
        if command[0] in ELSEWHERE:
            self.led_to = self.row_of = ""
        if not self._orders(self, *command):
            none = tr("There is no :{order} here. :help lists what can be typed.", order=command[0])
            self.say((none,))
        return True

    def _panel(self, asked: Screen, held: bool) -> Iterable[str]:
        """Return what is read out beside the question, at a closed gate whom to call first."""
        match "gate" if held and asked.gate_closed else panel_of(asked):
            case "plan":
                return read_back_lines(self.reading.read_back())
            case "heard":
                return heard_lines(self.reading.heard(asked.address))
            case "contacts" | "danger" | "gate" as panel:
                return site_lines(self.site, panel, closed=held and asked.gate_closed)
            case "diary":
                return entry_lines(self.reading.diary())
            case "patterns":
                return pattern_lines(self.reading.patterns())
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
            self.say((tr("There is nothing to answer here. Enter goes on, :note keeps a note."),))
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
                self._keep_half_leaving(lines)
                raise
            if not line.strip():
                return "\n".join(lines)
            if command_of(line) is not None:
                self._keep_half(lines)
                self.order(line)
                return None
            lines.append(text_of(line))

    def _keep_half(self, lines: list[str]) -> None:
        """Save half-typed lines before the order that came between them."""
        draft = SaveDraft("\n".join(lines))
        self.keep(partial(self.visit.give, draft), draft)
        self.shown = ""

    def _keep_half_leaving(self, lines: list[str]) -> None:
        """Save half-typed lines; report a failure, for no further line is to come."""
        try:
            self.visit.give(SaveDraft("\n".join(lines)))
        except NotSaved as problem:
            self.lost = True
            self.say(labelled(tr("NOT SAVED"), problem.sentence))

    def go_on(self, screen: Screen) -> None:
        """Go on without an answer, as Enter alone does, unless there is something to read."""
        if screen.kind in (Kind.SAY, Kind.ROSTER):
            self.enter(screen, True)
        elif screen.gate_closed or open_checks(screen):
            shut = screen.gate_closed
            self.say(self._panel(screen, held=True) if shut else ())
            self.say((*stop_lines(screen), *(() if shut else (tr(":next goes on all the same."),))))
        elif screen.asks_twice and is_unsaid(screen) and self._warned != screen.address:
            self._warned = screen.address
            self.say(labelled("", tr(LEAVES_OPEN)))
        elif self.give(Next()) and is_unsaid(screen):
            name = open_name(screen)
            passed = tr("Left open: {question}. :back goes back.", question=name)
            self.say(labelled("", passed))

    def enter(self, screen: Screen, value: Value) -> None:
        """Answer with `value`; say what is to be read before going on."""
        if not self._agreed(screen, value):
            return
        refused = self.keep(lambda: self.visit.enter(value), Answer(value, screen.address))
        if self.object(refused):
            self._go_where_open(refused)
        elif self.visit.screen.address == screen.address:
            self.show_held()
        elif self.row_of and value != screen.value:
            self.give(Jump(self.row_of))
            self.row_of = ""

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
        if not self.ask(tr("Enter goes on, :back leaves it as it was:")).strip():
            return True
        self.say((tr("It stays as it was."),))
        return False

    # The end

    def _closing_turn(self) -> None:
        refused = self.visit.refusal_of(Close())
        self.shown = ""
        if refused is not None:
            self.say(("", tr(END_OF_QUESTIONS)))
            self.object(refused)
            self.say(labelled("", put_off_words(self.visit.screen)))
            line = self.ask(tr("Enter goes there, :where lists them all:"))
            if not line.strip() and refused.addresses:
                self.lead_to(refused.addresses[0])
            else:
                self.order(line)
            return
        self.say(close_lines(self.visit.screen, self.visit.version))
        line = self.ask(prompt_of(self.visit.screen))
        if means_yes(line):
            self.finish(None)
        else:
            self.order(line)

    def lead_to(self, address: str) -> None:
        """Go from the close to a question, to come back once it is left."""
        self.led_to = address if self.give(Jump(address)) else ""

    def finish(self, reason: CloseReason | None) -> None:
        """Write the version, say so, and raise Left; a refusal is said, and the visit goes on."""
        visit = self.visit
        path = self.keep(lambda: visit.finish(reason), Close(reason))
        if isinstance(path, Refusal):
            self.object(path)
            return
        said = self.reading.end_words(reason)
        ending = closed(visit, reason, said)
        how = tr("To read it: {command}", command=f"goalcoach show {visit.code}")
        self.say((*end_lines(ending, said), *(() if visit.preview else (how,))))
        raise Left(0)

    def say_left(self) -> None:
        """Say that the visit is left, what is kept of it, and how it is taken up again."""
        elsewhere = self.elsewhere if self.lost else ""
        # On a line of its own: a path that is broken over two cannot be copied.
        kept = (kept_words(lost=True, elsewhere=elsewhere),) if elsewhere else ()
        ending = paused(self.visit.code, lost=self.lost, preview=self.visit.preview)
        how = tr("To go on: {command}", command=self.again)
        if self.visit.preview:
            how = tr("To begin it anew: {command}", command=self.again)
        self.say((*(() if elsewhere else end_lines(ending)), *kept, how))
