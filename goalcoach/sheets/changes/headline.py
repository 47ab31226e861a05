"""The first sentence of a difference: what became of the goals."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from goalcoach.date_words import say_day
from goalcoach.number_words import say_count
from goalcoach.plan.goal_lifecycle import is_closed
from goalcoach.plan.ladder_rules import is_below, marked_step
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.model.plan import Plan
from goalcoach.safe_text import cut_at_word
from goalcoach.sheets.changes.change_vocabulary import MOST_SAID, begun, say_distance, within
from goalcoach.translation import TrMap, language_name, spoken_language, tr, tr_noop

_LANGUAGES = TrMap({"de": "German", "en": "English", "es": "Spanish"})
_LONGEST = 60
_MANY = 2

# How each kind of event is said: of one goal, of two, and of many.
_SAID: dict[str, tuple[str, str, str]] = {
    "new": (
        tr_noop("“{goal}” is new."),
        tr_noop("“{goal}” and “{other}” are new."),
        tr_noop("{count} goals are new."),
    ),
    "met": (
        tr_noop("“{goal}” was met."),
        tr_noop("“{goal}” and “{other}” were met."),
        tr_noop("{count} goals were met."),
    ),
    "replaced": (
        tr_noop("“{successor}” takes the place of “{goal}”."),
        tr_noop(
            "“{successor}” takes the place of “{goal}” and “{other_successor}” takes the place of "
            "“{other}”."
        ),
        tr_noop("{count} goals made way for other goals."),
    ),
    "let_go": (
        tr_noop("“{goal}” was let go."),
        tr_noop("“{goal}” and “{other}” were let go."),
        tr_noop("{count} goals were let go."),
    ),
    "rests": (
        tr_noop("“{goal}” rests for now."),
        tr_noop("“{goal}” and “{other}” rest for now."),
        tr_noop("{count} goals rest for now."),
    ),
    "again": (
        tr_noop("“{goal}” is under way."),
        tr_noop("“{goal}” and “{other}” are under way."),
        tr_noop("{count} goals are under way."),
    ),
    "words and step": (
        tr_noop("“{goal}” has new words and a new step."),
        tr_noop("“{goal}” and “{other}” have new words and new steps."),
        tr_noop("{count} goals have new words and new steps."),
    ),
    "words": (
        tr_noop("“{goal}” has new words."),
        tr_noop("“{goal}” and “{other}” have new words."),
        tr_noop("{count} goals have new words."),
    ),
    "step": (
        tr_noop("“{goal}” has a new step."),
        tr_noop("“{goal}” and “{other}” have new steps."),
        tr_noop("{count} goals have new steps."),
    ),
    "words and earlier step": (
        tr_noop("“{goal}” has new words and goes on with an earlier step."),
        tr_noop("“{goal}” and “{other}” have new words and go on with earlier steps."),
        tr_noop("{count} goals have new words and go on with earlier steps."),
    ),
    "earlier step": (
        tr_noop("“{goal}” goes on with an earlier step."),
        tr_noop("“{goal}” and “{other}” go on with earlier steps."),
        tr_noop("{count} goals go on with earlier steps."),
    ),
    "gone": (
        tr_noop("“{goal}” is no longer in the file."),
        tr_noop("“{goal}” and “{other}” are no longer in the file."),
        tr_noop("{count} goals are no longer in the file."),
    ),
}


class _Told(Struct, frozen=True):
    """The title of a goal, and of the one that takes its place; "" where none does."""

    goal: str
    successor: str = ""


def headline(before: Plan, after: Plan, differs: bool) -> str:
    """Return one to a few sentences for someone who was not there."""
    words = _sentences(before, after, differs)
    if after.visit.date < before.visit.date and before.version < after.version:
        wrong = tr(
            "Version {before} is dated {day}, and version {after}, written after it, {later}: one "
            "of the two days is wrong.",
            before=before.version,
            day=say_day(before.visit.date),
            after=after.version,
            later=say_day(after.visit.date),
        )
        return " ".join((wrong, *words))
    if before.version != after.version:  # two files of one visit have no time between them
        apart = begun(say_distance(before.visit.date, after.visit.date))
        words[0] = tr("{how_much_later}: {what}", how_much_later=apart, what=within(words[0]))
    return " ".join((*words, *_spoken(before, after))) if differs else " ".join(words)


def _spoken(before: Plan, after: Plan) -> Iterator[str]:
    """Yield in which languages the two visits were held, where one is not that of the reading:
    what was said stands there as it was said.
    """
    tags = [language_name(plan.script.language or "") for plan in (before, after)]
    if not all(tags) or set(tags) == {spoken_language()} or before.version == after.version:
        return
    old, new = (_LANGUAGES.get(tag, f"“{tag}”") for tag in tags)
    if old == new:
        yield tr("Both visits were held in {language}.", language=new)
    else:
        yield tr(
            "The visit of version {before} was held in {old}, that of version {after} in {new}.",
            before=before.version,
            after=after.version,
            old=old,
            new=new,
        )


def _sentences(before: Plan, after: Plan, differs: bool) -> list[str]:
    if not differs:
        return [tr("Nothing in the plan has changed.")]
    events = _events(before, after)
    if not events:
        return [tr("The goals stand as they did; other parts of the plan changed.")]
    return [_sentence(kind, told) for kind, told in events.items()]


def _sentence(kind: str, told: list[_Told]) -> str:
    one, two, many = _SAID[kind]
    if len(told) > _MANY:
        return tr(many, count=begun(say_count(len(told), MOST_SAID)))
    first, last = told[0], told[-1]
    return tr(
        one if first is last else two,
        goal=first.goal,
        successor=first.successor,
        other=last.goal,
        other_successor=last.successor,
    )


def _events(before: Plan, after: Plan) -> dict[str, list[_Told]]:
    """Return the goals by what became of them, in the order of the plan."""
    old = {goal.id: goal for goal in before.goals}
    titles = {goal.id: _title(goal) for goal in after.goals}
    events = {goal.id: _event(old.pop(goal.id, None), goal) for goal in after.goals}
    instead = {goal.related for goal in after.goals if events[goal.id] == "replaced"}
    found: dict[str, list[_Told]] = {}
    for goal in after.goals:
        event, told = events[goal.id], _Told(titles[goal.id])
        if event == "replaced":
            told = _Told(told.goal, titles.get(goal.related or "", tr("Another goal")))
        # That it takes another's place says that it is here.
        if event and not (goal.id in instead and event in ("new", "again")):
            found.setdefault(event, []).append(told)
    if old:
        found["gone"] = [_Told(_title(goal)) for goal in old.values()]
    return found


def _title(goal: Goal) -> str:
    """Return the goal's words, shortened between two words if they are many."""
    title = (goal.statement or goal.id).rstrip(" .")
    return cut_at_word(title, _LONGEST)


def _event(was: Goal | None, goal: Goal) -> str:
    closed = _closed_as(goal)
    if was is None:
        return closed or "new"
    if closed and not _closed_as(was):
        return closed
    if goal.first_met and not was.first_met:
        return "met"
    if goal.lifecycle == "on-hold" != was.lifecycle:
        return "rests"
    if goal.lifecycle == "active" != was.lifecycle:
        return "again"
    words = "words" if was.statement != goal.statement else ""
    return " and ".join(part for part in (words, _other_step(was, goal)) if part)


def _other_step(was: Goal, goal: Goal) -> str:
    """Return which step is for now where it is another one than before; else ""."""
    before, now = marked_step(was), marked_step(goal)
    if now is None or (before is not None and before.id == now.id):
        return ""
    back = before is not None and is_below(goal.ladder, now, before)
    return "earlier step" if back else "step"


def _closed_as(goal: Goal) -> str:
    """Return how a goal was closed; "" if it is not."""
    if goal.lifecycle == "completed":
        return "met"
    if goal.lifecycle == "cancelled" and goal.related:
        return "replaced"
    return "let_go" if is_closed(goal) else ""
