"""Our own words while a visit is open, and after it."""

from __future__ import annotations

from typing import Any, cast

import pytest
from textual.await_complete import AwaitComplete

from goalcoach.dialogue.answer_types import Kind
from goalcoach.screens.kit.coach_app import Coach
from goalcoach.screens.kit.page import Page
from goalcoach.screens.visit import visit_screen_factory
from goalcoach.screens.visit.visit_screen_factory import visit_screen
from goalcoach.translation import ENGLISH, Catalogue, speak_always, spoken
from tests.screens.fake import NOW, FakeVisit, ask

GERMAN, SPANISH = Catalogue("de"), Catalogue("es")


async def test_a_visit_speaks_its_language_and_what_is_around_it_its_own_again(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(visit_screen_factory, "VisitReading", lambda visit, around: None)
    monkeypatch.setattr(Page, "dismiss", lambda page, result=None: AwaitComplete())
    visit = cast("Any", FakeVisit([ask(Kind.TEXT)]))
    visit.words = GERMAN
    try:
        page = visit_screen(Coach(lambda: NOW, words=SPANISH), visit)
        assert spoken() is GERMAN
        for on_top, words in ((False, GERMAN), (True, SPANISH)):
            monkeypatch.setattr(Page, "is_on_top", on_top)
            page.dismiss()
            assert spoken() is words
    finally:
        speak_always(ENGLISH)
