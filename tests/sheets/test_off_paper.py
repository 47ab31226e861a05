"""What was marked stays off each of the patient's papers, in every format; the file says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from goalcoach.plan.model.field_types import Part
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.off_paper import on_paper, write_place
from goalcoach.plan.schema import ValueShape, schema_of
from goalcoach.sheets.sheet import SheetKind, lay_sheet
from goalcoach.sheets.writers.file_format import FileFormat, write_sheet
from tests.sheets import rowan
from tests.sheets.kinds import KINDS

CANARY = "canary7h3"
NO_OWN_WORDS = ("diary", "leaflet")
"""Sheets without any of these words, whether marked or not."""
NEEDED = {"flare_plan.emergency"}
"""Without these there is no card at all."""


def marked() -> Plan:
    """A plan whose every text that may be left out holds the canary, with all of them marked."""
    plan, places = _mark(rowan.third(), "", (), set())
    assert isinstance(plan, Plan)
    return replace(plan, off_paper=tuple(sorted(places)))


def _mark(part: Part, prefix: str, ids: tuple[str, ...], places: set[str]) -> tuple[Part, set[str]]:
    for slot in schema_of(type(part)).slots:
        path, value = f"{prefix}{slot.key}", getattr(part, slot.name)
        if slot.required or path.split(".")[0] in OTHERS or path in NEEDED:
            continue
        if slot.shape is ValueShape.GROUP and isinstance(value, Part):
            part = replace(part, **{slot.name: _mark(value, f"{path}.", ids, places)[0]})
        elif slot.shape is ValueShape.RECORDS and all(hasattr(row, "id") for row in value):
            rows = tuple(_mark(row, f"{path}.", (*ids, row.id), places)[0] for row in value)
            part = replace(part, **{slot.name: rows})
        elif slot.shape in (ValueShape.TEXT, ValueShape.TEXTS) and value and slot.key != "id":
            words = CANARY if slot.shape is ValueShape.TEXT else tuple(CANARY for _ in value)
            part = replace(part, **{slot.name: words})
            places.add(write_place(path, ids))
    return part, places


OTHERS = {
    *("visit", "script", "carried", "off_paper", "consent", "tool", "created", "parent", "patient"),
    *("answers", "notes", "skipped", "kept", "safety", "wins", "setbacks"),
}


def sheets() -> Iterator[tuple[SheetKind, FileFormat]]:
    yield from ((kind, form) for kind in KINDS for form in FileFormat if form is not FileFormat.PDF)


@pytest.mark.parametrize(("kind", "form"), [*sheets()])
def test_no_paper_of_the_patients_says_what_was_marked(kind: SheetKind, form: FileFormat):
    plan = marked()
    said = write_sheet(lay_sheet(kind, plan, rowan.around()), form).decode()
    if kind.filed:
        assert CANARY in said
        assert "Not on the patient" in said
    else:
        assert CANARY not in said
        without = lay_sheet(kind, replace(plan, off_paper=()), rowan.around())
        assert CANARY in write_sheet(without, form).decode() or kind.name in NO_OWN_WORDS


def test_a_row_that_was_marked_is_gone_with_all_its_words():
    plan = rowan.third()
    goal = next(one for one in plan.goals if one.contingencies)
    row = goal.contingencies[0]
    place = f"goals@{goal.id}.contingencies@{row.id}"
    left = next(
        one for one in on_paper(replace(plan, off_paper=(place,))).goals if one.id == goal.id
    )
    assert left.contingencies == goal.contingencies[1:]
