"""What came of a run, as counts and a few sentences however many plans there were.

Knows codes and sheets, nothing of a plan.
"""

from __future__ import annotations

from collections import Counter

from goalcoach.errors import UNEXPECTED
from goalcoach.press.job import Fate, SheetOutcome

SHOWN = 20
"""So many of a kind are named; more would bury the rest."""
WORST_FIRST = (UNEXPECTED, 74, 65, 66, 77, 2)


class Tally:
    """Counts outcomes as they come; keeps no more of them than it will say."""

    def __init__(self) -> None:
        self.fates: Counter[Fate] = Counter()
        self.asked: list[str] = []
        """Named plans that were printed though their patient wants to be asked first."""
        self._codes: Counter[int] = Counter()
        self._troubles: list[str] = []
        self._left_out: dict[str, list[str]] = {}
        self._left_counts: Counter[str] = Counter()

    def add(self, outcome: SheetOutcome) -> None:
        """Count one outcome."""
        self.fates[outcome.fate] += 1
        if outcome.fate is Fate.REFUSED:
            self._codes[outcome.exit_code] += 1
            if len(self._troubles) < SHOWN:
                self._troubles.append(_told(outcome))
        elif outcome.fate is Fate.LEFT_OUT:
            self._left_counts[outcome.sentence] += 1
            names = self._left_out.setdefault(outcome.sentence, [])
            if len(names) < SHOWN:
                names.append(outcome.code)
        elif outcome.ask and outcome.code not in self.asked:
            self.asked.append(outcome.code)

    @property
    def exit_code(self) -> int:
        """Return 0, the code of the one kind of trouble there was, or the gravest of several."""
        return next(
            (code for code in WORST_FIRST if self._codes[code]), max(self._codes, default=0)
        )

    def sentences(self) -> list[str]:
        """Return what is to be said at the end, beside the counts."""
        lines = [
            f"{code} did not say yes to printing: ask again before you hand it on."
            for code in self.asked
        ]
        lines += [
            f"Left out, {why}: {_listed(names, self._left_counts[why])}"
            for why, names in self._left_out.items()
        ]
        lines += self._troubles
        if (more := sum(self._codes.values()) - len(self._troubles)) > 0:
            lines.append(f"{more} more were not printed.")
        return lines


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 sheet", "12 sheets"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _listed(names: list[str], number: int) -> str:
    more = f" and {number - len(names):,} more" if number > len(names) else ""
    return f"{', '.join(names)}{more}"


def _told(outcome: SheetOutcome) -> str:
    if outcome.kind is None:
        # What a file holds is told with its name, and a code that is not there with the code.
        known = outcome.sentence.startswith(outcome.code) or outcome.code in outcome.sentence
        return outcome.sentence if known else f"{outcome.code}: {outcome.sentence}"
    return f"{outcome.code}, {outcome.kind}: {outcome.sentence}"
