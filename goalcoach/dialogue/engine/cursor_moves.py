"""Where a command leads: to another question, or to more of a section."""

from __future__ import annotations

from goalcoach.dialogue.answer_types import REVIEW
from goalcoach.dialogue.engine import refusal
from goalcoach.dialogue.engine.command import Back, Frontier, Jump, Next, Return
from goalcoach.dialogue.engine.event import Jumped, Opened, Way, Went
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.navigation import (
    back_from,
    cursor_stop,
    first_open,
    next_after,
    return_point,
)
from goalcoach.dialogue.engine.question_commands import Events
from goalcoach.dialogue.engine.reach import Reach
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import advance
from goalcoach.dialogue.engine.visible_path import Path


def move(path: Path, command: Next | Back | Jump | Return | Frontier) -> Events | Refusal:
    here = cursor_stop(path)
    address = here.address if here else REVIEW
    match command:
        case Next(told):
            target = next_after(path, here, told=told)
            if target == address:
                return _gate_stays_closed(path)
            return (Went(target, Way.NEXT),)
        case Back():
            target = back_from(path, here)
            return () if target == address else (Went(target, Way.BACK),)
        case Frontier():
            target = first_open(path)
            return () if target == address else (Went(target, Way.FRONTIER),)
        case Return():
            origin = return_point(path, here)
            return (Went(origin, Way.RETURN),) if origin else ()
        case Jump(at):
            if at == REVIEW and not path.gate_closed:
                return (Went(REVIEW, Way.NEXT),)
            if at not in path.index:
                return _jump_left_out(path, at, address)
            if here is not None and path.stops[path.index[at]].home == here.address:
                return (Went(at, Way.ROW),)
            if here is not None and here.roster is not None and here.home == at:
                return (Went(at, Way.BACK),)  # from a row to its list there is no way to come back
            return (Jumped(at, address),)


def _gate_stays_closed(path: Path) -> Events | Refusal:
    """Return why going on from the last question on the path leads nowhere; () without a gate."""
    if not path.gate_closed:
        return ()
    told = path.state.entry(path.gate_closed).told
    return refusal.GATE if told else refusal.GATE_UNANSWERED


def _jump_left_out(path: Path, at: str, origin: str) -> Events | Refusal:
    """Go to a question that the short path leaves out: the rest of its section is asked then."""
    for stop in path.left_out:
        if stop.address == at:
            return (Opened(stop.place.section.id), Jumped(at, origin))
    behind = walk(path.script, path.state, Reach.BEHIND_GATES)
    if at in behind.index or any(stop.address == at for stop in behind.left_out):
        return refusal.BEHIND_GATE
    return refusal.NOTHING_HERE


def open_more(path: Path, section: str) -> Events | Refusal:
    """Open the rest of a section, and go to the first of its questions that was left out."""
    here = cursor_stop(path)
    section = section or (here.place.section.id if here else "")
    more = [stop for stop in path.left_out if stop.place.section.id == section]
    if not more:
        return refusal.NO_MORE_HERE
    events: Events = (Opened(section),)
    after = walk(path.script, advance(path.state, events))
    first = next((stop.address for stop in more if stop.address in after.index), "")
    return (*events, Went(first, Way.NEXT)) if first else events
