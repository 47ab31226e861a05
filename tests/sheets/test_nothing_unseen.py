"""Nothing that was agreed stays unseen.

Each field of the plan is filled with something found nowhere else, and looked for in the record, in
what `goalcoach show` prints, and in the difference. A field that is added to the model is looked
for without being named here: it is missing until each sheet has a place for it, or LEFT_OUT a
reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.plan.fillable_paths import all_paths
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.changes.compare import compare
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.field_labels import LABELS
from goalcoach.sheets.layouts.record.record import lay_record
from goalcoach.sheets.layouts.whole_plan import read_whole_plan
from goalcoach.sheets.sheet import Size
from tests.sheets.every_field import (
    ASKED,
    FIELDS,
    SENTINEL,
    PlanField,
    SheetLine,
    Value,
    as_plan,
    change_lines_of,
    full_tree,
    is_unique,
    least_tree,
    lines_of,
    name_of,
    samples,
    tokens,
    with_value,
    without,
)
from tests.sheets.left_out import (
    CHANGE,
    LEFT_OUT,
    LIMITED,
    NAME,
    NEW,
    NOT_HERE,
    PLACES,
    RECORD,
    SHOW,
    WAITING,
)


@pytest.fixture(autouse=True, scope="module")
def every_field_has_a_name() -> None:
    """Ask for the name first: without one neither show nor the difference can be laid out."""
    unnamed = sorted(set(all_paths()) - set(LABELS))
    assert not unnamed, f"{', '.join(unnamed)}: a field of the plan without a name.\n{NAME}"


# How a goal stands decides what may be said of it. The first world is that of every field.
WORLDS: Mapping[str, Mapping[str, Value]] = {
    "by the clock": {},
    "inside a limit": {"goals.ladder.mode": "energy_limit"},
    "on the list": {"goals.lead": "no", "goals.lifecycle": "on-hold"},
}


def full_plan(world: str, at: int = 1) -> Plan:
    return as_plan({**full_tree(at, WORLDS[world]), "version": 6 + at})


LEFT_OUT_PARTS = {
    part: f"The part {part}"
    for at in range(3)
    for part in full_plan("by the clock", at).visit.left_out
}
AROUND = SheetContext(labels=ASKED, left_out=LEFT_OUT_PARTS)


def lay(sheet: str, plan: Plan, before: Plan) -> list[SheetLine]:
    """Return a sheet of a plan line by line; a difference is that to the plan before."""
    if sheet == RECORD:
        return lines_of(lay_record(plan, AROUND, Size.STANDARD))
    if sheet == SHOW:
        return lines_of(read_whole_plan(plan, plan.visit.date, AROUND))
    return change_lines_of(compare(before, plan))


@cache
def full_sheet(sheet: str, world: str) -> tuple[SheetLine, ...]:
    """Return the sheet of the full plan; a difference from another full one, or an empty one."""
    before = as_plan(least_tree()) if sheet == NEW else full_plan(world, 0)
    return tuple(lay(sheet, full_plan(world), before))


def unseen(field: PlanField, sheet: str, world: str) -> list[str]:
    """Return what of a field the sheet does not tell: "PATH", or "PATH=CHOICE" for some choices.

    A value found nowhere else has to stand on the sheet. Of any other, each sample has to make a
    sheet of its own.
    """
    tried = samples(field)
    if is_unique(field):
        told = _holds(full_sheet(sheet, world), tokens(field, tried[0]))
        return [] if told else [field.path]
    nothing, *sheets = _varied(field, sheet, world)
    missing = [
        name_of(field, value)
        for value, told in zip(tried, sheets, strict=True)
        if [nothing, *sheets].count(told) > 1
        or not _holds(own_lines(told, nothing), tokens(field, value))
    ]
    return [field.path] if len(missing) == len(tried) else missing


def _varied(field: PlanField, sheet: str, world: str) -> Iterator[list[SheetLine]]:
    """Yield the sheet with nothing at the field, then with each of its samples."""
    tree, tried = full_tree(1, WORLDS[world]), samples(field)
    bare = as_plan(tree if field.slot.required else without(tree, field.path))
    empty = as_plan(least_tree())
    same = {NEW: empty, CHANGE: replace(bare, version=6)}.get(sheet, bare)
    yield [] if field.slot.required else lay(sheet, bare, same)
    for value in tried:
        before = empty
        if sheet == CHANGE:
            other = next((one for one in tried if one != value), None)
            is_end = other is None or ".ended." in field.path
            before = bare if is_end else with_value(tree, field, other)
            before = replace(before, version=6)
        yield lay(sheet, with_value(tree, field, value), before)


def _holds(lines: Sequence[SheetLine], sought: Sequence[str]) -> bool:
    words = "\n".join(" ".join(line) for line in lines)
    return all(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", words) for one in sought)


def own_lines(told: Sequence[SheetLine], nothing: Sequence[SheetLine]) -> list[SheetLine]:
    return list((Counter(told) - Counter(nothing)).elements())


def sought(world: str) -> list[PlanField]:
    """Return the fields to look for: in another world than the first, those that hang on it."""
    hangs = re.compile("goals[.]|answers" if WORLDS[world] else "")
    fixed = {"schema", *WORLDS[world]}
    return [one for one in FIELDS if hangs.match(one.path) and one.path not in fixed]


def left_out(sheet: str, world: str) -> set[str]:
    """Return what the sheet does not tell of the fields that are looked for."""
    worlds = {"inside a limit": LIMITED, "on the list": WAITING}
    besides = worlds.get(world, {}).get(sheet, {})
    paths = {field.path for field in sought(world)}
    return {one for one in {**LEFT_OUT[sheet], **besides} if one.partition("=")[0] in paths}


@pytest.mark.parametrize(
    ("sheet", "world"),
    [
        *((sheet, "by the clock") for sheet in LEFT_OUT),
        *((sheet, "inside a limit") for sheet in LIMITED),
        *((sheet, "on the list") for sheet in (RECORD, SHOW)),
    ],
)
def test_each_field_of_the_plan_is_told_or_left_out_for_a_reason(sheet: str, world: str):
    missing = {one for field in sought(world) for one in unseen(field, sheet, world)}
    new = sorted(missing - left_out(sheet, world))
    told = sorted(left_out(sheet, world) - missing)
    where = f"{PLACES[sheet]}\n{NOT_HERE}"
    assert not new, f"{', '.join(new)}: in the plan, and not to be seen in: {sheet}.\n{where}"
    assert not told, f"{', '.join(told)}: in LEFT_OUT, and told in: {sheet}. Take it out there."


NAMED_BY_ITS_OWN_NAME = "goals.measures.now"
"""What is counted has a name of the patient's; that the number is of now stands between the two."""


