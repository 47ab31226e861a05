"""The path of a state: which questions are asked now, in order, and what is known along it.

`forward_pass.walk` builds it; nothing changes it afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from goalcoach.dialogue.answer_types import TYPED, Kind, Value
from goalcoach.dialogue.engine import calculation as calc
from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.dialogue.engine.prior_plan import prior_answer, prior_value
from goalcoach.dialogue.engine.rows_in_force import PathRows
from goalcoach.dialogue.engine.walked_stretch import WalkedStretch
from goalcoach.dialogue.script.condition import (
    OPEN,
    AnswerFact,
    Condition,
    Reference,
    Source,
    Truth,
    evaluate,
)
from goalcoach.dialogue.script.script import Chosen, Item, TalkOnly
from goalcoach.plan.goal_lifecycle import is_given_up, stays_open
from goalcoach.plan.question_address import Address, cell_key, is_in_roster, question_key
from goalcoach.translation import tr, tr_noop

OFFERED_AGAIN = ("visit.print_size", "visit.by")
"""Fields of one visit that are as a rule what they were at the last one."""

KEPT_ASIDE = "*kept aside"
"""The phase of what only a visit kept aside has asked; no script can name a phase so."""
_KEPT_ASIDE_TITLE = tr_noop("The visit kept aside")


@dataclass(slots=True, eq=False)
class Path(PathRows):
    """The stops in script order, and what is known along them.

    `facts` gives what is known of a stop by its address (a cell stands before its roster); `fills`
    what the answers put into the plan, by plan path and row ids, outermost first.
    """

    facts: dict[str, AnswerFact] = field(default_factory=dict)
    fills: dict[tuple[str, tuple[str, ...]], AnswerFact] = field(default_factory=dict)
    shown: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    """The places that a question is about, or a row that waits to be confirmed."""
    moves: dict[tuple[str, ...], str] = field(default_factory=dict)
    """(goal id,) → what was chosen today for the step of its ladder."""
    gate_closed: str = ""
    """The address of the gate that ends the path; "" if none does."""
    gates_passed: set[tuple[str, str]] = field(default_factory=set)
    """(section id, loop row) of each gate that is open."""
    left_out: list[Stop] = field(default_factory=list)
    """Questions that the short path leaves out; cells of a row that stands among them."""
    waiting: list[Stop] = field(default_factory=list)
    """Private questions that wait until the two are alone."""
    rosters: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Roster (section id, item id) → its addresses on the path."""

    from_aside: set[str] = field(default_factory=set)
    """Addresses that are there only for what a visit kept aside said."""
    stretches: list[tuple[int, WalkedStretch]] = field(default_factory=list)
    """Pieces of the path that other paths have too, each with the place of its first stop."""

    def loose(self) -> Iterator[tuple[int, Stop]]:
        """Yield each stop that is in none of the `stretches`, with its place."""
        at = 0
        for begin, walked in self.stretches:
            yield from enumerate(self.stops[at:begin], at)
            at = begin + len(walked.stops)
        yield from enumerate(self.stops[at:], at)

    def phase(self, stop: Stop) -> str:
        """Return the id of the phase that the stop is in."""
        return KEPT_ASIDE if stop.address in self.from_aside else stop.place.section.phase

    def phase_title(self, phase: str) -> str:
        """Return the title of a phase."""
        if phase == KEPT_ASIDE:
            return tr(_KEPT_ASIDE_TITLE)
        return self.script.phases.get(phase, phase)

    def keeps_words(self, stop: Stop) -> bool:
        """Return False if the patient wants to talk only, and this is no part of what is agreed.

        What the clinician notes of their own, such as who leads the visit, is not meant.
        """
        rule = self.script.talk_only
        if rule is None or stop.item.who == "clinician" or not self._talks(rule):
            return True
        return any(
            item.fills is not None
            and any(f"{item.fills.path}.".startswith(f"{part}.") for part in rule.agreed)
            for item in (stop.item, *stop.item.fields)
        )

    def talks_only(self, stop: Stop) -> bool:
        """Return True if the question is for typed words, and they are only talked about."""
        return stop.item.kind in TYPED and not self.keeps_words(stop)

    def _talks(self, rule: TalkOnly) -> bool:
        """Return True while the rule holds; what was not asked today stands as the plan has it."""
        said = self.facts.get(question_key(*rule.chosen.item), OPEN).value
        item = self.script.item(*rule.chosen.item)
        if said is None and item is not None and item.fills is not None:
            said = prior_value(self.state.prior, item.fills.path, ())
        return said in rule.chosen.options

    def holds(self, chosen: Chosen | None) -> bool:
        """Return True if that choice is answered with one of its options; False for None."""
        if chosen is None:
            return False
        return self.facts.get(question_key(*chosen.item), OPEN).value in chosen.options

    def leaves_out(self, item: Item) -> bool:
        """Return True if the item is left open on this path, unless something was said at it."""
        if item.core or item.section in self.state.more:
            return False
        return item.extra or self.holds(self.script.short)

    def is_sealed(self, stop: Stop) -> bool:
        """Return True if the answer is private and not to be shown any more.

        In a section with a gate it is shown until that is open, unless private questions wait;
        elsewhere until it is answered.
        """
        if not stop.item.private:
            return False
        if self.waiting or (stop.place.section.id, stop.place.row) in self.gates_passed:
            return True
        gated = any(item.gate is not None for item in stop.place.section.items)
        return not gated and self.state.entry(stop.address).answered

    def is_folded(self, cell: Stop) -> bool:
        """Return True for a cell of the last plan's row that `next` passes over.

        It is asked all the same if it was gone to, answered or skipped today, or is to be asked
        anew: ratings always are, and `if_empty` fields where the last plan has no answer.
        """
        if cell.roster is None or cell.item.anew or cell.item.kind is Kind.SCALE:
            return False
        if self.in_plan(cell) is not None:
            return False  # two answers to choose between
        if cell.item.if_empty and self.last(cell) is None:
            return False
        if self.state.entry(cell.address).told:
            return False
        opened = self.state.opened
        row = cell.place.address(cell.roster.id).at_row(cell.place.cell)
        if cell.address in opened or str(row) in opened:
            return False
        place = Position(cell.place.section, cell.place.row, cell.place.round)
        return self.was_there(cell.roster, place, cell.place.cell)

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

    def is_taken(self, row: str) -> bool:
        """Return True for a row of the last plan, or of a visit kept aside if it was taken."""
        new = self.state.offers.rows.values()
        if not any(row in rows for rows in new):
            return True
        lifecycle = self.fills.get(("goals.lifecycle", (row,)), OPEN).value
        if isinstance(lifecycle, str) and is_given_up(lifecycle):
            return False
        return any(
            ids[:1] == (row,) and fact.value is not None for (_, ids), fact in self.fills.items()
        )

    def proposal(self, stop: Stop) -> Value | None:
        """Return the last plan's value if it is offered to be confirmed, else None.

        Never a roster or what belongs to a day. A rating, an item asked `anew`, a choice among
        rows, a field of one visit and an answer without a field only if this visit goes on where
        the last one ended.
        """
        item = stop.item
        if item.each_day or item.kind in (Kind.SAY, Kind.ROSTER) or self.talks_only(stop):
            return None
        offered = self.offered(stop)
        return self._standing(stop) if offered is None else offered

    def offered(self, stop: Stop) -> Value | None:
        """Return the answer of a visit that was kept aside, if it may be confirmed here.

        Never what belongs to a day, a rating, or what the patient wants to talk about only.
        """
        item = stop.item
        if not self.state.offers or item.each_day or item.kind is Kind.SCALE:
            return None
        if item.kind in (Kind.SAY, Kind.ROSTER) or self.talks_only(stop):
            return None
        return self._still_open(stop, self.said_aside(stop))

    def said_aside(self, stop: Stop) -> Value | None:
        """Return what a visit that was kept aside said here, offered or not."""
        return self.state.offers.find(stop.address, self._place(stop))

    def offered_alike(self, stop: Stop) -> tuple[str, ...]:
        """Return the addresses at which a visit kept aside answered this, or a row of it."""
        place = self._place(stop)
        return tuple(
            one.at
            for one in self.state.offers.answers
            if one.at and ((one.path, one.ids) == place or is_in_roster(one.at, stop.address))
        )

    def _place(self, stop: Stop) -> tuple[str, tuple[str, ...]] | None:
        fills, target = stop.item.fills, self.target(stop)
        if fills is None or target is None or stop.item.marks is not None:
            return None
        return fills.path, target[: len(fills.lists)]

    def in_plan(self, stop: Stop) -> Value | None:
        """Return what the plan says here where a visit kept aside says something else."""
        offered = self.offered(stop)
        standing = self._standing(stop) if offered is not None else None
        return None if standing == offered else standing

    def _standing(self, stop: Stop) -> Value | None:
        """Return the last plan's value if it may be confirmed."""
        item = stop.item
        if not self.goes_on and not self._may_stand(item):
            return None
        return self._still_open(stop, self._last_chosen(stop) if item.marks else self.last(stop))

    def _still_open(self, stop: Stop, value: Value | None) -> Value | None:
        """Return the value without what the script does not offer any more.

        That would count nowhere once it was confirmed.
        """
        item = stop.item
        if item.kind is Kind.CHOICE:
            return value if value in self.options(stop) else None
        if item.kind is Kind.MULTI and isinstance(value, tuple):
            known = self.options(stop)
            return tuple(str(one) for one in value if one in known) or None
        return value

    @staticmethod
    def _may_stand(item: Item) -> bool:
        """True if an answer to the item stands from one visit to the next, or is offered again."""
        fills = item.fills
        standing = fills is not None and (fills.standing or fills.path in OFFERED_AGAIN)
        standing = standing and item.marks is None
        return standing and not item.anew and item.kind is not Kind.SCALE

    def _last_chosen(self, stop: Stop) -> Value | None:
        """Return the rows that a choice among rows marked in the last plan, None if none."""
        marks, fills = stop.item.marks, stop.item.fills
        if marks is None or fills is None:
            return None
        around = (stop.place.row,) if len(fills.lists) > 1 else ()
        chosen = tuple(
            row
            for row in self.options(stop)
            if prior_value(self.state.prior, fills.path, (*around, row)) == marks.chosen
        )
        if stop.item.kind is Kind.CHOICE:
            return chosen[0] if chosen else None
        return chosen or None

    def last(self, stop: Stop) -> Value | None:
        """Return the last plan's value at the path this question fills, offered or not.

        Of a question without a path the last answer, if this visit goes on where that one ended.
        """
        if stop.item.fills is None:
            return prior_answer(self.state.prior, stop.address) if self.goes_on else None
        ids = self.target(stop)
        return None if ids is None else prior_value(self.state.prior, stop.item.fills.path, ids)

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
                prior, before = self.state.prior, {}
                if not self.is_review:
                    prior, before = {}, prior
                same_day = self.state.today == self.state.start.today
                known = calc.Known(self.fills, prior, self.moves, before, same_day)
                ids, history = self.ids(place), self.state.start.history
                return (AnswerFact(calc.calculate(reference.name, known, ids, history)),)
            case Source.COLUMN:
                return self._look_column(reference, place)

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
