"""Which leaflets were talked about, in one line."""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.leaflets_told import kinds_told
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.block import Fact, Origin
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.wording import capital, sentences
from goalcoach.translation import tr


def talked_about(plan: Plan) -> Iterator[Fact]:
    """Yield the kinds of leaflet that were talked about, if any."""
    if words := sentences(capital(say_value("leaflets.kind", one)) for one in kinds_told(plan)):
        yield Fact(tr("We talked about"), words, Origin("leaflets.kind"))
