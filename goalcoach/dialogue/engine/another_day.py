"""A visit that is taken up on another day: what belongs to a day is open again, and words stay.

An answer to what is asked `each_day` counts on its own day alone, so it lapses. Words that were
typed there go on as a note beside the question, with their day. Of a private one nothing goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goalcoach.date_words import say_day
from goalcoach.dialogue.answer_types import TYPED
from goalcoach.dialogue.engine.event import Event, Lapsed, Noted, Resumed, Way, Went
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.navigation import first_open
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.question_commands import Events
from goalcoach.dialogue.engine.reach import Reach
from goalcoach.dialogue.engine.script_words import half_typed, value_words
from goalcoach.dialogue.engine.state import advance
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.plan.question_address import Address
from goalcoach.translation import tr


def resume(path: Path, today: date) -> Events:
    """Return the events of going on: on another day what belongs to a day is open again, and the
    talk goes on from there.
    """
    if today == path.state.today:
        return (Resumed(today),) if path.state.paused else ()
    lapsed = tuple(_lapse(path))
    events: Events = (Resumed(today), *lapsed)
    if not lapsed:
        return events
    after = walk(path.script, advance(path.state, events))
    return (*events, Went(first_open(after), Way.FRONTIER))


def _lapse(path: Path) -> Iterator[Event]:
    """Yield what opens each question of a day again, those among them that are not asked now: an
    answer of today may lead back to one, and what was said there is of another day.
    """
    state, said = path.state, walk(path.script, path.state, Reach.SAID)
    for at in dict.fromkeys((*state.entries, *(at for at, _ in state.acks))):
        if not _is_of_a_day(path, at):
            continue
        stop = said.stops[said.index[at]] if at in said.index else None
        words = _words(said, stop) if stop else ""
        if words:
            note = tr("On {day}: {words}", day=say_day(state.today), words=words)
            yield Noted(at, "\n".join(filter(None, (state.entry(at).note, note))))
        if words or state.entry(at).told or any(one == at for one, _ in state.acks):
            yield Lapsed(at)


def _is_of_a_day(path: Path, key: str) -> bool:
    at = Address.read(key)
    item = path.script.item(at.section, at.item) if at and not at.cell else None
    return item is not None and item.each_day


def _words(path: Path, stop: Stop) -> str:
    """Return the words typed at a question, half typed ones too; "" if no note may keep them."""
    if stop.item.private or not path.keeps_words(stop):
        return ""
    value = path.state.entry(stop.address).value
    answer = value_words(path, stop, value) if stop.item.kind in TYPED else ""
    return "\n".join(filter(None, (answer, half_typed(path, stop))))
