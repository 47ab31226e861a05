"""Each command with hostile words on its line, in files beside a plan, and in their names.

`COMMANDS` is gone through by itself, so a new command is tried here from its first day.
"""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest
import tomli_w

from goalcoach.cli import COMPLETE
from goalcoach.cli.command_table import command_names
from goalcoach.dialogue.engine.command import AddRow, Answer, Note, SaveDraft
from goalcoach.plan.outcome.diary import DiaryEntry
from goalcoach.store.diary_file import append_entries
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests.example import DAY, Clock
from tests.hostile import test_text
from tests.hostile.corpus import TEXTS, acting
from tests.hostile.plan import texts_from
from tests.hostile.store import CODE, Ran, goalcoach, make

SHORT = [one for one in TEXTS.values() if len(one) < 300 and "\0" not in one]
"""The texts without NUL, which no command line can hold."""
QUIET = {"demo"}
"""Commands that would write where a word says: only their options are given hostile words."""
SCRIPTS = [one for one in command_names() if one.startswith("script ")]
BY_HAND = {
    "visit": "test_text.test_typed_line_by_line_nothing_acts",
    "log": "its line and its diary, below",
    "print": "below, and test_sheet",
    "doctor": "below",
    "demo": "it reads nothing of anyone",
    "schema": "it reads nothing of anyone",
    **dict.fromkeys(SCRIPTS, "it reads no plan: see test_broken and tests/cli/script"),
}
"""Commands whose output from a hostile plan is tried elsewhere than in `test_text`."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOALCOACH_STORE", str(tmp_path / "plans"))
    monkeypatch.delenv("GOALCOACH_CHECKOUT", raising=False)


def look(ran: Ran, line: object) -> str:
    said = ran.out + ran.err
    assert acting(said) == [], line
    assert "did not expect" not in said, line
    assert "Traceback (most" not in said.replace(TEXTS["a sentence that blames"], ""), line
    assert ran.seconds < 1, line
    return said


def test_each_command_is_run_on_a_hostile_plan():
    lines = (*test_text.DRAWN, *test_text.DATA, *test_text.TABLES)
    assert {line.split()[0] for line in lines} | BY_HAND.keys() == set(command_names())


@pytest.mark.parametrize("command", command_names())
def test_hostile_words_on_the_line_act_nowhere(tmp_path: Path, command: str):
    make(tmp_path / "plans")
    start = 7 * command_names().index(command) % len(SHORT)
    for text in (SHORT * 2)[start : start + 28]:
        words = command.split()
        lines = [[*words, f"--{text}"]]
        if command not in QUIET:
            lines += [[*words, text], [*words, CODE, text], [*words, "--store", text]]
        for line in lines:
            look(goalcoach(*line), line)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_offers_nothing_that_acts(
    tmp_path: Path, shell: str, monkeypatch: pytest.MonkeyPatch
):
    root = make(tmp_path / "plans").root
    (root / "a\x1b[2Jb").mkdir()
    monkeypatch.setenv(COMPLETE, shell)
    for text in ("", *SHORT[::3]):
        for words in ([text], ["show", text], ["show", "--format", text], ["print", text, ""]):
            asked = [f"goalcoach {' '.join(words)}"] if shell == "bash" else words
            assert look(goalcoach(*asked), asked) == goalcoach(*asked).out


@pytest.mark.parametrize("start", range(0, len(TEXTS), 20))
def test_files_beside_a_plan_and_their_names_act_nowhere(tmp_path: Path, start: int):
    store = Store(tmp_path / "plans")
    test_text.publish(store, start)
    texts = texts_from(start)
    append_entries(store, CODE, [DiaryEntry(date=DAY, participation=3, line=one.strip() or "x")
                                 for one in islice(texts, 8)])  # fmt: skip
    site = {"format": 1, "name": next(texts), "practice": True}
    (store.root / "goalcoach.toml").write_text(tomli_w.dumps(site), "utf-8")
    visit = Visit.begin(store, CODE, today=DAY, clock=Clock())
    for one in (Answer("no", "safety/pem"), Answer("go", "safety/own_steps"),
                Answer(next(texts), "story/open"), Note(next(texts), "story/open"),
                AddRow("story/helps", first=next(texts)),
                SaveDraft(next(texts))):  # fmt: skip
        visit.give(one)
    visit.leave()
    for name in (one for one in SHORT[start : start + 20] if "/" not in one and len(one) < 60):
        (store.root / CODE / f"v0001 {name}.toml").write_text("x", "utf-8")
        (store.root / CODE / "draft" / f"journal {name}.log").write_bytes(b"x\n")
        (store.root / name).mkdir(exist_ok=True)
    for line in (
        f"show {CODE} --draft draft",
        f"show {CODE} --draft draft --format md",
        f"log {CODE}",
        f"trend {CODE}",
        f"print {CODE} --asked --out printed --format text",
        "doctor",
        "list",
        "verify",
        "verify --repair --yes",
        "verify",
    ):
        look(goalcoach(*line.split()), line)
    for sheet in (tmp_path / "printed").glob("*.txt"):
        assert acting(sheet.read_text("utf-8")) == []
    for line in (f"show {CODE} --draft draft", "doctor", "verify", "list"):
        assert json.loads(goalcoach(*line.split(), "--format", "json").out)


def test_the_manual_page_is_ours_alone():
    assert look(goalcoach("--man"), "--man").startswith(".TH GOALCOACH")
