"""What the clock and the rail count, added up once for each stretch that paths share.

All of it hangs on the same as the stretch itself, so it holds wherever that is on a path.
"""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from msgspec import Struct

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.engine.walked_stretch import WalkedStretch
from goalcoach.dialogue.view.question_cost import (
    NOTHING,
    answered_load,
    is_unanswered,
    open_load,
)
from goalcoach.dialogue.view.reading_time import Load


class StretchSums(Struct, frozen=True):
    """The open questions of a stretch by address, and what its questions ask and asked."""

    open: Mapping[str, Stop]
    still_asked: Load
    was_asked: Load
    to_answer: int
    """Open questions that are no mere words, private ones left out."""
    private: tuple[Stop, ...]
    """The private ones, of which only the path knows whether they are out of sight."""
    core: tuple[Stop, ...]
    """Questions of the core, answered or not, that are no mere words."""


_known: WeakKeyDictionary[WalkedStretch, StretchSums] = WeakKeyDictionary()


def sums_of(path: Path, walked: WalkedStretch) -> StretchSums:
    """Return the sums of a stretch that is on `path`; remembered as long as the stretch is."""
    sums = _known.get(walked)
    if sums is None:
        sums = _known[walked] = _add_up(path, walked)
    return sums


def _add_up(path: Path, walked: WalkedStretch) -> StretchSums:
    open_ = {one.address: one for one in walked.stops if is_unanswered(path, one)}
    answered = [one for one in walked.stops if path.state.entry(one.address).answered]
    asked = [one for one in walked.stops if one.item.kind is not Kind.SAY]
    waiting = [one for one in asked if one.address in open_]
    return StretchSums(
        open_,
        sum((open_load(path, one) for one in open_.values()), NOTHING),
        sum((answered_load(path, one) for one in answered), NOTHING),
        sum(not one.item.private for one in waiting),
        tuple(one for one in waiting if one.item.private),
        tuple(one for one in asked if one.item.core),
    )
