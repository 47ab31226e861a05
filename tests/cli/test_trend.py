"""`goalcoach trend`: to read, as JSON and as CSV, whole even where one version is not."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from goalcoach.plan.file.codec import from_tree, to_tree
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.diary import DiaryEntry, correcting
from goalcoach.store.diary_file import append_entries
from goalcoach.store.store import Store
from tests.cli.commands import Shell
from tests.plan.visits import FIRST, goal, rated, visits

CODE = "rowan-17"


def publish(root: Path, plans: Sequence[Plan]) -> Store:
    store = Store(root)
    store.create()
    digest = ""
    for plan in plans:
        tree = to_tree(plan)
        if digest:
            tree["parent"] = {"version": plan.version - 1, "digest": digest}
        store.publish(CODE, from_tree(tree))
        digest = store.load(CODE, plan.version).digest
    return store


@pytest.fixture
def told(tmp_path: Path) -> Store:
    def tree(value: int, words: str = "=1+1 [/b]\x1b[2J") -> dict[str, object]:
        rating = {**rated(value), "level": {"patient": "partly"}}
        return {"goals": [goal(statement=words, rating=rating)]}

    store = publish(tmp_path / "told", visits(tree(2), tree(4), tree(7)))
    append_entries(store, CODE, [DiaryEntry(date=FIRST, participation=3, mood=4)])
    return store


@pytest.fixture
def shell(told: Store, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys, str(told.root))


def test_it_reads_well_in_a_terminal(shell):
    said = shell("trend", CODE)
    assert said.code == 0
    assert "Went from 2 to 7 over three visits. Three higher than last time." in said.out
    assert "●" in said.out
    assert "not validated in psychosomatics" in " ".join(said.out.split())
    assert "\x1b" not in said.out
    assert max(map(len, said.out.splitlines())) < 80


@pytest.mark.parametrize("columns", ["40", "80", "120", "300"])
def test_it_fits_the_terminal(shell, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    widest = max(map(len, shell("trend", CODE).out.splitlines()))
    assert widest <= min(max(int(columns) - 1, 60), 96)


def test_json_says_its_format_and_holds_diary_and_visits(shell):
    tree = json.loads(shell("trend", CODE, "--format", "json").out)
    assert tree["format"] == "goalcoach-trend/2"
    keys = [series["key"] for series in tree["series"]]
    assert keys == ["g1.progress.patient", "g1.level.patient", "diary.participation", "diary.mood"]


def test_csv_is_safe_in_a_spreadsheet(shell):
    said = shell("trend", CODE, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert rows[0]["name"] == "'=1+1 [/b]<U+001B>[2J"
    assert [row["value"] for row in rows if row["kind"] == "level"] == ["-1", "-1", "-1"]


def test_the_attainment_score_is_off_until_the_site_asks_for_it(shell, told):
    assert "T = " not in shell("trend", CODE).out
    (told.root / "goalcoach.toml").write_text("attainment = true\n")
    out = shell("trend", CODE).out
    assert "T = 40.0 over one goal" in out
    assert "For the clinician only" in out
    assert "attainment" in json.loads(shell("trend", CODE, "--format", "json").out)


def test_a_version_that_cannot_be_read_is_named_and_the_others_are_shown(shell, told):
    path = told.root / CODE / "v0002.toml"
    path.chmod(0o600)
    path.write_text("no plan")
    said = shell("trend", CODE)
    assert said.code == 65
    assert "v0002.toml" in said.err
    assert "Went from 2 to 7" in said.out


def test_a_diary_that_cannot_be_read_is_named_and_the_visits_are_shown(shell, told):
    (told.root / CODE / "diary.toml").write_text("no diary")
    said = shell("trend", CODE)
    assert said.code == 65
    assert "diary.toml" in said.err
    assert "Went from 2 to 7" in said.out


def test_someone_unknown(shell):
    assert shell("trend", "fern-4").code == 66


def test_a_plan_without_ratings_says_so(shell, tmp_path, capsys):
    publish(tmp_path / "bare", visits({"goals": [goal()]}))
    said = Shell(capsys, str(tmp_path / "bare"))("trend", CODE)
    assert (said.code, said.out) == (0, "")
    assert "Nothing was rated" in said.err


def test_a_corrected_entry_is_in_no_format(shell, told):
    wrong = DiaryEntry(date=FIRST, participation=3, mood=4)
    append_entries(told, CODE, [correcting(DiaryEntry(date=FIRST, participation=9), [wrong])])
    rows = list(csv.DictReader(io.StringIO(shell("trend", CODE, "--format", "csv").out)))
    assert [row["value"] for row in rows if row["kind"] == "diary"] == ["9"]
    tree = json.loads(shell("trend", CODE, "--format", "json").out)
    kept = [one["points"] for one in tree["series"] if one["kind"] == "diary"]
    assert kept == [[{"date": str(FIRST), "value": 9}]]
    assert "(0 cannot, 10 as I want): 9" in shell("trend", CODE).out


@pytest.mark.parametrize(
    ("term", "braille"),
    [("xterm-256color", True)] + [(one, False) for one in ("linux", "vt100", "dumb")],
)
def test_a_terminal_without_the_signs_of_a_plot_gets_plain_ones(shell, monkeypatch, term, braille):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", term)
    out = shell("trend", CODE).out
    assert bool(re.search("[\u2800-\u28ff]", out)) == braille
    assert braille or out.isascii()


def test_a_file_has_the_drawn_signs_whatever_the_terminal(shell, monkeypatch):
    monkeypatch.setenv("TERM", "linux")
    assert re.search("[\u2800-\u28ff]", shell("trend", CODE).out)
