"""What was chosen from the practices that were laid side by side, as it goes home."""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.help_options import options_in_use
from goalcoach.plan.model.optional_parts import HelpOption
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.block import Block, Fact, Facts, Heading, Origin
from goalcoach.sheets.wording import capital, sentences
from goalcoach.translation import TrMap, tr

_NAMES = TrMap({"try": "I try", "do_already": "I do already"})


def what_i_try(plan: Plan) -> Iterator[Block]:
    """Yield what the patient tries, each with its place in the day."""
    facts = tuple(
        Fact(_NAMES[row.choice or "try"], sentences(_words(row)), Origin("options.what", (row.id,)))
        for row in options_in_use(plan)
    )
    if facts:
        yield Heading(tr("What do I try?"), tr("I TRY"))
        yield Facts(facts)


def _words(row: HelpOption) -> Iterator[str | None]:
    yield capital(row.what or "")
    yield capital(row.tied_to or "") or None
    yield tr("For this: {what}", what=row.helps_with) if row.helps_with else None
