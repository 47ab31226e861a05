"""What is counted or timed at home, as sentences that read well whatever was typed.

The name and the unit stand in front, and the numbers follow, alone or with "a month" behind them:
no number ever has to agree with a word that we do not know.
"""

from __future__ import annotations

import re

from goalcoach.number_words import say_number
from goalcoach.plan.ladder_rules import may_say_amounts
from goalcoach.plan.model import Goal, Measure
from goalcoach.sheets.wording import sentences

_RATE = re.compile(r"(?:an?|per|each|every)\s|/|times?\b", re.IGNORECASE)
_WORDS = (
    *("none", "one", "two", "three", "four", "five"),
    *("six", "seven", "eight", "nine", "ten"),
)


def say_measure(goal: Goal, measure: Measure, *, new: bool) -> str:
    """Return what changes at home; where amounts may not be said, its name and no number.

    `new`: this visit is the start, so that there is nothing to look back on.
    """
    if not may_say_amounts(goal):
        return sentences((f"My sign of change: {_bare(measure.name)}",))
    rate = _rate(measure)
    parts = [f"My sign of change: {_bare(measure.name) if rate else _counted_in(measure)}"]
    if measure.baseline is not None:
        starts = "start" if new else "started"
        parts.append(f"I {starts} at {_say(measure, measure.baseline)}{rate}")
    if measure.now is not None and not (new and measure.now == measure.baseline):
        parts.append(f"Now it is {_say(measure, measure.now)}")
    if measure.target is not None:
        going = "down to" if _falls(measure, measure.target) else "for"
        parts.append(f"I am going {going} {_say(measure, measure.target)}{rate}")
    return sentences(parts)


def _bare(text: str | None) -> str:
    return (text or "").strip().rstrip(".,:;")


def _rate(measure: Measure) -> str:
    """Return " a month" to stand behind numbers; behind "Sundays I cooked" it would be misread."""
    name, unit = _bare(measure.name), _bare(measure.unit)
    numbered = measure.baseline is not None or measure.target is not None
    leads = re.match(r"(?:an?|per|each|every)\s", unit, re.IGNORECASE)
    return f" {unit}" if numbered and leads and unit.casefold() not in name.casefold() else ""


def _counted_in(measure: Measure) -> str:
    """Return "Sundays cooked a month", "Standing at the stove, in minutes"."""
    name, unit = _bare(measure.name), _bare(measure.unit)
    if not unit or unit.casefold() in name.casefold():
        return name
    if unit.casefold().startswith("time"):
        return f"{name}, {unit}"
    if _RATE.match(unit):
        return f"{name} {unit}"
    return f"{name}, {unit}" if unit.casefold().startswith("in ") else f"{name}, in {unit}"


def _falls(measure: Measure, target: float) -> bool:
    here = measure.baseline if measure.now is None else measure.now
    return measure.direction == "down" and (here is None or target < here)


def _is_count(measure: Measure) -> bool:
    """Return whether its numbers are things one can have none of: no rating, no time."""
    if measure.kind is not None:
        return measure.kind == "count"
    words = f"{measure.name} {measure.unit or ''}"
    unit = _bare(measure.unit)
    return not re.search(r"\d", words) and (not unit or _RATE.match(unit) is not None)


def _say(measure: Measure, value: float) -> str:
    """Return a small count as a word and everything else in digits, all of a measure alike."""
    values = [one for one in (measure.baseline, measure.now, measure.target) if one is not None]
    small = all(one == int(one) and 0 <= one < len(_WORDS) for one in values)
    if small and _is_count(measure):
        return _WORDS[int(value)]
    return say_number(value).replace("-", "–")
