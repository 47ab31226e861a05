"""In a practice store each page says so, but for those that a patient reads alone."""

from __future__ import annotations

import pytest

from goalcoach.dialogue.answer_types import Kind
from goalcoach.screens.kit.coach_app import Setting
from goalcoach.screens.kit.page import PRACTICE
from tests.screens.fake import FakeVisit, ask, by_hand, frame, options, settle, walk


def head(app) -> str:
    return next((one for one in frame(app).splitlines() if one.strip()), "")


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
def test_each_page_of_a_practice_visit_says_so_in_its_head(size):
    async def steps(pilot, screen):
        async def opened(key: str) -> str:
            await by_hand(pilot, key)
            await pilot.pause()
            shown = head(pilot.app)
            await by_hand(pilot, "escape")
            await settle(pilot, screen)
            return shown

        assert PRACTICE in head(pilot.app)
        assert "saved 10:41" in head(pilot.app)
        for key in ("f1", "f3", "f5", "f9"):
            assert PRACTICE in await opened(key)
        for key in ("f6", "f8"):
            assert PRACTICE not in await opened(key)

    asked = ask(Kind.CHOICE, options=options("Yes", "No"), show="Is it so?")
    walk(FakeVisit([asked]), steps, size=size, setting=Setting(practice=True))


def test_no_page_of_a_real_visit_speaks_of_practice():
    async def steps(pilot, screen):
        assert PRACTICE not in frame(pilot.app)

    walk(FakeVisit([ask(Kind.TEXT)]), steps, setting=Setting())
