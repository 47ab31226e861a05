"""Many sheets in one file: what cannot be set is told, and the others are there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.errors import NotAllowed, NotFound
from goalcoach.press import merge as merge_module
from goalcoach.press import sheet_worker as worker_module
from goalcoach.press.merge import merge
from goalcoach.press.worker_messages import Fate, PrintJob
from goalcoach.sheets.sheet import lay_sheet
from goalcoach.sheets.writers.file_format import FileFormat
from tests.press.stock import CANARY, Desk, break_plan, plan_of, put
from tests.sheets.kinds import HANDOUT


def merged(desk: Desk, file: Path, *codes: str, dry: bool = False):
    worker = desk.worker(desk.order(HANDOUT, form=FileFormat.PDF, dry=dry))
    told: list[int] = []
    outcomes = merge(worker, [PrintJob(code) for code in codes], file, told.append)
    assert told == list(range(1, len(codes) + 1))
    return {one.code: (one.fate, one.exit_code) for one in outcomes}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "all.pdf"


def test_a_sheet_that_no_font_can_set_does_not_cost_the_others(desk: Desk, file: Path):
    plan = plan_of("elm")
    # A sign of a script that is in private use: no font has it.
    odd = replace(plan.goals[0], statement="Cook \ue123 lunch")
    put(desk.root, replace(plan, goals=(odd,)))
    found = merged(desk, file, "ash", "elm", "oak")
    assert found == {
        "ash": (Fate.PRINTED, 0),
        "elm": (Fate.REFUSED, 74),
        "oak": (Fate.PRINTED, 0),
    }
    assert file.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["elm/v0001.toml", "goalcoach.toml", "all.pdf", "elm/all.pdf"])
def test_no_file_of_all_is_put_among_the_plans(desk: Desk, name: str):
    before = {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()}
    with pytest.raises(NotAllowed, match="among the plans"):
        merged(desk, desk.root / name, "ash")
    assert before == {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()}


def test_only_an_ordinary_file_gives_way_to_the_file_of_all(desk: Desk, tmp_path: Path):
    kept = tmp_path / "kept"
    kept.write_text("kept")
    (tmp_path / "link").symlink_to(kept)
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "folder", "pipe", "..", "/", "kept"):
        with pytest.raises(NotAllowed):
            merged(desk, tmp_path / name, "ash")
    with pytest.raises(NotFound):
        merged(desk, tmp_path / "gone" / "all.pdf", "ash")
    with pytest.raises(NotAllowed):
        merged(desk, Path(), "ash")
    assert kept.read_text() == "kept"
    assert (tmp_path / "pipe").is_fifo()


def test_a_broken_plan_is_told_and_the_rest_are_merged(desk: Desk, file: Path):
    break_plan(desk.root, "elm")
    assert merged(desk, file, "ash", "elm")["elm"] == (Fate.REFUSED, 65)
    assert file.exists()


def test_the_same_plans_make_the_same_file(desk: Desk, file: Path):
    merged(desk, file, "ash", "oak")
    before = file.read_bytes()
    merged(desk, file, "ash", "oak")
    assert file.read_bytes() == before


def test_nothing_to_merge_makes_no_file(desk: Desk, file: Path):
    put(desk.root, plan_of("elm", ask=True))
    assert merged(desk, file, "elm", "nobody") == {
        "elm": (Fate.LEFT_OUT, 0),
        "nobody": (Fate.REFUSED, 66),
    }
    assert not file.exists()


def test_a_look_first_writes_nothing(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(merge_module, "write_merged", None)
    assert merged(desk, file, "ash", dry=True) == {"ash": (Fate.PRINTED, 0)}
    assert not file.exists()


def test_a_defect_costs_one_plan_and_tells_nothing(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
):
    lay = lay_sheet

    def fail(kind, plan, around, size, asked):
        if plan.patient == "elm":
            raise KeyError(plan.goals[0].statement)
        return lay(kind, plan, around, size)

    monkeypatch.setattr(worker_module, "lay_sheet", fail)
    worker = desk.worker(desk.order(form=FileFormat.PDF))
    outcomes = merge(worker, [PrintJob("ash"), PrintJob("elm")], file, lambda _: None)
    assert [(one.code, one.exit_code) for one in outcomes] == [("ash", 0), ("elm", 70)]
    assert CANARY not in repr(outcomes)
