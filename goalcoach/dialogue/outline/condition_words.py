"""A condition as a sentence that someone without the screen can follow: “At ease” is below 4.

Questions are named by their labels, options by theirs. English only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goalcoach.dialogue.answer_types import Kind, SkipReason
from goalcoach.dialogue.script.condition import (
    All,
    Any,
    Condition,
    Literal,
    Not,
    Reference,
    Source,
    Test,
    VisitIs,
)
from goalcoach.dialogue.script.piping import Template
from goalcoach.dialogue.script.script import Item, Script
from goalcoach.number_words import say_number
from goalcoach.typed_day import Day

CALC_WORDS = {
    "gap": "how far what is lived falls short of what matters",
    "active_goals": "the number of goals under way",
    "start_amount": "the starting amount from those days",
    "step_ratio": "the step, measured by the one agreed before,",
    "amount_open": "a counted step without an amount",
    "less_open": "a step chosen smaller that is as it was",
    "leaflet_waits": "a leaflet that was not told yet",
    "same_day": "the visit being held on one day",
    "same_visits": "the number of visits with the same step",
    "step_now": "a step for now",
    "step_words": "the words of the step",
    "step_below": "a step below the one agreed before",
    "time_based": "counting in set steps (not inside an energy limit)",
    "level_more": "the words for a little more",
}
"""What `calc.NAME` is called."""

PRIOR_WORDS = {
    "visit.status": "how the visit ended",
    "visit.reason": "why the visit ended early",
    "visit.date": "the day of the visit",
    "visit.left_out": "what a short visit left open",
    "visit.parts": "which parts were looked at",
    "flare_plan.gone_over": "what was said of the plan for hard spells",
    "goals.ladder.mode": "how the steps are chosen",
}
"""What a place in the plan of last time is called that no question fills."""

_SIGNS = {
    "eq": "is",
    "ne": "is not",
    "lt": "is below",
    "le": "is at most",
    "gt": "is above",
    "ge": "is at least",
    "before": "is before",
    "after": "is after",
    "in": "is",
    "has": "has",
}
_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
_STATES = {
    "answered": "was answered",
    "skipped": "was passed on",
    "unanswered": "is open",
}


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """Says conditions of a script as they stand at one question; `at` None: at a section."""

    script: Script
    at: Item | None = None

    def say(self, condition: Condition) -> str:
        """Return the condition as a clause that goes on after "only if"."""
        match condition:
            case Test():
                return self._test(condition)
            case All(parts):
                return " and ".join(self._inner(part, Any) for part in parts)
            case Any(parts):
                return " or ".join(self._inner(part, All) for part in parts)
            case Not(part):
                return f"not ({self.say(part)})"
            case VisitIs(kind):
                return "it is a first visit" if kind == "first" else "it is a review"

    def _inner(self, part: Condition, other: type[All] | type[Any]) -> str:
        said = self.say(part)
        return f"({said})" if isinstance(part, other) and len(part.parts) > 1 else said

    def _test(self, test: Test) -> str:
        name = self._name(test.left)
        item = self._item(test.left)
        match test.operator:
            case "is":
                state = _STATES.get(str(test.operand))
                return f"{name} {state or f'was passed on: “{self._skip(str(test.operand))}”'}"
            case "count_ge":
                return f"{name} has at least {self._operand(test.operand, item)}"
            case "count_le":
                return f"{name} has at most {self._operand(test.operand, item)}"
            case "words_lt":
                return f"{name} has fewer than {self._operand(test.operand, item)} words"
            case "names_nothing":
                return f"{name} {'names' if test.operand else 'does not name'} nothing"
            case _ if isinstance(test.operand, bool):
                there = test.operand is (test.operator == "eq")
                return f"there {'is' if there else 'is not'} {name}"
            case _:
                sign = _SIGNS[test.operator]
                return f"{name} {sign} {self._operand(test.operand, item)}"

    def _skip(self, word: str) -> str:
        return self.script.skips.get(SkipReason(word), word)

    def _operand(self, operand: object, item: Item | None) -> str:
        if isinstance(operand, Reference):
            return self._name(operand)
        if isinstance(operand, tuple):
            return _either([self._literal(one, item) for one in operand])
        assert isinstance(operand, bool | int | float | str | Day)
        return self._literal(operand, item)

    def _literal(self, value: Literal, item: Item | None) -> str:
        if isinstance(value, Day):
            return _say_counted(value)
        if isinstance(value, int | float):
            return say_number(value)
        options = item.options if item is not None else ()
        section = self.script.sections.get(value) if item is None else None
        word = as_said(section.title) if section is not None else value
        label = next((as_said(one.label) for one in options if one.id == value), word)
        return f"“{label}”"

    def _name(self, reference: Reference) -> str:
        match reference.source:
            case Source.TODAY:
                return "today"
            case Source.SELF:
                return "the answer"
            case Source.ROW:
                return "this row"
            case Source.CALC:
                return CALC_WORDS.get(reference.name, reference.name)
            case Source.PRIOR:
                filling = _filling(self.script, reference.name)
                if filling is None and reference.name in PRIOR_WORDS:
                    return f"{PRIOR_WORDS[reference.name]} (last time)"
                label = as_said(filling.words.label) if filling else reference.name
                return f"last time's “{label}”"
            case _:
                item = self._item(reference)
                return f"“{as_said(item.words.label)}”" if item else f"{reference.item}"

    def _item(self, reference: Reference) -> Item | None:
        """Return the question or field whose options a comparison names."""
        if reference.source is Source.SELF:
            return self.at
        if reference.source is Source.PRIOR:
            return _filling(self.script, reference.name)
        found = self.script.item(reference.section, reference.item)
        if found is not None and reference.source is Source.COLUMN:
            return next((one for one in found.fields if one.id == reference.field), None)
        return found


def settle(condition: Condition, visit: str) -> Condition | bool:
    """Return a condition without what the kind of visit settles; True or False if that is all."""
    match condition:
        case VisitIs(kind):
            return kind == visit
        case Not(part):
            inner = settle(part, visit)
            return not inner if isinstance(inner, bool) else Not(inner)
        case All(parts) | Any(parts):
            whole = isinstance(condition, All)
            settled = [settle(part, visit) for part in parts]
            if any(one is (not whole) for one in settled):
                return not whole
            left = tuple(one for one in settled if not isinstance(one, bool))
            if len(left) < 2:
                return left[0] if left else whole
            return All(left) if whole else Any(left)
        case Test():
            return condition


def as_said(template: Template) -> str:
    """Return the words of a template with the fallbacks in the place of names."""
    return "".join(one if isinstance(one, str) else one.fallback for one in template.parts)


def _filling(script: Script, path: str) -> Item | None:
    """Return the first question that fills a path of the plan."""
    for section in script.sections.values():
        for item in section.items:
            for one in (item, *item.fields):
                if one.fills is not None and one.fills.path == path and one.kind is not Kind.SAY:
                    return one
    return None


def _either(words: Sequence[str]) -> str:
    return " or ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]


def _say_counted(day: Day) -> str:
    if not day.amount:
        return "today"
    unit = _UNITS[day.unit] if abs(day.amount) != 1 else _UNITS[day.unit][:-1]
    return f"{abs(day.amount)} {unit} {'from today' if day.amount > 0 else 'ago'}"
