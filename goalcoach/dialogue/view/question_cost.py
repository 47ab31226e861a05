"""What one question asks of the two: words read aloud, words typed, a moment to think.

By the figures of `reading_time`. An answer that is still to be typed has the length of those in the
made-up visits, as `scripts/hour` prints them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.piping import Template, render
from goalcoach.dialogue.script.script import Item, Script
from goalcoach.dialogue.view.reading_time import Load, load_of
from goalcoach.dialogue.view.screen import Screen

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
NOTHING = Load()
"""What no question asks."""


def is_unanswered(path: Path, stop: Stop) -> bool:
    """Return True for a question that is asked and was neither answered nor skipped."""
    entry = path.state.entry(stop.address)
    return not stop.folded and not entry.told


def open_load(path: Path, stop: Stop) -> Load:
    """Return what an open question asks, with the rows that a roster without any will have."""
    item, place = stop.item, stop.place
    if item.kind is not Kind.ROSTER:
        return shown_load(path, stop)
    if path.live_rows(item, stop.address, place):
        return _cost(path, item).more
    rows = path.rows(item, stop.address, place)
    return _cost(path, item).asked if rows else unasked_load(path, item)


def answered_load(path: Path, stop: Stop) -> Load:
    """Return what an answered question asked; of a roster once more after each row."""
    rows = path.live_rows(stop.item, stop.address, stop.place) if stop.item.fields else ()
    return shown_load(path, stop) + _cost(path, stop.item).more * len(rows)


def shown_load(path: Path, stop: Stop) -> Load:
    """Return what one showing of a question asks.

    What the last plan offers is kept with a key, not typed.
    """
    load = _cost(path, stop.item).asked
    if not load.typed or path.proposal(stop) is None:
        return load
    return replace(load, typed=0)


def unasked_load(path: Path, item: Item) -> Load:
    """Return what a question asks that nothing was said at, its rows to come included.

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


def reckon_ahead(script: Script) -> None:
    """Have at hand what each question of a script asks: its first page would wait for it."""
    _costs(script)


class _Cost(Struct, frozen=True):
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
