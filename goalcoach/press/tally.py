"""Sums up the outcomes of a run as counts and a few sentences, however many plans there were.

Sentences name codes and sheets, and nothing of what a plan says.
"""

from __future__ import annotations

from collections import Counter

from goalcoach.errors import gravest
from goalcoach.number_words import grouped
from goalcoach.press.worker_messages import Fate, SheetOutcome
from goalcoach.sheets.sheet import ASKED_OPTION
from goalcoach.translation import tr

SHOWN = 20
"""Up to so many outcomes of a kind are named; the others are counted."""


class Tally:
    """Counts outcomes as they come, and keeps only those it will name."""

    def __init__(self) -> None:
        self.fates: Counter[Fate] = Counter()
        self.asked: list[str] = []
        """Codes of named plans that were printed without the patient's yes."""
        self._codes: Counter[int] = Counter()
        self._troubles: list[str] = []
        self._left_out: dict[str, list[str]] = {}
        self._left_counts: Counter[str] = Counter()
        self._unasked = 0

    def add(self, outcome: SheetOutcome) -> None:
        """Count one outcome."""
        self.fates[outcome.fate] += 1
        if outcome.ask and outcome.fate in (Fate.REFUSED, Fate.LEFT_OUT):
            self._unasked += 1
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
        """Return the exit code of the gravest outcome; 0 if nothing was refused."""
        return gravest(self._codes)

    def sentences(self) -> list[str]:
        """Return the sentences for the end of a run, beside the counts in `fates`."""
        lines = [
            tr("{code} did not say yes to printing: ask again before you hand it on.", code=code)
            for code in self.asked
        ]
        lines += [
            tr("Left out, {why}: {codes}", why=why, codes=_listed(names, self._left_counts[why]))
            for why, names in self._left_out.items()
        ]
        lines += self._troubles
        if (more := sum(self._codes.values()) - len(self._troubles)) > 0:
            lines.append(tr("{count} more were not printed.", count=more))
        if self._unasked:
            lines.append(
                tr(
                    "{count} left out until they are asked. After a yes: {option}.",
                    count=grouped(self._unasked),
                    option=ASKED_OPTION,
                )
            )
        return lines


def _listed(names: list[str], number: int) -> str:
    codes = ", ".join(names)
    if number <= len(names):
        return codes
    return tr("{codes} and {count} more", codes=codes, count=grouped(number - len(names)))


def _told(outcome: SheetOutcome) -> str:
    if outcome.kind is None:
        # Sentences about a file or an unknown code name the code already.
        known = outcome.sentence.startswith(outcome.code) or outcome.code in outcome.sentence
        return outcome.sentence if known else f"{outcome.code}: {outcome.sentence}"
    return f"{outcome.code}, {outcome.kind}: {outcome.sentence}"
