"""What is asked and what stands around it: the sentences that every front end uses.

Made from the `Screen` alone. A front end adds its labels, marks and keys, and nothing else. The
text is literal, not yet safe for a terminal, and in the language of the moment. Pure.

The sentences that stand here as names are in English: `tr` says them where they are shown.
"""

from __future__ import annotations

from typing import Literal

from goalcoach.dialogue.answer_types import Kind, SkipReason
from goalcoach.dialogue.view.screen import (
    Screen,
    VisitProgress,
)
from goalcoach.number_words import say_count, say_ordinal
from goalcoach.safe_text import join_words
from goalcoach.translation import TrMap, tr, tr_noop

Asks = Literal["SAY", "FOR YOU"]
"""SAY is read aloud; FOR YOU names a question that the clinician answers without asking it."""

LABELS = TrMap(
    {
        "SAY": "SAY",
        "FOR YOU": "FOR YOU",
        "LAST TIME": "LAST TIME",
        "TOGETHER": "TOGETHER",
        "KEPT ASIDE": "KEPT ASIDE",
        "AS SET": "AS SET",
    }
)
"""The labels that stand beside what is said, by the names that the code knows them by."""
ALL_ROWS = tr_noop("These are all.")
THOUGHT = tr_noop("A thought before you go on")
WHY_KEEP = tr_noop("Keep it as it is? A few words on why:")
RETURN = tr_noop("back to where you were")
BACK_TO_LIST = tr_noop("A change here leads back to the list. Enter alone goes on in this line.")
"""Said on the first field of a row that was gone to from its list."""
LEAVE = tr_noop("Leave this one for now?")
KEPT_OFF = tr_noop("This stays off the patient's papers. The record says that it does.")
LET_ON = tr_noop("This is on the patient's papers again.")
ANY_SKIP = tr_noop("Any of these is a good answer. You need not say more.")

SKIP_ASIDES = TrMap(
    {
        SkipReason.DECLINED: "takes away what was typed",
        SkipReason.NOT_NOW: "kept, on the list to return to",
    }
)
"""What choosing a reason does beside leaving the question, where it does more."""

_PANELS = {
    "plan": (Kind.SAY,),
    "diary": (Kind.SAY,),
    "patterns": (Kind.SAY,),
    "changes": (Kind.SAY,),
    "ladder": (Kind.CHOICE,),
    "contacts": tuple(Kind),
    "danger": (Kind.LIST,),
    "gate": (Kind.CHOICE,),
    "heard": (Kind.TEXT, Kind.LONG_TEXT),
    "card": (Kind.SAY,),
}
"""The kinds of question beside which each panel is read; a roster of steps is a ladder itself."""


def number_of_reason(reason: SkipReason) -> int:
    """Return the number of a reason to skip: the same on each question, whichever it has."""
    return list(SkipReason).index(reason) + 1


def visit_name(number: int) -> str:
    """Return "second visit" for 2."""
    return tr("{ordinal} visit", ordinal=say_ordinal(number))


def minutes_words(progress: VisitProgress) -> str:
    """Return "about 30 min left", "about 17–35 min left", or that nothing is left to ask."""
    if not progress.minutes_left:
        return tr("nothing left to ask")
    if 0 < progress.least < progress.minutes_left:
        return tr("about {least}–{most} min left", least=progress.least, most=progress.minutes_left)
    return tr("about {minutes} min left", minutes=progress.minutes_left)


def asked_words(asked: Screen) -> tuple[Asks, str]:
    """Return what is asked now and whether it is said aloud.

    A roster asks for its first row, then for another. One that is full asks for nothing more, and
    like a question without words of its own it stands under its name.
    """
    words = asked.say
    if asked.kind is Kind.ROSTER and asked.ask_more and any(not row.proposed for row in asked.rows):
        words = "" if is_full(asked) else asked.ask_more
    return ("SAY", words) if words else ("FOR YOU", asked.title)


def is_full(asked: Screen) -> bool:
    """Return True if a roster has all the rows that it can hold."""
    return 0 < asked.row_max <= len(asked.rows)


def context_words(asked: Screen) -> str:
    """Return the row that the question is about, unless the question or the answer says it."""
    said = asked.context == asked.value or asked.context in asked_words(asked)[1]
    return "" if said else asked.context


def listener_words(asked: Screen) -> str:
    """Return whom the question is for where that is neither the patient nor the clinician."""
    return tr("For the helper.") if asked.who == "helper" else ""


def paper_words(asked: Screen) -> str:
    """Return what stays off the patient's papers here: all of it, or which rows; "" for none."""
    if asked.off_paper:
        return tr("Not on paper.")
    rows = [row.label for row in asked.rows if row.off_paper]
    return tr("Not on paper: {rows}.", rows=join_words(rows)) if rows else ""


def panel_of(asked: Screen) -> str:
    """Return what is read out beside the question, by the panel's name; "" for nothing."""
    return asked.panel if asked.kind in _PANELS.get(asked.panel, ()) else ""


def opens_words(asked: Screen) -> str:
    """Return where the question points: the other question's name; "" if it points nowhere."""
    if asked.put_off[1:]:
        return tr("go to the first, and come back")
    return (asked.opens_label or tr("go there, and come back")) if asked.opens else ""


def put_off_words(asked: Screen) -> str:
    """Return what was to be come back to before the close, three of them by name; "" for none."""
    names, more = asked.put_off[:3], len(asked.put_off) - 3
    further = [tr("{count} more", count=say_count(more), context="questions")] if more > 0 else []
    listed = join_words([*names, *further])
    return tr("You wanted to come back to: {questions}.", questions=listed) if names else ""


def returns(asked: Screen) -> bool:
    """Return True if the way back is offered: to whoever came here, where nothing points on."""
    return asked.can_return and not asked.opens and asked.kind is not Kind.REVIEW


def card_words(asked: Screen) -> str:
    """Return what the patient's card shows above the choices."""
    return asked.show or asked.say or asked.title
