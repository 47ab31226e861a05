"""Which of the practices that were weighed are in use, and which do not fit the gate of a visit.

The script offers none that does not fit (`prompts/core/options.toml`; a test holds the two against
each other). Here the same rule stands for paper: what was chosen once does not go home once it does
not fit any more.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.ladder_rules import ASKS_EFFORT, goes_by_the_clock
from goalcoach.plan.model.optional_parts import HelpOption
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.visit_record import Safety

_AGAINST = {
    "move": frozenset({"falls", "heart"}),
    "face": frozenset({"seizures"}),
    "sleep": frozenset({"pregnancy", "seizures"}),
    "check": frozenset({"heart", "pregnancy", "seizures"}),
}
"""What of `safety.limits` speaks against a practice, so that it is for the clinician to decide."""


def is_in_use(row: HelpOption) -> bool:
    """Return True if it was chosen or is done already, and no review left it."""
    chosen = row.choice in ("try", "do_already")
    return chosen and row.ended is None and row.status != "leave" and bool(row.what)


def is_unfit(practice: str | None, safety: Safety) -> bool:
    """Return True if the practice does not go with what was said at the gate of a visit.

    What was not answered there counts as the careful side. A practice of the patient's own (None or
    "own") is never unfit: what it is stands in their words alone.
    """
    limits = safety.limits
    against = _AGAINST.get(practice or "")
    if against is None:
        return False
    limited = not goes_by_the_clock(safety.pem, safety.decision)
    if limited and (practice in ASKS_EFFORT or practice == "sleep"):
        return True
    return not limits or not against.isdisjoint(limits)


def options_in_use(plan: Plan) -> Iterator[HelpOption]:
    """Yield what is in use and fits, in the order of the plan: what paper may say."""
    for row in plan.options:
        if is_in_use(row) and not is_unfit(row.practice, plan.safety):
            yield row
