"""The page that lays good days and others side by side, by what was there. It judges nothing."""

from __future__ import annotations

from collections.abc import Sequence

from goalcoach.screens.kit.foot import BACK, HELP, Hint
from goalcoach.screens.kit.paint import StyledSpan
from goalcoach.screens.kit.search_page import SEARCH, search_keys
from goalcoach.screens.read.plan import PlanScreen
from goalcoach.translation import tr, tr_noop


class PatternScreen(PlanScreen):
    """Counts by what was there, how they were counted, and one question at the end."""

    about = tr_noop("Good days and other days, by what was there. Counts, and no more than that.")

    def head_left(self) -> Sequence[StyledSpan]:
        return ((self.title_words, "bold $ink"), (f"  {tr('days side by side')}", "$quiet"))

    def more_hints(self) -> Sequence[Hint]:
        return (HELP,)

    def help_rows(self) -> Sequence[tuple[str, str]]:
        shown = [hint for hint in self.hints() if hint not in (SEARCH, BACK)]
        told = [(hint.label, hint.word_for(narrow=False)) for hint in shown]
        return (*told, *search_keys(), ("Esc", tr("back")))

    def palette(self) -> Sequence[tuple[str, str, str]]:
        search = (tr("Search"), tr("For words on this page"), "search")
        return (search, (tr("Back"), "", "back"))
