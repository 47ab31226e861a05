"""Where a question stands: its section, the loop's row and round, and in a roster its row."""

from __future__ import annotations

from dataclasses import dataclass

from goalcoach.dialogue.script.script import Item, Section


@dataclass(frozen=True, slots=True)
class Position:
    """Where a question stands: the loop's row and round, and in a roster the row of the cell."""

    section: Section
    row: str = ""
    round: int = 1
    cell: str = ""

    @property
    def prefix(self) -> str:
        row = f"@{self.row}" if self.row else ""
        round_ = f"~{self.round}" if self.round > 1 else ""
        return f"{self.section.id}{row}{round_}"


@dataclass(frozen=True, slots=True)
class Stop:
    """One question on the path. `roster` is the item whose row a cell belongs to.

    A `folded` cell holds the last plan's value, not yet confirmed: `next` passes over it.
    """

    address: str
    item: Item
    place: Position
    roster: Item | None = None
    folded: bool = False

    @property
    def home(self) -> str:
        """The address of the roster for a cell, else its own."""
        return self.address.rpartition("@")[0] if self.roster else self.address
