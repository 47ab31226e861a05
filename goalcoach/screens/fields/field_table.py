"""Which field answers which kind of question."""

from __future__ import annotations

from goalcoach.dialogue.kind import Kind
from goalcoach.dialogue.view.screen import Screen
from goalcoach.screens.fields.change_review import ChangeField
from goalcoach.screens.fields.choice import ChoiceField, MultiField
from goalcoach.screens.fields.field import Field
from goalcoach.screens.fields.plan_review import DiaryField, PlanField, ReviewField
from goalcoach.screens.fields.roster import RosterField
from goalcoach.screens.fields.say import SayField
from goalcoach.screens.fields.scale import ScaleField
from goalcoach.screens.fields.text import DateField, ListField, NumberField, TextField
from goalcoach.screens.visit.open_visit import Desk

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
