"""The first sentence of a difference: what became of the goals."""

from __future__ import annotations

from goalcoach.date_words import say_day
from goalcoach.number_words import say_count
from goalcoach.plan.goal_lifecycle import is_closed
from goalcoach.plan.ladder_rules import marked_step
from goalcoach.plan.model import Goal, Plan
from goalcoach.safe_text import cut, join_words
from goalcoach.sheets.changes.change_vocabulary import MOST_SAID, say_distance

_LONGEST = 60
_MANY = 2

# How each kind of event is said: of named goals, and of many.
_SAID: dict[str, tuple[str, str]] = {
    "new": ("is new", "are new"),
    "met": ("was met", "were met"),
    "replaced": ("made way for another goal", "made way for other goals"),
    "let_go": ("was let go", "were let go"),
    "rests": ("rests for now", "rest for now"),
    "again": ("is under way", "are under way"),
    "words and step": ("has new words and a new step", "have new words and new steps"),
    "words": ("has new words", "have new words"),
    "step": ("has a new step", "have new steps"),
    "gone": ("is no longer in the file", "are no longer in the file"),
}


def headline(before: Plan, after: Plan, differs: bool) -> str:
    """Return one to a few sentences for someone who was not there."""
    apart = say_distance(before.visit.date, after.visit.date)
    # Two files of one visit have no time between them.
    start = "" if before.version == after.version else f"{apart[:1].upper()}{apart[1:]}: "
    if after.visit.date < before.visit.date and before.version < after.version:
        start = (
            f"Version {before.version} is dated {say_day(before.visit.date)}, and version "
            f"{after.version}, written after it, {say_day(after.visit.date)}: one of the two days "
            "is wrong. "
        )
    if not differs:
        return _sentences(start, "nothing in the plan has changed.")
    events = _events(before, after)
    if not events:
        return _sentences(start, "the goals stand as they did; other parts of the plan changed.")
    words = [_sentence(kind, names) for kind, names in events.items()]
    first = words[0] if words[0][:1] == "“" else words[0][:1].lower() + words[0][1:]
    first = words[0] if start.endswith(". ") else first
    return _begun(start + " ".join((first, *words[1:])))


def _sentences(start: str, rest: str) -> str:
    return _begun(start + (_begun(rest) if start.endswith(". ") else rest))


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(kind: str, names: list[str]) -> str:
    one, many = _SAID[kind]
    if len(names) > _MANY:
        count = say_count(len(names), MOST_SAID)
        return f"{count[:1].upper()}{count[1:]} goals {many}."
    if kind == "replaced":
        return f"{join_words(names)}."
    return f"{join_words([f'“{name}”' for name in names])} {many if len(names) > 1 else one}."


def _events(before: Plan, after: Plan) -> dict[str, list[str]]:
    """Return the titles of the goals by what became of them, in the order of the plan."""
    old = {goal.id: goal for goal in before.goals}
    titles = {goal.id: _title(goal) for goal in after.goals}
    events = {goal.id: _event(old.pop(goal.id, None), goal) for goal in after.goals}
    instead = {goal.related for goal in after.goals if events[goal.id] == "replaced"}
    found: dict[str, list[str]] = {}
    for goal in after.goals:
        event, title = events[goal.id], titles[goal.id]
        if event == "replaced":
            other = titles.get(goal.related or "", "Another goal")
            title = f"“{other}” takes the place of “{title}”"
        # That it takes another's place says that it is here.
        if event and not (goal.id in instead and event in ("new", "again")):
            found.setdefault(event, []).append(title)
    if old:
        found["gone"] = [_title(goal) for goal in old.values()]
    return found


def _title(goal: Goal) -> str:
    """Return the goal's words, shortened between two words if they are many."""
    title = (goal.statement or goal.id).rstrip(" .")
    short = cut(title, _LONGEST)
    return short if short == title else f"{short[:-1].rpartition(' ')[0] or short[:-1]} …"


def _event(was: Goal | None, goal: Goal) -> str:
    if was is None:
        return "new"
    closed = _closed_as(goal)
    if closed and not _closed_as(was):
        return closed
    if goal.first_met and not was.first_met:
        return "met"
    if goal.lifecycle == "on-hold" != was.lifecycle:
        return "rests"
    if goal.lifecycle == "active" != was.lifecycle:
        return "again"
    words = "words" if was.statement != goal.statement else ""
    step = "step" if _is_new_step(was, goal) else ""
    return " and ".join(part for part in (words, step) if part)


def _is_new_step(was: Goal, goal: Goal) -> bool:
    before, now = marked_step(was), marked_step(goal)
    return now is not None and (before is None or before.id != now.id)


def _closed_as(goal: Goal) -> str:
    """Return how a goal was closed; "" if it is not."""
    if goal.lifecycle == "completed":
        return "met"
    if goal.lifecycle == "cancelled" and goal.related:
        return "replaced"
    return "let_go" if is_closed(goal) else ""
