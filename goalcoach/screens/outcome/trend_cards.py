"""What Trends shows at a time: cards beside each other, the diary, or the explanation. Pure.

Two who rate the same goal are one card: two would look like two goals.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from goalcoach.plan.outcome.trend_series import SeriesKind
from goalcoach.screens.kit.paint import small_label
from goalcoach.sheets.trends.trend_sheet import SeriesCard, TrendSheet
from goalcoach.sheets.writers.text_plot import AxisPlace
from goalcoach.translation import tr, tr_noop

ABOUT = tr_noop("how this is counted")
"""The name of the part that explains, in English."""
_RATERS = {
    (f"{kind}.patient", f"{kind}.clinician") for kind in (SeriesKind.PROGRESS, SeriesKind.LEVEL)
}
"""Two series that are one card, by what their keys end in."""


class RatedCard(Struct, frozen=True):
    """A series, and what the other one who rates said of the same."""

    own: SeriesCard
    other: SeriesCard | None = None

    @property
    def drawn(self) -> bool:
        """Return True if there are enough values for a plot."""
        return self.own.drawn or (self.other is not None and self.other.drawn)

    @property
    def places(self) -> tuple[AxisPlace, ...]:
        """Return the visits of both; the values are the own ones."""
        if self.other is None:
            return self.own.places
        mine = {one.visit: one for one in self.own.places}
        theirs = {one.visit: AxisPlace(one.visit, one.day, None) for one in self.other.places}
        return tuple(one for _, one in sorted((theirs | mine).items()))

    @property
    def beside(self) -> dict[int, float]:
        """Return the other's values by visit."""
        places = self.other.places if self.other else ()
        return {one.visit: one.value for one in places if one.value is not None}

    def scale_words(self, point: str, other: str) -> str:
        """Return whose numbers there are and from where to where they go, with their signs."""
        if self.other is None:
            return self.own.scale_words
        whose, _, ends = self.own.scale_words.partition(", ")
        theirs = tr("clinician's rating in words")
        if _is_progress(self):
            theirs = tr("clinician's", context="whose_rating")
        return f"{point} {whose}, {other} {theirs}, {ends}"

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what is said below the plot."""
        if self.other is None:
            return (self.own.sentence, *self.own.asides)
        theirs = self.other.scale_words.partition(",")[0]
        said = (self.own.sentence, f"{theirs}: {self.other.sentence}")
        return (*said, *self.own.asides, *self.other.asides)


class TrendPart(Struct, frozen=True):
    """What is shown at a time: one or two cards, or with no cards the diary or the explanation."""

    name: str
    cards: tuple[RatedCard, ...] = ()


def build_parts(sheet: TrendSheet, beside_each: int, *, everything: bool) -> tuple[TrendPart, ...]:
    """Return the parts of a sheet, with up to `beside_each` cards in each.

    The ratings of goals come first, goal beside goal; then what else there is of each. Without
    `everything`, goals that are no longer worked on are left out.
    """
    cards = _pair_raters([card for card in sheet.cards if card.open or everything])
    found: list[TrendPart] = []
    for card in sorted(cards, key=lambda one: not _is_progress(one)):
        last = found[-1].cards if found else ()
        if last and len(last) < beside_each and _belong(last[-1], card):
            found[-1] = TrendPart(found[-1].name, (*last, card))
        else:
            found.append(TrendPart(card.own.title, (card,)))
    if sheet.overall:
        found.append(TrendPart(small_label(sheet.overall_title)))
    if sheet.diary_words:
        found.append(TrendPart(small_label(sheet.diary_title)))
    return (*found, TrendPart(tr(ABOUT))) if found else ()


def _pair_raters(cards: Sequence[SeriesCard]) -> list[RatedCard]:
    paired: list[RatedCard] = []
    for card in cards:
        last = paired[-1] if paired else None
        same = last is not None and last.other is None and last.own.group == card.group
        if last is not None and same and (_kind(last.own), _kind(card)) in _RATERS:
            paired[-1] = RatedCard(last.own, card)
        else:
            paired.append(RatedCard(card))
    return paired


def _kind(card: SeriesCard) -> str:
    """Return the end of a series' key, which says what it is and who rated: "progress.patient"."""
    return ".".join(card.key.split(".")[-2:])


def _is_progress(card: RatedCard) -> bool:
    return _kind(card.own).partition(".")[0] == SeriesKind.PROGRESS


def _belong(left: RatedCard, right: RatedCard) -> bool:
    """Return True for two goals' ratings, cards of one goal, and for how life areas are lived."""
    ratings = _is_progress(left) and _is_progress(right)
    lived = all(one.own.key.endswith(f".{SeriesKind.LIVED}") for one in (left, right))
    return ratings or lived or left.own.group == right.own.group
