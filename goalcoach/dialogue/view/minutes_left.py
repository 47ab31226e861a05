"""How many minutes a visit has still to go: what is still to come, at this visit's own pace.

Counts what is open, wherever the cursor stands, by what each question asks (`question_cost`). In
the stretches that a path shares with others it is added up once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine.event import Answered
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.dialogue.engine.state import advance
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.script import Item, Section
from goalcoach.dialogue.view.question_cost import (
    NOTHING,
    answered_load,
    is_unanswered,
    open_load,
    shown_load,
    unasked_load,
)
from goalcoach.dialogue.view.reading_time import Load
from goalcoach.dialogue.view.stretch_sums import sums_of
from goalcoach.plan.question_address import Address

TRUSTED_AT_FIRST = 8
"""Minutes by the figures that weigh as much as those of this visit: a pace grows in, and no single
answer makes the clock jump."""
SLOWEST, QUICKEST = 2.0, 0.6
"""How far the pace may be from that of the figures: a long talk is no reading speed."""


def minutes_left(path: Path, here: Stop | None, spent: float) -> int:
    """Return whole minutes of a visit that stands at `here` (None: the closing step).

    0 only once nothing is to come. `spent` is what the visit took so far, in seconds; 0 if that
    is not known.
    """
    return math.ceil(to_come(path, here).minutes * pace(path, spent) - 1e-9)


def shortest(path: Path, here: Stop | None, spent: float) -> int:
    """Return whole minutes of the short path while the two have not said how long they have.

    0 once they have, or went on without saying so, and where no answer makes it shorter.
    """
    chosen = path.script.short
    at = str(Address(*chosen.item)) if chosen else ""
    if chosen is None or here is None or at not in path.index:
        return 0
    asked = path.stops[path.index[at]]
    if not is_unanswered(path, asked) or path.index[here.address] > path.index[at]:
        return 0
    short = walk(path.script, advance(path.state, (Answered(at, chosen.options[0]),)))
    if here.address not in short.index:
        return 0
    load = to_come(short, short.stops[short.index[here.address]]) + shown_load(path, asked)
    return math.ceil(load.minutes * pace(path, spent) - 1e-9)


def to_come(path: Path, here: Stop | None) -> Load:
    """Return what is still to be asked of a visit that stands at `here`.

    That is each open question of the path, but not those passed over on the way to `here`, and
    what is sure to come without being on the path yet, such as the parts about a goal to be named.
    """
    end = path.index[here.address] if here else len(path.stops)
    passed = path.state.passed
    if "" in passed:  # where the cursor begins: at the first question
        passed |= {path.stops[0].address}
    waiting = _waiting(path, end, passed)
    loads = [open_load(path, stop) for stop in waiting.values()]
    for begin, walked in path.stretches:
        sums = sums_of(path, walked)
        if begin >= end or passed.isdisjoint(sums.open):
            loads.append(sums.still_asked)
        else:
            loads += [
                open_load(path, stop)
                for address, stop in sums.open.items()
                if path.index[address] >= end or address not in passed
            ]
    return sum(_sure_to_come(path, waiting), sum(loads, NOTHING))


def _waiting(path: Path, end: int, passed: frozenset[str]) -> dict[str, Stop]:
    """The open questions outside the stretches by address, without those `passed` over before
    `end`, and the private ones that wait until the two are alone.
    """
    stops = [stop for number, stop in path.loose() if number >= end or stop.address not in passed]
    return {one.address: one for one in (*stops, *path.waiting) if is_unanswered(path, one)}


def pace(path: Path, spent: float) -> float:
    """Return how many times the figures' time this visit takes, by what was answered so far.

    Answers count with the length they were expected to have, as those to come do: who tells more
    than most will go on so. 1 at the start, and where the time is not known.
    """
    if spent <= 0:
        return 1.0
    answered = (stop for _, stop in path.loose() if path.state.entry(stop.address).answered)
    asked = sum((answered_load(path, stop) for stop in answered), NOTHING)
    done = sum((sums_of(path, one).was_asked for _, one in path.stretches), asked).minutes
    found = (spent / 60 + TRUSTED_AT_FIRST) / (done + TRUSTED_AT_FIRST)
    return min(max(found, QUICKEST), SLOWEST)


def _sure_to_come(path: Path, waiting: Mapping[str, Stop]) -> Iterator[Load]:
    """What is not on the path yet, and is sure to come if the gate opens and a row is named."""
    gate = path.stops[path.index[path.gate_closed]] if path.gate_closed else None
    if gate is not None:
        if gate.address not in waiting:
            return
        items = gate.place.section.items
        for one in items[items.index(gate.item) + 1 :]:
            yield from _unless_ruled_out(path, one, gate.place)
    firsts = (walked.stops[0] for _, walked in path.stretches if walked.stops)
    on_path = {stop.place.section.id for stop in (*firsts, *(one for _, one in path.loose()))}
    visit = path.state.start.visit
    for section_id in path.script.order.get(visit, ()):
        section = path.script.sections[section_id]
        if section_id not in on_path and visit in section.visits:
            for place in _places(path, section, waiting):
                for one in section.items:
                    yield from _unless_ruled_out(path, one, place)


def _places(path: Path, section: Section, waiting: Mapping[str, Stop]) -> list[Position]:
    """Where a section that is not on the path will be asked: once a row, or once for a row that
    its roster still waits for. Which of the rows that were named before the gate was asked anew
    lie on the path is not known until it opens again: at least the first.
    """
    each = section.each
    if each is None or each.of is None:
        places = [Position(section)]
    else:
        roster = path.script.item(*each.of)
        rows = path.loop_rows(roster) if roster else ()
        here = [Position(section, row) for row in rows]
        places = [one for one in here if path.test(each.where, None, one) is True]
        of = str(Address(*each.of))
        if not rows and roster is not None and of not in path.index:
            named = path.live_rows(roster, of, Position(path.script.sections[roster.section]))
            places = [Position(section, named[0] if named else "")]
        elif not rows and of in waiting:
            places = [Position(section)]
    return [one for one in places if path.test(section.when, None, one) is True]


def _unless_ruled_out(path: Path, item: Item, place: Position) -> Iterator[Load]:
    """What an item will ask, unless it is for the other visit, its condition is not true yet, the
    short path leaves it out, or it was told before the gate was asked anew.
    """
    stop = Stop.at(place, item)
    if path.leaves_out(item) or path.state.start.visit not in item.visits:
        return
    if not path.state.entry(stop.address).told and path.test(item.when, stop, place) is True:
        rows = item.kind is Kind.ROSTER and path.live_rows(item, stop.address, place)
        yield open_load(path, stop) if rows else unasked_load(path, item)
