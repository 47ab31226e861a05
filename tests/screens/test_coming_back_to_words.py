"""What is typed on an answer that one comes back to: no word is glued to what stands there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.view.screen import Status
from goalcoach.screens.kit.text_box import Writer
from tests.screens.fake import FakeVisit, ask, by_hand, frame, settle, walk

AT = "wins/day"
FIRST = ask(Kind.SAY, "wins/first")
LAST = ask(Kind.SAY, "wins/last", say="Thank you.")


def said(kind: Kind, value: object, **more: Any) -> FakeVisit:
    return FakeVisit([ask(kind, value=value, status=Status.ANSWERED, **more), LAST])


def typed(visit: FakeVisit, *keys: str) -> str:
    """Return what stands in the field once these keys are pressed on the visit's first page."""
    stands: list[str] = []

    async def steps(pilot, screen):
        await by_hand(pilot, *keys)
        await settle(pilot, screen)
        stands.append(screen.field.writer.text)

    walk(visit, steps)
    return stands[0]


@pytest.mark.parametrize(
    ("kind", "value", "keys", "stands"),
    [
        (Kind.TEXT, "soup", [*"and tea"], "soup and tea"),
        (Kind.LONG_TEXT, "It went well.", [*"Then"], "It went well. Then"),
        (Kind.LIST, ("Stairs", "Noise"), [*"Heat"], "Stairs\nNoise\nHeat"),
        (Kind.TEXT, "soup", ["comma", "space", *"tea"], "soup, tea"),
        (Kind.TEXT, "the (", [*"old"], "the (old"),
        (Kind.TEXT, "soup", ["backspace", *"ps"], "soups"),
        (Kind.TEXT, "soup", ["left", "right", "s"], "soups"),
        (Kind.TEXT, "soup", ["f3", "escape", "t"], "soup t"),
    ],
)
def test_a_word_that_is_added_begins_apart_unless_the_place_was_chosen(kind, value, keys, stands):
    assert typed(said(kind, value), *keys) == stands


def test_what_is_pasted_behind_an_answer_is_set_apart_and_ctrl_z_takes_it_away():
    visit = said(Kind.TEXT, "soup")

    async def steps(pilot, screen):
        screen.field.writer.insert_pasted("and tea")
        assert screen.field.writer.text == "soup and tea"
        await by_hand(pilot, "ctrl+z")
        assert screen.field.writer.text == "soup"
        await by_hand(pilot, "t")
        assert screen.field.writer.text == "soup t"

    walk(visit, steps)


@pytest.mark.parametrize(
    ("kind", "value", "keys", "stands"),
    [
        (Kind.NUMBER, 12, [*"30"], "30"),
        (Kind.DATE, date(2026, 12, 18), [*"in 6 weeks"], "in 6 weeks"),
        (Kind.NUMBER, 12, ["right", "0"], "120"),
    ],
)
def test_a_number_or_a_day_makes_room_for_the_next_one_and_says_so(kind, value, keys, stands):
    visit = said(kind, value)

    async def steps(pilot, screen):
        assert "Typing takes its place. Ctrl+Z brings it back." in frame(pilot.app)
        before = screen.field.writer.text
        await by_hand(pilot, *("space" if key == " " else key for key in keys))
        assert screen.field.writer.text == stands
        for _ in keys:
            await by_hand(pilot, "ctrl+z")
        assert screen.field.writer.text == before

    walk(visit, steps)


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.ROSTER])
def test_half_a_sentence_goes_on_where_the_hand_stopped_with_its_last_blank(kind):
    visit = FakeVisit([FIRST, ask(kind), LAST], at=1)

    async def steps(pilot, screen):
        await by_hand(pilot, *"so", "space", "pageup", "pagedown")
        await settle(pilot, screen)
        assert screen.field.writer.text == "so "
        await by_hand(pilot, *"fa", "pageup", "pagedown", "r")
        await settle(pilot, screen)
        assert screen.field.writer.text == "so far"

    walk(visit, steps)
    assert [one.text for one in visit.given if isinstance(one, do.SaveDraft)] == ["so ", "so fa"]


def test_a_note_that_is_opened_again_goes_on_in_a_line_of_its_own():
    visit = FakeVisit([ask(Kind.SAY, note="She came alone."), LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "f4", *"3 pm".replace(" ", ""))
        await settle(pilot, screen)
        assert pilot.app.screen.query_one("#note", Writer).text == "She came alone.\n3pm"
        await by_hand(pilot, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [do.Note("She came alone.\n3pm", AT)]
