"""Our own words while a visit is open, and after it."""

from __future__ import annotations

from typing import Any, cast

import pytest

from goalcoach.dialogue.answer_types import Kind
from goalcoach.screens.kit.coach_app import Coach
from goalcoach.screens.visit import visit_screen_factory
from goalcoach.screens.visit.visit_screen_factory import visit_screen
from goalcoach.translation import ENGLISH, Catalogue, speak_always, spoken
from tests.screens.fake import NOW, FakeVisit, ask

GERMAN, SPANISH = Catalogue("de"), Catalogue("es")


def test_a_visit_speaks_its_language_and_what_is_around_it_its_own_again(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(visit_screen_factory, "VisitReading", lambda visit, around: None)
    visit = cast("Any", FakeVisit([ask(Kind.TEXT)]))
    visit.words = GERMAN
    try:
        page = visit_screen(Coach(lambda: NOW, words=SPANISH), visit)
        assert spoken() is GERMAN
        page.on_unmount()
        assert spoken() is SPANISH
    finally:
        speak_always(ENGLISH)
