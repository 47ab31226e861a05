"""How far the visit is: phases and minutes, never a percentage of questions."""

from __future__ import annotations

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.visible_path import KEPT_ASIDE, Path
from goalcoach.dialogue.script.script import Section
from goalcoach.dialogue.view.minutes_left import is_unanswered, minutes_left, shortest
from goalcoach.dialogue.view.screen import PhaseView, VisitProgress


def progress(path: Path, here: Stop | None, spent: float) -> VisitProgress:
    """Return how far a visit is that stands at `here` (None: the closing step).

    Phases and items are counted from 1; folded cells are not counted. `spent` is what the visit
    took so far, in seconds; 0 if that is not known.
    """
    ids = _phase_ids(path)
    current = path.phase(here) if here else ids[-1] if ids else ""
    position = path.index[here.address] if here else len(path.stops)
    by_phase: dict[str, list[Stop]] = {phase: [] for phase in ids}
    for stop in path.stops:
        by_phase[path.phase(stop)].append(stop)
    views = tuple(_phase(path, phase, by_phase[phase], position, current) for phase in ids)
    stops = [stop for stop in by_phase.get(current, []) if not stop.folded]
    item = next((n for n, stop in enumerate(stops, 1) if stop is here), len(stops))
    phase = ids.index(current) + 1 if current in ids else 0
    minutes, least = minutes_left(path, here, spent), shortest(path, here, spent)
    return VisitProgress(views, phase, item, len(stops), minutes, least)


def _phase_ids(path: Path) -> list[str]:
    visit = path.state.start.visit
    sections = [path.script.sections[one] for one in path.script.order.get(visit, ())]
    ids = list(dict.fromkeys(one.phase for one in sections if visit in one.visits))
    return [*ids[:-1], KEPT_ASIDE, *ids[-1:]] if path.from_aside else ids


def _phase(path: Path, phase: str, stops: list[Stop], position: int, current: str) -> PhaseView:
    open_ = [stop for stop in stops if is_unanswered(path, stop)]
    behind = [
        stop
        for stop in open_
        if path.index[stop.address] < position
        and stop.item.kind is not Kind.SAY
        and not path.is_sealed(stop)
    ]
    return PhaseView(
        phase,
        path.phase_title(phase),
        done=bool(stops) and not open_,
        current=phase == current,
        open=len(behind),
        protects=any(one.protects for one in _sections(path, phase)),
        there=_is_there(path, phase, stops),
        later=any(path.phase(stop) == phase for stop in path.waiting),
    )


def _sections(path: Path, phase: str) -> list[Section]:
    order = path.script.order.get(path.state.start.visit, ())
    sections = (path.script.sections[one] for one in order)
    return [one for one in sections if one.phase == phase]


def _is_there(path: Path, phase: str, stops: list[Stop]) -> bool:
    """Return True if each section that protects is asked, and the core of each is answered."""
    wanted = {one.id for one in _sections(path, phase) if one.protects}
    core = [
        stop
        for stop in stops
        if stop.place.section.id in wanted
        and stop.item.core
        and stop.roster is None
        and stop.item.kind is not Kind.SAY
    ]
    asked = {stop.place.section.id for stop in core}
    return asked == wanted and all(path.facts[stop.address].value is not None for stop in core)
