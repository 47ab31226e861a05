"""The forward pass: which questions are asked, in which order, given what was answered.

One pass in script order. Conditions look only at earlier items, so there is no cycle and no
second pass. Answers off the path stay in the state and count nowhere.
"""

from __future__ import annotations

from dataclasses import replace

from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.question_kind import Kind
from goalcoach.dialogue.script.condition import OPEN, AnswerFact
from goalcoach.dialogue.script.script import Item, Script, Section

_REMEMBERED = 8
_recent: tuple[Path, ...] = ()


def walk(script: Script, state: State) -> Path:
    """Return the path of `state`: every question asked now, and what is known along it.

    Cached for the last few states. States are frozen, so one that shares with a recent one all
    that the pass reads has the same stops and facts; moving the cursor makes no new pass.
    """
    global _recent
    for path in _recent:
        if path.script is script and _reads_alike(path.state, state):
            return path if path.state is state else replace(path, state=state)
    path = Path(script, state)
    _Walker(path).run()
    # One assignment: the screen may walk while another thread is giving a command.
    _recent = (path, *_recent[: _REMEMBERED - 1])
    return path


def _reads_alike(one: State, other: State) -> bool:
    return (
        one.entries is other.entries
        and one.rows is other.rows
        and one.opened is other.opened
        and one.prior is other.prior
        and one.start is other.start
        and one.today == other.today
    )


class _Walker:
    """One forward pass: fills the stops, facts and fills of a new path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.script = path.script
        self.visit = path.state.start.visit

    def run(self) -> None:
        """Walk the sections of this kind of visit in order, up to a closed gate."""
        for section_id in self.script.order.get(self.visit, ()):
            section = self.script.sections[section_id]
            if self.visit not in section.visits:
                continue
            for row in self._loop_rows(section):
                if not self._rounds(section, row):
                    return

    def _loop_rows(self, section: Section) -> list[str]:
        each = section.each
        if each is None or each.of is None:
            return [""]
        roster = self.script.item(*each.of)
        rows = self.path.loop_rows(roster) if roster else ()
        return [
            row for row in rows if self.path.test(each.where, None, Position(section, row)) is True
        ]

    def _rounds(self, section: Section, row: str) -> bool:
        """Walk the section for one row; False once a gate is closed."""
        each = section.each
        for number in range(1, (each.rounds if each else 1) + 1):
            place = Position(section, row, number)
            if self.path.test(section.when, None, place) is True:
                for item in section.items:
                    if not self._item(item, place):
                        return False
            if each is None or each.again is None:
                break
            if self.path.test(each.again, None, place) is not True:
                break
        return True

    def _item(self, item: Item, place: Position) -> bool:
        """Add an item's stops if it is asked; False if its gate is closed."""
        if self.visit not in item.visits:
            return True
        stop = Stop.at(place, item)
        if item.when is not None and self.path.test(item.when, stop, place) is not True:
            return True
        if item.kind is Kind.ROSTER:
            self._roster(item, stop)
        self._add(stop)
        if item.gate is not None and self.path.test(item.gate, stop, place) is not True:
            self.path.gate_closed = stop.address
            return False
        return True

    def _roster(self, roster: Item, stop: Stop) -> None:
        path, place = self.path, stop.place
        # Cells stand before their roster, so that going on from a row's last field leads to
        # "is there another?"; they need to see it as asked.
        path.rosters.setdefault(roster.home, []).append(stop.address)
        for row in path.rows(roster, stop.address, place):
            cell_place = place.at_cell(row)
            for one in roster.fields:
                cell = Stop.of_cell(cell_place, roster, one)
                if one.when is not None and path.test(one.when, cell, cell_place) is not True:
                    continue
                self._add(replace(cell, folded=True) if path.is_folded(cell) else cell)

    def _add(self, stop: Stop) -> None:
        path = self.path
        fact = self._fact(stop)
        path.index[stop.address] = len(path.stops)
        path.stops.append(stop)
        path.facts[stop.address] = fact
        if stop.item.moves and isinstance(fact.value, str):
            path.moves[path.ids(stop.place)[:1]] = fact.value
        if stop.item.fills is None:
            return
        if stop.item.marks is None:
            # As in the plan: of several questions for one field the last answered one wins.
            at = (stop.item.fills.path, path.target(stop) or ())
            if fact.value is not None or at not in path.fills:
                path.fills[at] = fact
            return
        for ids, mark in path.marked(stop, fact):
            path.fills[stop.item.fills.path, ids] = AnswerFact(mark)

    def _fact(self, stop: Stop) -> AnswerFact:
        path, item = self.path, stop.item
        entry = path.state.entry(stop.address)
        if entry.skip is not None:
            return AnswerFact(None, entry.skip)
        if item.kind is Kind.ROSTER:
            rows = path.live_rows(item, stop.address, stop.place)
            return AnswerFact(rows) if rows or entry.answered else OPEN
        value = entry.value
        if item.kind is Kind.CHOICE and value not in path.options(stop):
            return OPEN
        if item.kind is Kind.MULTI and isinstance(value, tuple):
            known = path.options(stop)
            value = tuple(str(one) for one in value if one in known)
            if not value and entry.value:
                return OPEN
        return AnswerFact(value)
