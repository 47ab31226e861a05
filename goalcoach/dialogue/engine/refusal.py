"""Why a command was not taken: nothing has changed then, neither the state nor the journal."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from goalcoach.dialogue.script.typed_number import doubt_of, read_numbers
from goalcoach.number_words import say_number
from goalcoach.safe_text import cut, show
from goalcoach.translation import tr, tr_noop
from goalcoach.typed_day import WAYS

_LINE_CELLS = 30
"""How much of a typed line a refusal repeats."""


class Refusal(Struct, frozen=True):
    """A command that was not taken.

    `code` is for programs, `words` for people: our English, which is looked up where it is said,
    or the script's own. `check` is the id of the hard check that fired, "" if none did;
    `addresses` are the questions that are meant. `facts` are put into the words.
    """

    code: str
    words: str
    check: str = ""
    addresses: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The sentence as it is said now, with the app's own way to skip."""
        return self.sentence_for(tr("skip with F5"))

    def sentence_for(self, way: str) -> str:
        """Return the sentence with a front end's own way to skip, a command to the reader."""
        if self.check:
            return self.words  # the script's own, in its language, and no place for a fact
        return tr(self.words, skip=way, ways=tr(WAYS), **self.facts)


def number_outside(low: float, high: float) -> Refusal:
    """Return the refusal of a number outside the range; both ends belong to it."""
    return Refusal(
        "range",
        tr_noop("That is outside {low} to {high}. Type a number from {low} to {high}, or {skip}."),
        facts={"low": say_number(low), "high": say_number(high)},
    )


BELOW_ZERO = Refusal(
    "range", tr_noop("That is below 0, and this counts from 0 up. Type 0 or more, or {skip}.")
)
NOT_A_NUMBER = Refusal(
    "number", tr_noop("That is not a number yet. Type one like 12 or 7.5, or {skip}.")
)


def unread_number(*texts: str, several: bool = False, unit: str = "") -> Refusal:
    """Return the refusal of typed lines that are no number; it names both where there are two.

    Of `several`, which are counted in `unit`, it names the first line that cannot be read.
    """
    doubt = next(filter(None, (doubt_of(text, several=several) for text in texts)), "")
    if not doubt:
        lines = (line for text in texts for line in text.split("\n")) if several else ()
        unread = next((line for line in lines if read_numbers(line, unit) is None), "")
        return _unread_line(unread) if unread else NOT_A_NUMBER
    words = (
        tr_noop("{doubt}. Type the one that you mean, one number a line.")
        if several
        else tr_noop("{doubt}. Type the one that you mean.")
    )
    return Refusal("doubt", words, facts={"doubt": doubt})


def _unread_line(line: str) -> Refusal:
    words = tr_noop(
        "“{typed}” is not a number yet. Type one number a line, like 12 or 7.5, or {skip}."
    )
    return Refusal("number", words, facts={"typed": cut(show(line.strip()), _LINE_CELLS)})


