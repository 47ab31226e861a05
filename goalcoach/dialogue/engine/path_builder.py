"""What a question adds to a path: its stop, what is known at it, and what it puts into the plan."""

from __future__ import annotations

from msgspec.structs import replace

from goalcoach.dialogue.answer_types import TYPED, Kind
from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.dialogue.engine.reach import Reach
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.condition import OPEN, AnswerFact
from goalcoach.dialogue.script.script import Item


class PathBuilder:
    """Adds questions to a new path, in the order in which it is given them."""

    def __init__(self, path: Path, reach: Reach) -> None:
        self.path = path
        self.reach = reach
        self.script = path.script
        self.visit = path.state.start.visit

    def add_item(self, item: Item, place: Position) -> bool:
        """Add an item's stops if it is asked; False if its gate is closed."""
        if self.visit not in item.visits:
            return True
        stop = Stop.at(place, item)
        if not self.is_asked(item, stop):
            return True
        if item.kind is Kind.ROSTER:
            self.add_roster(item, stop)
        self.add(stop)
        if item.gate is not None:
            if self.path.test(item.gate, stop, place) is True:
                self.path.gates_passed.add((place.section.id, place.row))
            elif self.reach is Reach.ASKED:
                self.path.gate_closed = stop.address
                return False
        return True

    def is_asked(self, item: Item, stop: Stop) -> bool:
        """Return True if the item is asked now, or if all that was said is wanted and it was."""
        path = self.path
        waits = item.private and item.who != "clinician" and path.holds(self.script.private_later)
        if self.reach is Reach.ALL or (self.reach is Reach.SAID and self._was_said(stop)):
            if waits:
                path.waiting.append(stop)
            return True
        if item.when is not None and path.test(item.when, stop, stop.place) is not True:
            return False
        if item.options_but and not path.options(stop):
            return False  # another choice took all there was
        if waits:
            # A question of the gate waits even if it was answered: others see the screen now.
            path.waiting.append(stop)
            return False
        if path.leaves_out(item) and not self._was_told(stop):
            path.left_out.append(stop)
            return False
        return True

    def _was_said(self, stop: Stop) -> bool:
        """Return True if something was said at the question, be it half typed."""
        return bool(self.path.state.entry(stop.address).draft.strip()) or self._was_told(stop)

    def _was_told(self, stop: Stop) -> bool:
        """Return True if something was said at the question, or in a row of it."""
        state = self.path.state
        entry = state.entry(stop.address)
        return entry.told or bool(entry.note) or stop.address in state.rows

    def add_roster(self, roster: Item, stop: Stop) -> None:
        """Add the cells of a roster's rows, unless what is said there is only talked about."""
        path, place = self.path, stop.place
        if path.talks_only(stop):
            return
        # Cells stand before their roster, so that going on from a row's last field leads to
        # "is there another?"; they need to see it as asked.
        path.rosters.setdefault(roster.home, []).append(stop.address)
        for row in path.rows(roster, stop.address, place):
            cell_place = place.at_cell(row)
            for one in roster.fields:
                cell = Stop.of_cell(cell_place, roster, one)
                if not self.is_asked(one, cell):
                    continue
                self.add(replace(cell, folded=True) if path.is_folded(cell) else cell)

    def add(self, stop: Stop) -> None:
        """Add a stop, with what is known at it."""
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
            if not stop.folded or self._is_in_proposed_row(stop):
                path.shown.add(at)
            if fact.value is not None or at not in path.fills:
                path.fills[at] = fact
            return
        for ids, mark in path.marked(stop, fact):
            path.fills[stop.item.fills.path, ids] = AnswerFact(mark)

    def _is_in_proposed_row(self, cell: Stop) -> bool:
        """Return True if the cell's row waits to be confirmed, and so is shown with its cells."""
        roster, place = cell.roster, cell.place
        around = Position(place.section, place.row, place.round)
        return roster is not None and self.path.is_proposed(roster, cell.home, around, place.cell)

    def _fact(self, stop: Stop) -> AnswerFact:
        path, item = self.path, stop.item
        entry = path.state.entry(stop.address)
        if entry.skip is not None:
            return AnswerFact(None, entry.skip)
        if item.kind is Kind.ROSTER:
            rows = path.live_rows(item, stop.address, stop.place)
            return AnswerFact(rows) if rows or entry.answered else OPEN
        value = entry.value
        if item.kind in TYPED and value is True and not path.talks_only(stop):
            return OPEN  # talked about when nothing was typed: now it is asked
        if self.reach is Reach.SAID:
            return AnswerFact(value)
        if item.kind is Kind.CHOICE and value not in path.options(stop):
            return OPEN
        if item.kind is Kind.MULTI and isinstance(value, tuple):
            known = path.options(stop)
            value = tuple(str(one) for one in value if one in known)
            if not value and entry.value:
                return OPEN
        return AnswerFact(value)
