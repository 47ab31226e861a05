"""How a difference is said: its parts, its marks, distances, directions. Pure words.

No word of praise or blame: a lower number is "three lower", a step taken back is a step.
"""

from __future__ import annotations

from datetime import date

from goalcoach.number_words import say_count, say_ordinal

MOST_SAID = 12
"""The largest count that a difference says as a word."""

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
    "work": "For work or school",
    "work_lines": "For work or school",
    "options": "What could help",
    "leaflets": "How it works",
    "after_plan": "My own check-in",
    "others_say": "What I say to others",
    "sensation": "One minute with a sensation",
    "links": "One task, looked at closely",
    "self_led": "Going on alone",
    "consent": "What may be kept and shared",
    "off_paper": "What may be kept and shared",
}


def say_place(at: int) -> str:
    """Return "third" for the place 2, counted from 0."""
    return say_ordinal(at + 1) if at < 10 else f"number {at + 1}"


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
        return f"about {say_count(count, MOST_SAID)} months"
    return f"{say_count(count, MOST_SAID)} {unit}{'' if count == 1 else 's'}"
