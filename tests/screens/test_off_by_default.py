"""What would take a patient's words out of the store is off until the user turns it on."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach.dialogue.answer_types import Kind
from tests.screens.fake import FakeVisit, ask, by_hand, walk

LAST = ask(Kind.SAY, "wins/last", say="The next question.")


@pytest.mark.parametrize("allowed", [False, True])
def test_what_is_copied_reaches_the_system_only_if_that_is_on(monkeypatch, allowed):
    sent: list[str] = []

    async def steps(pilot, screen):
        app = pilot.app
        app.coach.clipboard = allowed
        monkeypatch.setattr(app._driver, "write", sent.append)
        await by_hand(pilot, *"soup", "shift+left", "shift+left", "ctrl+c")
        await by_hand(pilot, "end", "ctrl+v")
        assert screen.field.writer.text == "soupup"
        screen.field.writer.select_all()
        await by_hand(pilot, "ctrl+x")

    walk(FakeVisit([ask(Kind.TEXT), LAST]), steps)
    assert any("\x1b]52;" in one for one in sent) is allowed


@pytest.mark.parametrize("allowed", [False, True])
def test_a_picture_of_the_screen_is_saved_only_if_that_is_on(tmp_path: Path, allowed):
    async def steps(pilot, screen):
        app = pilot.app
        app.coach.screenshots = allowed
        rows = {row.title for row in app.palette_rows(screen)}
        assert ("Save a picture of the screen" in rows) is allowed
        app.save_screenshot("page.svg", str(tmp_path))
        app.action_screenshot("page-2.svg", str(tmp_path))
        await pilot.pause()
        assert bool(list(tmp_path.iterdir())) is allowed

    walk(FakeVisit([ask(Kind.TEXT), LAST]), steps)
