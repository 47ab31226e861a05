"""What several parts' tests stand on."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach.cli.main import run


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice store, made once; a test that would change it makes its own copy."""
    folder = tmp_path_factory.mktemp("practice") / "sessions"
    assert run(["demo", str(folder)]) == 0
    return folder
