"""Small plans, headers and answers that the tests of the store share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from goalcoach.plan.model.goal import Goal
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.visit_record import Parent, Safety, VisitDetails
from goalcoach.store.journal import EventJson
from goalcoach.store.open_draft import OpenDraft
from goalcoach.store.store import Store

CODE = "rowan-17"
PACK = {"script.toml": b'id = "core"\n', "values.toml": b'title = "What matters"\n'}
CREATED = datetime(2026, 11, 20, 10, 41, 7, tzinfo=UTC)


def plan(version: int = 1, parent: Parent | None = None, words: str = "Cook lunch") -> Plan:
    return Plan(
        patient=CODE,
        version=version,
        parent=parent,
        created=CREATED,
        visit=VisitDetails(
            kind="first" if version == 1 else "review",
            date=date(2026, 11, 20),
            status="done",
        ),
        safety=Safety(decision="go"),
        goals=(Goal(id="g1", statement=words),),
    )


def next_plan(store: Store, words: str = "Cook lunch") -> Plan:
    head = store.head(CODE)
    if head is None:
        return plan(words=words)
    return plan(head + 1, Parent(version=head, digest=store.load(CODE, head).digest), words)


def header() -> EventJson:
    return {"t": 1_790_000_000_000, "ev": "start", "patient": CODE, "visit": "first"}


def answer(n: int, value: str = "") -> EventJson:
    return {"t": n, "ev": "answer", "at": f"values/v{n}", "value": value or f"Antwort – {n}"}


def begin(store: Store, answers: int = 0) -> OpenDraft:
    draft = store.open_draft(CODE, PACK, header())
    draft.append([answer(n) for n in range(answers)])
    return draft


@contextmanager
def begun(store: Store, answers: int = 0) -> Iterator[OpenDraft]:
    draft = begin(store, answers)
    try:
        yield draft
    finally:
        draft.close()


def values(store: Store) -> list[object]:
    """Return the answers that a resume finds."""
    draft = store.resume_draft(CODE)
    assert draft is not None
    try:
        return [event.get("value") for event in draft.events[1:]]
    finally:
        draft.close()


def all_bytes(root: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file())
