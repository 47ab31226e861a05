"""Where the cursor stands and can go: in script order, by history only back into rows.

If the question under the cursor leaves the path, the cursor stands at the nearest one before it.
Each address returned is on the path, or REVIEW: the closing step behind the last question.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from goalcoach.dialogue.answer_types import REVIEW, Kind
from goalcoach.dialogue.engine.fired_checks import waits
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.section_order import order_with_offers
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.plan.question_address import Address

_LAST = 10**6

Key = tuple[int, int, int, int, int, int]
_NOWHERE: Key = (-1, 0, 0, 0, 0, 0)


def cursor_stop(path: Path) -> Stop | None:
    """Return the stop under the cursor, None for the closing step.

    Behind a closed gate there is no closing step: there it is the gate's stop.
    """
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


def next_after(path: Path, here: Stop | None, *, told: bool = False) -> str:
    """Return the address after `here` (None: the closing step), folded cells passed over.

    REVIEW behind the last question; `here` itself where a closed gate ends the path. What was told
    of on an earlier day is passed over too, unless a thought on it waits, or `told` is True.
    """
    if here is None:
        return REVIEW
    for at in range(path.index[here.address] + 1, len(path.stops)):
        if not path.stops[at].folded and (told or not _was_told_earlier(path, at)):
            return path.stops[at].address
    return here.address if path.gate_closed else REVIEW


def _was_told_earlier(path: Path, at: int) -> bool:
    """Return True if the stop at `at` was told of on an earlier day, and nothing waits there.

    What is only read aloud was read on the way to what was told. At the core it is read once more
    where it was not on the path then: it hangs on what was said today.
    """
    stop, earlier = path.stops[at], path.state.earlier
    if stop.address in earlier:
        return not waits(path, stop)
    if stop.item.kind is not Kind.SAY or stop.item.core or stop.item.each_day:
        return False
    behind = path.stops[at + 1 :] if earlier else ()
    return any(one.item.kind is not Kind.SAY and one.address in earlier for one in behind)


def back_from(path: Path, here: Stop | None) -> str:
    """Return the address before `here` (None: the closing step), folded cells passed over.

    A row belongs to its roster: before its first field is the roster, from which a row begun by
    mistake is taken away, and before the roster what stands before its rows. But where going on led
    from another row to `here`, back leads to that row once. At the first question, `here` itself.
    """
    came = path.state.behind.get(here.address, "") if here is not None else ""
    if came in path.index and not path.stops[path.index[came]].folded:
        return came
    end = path.index[here.address] if here else len(path.stops)
    for stop in reversed(path.stops[:end]):
        mine = here is not None and stop.roster is not None and stop.home == here.address
        if stop.folded or mine:
            continue
        if here is not None and here.roster is not None and not _in_one_row(stop, here):
            return here.home
        return stop.address
    if here is not None and here.roster is not None:
        return here.home
    return here.address if here else REVIEW


def _in_one_row(one: Stop, other: Stop) -> bool:
    return one.is_in_row(other.home, other.place.cell)


def first_open(path: Path) -> str:
    """Return the address of the first question neither answered nor skipped.

    With none, that of the closed gate, else REVIEW.
    """
    for stop in path.stops:
        entry = path.state.entry(stop.address)
        if not stop.folded and not entry.told:
            return stop.address
    return path.gate_closed or REVIEW


def return_point(path: Path, here: Stop | None) -> str:
    """Return the address at which the last jump began, "" where going back is not offered.

    After a jump to an earlier question it is offered until the cursor has come back to the origin;
    after a jump to a later one, while the cursor stays in the section that the jump led to.
    """
    if not path.state.returns:
        return ""
    origin, target = path.state.returns[-1]
    address = here.address if here else REVIEW
    began = _place(path, origin)
    if _place(path, address) < began:
        return origin
    ahead = _place(path, target) > began
    return origin if ahead and _same_turn(address, target) and address != origin else ""


def _same_turn(address: str, other: str) -> bool:
    """True if both are asked in one go through a section: for the same row, in the same round."""
    one, two = Address.read(address), Address.read(other)
    return one is not None and two is not None and one.turn == two.turn


def _place(path: Path, address: str) -> Key:
    return (_LAST, 0, 0, 0, 0, 0) if address == REVIEW else sort_key(path, address)


def opened_from(path: Path, stop: Stop, target: tuple[str, str] | None) -> str:
    """Return the address that `opens` (section id, item id) means at `stop`; "" if none.

    In a loop it is that of the same row. If it names the roster that the loop goes through, it is
    the first field of this row. "" too if the question is not on the path now.
    """
    if target is None:
        return ""
    section, item = target
    row, each = stop.place.row, stop.place.section.each
    for address in (str(Address(section, item, row)), str(Address(section, item))):
        if address in path.index:
            there = path.stops[path.index[address]]
            mine = each is not None and each.of == target and bool(there.item.fields)
            words = there.cell(row, there.item.fields[0].id) if mine else address
            return words if words in path.index else address
    return ""


def sort_key(path: Path, address: str) -> Key:
    """Return a key that sorts addresses in script order, whether they are on the path or not.

    (section, loop row, round, item, roster row, field), each as its place from 0, the round from
    1; -1 for what is not there. A roster sorts behind its cells, and what is no address, or asked
    in another kind of visit, before everything.
    """
    at = Address.read(address)
    if at is None:
        return _NOWHERE
    order = order_with_offers(path.script, path.state)
    section = path.script.sections.get(at.section)
    if section is None or at.section not in order:
        return _NOWHERE
    item_at = _index([one.id for one in section.items], at.item)
    row_at = _row_at(path, section.each.of if section.each else None, at.row)
    cell_at, column_at = _LAST, 0
    if at.cell and item_at >= 0:
        roster = str(at.question)
        rows = path.state.rows.get(roster) or tuple(dict.fromkeys(_cells_of(path, roster)))
        cell_at = _index(rows, at.cell)
        column_at = _index([one.id for one in section.items[item_at].fields], at.field)
    return (order.index(at.section), row_at, at.round, item_at, cell_at, column_at)


def _index(ids: Sequence[str], wanted: str) -> int:
    """The place of an id, counted from 0; -1, before all others, if it is not there."""
    return ids.index(wanted) if wanted in ids else -1


def _row_at(path: Path, of: tuple[str, str] | None, row: str) -> int:
    if of is None or not row:
        return 0
    roster = path.script.item(*of)
    if roster is None:
        return -1
    return _index(path.loop_rows(roster), row)


def _cells_of(path: Path, roster: str) -> list[str]:
    return [stop.place.cell for stop in path.stops if stop.roster and stop.home == roster]
