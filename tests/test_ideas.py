"""The page of ideas says truly where each one is: asked, kept and shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.plan.fillable_paths import all_paths
from goalcoach.sheets.sheet_kinds import SHEETS
from goalcoach.store.script_pack import read_pack

PAGE = (Path(__file__).parents[1] / "docs" / "IDEAS.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| \d", line)
]


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_each_idea_has_a_row_with_a_question_a_field_and_a_sheet():
    assert [int(row[0]) for row in ROWS] == list(range(1, 78))
    assert [row[0] for row in ROWS if not (names(row[2]) and names(row[3]) and row[4])] == []


def test_each_question_is_asked():
    script = compile_pack(read_pack("core"), "core")
    order = {section for visit in script.order.values() for section in visit}
    asked = set()
    for section in order:
        for item in script.sections[section].items:
            asked |= {f"{section}/{item.id}"}
            asked |= {f"{section}/{item.id}.{field.id}" for field in item.fields}
    assert {one for row in ROWS for one in names(row[2])} - asked == set()


def test_each_field_is_one_of_the_plan():
    assert {one for row in ROWS for one in names(row[3])} - set(all_paths()) == set()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_sheet_is_there(row: list[str]):
    assert set(row[4].split(", ")) <= SHEETS.keys()
