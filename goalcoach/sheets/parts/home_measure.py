"""What is counted or timed at home, as sentences that read well whatever was typed.

The name and the unit stand in front, and the numbers follow, alone or with "a month" behind them:
no number ever has to agree with a word that we do not know.
"""

from __future__ import annotations

import re

from goalcoach.number_words import say_number
from goalcoach.plan.ladder_rules import may_say_amounts
from goalcoach.plan.model.goal import Goal, Measure
from goalcoach.sheets.wording import sentences
from goalcoach.translation import TrMap, tr, tr_noop

_WORDS = TrMap(
    {
        0: "none",
        1: "one",
        2: "two",
        3: "three",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
    },
    context="count_alone",
)


def say_measure(goal: Goal, measure: Measure, *, new: bool) -> str:
    """Return what changes at home; where amounts may not be said, its name and no number.

    `new`: this visit is the start, so that there is nothing to look back on.
    """
    if not may_say_amounts(goal):
        return sentences((tr("My sign of change: {what}", what=_bare(measure.name)),))
    rate = _rate(measure)
    what = _bare(measure.name) if rate else _counted_in(measure)
    parts = [tr("My sign of change: {what}", what=what)]
    if measure.baseline is not None:
        amount = f"{_say(measure, measure.baseline)}{rate}"
        start = tr_noop("I start at {amount}") if new else tr_noop("I started at {amount}")
        parts.append(tr(start, amount=amount))
    if measure.now is not None and not (new and measure.now == measure.baseline):
        parts.append(tr("Now it is {amount}", amount=_say(measure, measure.now)))
    if measure.target is not None:
        amount = f"{_say(measure, measure.target)}{rate}"
        falls = _falls(measure, measure.target)
        aim = (
            tr_noop("I am going down to {amount}") if falls else tr_noop("I am going for {amount}")
        )
        parts.append(tr(aim, amount=amount))
    return sentences(parts)


def _bare(text: str | None) -> str:
    return (text or "").strip().rstrip(".,:;")


def _rate(measure: Measure) -> str:
    """Return " a month" to stand behind numbers; behind "Sundays I cooked" it would be misread."""
    name, unit = _bare(measure.name), _bare(measure.unit)
    numbered = measure.baseline is not None or measure.target is not None
    leads = re.match(rf"(?:{_said_before_time()})\s", unit, re.IGNORECASE)
    return f" {unit}" if numbered and leads and unit.casefold() not in name.casefold() else ""


def _counted_in(measure: Measure) -> str:
    """Return "Sundays cooked a month", "Standing at the stove, in minutes"."""
    name, unit = _bare(measure.name), _bare(measure.unit)
    if not unit or unit.casefold() in name.casefold():
        return name
    times = tuple(tr("time", context="typed_before_unit").split())
    if unit.casefold().startswith(times):
        return f"{name}, {unit}"
    if _is_rate(unit):
        return f"{name} {unit}"
    inside = unit.casefold().startswith(f"{tr('in', context='typed_before_unit')} ")
    return f"{name}, {unit}" if inside else tr("{what}, in {unit}", what=name, unit=unit)


def _said_before_time() -> str:
    """Return what stands before a stretch of time in a rate, "a month", as an expression."""
    return "|".join(map(re.escape, tr("a an per each every", context="typed_before_unit").split()))


def _is_rate(unit: str) -> bool:
    """Return whether a unit says how often: "a month", "/ week", "times a day"."""
    times = "|".join(map(re.escape, tr("time times", context="typed_before_unit").split()))
    rate = rf"(?:{_said_before_time()})\s|/|(?:{times})\b"
    return re.match(rate, unit, re.IGNORECASE) is not None


def _falls(measure: Measure, target: float) -> bool:
    here = measure.baseline if measure.now is None else measure.now
    return measure.direction == "down" and (here is None or target < here)


def _is_count(measure: Measure) -> bool:
    """Return whether its numbers are things one can have none of: no rating, no time."""
    if measure.kind is not None:
        return measure.kind == "count"
    words = f"{measure.name} {measure.unit or ''}"
    unit = _bare(measure.unit)
    return not re.search(r"\d", words) and (not unit or _is_rate(unit))


def _say(measure: Measure, value: float) -> str:
    """Return a small count as a word and everything else in digits, all of a measure alike."""
    values = [one for one in (measure.baseline, measure.now, measure.target) if one is not None]
    small = all(one == int(one) and 0 <= one < len(_WORDS) for one in values)
    if small and _is_count(measure):
        return _WORDS[int(value)]
    return say_number(value).replace("-", "–")
