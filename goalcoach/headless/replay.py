"""One pass through a visit, taking answers as their questions come.

Nothing is decided here: each answer is given as a person would give it, and what is refused
becomes a problem with its line.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from goalcoach.dialogue.answer_types import REVIEW, Kind, Value
from goalcoach.dialogue.answers_file import Answers
from goalcoach.dialogue.answers_file_keys import comes_before, left_out, numbered
from goalcoach.dialogue.engine.command import (
    Acknowledge,
    AddRow,
    Back,
    Close,
    Confirm,
    Jump,
    More,
    Next,
    Note,
    OffPaper,
    Skip,
)
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.view.screen import Screen, Status
from goalcoach.errors import BadData, Problem
from goalcoach.headless.answer_problem import (
    SKIP_BELOW,
    columns_of,
    expected,
    line_problems,
    needed,
    refused_words,
    unused_words,
    without_reason,
)
from goalcoach.plan.question_address import Address, section_of, without_rows
from goalcoach.typed_day import read_counted
from goalcoach.visit.visit import Visit

THROUGH = Next(told=True)
"""A file may say anew what was told on an earlier day."""


@dataclass
class Walk:
    """A visit on its way through the questions with a file of answers."""

    visit: Visit
    answers: Answers
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    added: dict[str, list[str]] = field(default_factory=dict)
    """Roster address → the rows its lines became, in order; "" for one that was refused."""
    off_paper: dict[str, str] = field(default_factory=dict)
    """Address → the key under which the file keeps it off paper."""
    stopped_at: str = ""
    """The closed gate that the walk ended at."""

    @property
    def paused(self) -> bool:
        """True if the gate was closed by an answer, not for want of one."""
        return bool(self.stopped_at) and self.visit.question.status is not Status.OPEN

    def through(self, until: str = REVIEW) -> None:
        """Walk from the first question to the closing step, to `until` or to a closed gate.

        A visit that goes on where another ended begins further on, and may be told more.
        """
        self._go(until)
        self._keep_off()

    def _go(self, until: str) -> None:
        while self.visit.question.can_back:
            self.visit.give(Back())
        while True:
            self._ask_more()
            screen = self.visit.question
            if screen.address in (until, REVIEW):
                return
            self._note(screen)
            self._take(screen)
            if (key := self._find("off_paper", screen)) is not None:
                self.off_paper[screen.address] = key
            here = self.visit.question.address == screen.address
            if here and self._is_shut():
                self.stopped_at = screen.address
                if self.visit.question.gate_say:
                    self.warnings.append(f"{screen.address}: {self.visit.question.gate_say}")
                return

    def check_end(self) -> None:
        """Raise BadData with all that did not fit, was not used, or is still needed."""
        stuck = bool(self.stopped_at) and not self.paused
        for table, key in self.answers.unused():
            message = unused_words(self.visit.script, table, key, asked=self._is_used(key))
            if not (stuck and message.startswith("is not asked")):
                self.problems.append(self.answers.problem(key, message, table))
        self.problems += line_problems(self.answers, self.visit.script)
        if stuck:
            self._need((self.stopped_at,))
        elif not self.stopped_at:
            refused = self.visit.refusal_of(Close())
            if refused is not None and refused.code == "open":
                self._need(refused.addresses)
            elif refused is not None and refused.code == "reason":
                self.problems += [without_reason(address) for address in refused.addresses]
            elif refused is not None and not self.problems:
                self.problems.append(Problem(0, "", refused.sentence))
        if self.problems:
            in_order = sorted(self.problems, key=lambda one: (not one.line, one.line))
            raise BadData(self.answers.source, [*self._which_visit(), *in_order])

    def _which_visit(self) -> tuple[Problem, ...]:
        """Return that this is a review: answers to a first visit, run once more, fit nowhere."""
        if self.visit.kind == "first":
            return ()
        before = f"version {self.visit.version - 1} of {self.visit.code} is there already"
        return (Problem(0, "", f"{before}, so this visit is a review and asks other questions."),)

    def _need(self, addresses: tuple[str, ...]) -> None:
        """Name what a complete visit still needs, unless its own line is named already."""
        named = {problem.field for problem in self.problems}
        for address in addresses:
            number = numbered(self.visit.script, self.visit.state, address)
            if not named & {address, number}:
                self.problems.append(needed(address))

    def _is_shut(self) -> bool:
        refused = self.visit.refusal_of(THROUGH)
        return refused is not None and refused.code == "gate"

    def _is_used(self, key: str) -> bool:
        return any(used == key for table, used in self.answers.used if not table)

    # Finding what the file says

    def _ask_more(self) -> None:
        """Have the rest of each section asked of which the file answers what is left out."""
        visit, told = self.visit, self._told()
        for section, names in left_out(visit.script, visit.state).items():
            if names & told:
                here = visit.question.address
                visit.give(More(section))
                if comes_before(visit.script, visit.state, here, visit.question.address):
                    visit.give(Jump(here))

    def _told(self) -> set[str]:
        answers = self.answers
        keys = (*answers.values, *answers.rosters, *answers.skips, *answers.notes)
        fields = (
            f"{key}.{column}"
            for key, lines in answers.rosters.items()
            for line in lines
            for column in line
        )
        return {without_rows(key) for key in (*keys, *fields)}

    def _names(self, screen: Screen) -> tuple[str, ...]:
        """How the file may call this question: by row id, or by the row's number."""
        number = numbered(self.visit.script, self.visit.state, screen.address)
        return (screen.address, number)

    def _find(self, table: str, screen: Screen) -> str | None:
        """Return the key under which `table` ("" the answers) holds this question; mark it."""
        held = (
            (*self.answers.values, *self.answers.rosters)
            if not table
            else getattr(self.answers, table)
        )
        for name in self._names(screen):
            if name in held:
                self.answers.used.add((table, name))
                return name
        return None

    def _value_for(self, screen: Screen) -> tuple[Value | None, str]:
        """Return the value and the key it stands under; a cell's stands in its roster's line."""
        key = self._find("", screen)
        if key is not None:
            if key in self.answers.values:
                return self.answers.values[key], key
            message = f"needs {expected(screen.kind)}, not a list of lines."
            self.problems.append(self.answers.problem(key, message))
            return None, key
        at = Address.read(screen.address)
        roster = str(at.question) if at is not None else ""
        rows = self.added.get(roster, [])
        if at is None or at.cell not in rows:
            return None, ""
        index = rows.index(at.cell)
        for key in (roster, numbered(self.visit.script, self.visit.state, roster)):
            lines = self.answers.rosters.get(key, ())
            if index < len(lines) and at.field in lines[index]:
                self.answers.used.add((key, f"{index}.{at.field}"))
                return lines[index][at.field], key
        return None, ""

    def _confirmed(self, screen: Screen) -> bool:
        """True if the file confirms this question, or its whole section, and there is something
        to confirm."""
        for name in (*self._names(screen), section_of(screen.address)):
            if name in self.answers.confirm:
                self.answers.used.add(("confirm", name))
                return screen.status is Status.PROPOSED
        return False

    # Giving it

    def _note(self, screen: Screen) -> None:
        key = self._find("notes", screen)
        if key is not None and screen.note != self.answers.notes[key]:
            self._report(key, self.visit.give(Note(self.answers.notes[key])), "notes")

    def _keep_off(self) -> None:
        """Keep what the file names off the patient's papers, once all rows are there."""
        for at, key in self.off_paper.items():
            rows = self.added.get(at, [])
            for line in self.answers.off_paper[key] or (0,):
                if line and not 1 <= line <= len(rows):
                    problem = self.answers.problem(key, f"has no line {line}.", "off_paper")
                    self.problems.append(problem)
                    continue
                row = rows[line - 1] if line else ""
                self._report(key, self.visit.give(OffPaper(at=at, row=row)), "off_paper")

    def _take(self, screen: Screen) -> None:
        skip = self._find("skips", screen)
        if skip is not None:
            self._report(skip, self.visit.give(Skip(self.answers.skips[skip])), "skips")
            self.visit.give(THROUGH)
        elif screen.talk_only:
            self._take_talked(screen)
        elif screen.kind is Kind.SAY:
            self.visit.enter(True, THROUGH)
        elif screen.kind is Kind.ROSTER:
            self._take_roster(screen)
        else:
            self._take_value(screen)

    def _take_value(self, screen: Screen) -> None:
        value, key = self._value_for(screen)
        if value is not None:
            self._enter(screen, key, self._as_day(screen, value))
            return
        if self._confirmed(screen):
            self.visit.give(Confirm())
        self.visit.give(THROUGH)

    def _take_talked(self, screen: Screen) -> None:
        """Take `true` for what was talked about; words are refused, a roster's lines as well."""
        key = self._find("", screen)
        lines = key in self.answers.rosters
        value, key = (str(key), str(key)) if lines else self._value_for(screen)
        if value is None:
            self.visit.give(THROUGH)
        else:
            self._enter(screen, key, value)

    def _as_day(self, screen: Screen, value: Value) -> Value:
        """A day may be counted from the visit's own, "today+28d", so that a file keeps."""
        if screen.kind is not Kind.DATE or not isinstance(value, str):
            return value
        day = read_counted(value)
        return value if day is None else day.on(self.visit.state.today)

    def _enter(self, screen: Screen, key: str, value: Value) -> None:
        refused = self.visit.enter(value, THROUGH)
        if refused is not None:
            self.problems.append(self.answers.problem(key, refused_words(screen, refused)))
            self.visit.give(THROUGH)
            return
        now = self.visit.question
        if now.address == screen.address and not now.gate_closed:
            self._acknowledge(now)
            self.visit.give(THROUGH)

    def _acknowledge(self, screen: Screen) -> None:
        key = self._find("acks", screen)
        given = self.answers.acks[key] if key is not None else {}
        for check in screen.checks:
            if check.kept is not None or check.hard:
                continue
            if check.id in given:
                self.visit.give(Acknowledge(check.id, given[check.id]))
            else:
                self.warnings.append(f"{screen.address}: {check.text}")
        for name in given:
            if all(one.id != name for one in screen.checks) and key is not None:
                message = f"no check “{name}” speaks up there."
                self.problems.append(self.answers.problem(key, message, "acks"))

    def _take_roster(self, screen: Screen) -> None:
        key = self._find("", screen)
        lines = self.answers.rosters.get(key, ()) if key is not None else ()
        if key is not None and key not in self.answers.rosters and self.answers.values[key] != ():
            message = f"needs {expected(Kind.ROSTER)}."
            self.problems.append(self.answers.problem(key, message))
        if self._confirmed(screen):
            self.visit.give(Confirm())
        taken = len(self.added.setdefault(screen.address, []))
        if key is not None and taken < len(lines):
            self._add_line(screen, key, taken)
        elif key is None and not screen.rows:
            self.visit.give(THROUGH)
        else:
            self._enter(screen, key or screen.address, True)

    def _add_line(self, screen: Screen, key: str, index: int) -> None:
        before = {row.id for row in screen.rows}
        line = self.answers.rosters[key][index]
        first_name = columns_of(self.visit.script, screen.address)[0]
        first = line.get(first_name)
        self.added[screen.address].append("")
        if not isinstance(first, str) or not first.strip():
            message = f"line {index + 1} needs {first_name}, a text."
            self.problems.append(self.answers.problem(key, message))
            return
        refused = self.visit.give(AddRow(first=first))
        if refused is not None:
            message = f"line {index + 1}: {refused.sentence_for(SKIP_BELOW)}"
            self.problems.append(self.answers.problem(key, message))
            return
        self.answers.used.add((key, f"{index}.{first_name}"))
        rows = self.visit.state.rows.get(screen.address, ())
        self.added[screen.address][-1] = next(one for one in rows if one not in before)

    def _report(self, key: str, refused: Refusal | None, table: str) -> None:
        if refused is not None:
            message = refused.sentence_for(SKIP_BELOW)
            self.problems.append(self.answers.problem(key, message, table))
