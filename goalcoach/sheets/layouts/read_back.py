"""The read-back: the plan in six to eight sentences, to be read aloud in about a minute.

In the order of the handout, to the patient, their own words quoted as they typed them. Each thing
is said once, and a number with what it means. Nothing is cut: where the words would take longer
than the minute, whole parts give way, and what they say stands in the sheet below. What the plan
cannot do without (the goal, the step with its ceiling, help at once, the next visit) is always
said.

It may be heard by others in the room, so nothing is in it that stays off paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from goalcoach.plan.model.plan import Plan
from goalcoach.plan.off_paper import on_paper
from goalcoach.safe_text import join_words
from goalcoach.sheets.block import NOWHERE, Block, Heading, Meta, Origin, Para
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.layouts.read_back_pieces import (
    Keep,
    SpokenPiece,
    read_back_pieces,
    spoken_length,
)
from goalcoach.sheets.wording import say_day
from goalcoach.translation import TrMap, tr, tr_noop

MOST_WORDS = 150
"""What can be read aloud in about a minute, at 140 words a minute."""
AGREED_BY = tr_noop("AGREED BY")
"""What stands before those who agreed, in English: `tr(AGREED_BY)`."""
HEADING = tr_noop("To read aloud, in one minute")
_AGREED = TrMap({"patient": "by you", "clinician": "by your clinician", "helper": "by your helper"})


class Spoken(Struct, frozen=True):
    """One sentence of the read-back, or a few that belong together, under one label."""

    label: str
    text: str
    origin: Origin = NOWHERE
    """Where its first words stand in the plan."""


class Party(Struct, frozen=True):
    """One who may agree to the plan: as plans say it (`who`), the name, and whether they did."""

    who: str
    name: str
    agrees: bool


def say_plan(plan: Plan, today: date, around: SheetContext) -> tuple[Spoken, ...]:
    """Return what is read aloud on `today`, in order; () of a plan in which nothing was said."""
    pieces = _within_a_minute(list(read_back_pieces(on_paper(plan), today, around)))
    said = []
    for (label, _), group in groupby(pieces, key=lambda one: (one.label, one.about)):
        parts = list(group)
        origin = next((one.origin for one in parts if one.origin.path), NOWHERE)
        said.append(Spoken(tr(label), " ".join(one.text for one in parts), origin))
    return tuple(said)


def read_back(plan: Plan, today: date, around: SheetContext) -> Iterator[Block]:
    """Yield the read-back as the first part of a sheet, with who agreed."""
    said = say_plan(plan, today, around)
    if not said:
        return
    yield Heading(tr(HEADING), tr("READ ALOUD"))
    for one in said:
        yield Para(one.text, one.origin)
    if plan.agreement.by:
        by = join_words([_AGREED[who] for who in plan.agreement.by])
        yield Meta(tr("Agreed on {day} {by}.", day=say_day(plan.visit.date), by=by))


def agreed_words(agreed: Sequence[Party]) -> str:
    """Return who of those who may agree did, "rowan-17 and clinician"; "" while nobody did."""
    return join_words([one.name for one in agreed if one.agrees])


def _within_a_minute(pieces: list[SpokenPiece]) -> list[SpokenPiece]:
    """Return the pieces that there is time for: first what is always said, then the rest by how
    long it is kept, of two alike the shorter one, as far as it still fits whole.

    What matters is said in its order: where one gives way, so do those that matter less.
    """
    left = MOST_WORDS - sum(spoken_length(one.brief) for one in pieces)
    whole: dict[int, Keep] = {}
    passed_over = False
    for number, one in sorted(enumerate(pieces), key=lambda one: _turn(one[1])):
        more = spoken_length(one.text) - spoken_length(one.brief)
        follows = one.needs is None or one.needs in whole.values()
        follows &= one.keep is not Keep.OTHER_VALUES or not passed_over
        if one.keep is Keep.ALWAYS or (follows and more <= left):
            whole[number] = one.keep
            left -= more
        elif one.keep is Keep.OTHER_VALUES:
            passed_over = True
    said = (one if n in whole else replace(one, text=one.brief) for n, one in enumerate(pieces))
    return [one for one in said if one.text]


def _turn(piece: SpokenPiece) -> tuple[int, int]:
    ranked = piece.keep is Keep.OTHER_VALUES
    return -piece.keep, 0 if ranked else spoken_length(piece.text)
