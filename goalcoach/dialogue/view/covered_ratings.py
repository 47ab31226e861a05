"""When the ratings of last time and of the others are shown: once all of the group have answered.

So no one follows another's number, nor their own of last time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.script_words import label
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.view.screen import Cover, RatedView, Reveal


def reveal_at(path: Path, stop: Stop) -> Reveal:
    """Return the last rating and the other raters', or that they are covered.

    That they are until all of the group have answered or skipped.
    """
    return _revealed(path, stop, _group(path, stop)) if stop.item.kind is Kind.SCALE else Reveal()


def rated_beside(path: Path, stop: Stop) -> RatedView | None:
    """Return the patient's rating of the same round with what stands beside it; None elsewhere.

    Of its group only numbers count: words that nobody chose hide none.
    """
    if stop.item.panel != "ratings":
        return None
    scales = [
        one
        for one in path.stops
        if one.place == stop.place and one.item.kind is Kind.SCALE and one.item.reveal
    ]
    own = next((one for one in scales if one.item.who == "patient"), None)
    value = path.facts[own.address].value if own else None
    if own is None or value is None:
        return None
    reveal = _revealed(path, own, [one for one in _group(path, own) if one in scales])
    return RatedView(value, reveal) if reveal.cover is Cover.SHOWN else None


def _group(path: Path, stop: Stop) -> list[Stop]:
    """Return the questions whose answers are revealed together with this one, itself included."""
    if not stop.item.reveal:
        return [stop]
    return [
        one for one in path.stops if one.item.reveal == stop.item.reveal and one.place == stop.place
    ]


def _revealed(path: Path, stop: Stop, group: Sequence[Stop]) -> Reveal:
    last = path.last(stop)
    if last is None and len(group) < 2:
        return Reveal()
    for one in group:
        if not path.state.entry(one.address).told:
            return Reveal(Cover.COVERED)
    others = tuple(
        (label(path, one), value)
        for one in group
        if one is not stop and (value := path.facts[one.address].value) is not None
    )
    return Reveal(Cover.SHOWN, last, parent_day(path), others)


def parent_day(path: Path) -> date | None:
    """Return the day of the plan that the visit goes on from; None at a first visit."""
    visit = path.state.prior.get("visit")
    day = visit.get("date") if isinstance(visit, dict) else None
    return day if isinstance(day, date) else None
