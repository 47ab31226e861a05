"""The screen of a visit with what can be read beside it; imported when a visit is opened."""

from __future__ import annotations

from goalcoach.screens.kit.coach_app import Coach
from goalcoach.screens.visit.visit import VisitScreen
from goalcoach.translation import speak_always
from goalcoach.visit.visit import Visit
from goalcoach.visit.visit_queries import VisitReading


def visit_screen(coach: Coach, visit: Visit) -> VisitScreen:
    """Return the screen of a visit, with what can be read beside it."""
    page = VisitScreen(visit, VisitReading(visit, coach.setting.around))
    page.session_words = coach.words
    speak_always(visit.words)
    return page
