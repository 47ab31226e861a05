"""Two plans as a story of what changed: a headline, then goal by goal, with the reasons.

Made for someone who was not there. Goals come in the order of the plan, a goal's decision before
what follows from it, a step change once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from goalcoach.plan.diff.change import (
    Added,
    Change,
    Diff,
    Moved,
    Removed,
    Renamed,
    Returned,
)
from goalcoach.plan.diff.diff import diff_goal
from goalcoach.plan.goal_lifecycle import is_open
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.changes.change_lines import lines_of
from goalcoach.sheets.changes.change_report import (
    CHANGED,
    GONE,
    LEFT_OUT,
    NEW,
    SAID,
    ChangeCounts,
    ChangeLine,
    ChangeSection,
    ChangeSheet,
    ChangeSide,
)
from goalcoach.sheets.changes.change_vocabulary import SECTIONS
from goalcoach.sheets.changes.headline import headline
from goalcoach.sheets.changes.may_be_told import is_shown, may_be_told, tellable
from goalcoach.sheets.changes.next_step import folded_changes, has_other_step, next_step
from goalcoach.sheets.changes.plan_pair_lookup import PlanPair, pair
from goalcoach.sheets.changes.row_as_line import name_row
from goalcoach.sheets.changes.unchanged import Same, find_same
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.field_labels import label_of
from goalcoach.sheets.parts.scale_results import scale_facts
from goalcoach.sheets.wording import DECIDED_FOR_PATIENT, say_day
from goalcoach.translation import tr

_RUNGS = "goals.ladder.rungs"
_EXACT = 0.995
_SETBACK = "setbacks.during"


class _Story(Struct, frozen=True):
    both: PlanPair
    between: Sequence[Plan]

    @property
    def told(self) -> tuple[Plan, ...]:
        """The plans of the visits in between, with the later one; none on the way back."""
        on = self.both.after.version > self.both.before.version
        return (*self.between, self.both.after) if on else ()


def read_change(
    found: Diff,
    before: Plan,
    after: Plan,
    *,
    between: Sequence[Plan] = (),
    everything: bool = False,
    practice: bool = False,
) -> ChangeSheet:
    """Return the difference `found` between two plans as reading.

    `between` are the versions from one to the other; their decisions are told too. With
    `everything` what stayed the same is laid out as well.
    """
    story = _Story(pair(before, after, found.changes), between)
    same = find_same(story.both, found)
    sections = [*_goals(found, story), *_parts(found.changes, story), *_since(story)]
    marks = [line.mark for section in sections for line in section.lines]
    differs = any(mark != SAID for mark in marks) or any(section.aside for section in sections)
    counts = ChangeCounts(marks.count(CHANGED), marks.count(NEW), marks.count(GONE), len(same))
    if everything:
        sections = _with_same(sections, same, after)
    return ChangeSheet(
        patient=after.patient,
        before=ChangeSide(before.version, before.visit.date),
        after=ChangeSide(after.version, after.visit.date),
        headline=headline(before, after, differs),
        counts=counts,
        sections=tuple(sections),
        changes=tellable(found.changes, story.both),
        alike=tuple(_alike(found, story.both)),
        apart=_apart(found),
        notice=tr("PRACTICE") if practice else "",
        why=tr("why"),
    )


def _goals(found: Diff, story: _Story) -> Iterator[ChangeSection]:
    for goal in story.both.after.goals:
        own = [one for one in found.changes if _is_of(one, goal.id)]
        section = _goal(goal, own, story)
        if section.lines or section.aside:
            yield section
    for one in found.changes:
        if isinstance(one, Removed) and one.path == "goals" and isinstance(one.old, dict):
            title = str(one.old.get("statement") or one.was[0])
            line = ChangeLine(GONE, tr("The goal"), old=title, say=tr("no longer in the file"))
            yield ChangeSection(title, one.was[0], (line,))


def _is_of(change: Change, goal: str) -> bool:
    return change.path.startswith("goals") and change.rows[:1] == (goal,)


def _goal(goal: Goal, own: list[Change], story: _Story) -> ChangeSection:
    title = goal.statement or goal.id
    lines = list(_decided(goal, story))
    if any(isinstance(one, Added) and one.path == "goals" for one in own):
        status = say_value("goals.lifecycle", goal.lifecycle)
        line = ChangeLine(NEW, tr("New goal"), new=title, say=status, path="goals", rows=(goal.id,))
        lines.append(replace(line, why=tuple(_reasons_undecided(goal, story))))
        bare, inside = diff_goal(goal, story.both.after)
        own = [one for one in inside if _is_of(one, goal.id)]
        story = _Story(pair(bare, story.both.after, ()), ())
    lines += _told(own, story, goal)
    return ChangeSection(title, goal.id, tuple(lines), _aside(goal, own, story.both))


def _decided(goal: Goal, story: _Story) -> Iterator[ChangeLine]:
    """Yield what was decided at each visit; of one visit, a step's reason stands with the step."""
    several = len(story.told) > 1
    apart = not several and has_other_step(goal, story.both)
    for plan in story.told:
        one = next((one for one in plan.goals if one.id == goal.id), None)
        if one is None or one.decision.choice is None:
            continue
        because = None if apart else one.decision.because
        on_step = tr("On the step: {why}", why=because) if because else None
        why = tuple(text for text in (one.decision.why, on_step) if text)
        yield ChangeLine(
            SAID,
            tr("Decided"),
            new=DECIDED_FOR_PATIENT[one.decision.choice],
            say=_on_day(plan) if several else "",
            why=why,
            kind="decision",
            path="goals.decision.choice",
            rows=(goal.id,),
        )


