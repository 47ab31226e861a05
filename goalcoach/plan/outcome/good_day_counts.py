"""Good days and other days laid side by side by what was there on them. Counts, and nothing else.

    count of a word on good days  = good days with the word ticked
    beside it stands              = good days with anything ticked

and the same for other days. A day is good that was told at a visit as a bit better, or a day of the
diary with participation >= the median of all its days that have a number, of several entries of a
day the mean. Other days are hard spells told at a visit, and diary days below that median. A day
with nothing ticked counts nowhere: that nothing was ticked does not say that nothing was there.

Nothing is weighed, tested, ranked or stored. Fewer than `LEAST_DAYS` days in all are not laid side
by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from goalcoach.plan.model.between_visits import Setback, Win
from goalcoach.plan.model.field_types import ThereWord
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.off_paper import on_paper
from goalcoach.plan.outcome.diary import DiaryEntry, days_of, standing

LEAST_DAYS = 8
"""Good and other days together: of fewer, chance alone would draw any picture."""

OWN = "own"
"""The group of the person's own words, and the tick that says that there are some."""
GROUPS: Mapping[str, tuple[ThereWord, ...]] = {
    "who": ("alone", "with_someone", "with_many"),
    "where": ("home", "outside", "away"),
    "time": ("morning", "afternoon", "evening"),
    "sleep": ("slept_well", "slept_badly"),
    "before": ("rested", "busy", "ill", "upset"),
}
"""What a word is about, in the order in which it is told."""
_GROUP_OF: Mapping[str, str] = {word: group for group, words in GROUPS.items() for word in words}


class WordCount(Struct, frozen=True):
    """One word: an id of `GROUPS`, or in the group `OWN` the person's own, as they wrote it."""

    word: str
    group: str
    good: int
    other: int


class DayCount(Struct, frozen=True):
    """So many days with anything ticked, by where they were told."""

    visits: int = 0
    diary: int = 0

    @property
    def all(self) -> int:
        return self.visits + self.diary


class Patterns(Struct, frozen=True):
    """What was counted. `words` is empty while there are too few days."""

    good: DayCount
    other: DayCount
    words: tuple[WordCount, ...]
    middle: float | None
    """The median of participation over `middle_of` days of the diary; None without any."""
    middle_of: int
    untold: int
    """Days, told or written, with nothing ticked."""
    unsorted: int
    """Diary days with ticks and no number for participation."""
    kept_off: bool
    """Something told is marked to stay off paper, so it is not counted either."""

    @property
    def days(self) -> int:
        return self.good.all + self.other.all

    @property
    def enough(self) -> bool:
        return self.days >= LEAST_DAYS

    @property
    def most(self) -> WordCount | None:
        """Return the word on the most good days, of several the first; None if there is none."""
        found = max(self.words, key=lambda one: one.good, default=None)
        return found if found is not None and found.good else None


class _Day(Struct, frozen=True):
    good: bool
    written: bool
    """It stands in the diary, and was not told at a visit."""
    there: frozenset[str]


def read_patterns(plans: Iterable[Plan], entries: Iterable[DiaryEntry]) -> Patterns:
    """Return the counts over all versions of one patient and the diary, in whatever order."""
    versions = sorted(plans, key=lambda plan: plan.version)
    written = standing(tuple(entries))
    middle, middle_of = _middle(written)
    told = [*_told(versions), *_written(written, middle)]
    sorted_ = [day for _, day in told if day is not None and day.there]
    good = [day for day in sorted_ if day.good]
    other = [day for day in sorted_ if not day.good]
    enough = len(sorted_) >= LEAST_DAYS
    return Patterns(
        _count(good),
        _count(other),
        tuple(_words(good, other)) if enough else (),
        middle,
        middle_of,
        sum(not there for there, _ in told),
        sum(bool(there) and day is None for there, day in told),
        bool(versions) and _keeps_off(versions[-1]),
    )


def split_own(text: str | None) -> tuple[str, ...]:
    """Return own words as they are counted: what stands between commas, each once."""
    parts = [" ".join(part.split()) for part in (text or "").replace(";", ",").split(",")]
    return tuple({part.casefold(): part for part in reversed(parts) if part}.values())[::-1]


def _middle(entries: Sequence[DiaryEntry]) -> tuple[float | None, int]:
    from statistics import median  # a visit loads this module, and most need no middle

    numbers = [one for day in days_of(entries) if (one := _number(day)) is not None]
    return (float(median(numbers)) if numbers else None), len(numbers)


def _number(day: Sequence[DiaryEntry]) -> float | None:
    from statistics import mean

    given = [one.participation for one in day if one.participation is not None]
    return float(mean(given)) if given else None


def _told(versions: Sequence[Plan]) -> Iterator[tuple[frozenset[str], _Day | None]]:
    """Yield the days told at visits; those that a later version took over, there alone."""
    newest = versions[-1] if versions else None
    taken_over = {one.version for one, after in pairwise(versions) if _goes_on(one, after)}
    for plan in versions:
        if plan.version in taken_over or newest is None:
            continue
        # The marks that count are those that stand now.
        shown = on_paper(replace(plan, off_paper=newest.off_paper))
        for rows, good in ((shown.wins, True), (shown.setbacks, False)):
            for there in map(_ticked, rows):
                yield there, _Day(good, written=False, there=there)


def _goes_on(one: Plan, after: Plan) -> bool:
    """Return True if the visit of `after` went on where that of `one` stopped, and has its rows."""
    if one.is_done or after.version != one.version + 1 or after.visit.kind != one.visit.kind:
        return False
    return one.visit.kind == "first" or one.visit.reason == "continues"


def _ticked(row: Win | Setback, /) -> frozenset[str]:
    return frozenset((*(word for word in row.there if word != OWN), *split_own(row.there_own)))


def _written(
    entries: Sequence[DiaryEntry], middle: float | None
) -> Iterator[tuple[frozenset[str], _Day | None]]:
    for day in days_of(entries):
        there = frozenset(word for one in day for word in one.there if word != OWN)
        number = _number(day)
        sorted_ = None if number is None or middle is None else number >= middle
        yield there, None if sorted_ is None else _Day(sorted_, written=True, there=there)


def _count(days: Sequence[_Day]) -> DayCount:
    written = sum(day.written for day in days)
    return DayCount(len(days) - written, written)


def _words(good: Sequence[_Day], other: Sequence[_Day]) -> Iterator[WordCount]:
    """Yield the ids in their order, then own words by the alphabet: never by their counts."""
    spelled: dict[str, str] = {}
    for word in sorted({word for day in (*good, *other) for word in day.there}):
        spelled.setdefault(word.casefold(), word)
    place = {word: at for at, word in enumerate(_GROUP_OF)}
    for key in sorted(spelled, key=lambda one: (place.get(one, len(place)), one)):
        group = _GROUP_OF.get(key, OWN)
        counts = (sum(_has(day, key) for day in days) for days in (good, other))
        yield WordCount(spelled[key] if group == OWN else key, group, *counts)


def _has(day: _Day, key: str) -> bool:
    return any(word.casefold() == key for word in day.there)


def _keeps_off(plan: Plan) -> bool:
    return any(place.partition(".")[0] in ("wins", "setbacks") for place in plan.off_paper)
