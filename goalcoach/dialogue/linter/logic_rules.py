"""Family 2xx: conditions that say less than they seem to, and questions that are never asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.linter.condition_range import Range
from goalcoach.dialogue.linter.pack_view import Asked, PackView, finding, records_in
from goalcoach.dialogue.script.condition import (
    All,
    Any,
    Condition,
    Not,
    Reference,
    Source,
    Test,
)
from goalcoach.dialogue.script.diagnostic import Diagnostic
from goalcoach.dialogue.script.symbol_table import BREAK

_DEEPEST = 3
"""How many of all, any and not may stand inside one another."""
_NEIGHBOURS = 3
"""From how many questions on one condition for all belongs to their section."""
_NESTING = ("all", "any", "not")
_WORDING = ("eq", "ne", "in", "names_nothing")
"""Operators that look at what a text says, not at how long it is."""


def find_settled_conditions(view: PackView) -> Iterator[Diagnostic]:
    """W207: yield conditions that no answers, or any answers, make true."""
    for asked, key, condition in view.conditions:
        if not asked.visits:
            continue
        range_ = Range(view, asked)
        if range_.never(condition):
            yield finding(asked.table, "W207", key, "is never true, whatever is answered")
        elif range_.always(condition):
            yield finding(asked.table, "W207", key, "is always true")
        elif range_.of_every_answer(condition):
            message = "is true of every answer: write is = “answered” if that is meant"
            yield finding(asked.table, "W207", key, message)


def find_never_asked(view: PackView) -> Iterator[Diagnostic]:
    """W208: yield questions that stand in no visit that their section is part of."""
    for asked in view.asked:
        inner = asked.item.roster or asked.item.home in view.published
        if asked.section.id != BREAK and not inner and not asked.visits:
            yield finding(asked.table, "W208", "visits", "no visit asks this question")


def find_blind_nots(view: PackView) -> Iterator[Diagnostic]:
    """W209: yield each “not” over an answer that may be skipped, if nothing looks at the skip."""
    for asked, key, condition in view.conditions:
        nots = _nots(condition) if not isinstance(condition, Test) else []
        seen = {test.left for test in _tests(condition) if test.operator == "is"} if nots else ()
        for one in nots:
            for test in _tests(one.part):
                if test.operator == "is" or test.left in seen:
                    continue
                if skipped := _skippable(view, test.left):
                    message = f"stays unknown while {skipped} is skipped, so it does not hold then"
                    yield finding(asked.table, "W209", key, message)


def _skippable(view: PackView, reference: Reference) -> str:
    """Return the name of the question that a reference means, "" for anything else."""
    if reference.source is not Source.ITEM:
        return ""
    asked = view.questions.get((reference.section, reference.item))
    return asked.plot.name if asked is not None else ""


def find_shared_conditions(view: PackView) -> Iterator[Diagnostic]:
    """W210: yield sections of three questions or more that all have the same condition."""
    for plot in view.outline.sections.values():
        whens = [one.table.data.get("when") for one in plot.items]
        if len(whens) >= _NEIGHBOURS and whens[0] and all(one == whens[0] for one in whens):
            message = "every question here has the same condition"
            yield finding(plot.items[0].table, "W210", "when", message)


def find_deep_conditions(view: PackView) -> Iterator[Diagnostic]:
    """W211: yield conditions that are more than three operators deep, as they are written."""
    for asked in view.asked:
        data = asked.table.data
        found: list[tuple[str, object]] = []
        if "when" in data and not isinstance(asked.item.when, Test):  # one comparison is not deep
            found.append(("when", data["when"]))
        if "gate" in data:
            found.append(("gate", data["gate"]))
        for one in records_in(data["checks"]) if "checks" in data else ():
            found.append((f"checks.{one.get('id')}", one.get("stop_if", one.get("warn_if"))))
        for key, condition in found:
            depth = _depth(condition)
            if depth > _DEEPEST:
                yield finding(asked.table, "W211", key, f"is {depth} deep")


def _depth(condition: object) -> int:
    """Return how many of all, any and not stand inside one another."""
    if isinstance(condition, dict):
        deepest = 0
        for one in _NESTING:
            if one in condition:
                deepest = max(deepest, 1 + _depth(condition[one]))
        return deepest
    return max(map(_depth, condition), default=0) if isinstance(condition, list) else 0


def find_refused_wording(view: PackView) -> Iterator[Diagnostic]:
    """W213: yield hard checks that look at what a text says."""
    for asked in view.asked:
        for check in asked.item.checks:
            if check.hard and any(_on_wording(view, asked, one) for one in _tests(check.fires)):
                key = f"checks.{check.id}"
                message = "refuses the words that were said: warn_if lets them stand"
                yield finding(asked.table, "W213", key, message)


def _on_wording(view: PackView, asked: Asked, test: Test) -> bool:
    kind = asked.item.kind
    if test.left.source is Source.COLUMN:
        roster = view.questions.get((test.left.section, test.left.item))
        fields = roster.item.fields if roster else ()
        kind = next((one.kind for one in fields if one.id == test.left.field), Kind.SAY)
    elif test.left.source is not Source.SELF:
        return False
    return kind in (Kind.TEXT, Kind.LONG_TEXT) and test.operator in _WORDING


def find_dropped_rows(view: PackView) -> Iterator[Diagnostic]:
    """W214: yield loops whose `where` is unknown for a row with an empty field."""
    for plot in view.outline.sections.values():
        section = view.script.sections[plot.id]
        each = section.each
        if each is None or each.where is None or each.of is None:
            continue
        roster = view.questions.get(each.of)
        tests = _tests(each.where)
        for field in roster.item.fields if roster else ():
            here = [t for t in tests if _is_field(t, each.of, field.id)]
            if here and not field.required and all(one.operator != "is" for one in here):
                message = f"leaves out each row without {field.id}, which nobody has to answer"
                yield finding(plot.table, "W214", "each", message)


def _is_field(test: Test, roster: tuple[str, str], field: str) -> bool:
    left = test.left
    return (left.section, left.item, left.field) == (*roster, field)


def _tests(condition: Condition) -> list[Test]:
    if isinstance(condition, Test):
        return [condition]
    if isinstance(condition, All | Any):
        return [test for part in condition.parts for test in _tests(part)]
    return _tests(condition.part) if isinstance(condition, Not) else []


def _nots(condition: Condition) -> list[Not]:
    if isinstance(condition, Not):
        return [condition]
    if isinstance(condition, All | Any):
        parts = [part for part in condition.parts if not isinstance(part, Test)]
        return [found for part in parts for found in _nots(part)]
    return []


LOGIC_RULES: tuple[Callable[[PackView], Iterator[Diagnostic]], ...] = (
    find_settled_conditions,
    find_never_asked,
    find_blind_nots,
    find_shared_conditions,
    find_deep_conditions,
    find_refused_wording,
    find_dropped_rows,
)
"""The rules of this family."""
