"""A plan of a clinic's own pack is read in that pack's words, also where the pack is gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.command import Answer, Note, Skip
from goalcoach.store.store import Store
from goalcoach.visit import version_context
from goalcoach.visit.version_context import context_of
from goalcoach.visit.visit import Visit
from tests.cli.commands import Shell
from tests.dialogue.packs import item, pack, section
from tests.example import Clock
from tests.walker import DAY

TIRED = item(
    "tired",
    "choice",
    label="Tired in the morning",
    options=[{"id": "yes", "label": "Most days"}, {"id": "no", "label": "Seldom"}],
)
SECRET = item("secret", "text", private=True, label="Between us")
GATE = item(
    "go",
    "choice",
    options=["go", "adapt", "pause", "not_yet"],
    fills="safety.decision",
    gate={"q": "go", "eq": "go"},
)
FILES = pack(
    {"talk": section("talk", TIRED, SECRET, item("sleep", "text", label="Sleep"), GATE)}, id="ward"
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with a pack of its own and two plans that it made; the pack is gone since."""
    own = tmp_path / "scripts" / "ward"
    own.mkdir(parents=True)
    for name, data in FILES.items():
        (own / name).write_bytes(data)
    store = Store(tmp_path)
    for tired in ("yes", "no"):
        visit = Visit.begin(store, "rowan-17", today=DAY, clock=Clock(), script="ward")
        for command in (
            Answer(tired, "talk/tired"),
            Answer("a word for us", "talk/secret"),
            Skip(SkipReason.NOT_NOW, "talk/sleep"),
            Note("Ask again", "talk/sleep"),
            Answer("go", "talk/go"),
        ):
            assert visit.give(command) is None
        assert isinstance(visit.finish(None), Path)
    shutil.rmtree(tmp_path / "scripts")
    version_context._installed.cache_clear()
    return store


def test_its_answers_stand_under_the_words_in_which_they_were_asked(store: Store) -> None:
    loaded = store.load("rowan-17")
    labels = context_of(store, loaded, history=True).labels
    assert labels["talk/tired"] == "Tired in the morning"
    assert labels["talk/tired=no"] == "Seldom"
    assert labels["talk/sleep"] == "Sleep"
    assert "Between us" not in labels.values()
    assert "Between us" not in str(loaded.plan)


def test_it_is_shown_printed_and_compared(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goalcoach = Shell(capsys, str(tmp_path))
    out = str(tmp_path.parent / f"{tmp_path.name}-out")
    line = ("print", "rowan-17", "--sheet", "record", "--format", "text", "--out", out)
    assert goalcoach(*line).code == 0
    printed = next(Path(out).glob("**/*.txt")).read_text("utf-8")
    assert "Tired in the morning" in printed
    assert "Seldom" in printed
    assert "Sleep" in goalcoach("show", "rowan-17").out
    assert goalcoach("diff", "rowan-17").code == 0
    assert goalcoach("verify").code == 0


def test_a_plan_of_ours_keeps_no_words(tmp_path: Path) -> None:
    store = Store(tmp_path)
    visit = Visit.begin(store, "rowan-17", today=DAY, clock=Clock())
    assert visit.draft_plan().script.asked == {}
    visit.leave()
