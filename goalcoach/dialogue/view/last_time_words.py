"""What is said of last time: ratings that are revealed, words that wait to be confirmed. Pure."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from msgspec.structs import replace

from goalcoach.date_words import say_near_day
from goalcoach.dialogue.answer_types import Value
from goalcoach.dialogue.view.answer_words import answer_lines
from goalcoach.dialogue.view.screen import Cover, RowView, Screen
from goalcoach.number_words import say_count
from goalcoach.translation import tr, tr_noop

STILL_RIGHT = tr_noop("Is that still right?")
IS_RIGHT = tr_noop("Is that right?")
FROM_ASIDE = tr_noop("from the visit kept aside")
ASIDE_LABEL: Literal["KEPT ASIDE"] = "KEPT ASIDE"
"""The label of what a visit that was kept aside said; `screen_words.LABELS` says it."""
COVERED = tr_noop("Stays covered until you have answered.")


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
        when = say_near_day(reveal.last_on, today) if reveal.last_on else tr("last time")
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
        return tr("{question}, today", question=other) if other else tr("today")
    clinician = (asked.who == "clinician") is not bool(other)
    return tr("I say today") if clinician else tr("you say today")


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
    change = _number(value) - _number(last)
    way = "same" if not change else "higher" if change > 0 else "lower"
    whose = "together"
    if len(_other_numbers(asked)) == 1:
        whose = "mine" if asked.who == "clinician" else "yours"
    count = say_count(abs(change), 12)
    begun = count[:1].upper() + count[1:]
    return tr(_DIFFERENCES[whose, way], count=begun if whose == "together" else count)


_DIFFERENCES = {
    ("together", "same"): tr_noop("The same as last time."),
    ("together", "higher"): tr_noop("{count} higher than last time."),
    ("together", "lower"): tr_noop("{count} lower than last time."),
    ("mine", "same"): tr_noop("Mine is the same as last time."),
    ("mine", "higher"): tr_noop("Mine is {count} higher than last time."),
    ("mine", "lower"): tr_noop("Mine is {count} lower than last time."),
    ("yours", "same"): tr_noop("Yours is the same as last time."),
    ("yours", "higher"): tr_noop("Yours is {count} higher than last time."),
    ("yours", "lower"): tr_noop("Yours is {count} lower than last time."),
}
"""Whose rating is how far from the last one → the sentence, in English."""


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
    if not asked.proposed_aside:
        if not day:
            return tr(STILL_RIGHT)
        return tr("In the plan of {day}. Is that still right?", day=say_near_day(day, today))
    # A plan that says more asks which of the two is right.
    stands = "; ".join(answer_lines(asked, asked.in_plan, today))
    right = tr("The plan says: {answer}. Which is right?", answer=stands) if stands else ""
    return f"{_kept_aside(day, today)} {right or tr(IS_RIGHT)}"


def _kept_aside(day: date | None, today: date) -> str:
    if not day:
        return tr("From the visit that was kept aside.")
    return tr("From the visit of {day} that was kept aside.", day=say_near_day(day, today))


def kept_aside_words(asked: Screen, today: date) -> str:
    """Return what a visit kept aside had as answer to a question that is asked each day; or ""."""
    said = "; ".join(answer_lines(asked, asked.said_aside, today))
    if not said:
        return ""
    if not asked.aside_on:
        return tr("In the visit that was kept aside the answer was: {answer}.", answer=said)
    day = say_near_day(asked.aside_on, today)
    return tr(
        "In the visit of {day} that was kept aside the answer was: {answer}.", day=day, answer=said
    )


def proposed_rows_words(asked: Screen, mark: str) -> str:
    """Return what is asked of rows from last time; `mark` says how they are told apart."""
    rows = [row for row in asked.rows if row.proposed]
    if all(row.aside for row in rows):
        return tr(
            "The rows {mark} are from a visit that was kept aside. Are they right?", mark=mark
        )
    return tr("The rows {mark} are from last time. Are they still right?", mark=mark)


def row_words(row: RowView) -> str:
    """Return what a row is called; one that only a visit kept aside knows says so."""
    return f"{row.label} ({tr(FROM_ASIDE)})" if row.aside else row.label
