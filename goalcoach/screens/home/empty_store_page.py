"""What home shows while the store has no patient: one page on how to begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from goalcoach.safe_text import cell_width, wrap
from goalcoach.screens.kit.coach_app import Setting
from goalcoach.screens.kit.paint import BLANK, Painted, line, pad
from goalcoach.store.file_access import is_there
from goalcoach.store.file_name import SITE_FILE
from goalcoach.store.store import Store
from goalcoach.translation import tr
from goalcoach.visit.first_start_words import (
    BEGIN_HERE,
    NO_ONE,
    StartRow,
    first_start_rows,
    kept_here,
)

_LABEL = 10
"""Cells of the column of labels, at least."""
_NARROW = 50
"""Below so many cells the words go under their label."""
_WIDEST = 86


class FirstStartWords(NamedTuple):
    """The rows of the page, and what is said before the first visit of a store."""

    rows: tuple[StartRow, ...] = ()
    kept: str = ""


def read_first_start(store: Store, setting: Setting) -> FirstStartWords:
    """Return what is said of a store without patients. Looks at the disk: call in a thread."""
    numbers = any(one.number for one in setting.contacts)
    where = str(store.root)
    made = is_there(store.root / SITE_FILE, store.fs)
    rows = first_start_rows(where, made=made, numbers=numbers, practice=setting.practice)
    return FirstStartWords(rows, "" if setting.practice else kept_here(where, numbers=numbers))


class FirstStart(Painted):
    """The page of a first start; nothing while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__(id="firststart")
        self.rows: tuple[StartRow, ...] = ()

    def show_rows(self, rows: Sequence[StartRow]) -> None:
        """Show the page with these rows; with none, nothing."""
        if tuple(rows) != self.rows:
            self.rows = tuple(rows)
            self.repaint()

    def paint(self, width: int) -> list[Content]:
        if not self.rows:
            return []
        lines = [BLANK, line((f"{tr(NO_ONE)} {tr(BEGIN_HERE)}", "bold $ink")), BLANK]
        edge = max(_LABEL, *(cell_width(row.label) + 2 for row in self.rows))
        for row in self.rows:
            lines += self._row(row, min(width, _WIDEST), edge)
        return lines

    def _row(self, row: StartRow, width: int, edge: int) -> list[Content]:
        if width < _NARROW:
            words = [line((one, "$ink")) for one in wrap(row.words, width)]
            return [line((row.label, "$quiet")), *words]
        first, *rest = wrap(row.words, width - edge)
        label = (pad(row.label, edge), "$quiet")
        return [
            line(label, (first, "$ink")),
            *(line(" " * edge, (one, "$ink")) for one in rest),
        ]
