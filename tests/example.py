"""The example of an answers file, and a clock that ticks, for tests that run whole visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from goalcoach import headless
from goalcoach.headless import HeadlessResult
from goalcoach.store.store import Store

FILE = Path(__file__).parent / "answers" / "full-visit.toml"
DAY = date(2026, 10, 23)
CODE = "rowan-17"


@dataclass
class Clock:
    """A clock of its own: each look takes two seconds."""

    now: datetime = datetime(2026, 10, 23, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=2)
        return self.now


def text() -> str:
    return FILE.read_text("utf-8")


def run(store: Store, answers: str, code: str = CODE, *, fresh: bool = False) -> HeadlessResult:
    return headless.run(
        store, code, answers.encode(), "visit.toml", today=DAY, clock=Clock(), fresh=fresh
    )
