"""Who went to a question from elsewhere sees in the foot how to come back, while there is a way."""

from __future__ import annotations

import pytest

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine import command as do
from tests.screens.fake import FakeVisit, ask, by_hand, frame, options, settle, walk

GONE_TO = ask(Kind.TEXT, can_return=True)


def foot(app) -> str:
    return frame(app).splitlines()[-1]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
@pytest.mark.parametrize(
    "asked", [GONE_TO, ask(Kind.CHOICE, options=options("A", "B"), can_return=True)]
)
def test_the_foot_says_how_to_come_back_from_where_one_went(asked, size):
    visit = FakeVisit([asked, ask(Kind.TEXT, "wins/two")])

    async def steps(pilot, screen):
        assert "F7 " in foot(pilot.app)
        assert "F8 " in foot(pilot.app)
        await by_hand(pilot, "f7")
        await settle(pilot, screen)

    walk(visit, steps, size=size)
    assert visit.given == [do.Return()]


def test_without_a_way_back_the_foot_offers_none():
    async def steps(pilot, screen):
        assert "F7" not in foot(pilot.app)

    walk(FakeVisit([ask(Kind.TEXT)]), steps)
