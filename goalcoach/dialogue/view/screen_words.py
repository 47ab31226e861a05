"""What is said and shown around a question: the sentences that every front end uses.

Made from the `Screen` alone. A front end adds its labels, marks and keys, and nothing else. The
text is literal, not yet safe for a terminal, and in the language of the moment. Pure.

The sentences that stand here as names are in English: `tr` says them where they are shown.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from goalcoach.date_words import say_day, say_near_day
from goalcoach.dialogue.answer_types import Kind, SkipReason, Value
from goalcoach.dialogue.engine.script_words import PRIVATE_NAME
from goalcoach.dialogue.view.screen import (
    CellView,
    CheckView,
    PhaseView,
    RowView,
    Screen,
    Status,
    VisitProgress,
    WhereLine,
)
from goalcoach.number_words import say_count, say_number, say_ordinal
from goalcoach.plan.question_address import Address
from goalcoach.safe_text import cut, join_words, quote
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
LATER_ALONE = tr_noop("later, alone")
"""Said of a phase whose private questions wait until the two are alone."""
PROTECTS = TrMap({True: "protects you, is there", False: "protects you, to come"})
"""Whether what protects in a phase is there → how that is said."""
BACK_TO_LIST = tr_noop("A change here leads back to the list. Enter alone goes on in this line.")
"""Said on the first field of a row that was gone to from its list."""
LEAVES_OPEN = tr_noop("Nobody has answered this yet. Enter again leaves it open.")
"""Said once on a question that `asks_twice`, before Enter passes it."""
LEAVE = tr_noop("Leave this one for now?")
KEPT_OFF = tr_noop("This stays off the patient's papers. The record says that it does.")
LET_ON = tr_noop("This is on the patient's papers again.")
SEALED = tr_noop("Answered. It is not shown again.")
"""Said in place of a private answer once its part is over, or while others are in the room."""
_NAME_CELLS = 40
"""Cells of a question's name within a sentence."""
ANY_SKIP = tr_noop("Any of these is a good answer. You need not say more.")

SKIP_ASIDES = TrMap(
    {
        SkipReason.DECLINED: "takes away what was typed",
        SkipReason.NOT_NOW: "kept, on the list to return to",
    }
)
"""What choosing a reason does beside leaving the question, where it does more."""

_STATUS_WORDS = TrMap(
    {
        Status.OPEN: "open",
        Status.PROPOSED: "last time",
        Status.ANSWERED: "answered",
        Status.SKIPPED: "skipped",
        Status.SET_ASIDE: "set aside",
        Status.LEFT_OUT: "left open",
        Status.WAITING: "waits",
    },
    context="question_status",
)

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
_SUGGESTED = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.NUMBER, Kind.DATE)
"""The kinds to which the script may suggest an answer; a rating is never among them."""


def number_of_reason(reason: SkipReason) -> int:
    """Return the number of a reason to skip: the same on each question, whichever it has."""
    return list(SkipReason).index(reason) + 1


# What is asked


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


# How it is answered


def answer_lines(asked: Screen, value: Value | None, today: date) -> tuple[str, ...]:
    """Return an answer as a person would say it; a list line by line, () for no answer."""
    if asked.kind is Kind.LIST and isinstance(value, tuple):
        return tuple(_one(asked, one) for one in value)
    words = answer_words(asked, value, today)
    return (words,) if words else ()


def answer_words(asked: Screen, value: Value | None, today: date) -> str:
    """Return an answer on one line as a person would say it; "" for no answer.

    A number has its unit. A day has its year where that is not the year of `today`.
    """
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, date):
        return say_near_day(value, today)
    if isinstance(value, int | float):
        return f"{say_number(value)} {asked.unit}".strip()
    if isinstance(value, tuple):
        return join_words([_one(asked, one) for one in value])
    return _one(asked, value)


def _one(asked: Screen, value: str | float) -> str:
    if not isinstance(value, str):
        return say_number(value)
    return next((option.label for option in asked.options if option.id == value), value)


def typed_words(value: Value | None) -> str:
    """Return an answer as it would be typed: a list line by line, a number without its unit, a
    day with its year; "" for no answer, and for one that is not typed.
    """
    if isinstance(value, tuple):
        return "\n".join(one if isinstance(one, str) else say_number(one) for one in value)
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, date):
        return say_day(value)
    return value if isinstance(value, str) else say_number(value)


