"""What changed, read out in a visit held line by line."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from goalcoach.plain.change_lines import change_lines
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.changes.compare import compare
from goalcoach.store.store import Store
from tests.dialogue.packs import item
from tests.plain import small
from tests.plain.small import CODE
from tests.sheets.change_sample import V1, V2, V3

QUESTIONS = (
    item("word", "text", fills="story.words.usual", say="Your word?"),
    item("show", "say", panel="changes", say="Here is what we changed today."),
)


def read_out(store: Store, pack: Path, *typed: str) -> str:
    script = small.write_pack(pack, *QUESTIONS)
    return small.lead(small.begin(store, script), [*typed, ""]).text


def told(before: Plan | None, after: Plan) -> list[str]:
    return list(change_lines(compare(before, after, everything=True) if before else None))


def test_the_last_plan_is_read_out_beside_the_plan_so_far(tmp_path: Path):
    store = small.open_store(tmp_path / "store")
    store.publish(CODE, V1)
    said = read_out(store, tmp_path / "pack", "the sway [/b] \x1b[2J")
    assert "CHANGED: My word for most days" in said
    assert "BEFORE: the sway" in said
    assert "NOW: the sway [/b] <U+001B>[2J" in said
    assert said.index("SAY: Here is what we changed") < said.index("CHANGED: My word")
    assert "the same" in said


def test_at_a_first_visit_there_is_nothing_to_compare_with(tmp_path: Path):
    store = small.open_store(tmp_path / "store")
    said = read_out(store, tmp_path / "pack", "the sway")
    assert "There is nothing to compare with yet." in said


def test_each_kind_of_change_has_its_word_and_its_reason():
    lines = told(V1, V2)
    assert "Cook lunch for my sister's children at home, every other Sunday" in lines
    assert "SAID: Decided: We keep the goal and take new steps." in lines
    assert "WHY: Steady for four weeks; she asked to go on" in lines
    assert "CHANGED: The goal" in lines
    assert "BEFORE: Cook lunch for my sister's children at home, every Sunday" in lines
    assert "CHANGED: Rated by the patient: from 3 to 6 (three higher)" in lines
    assert "CHANGED: In the way (The bus on Sundays): from new to solved" in lines
    assert "GONE: If-then plan: If I wake up dizzy on Sunday, then I warm the soup" in lines
    assert "NEW: New goal: Walk to the lake with Ilse (on the list)" in lines
    assert lines[-1] == "41 the same"


def test_what_is_left_to_the_record_is_said_and_no_amount():
    lines = told(V2, V3)
    assert "are left to the record." in " ".join(line.strip() for line in lines)
    assert not [line for line in lines if "30" in line]


def test_lines_stay_narrow_and_literal():
    goal = replace(V2.goals[0], statement="x" * 300 + " \u202e[bold]")
    lines = told(V1, replace(V2, goals=(goal, *V2.goals[1:])))
    assert max(map(len, lines)) <= 74
    assert "<U+202E>[bold]" in "".join(line.strip() for line in lines)