def _told(own: list[Change], story: _Story, goal: Goal) -> Iterator[ChangeLine]:
    """Yield the lines of a goal's changes; what one step change brings with it is told once."""
    because = goal.decision.because if len(story.told) == 1 else None
    step = next_step(own, goal, story.both, because)
    lifecycle = any(one.path == "goals.lifecycle" for one in own)
    folded = folded_changes(own, story.both)
    for one in own:
        if one.path == f"{_RUNGS}.status" and step is not None:
            yield step
            step = None
        if one.path == "goals.start" and one.old is None and lifecycle:
            continue
        if one.path == "goals.lead" and lifecycle and not is_open(goal):
            continue  # it is among the open goals no more
        if one.path == "goals.related" and lifecycle and goal.lifecycle == "cancelled":
            continue  # where it stands names the goal that takes its place
        if id(one) in folded or one.path in (f"{_RUNGS}.since", f"{_RUNGS}.ended.on"):
            continue
        lines = lines_of(one, story.both)
        if one.path == "goals.lifecycle":
            why = tuple(_reasons_undecided(goal, story))
            lines = (replace(line, why=(*line.why, *why)) for line in lines)
        yield from lines
    if step is not None:
        yield step


def _reasons_undecided(goal: Goal, story: _Story) -> Iterator[str]:
    """Yield why a goal that waited on the list goes another way now: that is said as how it
    stands, and is no decision on a goal under way, which is told with its own reason.
    """
    for plan in story.told:
        one = next((one for one in plan.goals if one.id == goal.id), None)
        if one is not None and one.decision.why and one.decision.choice is None:
            yield one.decision.why


def _aside(goal: Goal, own: list[Change], both: PlanPair) -> str:
    """Return the sentence on what of a goal's changes is left to the record; "" for nothing."""
    careful = both.careful_goal(goal.id)
    aside = LEFT_OUT.get(careful.ladder.mode or "", "") if careful is not None else ""
    return aside if aside and any(_is_left_out(one, both) for one in own) else ""


def _is_left_out(change: Change, both: PlanPair) -> bool:
    """Return True if a value, or a step that is new or stands again, is not told."""
    if isinstance(change, Added | Returned):
        return not may_be_told(change, both)
    return not is_shown(change.path, both.goal_of(change))


def _parts(changes: Sequence[Change], story: _Story) -> Iterator[ChangeSection]:
    """Yield the rest of the plan; parts with one title stand together."""
    titles: dict[str, list[ChangeLine]] = {}
    flare = sum(one.path.startswith("flare_plan.") for one in changes)
    ranked = any(one.path == "priorities.order" for one in changes)
    for root, title in SECTIONS.items():
        for one in changes:
            if one.path.split(".")[0] != root:
                continue
            if one.path == "flare_plan.gone_over" and flare > 1:
                continue
            if isinstance(one, Moved) and root == "values" and ranked:
                continue  # their order is told by what comes first
            titles.setdefault(title, []).extend(lines_of(one, story.both))
    for title, lines in titles.items():
        if lines:
            yield ChangeSection(title, "", tuple(lines))