NOT_A_WHOLE = Refusal("number", tr_noop("Type a whole number here, such as 4, or {skip}."))
NOT_A_DATE = Refusal(
    "date", tr_noop("That is not a clear day yet. Type one like {ways}, or {skip}.")
)
DAY_PAST = Refusal("early", tr_noop("This day is in the past. Type a later day, or skip."))
DAY_LATE = Refusal(
    "late", tr_noop("This day is too far off for here. Type an earlier day, or skip.")
)
DAY_EARLY = Refusal("early", tr_noop("This day is too early for here. Type a later day, or skip."))
NOT_AN_OPTION = Refusal(
    "option", tr_noop("That is not one of the choices. Choose one from the list, or {skip}.")
)
ALONE = Refusal(
    "exclusive", tr_noop("That choice stands alone. Take the others away first, or leave it out.")
)
NO_TEXT = Refusal("empty", tr_noop("Nothing is typed yet. Type a few words, or {skip}."))
WRONG_KIND = Refusal(
    "kind", tr_noop("That answer does not fit this question. Look at what it asks for.")
)
TOO_LONG = Refusal(
    "long", tr_noop("That is more than one answer can hold. Keep the part that counts most.")
)
NOTHING_HERE = Refusal("nowhere", tr_noop("That question is not part of this visit now."))
NOTHING_PROPOSED = Refusal("proposed", tr_noop("There is nothing from last time to keep here."))
NOT_A_ROSTER = Refusal("roster", tr_noop("This question takes one answer, not a list of lines."))
NO_CODE = Refusal(
    "code", tr_noop("That may be a name. A code is one word of letters and digits, such as bo-2.")
)
BEHIND_GATE = Refusal(
    "behind", tr_noop("That comes after the safety questions. Go through them first.")
)
NO_MORE_HERE = Refusal("more", tr_noop("These are all the questions of this part."))
NO_SUCH_ROW = Refusal("row", tr_noop("That line is not here."))
TALK_ONLY = Refusal(
    "talk",
    tr_noop("They want to talk about this, and not have it typed. What you both agree is typed."),
)
NOT_ON_PAPER = Refusal("paper", tr_noop("What is said here is on none of the patient's papers."))
NO_NOTES = Refusal("private", tr_noop("No notes are kept on this question."))
NO_SUCH_SKIP = Refusal("skip", tr_noop("That way to skip does not fit here. Choose another one."))
NO_REASON = Refusal("reason", tr_noop("This one is kept only with a reason. A few words will do."))
NO_WORDS = Refusal(
    "reason",
    tr_noop(
        "That has no word in it. A reason is a few words; to change the answer, go back to it."
    ),
)
NO_SUCH_CHECK = Refusal("check", tr_noop("There is no such thought to keep here."))
GATE = Refusal(
    "gate", tr_noop("The visit does not go on from here today. Close it, or change the answer.")
)
GATE_UNANSWERED = Refusal(
    "gate", tr_noop("Nobody has answered this yet. The visit waits here for an answer.")
)
NOTHING_TO_TAKE_BACK = Refusal("undo", tr_noop("There is nothing more to take back here."))
NOTHING_TO_GIVE_AGAIN = Refusal("redo", tr_noop("There is nothing to give again."))
PRIVATE_STAYS = Refusal(
    "undo",
    tr_noop("Here it ends: what was said in private stays as it is. To change it, answer it anew."),
)
CLOSED = Refusal("closed", tr_noop("This visit is closed. Its plan is kept as it is."))


def too_many_words(most: int, count: int) -> Refusal:
    """Return the refusal of a text of `count` words, more than `most`."""
    words = tr_noop("That is {count} words, and {most} fit. A shorter line is easier to keep.")
    facts = {"count": say_number(count), "most": say_number(most)}
    return Refusal("words", words, facts=facts)


def too_few_rows(least: int) -> Refusal:
    """Return the refusal of a list or roster of fewer than `least` lines."""
    words = (
        tr_noop("This needs 1 line or more. Add one, or {skip}.")
        if least == 1
        else tr_noop("This needs {least} lines or more. Add one, or {skip}.")
    )
    return Refusal("few", words, facts={"least": str(least)})


def too_many_rows(most: int) -> Refusal:
    """Return the refusal of a line too many: there is room for `most`."""
    words = (
        tr_noop("There is room for 1 line here. Take one away to add another.")
        if most == 1
        else tr_noop("There is room for {most} lines here. Take one away to add another.")
    )
    return Refusal("many", words, facts={"most": str(most)})


def open_cell(label: str, address: str) -> Refusal:
    """Return the refusal of a roster while a required field, of that label, is open."""
    words = tr_noop("One part is still open: {label}. Answer it, or skip it.")
    return Refusal("cell", words, "", (address,), {"label": label})


def still_open(addresses: tuple[str, ...], labels: tuple[str, ...]) -> Refusal:
    """Return the refusal of a close while these required questions, one label each, are open."""
    words = tr_noop("Before the close, answer or skip: {names}.")
    return Refusal("open", words, "", addresses, {"names": "; ".join(labels)})


def without_reason(addresses: tuple[str, ...], labels: tuple[str, ...]) -> Refusal:
    """Return the refusal of a close while these answers, one label each, wait for a reason."""
    words = tr_noop("Before the close, note the reason or change: {names}.")
    return Refusal("reason", words, "", addresses, {"names": "; ".join(labels)})


def gate_stays(address: str) -> Refusal:
    """Return the refusal to open the closed gate at `address` by taking something back."""
    words = tr_noop(
        "The visit stopped at this safety question, and that stays. To go on, answer it anew."
    )
    return Refusal("undo", words, "", (address,))
