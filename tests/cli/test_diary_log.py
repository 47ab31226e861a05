"""`goalcoach log`: an entry by prompt or from a sheet, all of it or nothing."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import pytest

from goalcoach.plan.outcome.diary import DiaryEntry
from goalcoach.store.diary_file import load_diary, load_entries
from goalcoach.store.file_name import diary_name
from goalcoach.store.store import Store
from tests.cli.commands import Said, Shell

CODE = "rowan-17"
CANARY = "canary \x1b[2J[/b]"


def entries(store: Path) -> tuple[DiaryEntry, ...]:
    return load_entries(Store(store), CODE)


@pytest.fixture
def typing(shell: Shell, monkeypatch: pytest.MonkeyPatch):
    def run(*lines: str, options: tuple[str, ...] = ("--old-days",)) -> Said:
        text = "".join(f"{line}\n" for line in lines)
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        return shell("log", CODE, *options)

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
    said = typing("3/1/2026", "5/13/2026x", "5.1.2026", "Cut onions", "", "", "", "")
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
def imported(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def run(text: str, *options: str, typed: tuple[str, ...] = ()) -> Said:
        sheet = tmp_path / "filled.csv"
        sheet.write_text(text)
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        return shell("log", CODE, "--import", str(sheet), *options)

    return run


def test_a_sheet_is_imported_once(imported, store):
    text = "date,activity,ease,mood,energy,line\n2026-01-05,x,1,2,3,\n2026-01-06,,,,,\n"
    first, second = imported(text, "--old-days"), imported(text)
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


@pytest.fixture
def someone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Someone sits at the terminal, and sees what is asked."""
    for name in ("diary_import", "diary_prompt"):
        monkeypatch.setattr(f"goalcoach.cli.{name}.is_someone_there", lambda: True)


TWO_WAYS = "date,ease\n03/11/2026,5\n"


def test_days_that_can_be_two_are_settled_by_an_option(imported, store):
    said = imported(TWO_WAYS)
    assert said.code == 65
    assert "line 2: date: can be 3 November 2026 or 11 March 2026" in said.err
    assert "--dates dmy or --dates mdy" in said.err
    assert entries(store) == ()
    assert imported(TWO_WAYS, "--dates", "dmy", "--old-days").code == 0
    assert str(entries(store)[0].date) == "2026-11-03"


@pytest.mark.usefixtures("someone")
def test_at_a_terminal_one_question_settles_them(imported, store):
    assert imported(TWO_WAYS, "--old-days").code == 130
    assert entries(store) == ()
    said = imported(TWO_WAYS, "--old-days", typed=("3", "1"))
    assert said.code == 0
    assert "1 for 3 November 2026, 2 for 11 March 2026" in said.out
    assert str(entries(store)[0].date) == "2026-11-03"


def test_an_order_without_a_sheet_is_no_use(shell):
    assert shell("log", CODE, "--dates", "dmy").code == 2
    assert shell("log", CODE, "--replace", "--keep-both").code == 2


LAST_YEAR = "date,ease\n2025-11-23,5\n2025-11-24,5\n2026-11-01,5\n2026-11-20,5\n"


def test_days_before_the_first_and_the_last_visit_are_told_before_anything_is_written(
    imported, store
):
    said = imported(LAST_YEAR)
    assert said.code == 65
    first, last = said.err.splitlines()
    assert "2 entries, the first of 23 November 2025, lie before the first visit" in first
    assert "(23 October 2026): look at the year. --old-days takes them." in first
    assert "The entry of 1 November 2026 lies before the last visit (20 November 2026)" in last
    assert "It will not come up at the next review. --old-days takes them." in last
    assert entries(store) == ()
    said = imported(LAST_YEAR, "--old-days")
    assert said.code == 0
    assert "look at the year" in said.err
    assert len(entries(store)) == 4
    # What is there already is no reason to ask again.
    assert imported(LAST_YEAR + "2026-11-21,5\n").code == 0


@pytest.mark.usefixtures("someone")
def test_at_a_terminal_days_before_a_visit_are_asked_about(imported, typing, store):
    assert imported(LAST_YEAR, typed=("",)).code == 130
    assert entries(store) == ()
    assert imported(LAST_YEAR, typed=("yes",)).code == 0
    assert len(entries(store)) == 4
    assert typing("2025-11-25", "", options=()).code == 130
    assert typing("2025-11-25", "y", "x", "", "", "", "", "", options=()).code == 0
    assert len(entries(store)) == 5


def test_in_a_pipe_a_typed_day_before_the_first_visit_needs_the_option(typing, store):
    said = typing("2025-11-25", "x", "", "", "", "", options=())
    assert said.code == 65
    assert "lies before the first visit (23 October 2026): look at the year. --old-days" in said.err
    assert entries(store) == ()


MONDAY = "date,activity,ease\n2026-11-23,Soup,5\n2026-11-24,Rest,5\n"
FRIDAY = "date,activity,ease\n2026-11-23,Soup and bread,6\n2026-11-24,Rest,5\n2026-11-25,Walk,4\n"


