"""Work of a page that is overtaken before it begins is given up, and the later work is done."""

from __future__ import annotations

import gc
import inspect
import warnings

from goalcoach.dialogue.answer_types import Kind
from tests.screens.fake import FakeVisit, ask, walk


def test_of_work_asked_for_twice_at_once_the_later_is_done_and_the_other_is_closed():
    done: list[int] = []

    async def note(number: int) -> None:
        done.append(number)

    async def steps(pilot, screen):
        first, second = note(1), note(2)
        screen.start_work(first, exclusive=True, group="test")
        screen.start_work(second, exclusive=True, group="test")
        await pilot.pause()
        gc.collect()
        assert done == [2]
        assert inspect.getcoroutinestate(first) == inspect.CORO_CLOSED

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        walk(FakeVisit([ask(Kind.TEXT)]), steps)
        gc.collect()
    assert [one for one in told if "never awaited" in str(one.message)] == []
