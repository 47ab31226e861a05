"""The end of a scenario: the plan that it makes, and what was expected of path and plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from typing import Protocol

from goalcoach.dialogue.engine.command import Close
from goalcoach.dialogue.engine.engine import step
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.scenario.failure_words import stranger_words, unasked_words
from goalcoach.dialogue.scenario.scenario_file import Expected
from goalcoach.dialogue.script.script import Script
from goalcoach.errors import GoalcoachError
from goalcoach.plan.conversion import to_tree
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.next_version import Header, close

PATIENT = "rowan-17"
DIGEST = f"sha256:{'0' * 64}"
"""The digest of a plan that is on no disk."""
DONE = "done"
_STEP = re.compile(r"([^.\[\]]+)|\[(\d{1,4})\]")
_MINUTES = 30


class AnyTrial(Protocol):
    """A scenario at its end."""

    @property
    def script(self) -> Script: ...
    @property
    def state(self) -> State: ...
    def find(self, name: str) -> Stop | None: ...
    def fail(self, line: int, message: str) -> None: ...


def plan_at_end(script: Script, state: State, parent: Plan | None) -> Plan | str:
    """Return the plan of a visit that ends here, or why it makes none."""
    done = not isinstance(step(script, state, Close()), Refusal)
    header = Header(
        patient=PATIENT,
        version=parent.version + 1 if parent else 1,
        parent=(parent.version, DIGEST) if parent else None,
        created=datetime.combine(state.today, time(12), UTC),
        script_id=script.id,
        script_version=script.version,
        script_digest=script.digest,
        language=script.language,
        tool="goalcoach",
        kind="review" if state.start.visit == "review" else "first",
        day=state.today,
        minutes=_MINUTES,
        status="done" if done else "incomplete",
        reason="" if done else "stopped",
    )
    try:
        return close(parent, harvest(script, state, unfinished=not done), header)
    except GoalcoachError as problem:
        return problem.sentence


def compare_end(trial: AnyTrial, expected: Expected, plan: Plan | str) -> None:
    """Note what is not as expected at the end."""
    path = walk(trial.script, trial.state)
    for message in (*_path_faults(trial, expected, path), *_plan_faults(expected, plan)):
        trial.fail(expected.line_of(message.partition(":")[0]), message)
    if expected.close:
        refused = step(trial.script, trial.state, Close())
        got = refused.code if isinstance(refused, Refusal) else DONE
        if got != expected.close:
            why = f": {refused.sentence}" if isinstance(refused, Refusal) else ""
            trial.fail(
                expected.line_of("close"), f"close: “{expected.close}” expected, it is “{got}”{why}"
            )


def _path_faults(trial: AnyTrial, expected: Expected, path: Path) -> Iterator[str]:
    asked = [stop.address for stop in path.stops]
    if expected.path is not None:
        wanted = list(expected.path)
        stops = [trial.find(name) for name in wanted]
        found = [stop.address if stop else name for stop, name in zip(stops, wanted, strict=True)]
        if found != asked:
            yield f"path: {_first_difference(found, asked)}"
    for name in expected.asked:
        if trial.find(name) is None:
            yield f"asked: {unasked_words(trial.script, trial.state, name)}"
    for name in expected.not_asked:
        if trial.find(name) is not None:
            yield f"not_asked: “{name}” is asked"
        elif stranger := stranger_words(trial.script, name):
            yield f"not_asked: {stranger}"
    if expected.set_aside is not None:
        entries = trial.state.entries.items()
        aside = {at for at, one in entries if one.value is not None and at not in path.index}
        for name in sorted(aside - set(expected.set_aside)):
            yield f"set_aside: “{name}” is set aside too"
        for name in sorted(set(expected.set_aside) - aside):
            yield f"set_aside: “{name}” is not set aside"


def _first_difference(wanted: list[str], asked: list[str]) -> str:
    for number, (one, other) in enumerate(zip(wanted, asked, strict=False), 1):
        if one != other:
            return f"question {number} is “{other}”, and “{one}” was expected"
    if len(asked) > len(wanted):
        return f"“{asked[len(wanted)]}” is asked too"
    return f"“{wanted[len(asked)]}” is not asked"


def _plan_faults(expected: Expected, plan: Plan | str) -> Iterator[str]:
    if isinstance(plan, str):
        if expected.plan or expected.absent:
            yield f"plan: none can be made. {plan}"
        return
    tree = to_tree(plan)
    for place, value in expected.plan.items():
        found = _look(tree, place)
        if found != value or (isinstance(found, bool) != isinstance(value, bool)):
            there = "nothing is there" if found is None else f"“{found}” is there"
            yield f"plan: at “{place}” “{value}” was expected, and {there}"
    for place in expected.absent:
        if (found := _look(tree, place)) is not None:
            yield f"absent: at “{place}” there is “{found}”"


def _look(tree: Mapping[str, object], place: str) -> object:
    """Return what stands at a place like "goals[0].measures[1].name"; None for nothing."""
    if place in tree.get("answers", {}):  # type: ignore[operator]
        return tree["answers"][place]  # type: ignore[index]
    node: object = tree
    for match in _STEP.finditer(place):
        key, index = match.groups()
        if key is not None:
            node = node.get(key) if isinstance(node, Mapping) else None
        else:
            node = node[int(index)] if isinstance(node, list) and int(index) < len(node) else None
    return node
