"""The row that a question is asked of: which one of a loop it is, and what it is called."""

from __future__ import annotations

from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.script_words import roster_row_words, row_label
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.translation import TrMap, tr

_ROWS = TrMap({"goal": "goal", "leaflet": "leaflet", "option": "option"}, context="row_of_loop")
"""What our own script calls the rows that it goes through, a name in the code of the script."""


def loop_words(path: Path, stop: Stop) -> str:
    """Return "goal 1 of 2"; "" outside a loop, and where it has a single row."""
    turn = turn_of(path, stop)
    if turn is None:
        return ""
    row, number, count = turn
    return tr("{row} {number} of {count}", row=row, number=number, count=count)


def turn_of(path: Path, stop: Stop) -> tuple[str, int, int] | None:
    """Return (what the loop calls a row, number of this row from 1, number of rows) at `stop`.

    None outside a loop over a roster, and where it has a single row.
    """
    each = stop.place.section.each
    if each is None or each.of is None:
        return None
    rows = list(
        dict.fromkeys(
            one.place.row for one in path.stops if one.place.section is stop.place.section
        )
    )
    name = _ROWS.get(each.alias, each.alias)
    return (name, rows.index(stop.place.row) + 1, len(rows)) if len(rows) > 1 else None


def row_context(path: Path, stop: Stop) -> str:
    """Return the name of the row: of the roster whose field is asked, else of the loop; or "".

    A row of a private list has no name any more once the list is out of sight.
    """
    if stop.roster is not None and stop.home in path.index:
        roster = path.stops[path.index[stop.home]]
        return "" if path.is_sealed(roster) else row_label(path, roster, stop.place.cell)
    each = stop.place.section.each
    if each is None or each.of is None:
        return ""
    return roster_row_words(path, each.of, stop.place.row)
