"""What is said at a break and at the end of a visit, the same in every front end. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

from goalcoach.dialogue.engine.command import CloseReason
from goalcoach.sheets.parts.urgent_help import GENERAL
from goalcoach.sheets.wording import sentences
from goalcoach.translation import TrMap, tr, tr_noop

KEPT = tr_noop("Everything said so far is kept.")
NOT_SAVED = tr_noop("Your words are still here. Enter tries again.")

TALK_TO_SOMEONE = tr_noop("If you would like to talk to someone")
"""Stands above the site's contacts at a break."""
NO_CONTACTS = tr_noop("Your clinician has the numbers to call.")
"""Said to the patient where the site has written no contacts down."""
HOW_TO_ADD_CONTACTS = tr_noop(
    "For the clinician: numbers go into goalcoach.toml, beside the patients' folders, "
    "under contacts."
)

OUR_STEPS = tr_noop("OUR STEPS")
"""The label of what the service itself does where something else comes first."""

READ_ALOUD = tr_noop("READ ALOUD")
"""The label of what is printed beside the patient's own words, and is said with the question."""


def danger_words(danger_signs: Sequence[str]) -> str:
    """Return the general signs that call for help at once, and the site's own, as printed."""
    return sentences((*map(tr, GENERAL), *danger_signs))


END_OF_QUESTIONS = tr_noop("This is the end of the questions.")
"""Said in place of the closing question while something has to be answered first."""
CLOSE_QUESTION = tr_noop("Shall we close the visit here?")
CLOSE_IS_FINAL = tr_noop("A written version is not changed again. The next visit adds to it.")

UNSAVED_BREAK = (
    tr_noop("Let's stop here for a moment."),
    tr_noop("You do not have to answer anything."),
    tr_noop("Your last words are not saved yet. They are still here, and going on tries again."),
)
"""Said at a break in place of the script's words while something could not be written: nothing is
called kept that is not."""


class BreakMoment(StrEnum):
    """When the script speaks at a break: as it begins, before going on, on stopping for today, and
    on stopping to go on at another sitting.

    Each is the id of an item in the script's section `break`.
    """

    STOP = "stop"
    BACK = "back"
    END = "end"
    NEXT = "next"

    @property
    def words(self) -> str:
        """What is said where the script has no words of its own."""
        return _WORDS[self]


_WORDS = TrMap(
    {
        BreakMoment.STOP: "Let's stop here for a moment. "
        "You do not have to answer anything, and all you said is kept.",
        BreakMoment.BACK: "We can go on, come back to it another day, or stop here. "
        "What would be good for you?",
        BreakMoment.END: "It is fine to stop here. "
        "What we have is kept, and you do not have to start again.",
        BreakMoment.NEXT: "We stop here for today and go on next time. All we have is kept, and "
        "can be printed. Next time begins with a few questions about that day.",
    }
)
_SAID_AT_END = {CloseReason.STOPPED: BreakMoment.END, CloseReason.CONTINUES: BreakMoment.NEXT}


class BreakChoice(StrEnum):
    """How a break ends."""

    GO_ON = "go_on"
    PAUSE = "pause"
    CONTINUE = "continue"
    STOP = "stop"
    ALONE = "alone"


_BREAK_CHOICES = TrMap(
    {
        BreakChoice.GO_ON: "Go on when you are ready",
        BreakChoice.PAUSE: "Pause the visit and come back to it",
        BreakChoice.CONTINUE: "Stop here, and go on next time",
        BreakChoice.STOP: "Stop for today",
        BreakChoice.ALONE: "We are alone now",
    }
)


def break_choices(*, waiting: bool) -> tuple[tuple[BreakChoice, str], ...]:
    """Return how a break can end, each with its words.

    `waiting`: private questions wait, so that one can be that the two are alone now. It is the
    last, so that no other changes its number.
    """
    return tuple(one for one in _BREAK_CHOICES.items() if waiting or one[0] != BreakChoice.ALONE)


CLOSES = {
    BreakChoice.CONTINUE: CloseReason.CONTINUES,
    BreakChoice.STOP: CloseReason.STOPPED,
}
"""How a break ends → why the visit is closed with it."""


def said_at_end(reason: CloseReason | None) -> BreakMoment | None:
    """Return the moment whose words are said at an end for that reason; None for none."""
    return None if reason is None else _SAID_AT_END.get(reason)


