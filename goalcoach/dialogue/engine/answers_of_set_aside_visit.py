"""What a visit that is kept aside has to offer: its answers, each with its place in the plan."""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.reach import Reach
from goalcoach.dialogue.engine.rebased_answers import Offer
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.script import Script


def offers_of(script: Script, state: State) -> tuple[Offer, ...]:
    """Return every answer of a visit, also those that its last answers would not have led to.

    What had been offered in it and was not answered is offered again. A private answer that no
    field of the plan holds stays where it was said.
    """
    said = {one.at: one for one in _said(walk(script, state, Reach.SAID))}
    offered = state.offers.answers
    left = (one for one in offered if one.at not in said and state.entry(one.at).skip is None)
    return (*said.values(), *left)


def _said(path: Path) -> Iterator[Offer]:
    for stop in path.stops:
        value, item = path.facts[stop.address].value, stop.item
        if value is None or item.kind in (Kind.SAY, Kind.ROSTER) or path.talks_only(stop):
            continue
        if item.private and item.fills is None:
            continue
        where, ids = _place(path, stop)
        yield Offer(stop.address, value, where, ids, item.options_from is not None)


def _place(path: Path, stop: Stop) -> tuple[str, tuple[str, ...]]:
    fills, target = stop.item.fills, path.target(stop)
    if fills is None or target is None or stop.item.marks is not None:
        return "", ()
    return fills.path, target[: len(fills.lists)]
