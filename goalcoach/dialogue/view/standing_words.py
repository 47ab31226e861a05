"""How a question stands: answered, left open, with a check that was kept. Made of values. Pure.

The sentences that stand here as names are in English: `tr` says them where they are shown.
"""

from __future__ import annotations

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine.script_words import PRIVATE_NAME
from goalcoach.dialogue.view.screen import (
    CheckView,
    PhaseView,
    Screen,
    Status,
    VisitProgress,
    WhereLine,
)
from goalcoach.plan.question_address import Address
from goalcoach.safe_text import cut, cut_at_word, quote
from goalcoach.translation import TrMap, tr, tr_noop

LATER_ALONE = tr_noop("later, alone")
"""Said of a phase whose private questions wait until the two are alone."""
PROTECTS = TrMap({True: "protects you, is there", False: "protects you, to come"})
"""Whether what protects in a phase is there → how that is said."""
LEAVES_OPEN = tr_noop("Nobody has answered this yet. Enter again leaves it open.")
"""Said once on a question that `asks_twice`, before Enter passes it."""
SEALED = tr_noop("Answered. It is not shown again.")
"""Said in place of a private answer once its part is over, or while others are in the room."""
_NAME_CELLS = 40
"""Cells of a question's name within a sentence."""
_ROW_CELLS = 24
"""Cells of a goal's words behind it."""

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

    One of several rows of a loop is named, too, as the same question may come next for another. A
    sentence goes on after it. So an item of a scale, which is called by its own words, leaves its
    full stop here, and stands in quotation marks with a question mark.
    """
    if asked.private:
        return tr(PRIVATE_NAME)
    name = cut(asked.title, _NAME_CELLS).removesuffix(".")
    if name.endswith(("?", "!", "…")):
        name = quote(name)
    if not (asked.loop and asked.context):
        return name
    row = cut_at_word(asked.context.removesuffix("."), _ROW_CELLS)
    return tr("{question} ({goal})", question=name, goal=row)


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


def kept_check_words(check: CheckView) -> str:
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
