"""Where a question stands in a visit, and the stops of the path that are made of it."""

from __future__ import annotations

from msgspec import Struct

from goalcoach.dialogue.script.script import Item, Section
from goalcoach.plan.question_address import Address, cell_key, question_key


class Position(Struct, frozen=True):
    """Where a question stands: the loop's row and round, and in a roster the row of the cell.

    `row` and `cell` are row ids, "" outside a loop or roster; rounds are counted from 1.
    """

    section: Section
    row: str = ""
    round: int = 1
    cell: str = ""

    def address(self, item: str) -> Address:
        """Return the address of the question or roster `item` of this section, as asked here."""
        return Address(self.section.id, item, self.row, self.round)

    def key(self, item: str) -> str:
        """Return that address as the key of its answer."""
        return question_key(self.section.id, item, self.row, self.round)

    def at_cell(self, row: str) -> Position:
        """Return the place of the fields of that row of a roster which is asked here."""
        return Position(self.section, self.row, self.round, row)


class Stop(Struct, frozen=True):
    """One question on the path.

    `address` is the key of its answer. A `folded` cell holds the last plan's value, not yet
    confirmed: `next` passes over it.
    """

    address: str
    item: Item
    place: Position
    roster: Item | None = None
    folded: bool = False

    @classmethod
    def at(cls, place: Position, item: Item) -> Stop:
        """Return the stop of a question or a roster of the section."""
        return cls(place.key(item.id), item, place)

    @classmethod
    def of_cell(cls, place: Position, roster: Item, column: Item) -> Stop:
        """Return the stop of a field of the row `place.cell` of `roster`."""
        section, row, cell = place.section.id, place.row, place.cell
        address = question_key(section, roster.id, row, place.round, cell, column.id)
        return cls(address, column, place, roster)

    @property
    def home(self) -> str:
        """The address of the roster for a cell, else its own."""
        return self.place.key(self.roster.id) if self.roster else self.address

    def cell(self, row: str, column: str) -> str:
        """Return the address of a field of a row of this roster."""
        return cell_key(self.address, row, column)

    def is_in_row(self, roster: str, row: str) -> bool:
        """Return True if this is a cell of that row of the roster at the address `roster`."""
        return self.roster is not None and self.place.cell == row and self.home == roster
