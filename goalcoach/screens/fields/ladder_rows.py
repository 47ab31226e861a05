"""The steps of a goal as a list, the first at the bottom, with each one's bad day beside it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from goalcoach.dialogue.view.screen import RowView
from goalcoach.screens.fields.roster_rows import RosterRows
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.digit_key import digit_of
from goalcoach.screens.kit.paint import BLANK, beside, line, paragraph
from goalcoach.screens.kit.pick_list import PickLine
from goalcoach.translation import tr


class LadderRows(RosterRows):
    """A roster's rows as steps of a ladder. The row under the cursor also shows its good day.

    `views` are the rows to show, in the roster's order; set them before `show_lines`.
    """

    views: tuple[RowView, ...] = ()

    def show_lines(self, lines: Sequence[PickLine]) -> None:
        super().show_lines(tuple(reversed(lines)))

    def paint(self, width: int) -> list[Content]:
        left = min(max((width - 7) * 11 // 20, 20), 40)
        right = width - left - 2
        step, bad_day = f"     {tr('STEP')}", tr("ON A BAD DAY")
        painted = [
            beside([line((step, "$quiet"))], [line((bad_day, "$quiet"))], left, 2)[0],
            BLANK,
        ]
        self._rows = [-1, -1]
        views = {row.id: row for row in self.views}
        for number, one in enumerate(self.lines):
            if number and self.spaced:
                painted.append(BLANK)
                self._rows.append(-1)
            rows = self._paint_step(number, one, views[one.id], left, right)
            painted += rows
            self._rows += [number] * len(rows)
        return painted

    def _paint_step(
        self, number: int, one: PickLine, view: RowView, left: int, right: int
    ) -> list[Content]:
        here = number == self.at and self.has_focus
        cells = {cell.field: cell.text for cell in view.cells}
        said = paragraph(one.words, left - 5, "bold $ink" if here else "$ink")
        if here and cells.get("good_day"):
            good = tr("on a good day: {words}", words=cells["good_day"])
            said += paragraph(good, left - 5, "$quiet")
        if cells.get("status"):
            said += paragraph(cells["status"], left - 5, "$accent" if here else "$quiet")
        bad = paragraph(cells.get("bad_day", ""), right, "$ink" if here else "$quiet")
        edge = coach_of(self).marks.edge if here else " "
        step = len(self.lines) - number
        first = line((edge, "$accent"), (f"{step:>2}", "bold $ink" if here else "$quiet"), "  ")
        rest = line((edge, "$accent"), "    ")
        column = [Content.assemble(rest if at else first, text) for at, text in enumerate(said)]
        return beside(column, bad, left, 2)

    def handle(self, key: str) -> bool:
        # ShownSteps are numbered from the bottom, and a digit chooses the step of that number.
        digit = digit_of(key)
        if self.digits and digit and digit <= len(self.lines):
            self.move(len(self.lines) - digit)
            return True
        return super().handle(key)


class ShownSteps(LadderRows):
    """The steps shown beside a question about them; they cannot be changed here."""

    def __init__(self, views: Sequence[RowView]) -> None:
        super().__init__((), at=None, spaced=False)
        self.can_focus = False
        self.views = tuple(views)
        self.show_lines([PickLine(view.id, view.label) for view in views])
