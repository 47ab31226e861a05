"""The colours a user chose are kept, and never stand in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach.errors import GoalcoachError
from goalcoach.store.user_settings import NAME, read_theme, write_theme


def test_a_choice_of_colours_is_there_the_next_time(tmp_path: Path):
    folder = tmp_path / "config" / "goalcoach"
    assert read_theme(folder) is None
    write_theme(folder, "light")
    assert read_theme(folder) == "light"
    write_theme(folder, "dark")
    assert read_theme(folder) == "dark"


def test_the_file_holds_the_colours_and_nothing_else(tmp_path: Path):
    write_theme(tmp_path, "light")
    assert [one.name for one in tmp_path.iterdir()] == [NAME]
    lines = (tmp_path / NAME).read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == ['theme = "light"']


@pytest.mark.parametrize("data", [b"", b"theme = 3", b"theme = 'pink'", b"\xff", b"theme = ["])
def test_a_file_that_says_nothing_usable_counts_as_no_choice(tmp_path: Path, data: bytes):
    (tmp_path / NAME).write_bytes(data)
    assert read_theme(tmp_path) is None


def test_a_folder_that_cannot_be_written_is_said_and_changes_nothing(tmp_path: Path):
    (tmp_path / "goalcoach").write_text("in the way")
    with pytest.raises(GoalcoachError):
        write_theme(tmp_path / "goalcoach", "light")
    assert read_theme(tmp_path / "goalcoach") is None
