"""Which place of the plan a question is about, and whether it stays off the patient's papers."""

from __future__ import annotations

from goalcoach.dialogue.engine import refusal
from goalcoach.dialogue.engine.event import KeptOffPaper
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.prior_plan import prior_value
from goalcoach.dialogue.engine.question_commands import Events
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.plan.off_paper import has_rows, write_place


def place_of(path: Path, stop: Stop, row: str = "") -> str:
    """Return the place that the question fills, or a `row` of it; "" if it fills none.

    Of a field of a row it is the row: half an if-then plan helps nobody. A list whose rows have no
    ids stays whole.
    """
    fills = (stop.roster or stop.item).fills
    if fills is None or stop.item.marks is not None:
        return ""
    ids = path.ids(stop.place) if stop.roster is not None else path.target(stop) or ()
    around = len(fills.lists)
    named = (*ids[:around], *(ids[around:] if stop.roster else ()), *((row,) if row else ()))
    return write_place(fills.path, named if has_rows(fills.path) else named[:around])


def off_paper(path: Path) -> tuple[str, ...]:
    """Return the places that stay off the patient's papers: the last plan's, as changed today."""
    stood = prior_value(path.state.prior, "off_paper", ())
    standing = {str(one): True for one in stood} if isinstance(stood, tuple) else {}
    return tuple(place for place, off in {**standing, **path.state.off_paper}.items() if off)


def stays_off(path: Path, stop: Stop) -> bool:
    """Return True if what the question fills, or the row it is in, stays off the papers."""
    return place_of(path, stop) in off_paper(path)


def keep_off(path: Path, stop: Stop, row: str, *, off: bool) -> Events | Refusal:
    if row and row not in path.rows(stop.item, stop.address, stop.place):
        return refusal.NO_SUCH_ROW
    place = place_of(path, stop, row)
    if not place or stop.item.private:
        return refusal.NOT_ON_PAPER
    return () if (place in off_paper(path)) is off else (KeptOffPaper(place, off),)
