"""What can be read beside a visit under way: its plan so far, its steps, what changed, a break.

The one place where a front end looks into a visit's script, state and plan; the question itself
is `Visit.screen`. Nothing here changes the visit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from msgspec import Struct

from goalcoach.date_words import say_near_day
from goalcoach.dialogue.answer_types import Value
from goalcoach.dialogue.engine.command import CloseReason
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.dialogue.engine.script_words import words
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.view.said_list import SaidLine, own_words, part_of
from goalcoach.dialogue.view.screen import CellView, RowView, Status
from goalcoach.number_words import say_count
from goalcoach.plan.ladder_rules import may_say_amounts, standing_steps, step_now
from goalcoach.plan.model.goal import Goal, Rung
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.good_day_counts import read_patterns
from goalcoach.plan.question_address import Address, rows_of
from goalcoach.sheets.changes.change_report import ChangeSheet
from goalcoach.sheets.changes.compare import compare
from goalcoach.sheets.context import NO_CONTEXT, SheetContext
from goalcoach.sheets.diary_form import diary_lines
from goalcoach.sheets.layouts.day_patterns import lay_patterns
from goalcoach.sheets.layouts.read_back import Party, say_plan
from goalcoach.sheets.layouts.whole_plan import read_plan
from goalcoach.sheets.parts.step_amount import say_amount, say_ceiling
from goalcoach.sheets.writers.gutter_lines import GutterLine, read_lines
from goalcoach.translation import tr
from goalcoach.visit.break_and_end_words import BreakMoment, said_at_end
from goalcoach.visit.visit import Visit

_RUNG_STATUS = "goals.ladder.rungs.status"
_FOLLOWS = {
    "goals.lifecycle": ("goals.decision.choice",),
    "goals.first_met": ("goals.decision.choice",),
    "goals.ladder.mode": ("safety.pem", "safety.decision"),
}
"""Plan path → the paths that decide it at the close. Those are asked."""


class ReadBack(Struct, frozen=True):
    """The plan read back: what is said aloud, then all of it; `agreed` is each who may, and if."""

    aloud: tuple[GutterLine, ...] = ()
    whole: tuple[GutterLine, ...] = ()
    agreed: tuple[Party, ...] = ()


class VisitReading:
    """Reads beside a running visit; never changes it.

    `around` is what the site says on its sheets, for the plan's lines on whom to call.
    """

    def __init__(self, visit: Visit, around: SheetContext = NO_CONTEXT) -> None:
        self.visit = visit
        self._around = around

    def plan(self) -> tuple[GutterLine, ...]:
        """Return the plan as it would be now, paragraph by paragraph, each with its label."""
        return self._whole(self.visit.draft_plan())

    def _whole(self, plan: Plan) -> tuple[GutterLine, ...]:
        lines = read_lines(read_plan(plan, self.visit.state.today, self._around))
        # What stands before the first heading tells of the visit's end, which is not here yet.
        return tuple(one for one in lines if one.label)

    def read_back(self) -> ReadBack:
        """Return what is read aloud of the plan as it would be now, who agreed, and all of it."""
        plan = self.visit.draft_plan()
        said = say_plan(plan, self.visit.state.today, self._around)
        aloud = tuple(GutterLine(one.label, one.text, one.origin, aloud=True) for one in said)
        return ReadBack(aloud, self._whole(plan), _agreed(plan))

    def so_far(self) -> tuple[GutterLine, ...]:
        """Return all that can be read of the plan so far: what was told, the plan, the notes.

        What was told stands here until the plan has the same words. Nothing that is private.
        """
        script, plan = self.visit.script, self.plan()
        said = own_words(script, self.visit.state)
        told = tuple(
            GutterLine(tr("IN MY WORDS"), f"{_name(one)}: {_words(one)}")
            for one in said
            if one.answer and not _stands_in(plan, part_of(script, one.address), one.value)
        )
        notes = tuple(
            GutterLine(tr("NOTES"), f"{_name(one)}: {one.note}") for one in said if one.note
        )
        return (*told, *plan, *notes)

    def heard(self, address: str) -> tuple[GutterLine, ...]:
        """Return what was told that the question at `address` asks to be read back, notes too.

        A note says so: it may be the clinician's own words.
        """
        script = self.visit.script
        said = own_words(script, self.visit.state, part_of(script, address))
        texts = (
            text
            for one in said
            if one.address != address
            for text in (
                f"{_name(one)}: {_words(one)}" if _words(one) else "",
                tr("Note, {question}: {words}", question=_name(one), words=one.note)
                if one.note
                else "",
            )
        )
        return tuple(GutterLine(tr("HEARD"), text) for text in texts if text)

    def diary(self) -> tuple[str, ...]:
        """Return what was written down since the last visit, an entry a line; never empty."""
        return diary_lines(self.visit.diary, self.visit.diary_problem)

    def patterns(self) -> tuple[GutterLine, ...]:
        """Return the days of all visits, of this one and of the diary side by side; never empty."""
        plans = (*self.visit.versions, self.visit.draft_plan())
        return read_lines(lay_patterns(read_patterns(plans, self.visit.entries)))

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

        Each has the cells "status" (how it stands and since when, and how much where that may be
        said) and "bad_day". Unless the ladder goes by the clock, no step beyond the one for now is
        among them: inside an energy limit the plan never points further.
        """
        asked_for = rows_of(address)
        goals = self.visit.draft_plan().goals
        goal = next((one for one in goals if one.id in asked_for), None)
        if goal is None:
            return ()
        steps = _shown_steps(goal)
        following = _step_after(goal, steps)
        stands = [_stand_words(one, one is following, self.visit.state.today) for one in steps]
        return tuple(map(partial(_step_row, goal), steps, stands))

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


