"""Why a command was not taken: nothing has changed then, neither the state nor the journal."""

from __future__ import annotations

from dataclasses import dataclass

from goalcoach.dialogue.script.typed_number import doubt_of
from goalcoach.number_words import say_number
from goalcoach.typed_day import WAYS


@dataclass(frozen=True, slots=True)
class Refusal:
    """A command that was not taken.

    `code` is for programs, `sentence` for people; `check` is the id of the hard check that fired,
    "" if none did; `addresses` are the questions that are meant.
    """

    code: str
    sentence: str
    check: str = ""
    addresses: tuple[str, ...] = ()

    def sentence_for(self, way: str) -> str:
        """Return the sentence with a front end's own way to skip in place of the app's F5."""
        return self.sentence.replace("skip with F5", way)


def number_outside(low: float, high: float) -> Refusal:
    """Return the refusal of a number outside the range; both ends belong to it."""
    span = f"{say_number(low)} to {say_number(high)}"
    return Refusal("range", f"That is outside {span}. Type a number from {span}, or skip with F5.")


BELOW_ZERO = Refusal(
    "range", "That is below 0, and this counts from 0 up. Type 0 or more, or skip with F5."
)
NOT_A_NUMBER = Refusal(
    "number", "That is not a number yet. Type one like 12 or 7.5, or skip with F5."
)


def unread_number(*texts: str, several: bool = False) -> Refusal:
    """Return the refusal of typed lines that are no number; it names both where there are two."""
    doubt = next(filter(None, (doubt_of(text, several=several) for text in texts)), "")
    if not doubt:
        return NOT_A_NUMBER
    line = ", one number a line" if several else ""
    return Refusal("doubt", f"{doubt}. Type the one that you mean{line}.")


NOT_A_WHOLE = Refusal("number", "Type a whole number here, such as 4, or skip with F5.")
NOT_A_DATE = Refusal(
    "date",
    f"That is not a clear day yet. Type one like {WAYS}, or skip with F5.",
)
DAY_PAST = Refusal("early", "This day is in the past. Type a later day, or skip.")
DAY_LATE = Refusal("late", "This day is too far off for here. Type an earlier day, or skip.")
DAY_EARLY = Refusal("early", "This day is too early for here. Type a later day, or skip.")
NOT_AN_OPTION = Refusal(
    "option", "That is not one of the choices. Choose one from the list, or skip with F5."
)
ALONE = Refusal(
    "exclusive", "That choice stands alone. Take the others away first, or leave it out."
)
NO_TEXT = Refusal("empty", "Nothing is typed yet. Type a few words, or skip with F5.")
WRONG_KIND = Refusal("kind", "That answer does not fit this question. Look at what it asks for.")
TOO_LONG = Refusal("long", "That is more than one answer can hold. Keep the part that counts most.")
NOTHING_HERE = Refusal("nowhere", "That question is not part of this visit now.")
NOTHING_PROPOSED = Refusal("proposed", "There is nothing from last time to keep here.")
NOT_A_ROSTER = Refusal("roster", "This question takes one answer, not a list of lines.")
NO_CODE = Refusal(
    "code", "That may be a name. A code is one word of letters and digits, such as bo-2."
)
BEHIND_GATE = Refusal("behind", "That comes after the safety questions. Go through them first.")
NO_MORE_HERE = Refusal("more", "These are all the questions of this part.")
NO_SUCH_ROW = Refusal("row", "That line is not here.")
TALK_ONLY = Refusal(
    "talk", "They want to talk about this, and not have it typed. What you both agree is typed."
)
NOT_ON_PAPER = Refusal("paper", "What is said here is on none of the patient's papers.")
NO_NOTES = Refusal("private", "No notes are kept on this question.")
NO_SUCH_SKIP = Refusal("skip", "That way to skip does not fit here. Choose another one.")
NO_REASON = Refusal("reason", "This one is kept only with a reason. A few words will do.")
NO_WORDS = Refusal(
    "reason",
    "That has no word in it. A reason is a few words; to change the answer, go back to it.",
)
NO_SUCH_CHECK = Refusal("check", "There is no such thought to keep here.")
GATE = Refusal("gate", "The visit does not go on from here today. Close it, or change the answer.")
NOTHING_TO_TAKE_BACK = Refusal("undo", "There is nothing more to take back here.")
NOTHING_TO_GIVE_AGAIN = Refusal("redo", "There is nothing to give again.")
PRIVATE_STAYS = Refusal(
    "undo", "Here it ends: what was said in private stays as it is. To change it, answer it anew."
)
CLOSED = Refusal("closed", "This visit is closed. Its plan is kept as it is.")


def too_many_words(most: int, count: int) -> Refusal:
    """Return the refusal of a text of `count` words, more than `most`."""
    there = f"That is {say_number(count)} words, and {say_number(most)} fit."
    return Refusal("words", f"{there} A shorter line is easier to keep.")


def too_few_rows(least: int) -> Refusal:
    """Return the refusal of a list or roster of fewer than `least` lines."""
    lines = "line" if least == 1 else "lines"
    return Refusal("few", f"This needs {least} {lines} or more. Add one, or skip with F5.")


def too_many_rows(most: int) -> Refusal:
    """Return the refusal of a line too many: there is room for `most`."""
    lines = "line" if most == 1 else "lines"
    return Refusal("many", f"There is room for {most} {lines} here. Take one away to add another.")


def open_cell(label: str, address: str) -> Refusal:
    """Return the refusal of a roster while a required field, of that label, is open."""
    return Refusal(
        "cell", f"One part is still open: {label}. Answer it, or skip it.", "", (address,)
    )


def still_open(addresses: tuple[str, ...], labels: tuple[str, ...]) -> Refusal:
    """Return the refusal of a close while these required questions, one label each, are open."""
    names = "; ".join(labels)
    return Refusal("open", f"Before the close, answer or skip: {names}.", "", addresses)


def without_reason(addresses: tuple[str, ...], labels: tuple[str, ...]) -> Refusal:
    """Return the refusal of a close while these answers, one label each, wait for a reason."""
    sentence = f"Before the close, note the reason or change: {'; '.join(labels)}."
    return Refusal("reason", sentence, "", addresses)


def gate_stays(address: str) -> Refusal:
    """Return the refusal to open the closed gate at `address` by taking something back."""
    sentence = (
        "The visit stopped at this safety question, and that stays. To go on, answer it anew."
    )
    return Refusal("undo", sentence, "", (address,))
