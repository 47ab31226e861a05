"""What stands around a visit: its plan as paragraphs, the words for a break, where a line is from.

The one place where screens look into a visit's script and state. Pure but for reading the plan
that the visit builds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.engine.wording import words
from goalcoach.dialogue.script.script import Item
from goalcoach.dialogue.view.screen import CellView, RowView, Screen, Status
from goalcoach.plan.address import rows_of
from goalcoach.screens.visit.open_visit import Placed, ReadLine
from goalcoach.sheets.changes.change_sheet import ChangeSheet
from goalcoach.sheets.changes.compare import compare
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.diary_form import diary_lines
from goalcoach.sheets.layouts.whole_plan import read_plan
from goalcoach.sheets.writers.gutter_lines import read_lines
from goalcoach.visit.visit import Visit

STANDS = {"now": "here now", "steady": "steady"}
_STATUS = "goals.ladder.rungs.status"
_FOLLOWS = {
    "goals.lifecycle": ("goals.decision.choice",),
    "goals.first_met": ("goals.decision.choice",),
    "goals.ladder.mode": ("safety.pem", "safety.decision"),
}
"""What follows at the close from other answers: those are asked."""


class VisitDesk:
    """Reads beside a running visit; never changes it."""

    def __init__(self, visit: Visit, today: date, contacts: tuple[tuple[str, str], ...]) -> None:
        self.visit = visit
        self.today = today
        self.contacts = contacts

    def read(self) -> Sequence[ReadLine]:
        """Return the plan as it would be now, paragraph by paragraph."""
        around = SheetContext(contacts=self.contacts)
        lines = read_lines(read_plan(self.visit.draft_plan(), self.today, around))
        # What stands before the first heading tells of the visit's end, which is not here yet.
        return tuple(one for one in lines if one.label)

    def diary(self) -> Sequence[str]:
        """Return what was written down since the last visit, an entry a paragraph."""
        return diary_lines(self.visit.diary, self.visit.diary_problem)

    def changes(self) -> ChangeSheet | None:
        """Return the last plan beside the plan as it would be now; None at a first visit."""
        parent = self.visit.parent
        if parent is None:
            return None
        return compare(parent, self.visit.draft_plan(), everything=True)

    def address_of(self, line: Placed) -> str:
        """Return where to change a line: the last question that fills its place, or ""."""
        path = walk(self.visit.script, self.visit.state)
        place = line.path.removesuffix(".ended")
        wanted = (place, *_FOLLOWS.get(place, ())) if place else ()
        return next((at for one in wanted if (at := _asked_at(path, one, line.rows))), "")

    def steps(self, asked: Screen) -> tuple[RowView, ...]:
        """Return the steps of the goal that is talked about, the first one first."""
        plan = self.visit.draft_plan()
        asked_for = rows_of(asked.address)
        goal = next((one for one in plan.goals if one.id in asked_for), None)
        if goal is None or goal.ladder is None:
            return ()
        rows = []
        for rung in goal.ladder.rungs:
            if rung.status == "left":
                continue
            words = {"status": STANDS.get(rung.status or "", ""), "bad_day": rung.bad_day or ""}
            cells = tuple(
                CellView(name, "", "", text, Status.ANSWERED) for name, text in words.items()
            )
            rows.append(RowView(rung.id, rung.text or "", cells))
        return tuple(rows)

    def counts(self, address: str) -> bool:
        """Return whether the list asked at `address` holds numbers."""
        item = _item_at(walk(self.visit.script, self.visit.state), address)
        return item is not None and item.numbers

    def break_words(self) -> Sequence[str]:
        """Return what the script says when a break begins, sentence by sentence."""
        path = walk(self.visit.script, self.visit.state)
        anywhere = Position(next(iter(self.visit.script.sections.values())))
        said = words(path, self.visit.script.words("break", "stop").say, None, anywhere)
        first, _, rest = said.partition(". ")
        return (f"{first}.", rest) if rest else (said,)


def _asked_at(path: Path, wanted: str, rows: tuple[str, ...]) -> str:
    """Return the last question that fills the place, else the last that fills what is around it."""
    exact = around = ""
    for stop in path.stops:
        fills = stop.item.fills
        here = path.ids(stop.place)
        if here != rows[: len(here)]:
            continue
        if fills is None:
            moved = stop.item.moves and wanted == _STATUS and stop.address in path.state.entries
            exact = stop.address if moved else exact
        elif fills.path == wanted:
            exact = _words_at(path, stop, rows[len(here) :])
        elif wanted.startswith(f"{fills.path}.") and not stop.item.adds:
            around = stop.address
    return exact or around


def _words_at(path: Path, stop: Stop, row: tuple[str, ...]) -> str:
    """Return the first field of a roster's row where that is asked, else the question itself."""
    if not stop.item.fields or not row:
        return stop.address
    words = stop.cell(row[0], stop.item.fields[0].id)
    return words if words in path.index else stop.address


def _item_at(path: Path, address: str) -> Item | None:
    at = path.index.get(address)
    return None if at is None else path.stops[at].item
