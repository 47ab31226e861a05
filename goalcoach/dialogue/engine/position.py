"""Where a question stands in a visit, and the questions of a path."""

from __future__ import annotations

from dataclasses import dataclass

from goalcoach.dialogue.script.script import Item, Section


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a visit: a section, the row and round of its loop, and the row of a roster.

    `row` is the id of the loop's row, "" outside a loop over rows; `round` counts from 1; `cell`
    is the id of the roster's row if the question is a field of a roster, else "".
    """

    section: Section
    row: str = ""
    round: int = 1
    cell: str = ""

    @property
    def prefix(self) -> str:
        """The part of an address before the slash: "step", "step@g1" or "step@g1~2"."""
        row = f"@{self.row}" if self.row else ""
        round_ = f"~{self.round}" if self.round > 1 else ""
        return f"{self.section.id}{row}{round_}"


@dataclass(frozen=True, slots=True)
class Stop:
    """One question on the path.

    `roster` is set if the question is a field of a roster's row (a cell). A `folded` cell holds
    the last plan's value, not yet confirmed: `Next` passes over it.
    """

    address: str
    item: Item
    place: Position
    roster: Item | None = None
    folded: bool = False

    @property
    def home(self) -> str:
        """Of a cell the address of its roster, else the own address."""
        return self.address.rpartition("@")[0] if self.roster else self.address
