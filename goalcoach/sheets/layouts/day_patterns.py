"""Days laid side by side, in words: counts, how they were counted, and one question at the end.

Nothing here says what is good for anyone, and no count is put before another for its size.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from goalcoach.number_words import say_count, say_number
from goalcoach.plan.outcome.good_day_counts import LEAST_DAYS, OWN, DayCount, Patterns, WordCount
from goalcoach.sheets.block import Block, Fact, Facts, Heading, Meta, Para, Title
from goalcoach.sheets.choice_words import CHOICES

GROUP_NAMES = {
    "who": ("Who was there", "WHO"),
    "where": ("Where it was", "WHERE"),
    "time": ("Time of day", "TIME"),
    "sleep": ("Sleep", "SLEEP"),
    "before": ("What went before", "BEFORE"),
    OWN: ("In my own words", "OWN WORDS"),
}
"""Group of words → its heading, long and short."""
ON_A_DAY = {
    "alone": "you were alone",
    "with_someone": "someone was with you",
    "with_many": "many people were there",
    "home": "you were at home",
    "outside": "you were outside",
    "away": "you were somewhere else",
    "morning": "it was in the morning",
    "afternoon": "it was in the afternoon",
    "evening": "it was in the evening",
    "slept_well": "you had slept well",
    "slept_badly": "you had slept badly",
    "rested": "you had rested before",
    "busy": "a busy day came before",
    "ill": "a cold or illness came before",
    "upset": "something upsetting came before",
}
"""Word → how it is said in a sentence about a day."""
NO_CAUSE = (
    "That two things stand together does not say that one makes the other. These are a few days of "
    "one person, and other days may look different."
)
NO_TICK = "No tick means that nobody ticked it. It may have been there all the same."
FORMULA = (
    "Each number is a plain count: so many of the days with any tick have this one. Nothing is "
    "weighed, and nothing is stored."
)
WHICH_ASKED = (
    "The question below takes the word that good days have most often; of several, the first."
)
TWICE = "A day that was told at a visit and stands in the diary too counts twice."


def lay_patterns(found: Patterns, code: str = "") -> tuple[Block, ...]:
    """Return everything as blocks, the question last; too few days, and how many there are."""
    return (
        Title(f"Days side by side: {code}" if code else "Days side by side"),
        Heading("The days", "DAYS"),
        Meta(_how_many(found)),
        *_counts(found),
        *_counted(found),
        *(_asked(found) if found.enough else ()),
    )


def say_word(one: WordCount) -> str:
    """Return a word as it is read; the person's own in quotation marks."""
    return f"“{one.word}”" if one.group == OWN else CHOICES["wins.there"][one.word]


def _how_many(found: Patterns) -> str:
    if not found.days:
        return (
            "No day has a tick yet for what was there. A visit offers the words with each day that "
            "is told, and the diary takes them too."
        )
    both = f"{_days(found.good, 'good')} and {_days(found.other, 'other')}"
    if found.enough:
        return f"So far {both} have a tick for what was there."
    have = "has" if found.days == 1 else "have"
    return (
        f"So far {both} {have} a tick for what was there. From {say_count(LEAST_DAYS)} on they are "
        "laid side by side here. There is no hurry."
    )


def _days(count: DayCount, which: str) -> str:
    return f"{say_count(count.all)} {which} {'day' if count.all == 1 else 'days'}"


def _counts(found: Patterns) -> Iterator[Block]:
    for group, words in groupby(found.words, key=lambda one: one.group):
        yield Heading(*GROUP_NAMES[group])
        yield Facts(tuple(Fact(say_word(one), _of_days(one, found)) for one in words))


def _of_days(one: WordCount, found: Patterns) -> str:
    parts = [
        f"{count} of your {days.all} {which} {'day' if days.all == 1 else 'days'}"
        for count, days, which in (
            (one.good, found.good, "good"),
            (one.other, found.other, "other"),
        )
        if days.all
    ]
    return f"{', '.join(parts)}."


def _counted(found: Patterns) -> Iterator[Block]:
    yield Heading("How this is counted", "COUNTED")
    yield Para(_what_is_good(found))
    yield Para(f"{FORMULA} {NO_TICK}")
    if rest := " ".join(_left_out(found)):
        yield Para(rest)
    if found.enough:
        yield Para(f"{NO_CAUSE} {WHICH_ASKED}")


def _what_is_good(found: Patterns) -> str:
    told = (
        "A good day is one that you told at a visit as a bit better; an other day is a hard spell "
        f"that you told there ({found.good.visits} good, {found.other.visits} other)."
    )
    if found.middle is None:
        return f"{told} Of the diary, no day has a number for taking part yet."
    middle = say_number(round(found.middle, 2))
    days = "one day" if found.middle_of == 1 else f"{say_count(found.middle_of)} days"
    both = f"{found.good.diary} good, {found.other.diary} other"
    return (
        f"{told} A diary day is good here where taking part was {middle} or more, and an other day "
        f"where it was less ({both}). {middle} is the middle number (median) of "
        f"the {days} in the diary that have one."
    )


def _left_out(found: Patterns) -> Iterator[str]:
    if found.untold:
        them, count = ("day has", "counts") if found.untold == 1 else ("days have", "count")
        more = "more " if found.days else ""
        yield f"{say_count(found.untold).capitalize()} {more}{them} no tick and {count} nowhere."
    if found.unsorted:
        them = "day has ticks" if found.unsorted == 1 else "days have ticks"
        yield (
            f"{say_count(found.unsorted).capitalize()} diary {them} but no number for taking part, "
            "and so no side."
        )
    if found.kept_off:
        yield "What is marked to stay off paper is not counted."
    if found.good.visits + found.other.visits and found.good.diary + found.other.diary:
        yield TWICE


def _asked(found: Patterns) -> Iterator[Block]:
    yield Heading("A question", "ASK")
    one = found.most
    if one is None:
        yield Para("No good day has a tick yet. What do you make of these days?")
        return
    what = ON_A_DAY.get(one.word, "") if one.group != OWN else f"you ticked {say_word(one)}"
    days = found.good.all
    said = f"On {one.good} of your {days} good {'day' if days == 1 else 'days'} {what}."
    if found.other.all:
        said += f" It was so on {one.other} of your {found.other.all} other days."
    yield Para(f"{said} What do you make of that?")
