"""A visit without a screen: the answers come from a file, and nothing is written unless all fit.

The visit is rehearsed in memory first; only then is it run on the store, event for event as a
person would have typed it. May import everything below the front ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from goalcoach.dialogue.address import known, numbered, plain
from goalcoach.dialogue.answers import Answers, Record, read_answers
from goalcoach.dialogue.command import (
    Acknowledge,
    AddRow,
    Close,
    CloseReason,
    Confirm,
    Next,
    Note,
    Skip,
    Value,
)
from goalcoach.dialogue.refusal import Refusal
from goalcoach.dialogue.screen import REVIEW, Kind, Screen, Status
from goalcoach.errors import BadData, Busy, Problem
from goalcoach.store.store import Store
from goalcoach.visit import Clock, Visit

_EXPECTED = {
    Kind.TEXT: "a text",
    Kind.LONG_TEXT: "a text",
    Kind.CHOICE: "the id of one option",
    Kind.MULTI: "a list of option ids",
    Kind.SCALE: "a whole number",
    Kind.NUMBER: "a number",
    Kind.DATE: "a date like 2026-12-18, without quotes",
    Kind.LIST: "a list",
    Kind.ROSTER: "a list of lines, [ { … }, … ]",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The plan's file, and the soft checks that were kept without a reason."""

    path: Path
    warnings: tuple[str, ...]


def run(
    store: Store,
    code: str,
    data: bytes,
    source: str,
    *,
    today: date,
    clock: Clock,
    script: str = "core",
    fresh: bool = False,
) -> Outcome:
    """Run one visit from an answers file; BadData names every line that does not fit."""
    if not fresh and store.peek_draft(code) is not None:
        raise Busy(
            f"An unfinished visit of {code} is kept. Go on with it: goalcoach visit {code}. "
            "Or add --fresh: it is set aside, and nothing is deleted."
        )
    rehearsal = Visit.rehearse(store, code, today=today, clock=clock, script=script)
    walk = _Walk(rehearsal, read_answers(data, source))
    walk.through()
    walk.check_end()
    visit = Visit.begin(store, code, today=today, clock=clock, script=script, fresh=fresh)
    again = _Walk(visit, read_answers(data, source))
    try:
        again.through()
        path = again.finish()
    finally:
        visit.leave()
    return Outcome(path, tuple(walk.warnings))


