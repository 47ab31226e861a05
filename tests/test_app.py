"""How the app begins, where a real terminal would only show it now and then."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import msgspec
import pytest

from goalcoach.app import prepare_next_page
from goalcoach.errors import NotFound
from goalcoach.plan import conversion
from goalcoach.plan.model.plan import Plan
from goalcoach.store.store import Store
from goalcoach.visit.language_choice import compile_first_visit


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


def test_a_script_that_is_not_well_is_told_to_who_begins_a_visit_and_not_while_it_is_loaded(
    tmp_path: Path,
) -> None:
    site = tmp_path / "goalcoach.toml"
    site.write_text('script = "nowhere"\n')
    store = Store(tmp_path)
    prepare_next_page(store)  # in its thread an error would be written over the page
    with pytest.raises(NotFound):
        compile_first_visit(store)
