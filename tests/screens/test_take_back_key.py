"""Ctrl+Z and Ctrl+Y in a visit: the text's own typing first, then what was said."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.view.screen import Status
from goalcoach.screens.fields.typed_fields import TextField
from tests.screens.fake import FakeVisit, ask, by_hand, frame, options, settle, walk

SAID = "Taken back: the answer here."


@dataclass
class Undoing(FakeVisit):
    """Goes back a page with each undo, and gives back half-typed words there."""

    def give(self, command: do.Command) -> Refusal | None:
        refused = super().give(command)
        if isinstance(command, do.Undo):
            self.at = max(self.at - 1, 0)
            back = replace(self.screen, value=None, status=Status.OPEN, taken_back=SAID)
            self._set(back)
        return refused


def test_what_was_typed_is_taken_back_before_what_was_said():
    first = ask(Kind.TEXT, "wins/day", value="a good day")
    visit = Undoing([first, ask(Kind.TEXT, "wins/next")], at=1)

    async def steps(pilot, screen):
        await by_hand(pilot, "a", "b", "ctrl+z")
        assert isinstance(screen.field, TextField)
        assert (screen.field.writer.text, visit.given) == ("", [])
        await by_hand(pilot, "ctrl+y")
        assert (screen.field.writer.text, visit.given) == ("ab", [])
        await by_hand(pilot, "ctrl+z", "ctrl+z")
        await settle(pilot, screen)
        assert visit.given == [do.Undo()]
        assert screen.asked.address == "wins/day"
        assert screen.field.writer.text == ""
        assert SAID in frame(pilot.app)
        assert "Ctrl+Z goes further back" in frame(pilot.app)
        await by_hand(pilot, "ctrl+y")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Undo(), do.Redo()]


def test_a_question_without_words_goes_back_at_once_and_the_palette_has_the_row():
    visit = Undoing([ask(Kind.TEXT, "wins/day"), ask(Kind.SAY, "wins/next")], at=1)

    async def steps(pilot, screen):
        assert "take_back" in [action for _, _, action in screen.palette()]
        assert ("Ctrl+Z, or Esc z", "take back the last thing said") in screen.help_rows()
        await by_hand(pilot, "ctrl+z")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Undo()]


def test_a_choice_that_stayed_on_its_page_is_chosen_no_more():
    asked = ask(Kind.CHOICE, options=options("one", "two"), value="o1", status=Status.ANSWERED)
    visit = Undoing([asked])

    async def steps(pilot, screen):
        assert screen.field.current() == "o1"
        await by_hand(pilot, "ctrl+z")
        await settle(pilot, screen)
        assert screen.field.current() is None

    walk(visit, steps)


@pytest.mark.parametrize("page", ["f3", "f9"])
def test_taking_back_over_a_page_beside_the_question_closes_it_and_the_question_says_what(page):
    visit = Undoing([ask(Kind.TEXT, "wins/day"), ask(Kind.SAY, "wins/next")], at=1)

    async def steps(pilot, screen):
        await by_hand(pilot, page, "ctrl+z")
        await settle(pilot, screen)
        assert pilot.app.screen is screen
        assert screen.asked.address == "wins/day"
        assert SAID in frame(pilot.app)

    walk(visit, steps)
    assert visit.given == [do.Undo()]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 20)])
@pytest.mark.parametrize("page", ["f1", "f5", "f6", "f8"])
def test_where_nothing_is_said_that_could_be_taken_back_the_key_tells_so(page, size):
    visit = Undoing([ask(Kind.TEXT, "wins/day"), ask(Kind.TEXT, "wins/next")], at=1)

    async def steps(pilot, screen):
        await by_hand(pilot, page)
        await settle(pilot, screen)
        over = pilot.app.screen
        assert over is not screen
        for key in ("ctrl+z", "ctrl+y"):
            await by_hand(pilot, key)
            assert "Nothing to take back here. Esc goes back." in frame(pilot.app)
            assert pilot.app.screen is over
        await by_hand(pilot, "escape")
        await settle(pilot, screen)
        assert pilot.app.screen is screen

    walk(visit, steps, size=size)
    assert do.Undo() not in visit.given
