"""The flare card: four small faces on a strip that folds to the size of a bank card.

It is read on a bad day, by someone who cannot search: so it is not printed at all without a number
to call, or without what calls for help at once. That has a face of its own, and so have the
numbers: neither gives way to words. Beside what calls for help the first number stands once more.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from goalcoach.errors import NotAllowed
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.support import FlarePlan
from goalcoach.sheets.block import (
    Block,
    ContactLine,
    ContactLines,
    Face,
    Fact,
    Facts,
    FoldedCard,
    Mark,
    MarkList,
    MarkShape,
    Numbered,
    Origin,
    Para,
    Plain,
    Ruled,
    TextSpan,
    TextSpans,
    Title,
)
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.page_style import FACE_HIGH, FACE_WIDE
from goalcoach.sheets.parts.flare_name import say_of_spell
from goalcoach.sheets.parts.looked_at import on_card
from goalcoach.sheets.parts.page_edge import footer, notices
from goalcoach.sheets.parts.strong_facts import facts_in_spans
from goalcoach.sheets.parts.urgent_help import (
    AT_ONCE,
    SHORTEST,
    calls,
    digits,
    has_flare_plan,
    has_own_number,
    last_gone_over,
    number_in,
    numbers_to_call,
    signs_of_danger,
)
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.wording import capital, say_day, say_number, sentence, sentences
from goalcoach.translation import tr, tr_noop

NO_FLARE_PLAN = tr_noop(
    "There is no plan for hard spells yet, so there is no card to print. "
    "Make one at the next visit; the handout prints without it."
)
STILL_OPEN = tr_noop(
    "What calls for help at once is still open, so the card is not printed. "
    "Fill it in at the next visit; the handout names whom to call."
)
NO_CONTACT = tr_noop(
    "The card needs a number of this service to call, and none is set. Add one to goalcoach.toml "
    'in the store: [[contacts]], then label = "…", number = "…" and urgent = true.'
)

_WHICH_COPY = tr_noop("The one with “{name}” is for someone I trust.")
_COPY_APART = tr_noop(
    "It is for me. What I would like people to know is on the small card for someone I trust: "
    "print the card in standard size, too."
)


def has_nothing(plan: Plan) -> bool:
    """Return whether there is nothing to lay out: no flare plan."""
    return not has_flare_plan(plan.flare_plan)


def lay_card(plan: Plan, around: SheetContext, size: Size) -> tuple[Block, ...]:
    """Return the card; NotAllowed where it would leave someone without help."""
    spell = plan.flare_plan
    if not has_flare_plan(spell):
        raise NotAllowed(tr(NO_FLARE_PLAN))
    if not spell.emergency:
        raise NotAllowed(tr(STILL_OPEN))
    if not around.contacts:
        raise NotAllowed(tr(NO_CONTACT))
    return (
        *notices(around, plan),
        *_how_to_fold(size, plan),
        FoldedCard(_faces(plan, around, size), roomier=tr("the handout", context="to_print")),
        footer(plan, around.digest, _true_size(size)),
    )


def _faces(plan: Plan, around: SheetContext, size: Size) -> tuple[Face, ...]:
    spell = plan.flare_plan
    return (
        Face(
            "1",
            _front_title(plan),
            tuple(_front(plan, around)),
            shorten=_shorten_front(plan),
            loose=bool(spell.keep) + bool(spell.less),
            onto=("2",),
            spare=tuple(_left_out(spell)),
            trusted=tuple(_trusted(plan, size)),
        ),
        Face(
            "2",
            tr("What do I do first?"),
            tuple(_steps(spell, around)),
            shorten=tr("the first steps, or when to call the practice", context="to_shorten"),
            loose=len(tuple(_calls(spell, around))),
            onto=("", "1"),
        ),
        Face(
            "3",
            tr(AT_ONCE),
            tuple(_danger(spell, around)),
            shorten=tr("what calls for help at once", context="to_shorten"),
            spare=tuple(_call_now(around)),
        ),
        Face(
            "",
            tr("Who do I call?"),
            tuple(_back(plan, around)),
            _foot(plan, around),
            shorten=tr("what the contacts are called in goalcoach.toml", context="to_shorten"),
            loose=len(_helpers(plan, around)),
            onto=("1", "2"),
        ),
    )


def _foot(plan: Plan, around: SheetContext) -> str:
    version = tr("version {number}", number=plan.version)
    parts = (plan.patient, say_day(plan.visit.date), version)
    return " · ".join((tr("PRACTICE"), *parts) if around.practice else parts)


def _front_title(plan: Plan) -> str:
    return say_of_spell(plan, tr_noop("My card for {name}"), tr_noop("My card for a hard spell"))


def _how_to_fold(size: Size, plan: Plan) -> Iterator[Block]:
    large, front = size is Size.LARGE, _front_title(plan)
    yield Title(
        tr("My card in large print")
        if large
        else tr("Two cards: one for me, one for someone I trust")
    )
    first = tr("It is not wallet size.") if large else tr("Cut along the outer lines.")
    fold = tr(
        "Fold back at {a}, so that print shows on both sides. Then fold at {b}, with “{front}” on "
        "the front."
    )
    ends = (TextSpan("A", strong=True),), (TextSpan("B", strong=True),)
    spans = [*facts_in_spans(fold, a=ends[0], b=ends[1], front=(TextSpan(front),))]
    for fact in on_card(plan):
        apart = tr(_COPY_APART) if large else tr(_WHICH_COPY, name=fact.name)
        spans.append(TextSpan(f" {apart}"))
    yield TextSpans((TextSpan(f"{first} "), *spans))


def _true_size(size: Size) -> str:
    card = (
        "105 × 148 mm"
        if size is Size.LARGE
        else f"{say_number(FACE_WIDE)} × {say_number(FACE_HIGH)} mm"
    )
    return tr("Print at 100 %. A card is {size}.", size=card)


def _front(plan: Plan, around: SheetContext) -> Iterator[Plain]:
    """Yield how it begins and what stays. A card is cut out, so that it is old is said here too."""
    for notice in notices(replace(around, practice=False), plan):
        yield TextSpans((TextSpan(notice.text, strong=True),))
    if said := last_gone_over(plan):
        yield Para(capital(said))
    spell = plan.flare_plan
    facts = tuple(
        Fact(name, sentences(texts), Origin(f"flare_plan.{field}"))
        for name, field, texts in (
            (tr("My early signs"), "signs", spell.signs),
            (tr("Keep"), "keep", spell.keep),
            (tr("Less"), "less", spell.less),
        )
        if texts
    )
    if facts:
        yield Facts(facts)


def _trusted(plan: Plan, size: Size) -> Iterator[Plain]:
    """Yield what others could know; in large print there is one card, and it is the patient's."""
    facts = () if size is Size.LARGE else tuple(on_card(plan))
    if facts:
        yield Facts(facts)


