"""Where the cursor can go: by script order, never by history.

If the question under the cursor leaves the path, the cursor stands at the nearest one before.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.kind import REVIEW

_ADDRESS = re.compile(
    r"([a-z0-9_]+)(?:@([a-z0-9]+))?(?:~(\d+))?/([a-z0-9_]+)(?:@([a-z0-9]+)\.([a-z0-9_]+))?"
)
_LAST = 10**6

Key = tuple[int, int, int, int, int, int]


def cursor_stop(path: Path) -> Stop | None:
    """Return the stop under the cursor, None for the closing step behind the last question."""
    cursor = path.state.cursor
    if cursor in path.index:
        return path.stops[path.index[cursor]]
    if not path.stops:
        return None
    if cursor == REVIEW:
        return path.stops[-1] if path.gate_closed else None
    before: list[Stop] = []
    if cursor:
        key = sort_key(path, cursor)
        keys = [sort_key(path, stop.address) for stop in path.stops]
        before = path.stops[: bisect_right(keys, key)]
    shown = (stop for stop in (*reversed(before), *path.stops) if not stop.folded)
    return next(shown, path.stops[0])


def next_after(path: Path, here: Stop | None) -> str:
    """Return the next address in script order; itself where a closed gate ends the path."""
    if here is None:
        return REVIEW
    for stop in path.stops[path.index[here.address] + 1 :]:
        if not stop.folded:
            return stop.address
    return here.address if path.gate_closed else REVIEW


def back_from(path: Path, here: Stop | None) -> str:
    """Return the address before; itself at the first question."""
    end = path.index[here.address] if here else len(path.stops)
    for stop in reversed(path.stops[:end]):
        if not stop.folded:
            return stop.address
    return here.address if here else REVIEW


def first_open(path: Path) -> str:
    """Return the first question neither answered nor skipped, else the closing step."""
    for stop in path.stops:
        entry = path.state.entry(stop.address)
        if not stop.folded and not entry.answered and entry.skip is None:
            return stop.address
    return path.gate_closed or REVIEW


def return_point(path: Path, here: Stop | None) -> str:
    """Return where the last jump began, as long as going back there is still a way back.

    After a jump to an earlier question that is until the talk has come there by itself; after
    one to a later question, while it stays in the section that the jump led to.
    """
    if not path.state.returns:
        return ""
    origin, target = path.state.returns[-1]
    address = here.address if here else REVIEW
    began = _place(path, origin)
    if _place(path, address) < began:
        return origin
    ahead = _place(path, target) > began
    same = address.partition("/")[0] == target.partition("/")[0]
    return origin if ahead and same and address != origin else ""


def _place(path: Path, address: str) -> Key:
    return (_LAST, 0, 0, 0, 0, 0) if address == REVIEW else sort_key(path, address)


def opened_from(path: Path, stop: Stop, target: str) -> str:
    """Return the address that `opens = "section/item"` means at `stop`: in a loop, this row's.

    Of the roster that the loop goes through, it is the words of this row. Empty if it is not on
    the path now.
    """
    section, _, item = target.partition("/")
    each = stop.place.section.each
    for address in (f"{section}@{stop.place.row}/{item}", target):
        if address in path.index:
            roster = path.stops[path.index[address]].item
            mine = each is not None and each.of == (section, item) and bool(roster.fields)
            words = f"{address}@{stop.place.row}.{roster.fields[0].id}" if mine else address
            return words if words in path.index else address
    return ""


def sort_key(path: Path, address: str) -> Key:
    """Return where an address stands in the script's order, on the path or not."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return (-1, 0, 0, 0, 0, 0)
    section_id, row, number, item_id, cell, column = match.groups()
    order = path.script.order.get(path.state.start.visit, ())
    section = path.script.sections.get(section_id)
    if section is None or section_id not in order:
        return (-1, 0, 0, 0, 0, 0)
    items = [one.id for one in section.items]
    item_at = items.index(item_id) if item_id in items else -1
    row_at = _row_at(path, section.each.of if section.each else None, row)
    cell_at, column_at = _LAST, 0
    if cell and item_at >= 0:
        item = section.items[item_at]
        rows = path.state.rows.get(address.rpartition("@")[0])
        rows = rows or tuple(dict.fromkeys(_cells_of(path, address.rpartition("@")[0])))
        cell_at = rows.index(cell) if cell in rows else -1
        columns = [one.id for one in item.fields]
        column_at = columns.index(column) if column in columns else -1
    return (order.index(section_id), row_at, int(number or 1), item_at, cell_at, column_at)


def _row_at(path: Path, of: tuple[str, str] | None, row: str | None) -> int:
    if of is None or row is None:
        return 0
    roster = path.script.item(*of)
    if roster is None:
        return -1
    rows = path.loop_rows(roster)
    return rows.index(row) if row in rows else -1


def _cells_of(path: Path, roster: str) -> list[str]:
    return [stop.place.cell for stop in path.stops if stop.roster and stop.home == roster]
