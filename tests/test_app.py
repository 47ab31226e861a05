"""How the app begins, where a real terminal would only show it now and then."""

from __future__ import annotations

import importlib.util
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import msgspec
import pytest

from goalcoach.app import prepare_next_page
from goalcoach.dialogue.view import question_cost
from goalcoach.errors import NotFound
from goalcoach.plan import conversion
from goalcoach.plan.model.plan import Plan
from goalcoach.store.store import Store
from goalcoach.visit.language_choice import compile_first_visit
from goalcoach.visit.visit import Visit


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


def test_what_each_question_asks_is_reckoned_before_the_first_page_needs_it(
    tmp_path: Path,
) -> None:
    store, clock = Store(tmp_path), partial(datetime, 2026, 10, 23, 10, 41, tzinfo=UTC)
    question_cost._costs.cache_clear()
    prepare_next_page(store)
    reckoned = question_cost._costs.cache_info().misses
    visit = Visit.begin(store, "rowan-17", today=date(2026, 10, 23), clock=clock)
    assert visit.screen.progress.minutes_left
    visit.leave()
    assert question_cost._costs.cache_info().misses == reckoned == 1
