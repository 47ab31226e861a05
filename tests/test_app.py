"""How the app begins, where a real terminal would only show it now and then."""

from __future__ import annotations

import importlib.util

import msgspec
import pytest

from goalcoach.plan import conversion
from goalcoach.plan.model.plan import Plan


def test_msgspec_reads_the_model_before_any_thread_can_read_a_plan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # msgspec brings the process down when two threads meet a type for the first time together,
    # about once in thirty starts: too seldom for a test to wait for it. An import is one thread's.
    read: list[object] = []

    def convert(value: object, to: object, **_: object) -> object:
        read.append(to)
        raise msgspec.ValidationError

    monkeypatch.setattr(msgspec, "convert", convert)
    spec = importlib.util.find_spec(conversion.__name__)
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
    assert read == [Plan]
