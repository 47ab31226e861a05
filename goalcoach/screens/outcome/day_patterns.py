"""The page that lays good days and others side by side, by what was there. It judges nothing."""

from __future__ import annotations

from collections.abc import Sequence

from goalcoach.screens.kit.page import BACK, HELP, Hint
from goalcoach.screens.kit.paint import StyledSpan
from goalcoach.screens.kit.search_page import SEARCH, SEARCH_KEYS
from goalcoach.screens.read.plan import PlanScreen


class PatternScreen(PlanScreen):
    """Counts by what was there, how they were counted, and one question at the end."""

    about = "Good days and other days, by what was there. Counts, and no more than that."

    def head_left(self) -> Sequence[StyledSpan]:
        return ((self.title_words, "bold $ink"), ("  days side by side", "$quiet"))

    def more_hints(self) -> Sequence[Hint]:
        return (HELP,)

    def help_rows(self) -> Sequence[tuple[str, str]]:
        told = [(hint.label, hint.word) for hint in self.hints() if hint not in (SEARCH, BACK)]
        return (*told, *SEARCH_KEYS, ("Esc", "back"))

    def palette(self) -> Sequence[tuple[str, str, str]]:
        return (("Search", "For words on this page", "search"), ("Back", "", "back"))
