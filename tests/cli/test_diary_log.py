"""`goalcoach log`: an entry by prompt or from a sheet, all of it or nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from goalcoach.plan.outcome.diary import DiaryEntry
from goalcoach.store.diary_file import load_entries
from goalcoach.store.store import Store
from tests.cli.commands import Said, Shell

CODE = "rowan-17"
CANARY = "canary \x1b[2J[/b]"


def entries(store: Path) -> tuple[DiaryEntry, ...]:
    return load_entries(Store(store), CODE)


@pytest.fixture
def typing(shell: Shell, monkeypatch: pytest.MonkeyPatch):
    def run(*lines: str) -> Said:
        text = "".join(f"{line}\n" for line in lines)
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        return shell("log", CODE)

    return run


def test_an_entry_is_asked_for_and_kept(typing, store):
    said = typing("2026-01-05", "Cut onions", "5", "", "3", "Sat down to it")
    assert said.code == 0
    assert "5 January 2026: Cut onions. Taking part 5, energy 3. Sat down to it." in said.out
    assert "goalcoach trend rowan-17 has its numbers" in " ".join(said.err.split())
    (entry,) = entries(store)
    assert (entry.activity, entry.participation, entry.mood, entry.energy) == (
        "Cut onions",
        5,
        None,
        3,
    )


def test_what_cannot_be_read_is_asked_for_again(typing, store):
    said = typing("2026-01-05", "x", "11", "ten", "10", "", "", "")
    assert said.code == 0
    assert said.err.count("wants a whole number from 0 to 10") == 2
    assert entries(store)[0].participation == 10


def test_a_day_is_read_as_in_a_visit_and_one_that_is_not_clear_is_asked_for_again(typing, store):
    said = typing("3/1/2026", "5.1.2026", "Cut onions", "", "", "", "")
    assert said.code == 0
    assert "type one like 18 November, 18.11.2026" in said.err
    assert str(entries(store)[0].date) == "2026-01-05"


def test_an_entry_without_anything_is_not_written(typing, store):
    said = typing("", "", "", "", "", "")
    assert said.code == 2
    assert entries(store) == ()


def test_leaving_halfway_writes_nothing(typing, store):
    said = typing("", "Cut onions")
    assert said.code == 130
    assert "Nothing was written" in said.err
    assert entries(store) == ()


def test_the_same_entry_again_is_told(typing, store):
    typing("2026-01-05", "x", "", "", "", "")
    assert "already" in typing("2026-01-05", "x", "", "", "", "").err
    assert len(entries(store)) == 1


def test_hostile_words_are_kept_as_typed_and_shown_safely(typing, store):
    said = typing("2026-01-05", CANARY, "", "", "", CANARY)
    assert "\x1b" not in said.out + said.err
    assert entries(store)[0].line == CANARY


def test_no_one_becomes_a_patient_by_a_diary_entry(shell, store):
    said = shell("log", "new-1")
    assert said.code == 66
    assert not (store / "new-1").exists()


def test_a_diary_that_cannot_be_read_is_told_before_anything_is_asked(typing, store):
    (store / CODE / "diary.toml").write_text("no diary")
    said = typing("", "x", "", "", "", "")
    assert said.code == 65
    assert f"{CODE}/diary.toml: line 1" in said.err
    assert said.out == ""


@pytest.fixture
def imported(shell: Shell, tmp_path: Path):
    def run(text: str) -> Said:
        sheet = tmp_path / "filled.csv"
        sheet.write_text(text)
        return shell("log", CODE, "--import", str(sheet))

    return run


def test_a_sheet_is_imported_once(imported, store):
    text = "date,activity,ease,mood,energy,line\n2026-01-05,x,1,2,3,\n2026-01-06,,,,,\n"
    first, second = imported(text), imported(text)
    assert (first.code, second.code) == (0, 0)
    assert first.out == f"1 entry written in the diary of {CODE}.\n"
    assert "1 day without an entry left out." in first.err
    assert second.out.startswith("0 entries written")
    assert "Line 2 says the same" in second.err
    assert len(entries(store)) == 1


def test_one_unclear_line_and_nothing_is_written(imported, store):
    said = imported("date,ease\n2026-01-05,1\n2026-01-06,11\n2026-01-07,x\n")
    assert said.code == 65
    assert said.err.splitlines() == [
        "filled.csv: line 3: participation: wants a whole number from 0 to 10, or nothing",
        "filled.csv: line 4: participation: wants a whole number from 0 to 10, or nothing",
    ]
    assert entries(store) == ()


def test_what_is_unclear_is_never_repeated(imported):
    said = imported("date,ease\ncanary,canary\n")
    assert "canary" not in said.out + said.err


def test_a_sheet_that_is_not_there(shell):
    assert shell("log", CODE, "--import", "/nowhere/x.csv").code == 66


def test_a_sheet_without_days_writes_nothing(imported, store):
    assert imported("date,ease\n").out.startswith("0 entries")
    assert not (store / CODE / "diary.toml").exists()
