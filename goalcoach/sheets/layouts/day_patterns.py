"""Days laid side by side, in words: counts, how they were counted, and one question at the end.

Nothing here says what is good for anyone, and no count is put before another for its size.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from goalcoach.number_words import say_count, say_number
from goalcoach.plan.outcome.good_day_counts import LEAST_DAYS, OWN, DayCount, Patterns, WordCount
from goalcoach.sheets.block import Block, Fact, Facts, Heading, Meta, Para, Title
from goalcoach.sheets.choice_words import THERE
from goalcoach.sheets.wording import capital
from goalcoach.translation import TrMap, tr, tr_noop

GROUP_NAMES = {
    "who": (tr_noop("Who was there"), tr_noop("WHO")),
    "where": (tr_noop("Where it was"), tr_noop("WHERE")),
    "time": (tr_noop("Time of day"), tr_noop("TIME")),
    "sleep": (tr_noop("Sleep"), tr_noop("SLEEP")),
    "before": (tr_noop("What went before"), tr_noop("BEFORE")),
    OWN: (tr_noop("In my own words"), tr_noop("OWN WORDS")),
}
"""Group of words → its heading, long and short, in English."""
ON_A_DAY = TrMap(
    {
        "alone": "On {days} you were alone.",
        "with_someone": "On {days} someone was with you.",
        "with_many": "On {days} many people were there.",
        "home": "On {days} you were at home.",
        "outside": "On {days} you were outside.",
        "away": "On {days} you were somewhere else.",
        "morning": "On {days} it was in the morning.",
        "afternoon": "On {days} it was in the afternoon.",
        "evening": "On {days} it was in the evening.",
        "slept_well": "On {days} you had slept well.",
        "slept_badly": "On {days} you had slept badly.",
        "rested": "On {days} you had rested before.",
        "busy": "On {days} a busy day came before.",
        "ill": "On {days} a cold or illness came before.",
        "upset": "On {days} something upsetting came before.",
    }
)
"""Word → how it is said of days; `{days}` is "3 of your 5 good days"."""
_OF_GOOD = TrMap({True: "{count} of your {all} good day", False: "{count} of your {all} good days"})
_OF_OTHER = TrMap(
    {True: "{count} of your {all} other day", False: "{count} of your {all} other days"}
)
_ON_GOOD = TrMap(
    {True: "{count} of your {all} good day", False: "{count} of your {all} good days"},
    context="on_days",
)
_GOOD = TrMap({True: "{count} good day", False: "{count} good days"})
_OTHER = TrMap({True: "{count} other day", False: "{count} other days"})
"""By whether it is one day. What is said of days stands alone, or begins a sentence."""
NO_CAUSE = tr_noop(
    "That two things stand together does not say that one makes the other. These are a few days of "
    "one person, and other days may look different."
)
NO_TICK = tr_noop("No tick means that nobody ticked it. It may have been there all the same.")
FORMULA = tr_noop(
    "Each number is a plain count: so many of the days with any tick have this one. Nothing is "
    "weighed, and nothing is stored."
)
WHICH_ASKED = tr_noop(
    "The question below takes the word that good days have most often; of several, the first."
)
TWICE = tr_noop("A day that was told at a visit and stands in the diary too counts twice.")


def lay_patterns(found: Patterns, code: str = "") -> tuple[Block, ...]:
    """Return everything as blocks, the question last; too few days, and how many there are."""
    return (
        Title(tr("Days side by side: {code}", code=code) if code else tr("Days side by side")),
        Heading(tr("The days"), tr("DAYS")),
        Meta(_how_many(found)),
        *_counts(found),
        *_counted(found),
        *(_asked(found) if found.enough else ()),
    )


def say_word(one: WordCount) -> str:
    """Return a word as it is read; the person's own in quotation marks."""
    return tr("“{text}”", text=one.word) if one.group == OWN else THERE[one.word]


def _how_many(found: Patterns) -> str:
    if not found.days:
        return tr(
            "No day has a tick yet for what was there. A visit offers the words with each day that "
            "is told, and the diary takes them too."
        )
    facts = {"good": _days(found.good, _GOOD), "other": _days(found.other, _OTHER)}
    if found.enough:
        return tr("So far {good} and {other} have a tick for what was there.", **facts)
    if found.days == 1:
        words = tr_noop(
            "So far {good} and {other} has a tick for what was there. From {least} on they are "
            "laid side by side here. There is no hurry."
        )
    else:
        words = tr_noop(
            "So far {good} and {other} have a tick for what was there. From {least} on they are "
            "laid side by side here. There is no hurry."
        )
    return tr(words, **facts, least=say_count(LEAST_DAYS))


