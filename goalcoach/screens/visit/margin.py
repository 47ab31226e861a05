"""The column beside the answer on a wide page."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from goalcoach.dialogue.view.screen import Screen
from goalcoach.safe_text import show, wrap
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.paint import BLANK, Painted, line, paragraph
from goalcoach.screens.visit.answer_context import AnswerContext
from goalcoach.sheets.layouts.read_back import AGREED_BY
from goalcoach.translation import tr


class Margin(Painted):
    """Beside the answer at 120 columns: who agreed or IF STUCK, then the note."""

    def __init__(self) -> None:
        super().__init__(id="margin")
        self.probes: Sequence[str] = ()
        self.hint = ""
        self.notes_shown = True
        self.agreed: Sequence[tuple[str, bool]] = ()

    def tell(self, asked: Screen, around: AnswerContext) -> None:
        """Show the probes and the note of another question, and on the read-back who agreed."""
        self.probes, self.hint = asked.probes, asked.hint
        self.notes_shown, self.agreed = around.notes_shown, around.agreed
        self.repaint()

    def paint(self, width: int) -> list[Content]:
        lines: list[Content] = []
        notes = coach_of(self).keys.label("notes")
        if self.agreed:
            lines.append(line((tr(AGREED_BY), "$quiet")))
            edge = coach_of(self).marks.edge
            for words, here in self.agreed:
                style, first = ("bold $ink", f"{edge} ") if here else ("$ink", "  ")
                lines += paragraph(words, width, style, indent="  ", first=first)
            lines += [BLANK, BLANK]
        if self.probes:
            lines += paragraph(tr("IF STUCK"), width, "$quiet")
            for probe in self.probes:
                lines += [*(Content.styled(one, "$ink") for one in wrap(show(probe), width)), BLANK]
            lines.append(BLANK)
        if self.hint and self.notes_shown:
            hides = tr("{key} hides", key=notes)
            lines.append(line((f"{tr('NOTE')}  {hides}", "$quiet")))
            lines += paragraph(self.hint, width, "$quiet")
        elif self.hint:
            lines += paragraph(tr("{key} shows the note", key=notes), width, "$quiet")
        return lines
