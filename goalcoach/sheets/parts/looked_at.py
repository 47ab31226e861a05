"""What came of the parts that the two chose to look at, as the patient's own sheets say it."""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.model.optional_parts import OthersSay
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.block import Block, Fact, Facts, Heading, Origin
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.parts.field_facts import named_facts
from goalcoach.sheets.wording import capital, quote, sentence, sentences
from goalcoach.translation import tr, tr_noop

KNOW = tr_noop("What I would like people to know")


def to_others(said: OthersSay) -> Iterator[Block]:
    """Yield what the patient would like others to know, and the sentence for each place."""
    told = (
        (tr(KNOW), "know", said.know),
        (tr("At work or school"), "work", said.work),
        (tr("At home"), "home", said.home),
    )
    if facts := named_facts("others_say", told, lambda words: sentence(quote(words))):
        yield Heading(tr("What can I say to others?"), tr("OTHERS"))
        yield Facts(facts)


def kept_up(plan: Plan) -> Iterator[Block]:
    """Yield what the patient keeps up or tries, where no other heading is near."""
    if facts := (*kept_minute(plan), *tried_in_task(plan)):
        yield Heading(tr("What do I keep up, or try?"), tr("KEPT UP"))
        yield Facts(facts)


def kept_minute(plan: Plan) -> Iterator[Fact]:
    """Yield the minute that the patient keeps: what it turns to, its place in the day, its stop."""
    kept = plan.sensation
    if kept.again == "keep":
        turned = say_value("sensation.turned_to", kept.turned_to, own=True)
        sign = kept.stop_sign
        stop = (
            tr("I can stop at any time: {sign}", sign=sign)
            if sign
            else tr("I can stop at any time")
        )
        words = sentences((capital(turned), kept.tied_to, stop))
        yield Fact(tr("My one minute"), words, Origin("sensation.again"))


def tried_in_task(plan: Plan) -> Iterator[Fact]:
    """Yield the one thing to try in a task of the day."""
    seen = plan.links
    if seen.try_:
        words = sentences((seen.task, tr("I try: {what}", what=seen.try_)))
        yield Fact(tr("One task of my day"), words, Origin("links.try"))


def on_card(plan: Plan) -> Iterator[Fact]:
    """Yield what someone trusted may read on their copy of the card: only after a yes to that."""
    said = plan.others_say
    if said.on_card == "yes" and said.know:
        yield Fact(tr("Please know"), sentence(said.know), Origin("others_say.know"))
