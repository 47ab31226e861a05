"""Beside a question stand the steps of the goal that it is about."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from goalcoach.visit.visit import Visit
from goalcoach.visit.visit_queries import VisitReading
from tests.plain import small


@pytest.fixture
def review(tmp_path: Path) -> Visit:
    """A review of a practice patient with one goal, g1, that has steps."""
    store = small.open_store(tmp_path / "plans")
    (store.root / small.CODE).mkdir(mode=0o700)
    practice = small.BEFORE
    shutil.copy(practice / "v0001.toml", store.root / small.CODE)
    return small.begin(store, "core")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("ladder@g1/move", True),
        ("sure@g1~2/sure", True),
        ("steps@g1/rungs@r1.text", True),
        ("goal/goals@g1.statement", True),
        ("goal/goals", False),
        ("now@g2/progress", False),
        ("matters/values@v1.words", False),
        ("opening/ease", False),
        ("review", False),
        ("@g1", False),
    ],
)
def test_the_steps_of_the_goal_that_is_asked_about_are_shown(
    review: Visit, address: str, shown: bool
):
    assert bool(VisitReading(review).steps(address)) is shown
