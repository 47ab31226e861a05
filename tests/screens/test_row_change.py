"""From a list into one of its rows: once a field is changed the list comes again."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.view.screen import Status
from goalcoach.dialogue.view.screen_words import BACK_TO_LIST
from tests.screens.fake import FakeVisit, ask, by_hand, frame, row, settle, walk

FIRST = ask(Kind.TEXT, "wins/day@r1.text", value="Stairs", status=Status.ANSWERED)
SECOND = ask(Kind.TEXT, "wins/day@r1.size", value="many", status=Status.ANSWERED)
ROW = row("r1", "Stairs")
OPEN = replace(
    ROW,
    cells=(*ROW.cells, replace(ROW.cells[0], field="size", status=Status.OPEN, required=True)),
)
LAST = ask(Kind.SAY, "wins/last", say="Thank you.")


def visit(one) -> FakeVisit:
    return FakeVisit([FIRST, SECOND, ask(Kind.ROSTER, rows=(one,)), LAST], at=2)


@pytest.mark.parametrize(
    ("one", "keys", "at"),
    [
        (ROW, ["x", "enter"], "wins/day"),
        (ROW, ["enter"], "wins/day@r1.size"),
        (ROW, ["pagedown", "x", "enter"], "wins/day"),
        (OPEN, ["x", "enter"], "wins/day@r1.size"),
    ],
)
def test_a_changed_field_leads_back_to_the_list_unless_the_row_lacks_something(one, keys, at):
    there = visit(one)

    async def steps(pilot, screen):
        await by_hand(pilot, "down", "right")
        await settle(pilot, screen)
        assert (BACK_TO_LIST[:30] in frame(pilot.app)) is (one is ROW)
        for key in keys:
            await by_hand(pilot, key)
            await settle(pilot, screen)
        assert screen.asked.address == at
        assert BACK_TO_LIST[:30] not in frame(pilot.app)

    walk(there, steps)


def test_a_list_that_its_row_was_walked_back_to_is_left_by_enter():
    there = visit(ROW)

    async def steps(pilot, screen):
        for key in ("down", "right", "enter", "enter", "enter"):
            await by_hand(pilot, key)
            await settle(pilot, screen)
        assert screen.asked.address == "wins/last"

    walk(there, steps)


def test_going_back_out_of_a_row_forgets_the_list():
    there = visit(ROW)

    async def steps(pilot, screen):
        for key in ("down", "right", "pageup", "x", "enter"):
            await by_hand(pilot, key)
            await settle(pilot, screen)

    walk(there, steps)
    assert there.given[-1] == do.Next()
