"""An overlay from the command line: pinned, linted, asked by name, and never in the dark."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests.cli.commands import Shell
from tests.example import Clock
from tests.walker import DAY

HEAD = 'format = "goalcoach-script/1"\nid = "ward-9"\nversion = "1.0.0"\nextends = "core@1.0.0"\n'


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    folder = tmp_path / "scripts" / "ward-9"
    folder.mkdir(parents=True)
    (folder / "script.toml").write_text(HEAD, "utf-8")
    (folder / "goal.toml").write_text(
        'id = "goal"\n[[item]]\nid = "goals"\nsay = "In our words?"\n', "utf-8"
    )
    return folder


def test_an_overlay_is_pinned_and_then_asked_by_its_name(
    ward: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goalcoach = Shell(capsys, str(tmp_path))
    (tmp_path / "goalcoach.toml").write_text('format = 1\nscript = "ward-9"\n', "utf-8")
    store = Store(tmp_path)
    assert goalcoach("visit", "rowan-17", "--plain").code == 65  # not pinned yet
    assert goalcoach("script", "pin", "ward-9").code == 0
    assert "base_digest" in (ward / "script.toml").read_text("utf-8")
    assert '"goal/goals.say"' in (ward / "base.toml").read_text("utf-8")
    visit = Visit.begin(store, "rowan-17", today=DAY, clock=Clock(), script=store.site().script)
    visit.leave()
    for name in ("script.toml", "goal.toml"):
        (ward / name).unlink()
    again = Visit.begin(store, "rowan-17", today=DAY, clock=Clock(), script="core")
    assert again.script.id == "ward-9"  # the pinned copy is the merged pack
    assert again.script.words("goal", "goals").say.parts == ("In our words?",)
    again.leave()


def test_paths_names_the_packs_of_the_store(
    ward: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = Shell(capsys, str(tmp_path))("paths")
    assert f"your own   ward-9  ({tmp_path}/scripts)" in said.out


def test_a_whole_pack_is_not_pinned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = Shell(capsys, str(tmp_path))("script", "pin", "core")
    assert (said.code, "extends no other" in said.err) == (2, True)
