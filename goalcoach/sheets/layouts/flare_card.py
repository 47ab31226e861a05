"""The flare card: four small faces on a strip that folds to the size of a bank card.

It is read on a bad day, by someone who cannot search: so it is not printed at all without a number
to call, or without what is not a flare.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from goalcoach.errors import NotAllowed
from goalcoach.plan.model import FlarePlan, Plan
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
from goalcoach.sheets.parts.page_edge import footer, notices
from goalcoach.sheets.parts.urgent_help import (
    digits,
    has_flare_plan,
    is_said_by_number,
    last_gone_over,
    numbers_to_call,
    say_when,
)
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.wording import capital, say_day, sentence, sentences

NO_FLARE_PLAN = (
    "There is no flare plan yet, so there is no card to print. "
    "Make one at the next visit; the handout prints without it."
)
STILL_OPEN = (
    "What is not a flare is still open, so the card is not printed. "
    "Fill it in at the next visit; the handout names whom to call."
)
NO_CONTACT = (
    "The card needs a number of this service to call, and none is set. Add one to goalcoach.toml "
    'in the store: [[contacts]], then label = "…", number = "…" and urgent = true.'
)

WHAT_IT_IS = "A flare is a spell of stronger symptoms. It is real, and it passes."
FRONT = "My flare card"


def has_nothing(plan: Plan) -> bool:
    """Return whether there is nothing to lay out: no flare plan."""
    return not has_flare_plan(plan.flare_plan)


def lay_card(plan: Plan, around: SheetContext, size: Size) -> tuple[Block, ...]:
    """Return the card; NotAllowed where it would leave someone without help."""
    spell = plan.flare_plan
    if not has_flare_plan(spell):
        raise NotAllowed(NO_FLARE_PLAN)
    if not spell.emergency:
        raise NotAllowed(STILL_OPEN)
    if not around.contacts:
        raise NotAllowed(NO_CONTACT)
    return (
        *notices(around),
        *_how_to_fold(size),
        FoldedCard(
            (
                Face("1", FRONT, tuple(_front(plan, around)), shorten="the early signs"),
                Face("2", "What do I do first?", (_steps(spell),), shorten="the first steps"),
                Face(
                    "3",
                    "What do I keep, and when stop?",
                    tuple(_keep(spell)),
                    shorten="what to keep, what to do less, and what is not a flare",
                ),
                Face(
                    "",
                    "Who do I call?",
                    tuple(_back(plan, around)),
                    _foot(plan, around),
                    shorten="whom to call",
                ),
            ),
            roomier="the handout has room for all",
        ),
        footer(plan, around.digest, _true_size(size)),
    )


def _foot(plan: Plan, around: SheetContext) -> str:
    parts = (plan.patient, say_day(plan.visit.date), f"version {plan.version}")
    return " · ".join(("PRACTICE", *parts) if around.practice else parts)


def _how_to_fold(size: Size) -> Iterator[Block]:
    large = size is Size.LARGE
    yield Title(
        "My flare card in large print"
        if large
        else "Two cards: one for me, one for someone I trust"
    )
    yield TextSpans(
        (
            TextSpan("It is not wallet size. " if large else "Cut along the outer lines. "),
            TextSpan("Fold back at "),
            TextSpan("A", strong=True),
            TextSpan(", so that print shows on both sides. Then fold at "),
            TextSpan("B", strong=True),
            TextSpan(f", with “{FRONT}” on the front."),
        )
    )


def _true_size(size: Size) -> str:
    card = "105 × 148 mm" if size is Size.LARGE else f"{FACE_WIDE} × {FACE_HIGH} mm"
    return f"Print at 100 %. A card is {card}."


def _front(plan: Plan, around: SheetContext) -> Iterator[Plain]:
    """Yield what a flare is. A card is cut out, so that it is old is said here as well."""
    for notice in notices(replace(around, practice=False)):
        yield TextSpans((TextSpan(notice.text, strong=True),))
    yield Para(WHAT_IT_IS)
    word = plan.story.words.strong
    if word and "flare" not in word.casefold():
        yield Para(sentence(f"My word for it: {word}"), Origin("story.words.strong"))
    if signs := sentences(plan.flare_plan.signs):
        yield Facts((Fact("My early signs", signs, Origin("flare_plan.signs")),))
    if said := last_gone_over(plan):
        yield Para(f"{said[0].upper()}{said[1:]}")


def _steps(spell: FlarePlan) -> Plain:
    """Return the first steps; room to write them by hand where there are none yet."""
    if not spell.steps:
        return Ruled(2)
    return Numbered(tuple(map(sentence, spell.steps)), Origin("flare_plan.steps"))


def _keep(spell: FlarePlan) -> Iterator[Plain]:
    facts = tuple(
        Fact(name, sentences(texts), Origin(f"flare_plan.{field}"))
        for name, field, texts in (
            ("Keep", "keep", spell.keep),
            ("Less", "less", spell.less),
        )
        if texts
    )
    if facts:
        yield Facts(facts)
    signs = sentences(spell.emergency)
    yield MarkList(
        (Mark(MarkShape.ALERT, "Stop and call:", signs, Origin("flare_plan.emergency")),)
    )


def _back(plan: Plan, around: SheetContext) -> Iterator[Plain]:
    """Yield whom to call: the numbers for any hour strong, and last, where a thumb finds them."""
    urgent = numbers_to_call(around)
    others = [one for one in around.contacts if one not in urgent]
    site = {digits(number) for _, number in around.contacts}
    people = [ContactLine(label, "", number) for label, number in others] + [
        ContactLine(capital(row.who), "", row.phone, Origin("supports.phone", (row.id,)))
        for row in plan.supports
        if row.ended is None and row.consent == "yes" and row.who and row.phone
        if digits(row.phone) not in site
    ]
    if people:
        yield ContactLines(tuple(people))
    spell = plan.flare_plan
    if spell.call and not is_said_by_number(spell.call, urgent):
        yield Para(sentence(f"Not a flare: {spell.call}"), Origin("flare_plan.call"))
    if spell.too_long:
        yield Para(say_when(spell.too_long), Origin("flare_plan.too_long"))
    for label, number in urgent:
        yield TextSpans((TextSpan(f"{label}: ", strong=True), TextSpan(number, strong=True)))
