"""A visit is not left while something is not saved without saying so, and with another way out."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine import command as do
from goalcoach.screens.visit.unsaved_page import UnsavedScreen
from goalcoach.screens.visit.visit import VisitScreen
from tests.idle import hold
from tests.screens.fake import FakeVisit, ask, by_hand, frame, options, review, settle, until, walk

LAST = ask(Kind.SAY, "wins/last", say="The next question.")
NEVER = 1_000
"""More failures than a test makes."""


async def told(pilot) -> None:
    """Wait for the page that says what is not saved."""
    await until(lambda: isinstance(pilot.app.screen, UnsavedScreen))
    await pilot.pause()


@pytest.mark.parametrize(
    "leave",
    [("ctrl+q",), ("f8", "2", "enter")],
    ids=["leave", "pause"],
)
def test_leaving_says_first_that_something_is_not_saved(leave):
    visit = FakeVisit([ask(Kind.TEXT), LAST], fails=NEVER)

    async def steps(pilot, screen):
        await by_hand(pilot, *"words", "enter")
        await settle(pilot, screen)
        await by_hand(pilot, *leave)
        await told(pilot)
        shown = frame(pilot.app)
        assert "Not everything is saved" in shown
        assert "One day that went better" in shown
        assert "The disk is full. Free some space." in shown
        assert visit.left == 0
        await by_hand(pilot, "escape")
        await settle(pilot, screen)
        assert isinstance(pilot.app.screen, VisitScreen)
        assert screen.field.writer.text == "words"
        visit.fails = 0
        await by_hand(pilot, *" more", "enter")  # the visit goes on
        await settle(pilot, screen)
        assert do.Answer("words more") in visit.given

    walk(visit, steps)


def test_what_was_only_typed_is_said_to_be_unsaved_as_well():
    visit = FakeVisit([ask(Kind.TEXT), LAST], fails=NEVER)

    async def steps(pilot, screen):
        await by_hand(pilot, *"words", "ctrl+q")
        await told(pilot)

    walk(visit, steps)


def test_trying_again_leaves_once_all_is_saved():
    visit = FakeVisit([ask(Kind.CHOICE, options=options("One", "Two")), LAST], fails=NEVER)

    async def steps(pilot, screen):
        await by_hand(pilot, "2", "enter")
        await settle(pilot, screen)
        await by_hand(pilot, "ctrl+q")
        await told(pilot)
        await by_hand(pilot, "1", "enter")
        await until(lambda: "Tried again." in frame(pilot.app))
        visit.fails = 0
        await by_hand(pilot, "enter")
        await until(lambda: visit.left == 1)

    app = walk(visit, steps)
    assert do.Answer("o2", "wins/day") in visit.given
    assert app.return_code == 0
    assert app.left == ("rowan-17", False, "")


def test_leaving_all_the_same_ends_with_74():
    visit = FakeVisit([ask(Kind.TEXT), LAST], fails=NEVER)

    async def steps(pilot, screen):
        await by_hand(pilot, *"words", "enter")
        await settle(pilot, screen)
        await by_hand(pilot, "ctrl+q")
        await told(pilot)
        await by_hand(pilot, "ctrl+q")  # once more is no yes
        assert visit.left == 0
        await by_hand(pilot, "4", "enter")
        await until(lambda: visit.left == 1)

    app = walk(visit, steps)
    assert app.return_code == 74
    assert app.left == ("rowan-17", True, "")


def test_it_can_be_saved_somewhere_else_and_then_left(tmp_path: Path):
    visit = FakeVisit([ask(Kind.TEXT), LAST], fails=NEVER)

    async def steps(pilot, screen):
        await by_hand(pilot, *"words", "enter")
        await settle(pilot, screen)
        await by_hand(pilot, "ctrl+q")
        await told(pilot)
        await by_hand(pilot, "2", "enter", "ctrl+u", *f"{tmp_path}/nowhere", "enter")
        await until(lambda: "There is no such folder." in frame(pilot.app))
        page = pilot.app.screen
        page.folder.writer.text = ""
        await by_hand(pilot, *str(tmp_path), "enter")
        await until(lambda: "It is saved somewhere else" in frame(pilot.app))
        assert "what-to-do.txt" in frame(pilot.app)
        await by_hand(pilot, "1", "enter")
        await until(lambda: visit.left == 1)

    app = walk(visit, steps)
    again = "goalcoach visit rowan-17"
    unsaved = (do.Answer("words", "wins/day"), do.SaveDraft("words", "wins/day"))
    assert visit.elsewhere == [(tmp_path, again, unsaved)]
    assert app.return_code == 74
    assert app.left == ("rowan-17", True, str(tmp_path / "goalcoach-rowan-17"))


def test_the_palette_leads_there_while_something_is_not_saved():
    visit = FakeVisit([ask(Kind.TEXT), LAST], fails=NEVER)

    async def steps(pilot, screen):
        assert "Save somewhere else" not in {title for title, _, _ in screen.palette()}
        await by_hand(pilot, *"words", "enter")
        await settle(pilot, screen)
        assert "Ctrl+P save somewhere else" in frame(pilot.app)
        rows = {row.title: row.run for row in pilot.app.palette_rows(screen)}
        await rows["Save somewhere else"]()
        await told(pilot)
        await until(lambda: "Into which folder?" in frame(pilot.app))

    walk(visit, steps)


def test_a_version_that_could_not_be_written_is_called_so():
    visit = FakeVisit([review()])

    async def steps(pilot, screen):
        visit.fails = NEVER
        await by_hand(pilot, "enter", "enter")
        await settle(pilot, screen)
        await by_hand(pilot, "ctrl+q")
        await told(pilot)
        assert "version 2 of the plan" in frame(pilot.app)
        await by_hand(pilot, "4", "enter")
        await until(lambda: visit.left == 1)

    assert walk(visit, steps).return_code == 74


def test_a_move_that_could_not_be_written_keeps_nobody_from_leaving():
    visit = FakeVisit([ask(Kind.TEXT), LAST], fails=NEVER)

    async def steps(pilot, screen):
        await by_hand(pilot, "pagedown")
        await settle(pilot, screen)
        assert screen.saver.since is not None
        await by_hand(pilot, "ctrl+q")
        await until(lambda: visit.left == 1)

    assert walk(visit, steps).return_code == 0


def test_a_note_that_could_not_be_saved_stays_where_it_was_typed():
    visit = FakeVisit([ask(Kind.CHOICE, options=options("One", "Two")), LAST], fails=NEVER)

    async def steps(pilot, screen):
        await by_hand(pilot, "f4", *"seen", "enter")
        await settle(pilot, screen)
        assert screen.query_one("#note").text == "seen"
        await by_hand(pilot, "ctrl+q")
        await told(pilot)
        await by_hand(pilot, "escape")
        await settle(pilot, screen)
        visit.fails = 0
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert not screen.query("#note")

    walk(visit, steps)
    assert do.Note("seen", "wins/day") in visit.given


def test_a_write_under_way_is_waited_for_and_told_if_it_takes_long(monkeypatch):
    monkeypatch.setattr("goalcoach.screens.visit.leaving.PUT_AWAY_SECONDS", 0.05)
    go_on = Event()

    class Slow(FakeVisit):
        def enter(self, value):
            hold(go_on)
            return super().enter(value)

    visit = Slow([ask(Kind.CHOICE, options=options("One", "Two")), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "2", "enter", "ctrl+q")
        await told(pilot)
        assert "The disk does not answer yet." in frame(pilot.app)
        assert visit.left == 0
        await by_hand(pilot, "1", "enter")
        await until(lambda: "Tried again." in frame(pilot.app))
        go_on.set()
        await until(lambda: do.Answer("o2") in visit.given)
        await by_hand(pilot, "1", "enter")
        await until(lambda: visit.left == 1)

    assert walk(visit, steps).return_code == 0
    assert visit.given.count(do.Answer("o2")) == 1
