"""What came of the parts that the two chose to look at, as the patient's own sheets say it."""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.model import OthersSay, Plan
from goalcoach.sheets.block import Block, Fact, Facts, Heading, Origin
from goalcoach.sheets.wording import quote, sentence

KNOW = "What I would like people to know"


def to_others(said: OthersSay) -> Iterator[Block]:
    """Yield what the patient would like others to know, and the sentence for each place."""
    facts = tuple(
        Fact(name, sentence(quote(text)), Origin(f"others_say.{field}"))
        for name, field, text in (
            (KNOW, "know", said.know),
            ("At work or school", "work", said.work),
            ("At home", "home", said.home),
        )
        if text
    )
    if facts:
        yield Heading("What can I say to others?", "OTHERS")
        yield Facts(facts)


def on_card(plan: Plan) -> Iterator[Fact]:
    """Yield what others may read on the card: only where the patient said yes to that."""
    said = plan.others_say
    if said.on_card == "yes" and said.know:
        yield Fact("Please know", sentence(said.know), Origin("others_say.know"))
