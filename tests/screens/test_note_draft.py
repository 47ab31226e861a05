"""A note is on the disk while it is typed; Esc brings back the note that was there before."""

from __future__ import annotations

import threading

import pytest
from textual.events import Paste

from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.screens.visit import half_typed
from tests.screens.fake import FakeVisit, ask, by_hand, frame, settle, until, walk

AT = "wins/day"
LAST = ask(Kind.SAY, "wins/last", say="Thank you.")


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(half_typed, "DRAFT_EVERY", 0.05)


def test_a_note_is_written_while_it_is_typed_and_typing_goes_on():
    visit = FakeVisit([ask(Kind.TEXT), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "f4", *"half")
        await until(lambda: do.Note("half", AT) in visit.given)
        await by_hand(pilot, *"way")
        await until(lambda: do.Note("halfway", AT) in visit.given)
        await settle(pilot, screen)
        assert "halfway" in frame(pilot.app)
        await by_hand(pilot, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[-1] == do.Note("halfway", AT)
    assert all(isinstance(one, do.Note) for one in visit.given)


def test_words_that_are_being_answered_with_are_not_half_typed_any_more(
    monkeypatch: pytest.MonkeyPatch,
):
    """They are due to be written while a slow disk still takes the answer."""
    monkeypatch.setattr(half_typed, "DRAFT_EVERY", 60.0)
    free = threading.Event()

    class SlowVisit(FakeVisit):
        def enter(self, value: Value) -> Refusal | None:
            assert free.wait(60)
            return super().enter(value)

    visit = SlowVisit([ask(Kind.TEXT), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *"halfway", "enter")
        await until(lambda: screen.busy)
        screen._draft_due()
        await pilot.pause()
        free.set()
        await until(lambda: visit.screen.address == LAST.address)
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given[-2:] == [do.Answer("halfway"), do.Next()]  # and nothing half typed behind


def test_words_pasted_on_a_page_without_a_line_are_written_without_another_key():
    visit = FakeVisit([ask(Kind.SAY), LAST])

    async def steps(pilot, screen):
        screen.post_message(Paste("She would like to walk again."))
        await until(lambda: do.Note("She would like to walk again.", AT) in visit.given)

    walk(visit, steps)


def test_esc_leaves_the_note_as_it_was_before_it_was_typed_in():
    visit = FakeVisit([ask(Kind.TEXT, note="ask at home"), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "f4", *" now")
        await until(lambda: do.Note("ask at home now", AT) in visit.given)
        await by_hand(pilot, "escape")
        await until(lambda: visit.screen.note == "ask at home")
        await settle(pilot, screen)
        assert "ask at home now" not in frame(pilot.app)

    walk(visit, steps)


def test_a_note_that_cannot_be_written_stays_under_the_hand():
    visit = FakeVisit([ask(Kind.TEXT), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "f4")
        visit.fails = 1
        await by_hand(pilot, "h")  # a second letter might be written before anyone looks
        await until(lambda: "NOT SAVED" in frame(pilot.app))
        await by_hand(pilot, *"alfway")
        await until(lambda: do.Note("halfway", AT) in visit.given)

    walk(visit, steps)