def test_other_words_for_a_day_are_told_and_nothing_is_written(imported, store):
    imported(MONDAY)
    said = imported(FRIDAY)
    assert said.code == 65
    assert "There:   23 November 2026: Soup. Taking part 5." in said.err
    assert "Line 2: 23 November 2026: Soup and bread. Taking part 6." in said.err
    assert "--replace lets the new words count, --keep-both keeps both" in said.err
    assert len(entries(store)) == 2


def test_the_new_words_of_a_day_may_count_in_place_of_the_old(imported, store):
    imported(MONDAY)
    said = imported(FRIDAY, "--replace")
    assert said.code == 0
    assert said.out == f"2 entries written in the diary of {CODE}.\n"
    assert "Line 3 says the same" in said.err
    assert [entry.activity for entry in entries(store)] == ["Rest", "Soup and bread", "Walk"]
    assert len(load_diary(Store(store), CODE)) == 4
    # Neither sheet brings anything back, or anything new.
    for sheet in (MONDAY, FRIDAY):
        assert imported(sheet).out == f"0 entries written in the diary of {CODE}.\n"
    assert "3 lines say the same" not in said.err
    assert "Lines 2, 3 and 4 say the same" in imported(FRIDAY).err


def test_both_may_be_kept_as_two_entries_of_the_day(imported, store):
    imported(MONDAY)
    assert imported(FRIDAY, "--keep-both").code == 0
    assert [entry.activity for entry in entries(store)] == [
        "Soup",
        "Rest",
        "Soup and bread",
        "Walk",
    ]
    assert imported(FRIDAY).code == 0


@pytest.mark.usefixtures("someone")
@pytest.mark.parametrize(("typed", "left"), [("1", 3), ("2", 4), ("", 2)])
def test_at_a_terminal_it_is_asked_which_words_count(imported, store, typed: str, left: int):
    imported(MONDAY)
    assert imported(FRIDAY, typed=(typed,)).code == (0 if typed else 130)
    assert len(entries(store)) == left


def test_one_more_entry_of_a_day_is_no_other_word_for_it(imported, store):
    imported(MONDAY)
    assert imported(f"{MONDAY}2026-11-23,Tea,3\n").code == 0
    assert len(entries(store)) == 3


@pytest.mark.usefixtures("someone")
def test_an_entry_is_corrected_at_the_prompt_and_what_is_left_alone_stays(imported, typing, store):
    imported(MONDAY)
    said = typing("2026-11-23", "1", "", "6", "", "", "-", "", options=())
    assert said.code == 0
    assert "1. 23 November 2026: Soup. Taking part 5." in said.err
    assert "Enter keeps “Soup”, - takes it away" in said.out
    assert "Corrected in the diary of rowan-17. 23 November 2026: Soup. Taking part 6." in said.out
    assert [(one.activity, one.participation) for one in entries(store)] == [
        ("Rest", 5),
        ("Soup", 6),
    ]
    assert "Nothing was written" in typing("2026-11-23", "1", *[""] * 6, options=()).err
    assert typing("2026-11-23", "a", "Tea", *[""] * 5, options=()).code == 0
    assert len(entries(store)) == 3


@pytest.mark.usefixtures("someone")
def test_what_an_entry_said_can_be_taken_away(imported, typing, store):
    imported(MONDAY)
    assert typing("2026-11-23", "1", "-", "", "", "", "", "", options=()).code == 0
    assert entries(store)[-1].activity is None


def test_in_a_pipe_the_option_corrects_and_without_it_both_are_kept(imported, typing, store):
    imported(MONDAY)
    said = typing("2026-11-23", "Tea", "", "", "", "", options=())
    assert "The day has another entry, and both are kept. --replace" in said.err
    assert len(entries(store)) == 3
    typing("2026-11-23", "Bread", "", "", "", "", options=("--replace",))
    assert [one.activity for one in entries(store)] == ["Rest", "Bread"]


def test_a_full_diary_is_told_before_the_first_question(typing, store):
    head = f'schema = 1\npatient = "{CODE}"\n'
    for number in range(1, 100):
        (store / CODE / diary_name(number)).write_text(head)
    said = typing("2026-11-23", "x", "", "", "", "")
    assert said.code == 0
    assert "has 99 files and can have 99" in said.err
    (store / CODE / "diary-99.toml").write_text(f"{head}# {'x' * 1_020_000}\n")
    said = typing("2026-11-23", "y", "", "", "", "")
    assert (said.code, said.out) == (74, "")
    assert "The diary is full" in said.err


def test_a_sheet_of_many_years_is_imported_read_and_added_to(imported, typing, store):
    first = date(2018, 11, 24)
    rows = (f"{first + timedelta(n)},Walk {n},{n % 11},5,5,A line" for n in range(2900))
    said = imported("date,activity,ease,mood,energy,line\n" + "\n".join(rows) + "\n", "--old-days")
    assert said.out == f"2900 entries written in the diary of {CODE}.\n"
    assert typing("2026-11-24", "One more", "", "", "", "").code == 0
    assert len(entries(store)) == 2901
