"""The plan so far, read beside the questions of a visit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from goalcoach.screens.kit.visit_keys import TAKE_BACK, take_back_row
from goalcoach.screens.read.plan import PlanScreen


class SoFarScreen(PlanScreen):
    """Taking back closes the page: the question says what was taken back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "take_back", show=False, id=TAKE_BACK),
    ]

    def help_rows(self) -> Sequence[tuple[str, str]]:
        return (*super().help_rows(), take_back_row())

    def action_take_back(self) -> None:
        """Go back to the visit, and take back the last thing said there."""
        self.dismiss(TAKE_BACK)
