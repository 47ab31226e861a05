"""A visit without a screen: the answers come from a file, and nothing is written unless all fit.

The visit is rehearsed in memory first; only then is it run on the store, event for event as a
person would have typed it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from goalcoach.dialogue.answers_file import read_answers
from goalcoach.dialogue.engine.command import CloseReason
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.errors import BadData, Busy, Problem
from goalcoach.headless.replay import Walk
from goalcoach.store.store import Store
from goalcoach.store.visit_lock import Clock
from goalcoach.translation import tr
from goalcoach.visit.tongues import AS_LAST_TIME, Tongues
from goalcoach.visit.visit import Visit

__all__ = ["HeadlessResult", "run"]


class HeadlessResult(Struct, frozen=True):
    """The plan's file, and what a person should hear of: checks kept without a reason, and a
    visit that stopped at a closed gate (`paused`)."""

    path: Path
    warnings: tuple[str, ...]
    paused: bool = False


def run(  # noqa: PLR0913 - what the command line names, each by its own word
    store: Store,
    code: str,
    data: bytes,
    source: str,
    *,
    today: date,
    clock: Clock,
    script: str = "core",
    tongues: Tongues = AS_LAST_TIME,
    fresh: bool = False,
    take_over: bool = False,
) -> HeadlessResult:
    """Run one visit from an answers file; BadData names every line that does not fit.

    Busy if an unfinished visit is kept and `fresh` does not set it aside.
    """
    kept = None if fresh else store.peek_draft(code)
    if kept is not None:
        damage = f" {kept.damage}" if kept.damage else ""
        raise Busy(
            tr(
                "An unfinished visit of {code} is kept. Go on with it: goalcoach visit {code}. "
                "Or add --fresh: it is set aside, and nothing is deleted.{damage}",
                code=code,
                damage=damage,
            )
        )
    rehearsal = Visit.rehearse(
        store, code, today=today, clock=clock, script=script, tongues=tongues
    )
    walk = Walk(rehearsal, read_answers(data, source))
    walk.through()
    walk.check_end()
    visit = Visit.begin(
        store, code, today=today, clock=clock, script=script,
        tongues=tongues, fresh=fresh, take_over=take_over,
    )  # fmt: skip
    try:
        again = Walk(visit, read_answers(data, source))
        again.through()
        path = visit.finish(CloseReason.PAUSED if again.paused else None)
    finally:
        visit.leave()
    if isinstance(path, Refusal):  # the head moved since the rehearsal
        raise BadData(source, [Problem(0, "", path.sentence)])
    return HeadlessResult(path, tuple(_warnings(walk, visit)), walk.paused)


def _warnings(walk: Walk, visit: Visit) -> Iterator[str]:
    yield from visit.notices
    yield from walk.warnings
    if walk.paused:
        yield (
            tr(
                "The visit stops where something else comes first. Version {version} of {code} is "
                "written as not finished, and its answers come back at the next visit.",
                version=visit.version,
                code=visit.code,
            )
        )
    yield from visit.take_said()
    if visit.left_behind:
        yield visit.left_behind
