"""What no scenario reaches: questions, branches, options, checks and reasons to skip.

A `Coverage` watches scenarios run (`scenario_run.Watch`). A branch counts as taken each way once
its condition was true in one state and not true in another, while its part of the visit was come
by; a short visit that leaves a question out says nothing of its condition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec import Struct

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.command import Command
from goalcoach.dialogue.engine.engine import Taken
from goalcoach.dialogue.engine.fired_checks import firing
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.diagnostic import Diagnostic
from goalcoach.dialogue.script.script import Item, Script, Section

Name = tuple[str, ...]
"""Section, item, and for a field that too."""


@dataclass(slots=True)
class Coverage:
    """What was reached so far; `watch` is called with every state."""

    asked: set[Name] = field(default_factory=set)
    ways: dict[Name, set[bool]] = field(default_factory=dict)
    """Item or section with a condition → the ways that were taken there."""
    checks: set[tuple[str, ...]] = field(default_factory=set)
    skips: set[SkipReason] = field(default_factory=set)
    _seen: object = None

    def watch(
        self, script: Script, state: State, command: Command | None, outcome: Taken | Refusal | None
    ) -> None:
        """Take in one state, with the command that led there and what came of it."""
        if isinstance(outcome, Refusal) and outcome.check:
            stops = walk(script, state).stops
            at = getattr(command, "at", "")
            self.checks |= {(*_name(stop), outcome.check) for stop in stops if stop.address == at}
        path = walk(script, state)
        if self._seen is path.stops:
            return  # only the cursor moved: that makes no new pass
        self._seen = path.stops
        self.skips |= {one.skip for one in state.entries.values() if one.skip is not None}
        for stop in path.stops:
            self.asked.add(_name(stop))
            if stop.item.checks and state.entry(stop.address).answered:
                fired = (
                    check.id for hard in (False, True) for check in firing(path, stop, hard=hard)
                )
                self.checks |= {(*_name(stop), check) for check in fired}
        self._take_branches(path)

    def _take_branches(self, path: Path) -> None:
        places: dict[str, dict[tuple[str, int], Position]] = {}
        for place in (stop.place for stop in path.stops):
            there = Position(place.section, place.row, place.round)
            places.setdefault(place.section.id, {})[place.row, place.round] = there
        for section_id in path.script.order.get(path.state.start.visit, ()):
            section = path.script.sections[section_id]
            here = [*places.get(section_id, {}).values()]
            if section.when is not None:
                self.ways.setdefault((section_id,), set()).add(bool(here))
            # Its questions may all hang on a condition: then it was come by without one of them.
            place = Position(section)
            bare = not here and section.each is None and not path.gate_closed
            if bare and path.test(section.when, None, place):
                here = [place]
            for place in here:
                self._take_items(path, section, place)

    def _take_items(self, path: Path, section: Section, place: Position) -> None:
        for item in section.items:
            ways = self.ways.setdefault((section.id, item.id), set()) if item.when else set()
            if item.when and len(ways) < 2 and path.state.start.visit in item.visits:
                ways.add(path.test(item.when, Stop.at(place, item), place) is True)


def _name(stop: Stop) -> Name:
    if stop.roster is not None:
        return (stop.place.section.id, stop.roster.id, stop.item.id)
    return (stop.place.section.id, stop.item.id)


class Share(Struct, frozen=True):
    """How many of a kind of thing were reached."""

    what: str
    reached: int
    of: int


def shares(script: Script, coverage: Coverage) -> tuple[Share, ...]:
    """Return how many questions, branches, checks and skips the scenarios reached."""
    items = [name for name, _ in _items(script)]
    branches = list(_branches(script))
    checks = [one for one, _, _ in _checks(script)]
    ways = sum(len(coverage.ways.get(name, ())) for name, _ in branches)
    return (
        Share("questions", sum(name in coverage.asked for name in items), len(items)),
        Share("branches", ways, 2 * len(branches)),
        Share("checks", sum(one in coverage.checks for one in checks), len(checks)),
        Share("reasons to skip", len(coverage.skips), len(SkipReason)),
    )


def unreached(script: Script, coverage: Coverage) -> tuple[Diagnostic, ...]:
    """Return W701 for each question that was never asked, W702 for each branch taken one way only,
    check that never spoke up, and reason to skip that was never given."""
    found = [
        _at(item, "W701", name, "is asked in no scenario")
        for name, item in _items(script)
        if name not in coverage.asked
    ]
    for name, line in _branches(script):
        ways = coverage.ways.get(name, set())
        if len(ways) == 1:
            word = "is asked" if True in ways else "is left out"
            where = "/".join(name)
            message = f"{word} in every scenario that comes by: add one that goes the other way"
            found.append(Diagnostic(f"{name[0]}.toml", line, "W702", f"{where}.when", message))
    for check, name, item in _checks(script):
        if check not in coverage.checks and name in coverage.asked:
            found.append(_at(item, "W702", check, "is a check that speaks up in no scenario"))
    for reason in SkipReason:
        if reason not in coverage.skips:
            message = f"no scenario skips with “{reason.value}”"
            found.append(Diagnostic("script.toml", 1, "W702", f"skips.{reason.value}", message))
    return tuple(sorted(found))


def _at(item: Item, code: str, name: Name, message: str) -> Diagnostic:
    return Diagnostic(f"{name[0]}.toml", max(item.line, 1), code, "/".join(name), message)


def _asked_sections(script: Script) -> Iterator[Section]:
    listed = dict.fromkeys(one for ids in script.order.values() for one in ids)
    yield from (script.sections[one] for one in listed)


def _items(script: Script) -> Iterator[tuple[Name, Item]]:
    for section in _asked_sections(script):
        for item in section.items:
            yield (section.id, item.id), item
            yield from (((section.id, item.id, one.id), one) for one in item.fields)


def _branches(script: Script) -> Iterator[tuple[Name, int]]:
    """Yield each section and question that hangs on a condition, with its line."""
    for section in _asked_sections(script):
        if section.when is not None:
            yield (section.id,), 1
        yield from (
            ((section.id, item.id), max(item.line, 1))
            for item in section.items
            if item.when is not None
        )


def _checks(script: Script) -> Iterator[tuple[tuple[str, ...], Name, Item]]:
    for name, item in _items(script):
        yield from (((*name, check.id), name, item) for check in item.checks)
