"""Where the plans are: the first of five places, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach.store.store_location import find_store


def test_the_first_place_that_applies_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    checkout = tmp_path / "checkout"
    environ = {"GOALCOACH_STORE": "named"}
    by_option = find_store(Path("here"), environ, checkout, tmp_path)
    assert (by_option.path, by_option.why) == (tmp_path / "here", "--store says so")
    assert find_store(Path("/abs"), environ, checkout, tmp_path).path == Path("/abs")
    by_name = find_store(None, environ, checkout, tmp_path)
    assert (by_name.path, by_name.why) == (tmp_path / "named", "GOALCOACH_STORE says so")
    assert find_store(None, {"GOALCOACH_STORE": ""}, checkout, tmp_path).path == (
        checkout / "sessions"
    )
    (tmp_path / "sessions").mkdir()
    by_platform = find_store(None, {}, None, tmp_path)
    assert by_platform.path.name == "goalcoach"
    assert tmp_path in by_platform.path.parents
    assert "data folder" in by_platform.why
    (tmp_path / "sessions" / "goalcoach.toml").write_text("")
    by_folder = find_store(None, {}, None, tmp_path)
    assert by_folder.path == tmp_path / "sessions"
    assert "goalcoach.toml" in by_folder.why
