from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.commands import Shell


@pytest.fixture
def store(practice: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(practice, tmp_path / "sessions"))


@pytest.fixture(autouse=True)
def nobodys_plans(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No command under test may find the plans of whoever runs the tests."""
    monkeypatch.delenv("GOALCOACH_CHECKOUT", raising=False)
    monkeypatch.setenv("GOALCOACH_STORE", str(tmp_path / "nowhere"))


@pytest.fixture
def shell(store: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys, str(store))
