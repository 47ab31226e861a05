"""How a piece is said on one line: what stands between a name and its sentence, and what holds.

Every writer of words says a piece alike, whatever it is set in. Pure.
"""

from __future__ import annotations

import re

from msgspec import Struct

from goalcoach.date_words import DAYS, say_day
from goalcoach.sheets.block import ContactLine, IfThen, Mark, MarkShape, TextSpan, Week
from goalcoach.translation import tr, tr_noop

HARD = "\u00a0"
"""A blank at which no line is broken."""

FOR_TRUSTED = tr_noop("Only on the copy for someone I trust:")
"""Before what one of the two cards says alone, where both are written as one."""

_DAYS = frozenset({MarkShape.GOOD, MarkShape.USUAL, MarkShape.BAD})
_ENDS = (".", ":", ",", "!", "?", "…", ";", "؟", "。")
# Groups of digits are a phone number, at most as many as one has: a longer row of numbers is a
# list, and may break.
_PHONE = re.compile(r"(?<![\w+])\+?\d+(?:[ -]\d{2,}){1,4}(?![\w-])")
# A number and its unit, a day and its month.
_UNIT = re.compile(r"(?<![\w.])(\d+(?:[.,:]\d+)?) (?=([^\W\d_]+))")
# A line that ends in a lone "I" is read twice.
_VERB = re.compile(r"(?<!\w)I (?=[a-z])")


class Saying(Struct, frozen=True):
    """A strong lead, the words after it, and a number to call, if there is one."""

    lead: str
    words: str = ""
    phone: str = ""
    stop: str = ""

    @property
    def text(self) -> str:
        """All of it as one line of words, the number held together."""
        phone = self.phone.replace(" ", HARD) + self.stop
        head = f"{self.lead}{self.words}"
        return f"{head} {phone}".strip() if phone else head


def hold_phones(text: str) -> str:
    """Return `text` with hard blanks in each phone number: it is read in one go."""
    return _PHONE.sub(lambda found: found[0].replace(" ", HARD), text)


def hold(text: str) -> str:
    """Return `text` with hard blanks in a phone number, before a unit, between "I" and its verb."""
    text = hold_phones(text)
    # A small word after a number is no unit.
    small = tr("and are as at by for from in is of on or then to", context="small_words").split()
    text = _UNIT.sub(lambda found: found[0] if found[2] in small else f"{found[1]}{HARD}", text)
    return _VERB.sub(f"I{HARD}", text)


def lead(name: str, mark: str = ":") -> str:
    """Return the name of something with `mark` behind it, unless it ends in a mark of its own."""
    return name if name.endswith(_ENDS) else f"{name}{mark}"


def say_fact(name: str, sentence: str) -> Saying:
    return Saying(lead(name), f" {sentence}" if sentence else "")


def say_mark(mark: Mark) -> Saying:
    """Return a mark as a line: of a day its word and a stop, "Good day. …", of a step "Steady: …".

    What stands by the triangle goes on from its word: "Stop and call if …".
    """
    ending = "." if mark.shape in _DAYS else "" if mark.shape is MarkShape.ALERT else ":"
    return Saying(lead(mark.word, ending), f" {mark.sentence}")


def say_contact(one: ContactLine) -> Saying:
    """Return who it is, what they do, and the number.

    A sentence that begins small goes on from the name: "My sister cooks with me. Her number is …".
    One without an end is ended after the number.
    """
    words, phone = one.sentence.strip(), one.phone
    if not (words or phone):
        return Saying(one.who)
    if words[:1] in (",", ":", ".", ";"):
        name = f"{one.who}{words[0]}"
        words = words[1:].lstrip()
    else:
        name = one.who if words[:1].islower() else lead(one.who)
    stop = "." if words and phone and not words.endswith(_ENDS) else ""
    return Saying(name, f" {words}" if words else "", phone, stop)


def say_if_then(pair: IfThen) -> tuple[Saying, Saying]:
    """Return both lines, each with its first word as the lead."""
    return _first_word(pair.condition), _first_word(pair.action)


def _first_word(text: str) -> Saying:
    word, blank, rest = text.partition(" ")
    return Saying(word, f"{blank}{rest}")


def say_rows(week: Week) -> tuple[tuple[str, str], ...]:
    """Return what heads each row, on two lines: "Saturday", "19", or "19 May", "to 25 May"."""
    if not week.ends:
        return tuple((DAYS[day.weekday()], str(day.day)) for day in week.days)
    return tuple(
        (
            say_day(day, year=False),
            tr("to {day}", day=say_day(end, year=False)) if end > day else "",
        )
        for day, end in zip(week.days, week.ends, strict=True)
    )


def plain_words(spans: tuple[TextSpan, ...]) -> str:
    """Return the words without what is strong in them."""
    return "".join(span.text for span in spans)
