"""The leaflets: how it works, in the words that were said at the visit. A page for each kind.

Only what was talked about is printed. The words come from the script; what calls for help at once
has the general signs, the patient's own and the numbers to call beside it, as on every sheet.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.errors import NotAllowed
from goalcoach.plan.leaflets_told import kinds_told, was_told
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.block import (
    Block,
    Break,
    Framed,
    FrameKind,
    Heading,
    Meta,
    Origin,
    Para,
    TextSpans,
    Title,
)
from goalcoach.sheets.context import LeafletPiece, SheetContext
from goalcoach.sheets.parts.page_edge import footer, notices
from goalcoach.sheets.parts.urgent_help import call_spans, signs_of_danger
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.wording import say_day
from goalcoach.translation import TrMap, tr, tr_noop

NOT_INSTALLED = tr_noop(
    "The script of this plan is not here, or has no words for its leaflets. "
    "goalcoach.toml names the script of a store."
)
LEAFLET_TITLES = TrMap(
    {
        "pain": "About pain",
        "tiredness": "About tiredness",
        "dizziness": "About dizziness",
        "gut": "About the gut",
        "heart": "About a racing heart, and breath",
        "weakness": "About weakness, shaking or fits",
        "sleep": "About poor sleep",
    }
)


def none_told(plan: Plan) -> bool:
    """Return whether no leaflet was talked about."""
    return not kinds_told(plan)


def lay_leaflets(plan: Plan, around: SheetContext, size: Size) -> tuple[Block, ...]:
    """Return the leaflets that were talked about; NotAllowed if none of them has words here."""
    told = [kind for kind in kinds_told(plan) if around.leaflets.get(kind)]
    if not told:
        raise NotAllowed(tr(NOT_INSTALLED))
    blocks: list[Block] = [*notices(around, plan)]
    for number, kind in enumerate(told):
        if number:
            blocks.append(Break())
        blocks += _leaflet(kind, around.leaflets[kind], plan, around)
    return (*blocks, footer(plan, around.digest))


def _leaflet(
    kind: str, pieces: tuple[LeafletPiece, ...], plan: Plan, around: SheetContext
) -> Iterator[Block]:
    yield Title(LEAFLET_TITLES[kind])
    days = [one.day for one in plan.leaflets if was_told(one) and one.kind == kind and one.day]
    if days:
        yield Meta(tr("We talked about it on {day}.", day=say_day(max(days))))
    for piece in pieces:
        if piece.alert:
            yield _alert(piece, plan, around)
        else:
            if piece.heading:
                yield Heading(piece.heading)
            yield Para(piece.text)


def _alert(piece: LeafletPiece, plan: Plan, around: SheetContext) -> Framed:
    """Return what calls for help at once: of this kind, in general, and for this person."""
    origin = Origin("flare_plan.emergency")
    signs = (Para(words, origin) for words in signs_of_danger(plan.flare_plan, around))
    call = TextSpans(tuple(call_spans(plan.flare_plan, around)))
    return Framed(FrameKind.ALERT, (Heading(piece.heading), Para(piece.text), *signs, call))
