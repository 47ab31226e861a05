"""How far the visit is: phases and minutes, never a percentage of questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.visible_path import KEPT_ASIDE, Path
from goalcoach.dialogue.engine.walked_stretch import WalkedStretch
from goalcoach.dialogue.script.script import Section
from goalcoach.dialogue.view.minutes_left import minutes_left, shortest
from goalcoach.dialogue.view.question_cost import is_unanswered
from goalcoach.dialogue.view.screen import PhaseView, VisitProgress
from goalcoach.dialogue.view.stretch_sums import sums_of


def progress(path: Path, here: Stop | None, spent: float) -> VisitProgress:
    """Return how far a visit is that stands at `here` (None: the closing step).

    Phases and items are counted from 1; folded cells are not counted. `spent` is what the visit
    took so far, in seconds; 0 if that is not known.
    """
    ids = _phase_ids(path)
    current = path.phase(here) if here else ids[-1] if ids else ""
    position = path.index[here.address] if here else len(path.stops)
    tallies = _count(path, ids, position)
    views = tuple(_phase(path, phase, tallies[phase], current) for phase in ids)
    now = tallies.get(current, _Tally())
    passed = here is None or here.folded
    item = now.shown if passed else now.shown_before + 1
    phase = _begun(path, ids, here) if current in ids else 0
    minutes, least = minutes_left(path, here, spent), shortest(path, here, spent)
    return VisitProgress(views, phase, item, now.shown, minutes, least)


def _phase_ids(path: Path) -> list[str]:
    visit = path.state.start.visit
    sections = [path.script.sections[one] for one in path.script.order.get(visit, ())]
    ids = list(dict.fromkeys(one.phase for one in sections if visit in one.visits))
    return [*ids[:-1], KEPT_ASIDE, *ids[-1:]] if path.from_aside else ids


def _begun(path: Path, ids: list[str], here: Stop | None) -> int:
    """Return how many phases have begun once a visit stands at `here`.

    A phase may have a part that comes after later phases; the number does not run back for it.
    """
    if here is None:
        return len(ids)
    order = path.script.order.get(path.state.start.visit, ())
    sections = takewhile(lambda one: one != here.place.section.id, order)
    begun = [path.script.sections[one].phase for one in sections]
    return max(ids.index(one) + 1 for one in (*begun, path.phase(here)) if one in ids)


@dataclass(slots=True)
class _Tally:
    """What is counted of one phase; `before` and `behind` mean before the cursor."""

    stops: int = 0
    shown: int = 0
    shown_before: int = 0
    open: int = 0
    behind: int = 0
    core: list[Stop] = field(default_factory=list)
    """The core of its sections; of mere words and of the rows of a list there is none."""

    def add(self, path: Path, stop: Stop, *, before: bool) -> None:
        """Count a stop that is in no stretch."""
        self.stops += 1
        self.shown += not stop.folded
        self.shown_before += before and not stop.folded
        said = stop.item.kind is Kind.SAY
        if is_unanswered(path, stop):
            self.open += 1
            self.behind += before and not said and not path.is_sealed(stop)
        if stop.item.core and stop.roster is None and not said:
            self.core.append(stop)

    def add_stretch(self, path: Path, walked: WalkedStretch, before: int) -> None:
        """Count a stretch of which that many stops are before the cursor."""
        sums = sums_of(path, walked)
        self.stops += len(walked.stops)
        self.shown += len(walked.stops)
        self.shown_before += before
        self.open += len(sums.open)
        self.core += sums.core
        if before == len(walked.stops):
            self.behind += sums.to_answer
            self.behind += sum(not path.is_sealed(stop) for stop in sums.private)
            return
        self.behind += sum(
            stop.address in sums.open
            and stop.item.kind is not Kind.SAY
            and not path.is_sealed(stop)
            for stop in walked.stops[:before]
        )


def _count(path: Path, phases: list[str], position: int) -> Mapping[str, _Tally]:
    """Return the tally of each phase for a cursor at `position`."""
    tallies = {phase: _Tally() for phase in phases}
    for number, stop in path.loose():
        tallies[path.phase(stop)].add(path, stop, before=number < position)
    for begin, walked in path.stretches:
        if walked.stops:
            before = min(max(position - begin, 0), len(walked.stops))
            tallies[path.phase(walked.stops[0])].add_stretch(path, walked, before)
    return tallies


def _phase(path: Path, phase: str, tally: _Tally, current: str) -> PhaseView:
    return PhaseView(
        phase,
        path.phase_title(phase),
        done=bool(tally.stops) and not tally.open,
        current=phase == current,
        open=tally.behind,
        protects=any(one.protects for one in _sections(path, phase)),
        there=_is_there(path, phase, tally.core),
        later=any(path.phase(stop) == phase for stop in path.waiting),
    )


def _sections(path: Path, phase: str) -> list[Section]:
    order = path.script.order.get(path.state.start.visit, ())
    sections = (path.script.sections[one] for one in order)
    return [one for one in sections if one.phase == phase]


def _is_there(path: Path, phase: str, core: list[Stop]) -> bool:
    """Return True if each section that protects is asked, and the core of each is answered."""
    wanted = {one.id for one in _sections(path, phase) if one.protects}
    core = [stop for stop in core if stop.place.section.id in wanted]
    asked = {stop.place.section.id for stop in core}
    return asked == wanted and all(path.facts[stop.address].value is not None for stop in core)
