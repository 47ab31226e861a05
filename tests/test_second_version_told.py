"""A second version that a sync program left is told before anyone builds on one of the two."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from goalcoach.dialogue.engine.command import CloseReason
from goalcoach.store.store import Store
from tests import parts
from tests.cli.commands import Shell
from tests.said import painted
from tests.screens.fake import by_hand, frame
from tests.screens.test_home import run as run_home
from tests.test_parts_shown import Leading, typed

CODE = "rowan-17"
NAME = "v0002-KESTREL-PC.toml"
SENTENCE = "A second version 2 of rowan-17 is there."
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)])


@pytest.fixture
def store(practice: Path, tmp_path: Path) -> Store:
    """Return the practice store in which a second version 2 lies."""
    root = Path(shutil.copytree(practice, tmp_path / "plans"))
    shutil.copy(root / "fern-4" / "v0002.toml", root / CODE / NAME)
    return Store(root)


@pytest.fixture
def shell(store: Store, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys, str(store.root))


def test_list_says_it_in_one_line_and_in_its_json(shell: Shell):
    said = shell("list")
    assert said.code == 0
    assert [line for line in said.err.splitlines() if SENTENCE in line] == [
        f"{SENTENCE} What it holds counts nowhere yet: goalcoach verify rowan-17 tells more."
    ]
    listed = json.loads(shell("list", "--format", "json").out)["patients"]
    assert {one["code"]: one["second_versions"] for one in listed} == {"fern-4": [], CODE: [2]}


@SIZES
def test_home_says_it_in_the_line_of_that_person_and_beside_it(store: Store, size):
    async def steps(pilot, app):
        shown = frame(app)
        assert "a second version 2 is there" in shown
        await by_hand(pilot, *CODE)
        assert app.screen.people.selected.code == CODE
        await by_hand(pilot, "tab")  # on a narrow page the column takes the list's place
        beside = " ".join(" ".join(painted(app.screen.query_one("#who"))).split())
        assert SENTENCE in beside
        assert "goalcoach verify rowan-17 tells more." in beside

    run_home(store, steps, size=size)


def _with_second(folder: Path) -> None:
    parts.begin(folder).finish(CloseReason.CONTINUES)
    there = next((folder / "store").glob("*/v0001.toml"))
    there.with_name("v0001 (1).toml").write_bytes(b"theirs")


@SIZES
async def test_a_visit_says_it_at_its_first_question_alone(tmp_path: Path, size: tuple[int, int]):
    _with_second(tmp_path)
    async with Leading(parts.begin(tmp_path, day=parts.LATER), size) as led:
        assert "A second version 1 of" in led.below
        assert "A second version" not in await led.press("pagedown")


def test_a_visit_line_by_line_says_it_before_its_first_question(tmp_path: Path):
    _with_second(tmp_path)
    said = typed(parts.begin(tmp_path, day=parts.LATER))
    assert said.index("A second version 1 of") < said.index("SAY is read aloud")


def test_a_visit_from_a_file_says_it_on_stderr(
    shell: Shell, store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "stdin", io.StringIO(":quit\n"))
    assert SENTENCE in shell("visit", CODE, "--plain", "--today", "2026-12-18").out
    from tests import example

    (store.root / "elm-2").mkdir()
    (store.root / "elm-2" / "v0001 (1).toml").write_bytes(b"theirs")
    day = example.DAY.isoformat()
    said = shell("visit", "elm-2", "--answers", str(example.FILE), "--today", day)
    assert said.code == 0
    assert "A second version 1 of elm-2 is there." in said.err
