"""What the system does not let anyone read is named, and told apart from what is damaged."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from goalcoach.store import file_system
from goalcoach.store.store import Store
from tests.hostile.store import CODE, begin_visit, goalcoach, make
from tests.plain import small

NOT_ALLOWED, DAMAGED = 77, 65
Close = Callable[[str], None]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("closed") / "plans"
    make(root)
    begin_visit(Store(root), small.write_pack(root.parent / "pack"))
    return root


@pytest.fixture
def root(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "plans"))


@pytest.fixture
def close(root: Path, monkeypatch: pytest.MonkeyPatch) -> Close:
    """Return what takes the right to read a file or folder of the store away, from root too."""

    def take(name: str) -> None:
        for call in ("open", "scan"):
            real = getattr(file_system.Fs, call)

            def refused(fs: object, path: Path, *more: object, _real: object = real) -> object:
                if path == root / name:
                    raise PermissionError(13, "no")
                return _real(fs, path, *more)  # type: ignore[operator]

            monkeypatch.setattr(file_system.Fs, call, refused)

    return take


COMMANDS = {
    f"{CODE}/v0002.toml": ("show {}", "diff {}", "trend {}", "list", "verify", "visit {} --plain"),
    f"{CODE}/diary.toml": ("trend {}", "log {}", "verify {}"),
    f"{CODE}/draft/journal.log": ("show {} --draft draft", "list", "verify", "visit {} --plain"),
    f"{CODE}/draft/pack/a.toml": ("verify", "visit {} --plain"),
    CODE: ("show {}", "diff {}", "trend {}", "log {}", "list", "verify"),
    "goalcoach.toml": ("show {}", "trend {}", "verify"),
}
"""What is closed, and the commands that need it."""


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_leaves_with_not_allowed_and_names_it(root: Path, close: Close, name: str):
    close(name)
    for line in COMMANDS[name]:
        first, *words = line.format(CODE).split()
        ran = goalcoach(first, "--store", str(root), *words)
        assert ran.code == NOT_ALLOWED, (line, ran)
        assert "may not be read" in ran.out + ran.err, (line, ran)
        assert Path(name).name in ran.out + ran.err


def test_damage_weighs_more_than_what_may_not_be_read(root: Path, close: Close):
    close(f"{CODE}/diary.toml")
    (root / CODE / "v0002.toml").chmod(0o600)
    (root / CODE / "v0002.toml").write_bytes(b"x")
    (root / CODE / "v0001.toml").chmod(0o600)
    (root / CODE / "v0001.toml").write_bytes((root / CODE / "v0001.toml").read_bytes() + b"x\n")
    for line in (f"trend {CODE}", "list", "verify"):
        assert goalcoach(*line.split(), "--store", str(root)).code == DAMAGED, line


def test_of_a_script_whose_file_may_not_be_read_the_rest_gives_words(root: Path, close: Close):
    close(f"{CODE}/draft/pack/a.toml")
    ran = goalcoach("show", CODE, "--draft", "draft", "--store", str(root))
    assert (ran.code, "Shown file by file" in ran.err) == (0, True)


def test_the_other_patients_and_the_machine_are_looked_at_all_the_same(root: Path, close: Close):
    shutil.copytree(root / CODE, root / "zinnia-1")
    close(CODE)
    ran = goalcoach("verify", "--store", str(root))
    assert f"{CODE}: fault: {CODE} may not be read" in ran.out
    assert "zinnia-1/" in ran.out
    assert goalcoach("doctor", "--store", str(root)).code == 1
