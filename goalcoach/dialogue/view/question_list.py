"""The list of all questions of a visit: answered, skipped, open or set aside."""

from __future__ import annotations

from goalcoach.dialogue.answer_types import Kind, SkipReason
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.navigation import cursor_stop, sort_key
from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.dialogue.engine.reach import Reach
from goalcoach.dialogue.engine.script_words import label, row_label, say_words, value_words, words
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.script import Script
from goalcoach.dialogue.view.answer_status import status_of
from goalcoach.dialogue.view.loop_row import turn_of
from goalcoach.dialogue.view.screen import Status, WhereLine
from goalcoach.dialogue.view.standing_words import LATER_ALONE
from goalcoach.plan.question_address import Address
from goalcoach.translation import tr


def where_lines(script: Script, state: State) -> tuple[WhereLine, ...]:
    """Return a line for each question of the visit, in script order, then for each set aside.

    Items of kind `say` are left out; so are cells that are set aside. Of a private part that is
    over or waits there is one line, and one of the questions that a section leaves out today.
    """
    asked = walk(script, state)
    # Behind a closed gate nothing is set aside: a visit that ends there keeps all that was said.
    path = walk(script, state, Reach.SAID if asked.gate_closed else Reach.BEHIND_GATES)
    here = cursor_stop(asked)
    lines = {
        sort_key(path, stop.address): WhereLine(
            address=stop.address,
            phase=_phase(path, stop),
            title=_where_title(path, stop),
            status=status_of(path, stop),
            detail=_detail(path, stop),
            returning=state.entry(stop.address).skip is SkipReason.NOT_NOW,
            current=here is not None and stop.address == here.address,
            behind_gate=stop.address not in asked.index,
            said=say_words(path, stop),
        )
        for stop in path.stops
        if stop.item.kind is not Kind.SAY and not path.is_sealed(stop)
    }
    beside = {sort_key(path, line.address): line for line in _private(path, here)}
    beside |= {sort_key(path, line.address): line for line in _left_out(path, asked)}
    return (*(line for _, line in sorted((lines | beside).items())), *_set_aside(path))


def _phase(path: Path, stop: Stop) -> str:
    phase = path.phase(stop)
    return path.phase_title(phase) if phase else ""


def _private(path: Path, here: Stop | None) -> list[WhereLine]:
    """One line for the private questions of a section that are over or wait."""
    lines: dict[str, WhereLine] = {}
    sealed = [stop for stop in path.stops if path.is_sealed(stop)]
    for stop in (*sealed, *path.waiting):
        section = stop.place.section.id
        mine = [one for one in sealed if one.place.section.id == section]
        gate = next((one for one in mine if one.item.gate is not None), stop)
        waits = any(one.place.section.id == section for one in path.waiting)
        chosen = path.script.private_later
        at = str(Address(*chosen.item)) if waits and chosen else gate.address
        lines.setdefault(
            section,
            WhereLine(
                at,
                _phase(path, stop),
                tr("The private part"),
                Status.WAITING if waits else Status.ANSWERED,
                tr(LATER_ALONE) if waits else tr("done", context="private_part"),
                current=here is not None and here in mine,
            ),
        )
    return list(lines.values())


def _left_out(path: Path, asked: Path) -> list[WhereLine]:
    """One line a section for what the short path leaves out."""
    sections: dict[str, list[Stop]] = {}
    known = {stop.address for stop in asked.left_out}
    for stop in path.left_out:
        if stop.item.kind is not Kind.SAY and stop.address not in path.index:
            sections.setdefault(stop.place.section.id, []).append(stop)
    return [
        WhereLine(
            stops[0].address,
            _phase(path, stops[0]),
            words(path, stops[0].place.section.title, None, stops[0].place),
            Status.LEFT_OUT,
            tr("1 question") if len(stops) == 1 else tr("{count} questions", count=len(stops)),
            behind_gate=stops[0].address not in known,
            said=" ".join(f"{label(path, one)} {say_words(path, one)}" for one in stops),
        )
        for stops in sections.values()
    ]


def _detail(path: Path, stop: Stop) -> str:
    entry = path.state.entry(stop.address)
    if entry.skip is not None:
        return path.script.skips[entry.skip]
    if stop.item.kind is Kind.ROSTER:
        rows = path.live_rows(stop.item, stop.address, stop.place)
        if not rows and entry.answered:
            return tr("nothing named")  # Enter passed the list: that is an answer, and no more
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
    waiting = {stop.address for stop in path.waiting}
    for address, entry in path.state.entries.items():
        if address in path.index or address in waiting or (entry.value is None and not entry.draft):
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
        lines.append(WhereLine(address, phase, title, Status.SET_ASIDE, tr("kept, not asked now")))
    return lines
