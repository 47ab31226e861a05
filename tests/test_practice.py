"""The practice store of the checkout is what its answers files make of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.store.store import Store
from goalcoach.store.verify import verify
from tests import example

CHECKOUT = Path(__file__).parent.parent
SESSIONS = CHECKOUT / "sessions"
CODES = ("fern-4", "rowan-17")


@pytest.mark.parametrize("code", CODES)
def test_a_practice_plan_is_what_the_answers_give(practice: Path, code: str):
    """Apart from the script's digest, which changes with each of its words."""
    kept, made = (Store(root).load(code).plan for root in (SESSIONS, practice))
    assert replace(kept, script=made.script, tool=made.tool) == made


def test_the_practice_store_is_whole_and_says_what_it_is():
    store = Store(SESSIONS)
    site = store.site()
    assert site.practice
    assert not [one for one in site.contacts if any(ch.isdigit() for ch in one.number)]
    assert set(CODES) <= set(store.codes())
    assert [one for code in CODES for one in verify(store, code)] == []


def test_one_practice_plan_rises_and_one_stays_inside_a_limit():
    rowan, fern = (Store(SESSIONS).load(code).plan for code in ("rowan-17", "fern-4"))
    assert {goal.ladder.mode for goal in fern.goals} == {"energy_limit"}
    assert rowan.goals[0].ladder.mode == "time_based"
    assert [rung.amount for goal in fern.goals for rung in goal.ladder.rungs] == [None, None]


def test_git_lets_only_the_made_up_plans_in(tmp_path: Path):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    sessions = tmp_path / "sessions"
    (sessions / "elm-3" / "draft").mkdir(parents=True)
    (sessions / "rowan-17").mkdir()
    (sessions / ".gitignore").write_bytes((SESSIONS / ".gitignore").read_bytes())
    for name in ("elm-3/v0001.toml", "elm-3/draft/journal.log", "rowan-17/v0001.toml",
                 "rowan-17/v0002.toml", "rowan-17/diary.toml", "goalcoach.toml"):  # fmt: skip
        (sessions / name).write_text("x")
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "add", "sessions"], check=True)
    listed = subprocess.run([*git, "ls-files"], check=True, capture_output=True, text=True)
    assert listed.stdout.split() == [
        "sessions/.gitignore",
        "sessions/goalcoach.toml",
        "sessions/rowan-17/v0001.toml",
    ]


def test_the_example_is_the_practice_patients_own_file():
    demo = CHECKOUT / "goalcoach" / "prompts" / "demo" / "rowan-17.2026-10-23.toml"
    assert example.text() == demo.read_text("utf-8")