def taken_up(*, carried: bool, today_first: bool) -> str:
    """Return what is said at the first question of a visit that goes on from another day.

    `carried`: that day was a visit of its own. `today_first`: the first question is one of those
    that belong to a day. Of both the script tells the patient itself, and it is not told twice.
    """
    if carried:
        again = tr("We go on from last time.")
        return again if today_first else f"{again} {tr(KEPT)}"
    rest = tr("A few questions about today come first; the rest is kept.")
    return f"{tr('We take this visit up again.')} {rest if today_first else tr(KEPT)}"


OFFERED_AGAIN = tr_noop(
    "The answers of the visit that was kept aside come back, each at its question, to be "
    "confirmed. Ratings, and what belongs to a day, are asked anew."
)
"""Said at the first question of a visit in which answers of another one are offered."""


class Ending(NamedTuple):
    """The last page of a visit: one sentence as its title, and a few more."""

    title: str
    sentences: tuple[str, ...]


def ask_to_write(version: int) -> str:
    """Return the question before a version is written."""
    return tr("Write version {version} now?", version=version)


PREVIEW_IS_GONE = tr_noop("It was a preview: no plan was written, and nothing of it was kept.")


class ClosedVisit(Protocol):
    """What is told of a visit whose version is written."""

    @property
    def code(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def left_behind(self) -> str:
        """What could not be tidied up; "" if all was."""

    @property
    def preview(self) -> bool:
        """Nothing of it stays."""


def closed(visit: ClosedVisit, reason: CloseReason | None, said: str) -> Ending:
    """Return what is said once a version is written.

    `reason` is why the visit stopped before its end, None if it did not; `said` are the script's
    words on stopping.
    """
    version, code = visit.version, visit.code
    written = [tr("Version {version} of {code} is written.", version=version, code=code)]
    if visit.left_behind:
        written.append(visit.left_behind)
    if visit.preview:
        written = [tr(PREVIEW_IS_GONE)]
    if reason is None:
        return Ending(tr("The visit is closed"), (*written, tr("Thank you both.")))
    again = reason is CloseReason.CONTINUES
    title = tr("We go on next time") if again else tr("We stop here for today")
    first = said or ("" if visit.preview else tr(KEPT))
    return Ending(title, (first, *written) if first else (*written,))


def already_saved(code: str, version: int) -> str:
    """Return what is said of a visit whose plan is saved, and whose tidying was cut short."""
    return tr(
        "The last visit of {code} is saved, as version {version}. "
        "Open {code} again to begin the next visit.",
        code=code,
        version=version,
    )


def paused(code: str, *, lost: bool = False, preview: bool = False) -> Ending:
    """Return what is said when a visit is left to be taken up again; `lost`: not all was saved.

    A `preview` is not taken up again: nothing of it stays.
    """
    if preview:
        return Ending(tr("The preview is left"), (tr(PREVIEW_IS_GONE),))
    left = tr("The visit with {code} is paused.", code=code)
    return Ending(tr("Paused for now"), (f"{left} {kept_words(lost=lost)}",))


def kept_words(*, lost: bool, elsewhere: str = "") -> str:
    """Return what is kept of a visit that is left; `lost`: not all was saved where it belongs.

    `elsewhere` is the folder where all of it was saved instead.
    """
    if lost and elsewhere:
        return tr(
            "All is kept in {folder}; {file} says how it gets back.",
            folder=elsewhere,
            file=WHAT_NEXT,
        )
    return tr("All is kept but your last words, which could not be saved.") if lost else tr(KEPT)


NOT_ALL_SAVED = tr_noop("Not everything is saved")
WHAT_NEXT = "what-to-do.txt"
"""The name of the text beside a visit that was saved somewhere else."""


def answer_unsaved(question: str) -> str:
    """Return what is said of a last answer that is not on the disk."""
    return tr(
        "Not on the disk: the last words at “{question}”. All before them is kept.",
        question=question,
    )


def not_written(version: int) -> str:
    """Return what is said of a visit whose close is not on the disk."""
    return tr(
        "Not on the disk: version {version} of the plan. Every answer is kept.", version=version
    )


def kept_elsewhere_words(where: str) -> tuple[str, ...]:
    """Return what is said once a visit was saved somewhere else."""
    return (
        tr("All of this visit is in {folder}, for you alone to read.", folder=where),
        tr(
            "The text {file} in it says how it gets back to where it belongs. Then delete it.",
            file=WHAT_NEXT,
        ),
    )
