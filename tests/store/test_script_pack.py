"""Packs: a word names one that comes with goalcoach, a path a folder of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach.errors import BadData, NotAllowed, NotFound
from goalcoach.store.script_pack import is_pack_file, pack_names, read_pack


def test_the_core_script_comes_with_goalcoach() -> None:
    assert "core" in pack_names()
    assert "script.toml" in read_pack("core")
    assert all(is_pack_file(name) for name in read_pack("core"))


def test_an_unknown_word_names_the_ones_there_are() -> None:
    with pytest.raises(NotFound) as caught:
        read_pack("coer")
    assert "core" in caught.value.sentence
    assert "./coer" in caught.value.sentence


@pytest.mark.parametrize("word", ["..", ".", "../goalcoach", "/", "\x00/"])
def test_a_folder_without_a_script_is_no_pack(word: str, tmp_path: Path) -> None:
    with pytest.raises((NotFound, NotAllowed, BadData)):
        read_pack(word)


def test_a_folder_of_ones_own_is_read_without_its_strangers(tmp_path: Path) -> None:
    for name in ("script.toml", "opening.toml", "README.md", "Opening.toml", ".hidden.toml"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "i18n").mkdir()
    assert read_pack(tmp_path) == {
        "opening.toml": b"opening.toml",
        "script.toml": b"script.toml",
    }
    assert read_pack(f"{tmp_path}/") == read_pack(tmp_path)


def test_a_link_in_a_pack_is_refused(tmp_path: Path) -> None:
    (tmp_path / "script.toml").symlink_to("/etc/passwd")
    with pytest.raises(BadData):
        read_pack(tmp_path)


def test_a_pack_of_too_many_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "script.toml").touch()
    for number in range(200):
        (tmp_path / f"s{number}.toml").touch()
    with pytest.raises(BadData):
        read_pack(tmp_path)
