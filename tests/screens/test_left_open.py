"""A question that a bare Enter passes says so on the next page; a consent says it before."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Kind, SkipReason
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.view.screen import Status
from goalcoach.dialogue.view.standing_words import LEAVES_OPEN
from tests.screens.fake import FakeVisit, ask, by_hand, frame, options, review, row, settle, walk

NEXT = ask(Kind.TEXT, "wins/next", title="What comes next", say="And then?")
LAST = ask(Kind.SAY, "wins/last", say="Thank you.")
SAYS = "Left open: One day that went better. PgUp goes back."
ONE = ask(Kind.CHOICE, options=options("Yes", "No"))
CONSENT = replace(ONE, asks_twice=True)
GOALS = ask(Kind.ROSTER, asks_twice=True, row_min=1)


@pytest.mark.parametrize("asked", [ask(Kind.TEXT), ONE, ask(Kind.SCALE), ask(Kind.DATE)])
def test_the_page_behind_a_question_that_enter_passed_says_once_that_it_was_left_open(asked):
    visit = FakeVisit([asked, NEXT, LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert SAYS in frame(pilot.app)
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert "Left open: What comes next." in frame(pilot.app)
        await by_hand(pilot, "pageup")
        await settle(pilot, screen)
        assert "Left open" not in frame(pilot.app)

    walk(visit, steps)


def test_what_was_left_open_says_of_which_goal_where_there_are_several():
    asked = replace(ONE, loop="goal 1 of 2", context="Cook lunch.")
    visit = FakeVisit([asked, NEXT, LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert "Left open: One day that went better (Cook lunch)." in frame(pilot.app)

    walk(visit, steps)


@pytest.mark.parametrize(
    "asked",
    [
        ask(Kind.SAY),
        ask(Kind.ROSTER, rows=(row("r1", "Stairs"),)),
        ask(Kind.TEXT, value="said", status=Status.ANSWERED),
        ask(Kind.TEXT, status=Status.SKIPPED, skip_reason=SkipReason.UNSURE),
        ask(Kind.TEXT, proposed="as it was", status=Status.PROPOSED),
    ],
)
def test_pages_read_lists_ended_answers_and_skips_are_not_called_open(asked):
    visit = FakeVisit([asked, NEXT])

    async def steps(pilot, screen):
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        if asked.status is Status.PROPOSED:  # there the first Enter names the key that changes it
            await by_hand(pilot, "enter")
            await settle(pilot, screen)
        assert screen.asked.address == "wins/next"
        assert "Left open" not in frame(pilot.app)

    walk(visit, steps)


def test_the_closing_page_says_it_of_the_last_question_and_a_private_one_is_not_named():
    visit = FakeVisit([ask(Kind.TEXT, private=True), review()])

    async def steps(pilot, screen):
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert "Left open: a private question. PgUp goes back." in frame(pilot.app)

    walk(visit, steps)


@pytest.mark.parametrize("asked", [CONSENT, GOALS])
def test_enter_passes_a_consent_or_a_list_that_the_close_needs_only_the_second_time(asked):
    visit = FakeVisit([asked, NEXT])

    async def steps(pilot, screen):
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert LEAVES_OPEN in frame(pilot.app)
        assert not visit.given
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert SAYS in frame(pilot.app)
        await by_hand(pilot, "pageup", "enter")
        await settle(pilot, screen)
        assert screen.asked.address == asked.address

    walk(visit, steps)
    assert visit.given == [do.Next(), do.Back()]
