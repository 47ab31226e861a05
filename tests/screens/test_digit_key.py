"""Signs that look like digits: those of other scripts choose, all others are passed over."""

from __future__ import annotations

import pytest

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.view.screen import Screen
from goalcoach.screens.fields.field import Field
from goalcoach.screens.kit.digit_key import digit_of
from tests.screens.fake import FakeVisit, ask, by_hand, frame, options, row, settle, walk

NO_DIGITS = "²³¹⁰①⓪½Ⅷ七"
FOUR = options("The plan", "Ask me each time", "None of it", "Not sure")
PAGES = {
    "choice": ask(Kind.CHOICE, options=FOUR),
    "several": ask(Kind.MULTI, options=FOUR),
    "ranked": ask(Kind.MULTI, options=FOUR, rank=2),
    "scale": ask(Kind.SCALE, low=0, high=10, anchors=("None", "All")),
    "rows": ask(Kind.ROSTER, rows=(row("r1", "Cook lunch", proposed=True),)),
    "steps": ask(Kind.ROSTER, panel="ladder", rows=(row("r1", "Cook lunch", proposed=True),)),
}


@pytest.mark.parametrize("sign", NO_DIGITS)
def test_a_sign_that_is_no_decimal_digit_is_none(sign: str):
    assert digit_of(sign) is None


@pytest.mark.parametrize(("sign", "digit"), [("7", 7), ("٣", 3), ("𝟙", 1), ("०", 0)])
def test_a_digit_of_any_script_is_its_digit(sign: str, digit: int):
    assert digit_of(sign) == digit


@pytest.mark.parametrize("asked", PAGES.values(), ids=PAGES)
def test_such_signs_choose_nothing_and_the_page_goes_on(asked: Screen):
    visit = FakeVisit([asked, ask(Kind.SAY, "wins/last", say="Thank you.")])

    async def steps(pilot, screen):
        for sign in NO_DIGITS[:-1]:  # the last one is a letter, and begins a row
            await by_hand(pilot, sign)
        await settle(pilot, screen)
        assert screen.field.current() == asked.value

    walk(visit, steps)
    assert not visit.given


def test_a_digit_of_another_script_chooses():
    visit = FakeVisit([PAGES["choice"], PAGES["scale"], ask(Kind.SAY, "wins/last")])

    async def steps(pilot, screen):
        await by_hand(pilot, "٣", "enter")
        await settle(pilot, screen)
        await by_hand(pilot, "𝟟", "enter")
        await settle(pilot, screen)

    walk(visit, steps)
    assert [one for one in visit.given if isinstance(one, do.Answer)] == [
        do.Answer("o3"), do.Answer(7),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [Kind.NUMBER, Kind.DATE])
@pytest.mark.parametrize("sign", "²①½")
def test_where_it_is_typed_it_is_refused_in_a_line(kind: Kind, sign: str):
    visit = FakeVisit([ask(kind)])

    async def steps(pilot, screen):
        await by_hand(pilot, sign)
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        field = screen.field
        assert isinstance(field, Field)
        assert screen.around.objection
        assert screen.around.objection[:20] in frame(pilot.app)

    walk(visit, steps)
    assert not [one for one in visit.given if isinstance(one, do.Answer)]
