"""What can be read beside a visit under way: its plan so far, its steps, what changed, a break.

The one place where a front end looks into a visit's script, state and plan; the question itself
is `Visit.screen`. Nothing here changes the visit.
"""

from __future__ import annotations

from goalcoach.dialogue.engine.command import CloseReason
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.dialogue.engine.script_words import words
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.view.screen import CellView, RowView, Status
from goalcoach.plan.ladder_rules import may_say_amounts, standing_steps, step_now
from goalcoach.plan.model import Goal, Rung
from goalcoach.plan.question_address import Address, rows_of
from goalcoach.sheets.changes.change_report import ChangeSheet
from goalcoach.sheets.changes.compare import compare
from goalcoach.sheets.context import NO_CONTEXT, SheetContext
from goalcoach.sheets.diary_answers import diary_lines
from goalcoach.sheets.layouts.whole_plan import read_plan
from goalcoach.sheets.parts.step_amount import say_amount, say_ceiling
from goalcoach.sheets.writers.labelled_sheet import GutterLine, read_lines
from goalcoach.visit.break_and_end_words import BreakMoment, said_at_end
from goalcoach.visit.visit import Visit

_STANDS = {"now": "here now", "steady": "steady"}
_RUNG_STATUS = "goals.ladder.rungs.status"
_FOLLOWS = {
    "goals.lifecycle": ("goals.decision.choice",),
    "goals.first_met": ("goals.decision.choice",),
    "goals.ladder.mode": ("safety.pem", "safety.decision"),
}
"""Plan path → the paths that decide it at the close. Those are asked."""


class VisitReading:
    """Reads beside a running visit; never changes it.

    `around` is what the site says on its sheets, for the plan's lines on whom to call.
    """

    def __init__(self, visit: Visit, around: SheetContext = NO_CONTEXT) -> None:
        self.visit = visit
        self._around = around

    def plan(self) -> tuple[GutterLine, ...]:
        """Return the plan as it would be now, paragraph by paragraph, each with its label."""
        plan = read_plan(self.visit.draft_plan(), self.visit.state.today, self._around)
        lines = read_lines(plan)
        # What stands before the first heading tells of the visit's end, which is not here yet.
        return tuple(one for one in lines if one.label)

    def diary(self) -> tuple[str, ...]:
        """Return what was written down since the last visit, an entry a line; never empty."""
        return diary_lines(self.visit.diary, self.visit.diary_problem)

    def changes(self) -> ChangeSheet | None:
        """Return the last plan beside the plan as it would be now; None at a first visit.

        What stayed the same is in it too.
        """
        parent = self.visit.parent
        if parent is None:
            return None
        return compare(parent, self.visit.draft_plan(), everything=True)

    def steps(self, address: str) -> tuple[RowView, ...]:
        """Return the steps of the goal that the question at `address` is about, the first first.

        Each has the cells "status" (how it stands, and how much where that may be said) and
        "bad_day". Unless the ladder goes by the clock, no step beyond the one for now is among
        them: inside an energy limit the plan never points further.
        """
        asked_for = rows_of(address)
        goals = self.visit.draft_plan().goals
        goal = next((one for one in goals if one.id in asked_for), None)
        return tuple(_step_row(goal, rung) for rung in _shown_steps(goal)) if goal else ()

    def address_of(self, path: str, rows: tuple[str, ...]) -> str:
        """Return the last question that fills the plan's `path` of these `rows`, outer row first;
        "" if no question fills it alone.
        """
        walked = walk(self.visit.script, self.visit.state)
        place = path.removesuffix(".ended")
        wanted = (place, *_FOLLOWS.get(place, ())) if place else ()
        return next((at for one in wanted if (at := _asked_at(walked, one, rows))), "")

    def break_words(self, moment: BreakMoment) -> str:
        """Return what the script says at that moment of a break, in its own words or in ours."""
        script = self.visit.script
        # A break stands on no path: what it pipes is looked up from the script's first section.
        anywhere = Position(next(iter(script.sections.values())))
        path = walk(script, self.visit.state)
        return words(path, script.words("break", moment).say, None, anywhere) or moment.words

    def end_words(self, reason: CloseReason | None) -> str:
        """Return what the script says as the visit ends for that reason; "" for nothing."""
        moment = said_at_end(reason)
        return self.break_words(moment) if moment else ""

    def alone_question(self) -> str:
        """Return the question that says whether the two are alone, while private ones wait for
        that; else "".
        """
        script = self.visit.script
        waits = walk(script, self.visit.state).waiting
        return str(Address(*script.private_later.item)) if waits and script.private_later else ""


def _shown_steps(goal: Goal) -> list[Rung]:
    steps = [rung for rung in standing_steps(goal) if rung.status != "left"]
    if may_say_amounts(goal):
        return steps
    now = step_now(goal)
    return [rung for rung in steps if rung.status == "steady" or rung is now]


def _step_row(goal: Goal, rung: Rung) -> RowView:
    top = say_ceiling(goal) if rung is step_now(goal) else None
    stands = (_STANDS.get(rung.status or "", ""), say_amount(goal, rung) or top or "")
    texts = {
        "status": ", ".join(word for word in stands if word),
        "bad_day": rung.bad_day or "",
    }
    cells = tuple(CellView(name, "", "", text, Status.ANSWERED) for name, text in texts.items())
    return RowView(rung.id, rung.text or "", cells)


def _asked_at(path: Path, wanted: str, rows: tuple[str, ...]) -> str:
    """Return the last question that fills the place, else the last that fills what is around it."""
    exact = around = ""
    for stop in path.stops:
        fills = stop.item.fills
        here = path.ids(stop.place)
        if here != rows[: len(here)]:
            continue
        if fills is None:
            chosen = stop.item.moves and stop.address in path.state.entries
            exact = stop.address if chosen and wanted == _RUNG_STATUS else exact
        elif fills.path == wanted:
            exact = _first_cell(path, stop, rows[len(here) :])
        elif wanted.startswith(f"{fills.path}.") and not stop.item.adds:
            around = stop.address
    return exact or around


def _first_cell(path: Path, stop: Stop, row: tuple[str, ...]) -> str:
    """Return the first field of a roster's row where that is asked, else the question itself."""
    if not stop.item.fields or not row:
        return stop.address
    cell = stop.cell(row[0], stop.item.fields[0].id)
    return cell if cell in path.index else stop.address
