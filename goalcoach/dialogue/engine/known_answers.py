"""What is known along a path: the answers at its questions, and what a condition sees of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from goalcoach.dialogue.answer_types import Value
from goalcoach.dialogue.engine import calculation as calc
from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.dialogue.engine.prior_plan import prior_answer, prior_value
from goalcoach.dialogue.engine.rows_in_force import PathRows
from goalcoach.dialogue.script.condition import (
    OPEN,
    AnswerFact,
    Condition,
    Reference,
    Source,
    Truth,
    evaluate,
)
from goalcoach.dialogue.script.script import Chosen, Item
from goalcoach.plan.goal_lifecycle import stays_open
from goalcoach.plan.question_address import Address, cell_key, question_key


@dataclass(slots=True, eq=False)
class KnownAnswers(PathRows):
    """What the stops say, as conditions, choices and the plan look at it.

    `facts` gives what is known of a stop by its address (a cell stands before its roster); `fills`
    what the answers put into the plan, by plan path and row ids, outermost first.
    """

    facts: dict[str, AnswerFact] = field(default_factory=dict)
    fills: dict[tuple[str, tuple[str, ...]], AnswerFact] = field(default_factory=dict)
    moves: dict[tuple[str, ...], str] = field(default_factory=dict)
    """(goal id,) → what was chosen today for the step of its ladder."""
    rosters: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Roster (section id, item id) → its addresses on the path."""

    def test(self, condition: Condition | None, stop: Stop | None, place: Position) -> Truth:
        """Return True, False or None (unknown) for a condition as seen from `place`.

        No condition is True. `stop` is what `self` means in it.
        """
        if condition is None:
            return True
        visit = self.state.start.visit
        return evaluate(condition, lambda ref: self.look(ref, stop, place), visit, self.state.today)

    def test_if(self, condition: Condition, stop: Stop, said: Value) -> Truth:
        """Return what `test` would if `said` were the answer at the stop."""
        own, visit = (stop.item.section, stop.item.id), self.state.start.visit

        def look(ref: Reference) -> tuple[AnswerFact, ...]:
            here = ref.source is Source.ITEM and (ref.section, ref.item) == own
            if here or ref.source is Source.SELF:
                return (AnswerFact(said),)
            return self.look(ref, stop, stop.place)

        return evaluate(condition, look, visit, self.state.today)

    def look(
        self, reference: Reference, stop: Stop | None, place: Position
    ) -> tuple[AnswerFact, ...]:
        """Return the facts that `reference` means as seen from `place`.

        One, or one a row where it names a column or a question asked for several rows. `stop` is
        what `self` means. OPEN where nothing is known, and for what is not on the path.
        """
        match reference.source:
            case Source.ITEM:
                return self._look_item(reference, place)
            case Source.SELF:
                return (self.facts.get(stop.address, OPEN),) if stop else (OPEN,)
            case Source.TODAY:
                return (AnswerFact(self.state.today),)
            case Source.ROW:
                return (AnswerFact(place.row),) if place.row else (OPEN,)
            case Source.PRIOR:
                return (AnswerFact(prior_value(self.state.prior, reference.name, self.ids(place))),)
            case Source.CALC:
                ids, history = self.ids(place), self.state.start.history
                return (AnswerFact(calc.calculate(reference.name, self.known(), ids, history)),)
            case Source.COLUMN:
                return self._look_column(reference, place)

    def known(self) -> calc.Known:
        """Return what a calculation may look at, up to here on the path."""
        prior, before = self.state.prior, {}
        if not self.is_review:
            prior, before = {}, prior
        same_day = self.state.today == self.state.start.today
        return calc.Known(self.fills, prior, self.moves, before, same_day)

    def _look_item(self, reference: Reference, place: Position) -> tuple[AnswerFact, ...]:
        if self.script.sections[reference.section].each is None:  # as most are
            return (self.facts.get(question_key(reference.section, reference.item), OPEN),)
        addresses = list(self._addresses(reference.section, reference.item, place))
        return tuple(self.facts.get(one, OPEN) for one in addresses) or (OPEN,)

    def _addresses(self, section_id: str, item: str, place: Position) -> Iterator[str]:
        """The addresses that an item means as seen from `place`.

        From its own section, or one that loops over the same roster: that row's alone; else each
        row's. From its own section the same round, else the last round on the path.
        """
        section = self.script.sections[section_id]
        if section.each is None:
            yield question_key(section_id, item)
            return
        if section is place.section:
            yield place.key(item)
            return
        here = place.section.each
        if section.each.of is None or (here and here.of == section.each.of and place.row):
            rows = [place.row if section.each.of else ""]
        else:
            rows = self._roster_rows(*section.each.of)
        for row in rows:
            for number in range(section.each.rounds, 0, -1):
                address = question_key(section_id, item, row, number)
                if address in self.index or number == 1:
                    yield address
                    break

    def _roster_rows(self, section: str, item: str, seen_from: Position | None = None) -> list[str]:
        """Return the rows of a roster; seen from a loop over the same rows, those of its row."""
        addresses = self.rosters.get((section, item), [])
        if seen_from is not None:
            addresses = [one for one in addresses if self._is_near(section, one, seen_from)]
        roster = self.script.item(section, item)
        if roster is not None and (self.is_review or not addresses):
            here = Position(self.script.sections[section])
            standing = self.loop_rows(roster) if not here.section.each else ()
            if standing or not addresses:
                return list(standing)
        return [row for address in addresses for row in self._rows_at(address)]

    def _is_near(self, section: str, address: str, place: Position) -> bool:
        """Return False for an address of another row of the loop that `place` stands in."""
        own, here, at = (
            self.script.sections[section].each,
            place.section.each,
            Address.read(address),
        )
        alike = own is not None and here is not None and own.of is not None and own.of == here.of
        return not alike or (at is not None and at.row == place.row)

    def _rows_at(self, address: str) -> tuple[str, ...]:
        value = self.facts.get(address, OPEN).value
        return tuple(str(one) for one in value) if isinstance(value, tuple) else ()

    def _look_column(self, reference: Reference, place: Position) -> tuple[AnswerFact, ...]:
        roster = self.script.item(reference.section, reference.item)
        each = place.section.each
        if roster is None:
            return (OPEN,)
        if each is not None and each.of == roster.home:
            return (self._cell(roster, reference.field, place.row),)
        addresses = list(self._addresses(reference.section, reference.item, place))
        if place.cell and place.section.id == reference.section:
            for address in addresses:
                cell = cell_key(address, place.cell, reference.field)
                if cell in self.facts or place.cell in self.rows(roster, address, place):
                    return (self.facts.get(cell, OPEN),)
        return tuple(
            self.facts.get(cell_key(address, row, reference.field), OPEN)
            for address in addresses
            for row in self._rows_at(address)
        )

    def _cell(self, roster: Item, name: str, row: str) -> AnswerFact:
        """A field of the loop's row; where this visit has not asked it, the last plan's value."""
        address = question_key(roster.section, roster.id)
        fact = self.facts.get(cell_key(address, row, name), OPEN)
        if fact != OPEN or (address in self.index and not self.is_review):
            return fact
        column = next((one for one in roster.fields if one.id == name), None)
        if column is None or column.fills is None:
            return OPEN
        said = self.fills.get((column.fills.path, (row,)), OPEN)
        if said != OPEN:
            return said
        return AnswerFact(prior_value(self.state.prior, column.fills.path, (row,)))

    def holds(self, chosen: Chosen | None) -> bool:
        """Return True if that choice is answered with one of its options; False for None."""
        if chosen is None:
            return False
        return self.facts.get(question_key(*chosen.item), OPEN).value in chosen.options

    def target(self, stop: Stop) -> tuple[str, ...] | None:
        """Return the plan row ids that the answer is kept under, outermost first.

        None if `first_of` names a roster that has no row.
        """
        ids = self.ids(stop.place)
        if stop.item.first_of is None:
            return ids
        addresses = self._addresses(*stop.item.first_of, stop.place)
        first = next((row for one in addresses for row in self._rows_at(one)), "")
        return (*ids, first) if first else None

    def said_today(self, stop: Stop) -> Value | None:
        """Return what this visit puts at the path this question fills, None if nothing.

        It may have been said at another question for the same field, such as a step made smaller.
        """
        fills = stop.item.fills
        if fills is None or stop.item.marks is not None:
            return self.facts.get(stop.address, OPEN).value
        return self.fills.get((fills.path, self.target(stop) or ()), OPEN).value

    def last(self, stop: Stop) -> Value | None:
        """Return the last plan's value at the path this question fills, offered or not.

        Of a question without a path the last answer, if this visit goes on where that one ended.
        """
        if stop.item.fills is None:
            return prior_answer(self.state.prior, stop.address) if self.goes_on else None
        ids = self.target(stop)
        return None if ids is None else prior_value(self.state.prior, stop.item.fills.path, ids)

    def options(self, stop: Stop) -> tuple[str, ...]:
        """Return the ids of the options that are offered now, in order; row ids for a roster's."""
        if stop.item.options_from:
            taken = self._taken(stop)
            return tuple(row for row in self._option_rows(stop) if row not in taken)
        return tuple(
            one.id
            for one in stop.item.options
            if one.when is None or self.test(one.when, stop, stop.place) is True
        )

    def _option_rows(self, stop: Stop) -> tuple[str, ...]:
        """The rows that a choice among rows could offer, if none were taken."""
        rows = (
            self._roster_rows(*stop.item.options_from, stop.place) if stop.item.options_from else ()
        )
        return tuple(row for row in rows if not self._is_over(stop.item, row))

    def _taken(self, stop: Stop) -> tuple[str, ...]:
        """The rows that another choice took, which are left out here."""
        but = stop.item.options_but
        values = (
            [self.facts.get(one, OPEN).value for one in self._addresses(*but, stop.place)]
            if but
            else []
        )
        rows = (
            one for value in values for one in (value if isinstance(value, tuple) else (value,))
        )
        return tuple(one for one in rows if isinstance(one, str))

    def _is_over(self, item: Item, row: str) -> bool:
        """True for a goal that was met and closed, let go or put on hold: no option any more."""
        roster = self.script.item(*item.options_from) if item.options_from else None
        if roster is None or roster.fills is None or roster.fills.path != "goals":
            return False
        said = self.fills.get(("goals.decision.choice", (row,)), OPEN).value
        lifecycle = self.fills.get(("goals.lifecycle", (row,)), OPEN).value
        last = prior_value(self.state.prior, "goals.lifecycle", (row,))
        return not stays_open(str(lifecycle or last or ""), str(said or ""))

    def marked(self, stop: Stop, fact: AnswerFact) -> list[tuple[tuple[str, ...], str]]:
        """Return (row ids, word) for each row that a choice among rows writes a word to."""
        marks = stop.item.marks
        if marks is None or stop.item.fills is None or fact.value is None:
            return []
        around = (stop.place.row,) if len(stop.item.fills.lists) > 1 else ()
        chosen = fact.value if isinstance(fact.value, tuple) else (fact.value,)
        words = [
            (row, marks.chosen if row in chosen else marks.other) for row in self._option_rows(stop)
        ]
        return [((*around, row), word) for row, word in words if word]
