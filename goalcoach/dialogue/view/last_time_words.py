"""What is said of last time: ratings that are revealed, words that wait to be confirmed. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from goalcoach.date_words import say_near_day
from goalcoach.dialogue.answer_types import Value
from goalcoach.dialogue.view.screen import Cover, RowView, Screen
from goalcoach.dialogue.view.screen_words import answer_lines
from goalcoach.number_words import say_step

STILL_RIGHT = "Is that still right?"
IS_RIGHT = "Is that right?"
FROM_ASIDE = "from the visit kept aside"
ASIDE_LABEL: Literal["KEPT ASIDE"] = "KEPT ASIDE"
"""The label of what a visit that was kept aside said."""
COVERED = "Stays covered until you have answered."


class RevealedNumber(NamedTuple):
    """One rating of a reveal. `words` says whose it is, or of which day."""

    value: float
    words: str
    whose: Literal["last", "own", "other"]


def ratings_beside(asked: Screen, value: Value | None) -> tuple[Screen, Value | None]:
    """Return the rating whose numbers stand beside a question, and today's of them.

    It is the rating that is asked, or the one that a question is about.
    """
    if asked.rated is None:
        return asked, value
    return replace(asked, who="patient", reveal=asked.rated.reveal), asked.rated.value


def revealed(asked: Screen, value: Value | None, today: date) -> tuple[RevealedNumber, ...]:
    """Return the ratings to see side by side, last time's first.

    `value` is the rating given now; without one nothing is revealed.
    """
    reveal = asked.reveal
    if reveal.cover is not Cover.SHOWN or not _is_number(value):
        return ()
    found = []
    if _is_number(reveal.last):
        when = say_near_day(reveal.last_on, today) if reveal.last_on else "last time"
        found.append(RevealedNumber(_number(reveal.last), when, "last"))
    others = _other_numbers(asked)
    if found or others:
        found.append(RevealedNumber(_number(value), _whose(asked, ""), "own"))
    for who, other in others:
        found.append(RevealedNumber(_number(other), _whose(asked, who), "other"))
    return tuple(found)


def _other_numbers(asked: Screen) -> list[tuple[str, Value]]:
    """Return the ratings of the others. Answers in words may be of the same group: they are said
    by the same two, and make no third who rates.
    """
    return [(who, other) for who, other in asked.reveal.others if _is_number(other)]


def _is_number(value: Value | None) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _number(value: Value | None) -> float:
    return value if isinstance(value, int | float) else 0


def _whose(asked: Screen, other: str) -> str:
    """Return whose number of today it is, as the clinician says it; `other`: the other one's.

    Two people rate: the one whose plan it is and the clinician. More are told apart by label.
    """
    if len(_other_numbers(asked)) != 1:
        return f"{other}, today" if other else "today"
    clinician = (asked.who == "clinician") is not bool(other)
    return "I say today" if clinician else "you say today"


def reveal_label(asked: Screen) -> Literal["LAST TIME", "TOGETHER"]:
    """Return the label of a reveal: two ratings of today alone are looked at together."""
    return "TOGETHER" if asked.reveal.last is None and _other_numbers(asked) else "LAST TIME"


def difference_words(asked: Screen, value: Value | None) -> str:
    """Return "Three higher than last time."; "" where there is no rating to compare with.

    Of two who rate it says whose number it is: "Yours is three higher than last time."
    """
    last = asked.reveal.last
    if asked.reveal.cover is not Cover.SHOWN or not (_is_number(value) and _is_number(last)):
        return ""
    step = f"{say_step(_number(last), _number(value))} {'as' if last == value else 'than'}"
    if len(_other_numbers(asked)) == 1:
        whose = "Mine" if asked.who == "clinician" else "Yours"
        return f"{whose} is {step} last time."
    return f"{step.capitalize()} last time."


def proposal_label(asked: Screen) -> Literal["LAST TIME", "KEPT ASIDE", "AS SET"]:
    """Return the label of what is offered: of no earlier visit is what the site file sets."""
    if asked.proposed_aside:
        return ASIDE_LABEL
    return "LAST TIME" if asked.proposed_on else "AS SET"


def proposal_words(asked: Screen, today: date) -> str:
    """Return what is asked of words from last time, with the day of the plan they stand in.

    A plan says when it was written, not when each of its lines was gone over.
    """
    day = asked.proposed_on
    if asked.proposed_aside:
        return f"From {_kept_aside(day, today)}. {_which(asked, today)}"
    return f"In the plan of {say_near_day(day, today)}. {STILL_RIGHT}" if day else STILL_RIGHT


def _which(asked: Screen, today: date) -> str:
    """Return the question between what was kept aside and what the plan says, if it says more."""
    stands = "; ".join(answer_lines(asked, asked.in_plan, today))
    return f"The plan says: {stands}. Which is right?" if stands else IS_RIGHT


def _kept_aside(day: date | None, today: date) -> str:
    when = f" of {say_near_day(day, today)}" if day else ""
    return f"the visit{when} that was kept aside"


def kept_aside_words(asked: Screen, today: date) -> str:
    """Return what a visit kept aside had as answer to a question that is asked each day; or ""."""
    said = "; ".join(answer_lines(asked, asked.said_aside, today))
    return f"In {_kept_aside(asked.aside_on, today)} the answer was: {said}." if said else ""


def proposed_rows_words(asked: Screen, mark: str) -> str:
    """Return what is asked of rows from last time; `mark` says how they are told apart."""
    rows = [row for row in asked.rows if row.proposed]
    if all(row.aside for row in rows):
        return f"The rows {mark} are from a visit that was kept aside. Are they right?"
    return f"The rows {mark} are from last time. Are they still right?"


def row_words(row: RowView) -> str:
    """Return what a row is called; one that only a visit kept aside knows says so."""
    return f"{row.label} ({FROM_ASIDE})" if row.aside else row.label
