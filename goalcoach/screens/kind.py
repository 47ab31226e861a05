"""Which field answers which kind of question."""

from __future__ import annotations

from goalcoach.dialogue.kind import Kind
from goalcoach.dialogue.view.screen import Screen
from goalcoach.screens.field import Field
from goalcoach.screens.field_change import ChangeField
from goalcoach.screens.field_choice import ChoiceField, MultiField
from goalcoach.screens.field_plan import DiaryField, PlanField, ReviewField
from goalcoach.screens.field_roster import RosterField
from goalcoach.screens.field_say import SayField
from goalcoach.screens.field_scale import ScaleField
from goalcoach.screens.field_text import DateField, ListField, NumberField, TextField
from goalcoach.screens.session import Desk

FIELDS: dict[Kind, type[Field]] = {
    Kind.SAY: SayField,
    Kind.TEXT: TextField,
    Kind.LONG_TEXT: TextField,
    Kind.CHOICE: ChoiceField,
    Kind.MULTI: MultiField,
    Kind.SCALE: ScaleField,
    Kind.NUMBER: NumberField,
    Kind.DATE: DateField,
    Kind.ROSTER: RosterField,
}


def build_field(asked: Screen, desk: Desk) -> Field:
    """Return a new field for the question."""
    if asked.kind is Kind.REVIEW:
        return ReviewField(asked, desk)
    if asked.kind is Kind.SAY and asked.panel == "plan":
        return PlanField(asked, desk)
    if asked.kind is Kind.SAY and asked.panel == "diary":
        return DiaryField(asked, desk)
    if asked.kind is Kind.SAY and asked.panel == "changes":
        return ChangeField(asked, desk)
    if asked.kind is Kind.LIST:
        return ListField(asked, numbers=desk.counts(asked.address))
    return FIELDS[asked.kind](asked)