def _days(count: DayCount, words: TrMap[bool]) -> str:
    return words[count.all == 1].replace("{count}", say_count(count.all))


def _of(count: int, days: DayCount, words: TrMap[bool]) -> str:
    """Return "3 of your 5 good days"."""
    return words[days.all == 1].replace("{count}", str(count)).replace("{all}", str(days.all))


def _counts(found: Patterns) -> Iterator[Block]:
    for group, words in groupby(found.words, key=lambda one: one.group):
        name, label = GROUP_NAMES[group]
        yield Heading(tr(name), tr(label))
        yield Facts(tuple(Fact(say_word(one), _of_days(one, found)) for one in words))


def _of_days(one: WordCount, found: Patterns) -> str:
    parts = [
        _of(count, days, words)
        for count, days, words in (
            (one.good, found.good, _OF_GOOD),
            (one.other, found.other, _OF_OTHER),
        )
        if days.all
    ]
    return f"{', '.join(parts)}."


def _counted(found: Patterns) -> Iterator[Block]:
    yield Heading(tr("How this is counted"), tr("COUNTED"))
    yield Para(_what_is_good(found))
    yield Para(f"{tr(FORMULA)} {tr(NO_TICK)}")
    if rest := " ".join(_left_out(found)):
        yield Para(rest)
    if found.enough:
        yield Para(f"{tr(NO_CAUSE)} {tr(WHICH_ASKED)}")


def _what_is_good(found: Patterns) -> str:
    told = tr(
        "A good day is one that you told at a visit as a bit better; an other day is a hard spell "
        "that you told there ({good} good, {other} other).",
        good=found.good.visits,
        other=found.other.visits,
    )
    if found.middle is None:
        return f"{told} {tr('Of the diary, no day has a number for taking part yet.')}"
    if found.middle_of == 1:
        words = tr_noop(
            "A diary day is good here where taking part was {middle} or more, and an other day "
            "where it was less ({good} good, {other} other). {middle} is the middle number "
            "(median) of the one day in the diary that have one."
        )
    else:
        words = tr_noop(
            "A diary day is good here where taking part was {middle} or more, and an other day "
            "where it was less ({good} good, {other} other). {middle} is the middle number "
            "(median) of the {count} days in the diary that have one."
        )
    diary = tr(
        words,
        middle=say_number(round(found.middle, 2)),
        good=found.good.diary,
        other=found.other.diary,
        count=say_count(found.middle_of),
    )
    return f"{told} {diary}"


def _left_out(found: Patterns) -> Iterator[str]:
    if found.untold:
        one, many = (
            (
                tr_noop("{count} more day has no tick and counts nowhere."),
                tr_noop("{count} more days have no tick and count nowhere."),
            )
            if found.days
            else (
                tr_noop("{count} day has no tick and counts nowhere."),
                tr_noop("{count} days have no tick and count nowhere."),
            )
        )
        words = one if found.untold == 1 else many
        yield tr(words, count=capital(say_count(found.untold)))
    if found.unsorted:
        one, many = (
            tr_noop("{count} diary day has ticks but no number for taking part, and so no side."),
            tr_noop("{count} diary days have ticks but no number for taking part, and so no side."),
        )
        words = one if found.unsorted == 1 else many
        yield tr(words, count=capital(say_count(found.unsorted)))
    if found.kept_off:
        yield tr("What is marked to stay off paper is not counted.")
    if found.good.visits + found.other.visits and found.good.diary + found.other.diary:
        yield tr(TWICE)


def _asked(found: Patterns) -> Iterator[Block]:
    yield Heading(tr("A question"), tr("ASK"))
    one = found.most
    if one is None:
        yield Para(tr("No good day has a tick yet. What do you make of these days?"))
        return
    days = _of(one.good, found.good, _ON_GOOD)
    said = (
        tr("On {days} you ticked {word}.", days=days, word=say_word(one))
        if one.group == OWN
        else ON_A_DAY[one.word].replace("{days}", days)
    )
    if found.other.all:
        also = tr(
            "It was so on {count} of your {all} other days.", count=one.other, all=found.other.all
        )
        said = f"{said} {also}"
    yield Para(f"{said} {tr('What do you make of that?')}")
