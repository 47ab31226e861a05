"""What changed between two plans, in one call: the differences found and told as a story.

For the front ends.
"""

from __future__ import annotations

from collections.abc import Sequence

from goalcoach.plan.diff.diff import diff
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.changes.change_report import ChangeSheet
from goalcoach.sheets.changes.change_report_builder import read_change


def compare(
    before: Plan, after: Plan, between: Sequence[Plan] = (), *, everything: bool = False
) -> ChangeSheet:
    """Return what differs, with the reasons of the versions in between.

    With `everything` what stayed the same is laid out as well, marked `SAME`.
    """
    found = diff(before, after, between)
    return read_change(found, before, after, between=between, everything=everything)