@dataclass
class _Walk:
    """One pass through a visit, taking answers as their questions come."""

    visit: Visit
    answers: Answers
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    added: dict[str, list[str]] = field(default_factory=dict)
    """Roster address → the rows its lines became, in order."""

    def through(self) -> None:
        """Walk to the closing step, or to a closed gate."""
        while True:
            screen = self.visit.screen
            if screen.address == REVIEW:
                return
            self._note(screen)
            self._take(screen)
            if self.visit.screen.gate_closed:
                return

    def check_end(self) -> None:
        """Raise BadData with all that did not fit, was not used, or is still needed."""
        for table, key in self.answers.unused():
            self.problems.append(self.answers.problem(key, self._why_unused(key), table))
        self._check_lines()
        if not self.problems and not self.visit.screen.gate_closed:
            refused = self.visit.refusal_of(Close())
            if refused is not None:
                self.problems += self._needed(refused)
        if self.problems:
            raise BadData(self.answers.source, self.problems)

    def finish(self) -> Path:
        gate = CloseReason.PAUSED if self.visit.screen.gate_closed else None
        path = self.visit.finish(gate)
        assert isinstance(path, Path), "the rehearsal closed"
        return path

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

    def _note(self, screen: Screen) -> None:
        key = self._find("notes", screen)
        if key is not None and screen.note != self.answers.notes[key]:
            self._report(key, self.visit.give(Note(self.answers.notes[key])), "notes")

    def _take(self, screen: Screen) -> None:
        skip = self._find("skips", screen)
        if skip is not None:
            self._report(skip, self.visit.give(Skip(self.answers.skips[skip])), "skips")
            self.visit.give(Next())
        elif screen.kind is Kind.SAY:
            self.visit.enter(True)
        elif screen.kind is Kind.ROSTER:
            self._take_roster(screen)
        else:
            self._take_value(screen)

    def _take_value(self, screen: Screen) -> None:
        value, key = self._value_for(screen)
        if value is None:
            if self._confirmed(screen):
                self.visit.give(Confirm())
            self.visit.give(Next())
            return
        self._enter(screen, key, value)

    def _value_for(self, screen: Screen) -> tuple[Value | None, str]:
        """Return the value and the key it stands under; a cell's stands in its roster's line."""
        key = self._find("", screen)
        if key is not None:
            if key in self.answers.values:
                return self.answers.values[key], key
            self.problems.append(
                self.answers.problem(key, f"needs {_EXPECTED[screen.kind]}, not a list of lines.")
            )
            return None, key
        roster, _, cell = screen.address.rpartition("@")
        row, _, name = cell.partition(".")
        rows = self.added.get(roster, [])
        if row in rows:
            for key in (roster, numbered(self.visit.script, self.visit.state, roster)):
                lines = self.answers.rosters.get(key, ())
                index = rows.index(row)
                if index < len(lines) and name in lines[index]:
                    self.answers.used.add((key, f"{index}.{name}"))
                    return lines[index][name], key
        return None, ""

    def _enter(self, screen: Screen, key: str, value: Value) -> None:
        address = screen.address
        refused = self.visit.enter(value)
        if refused is not None:
            message = refused.sentence
            if refused.code == "kind":
                message = f"needs {_EXPECTED[screen.kind]}."
            elif refused.code == "option":
                ids = ", ".join(one.id for one in screen.options)
                message = f"is none of its options: {ids}."
            self.problems.append(self.answers.problem(key, message))
            self.visit.give(Next())
            return
        now = self.visit.screen
        if now.address == address and not now.gate_closed:
            self._acknowledge(now)
            self.visit.give(Next())

    def _acknowledge(self, screen: Screen) -> None:
        key = self._find("acks", screen)
        given = self.answers.acks[key] if key is not None else {}
        open_checks = [one for one in screen.checks if one.kept is None and not one.hard]
        for check in open_checks:
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
            self.problems.append(self.answers.problem(key, f"needs {_EXPECTED[Kind.ROSTER]}."))
        if self._confirmed(screen):
            self.visit.give(Confirm())
        taken = len(self.added.setdefault(screen.address, []))
        if key is not None and taken < len(lines):
            self._add_line(screen, key, lines[taken])
            return
        if key is None and not screen.rows:
            self.visit.give(Next())
        else:
            self._enter(screen, key or screen.address, True)

    def _add_line(self, screen: Screen, key: str, line: Record) -> None:
        before = {row.id for row in screen.rows}
        self.added[screen.address].append("")
        columns = self._columns(screen.address)
        for name in line:
            if name not in columns:
                near = get_close_matches(name, columns, n=1)
                hint = f" (did you mean “{near[0]}”?)" if near else f"; it has {', '.join(columns)}"
                self.problems.append(self.answers.problem(key, f"has no field “{name}”{hint}."))
        first = line.get(columns[0])
        if not isinstance(first, str) or not first.strip():
            message = f"each line needs {columns[0]}, a text."
            self.problems.append(self.answers.problem(key, message))
            return
        index = len(self.added[screen.address]) - 1
        self.answers.used.add((key, f"{index}.{columns[0]}"))
        refused = self.visit.give(AddRow(first=first))
        self._report(key, refused, "")
        rows = self.visit.state.rows.get(screen.address, ())
        self.added[screen.address][-1] = next((one for one in rows if one not in before), "")

    def _columns(self, roster: str) -> tuple[str, ...]:
        section, _, item = plain(roster).partition("/")
        found = self.visit.script.item(section, item)
        return tuple(one.id for one in found.fields) if found else ()

    def _check_lines(self) -> None:
        """Each field of each line was asked for, or is named."""
        for key, lines in self.answers.rosters.items():
            for index, line in enumerate(lines):
                for name in line:
                    if ("", key) in self.answers.used and (
                        key,
                        f"{index}.{name}",
                    ) not in self.answers.used:
                        message = (
                            f"{name} of line {index + 1} is not asked, as the other answers go."
                        )
                        self.problems.append(self.answers.problem(key, message))

    def _confirmed(self, screen: Screen) -> bool:
        """True if the file confirms this question, or its whole section, and there is something
        to confirm."""
        section = screen.address.partition("/")[0].partition("@")[0].partition("~")[0]
        for name in (*self._names(screen), section):
            if name in self.answers.confirm:
                self.answers.used.add(("confirm", name))
                return screen.status is Status.PROPOSED
        return False

    def _report(self, key: str, refused: Refusal | None, table: str) -> None:
        if refused is not None:
            self.problems.append(self.answers.problem(key, refused.sentence, table))

    def _why_unused(self, key: str) -> str:
        names = known(self.visit.script)
        if plain(key).partition(".")[0] in names or key in self.visit.script.sections:
            return "is not asked in this visit, as the other answers go."
        near = get_close_matches(key, names, n=1)
        return "is no question of this script" + (f" (did you mean “{near[0]}”?)." if near else ".")

    def _needed(self, refused: Refusal) -> list[Problem]:
        if refused.code != "open":
            return [Problem(0, "", refused.sentence)]
        message = "is needed before the close, and the file holds no answer and no skip for it."
        return [Problem(0, one, message) for one in refused.addresses]
