"""A preview is a visit like any other, and nothing of it is there afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goalcoach.store.throwaway_folder import throwaway_folder

GOALCOACH = [sys.executable, "-P", "-m", "goalcoach"]
PATIENCE = 60


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, with nothing in it; and an account with no store."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return folder


def gone(folder: Path) -> bool:
    """Wait until nothing is left in a folder."""
    end = time.monotonic() + PATIENCE
    while list(folder.iterdir()) and time.monotonic() < end:
        time.sleep(0.02)
    return not list(folder.iterdir())


@pytest.mark.parametrize(
    ("more", "greeting"), [((), "first visit"), (("--visit", "review"), "second visit")]
)
def test_a_preview_is_held_and_leaves_nothing(room: Path, more: tuple[str, ...], greeting: str):
    done = subprocess.run(
        [*GOALCOACH, "script", "preview", "core", "--plain", *more],
        input="\n\nNot today.\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("PRACTICE\n")
    assert greeting in done.stdout
    assert "nothing of it was kept" in done.stdout
    assert "nothing of it was kept" in done.stderr
    assert "said so far is kept" not in done.stdout
    assert "goalcoach script preview core" in done.stdout
    assert gone(room)
    assert [path for path in room.parent.rglob("*.toml") if path.is_file()] == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_preview_that_is_killed_leaves_nothing(room: Path, number: signal.Signals):
    with subprocess.Popen(
        [*GOALCOACH, "script", "preview", "core", "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"PRACTICE\n"
        assert list(room.rglob("journal.log"))
        running.send_signal(number)
        running.wait(PATIENCE)
    assert gone(room)


def test_a_script_that_does_not_compile_begins_nothing(room: Path):
    pack = room.parent / "mine"
    pack.mkdir()
    (pack / "script.toml").write_text("x = [")
    done = subprocess.run(
        [*GOALCOACH, "script", "preview", str(pack)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 65
    assert "script.toml:1: E101" in done.stderr
    assert gone(room)


def test_a_throwaway_folder_is_for_this_account_alone_and_goes_with_an_error(room: Path):
    def fail() -> None:
        with throwaway_folder(os.environ) as folder:
            (folder / "deep" / "er").mkdir(parents=True)
            assert os.stat(folder).st_mode & 0o077 == 0
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert not list(room.iterdir())


def test_a_preview_has_what_lies_below_and_the_language_that_is_asked_for(room: Path):
    scripts = room.parent / "store" / "scripts"
    overlay = scripts / "ward-9"
    (overlay / "i18n").mkdir(parents=True)

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        command = [*GOALCOACH, "script", *words, "--store", str(scripts.parent)]
        return subprocess.run(command, input="", capture_output=True, text=True, check=False)

    subprocess.run([*GOALCOACH, "script", "new", "ours", "--to", str(scripts)], check=True)
    (overlay / "script.toml").write_text(
        'format = "goalcoach-script/1"\nid = "ward-9"\nversion = "1.0.0"\nextends = "ours@0.1.0"\n'
    )
    (overlay / "hello.toml").write_text(
        'id = "hello"\n[[item]]\nid = "welcome"\nsay = "Good to see you on the ward."\n'
    )
    assert call("pin", "ward-9").returncode == 0
    assert "SAY: Good to see you on the ward." in call("preview", "ward-9", "--plain").stdout
    refused = call("preview", "ward-9", "--plain", "--lang", "de")
    assert refused.returncode == 66
    assert refused.stderr == "Den Leitfaden ward-9 gibt es nicht auf „de“. Es gibt ihn auf: en.\n"
    spoken = call("preview", "core", "--plain", "--lang", "de")
    assert "SAGEN: Heute machen wir zusammen einen Plan" in spoken.stdout
    assert gone(room)