def range_words(asked: Screen) -> str:
    """Return "from 1 to 90"; "" for a question without bounds."""
    if asked.low is None or asked.high is None:
        return ""
    return tr("from {low} to {high}", low=say_number(asked.low), high=say_number(asked.high))


def suggested_words(asked: Screen) -> str:
    """Return "7 would fit what was said" for what the script proposes, a day alone; else "".

    Nothing is proposed beside an answer, nor ever for a rating.
    """
    value = asked.suggestion
    given = asked.value is not None or asked.proposed is not None
    if given or asked.kind not in _SUGGESTED:
        return ""
    if isinstance(value, date):
        return say_day(value)
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    return tr("{answer} would fit what was said", answer=_one(asked, value))


def rank_words(asked: Screen) -> str:
    """Return how many of the chosen are put in order; "" where order does not count."""
    return tr("Choose first, up to {count}.", count=say_count(asked.rank)) if asked.rank else ""


def row_cells(row: RowView) -> tuple[CellView, ...]:
    """Return the fields to tell beside a row's name: the answered ones, its first left out."""
    return tuple(cell for cell in row.cells[1:] if cell.text)


def is_row_whole(row: RowView) -> bool:
    """Return True if nothing that a row cannot do without is still open in it."""
    return not any(cell.required and cell.status is Status.OPEN for cell in row.cells)


# How it stands


def more_words(asked: Screen) -> str:
    """Return how many questions of this part the short path leaves out; "" for none."""
    if not asked.more:
        return ""
    if asked.more == 1:
        return tr("More here: 1 question.")
    return tr("More here: {count} questions.", count=asked.more)


def phase_words(phase: PhaseView) -> str:
    """Return whether private questions of a phase wait, and whether what protects in it is there;
    "" where neither can be.
    """
    said = (tr(LATER_ALONE) if phase.later else "", PROTECTS[phase.there] if phase.protects else "")
    return "; ".join(words for words in said if words)


def protected_words(progress: VisitProgress) -> str:
    """Return "protects: 1 of 4" for how much of it is there; "" where nothing protects."""
    guards = [phase.there for phase in progress.phases if phase.protects]
    if not guards:
        return ""
    return tr("protects: {there} of {all}", there=sum(guards), all=len(guards))


def status_words(one: WhereLine) -> str:
    """Return how a question of the list stands: "answered", or "come back" if it is returned to."""
    if one.behind_gate and one.status in {Status.OPEN, Status.PROPOSED}:
        return tr("later", context="question_status")
    if one.returning:
        return tr("come back", context="question_status")
    return _STATUS_WORDS[one.status]


def is_unsaid(asked: Screen) -> bool:
    """Return True if nobody has said anything here, nor is anything offered to be confirmed.

    A question of a row is none of these: it is found again by its list, and may be left unsaid.
    """
    at = Address.read(asked.address)
    in_row = at is not None and bool(at.field)
    return asked.status is Status.OPEN and asked.kind not in {Kind.SAY, Kind.REVIEW} and not in_row


def open_name(asked: Screen) -> str:
    """Return what a question is called once it was passed without an answer.

    A sentence goes on after it. So an item of a scale, which is called by its own words, leaves its
    full stop here, and stands in quotation marks with a question mark.
    """
    if asked.private:
        return tr(PRIVATE_NAME)
    name = cut(asked.title, _NAME_CELLS).removesuffix(".")
    return quote(name) if name.endswith(("?", "!", "…")) else name


def left_open_words(asked: Screen) -> str:
    """Return that a question was skipped, and why, or was answered in private; else ""."""
    if asked.sealed:
        return tr(SEALED)
    if asked.status is not Status.SKIPPED:
        return ""
    label = dict(asked.skips).get(asked.skip_reason) if asked.skip_reason else ""
    if not label:
        return tr("Left open.")
    return tr("Left open: {reason}. An answer takes its place.", reason=label)


def kept_words(check: CheckView) -> str:
    """Return that a check was kept, with its reason; "" for one that is open."""
    if check.kept is None:
        return ""
    return tr("kept: {reason}", reason=check.kept) if check.kept else tr("kept as it is")


def open_checks(asked: Screen) -> tuple[CheckView, ...]:
    """Return the checks that were not kept yet; the first of them is told, one at a time."""
    return tuple(check for check in asked.checks if check.kept is None)


def aside_words(count: int) -> str:
    """Return what an answer would set aside, before it is given; `count` is 1 or more."""
    if count == 1:
        return tr("Sets aside 1 answer, kept if you change back.")
    return tr("Sets aside {count} answers, kept if you change back.", count=count)
