"""`goalcoach patterns`: to read, as Markdown, JSON and CSV, whole even where one version is not."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from goalcoach.store.diary_file import append_entries
from goalcoach.store.store import Store
from tests.cli.commands import Shell
from tests.cli.test_trend import CODE, publish
from tests.plan.test_patterns import told as visit_told
from tests.plan.test_patterns import written
from tests.plan.visits import visits

HOSTILE = "=1+1 \x1b[2J"


@pytest.fixture
def told(tmp_path: Path) -> Store:
    plans = visits(visit_told(3, 1, "with_someone", there_own=HOSTILE), visit_told(1, 2, "alone"))
    store = publish(tmp_path / "told", plans)
    append_entries(store, CODE, written((8, ("with_someone",)), (2, ("alone", "the dog"))))
    return store


@pytest.fixture
def shell(told: Store, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys, str(told.root))


def test_it_reads_well_in_a_terminal_and_as_markdown(shell):
    said = shell("patterns", CODE)
    assert said.code == 0
    assert "4 of your 5 good days, 1 of your 4 other days." in " ".join(said.out.split())
    assert "What do you make of that?" in " ".join(said.out.split())
    assert max(map(len, said.out.splitlines())) < 80
    page = shell("patterns", CODE, "--format", "md").out
    assert page.startswith(f"# Days side by side: {CODE}")
    assert "\x1b" not in said.out + page


def test_for_programs_the_counts_come_with_their_days(shell):
    tree = json.loads(shell("patterns", CODE, "--format", "json").out)
    assert tree["format"] == "goalcoach-patterns/1"
    assert tree["good_days"] == {"all": 5, "visits": 4, "diary": 1}
    assert tree["other_days"] == {"all": 4, "visits": 3, "diary": 1}
    assert tree["diary_middle"] == {"participation": 5.0, "days": 2}
    assert {"word": "alone", "group": "who", "good": 1, "other": 3} in tree["words"]
    rows = list(csv.DictReader(io.StringIO(shell("patterns", CODE, "--format", "csv").out)))
    own = next(row for row in rows if row["good"] == "3" and row["group"] == "own")
    assert own["word"] == "'=1+1 <U+001B>[2J"
    assert (own["good_days"], own["other"], own["other_days"]) == ("5", "1", "4")


def test_what_cannot_be_read_is_named_and_the_rest_is_counted(shell, told):
    path = told.root / CODE / "v0001.toml"
    path.chmod(0o600)
    path.write_text("no plan")
    said = shell("patterns", CODE)
    assert said.code == 65
    assert "v0001.toml" in said.err
    assert "two good days and three other days" in " ".join(said.out.split())


def test_someone_unknown_and_too_few_days(shell, tmp_path, capsys):
    unknown = shell("patterns", "fern-4")
    assert unknown.code == 66
    assert "no diary" not in unknown.err
    publish(tmp_path / "bare", visits(visit_told(1, 0, "alone")))
    said = Shell(capsys, str(tmp_path / "bare"))("patterns", CODE)
    assert said.code == 0
    assert "There is no hurry." in " ".join(said.out.split())
