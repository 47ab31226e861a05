"""What goes for all the sheets of one go: the size of print, the paper, the place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from goalcoach.screens.print.print_session import PrintRun
from goalcoach.sheets.sheet import Paper, Size
from goalcoach.translation import TrMap, tr

SIZE, PAPER, WHERE, ASKED = "size", "paper", "where", "asked"
SIZES = TrMap({Size.STANDARD: "standard", Size.LARGE: "large"}, context="size_of_print")
PAPERS = {Paper.A4: "A4", Paper.LETTER: "Letter"}


class Switch(Struct, frozen=True):
    """One of several values, each with its words; `at` is the one that goes."""

    id: str
    words: str
    values: tuple[str, ...]
    at: int = 0


class Terms:
    """The switches, as the plan and the site would have them until they are turned.

    Where the patient wants to be asked first, one says whether they were.
    """

    def __init__(self, print_run: PrintRun) -> None:
        sizes, papers = tuple(Size), tuple(PAPERS)
        size_words = tuple(SIZES[one] for one in sizes)
        asked = (tr("not yet"), tr("yes, they said yes"))
        place = (_place(print_run.folder),)
        self._switches = {
            one.id: one
            for one in (
                Switch(SIZE, tr("Size of print"), size_words, sizes.index(print_run.size)),
                Switch(PAPER, tr("Paper"), tuple(PAPERS.values()), papers.index(print_run.paper)),
                Switch(WHERE, tr("Where to"), place),
                *((Switch(ASKED, tr("Asked today"), asked),) * print_run.may_ask),
            )
        }

    @property
    def switches(self) -> tuple[Switch, ...]:
        """The switches in the order in which they are listed."""
        return tuple(self._switches.values())

    @property
    def size(self) -> Size:
        """The size of print that is chosen."""
        return tuple(Size)[self._switches[SIZE].at]

    @property
    def paper(self) -> Paper:
        """The paper that is chosen."""
        return tuple(PAPERS)[self._switches[PAPER].at]

    @property
    def printer(self) -> str:
        """The printer's name; empty for the folder alone."""
        where = self._switches[WHERE]
        return where.values[where.at] if where.at else ""

    @property
    def asked(self) -> bool:
        """Whether the patient was asked today, and said yes."""
        return ASKED in self._switches and self._switches[ASKED].at == 1

    def turn(self, which: str, by: int) -> None:
        """Move a switch by so many values, round and round; `which` is its id."""
        one = self._switches[which]
        self._switches[which] = replace(one, at=(one.at + by) % len(one.values))

    def add_printers(self, names: Sequence[str]) -> None:
        """Offer printers beside the folder."""
        where = self._switches[WHERE]
        self._switches[WHERE] = replace(where, values=(*where.values, *names))

    def go_into(self, folder: Path) -> None:
        """Take another folder, and no printer."""
        values = (_place(folder), *self._switches[WHERE].values[1:])
        self._switches[WHERE] = replace(self._switches[WHERE], values=values, at=0)


def _place(folder: Path) -> str:
    return tr("the folder {folder}", folder=folder.name or folder)