def _since(story: _Story) -> Iterator[ChangeSection]:
    """Yield what was told of the time between: it is no change, but it is why."""
    lines: list[ChangeLine] = []
    last = story.both.before
    for plan in story.told:
        for win in plan.wins:
            if win.day:
                what = win.made_possible
                made = tr("made possible by: {what}", what=what) if what else ""
                lines.append(_said(tr("A good day"), win.day, made, "wins.day"))
        for spell in plan.setbacks:
            words = spell.during or spell.before or spell.after
            if words or spell.learned:
                learned = spell.learned if words else ""
                kept = tr("kept from it: {what}", what=learned) if learned else ""
                lines.append(_said(tr("A setback"), words or spell.learned or "", kept, _SETBACK))
        lines += _all_in_all(plan, several=len(story.told) > 1)
        for fact in scale_facts(plan, last):
            lines.append(_said(fact.name, fact.sentence, "", fact.origin.path))
        last = plan
    if lines:
        yield ChangeSection(tr("Told of the time between"), "", tuple(lines))


def _all_in_all(plan: Plan, *, several: bool) -> Iterator[ChangeLine]:
    """Yield how it is since the beginning; of `several` visits each with its day."""
    whole, say = plan.overall, _on_day(plan) if several else ""
    if whole.change:
        path = "overall.change"
        yield _said(label_of(path), say_value(path, whole.change), say, path)
    if whole.unwanted:
        path = "overall.unwanted"
        yield _said(label_of(path), whole.unwanted, say, path)


def _on_day(plan: Plan) -> str:
    return tr("on {day}", day=say_day(plan.visit.date))


def _said(label: str, text: str, say: str, path: str) -> ChangeLine:
    return ChangeLine(SAID, label, new=text, say=say, kind="said", path=path)


def _with_same(
    sections: list[ChangeSection], same: Sequence[Same], after: Plan
) -> list[ChangeSection]:
    """Return the sections with what stayed the same at the end of each."""
    rest: dict[tuple[str, str], list[ChangeLine]] = {}
    titles = {goal.id: goal.statement or goal.id for goal in after.goals}
    for one in same:
        root = one.path.split(".")[0]
        title = titles[one.goal] if one.goal else SECTIONS.get(root, root)
        rest.setdefault((one.goal, title), []).append(one.line())
    whole = []
    for section in sections:
        more = rest.pop((section.goal, section.title), [])
        whole.append(
            ChangeSection(section.title, section.goal, (*section.lines, *more), section.aside)
        )
    left = [ChangeSection(title, goal, tuple(more)) for (goal, title), more in rest.items()]
    return [*whole, *left]


def _alike(found: Diff, both: PlanPair) -> Iterator[str]:
    """Yield what was guessed: rows that are not quite alike by name, the others as a number."""
    for one in found.changes:
        if isinstance(one, Renamed):
            words = name_row(one.path, both.row(one.path, one.rows, 1)) or one.rows[-1]
            yield tr(
                "{row} ({old} there, {new} here; {percent}% alike)",
                row=words,
                old=one.old,
                new=one.new,
                percent=_percent(one.likeness),
            )
    names = {
        row_id: name_row(path, row) for rows in both.rows for (path, row_id), row in rows.items()
    }
    for row_id, value in found.alike:
        if value < _EXACT:
            row = names.get(row_id) or row_id
            yield tr("{row} (no id of its own; {percent}% alike)", row=row, percent=_percent(value))
    exact = sum(value >= _EXACT for _, value in found.alike)
    if exact == 1:
        yield tr("1 row more with the very same words")
    elif exact:
        yield tr("{count} rows more with the very same words", count=exact)


def _percent(share: float) -> str:
    return f"{share:.0%}".rstrip("%")


def _apart(found: Diff) -> str:
    count = len(found.apart)
    if not count:
        return ""
    if count == 1:
        return tr(
            "Apart from this story 1 entry differs in what belongs to the file or to one visit "
            "(dates, numbers of versions, answers of the day)."
        )
    return tr(
        "Apart from this story {count} entries differ in what belongs to the file or to one visit "
        "(dates, numbers of versions, answers of the day).",
        count=count,
    )