def _agreed(plan: Plan) -> tuple[Party, ...]:
    """Return the patient, the clinician and, where one is there or agreed, a helper."""
    by = plan.agreement.by
    there = "helper" in by or any(one.partition(":")[0] == "helper" for one in plan.visit.present)
    names = {"patient": plan.patient, "clinician": tr("clinician")}
    if there:
        names["helper"] = tr("helper")
    return tuple(Party(who, name, who in by) for who, name in names.items())


_ENDS = tuple(".!?…")


def _name(line: SaidLine) -> str:
    return f"{line.about}: {line.question}" if line.about else line.question


def _words(line: SaidLine) -> str:
    """Return an answer as it was typed: what stood on lines of their own stays apart."""
    if isinstance(line.value, tuple):
        return _behind_one_another([str(one) for one in line.value])
    return line.answer


def _behind_one_another(lines: Sequence[str]) -> str:
    """Return the lines of a list in one: parted by a semicolon, but behind what ends a sentence."""
    text = ""
    for one in lines:
        text += f"{'' if text[-1:] in _ENDS else ';'} {one}" if text else one
    return text


def _stands_in(plan: Sequence[GutterLine], part: str, value: Value | None) -> bool:
    """Return True if the words of an answer stand in the lines of that part of the plan."""
    lines = (line.text for line in plan if part and line.path.partition(".")[0] == part)
    page = "\n".join(lines).casefold()
    said = value if isinstance(value, tuple) else (value,)
    return all(str(one).strip().rstrip(".").casefold() in page for one in said)


def _shown_steps(goal: Goal) -> list[Rung]:
    steps = [rung for rung in standing_steps(goal) if rung.status != "left"]
    if may_say_amounts(goal):
        return steps
    now = step_now(goal)
    return [rung for rung in steps if rung.status == "steady" or rung is now]


def _step_after(goal: Goal, steps: Sequence[Rung]) -> Rung | None:
    """Return which of the shown steps is next; None inside an energy limit, which shows none."""
    now = step_now(goal)
    above = steps[steps.index(now) + 1 :] if now in steps else ()
    return next((one for one in above if one.status == "later"), None)


def _stand_words(rung: Rung, is_next: bool, today: date) -> str:
    """Return how a step stands and for how long: "steady for four weeks"; "" for one further on."""
    if rung.status == "now":
        if rung.since is None:
            return tr("here now")
        return tr("here now, since {day}", day=say_near_day(rung.since, today))
    if rung.status == "steady":
        weeks = (today - rung.since).days // 7 if rung.since else 0
        if weeks < 1:
            return tr("steady")
        if weeks == 1:
            return tr("steady for one week")
        return tr("steady for {count} weeks", count=say_count(weeks))
    # Up is a choice, and never the usual one.
    return tr("next, if you choose to go up") if is_next else ""


def _step_row(goal: Goal, rung: Rung, stands: str) -> RowView:
    top = say_ceiling(goal) if rung is step_now(goal) else None
    told = (stands, say_amount(goal, rung) or top or "")
    texts = {"status": ": ".join(word for word in told if word), "bad_day": rung.bad_day or ""}
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
