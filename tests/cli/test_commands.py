"""What each command prints, and the code it leaves with."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path

import pytest
import tomli

from goalcoach.dialogue.engine.command import CloseReason
from goalcoach.store.store import Store
from goalcoach.translation import ENGLISH, speak_always, spoken_language
from tests import parts
from tests.cli.commands import Shell


def test_list_shows_each_patient_on_one_line(shell: Shell):
    said = shell("list")
    assert said.code == 0
    assert said.out.split("\n") == [
        "code      versions  last visit  next visit  unfinished",
        "fern-4    2         2026-11-13  2026-12-18  -",
        "rowan-17  2         2026-11-20  2026-12-18  -",
        "",
    ]
    assert said.err == ""


def test_list_keeps_to_who_is_due_by_a_day(shell: Shell, store: Path):
    (store / "fern-4" / "v0002.toml").unlink()
    due = {day: shell("list", "--due", day).out for day in ("2026-11-13", "2026-12-17")}
    assert all("fern-4" in out and "rowan-17" not in out for out in due.values())
    both = shell("list", "--due", "2026-12-18").out
    assert "fern-4" in both
    assert "rowan-17" in both
    assert shell("list", "--due", "2026-11-12").out == ""


@pytest.mark.parametrize("day", ["18.12.2026", "18 December 2026", "2000 days"])
def test_an_option_reads_a_day_as_a_visit_does(shell: Shell, day: str):
    assert "rowan-17" in shell("list", "--due", day).out


@pytest.mark.parametrize("option", [("list", "--due"), ("print", "--all", "--changed-since")])
def test_an_option_refuses_a_day_that_may_be_two(shell: Shell, option: tuple[str, ...]):
    said = shell(*option, "3/12/2026")
    assert said.code == 2
    assert "is not a clear day. Write one like" in " ".join(said.err.split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "„3/12/2026“ ist kein klares Datum. Zu schreiben wie 18. Dezember, 18.12.2026,"),
        ("es", "«3/12/2026» no es una fecha clara. Se escribe como 18 de diciembre, 18.12.2026,"),
    ],
)
def test_a_day_that_is_refused_comes_with_examples_in_the_language_of_the_site(
    shell: Shell, store: Path, language: str, words: str
):
    site = store / "goalcoach.toml"
    site.write_text(f'language = "{language}"\n{site.read_text("utf-8")}', "utf-8")
    assert words in " ".join(shell("list", "--due", "3/12/2026").err.split())


@pytest.mark.parametrize("command", ["show", "print", "visit", "trend"])
@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('language = "de"\nlock_minutes = "zehn"', "Zeile 2: lock_minutes: hierher gehört "),
        ('language = "es"\nname = [', "línea 4: no es TOML desde "),
        ("name = 3\nlanguage = 'de' # bei uns", "Zeile 1: name: hierher gehören "),
    ],
)
def test_what_is_wrong_with_a_site_file_is_told_in_the_language_that_it_names(
    shell: Shell, store: Path, command: str, lines: str, words: str
):
    (store / "goalcoach.toml").write_text(f"{lines}\n\n[[contacts]]\n", "utf-8")
    said = shell(command, "rowan-17")
    assert words in " ".join(said.err.split())
    assert shell("list").out.split()[0] in ("Kürzel", "código")


def test_list_says_nothing_of_what_a_plan_holds(shell: Shell):
    listed = shell("list").out + shell("list", "--format", "json").out
    assert "Sunday" not in listed
    assert "crash" not in listed


def test_list_speaks_as_the_site_does_and_to_a_program_in_english(shell: Shell, store: Path):
    site = store / "goalcoach.toml"
    site.write_text(f'language = "es"\n{site.read_text("utf-8")}', "utf-8")
    try:
        assert shell("list").out.startswith("código    versiones")
        assert json.loads(shell("list", "--format", "json").out)["format"] == "goalcoach-list/1"
        assert spoken_language() == "en"
    finally:
        speak_always(ENGLISH)


def test_list_for_programs_is_versioned(shell: Shell):
    data = json.loads(shell("list", "--format", "json").out)
    assert data["format"] == "goalcoach-list/1"
    assert data["patients"][1] == {
        "code": "rowan-17",
        "versions": [1, 2],
        "last_visit": "2026-11-20",
        "next_visit": "2026-12-18",
        "next_kind": "review",
        "continues": False,
        "unfinished": None,
        "set_aside": [],
        "readable": True,
        "second_versions": [],
    }


def test_list_says_that_the_next_sitting_goes_on(shell: Shell, tmp_path: Path):
    parts.begin(tmp_path / "sitting").finish(CloseReason.CONTINUES)
    shell.store = str(tmp_path / "sitting" / "store")
    assert shell("list").out.split("\n")[1].split() == [
        "rowan-17", "1", "2026-11-20", "goes", "on", "-",
    ]  # fmt: skip
    assert json.loads(shell("list", "--format", "json").out)["patients"][0]["continues"] is True


def test_list_says_for_whom_it_looked_where_there_is_no_one(shell: Shell):
    assert "No one is due by 3 January 2026 in" in shell("list", "--due", "2026-01-03").err
    assert "No one has an unfinished visit in" in shell("list", "--unfinished").err
    both = shell("list", "--unfinished", "--due", "2026-01-03").err
    assert "No one has an unfinished visit and is due by 3 January 2026 in" in both


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("rowan17", "There is no plan for rowan17 yet. Did you mean rowan-17?"),
        ("oak", "There is no plan for oak yet."),
        ("ROWAN-17", "A code is in small letters. Type it as rowan-17."),
        ("rowan-17@9", "rowan-17 has no version 9. There are 2."),
        ("rowan17@9", "rowan17 has no version 9. Did you mean rowan-17?"),
    ],
)
def test_a_code_or_version_that_is_not_there_is_told_from_one_that_may_be_meant(
    shell: Shell, code: str, said: str
):
    assert shell("show", code).err.strip() == said


def test_list_names_a_plan_it_cannot_read_and_lists_the_others(shell: Shell, store: Path):
    damage(store / "rowan-17" / "v0002.toml", b"lived = 5", b"lived = 7")
    said = shell("list")
    assert said.code == 65
    assert "fern-4    2         2026-11-13" in said.out
    assert "rowan-17: " in said.err
    data = json.loads(shell("list", "--format", "json").out)
    assert [one["readable"] for one in data["patients"]] == [True, False]


def test_list_keeps_to_unfinished_visits(shell: Shell):
    assert shell("list", "--unfinished").out == ""


def test_show_prints_the_reading_sheet(shell: Shell):
    said = shell("show", "rowan-17")
    assert said.code == 0
    assert said.out.startswith("PRACTICE\nMy plan\n====")
    assert "  “Being the aunt who cooks, at my own table”\n" in said.out
    assert "rowan-17 | 20 November 2026 | version 2 | " in said.out
    assert "rowan-17 | 23 October 2026 | version 1 | " in shell("show", "rowan-17@1").out


@pytest.mark.parametrize("asked", ["rowan-17@1", "rowan-17"])
def test_show_inside_an_energy_limit_says_no_amount(shell: Shell, asked: str):
    sheet = shell("show", asked).out
    assert "How much:" not in sheet
    assert "At most: A quarter of an hour, sitting down." in sheet


@pytest.mark.parametrize(("asked", "amount"), [("fern-4@1", 20), ("fern-4", 22)])
def test_show_says_the_amount_of_a_step_that_is_counted(shell: Shell, asked: str, amount: int):
    assert f"How much: {amount} minutes at the piano." in shell("show", asked).out


def test_show_names_the_questions_left_open_but_not_the_declined_one(shell: Shell):
    sheet = shell("show", "rowan-17@1").out
    assert "Left open for now" in sheet
    assert "What I use from treatment" in sheet
    assert "By when I hope for it" not in sheet


def test_show_toml_is_the_file_byte_for_byte(shell: Shell, store: Path):
    text = shell("show", "rowan-17", "--format", "toml").out
    assert text.encode() == (store / "rowan-17" / "v0002.toml").read_bytes()
    text = shell("show", "rowan-17@1", "--format", "toml").out
    assert text.encode() == (store / "rowan-17" / "v0001.toml").read_bytes()


def test_show_json_holds_the_whole_plan(shell: Shell, store: Path):
    data = json.loads(shell("show", "rowan-17@1", "--format", "json").out)
    file = tomli.loads((store / "rowan-17" / "v0001.toml").read_text("utf-8"))
    assert data["format"] == "goalcoach-plan/1"
    assert data["digest"].startswith("sha256:")
    assert data["plan"] == json.loads(json.dumps(file, default=lambda day: day.isoformat()))
    assert data["plan"]["visit"]["date"] == "2026-10-23"


def test_show_md_is_markdown(shell: Shell):
    assert shell("show", "rowan-17", "--format", "md").out.startswith("# My plan\n\n**PRACTICE.**")


@pytest.mark.parametrize("form", ["text", "json"])
def test_show_names_a_newest_file_that_was_cut_short(shell: Shell, store: Path, form: str):
    whole = (store / "rowan-17" / "v0002.toml").read_bytes()
    (store / "rowan-17" / "v0003.toml").write_bytes(whole[: len(whole) // 2])
    said = shell("show", "rowan-17", "--format", form)
    assert said.code == 0
    assert "rowan-17/v0003.toml is there, and not whole. This is version 2" in said.err
    assert said.out == shell("show", "rowan-17@2", "--format", form).out
    assert shell("show", "rowan-17@2", "--format", form).err == ""
    (store / "elm-3").mkdir()
    (store / "elm-3" / "v0001.toml").write_bytes(whole[:100])
    assert "elm-3/v0001.toml is there, and not whole." in shell("show", "elm-3").err


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("nobody", 66),
        ("rowan-17@7", 66),
        ("../etc", 2),
        ("Rowan", 2),
        ("rowan-17@x", 2),
        ("con", 2),
    ],
)
def test_show_says_what_is_not_there_and_what_to_type(shell: Shell, asked: str, code: int):
    said = shell("show", asked)
    assert said.code == code
    assert said.out == ""
    assert "Traceback" not in said.err
    assert said.err.strip()


def test_a_newer_version_replaces_an_older_one_on_the_sheet(shell: Shell):
    assert "Replaced on 20 November 2026." in shell("show", "rowan-17@1").out
    assert "Replaced on" not in shell("show", "rowan-17").out


def test_verify_finds_nothing_in_a_store_as_it_was_left(shell: Shell):
    said = shell("verify")
    assert (said.code, said.out) == (0, "")
    assert "2 patients checked: all as it was left." in said.err


def test_verify_tells_a_stranger_from_a_loss(shell: Shell, store: Path):
    (store / "rowan-17" / "v0001 (1).toml").write_text("x")
    said = shell("verify", "rowan-17")
    assert said.code == 1
    assert said.out.startswith("rowan-17/v0001 (1).toml: warning: ")
    damage(store / "rowan-17" / "v0001.toml", b"lived = 3", b"lived = 5")
    said = shell("verify", "--format", "json")
    assert said.code == 65
    found = json.loads(said.out)["findings"]
    assert {(one["file"], one["level"]) for one in found} >= {
        ("rowan-17/v0001.toml", "fault"),
        ("rowan-17/v0001 (1).toml", "warning"),
    }


def test_verify_of_an_unknown_patient_says_so(shell: Shell):
    assert shell("verify", "nobody").code == 66


def test_paths_says_where_the_plans_are_and_why(shell: Shell, store: Path):
    said = shell("paths")
    assert said.code == 0
    assert f"plans      {store}  (--store says so)" in said.out
    assert "goalcoach.toml  (there)" in said.out
    assert "core" in said.out


def test_paths_makes_a_private_store_that_verifies(shell: Shell, tmp_path: Path):
    home = tmp_path / "new" / "plans"
    said = shell("paths", "--make", str(home))
    assert (said.code, said.out) == (0, f"{home}\n")
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    shell.store = str(home)
    assert shell("verify").code == 0
    assert "GOALCOACH_STORE" in said.err


def test_each_line_that_a_new_site_file_proposes_is_taken(shell: Shell, tmp_path: Path):
    root = tmp_path / "plans"
    assert shell("paths", "--make", str(root)).code == 0
    file = root / "goalcoach.toml"
    proposed = re.sub(r"^# (?=[a-z_]+ = |\[\[)", "", file.read_text(), flags=re.M)
    file.chmod(0o600)
    file.write_text(proposed)
    site = Store(root).site()
    assert (site.lock_minutes, site.lock_minutes_visit) == (10, 30)
    assert [one.number for one in site.contacts] == ["01632 960 111"]
    assert proposed.count("\n# ") > 5  # what explains stays


def test_paths_never_touches_a_store_that_is_there(shell: Shell, store: Path):
    before = (store / "goalcoach.toml").read_bytes()
    assert shell("paths", "--make", str(store)).code == 73
    assert (store / "goalcoach.toml").read_bytes() == before


def test_demo_leaves_a_store_that_is_there_alone(shell: Shell, store: Path):
    assert shell("demo", str(store)).code == 73


def damage(path: Path, old: bytes, new: bytes) -> None:
    """Change one thing in a plan behind goalcoach's back."""
    data = path.read_bytes()
    assert data.count(old) >= 1
    path.chmod(0o644)
    path.write_bytes(data.replace(old, new, 1))


def test_the_list_is_printed_and_a_broken_site_file_told_once(shell: Shell, store: Path):
    with (store / "goalcoach.toml").open("a") as site:
        site.write("lock_minutes = 5\n")
    for options in ([], ["--format", "json"], ["--due", "2020-01-01"]):
        said = shell("list", *options)
        assert ("rowan-17" in said.out) == (options != ["--due", "2020-01-01"])
        assert said.err.count("goalcoach.toml: line 29: contacts.lock_minutes:") == 1
        assert said.code == 65
