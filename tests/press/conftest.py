from __future__ import annotations

from pathlib import Path

import pytest

from tests.press.stock import Desk, stock


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Three patients: ash, elm, oak."""
    stock(tmp_path / "sessions", "ash", "elm", "oak")
    return Desk(tmp_path / "sessions", tmp_path / "printed")