def _shorten_front(plan: Plan) -> str:
    if tuple(on_card(plan)):
        return tr(
            "the words for others, the early signs, what to keep and what to do less of",
            context="to_shorten",
        )
    return tr("the early signs, what to keep and what to do less of", context="to_shorten")


def _steps(spell: FlarePlan, around: SheetContext) -> Iterator[Plain]:
    """Yield the first steps and the calls that can wait; room to write where there are none yet."""
    if spell.steps:
        yield Numbered(tuple(map(sentence, spell.steps)), Origin("flare_plan.steps"))
    else:
        yield Ruled(2)
    if facts := tuple(_calls(spell, around)):
        yield Facts(facts)


def _calls(spell: FlarePlan, around: SheetContext) -> Iterator[Fact]:
    """Yield the calls that can wait; who is called only where that is a number of its own.

    Other words on it ("the line for those three") are of another face, and stand on the handout.
    """
    for fact in calls(spell, around):
        if fact.origin.path != "flare_plan.call" or has_own_number(fact.sentence, around.contacts):
            yield fact


def _danger(spell: FlarePlan, around: SheetContext) -> Iterator[Plain]:
    general, *own = signs_of_danger(spell, around)
    yield MarkList((Mark(MarkShape.ALERT, tr("Any of these:"), general),))
    yield from (Para(signs, Origin("flare_plan.emergency")) for signs in own)


def _left_out(spell: FlarePlan) -> Iterator[Plain]:
    """Yield what is left out altogether, named as on the handout, which has it in any case."""
    if said := sentences(spell.stop):
        yield Facts((Fact(tr("I leave out"), said, Origin("flare_plan.stop")),))


def _call_now(around: SheetContext) -> Iterator[Plain]:
    """Yield the first number for urgent help, in a line: on a bad day no one turns a card over.

    Without its label, which may be long, so only one that is marked as urgent: another may be of
    weekdays alone. The face of the numbers has them all by name, also one that is no number.
    """
    numbers = (number_in(number) or "" for _, number in around.urgent)
    if number := next((one for one in numbers if len(digits(one)) >= SHORTEST), None):
        before, _, after = tr("Call {number}.").partition("{number}")
        spans = (before, f"{number}{after}")
        yield TextSpans(tuple(TextSpan(words, strong=True) for words in spans if words))


def _back(plan: Plan, around: SheetContext) -> Iterator[Plain]:
    """Yield whom to call: the numbers for any hour strong and first, then everyone else."""
    urgent = numbers_to_call(around)
    for label, number in urgent:
        yield TextSpans((TextSpan(f"{label}: ", strong=True), TextSpan(number, strong=True)))
    others = [one for one in around.contacts if one not in urgent]
    people = [ContactLine(label, "", number) for label, number in others]
    people += _helpers(plan, around)
    if people:
        yield ContactLines(tuple(people))


def _helpers(plan: Plan, around: SheetContext) -> list[ContactLine]:
    """Return helpers with a number of their own, who said yes to being named with it."""
    site = {digits(number) for _, number in around.contacts}
    return [
        ContactLine(capital(row.who), "", row.phone, Origin("supports.phone", (row.id,)))
        for row in plan.supports
        if row.ended is None and row.consent == "yes" and row.who and row.phone
        if digits(row.phone) not in site
    ]
