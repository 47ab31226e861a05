"""Enter goes on, wherever it is pressed; what was said is changed with one other key."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.view.screen import Status
from tests.screens.fake import FakeVisit, ask, by_hand, frame, row, settle, walk

LAST = ask(Kind.SAY, "wins/last", say="Thank you.")
SAYS = "Enter goes on. → changes this."
BACK = ask(Kind.SAY, panel="plan")
ROWS = ask(Kind.ROSTER, rows=(row("r1", "Stairs"), row("r2", "Noise")))
OLD_ROWS = replace(ROWS, rows=tuple(replace(one, proposed=True) for one in ROWS.rows))
OLD = ask(Kind.TEXT, proposed="as it was", status=Status.PROPOSED)


@pytest.mark.parametrize(
    ("asked", "to_line", "goes_on"),
    [
        (BACK, ["down"], [do.Answer(True), do.Next()]),
        (ROWS, ["down", "down"], [do.Answer(True), do.Next()]),
        (OLD_ROWS, ["down"], [do.Next()]),
        (OLD, [], [do.Next()]),
    ],
)
def test_the_first_enter_on_a_chosen_line_names_the_key_that_changes_it_and_later_ones_go_on(
    asked, to_line, goes_on
):
    visit = FakeVisit([asked, replace(asked, address="wins/more"), LAST])

    async def steps(pilot, screen):
        assert "Enter next" in frame(pilot.app)
        await by_hand(pilot, *to_line, "enter")
        await settle(pilot, screen)
        assert SAYS in frame(pilot.app)
        assert not visit.given
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert visit.given == goes_on
        await by_hand(pilot, *to_line, "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == [*goes_on, *goes_on]


@pytest.mark.parametrize(
    ("asked", "keys", "given"),
    [
        (BACK, ["down", "right"], [do.Jump("wins/day")]),
        (ROWS, ["down", "down", "right"], [do.Jump("wins/day@r2.text")]),
        (OLD_ROWS, ["right"], [do.Jump("wins/day@r1.text")]),
        (OLD, ["right", *"too", "enter"], [do.Answer("as it was too"), do.Next()]),
    ],
)
def test_one_key_changes_what_was_said_everywhere(asked, keys, given):
    visit = FakeVisit([asked, LAST])

    async def steps(pilot, screen):
        assert "→" in frame(pilot.app) or asked is ROWS
        await by_hand(pilot, *keys)
        await settle(pilot, screen)

    walk(visit, steps)
    assert visit.given == given


@pytest.mark.parametrize("away", [("f2",), ("f8", "escape"), ("f4", "escape"), ("f1", "escape")])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_what_is_offered_keeps_its_key_after_a_look_elsewhere(away, size):
    visit = FakeVisit([OLD, LAST])

    async def steps(pilot, screen):
        for _ in range(2):
            assert "c  yes, keep it" in frame(pilot.app)
            assert "Tab then" not in frame(pilot.app)
            await by_hand(pilot, *away)
            await settle(pilot, screen)
        await by_hand(pilot, "c")
        await settle(pilot, screen)

    walk(visit, steps, size=size)
    assert [one for one in visit.given if isinstance(one, do.Confirm)] == [do.Confirm("wins/day")]
