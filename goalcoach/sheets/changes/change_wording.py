"""How a difference is said: its parts, its marks, distances, directions. Pure words.

No word of praise or blame: a lower number is "three lower", a step taken back is a step.
"""

from __future__ import annotations

from datetime import date

from goalcoach.sheets.wording import say_count

ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    "tenth",
)

MARK_WORDS = {"+": "new", "-": "gone", "~": "changed", " ": "", "=": "said"}

SECTIONS = {
    "safety": "Safety check",
    "values": "What matters",
    "priorities": "What matters",
    "story": "The story",
    "energy_savers": "Made easier",
    "flare_plan": "Hard spells",
    "supports": "Who helps",
    "actions": "Who does what",
    "after_plan": "My own check-in",
    "consent": "What may be kept and shared",
}


def say_place(at: int) -> str:
    """Return "third" for the place 2, counted from 0."""
    return ORDINALS[at] if at < len(ORDINALS) else f"number {at + 1}"


def say_step(old: float, new: float) -> str:
    """Return "three higher", "one lower" or "the same"; never a verdict."""
    change = new - old
    if not change:
        return "the same"
    return f"{say_count(abs(change))} {'higher' if change > 0 else 'lower'}"


def say_distance(old: date, new: date) -> str:
    """Return "two weeks later", "one day earlier"."""
    days = (new - old).days
    if not days:
        return "the same day"
    return f"{say_time(days)} {'later' if days > 0 else 'earlier'}"


def say_time(days: int) -> str:
    """Return a stretch of days in the largest unit that fits it."""
    size = abs(days)
    if size % 7 == 0:
        count, unit = size // 7, "week"
    elif size < 60:
        count, unit = size, "day"
    else:
        count, unit = round(size / 30.44), "month"
        return f"about {say_count(count)} months"
    return f"{say_count(count)} {unit}{'' if count == 1 else 's'}"
