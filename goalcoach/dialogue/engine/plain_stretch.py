"""Stretches of questions that look at little, for which a pass remembers what it found.

After an answer nearly all of a long script is as it was. A question is plain if it is known from
the script alone what its place on the path hangs on: its own answer, answers before it, and what
holds for the whole visit. Plain questions make stretches; a pass takes a stretch as an earlier one
found it while all of that is the same. What is not provably plain is walked each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import count, groupby, islice
from operator import is_

from msgspec import Struct

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine.answer_record import KeptAnswer
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.engine.walked_stretch import WalkedStretch
from goalcoach.dialogue.script.condition import OPEN, AnswerFact, Reference, Source, references
from goalcoach.dialogue.script.script import Item, Script, Section
from goalcoach.plan.question_address import question_key
from goalcoach.plan.tree_types import Tree

LONGEST_STRETCH = 32
"""Questions in a stretch: of a long one all would be walked again for one answer."""
OUTCOMES_KEPT = 3
"""Outcomes of a stretch: as it was, as it is, and as an answer would make it that is thought of."""
_KNOWN_EVERYWHERE = (Source.SELF, Source.ROW, Source.PRIOR, Source.TODAY)
"""What a condition may look at besides questions: alike while day, plan and own answer are."""


class Basis(Struct, frozen=True):
    """All that the outcome of a stretch hangs on in one kind of visit, as a pass has it.

    Not the state itself: remembered, it would keep every answer of long ago.
    """

    prior: Mapping[str, Tree]
    today: date
    more: bool
    """Whether the rest of its section was opened."""
    entries: tuple[KeptAnswer | None, ...]
    facts: tuple[AnswerFact, ...]

    def gives_the_same_as(self, other: Basis) -> bool:
        """Return True if a pass finds the same by either."""
        return (
            self.prior is other.prior
            and self.today == other.today
            and self.more == other.more
            and all(map(is_, self.entries, other.entries))
            and self.facts == other.facts  # conditions only compare
        )


@dataclass(slots=True, eq=False)
class PlainStretch:
    """Plain questions of one section in their order; `looks_at` are addresses before them."""

    section: str
    items: tuple[Item, ...]
    addresses: tuple[str, ...]
    looks_at: tuple[str, ...]
    _recent: tuple[tuple[Basis, WalkedStretch], ...] = ()

    def basis(self, path: Path) -> Basis | None:
        """Return what the outcome hangs on; `path` is known up to here.

        None where only a walk can weigh what the state holds: what a visit kept aside offers, and
        rows where the script has no roster.
        """
        state = path.state
        if state.offers or not state.rows.keys().isdisjoint(self.addresses):
            return None
        entry_at, fact_at = state.entries.get, path.facts.get
        return Basis(
            state.prior,
            state.today,
            self.section in state.more,
            tuple([entry_at(one) for one in self.addresses]),
            tuple([fact_at(one, OPEN) for one in self.looks_at]),
        )

    def recall(self, now: Basis) -> WalkedStretch | None:
        """Return what an earlier pass found here, if this one has to find the same."""
        for basis, walked in self._recent:
            if basis.gives_the_same_as(now):
                return walked
        return None

    def keep(self, now: Basis, walked: WalkedStretch) -> None:
        """Remember what a pass found here."""
        # One assignment: another thread may be on its way through the same script.
        self._recent = ((now, walked), *self._recent[: OUTCOMES_KEPT - 1])

    def forget(self) -> None:
        """Forget what passes found here."""
        self._recent = ()


SectionPiece = PlainStretch | Item


@lru_cache(maxsize=4)
def pieces_of(script: Script, visit: str) -> Mapping[str, tuple[SectionPiece, ...]]:
    """Return the items of each section of that kind of visit, the plain ones as stretches."""
    search = _Search(script, visit)
    order = script.order.get(visit, ())
    return {one: tuple(search.pieces(script.sections[one])) for one in order}


def forget_stretches(script: Script, visit: str) -> None:
    """Forget what passes found in any stretch of that kind of visit."""
    for pieces in pieces_of(script, visit).values():
        for one in pieces:
            if isinstance(one, PlainStretch):
                one.forget()


def follow(path: Path, stretch: PlainStretch, walk_items: Callable[[], None]) -> None:
    """Lead `path` through a stretch, as an earlier pass found it, else by `walk_items`."""
    basis = stretch.basis(path)
    if basis is None:
        walk_items()
        return
    begin, left_out, waiting = len(path.stops), len(path.left_out), len(path.waiting)
    walked = stretch.recall(basis)
    if walked is None:
        walk_items()
        stops = tuple(path.stops[begin:])
        facts = {one.address: path.facts[one.address] for one in stops}
        rest = (tuple(path.left_out[left_out:]), tuple(path.waiting[waiting:]))
        walked = WalkedStretch(stops, facts, *rest)
        stretch.keep(basis, walked)
    else:
        path.index.update(zip(walked.facts, count(begin), strict=False))
        path.stops += walked.stops
        path.facts.update(walked.facts)
        path.left_out += walked.left_out
        path.waiting += walked.waiting
    path.stretches.append((begin, walked))


class _Search:
    """Finds the plain items of a script for one kind of visit."""

    def __init__(self, script: Script, visit: str) -> None:
        self.script = script
        order = script.order.get(visit, ())
        self.section_at = {one: at for at, one in enumerate(order)}
        self.item_at = {
            (section.id, item.id): at
            for section in script.sections.values()
            for at, item in enumerate(section.items)
        }
        talk_only = script.talk_only.chosen if script.talk_only else None
        self.switches = [
            one.item for one in (script.short, script.private_later, talk_only) if one is not None
        ]

    def pieces(self, section: Section) -> Iterator[SectionPiece]:
        """Yield the items in their order."""
        if section.each is not None:
            yield from section.items
            return
        for plain, items in groupby(section.items, self.is_plain):
            if not plain:
                yield from items
                continue
            while some := tuple(islice(items, LONGEST_STRETCH)):
                yield self.stretch(section, some)

    def stretch(self, section: Section, items: tuple[Item, ...]) -> PlainStretch:
        own = {(one.section, one.id) for one in items}
        seen = {home: None for item in items for home in self.homes(item)}
        looks_at = tuple(question_key(*home) for home in seen if home not in own)
        addresses = tuple(question_key(section.id, one.id) for one in items)
        return PlainStretch(section.id, items, addresses, looks_at)

    def is_plain(self, item: Item) -> bool:
        """Return True if the item fills, opens and closes nothing, and looks only back."""
        writes = item.fills or item.marks or item.moves or item.gate
        rows = item.options_from or item.options_but or item.first_of
        if item.kind is Kind.ROSTER or writes or rows:
            return False
        return all(map(self._is_simple, _looks(item))) and all(
            self.is_before(home, item) for home in self.homes(item)
        )

    def _is_simple(self, look: Reference) -> bool:
        """Return True for a question that is asked once, and for what holds everywhere."""
        if look.source is Source.ITEM:
            return self.script.sections[look.section].each is None
        return look.source in _KNOWN_EVERYWHERE

    def homes(self, item: Item) -> list[tuple[str, str]]:
        """Return section and item of each question that the item hangs on, its own left out."""
        seen = [(one.section, one.item) for one in _looks(item) if one.source is Source.ITEM]
        return [one for one in (*seen, *self.switches) if one != (item.section, item.id)]

    def is_before(self, home: tuple[str, str], item: Item) -> bool:
        """Return True if a pass knows the question's answer by then, or does not ask it at all.

        A switch behind the item would turn what is asked of it after the pass.
        """
        there, here = self.section_at.get(home[0]), self.section_at[item.section]
        if there is None or home not in self.item_at:
            return True
        return (there, self.item_at[home]) < (here, self.item_at[item.section, item.id])


def _looks(item: Item) -> list[Reference]:
    """Return what the conditions look at by which an item, or an option of it, is there."""
    conditions = (item.when, *(one.when for one in item.options))
    return [ref for one in conditions if one is not None for ref in references(one)]
