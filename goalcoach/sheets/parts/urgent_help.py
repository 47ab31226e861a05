"""When and whom to call in a hard spell: the same words on every sheet.

Three calls have three places: for help at once, the same day, and when it lasts too long. A person
with the signs of a stroke must find no word on how long to wait beside the number.

The numbers for urgent help are the site's own and no others; none is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.support import FlarePlan
from goalcoach.sheets.block import (
    Block,
    Fact,
    Facts,
    Framed,
    FrameKind,
    Heading,
    Origin,
    Para,
    TextSpan,
    TextSpans,
)
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.parts.flare_name import say_of_spell
from goalcoach.sheets.parts.strong_facts import strong_facts
from goalcoach.sheets.wording import say_day, sentence, sentences
from goalcoach.translation import tr, tr_noop

# A whole number with the blanks and marks in it: 999 does not stand in 01632 960 999.
_PHONE = re.compile(r"\+?\d(?:[ \u00a0()./-]*\d)*")

AT_ONCE = tr_noop("Get help at once")
GENERAL = (
    tr_noop("A new kind of symptom"),
    tr_noop("A new place"),
    tr_noop("Very sudden, or much too strong"),
)
BUT_KNOWN = (
    tr_noop("A new kind of symptom, a new place, or very sudden, and not as I know it"),
    tr_noop("Much too strong"),
)

SHORTEST = 3
"""Digits of a number that can be called; "those 2" is none."""
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
    if day:
        return tr("last gone over on {day}.", day=say_day(day))
    return tr("not gone over today.")


def say_gone_over(plan: Plan) -> str:
    """Return the same as a whole sentence that names the hard spell."""
    if not last_gone_over(plan):
        return ""
    if day := plan.flare_plan.gone_over:
        return say_of_spell(
            plan,
            tr_noop("The plan for {name}: last gone over on {day}."),
            tr_noop("The plan for a hard spell: last gone over on {day}."),
            day=say_day(day),
        )
    return say_of_spell(
        plan,
        tr_noop("The plan for {name}: not gone over today."),
        tr_noop("The plan for a hard spell: not gone over today."),
    )


def numbers_to_call(around: SheetContext) -> tuple[tuple[str, str], ...]:
    """Return the site's urgent contacts, (label, number); all of them where none is marked so."""
    return around.urgent or around.contacts


def get_help(plan: Plan, around: SheetContext, *, headed: bool = True) -> Iterator[Block]:
    """Yield the alert and, outside it, what can be called about later: three calls, three places.

    In the alert stands nothing that the patient typed but their own signs and, where the site has
    no contact at all, a number. So no sentence about waiting can get there. Without `headed` the
    calls that can wait follow the alert with no heading of their own, where room is short.
    """
    spell = plan.flare_plan
    yield Framed(
        FrameKind.ALERT,
        (
            Heading(tr(AT_ONCE), tr("AT ONCE")),
            Para(sentences(signs_of_danger(spell, around)), Origin("flare_plan.emergency")),
            TextSpans(tuple(call_spans(spell, around))),
        ),
    )
    if facts := tuple(calls(spell, around)):
        if headed:
            yield Heading(tr("When else do I call?"), tr("ALSO CALL"))
        yield Facts(facts)


def signs_of_danger(spell: FlarePlan, around: SheetContext) -> tuple[str, ...]:
    """Return the general signs with the site's own, then the patient's own, each in one run.

    Someone whose hard spells come suddenly, or wander, has those that they know taken out.
    """
    general = map(tr, BUT_KNOWN if spell.known_sudden else GENERAL)
    runs = (sentences((*general, *around.danger_signs)), sentences(spell.emergency))
    return tuple(filter(None, runs))


def calls(spell: FlarePlan, around: SheetContext) -> Iterator[Fact]:
    """Yield each call that is not for help at once, and what calls for none."""
    if same_day := sentences(spell.same_day):
        yield Fact(tr("I call the practice the same day"), same_day, Origin("flare_plan.same_day"))
    if spell.too_long:
        words = sentence(spell.too_long)
        yield Fact(tr("How long before I call"), words, Origin("flare_plan.too_long"))
    if spell.call and not is_said_by_number(spell.call, numbers_to_call(around)):
        yield Fact(tr("Who I call"), sentence(spell.call), Origin("flare_plan.call"))
    if known := sentences(spell.known_sudden):
        yield Fact(tr("Sudden, and known to me"), known, Origin("flare_plan.known_sudden"))


def too_much(around: SheetContext) -> Iterator[Block]:
    """Yield what the service says to someone for whom it gets too much, as it wrote it."""
    if around.steps_break:
        yield Heading(tr("When it gets too much"), tr("TOO MUCH"))
        yield from map(Para, around.steps_break)


def call_spans(spell: FlarePlan, around: SheetContext) -> Iterator[TextSpan]:
    """Yield that I call at once, each of the site's numbers strong.

    Where the site has none, a number that was typed stands there, without the words around it.
    """
    contacts = numbers_to_call(around)
    typed = None if contacts else number_in(spell.call or "")
    if typed:
        yield from strong_facts(tr("I call at once: {number}."), number=typed)
        return
    yield TextSpan(tr("I call at once.") if contacts else tr("I get help at once."))
    for label, number in contacts:
        yield TextSpan(f" {label}: " if number else f" {sentence(label)}")
        if number:
            yield TextSpan(number, strong=True)
            yield TextSpan(".")


def number_in(text: str) -> str | None:
    """Return the first number to call that stands in `text`, None if there is none."""
    found = _PHONE.search(text)
    return found[0] if found else None


def is_said_by_number(call: str, contacts: tuple[tuple[str, str], ...]) -> bool:
    """Return whether `call` is one of the contacts' numbers with hardly a word more."""
    found = _PHONE.match(call)
    if found is None or digits(found[0]) not in {digits(number) for _, number in contacts}:
        return False
    return len(call[found.end() :].split()) <= FEW_WORDS


def has_own_number(text: str, contacts: tuple[tuple[str, str], ...]) -> bool:
    """Return True if a number stands in `text` that is none of the contacts'."""
    said = {digits(found[0]) for found in _PHONE.finditer(text)}
    known = {digits(number) for _, number in contacts}
    return any(len(one) >= SHORTEST for one in said - known)


def digits(phone: str) -> str:
    """Return the number without the blanks and marks that people set into it."""
    return "".join(ch for ch in phone if ch.isdigit())
