"""The forward pass: which questions are asked, in which order, given what was answered.

One pass in script order. Conditions look only at earlier items, so there is no cycle and no
second pass. Answers off the path stay in the state and count nowhere.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from goalcoach.dialogue.answer_types import TYPED, Kind
from goalcoach.dialogue.engine.plain_stretch import PlainStretch, follow, pieces_of
from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.dialogue.engine.recent_paths import forget_declined, keep, recall
from goalcoach.dialogue.engine.section_order import order_before_close, order_with_offers
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.condition import OPEN, AnswerFact
from goalcoach.dialogue.script.script import Item, Script, Section
from goalcoach.plan.question_address import Address


class Reach(Enum):
    """How far a path goes.

    ASKED: what is asked now, up to a closed gate. BEHIND_GATES: as if no gate were closed.
    SAID: beyond that all that was answered and is not asked any more, in its place. ALL: every
    question of this kind of visit, whatever was answered.
    """

    ASKED = "asked"
    BEHIND_GATES = "behind_gates"
    SAID = "said"
    ALL = "all"


_ASKED_NOW = (Reach.ASKED, Reach.BEHIND_GATES)
"""Where it alone matters what is asked: both find the same in a stretch without gates."""


def walk(script: Script, state: State, reach: Reach = Reach.ASKED) -> Path:
    """Return the path of `state`: every question asked now, and what is known along it.

    Remembered for the last few states (`recent_paths`): moving the cursor makes no new pass.
    """
    known = recall(script, state, reach)
    if known is not None:
        return known
    forget_declined(state)
    path = Path(script, state)
    _Walker(path, reach).run()
    keep(path, reach)
    return path


class _Walker:
    """One forward pass: fills the stops, facts and fills of a new path."""

    def __init__(self, path: Path, reach: Reach) -> None:
        self.path = path
        self.reach = reach
        self.script = path.script
        self.visit = path.state.start.visit
        self.pieces = pieces_of(self.script, self.visit)

    def run(self) -> None:
        """Walk the sections of this kind of visit in order, up to a closed gate.

        What a visit kept aside said, and no question of these is about, comes before the close.
        """
        order = self.script.order.get(self.visit, ())
        close = len(order_before_close(self.script, self.visit))
        for at, section_id in enumerate(order):
            if at == close:
                self._offered(frozenset(order[at:]))
            section = self.script.sections[section_id]
            if self.visit not in section.visits:
                continue
            for row in self._loop_rows(section):
                if not self._rounds(section, row):
                    return
        self._offered(frozenset())

    def _offered(self, to_come: frozenset[str]) -> None:
        """Add the questions of what is offered and not asked; those `to_come` are left to it."""
        path, offers = self.path, self.path.state.offers
        if not offers:
            return
        before = len(path.stops)
        turns = sorted(offers.turns(), key=lambda turn: turn[1:])
        for section_id in order_with_offers(self.script, self.path.state):
            if section_id in to_come:
                continue
            section = self.script.sections[section_id]
            for _, row, number in (one for one in turns if one[0] == section_id):
                if row and not path.is_taken(row):
                    continue
                place = Position(section, row, number)
                for item in section.items:
                    self._offered_item(item, Stop.at(place, item))
        path.from_aside |= {stop.address for stop in path.stops[before:]}

    def _offered_item(self, item: Item, stop: Stop) -> None:
        path = self.path
        if stop.address in path.index:
            return
        if item.kind is Kind.ROSTER:
            self._offered_roster(item, stop)
        elif self._is_left(stop):
            self._add(stop)

    def _is_left(self, stop: Stop) -> bool:
        """Return True if something is offered here that no question before is about."""
        path, fills = self.path, stop.item.fills
        if path.offered(stop) is None:
            return False
        if stop.item.private and path.holds(self.script.private_later):
            path.waiting.append(stop)
            return False
        if fills is None or stop.item.marks is not None:
            return True
        return (fills.path, path.target(stop) or ()) not in path.shown

    def _offered_roster(self, roster: Item, stop: Stop) -> None:
        """Add a roster with the rows of which something is offered and not asked elsewhere."""
        path, place = self.path, stop.place
        fields_of = path.state.offers.fields_of(stop.address)
        if not fields_of or path.talks_only(stop):
            return
        cells = [
            cell
            for row in fields_of
            if path.was_there(roster, place, row)
            for one in roster.fields
            if one.id in fields_of[row]
            and self._is_left(cell := Stop.of_cell(place.at_cell(row), roster, one))
        ]
        if not cells:
            return
        fills = roster.fills
        if fills is not None and fills.standing and not fills.letter:
            # Such a list is written whole, so all of its rows have to be there.
            self._roster(roster, stop)
        else:
            shown = tuple(dict.fromkeys(cell.place.cell for cell in cells))
            path.offered_rows[stop.address] = shown
            kept = set(path.rows(roster, stop.address, place))
            for cell in cells:
                if cell.place.cell in kept:
                    self._add(replace(cell, folded=True) if path.is_folded(cell) else cell)
            self._added_rows(roster, stop, kept - set(shown))
        self._add(stop)

    def _added_rows(self, roster: Item, stop: Stop, rows: set[str]) -> None:
        """Add the cells of rows that were added today to a roster of what is offered."""
        for row in sorted(rows):
            for one in roster.fields:
                cell = Stop.of_cell(stop.place.at_cell(row), roster, one)
                if self._is_asked(one, cell):
                    self._add(cell)

    def _loop_rows(self, section: Section) -> list[str]:
        each = section.each
        if each is None or each.of is None:
            return [""]
        roster = self.script.item(*each.of)
        rows = self.path.loop_rows(roster) if roster else ()
        return [
            row
            for row in rows
            if self.path.test(each.where, None, Position(section, row)) is True
            or self._is_said(section, row)
        ]

    def _rounds(self, section: Section, row: str) -> bool:
        """Walk the section for one row; False once a gate is closed."""
        each = section.each
        for number in range(1, (each.rounds if each else 1) + 1):
            place = Position(section, row, number)
            if self.path.test(section.when, None, place) is True or self._is_said(section, row):
                for piece in self.pieces[section.id]:
                    if isinstance(piece, PlainStretch):
                        self._stretch(piece, place)
                    elif not self._item(piece, place):
                        return False
            if each is None or each.again is None:
                break
            again = self.path.test(each.again, None, place) is True
            if not again and not self._is_said(section, row, number + 1):
                break
        return True

    def _is_said(self, section: Section, row: str, least: int = 1) -> bool:
        """Return True if all that was said is wanted, and something was in this section.

        That is: for that row of its loop, in round `least` or a later one.
        """
        if self.reach is not Reach.SAID:
            return self.reach is Reach.ALL and least == 1
        keys = (*self.path.state.entries, *self.path.state.rows)
        found = (Address.read(key) for key in keys)
        return any(
            one and one.section == section.id and one.row == row and one.round >= least
            for one in found
        )

    def _stretch(self, stretch: PlainStretch, place: Position) -> None:
        """Add the stops of a stretch, none of which is a gate."""

        def walk_items() -> None:
            for item in stretch.items:
                self._item(item, place)

        if self.reach in _ASKED_NOW:
            follow(self.path, stretch, walk_items)
        else:
            walk_items()

    def _item(self, item: Item, place: Position) -> bool:
        """Add an item's stops if it is asked; False if its gate is closed."""
        if self.visit not in item.visits:
            return True
        stop = Stop.at(place, item)
        if not self._is_asked(item, stop):
            return True
        if item.kind is Kind.ROSTER:
            self._roster(item, stop)
        self._add(stop)
        if item.gate is not None:
            if self.path.test(item.gate, stop, place) is True:
                self.path.gates_passed.add((place.section.id, place.row))
            elif self.reach is Reach.ASKED:
                self.path.gate_closed = stop.address
                return False
        return True

    def _is_asked(self, item: Item, stop: Stop) -> bool:
        """Return True if the item is asked now, or if all that was said is wanted and it was."""
        path = self.path
        waits = item.private and item.who != "clinician" and path.holds(self.script.private_later)
        if self.reach is Reach.ALL or (self.reach is Reach.SAID and self._was_told(stop)):
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

    def _was_told(self, stop: Stop) -> bool:
        """Return True if something was said at the question, or in a row of it."""
        state = self.path.state
        entry = state.entry(stop.address)
        return entry.told or bool(entry.note) or stop.address in state.rows

    def _roster(self, roster: Item, stop: Stop) -> None:
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
                if not self._is_asked(one, cell):
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
