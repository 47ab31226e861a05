"""How the app begins, where a real terminal would only show it now and then."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach import app
from goalcoach.store.store import Store


def test_the_model_is_read_in_one_thread_before_the_screens_start_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # msgspec brings the process down when two threads meet a type for the first time together,
    # about once in thirty starts: too seldom for a test to wait for it.
    order: list[str] = []
    monkeypatch.setattr(app, "preference_folder", lambda: tmp_path)
    monkeypatch.setattr(app, "get_ready", lambda: order.append("the model is read"))
    monkeypatch.setattr(app.GoalcoachApp, "run", lambda self: order.append("the app runs"))
    app.run(Store(tmp_path))
    assert order == ["the model is read", "the app runs"]
