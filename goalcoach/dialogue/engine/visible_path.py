"""The path of a state: which questions are asked now, in order, and what is known along it.

`forward_pass.walk` builds it; nothing changes it afterwards. It is put together from layers, each
of which knows those before it: the rows (`rows_in_force`), what is known (`known_answers`), what is
offered to be confirmed (`proposed_answers`), and here what is shown of it and in which phase.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine.calculation import is_changed
from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.dialogue.engine.proposed_answers import ProposedAnswers
from goalcoach.dialogue.engine.walked_stretch import WalkedStretch
from goalcoach.dialogue.script.condition import OPEN
from goalcoach.dialogue.script.script import Item
from goalcoach.plan.goal_lifecycle import is_given_up
from goalcoach.plan.ladder_rules import SAID_FOR_ITS_SIZE
from goalcoach.translation import tr, tr_noop

_OF_ITS_SIZE = frozenset(f"goals.ladder.rungs.{one}" for one in SAID_FOR_ITS_SIZE)

KEPT_ASIDE = "*kept aside"
"""The phase of what only a visit kept aside has asked; no script can name a phase so."""
_KEPT_ASIDE_TITLE = tr_noop("The visit kept aside")


@dataclass(slots=True, eq=False)
class Path(ProposedAnswers):
    """The stops in script order, and what is known along them."""

    shown: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    """The places that a question is about, or a row that waits to be confirmed."""
    gate_closed: str = ""
    """The address of the gate that ends the path; "" if none does."""
    gates_passed: set[tuple[str, str]] = field(default_factory=set)
    """(section id, loop row) of each gate that is open."""
    left_out: list[Stop] = field(default_factory=list)
    """Questions that the short path leaves out; cells of a row that stands among them."""
    waiting: list[Stop] = field(default_factory=list)
    """Private questions that wait until the two are alone."""
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
        anew: ratings always are, `if_empty` fields where the last plan has no answer, and what was
        said for a step that has other words or another amount by now.
        """
        if cell.roster is None or cell.item.anew or cell.item.kind is Kind.SCALE:
            return False
        if self.in_plan(cell) is not None:
            return False  # two answers to choose between
        if cell.item.if_empty and self.last(cell) is None:
            return False
        if self.was_said_for_another_size(cell):
            return False
        if self.state.entry(cell.address).told:
            return False
        opened = self.state.opened
        row = cell.place.address(cell.roster.id).at_row(cell.place.cell)
        if cell.address in opened or str(row) in opened:
            return False
        place = Position(cell.place.section, cell.place.row, cell.place.round)
        return self.was_there(cell.roster, place, cell.place.cell)

    def was_said_for_another_size(self, cell: Stop) -> bool:
        """Return True if the last plan says this of a step with other words or another amount."""
        fills, rung = cell.item.fills, self.target(cell)
        if fills is None or rung is None or fills.path not in _OF_ITS_SIZE:
            return False
        return is_changed(self.fills, self.state.prior, rung)

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
