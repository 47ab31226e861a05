"""The rows of a roster: added, taken out, brought back, moved."""

from __future__ import annotations

from goalcoach.dialogue.engine import refusal
from goalcoach.dialogue.engine.command import AddRow, MoveRow, RemoveRow, RestoreRow
from goalcoach.dialogue.engine.event import (
    Drafted,
    RowAdded,
    RowMoved,
    RowRemoved,
    RowRestored,
    Way,
    Went,
)
from goalcoach.dialogue.engine.fired_checks import waits
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.prior_plan import highest_ids
from goalcoach.dialogue.engine.question_commands import Events, answer
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import advance
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.plan.question_address import is_in_row


def change_rows(
    path: Path, stop: Stop, command: AddRow | RemoveRow | RestoreRow | MoveRow
) -> Events | Refusal:
    at = stop.address
    rows = path.rows(stop.item, at, stop.place)
    known = None if at in path.state.rows else rows
    match command:
        case AddRow(_, first):
            return _add_row(path, stop, rows, known, first)
        case RemoveRow(row):
            if row not in rows:
                return refusal.NO_SUCH_ROW
            removed = RowRemoved(at, row, known)
            here = is_in_row(path.state.cursor, at, row)
            return (removed, Went(at, Way.ROW)) if here else (removed,)
        case RestoreRow(row):
            if row not in path.state.removed.get(at, ()):
                return refusal.NO_SUCH_ROW
            if stop.item.rows[1] and len(rows) >= stop.item.rows[1]:
                return refusal.too_many_rows(stop.item.rows[1])
            return _restore_row(path, at, row, rows, known)
        case MoveRow(row, to):
            if row not in rows:
                return refusal.NO_SUCH_ROW
            return (RowMoved(at, row, max(0, min(to, len(rows) - 1)), known),)


def _restore_row(
    path: Path, at: str, row: str, rows: tuple[str, ...], known: tuple[str, ...] | None
) -> Events:
    """Bring a row back to its place: behind the nearest one before it that is still there."""
    restored = RowRestored(at, row, known)  # by itself it puts the row at the end
    stood = path.state.stood.get((at, row), (*rows, row))
    before = [one for one in stood[: stood.index(row)] if one in rows]
    to = rows.index(before[-1]) + 1 if before else 0
    return (restored,) if to == len(rows) else (restored, RowMoved(at, row, to))


def _add_row(
    path: Path, stop: Stop, rows: tuple[str, ...], known: tuple[str, ...] | None, first: str
) -> Events | Refusal:
    most = stop.item.rows[1]
    if path.talks_only(stop):
        return refusal.TALK_ONLY
    if most and len(rows) >= most:
        return refusal.too_many_rows(most)
    row = _next_row(path, stop)
    events: Events = (RowAdded(stop.address, row, known),)
    target = stop.cell(row, stop.item.fields[0].id)
    if first:
        after = walk(path.script, advance(path.state, events))
        if target not in after.index:
            return refusal.NOTHING_HERE
        answered = answer(after, after.stops[after.index[target]], first)
        if isinstance(answered, Refusal):
            return answered
        # What was half typed has become the row; left there, it would be added once more.
        half = path.state.entry(stop.address).draft
        emptied = (Drafted(stop.address, ""),) if half else ()
        events = (*events, *answered, *emptied)
        target = _open_cell(walk(path.script, advance(path.state, events)), stop.address, row)
    return (*events, Went(target, Way.ROW))


def _open_cell(path: Path, roster: str, row: str) -> str:
    """Return the first field of the row that is open or has an open check, else the roster."""
    for stop in path.stops:
        if not stop.is_in_row(roster, row):
            continue
        if waits(path, stop):
            return stop.address
    return roster


def _next_row(path: Path, stop: Stop) -> str:
    """Return a row id that neither the last plan nor this visit has used, ended rows included."""
    letter = (stop.item.fills.letter if stop.item.fills else "") or "x"
    highest = highest_ids(path.state.prior).get(letter, 0)
    return f"{letter}{max(highest, path.state.counters.get(letter, 0)) + 1}"
