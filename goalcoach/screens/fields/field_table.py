"""Which field answers which kind of question."""

from __future__ import annotations

from collections.abc import Callable

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.view.screen import Screen
from goalcoach.dialogue.view.screen_words import panel_of
from goalcoach.screens.fields.change_review import ChangeField
from goalcoach.screens.fields.choice import ChoiceField, MultiField
from goalcoach.screens.fields.field import Field
from goalcoach.screens.fields.plan_and_diary_fields import (
    DiaryField,
    PatternField,
    PlanField,
    ReviewField,
)
from goalcoach.screens.fields.roster import RosterField
from goalcoach.screens.fields.say import SayField
from goalcoach.screens.fields.scale import ScaleField
from goalcoach.screens.fields.typed_fields import DateField, ListField, NumberField, TextField
from goalcoach.screens.visit.visit_interface import OpenReading

FIELDS: dict[Kind, type[Field]] = {
    Kind.SAY: SayField,
    Kind.TEXT: TextField,
    Kind.LONG_TEXT: TextField,
    Kind.CHOICE: ChoiceField,
    Kind.MULTI: MultiField,
    Kind.SCALE: ScaleField,
    Kind.NUMBER: NumberField,
    Kind.DATE: DateField,
    Kind.LIST: ListField,
    Kind.ROSTER: RosterField,
    Kind.REVIEW: ReviewField,
}

READ_FIELDS: dict[str, Callable[[Screen, OpenReading], Field]] = {
    "plan": PlanField,
    "diary": DiaryField,
    "patterns": PatternField,
    "changes": ChangeField,
}
"""Panel → the field that shows it in place of an answer."""


def build_field(asked: Screen, reading: OpenReading) -> Field:
    """Return a new field for the question."""
    panel = READ_FIELDS.get(panel_of(asked))
    return panel(asked, reading) if panel is not None else FIELDS[asked.kind](asked)
