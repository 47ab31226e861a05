"""Which row of one plan is which row of the other, and which ones have moved.

Rows are the same if they have the same id. Only where both lists still have rows to place - in a
file changed by hand - are they matched by the likeness of their words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from goalcoach.plan.diff.word_diff import Effort, split
from goalcoach.plan.model.field_types import Part
from goalcoach.plan.schema import ValueShape, schema_of

LEAST_LIKENESS = 0.4
"""Rows with less than this in common are different rows."""

MOST_IN_ORDER = 40_000
"""Longer rows are compared by their words alone, in whatever order these stand."""


def words_of(part: Part) -> list[str]:
    """Return the words of every text in a row and in the rows below it, in small letters."""
    words: list[str] = []
    for slot in schema_of(type(part)).slots:
        value = getattr(part, slot.name)
        if value is None or slot.key in ("id", "ended") or slot.choices:
            continue
        if slot.shape is ValueShape.TEXT:
            words += split(value.lower())
        elif slot.shape is ValueShape.TEXTS and slot.key != "values":
            words += split(" ".join(value).lower())
        elif slot.shape is ValueShape.GROUP:
            words += words_of(value)
        elif slot.shape is ValueShape.RECORDS:
            for row in value:
                words += words_of(row)
    return words


def likeness(left: list[str], right: list[str], effort: Effort) -> float:
    """Return how much two lists of words have in common, 0 to 1; 0 below `LEAST_LIKENESS`."""
    size = len(left) + len(right)
    if not size:
        return 0.0
    # Words in common whatever their order: never less than the words in common in order.
    most = 2 * sum((Counter(left) & Counter(right)).values()) / size
    if most < LEAST_LIKENESS:
        return 0.0
    cost = len(left) * len(right)
    if cost > MOST_IN_ORDER or not effort.spend(cost):
        return most
    found = SequenceMatcher(None, left, right, autojunk=False).ratio()
    return found if found >= LEAST_LIKENESS else 0.0


def match_alike(
    left: Sequence[Part], right: Sequence[Part], effort: Effort
) -> list[tuple[int, int, float]]:
    """Return pairs of places with their likeness, the most alike first; each row at most once."""
    return best_pairs([words_of(row) for row in left], [words_of(row) for row in right], effort)


def best_pairs(
    left: Sequence[list[str]], right: Sequence[list[str]], effort: Effort
) -> list[tuple[int, int, float]]:
    """Return the same for lists of words; of two equally alike, the nearer place wins."""
    if not effort.spend(sum(len(one) + len(other) for one in left for other in right)):
        return []
    found = [
        (-value, abs(i - j), i, j)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if (value := likeness(one, other, effort))
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for value, _, i, j in sorted(found):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((i, j, -value))
    return pairs


def stay(order: Sequence[int]) -> set[int]:
    """Return the places in `order` of a longest rising run: who is not in it has moved.

    `order` holds, for each row in its old order, its new place; so the fewest rows move.
    """
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for place, value in enumerate(order):
        at = bisect_left(ends, value)
        before.append(tails[at - 1] if at else -1)
        if at == len(ends):
            ends.append(value)
            tails.append(place)
        else:
            ends[at] = value
            tails[at] = place
    kept: set[int] = set()
    place = tails[-1] if tails else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept


def match_texts(
    old: Sequence[str], new: Sequence[str], effort: Effort | None = None
) -> list[tuple[int, int]]:
    """Return which text of a list is which of the other: equal ones first, then the most alike."""
    free = list(range(len(new)))
    pairs = []
    for i, text in enumerate(old):
        j = next((j for j in free if new[j] == text), None)
        if j is not None:
            free.remove(j)
            pairs.append((i, j))
    kept = {i for i, _ in pairs}
    left = [i for i in range(len(old)) if i not in kept]
    words = [split(old[i].lower()) for i in left], [split(new[j].lower()) for j in free]
    pairs += [(left[i], free[j]) for i, j, _ in best_pairs(*words, effort or Effort())]
    return sorted(pairs)
