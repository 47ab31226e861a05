"""What is not a flare, and whom to call then: the same words on the handout and on the card.

The numbers for urgent help are the site's own and no others; none is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goalcoach.plan.model import FlarePlan, Plan
from goalcoach.sheets.block import Framed, FrameKind, Heading, Origin, TextSpan, TextSpans
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.wording import say_day, sentence, sentences

# A whole number with the blanks and marks in it: 999 does not stand in 01632 960 999.
_PHONE = re.compile(r"\+?\d(?:[ \u00a0()./-]*\d)*")


FEW_WORDS = 4
"""So many words beside a number ("at any hour") say no more than the contact's own label."""


def has_flare_plan(spell: FlarePlan) -> bool:
    """Return whether anything is planned for a hard spell, whenever it was gone over."""
    return bool(
        spell.signs
        or spell.steps
        or spell.keep
        or spell.less
        or spell.stop
        or spell.emergency
        or spell.same_day
        or spell.too_long
        or spell.known_sudden
        or spell.call
    )


def last_gone_over(plan: Plan) -> str:
    """Return when a flare plan that was not gone over today last was; "" if it was today.

    One without a day was never gone over: an old one, brought up, has no answer to all its calls.
    """
    spell = plan.flare_plan
    day = spell.gone_over
    if not has_flare_plan(spell) or (day and "flare_plan" not in plan.carried):
        return ""
    return f"last gone over on {say_day(day)}." if day else "not gone over today."


def numbers_to_call(around: SheetContext) -> tuple[tuple[str, str], ...]:
    """Return the site's urgent contacts, (label, number); all of them where none is marked so."""
    return around.urgent or around.contacts


def emergency(spell: FlarePlan, around: SheetContext) -> Framed:
    """Return the alert; where the signs were left open, the site's contacts in their place."""
    signs = sentences(spell.emergency)
    lead = f"{signs} Then I do not wait." if signs else "If I am not sure, I do not wait."
    spans = (TextSpan(f"{lead} "), *call_spans(spell, numbers_to_call(around)))
    return Framed(
        FrameKind.ALERT,
        (
            Heading("What is not a flare?", "NOT A FLARE"),
            TextSpans(spans, Origin("flare_plan.emergency")),
        ),
    )


def call_spans(spell: FlarePlan, contacts: tuple[tuple[str, str], ...]) -> Iterator[TextSpan]:
    """Yield whom I call and when, each of the site's numbers strong."""
    if spell.call:
        # A number reads on from the word; the name of someone is better set apart.
        colon = "" if starts_with_number(spell.call) else ":"
        yield from _marked(sentence(f"I call{colon} {spell.call}"), contacts)
    else:
        yield TextSpan("I call." if contacts else "I get help.")
    for label, number in unsaid(spell.call or "", contacts):
        yield TextSpan(f" {label}: ")
        yield TextSpan(number, strong=True)
        yield TextSpan(".")
    if spell.too_long:
        yield TextSpan(f" {say_when(spell.too_long)}")


def say_when(text: str) -> str:
    """Return when I call, as one sentence: "if …" and "when …" read on from our own words."""
    first, _, rest = text.strip().partition(" ")
    if rest and first.casefold() in ("if", "when"):
        return sentence(f"I call {first.casefold()} {rest}")
    return sentence(f"I call when: {text}")


def unsaid(text: str, contacts: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    """Yield the contacts whose number does not stand in `text` as a whole."""
    said = {digits(found[0]) for found in _PHONE.finditer(text)}
    for label, number in contacts:
        if not digits(number) or digits(number) not in said:
            yield label, number


def starts_with_number(text: str) -> bool:
    return _PHONE.match(text) is not None


def is_said_by_number(call: str, contacts: tuple[tuple[str, str], ...]) -> bool:
    """Return whether `call` is one of the contacts' numbers with hardly a word more."""
    found = _PHONE.match(call)
    if found is None or digits(found[0]) not in {digits(number) for _, number in contacts}:
        return False
    return len(call[found.end() :].split()) <= FEW_WORDS


def digits(phone: str) -> str:
    """Return the number without the blanks and marks that people set into it."""
    return "".join(ch for ch in phone if ch.isdigit())


def _marked(text: str, contacts: tuple[tuple[str, str], ...]) -> Iterator[TextSpan]:
    """Yield `text` in pieces, each of the contacts' numbers in it strong."""
    numbers = {digits(number) for _, number in contacts}
    end = 0
    for found in _PHONE.finditer(text):
        if digits(found[0]) in numbers:
            yield TextSpan(text[end : found.start()])
            yield TextSpan(found[0], strong=True)
            end = found.end()
    yield TextSpan(text[end:])
