"""The list of all questions of a visit: answered, skipped, open or set aside."""

from __future__ import annotations

from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.navigation import cursor_stop
from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.dialogue.engine.script_words import label, row_label, value_words, words
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.question_kind import Kind, SkipReason
from goalcoach.dialogue.script.script import Script
from goalcoach.dialogue.view.screen import Status, WhereLine
from goalcoach.dialogue.view.screen_builder import status_of, turn_of
from goalcoach.plan.question_address import Address


def where(script: Script, state: State) -> tuple[WhereLine, ...]:
    """Return a line for each question on the path, in script order, then for each set aside.

    Items of kind `say` are left out; so are cells that are set aside.
    """
    path = walk(script, state)
    here = cursor_stop(path)
    lines = [
        WhereLine(
            address=stop.address,
            phase=script.phases.get(stop.place.section.phase, ""),
            title=_where_title(path, stop),
            status=status_of(path, stop),
            detail=_detail(path, stop),
            returning=state.entry(stop.address).skip is SkipReason.NOT_NOW,
            current=stop is here,
        )
        for stop in path.stops
        if stop.item.kind is not Kind.SAY
    ]
    return (*lines, *_set_aside(path))


def _detail(path: Path, stop: Stop) -> str:
    entry = path.state.entry(stop.address)
    if entry.skip is not None:
        return path.script.skips[entry.skip]
    if stop.item.kind is Kind.ROSTER:
        rows = path.live_rows(stop.item, stop.address, stop.place)
        return "; ".join(row_label(path, stop, row) for row in rows)
    return value_words(path, stop, path.facts[stop.address].value)


def _where_title(path: Path, stop: Stop) -> str:
    if stop.roster is None:
        turn = turn_of(path, stop)
        return f"{turn[0]} {turn[1]}: {label(path, stop)}" if turn else label(path, stop)
    home = path.stops[path.index[stop.home]] if stop.home in path.index else stop
    return f"{row_label(path, home, stop.place.cell)}: {label(path, stop)}"


def _set_aside(path: Path) -> list[WhereLine]:
    lines = []
    for address, entry in path.state.entries.items():
        if address in path.index or (entry.value is None and not entry.draft):
            continue
        at = Address.read(address)
        if at is None or at != at.question:
            continue
        item = path.script.item(at.section, at.item)
        if item is None or item.kind is Kind.SAY:
            continue
        section = path.script.sections[item.section]
        title = words(path, item.words.label, None, Position(section))
        phase = path.script.phases.get(section.phase, "")
        lines.append(WhereLine(address, phase, title, Status.SET_ASIDE, "kept, not asked now"))
    return lines
