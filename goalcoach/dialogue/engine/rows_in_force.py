"""The rows of rosters and loops: those of this visit, and the last plan's until they are changed.

The part of a path that needs no conditions; `known_answers` adds what is known of the answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.dialogue.engine.prior_plan import prior_rows
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.script import Item, Script
from goalcoach.plan.question_address import cell_key, question_key


@dataclass(slots=True, eq=False)
class PathRows:
    """The stops of a path, in script order, and which rows its rosters and loops have.

    `index` gives a stop's place in `stops` by its address.
    """

    script: Script
    state: State
    stops: list[Stop] = field(default_factory=list)
    index: dict[str, int] = field(default_factory=dict)
    offered_rows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Rosters that are there only for what a visit kept aside said: address → those rows."""

    def rows(self, roster: Item, address: str, place: Position) -> tuple[str, ...]:
        """Return the row ids of the roster at `address`, in order.

        The last plan's until they are changed in this visit; none of those in a roster that `adds`,
        but the rows that a visit kept aside had added there.
        """
        if address in self.state.rows:
            return self.state.rows[address]
        if address in self.offered_rows:
            return self.offered_rows[address]
        if roster.fills is None:
            return tuple(self.state.offers.fields_of(address))
        if roster.adds:
            new = self.state.offers.rows.get((roster.fills.path, self.ids(place)), ())
            return tuple(row for row in self.state.offers.fields_of(address) if row in new)
        return prior_rows(self.state.prior, roster.fills.path, self.ids(place))

    def live_rows(self, roster: Item, address: str, place: Position) -> tuple[str, ...]:
        """Return the rows that count: added and named, changed or confirmed in this visit."""
        return tuple(
            row
            for row in self.rows(roster, address, place)
            if not self.is_proposed(roster, address, place, row)
            and self._is_named(roster, address, place, row)
        )

    def _is_named(self, roster: Item, address: str, place: Position, row: str) -> bool:
        """True if the row has a name: an answered first field, or one in the last plan."""
        if self.state.entry(cell_key(address, row, roster.fields[0].id)).answered:
            return True
        return self.was_there(roster, place, row)

    def was_there(self, roster: Item, place: Position, row: str) -> bool:
        """Return True if the row is one of the last plan's that have not ended."""
        if roster.fills is None:
            return row in self.state.offers.fields_of(place.key(roster.id))
        return row in prior_rows(self.state.prior, roster.fills.path, self.ids(place))

    def is_proposed(self, roster: Item, address: str, place: Position, row: str) -> bool:
        """Return True if the row is the last plan's, with no field answered or skipped today."""
        if not self.was_there(roster, place, row):
            return False
        return not any(
            self.state.entry(cell_key(address, row, one.id)).told for one in roster.fields
        )

    def loop_rows(self, roster: Item) -> tuple[str, ...]:
        """Return the rows that a loop over `roster` runs through.

        If this visit has not asked the roster, the last plan's. In a review the last plan's rows
        count until they are changed; in a first visit only once they are confirmed.
        """
        address = question_key(roster.section, roster.id)
        if address in self.index and address not in self.offered_rows:
            place = Position(self.script.sections[roster.section])
            live = self.live_rows(roster, address, place)
            if not self.is_review:
                return live
            rows = self.rows(roster, address, place)
            if roster.adds and roster.fills is not None:
                stood = prior_rows(self.state.prior, roster.fills.path, ())
                rows = tuple(dict.fromkeys((*stood, *rows)))
            return tuple(
                row for row in rows if row in live or self.is_proposed(roster, address, place, row)
            )
        if roster.fills is None:
            return ()
        return prior_rows(self.state.prior, roster.fills.path, ())

    @property
    def is_review(self) -> bool:
        """True in a review: then there is an agreed plan, whose rows count without being said."""
        return self.state.start.visit == "review"

    @property
    def goes_on(self) -> bool:
        """True if the last visit was one of this kind and was not finished."""
        visit = self.state.prior.get("visit")
        last = visit if isinstance(visit, dict) else {}
        return last.get("status") == "incomplete" and last.get("kind") == self.state.start.visit

    def ids(self, place: Position) -> tuple[str, ...]:
        """Return the plan row ids that hold at `place`: the loop's row, then the roster's."""
        return tuple(one for one in (place.row, place.cell) if one)
