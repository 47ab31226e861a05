"""The pictures of the README can be drawn anew: by the script that CONTRIBUTING names."""

from __future__ import annotations

from pathlib import Path

from goalcoach.store.store import Store
from scripts.picture import draw, handout


async def test_both_pictures_of_the_readme_are_drawn(tmp_path: Path):
    assert "Think" in await draw(Store(tmp_path / "one"))
    assert handout(Store(tmp_path / "other")).startswith(b"\x89PNG")
