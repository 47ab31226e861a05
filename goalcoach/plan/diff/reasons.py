"""The reasons that were written down at a visit, put beside the changes they explain.

A row that ended has its own reason; a goal has its decision; a soft check that was kept and a note
are known by the address of their question, which names its rows. Nothing that stands under the
safety questions is ever taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from goalcoach.plan.diff.change import Added, Change, Renamed, RowEnded, Why
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.question_address import Address, is_about_safety, split_kept
from goalcoach.plan.tree_types import RowIds

# What a goal's decision explains: how it stands, what it says, and where it leads.
_DECIDED = re.compile(
    r"goals(\.(lifecycle|statement|lead|due|related|good_enough|ladder(\.rungs)?(\.\w+)?))?\Z"
)


class Reasons:
    """The reasons of some versions, the oldest first."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self._decisions: dict[str, list[Why]] = {}
        self._by_address: dict[tuple[RowIds, str], list[Why]] = {}
        for plan in plans:
            self._take_decisions(plan)
            self._take_addresses(plan.version, "kept", plan.kept)
            self._take_addresses(plan.version, "note", plan.notes)

    def beside(self, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        """Return the changes with their reasons."""
        if not self._decisions and not self._by_address:
            # The reason of an ending stands in the ending itself.
            return tuple(
                _with(one, _ended(one)) if type(one) is RowEnded else one for one in changes
            )
        return tuple(_with(one, self._of(one)) for one in changes)

    def _of(self, change: Change) -> tuple[Why, ...]:
        found = [*_ended(change)]
        key = change.path.rpartition(".")[2]
        if isinstance(change, Added):
            # A new row explains itself by what was kept or noted about it or about its list.
            found += self._by_address.get((change.rows, ""), [])
            found += self._by_address.get((change.rows[:-1], key), [])
        elif not isinstance(change, Renamed):
            found += self._by_address.get((change.rows, key), [])
        if change.rows and _DECIDED.match(change.path):
            found += self._decisions.get(change.rows[0], [])
        return tuple(dict.fromkeys(found))

    def _take_decisions(self, plan: Plan) -> None:
        for goal in plan.goals:
            for kind, text in (("decision", goal.decision.why), ("because", goal.decision.because)):
                if text:
                    self._decisions.setdefault(goal.id, []).append(Why(plan.version, kind, text))

    def _take_addresses(self, version: int, kind: str, texts: Mapping[str, str]) -> None:
        for key, text in texts.items():
            question, _ = split_kept(key)
            at = Address.read(question)
            if not text or at is None or is_about_safety(question):
                continue
            why = Why(version, kind, text)
            self._by_address.setdefault((at.rows, at.field or at.item), []).append(why)
            if at.cell:
                self._by_address.setdefault((at.rows, ""), []).append(why)


def _ended(change: Change) -> tuple[Why, ...]:
    if isinstance(change, RowEnded) and isinstance(change.new, dict) and change.new.get("why"):
        return (Why(0, "ended", str(change.new["why"])),)
    return ()


def _with(change: Change, why: tuple[Why, ...]) -> Change:
    return msgspec.structs.replace(change, why=why) if why else change