@pytest.mark.parametrize("sheet", LEFT_OUT)
def test_no_two_fields_are_told_in_the_same_place_with_the_same_words(sheet: str):
    leads = {
        field.path: leads_of(field, full_sheet(sheet, "by the clock"))
        for field in sought("by the clock")
        if is_unique(field) and not unseen(field, sheet, "by the clock")
    }
    count = Counter(lead for own in leads.values() for lead in own)
    assert [path for path, own in leads.items() if all(count[lead] > 1 for lead in own)] == []
    bare = {path for path, own in leads.items() if not re.search("[a-z]", str(own))}
    assert bare == ({NAMED_BY_ITS_OWN_NAME} if sheet == CHANGE else set())


def leads_of(field: PlanField, lines: Sequence[SheetLine]) -> set[tuple[str, ...]]:
    """Return what stands before a value: heading, label, and the words since the last value."""
    token = re.escape(tokens(field, samples(field)[0])[0])
    found = set()
    for line in lines:
        for at, part in enumerate(line):
            for match in re.finditer(rf"(?<!\w){token}(?!\w)", part):
                around = [SENTINEL.sub("…", one) for one in line[:at]]
                found.add((*around, SENTINEL.split(part[: match.start()])[-1]))
    return found


def test_every_reason_is_a_sentence():
    reasons = [
        why
        for table in (*LEFT_OUT.values(), *LIMITED.values(), *WAITING.values())
        for why in table.values()
    ]
    assert all(re.fullmatch(r"[A-Z].{20,}\.", why) for why in reasons)


def test_the_places_that_a_missing_field_is_sent_to_are_there():
    house = Path(__file__).parents[2]
    sentences = " ".join((NAME, *PLACES.values(), NOT_HERE))
    folder = house / "goalcoach/sheets/layouts"
    named = {
        one: [at / one for at in (house, folder, folder / "record") if (at / one).is_file()]
        for one in re.findall(r"[\w/]+\.py", sentences)
    }
    assert [one for one, found in named.items() if not found] == []
    source = "".join(found[0].read_text("utf-8") for found in named.values())
    tables = re.findall(r"_[A-Z]+|[A-Z]{4,}(?:_[A-Z]+)?", sentences)
    assert [one for one in tables if not re.search(rf"^{one}\b.* = ", source, re.MULTILINE)] == []
    assert len(tables) == 7
