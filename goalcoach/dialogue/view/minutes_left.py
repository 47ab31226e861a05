"""How many minutes a visit has still to go: what is still to come, at this visit's own pace.

Counts what is open, wherever the cursor stands, by the figures of `reading_time`. An answer that
is still to be typed has the length of those in the made-up visits, as `scripts/hour` prints them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine.event import Answered
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.dialogue.engine.state import advance
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.piping import Template, render
from goalcoach.dialogue.script.script import Item, Script, Section
from goalcoach.dialogue.view.reading_time import Load, load_of
from goalcoach.dialogue.view.screen import Screen
from goalcoach.plan.question_address import Address

EXPECTED_WORDS = {
    Kind.SAY: 0,
    Kind.TEXT: 9,
    Kind.LONG_TEXT: 29,
    Kind.CHOICE: 0,
    Kind.MULTI: 0,
    Kind.SCALE: 0,
    Kind.NUMBER: 0,
    Kind.DATE: 0,
    Kind.LIST: 10,
    Kind.ROSTER: 0,
}
"""Words typed at a question of that kind, left ones included: the mean of the made-up visits."""
EXPECTED_ROWS = 1.4
"""Rows of a roster that has none yet, required or not: the mean of the made-up visits."""
TRUSTED_AT_FIRST = 8
"""Minutes by the figures that weigh as much as those of this visit: a pace grows in, and no single
answer makes the clock jump."""
SLOWEST, QUICKEST = 2.0, 0.6
"""How far the pace may be from that of the figures: a long talk is no reading speed."""
_NOTHING = Load()


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
    load = to_come(short, short.stops[short.index[here.address]]) + _asked(path, asked)
    return math.ceil(load.minutes * pace(path, spent) - 1e-9)


def to_come(path: Path, here: Stop | None) -> Load:
    """Return what is still to be asked of a visit that stands at `here`.

    That is each open question of the path, but not those passed over on the way to `here`, and
    what is sure to come without being on the path yet, such as the parts about a goal to be named.
    """
    waiting = _waiting(path, here)
    asked = (_still_asked(path, stop) for stop in waiting.values())
    return sum(_sure_to_come(path, waiting), sum(asked, _NOTHING))


def _waiting(path: Path, here: Stop | None) -> dict[str, Stop]:
    """The open questions of the path by address, without those passed over, and the private ones
    that wait until the two are alone.
    """
    end = path.index[here.address] if here else len(path.stops)
    passed = path.state.passed
    if "" in passed:  # where the cursor begins: at the first question
        passed |= {path.stops[0].address}
    stops = [
        stop
        for number, stop in enumerate(path.stops)
        if number >= end or stop.address not in passed
    ]
    return {one.address: one for one in (*stops, *path.waiting) if is_unanswered(path, one)}


def is_unanswered(path: Path, stop: Stop) -> bool:
    """Return True for a question that is asked and was neither answered nor skipped."""
    entry = path.state.entry(stop.address)
    return not stop.folded and not entry.told


def pace(path: Path, spent: float) -> float:
    """Return how many times the figures' time this visit takes, by what was answered so far.

    Answers count with the length they were expected to have, as those to come do: who tells more
    than most will go on so. 1 at the start, and where the time is not known.
    """
    if spent <= 0:
        return 1.0
    asked = (_was_asked(path, stop) for stop in path.stops if _is_answered(path, stop))
    done = sum(asked, _NOTHING).minutes
    found = (spent / 60 + TRUSTED_AT_FIRST) / (done + TRUSTED_AT_FIRST)
    return min(max(found, QUICKEST), SLOWEST)


def _is_answered(path: Path, stop: Stop) -> bool:
    return path.state.entry(stop.address).answered


def _still_asked(path: Path, stop: Stop) -> Load:
    """What an open question asks, with the rows that a roster without any will have."""
    item, place = stop.item, stop.place
    if item.kind is not Kind.ROSTER:
        return _asked(path, stop)
    if path.live_rows(item, stop.address, place):
        return _cost(path, item).more
    rows = path.rows(item, stop.address, place)
    return _cost(path, item).asked if rows else _unasked(path, item)


def _was_asked(path: Path, stop: Stop) -> Load:
    """What an answered question asked; of a roster once more after each row."""
    rows = path.live_rows(stop.item, stop.address, stop.place) if stop.item.fields else ()
    return _asked(path, stop) + _cost(path, stop.item).more * len(rows)


def _asked(path: Path, stop: Stop) -> Load:
    """One showing of a question; what the last plan offers is kept with a key, not typed."""
    load = _cost(path, stop.item).asked
    if not load.typed or path.proposal(stop) is None:
        return load
    return replace(load, typed=0)


def _unasked(path: Path, item: Item) -> Load:
    """What a question asks that nothing was said at, its rows to come included.

    The first field of a row is typed into the roster itself. What is asked on a condition, or left
    open on this path, is not counted.
    """
    cost = _cost(path, item)
    if item.kind is not Kind.ROSTER:
        return cost.asked
    fields = [one for one in item.fields[1:] if one.when is None and not path.leaves_out(one)]
    row = sum(
        (_cost(path, one).asked for one in fields),
        cost.more + Load(typed=EXPECTED_WORDS[Kind.TEXT]),
    )
    return cost.asked + row * max(EXPECTED_ROWS, item.rows[0])


@dataclass(frozen=True, slots=True)
class _Cost:
    """What a question asks when it is shown, and what a roster asks after each row."""

    asked: Load
    more: Load


def _cost(path: Path, item: Item) -> _Cost:
    return _costs(path.script)[item.section, item.roster, item.id]


@lru_cache(maxsize=4)
def _costs(script: Script) -> Mapping[tuple[str, str, str], _Cost]:
    """Each question of a script by section, roster and item, with the fallbacks in its words.

    Reckoned once, for the clock is read at each key, and a name in a sentence is a word or two.
    """
    items = [item for section in script.sections.values() for item in section.items]
    return {
        (one.section, one.roster, one.id): _Cost(
            _showing(one, one.words.say, EXPECTED_WORDS.get(one.kind, 0)),
            _showing(one, one.words.ask_more),
        )
        for item in items
        for one in (item, *item.fields)
    }


def _showing(item: Item, words: Template, typed: float = 0) -> Load:
    asked = Screen(
        address="",
        kind=item.kind,
        title="",
        say=render(words, lambda _: ""),
        low=item.low,
        high=item.high,
        anchors=item.anchors,
    )
    return load_of(asked, typed)


def _sure_to_come(path: Path, waiting: Mapping[str, Stop]) -> Iterator[Load]:
    """What is not on the path yet, and is sure to come if the gate opens and a row is named."""
    gate = path.stops[path.index[path.gate_closed]] if path.gate_closed else None
    if gate is not None:
        if gate.address not in waiting:
            return
        items = gate.place.section.items
        for one in items[items.index(gate.item) + 1 :]:
            yield from _unless_ruled_out(path, one, gate.place)
    on_path = {stop.place.section.id for stop in path.stops}
    visit = path.state.start.visit
    for section_id in path.script.order.get(visit, ()):
        section = path.script.sections[section_id]
        if section_id not in on_path and visit in section.visits:
            for place in _places(path, section, waiting):
                for one in section.items:
                    yield from _unless_ruled_out(path, one, place)


def _places(path: Path, section: Section, waiting: Mapping[str, Stop]) -> list[Position]:
    """Where a section that is not on the path will be asked: once a row, or once for a row that
    its roster still waits for."""
    each = section.each
    if each is None or each.of is None:
        places = [Position(section)]
    else:
        roster = path.script.item(*each.of)
        rows = path.loop_rows(roster) if roster else ()
        here = [Position(section, row) for row in rows]
        places = [one for one in here if path.test(each.where, None, one) is True]
        of = str(Address(*each.of))
        if not rows and (of in waiting or of not in path.index):
            places = [Position(section)]
    return [one for one in places if path.test(section.when, None, one) is True]


def _unless_ruled_out(path: Path, item: Item, place: Position) -> Iterator[Load]:
    """What an item will ask, unless it is for the other visit, its condition is not true yet, or
    the short path leaves it out.
    """
    if path.leaves_out(item) or path.state.start.visit not in item.visits:
        return
    if path.test(item.when, Stop.at(place, item), place) is True:
        yield _unasked(path, item)
