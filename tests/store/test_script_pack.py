"""Packs: a word names one that comes with goalcoach, a path a folder of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach.errors import BadData, NotAllowed, NotFound, UsageError
from goalcoach.store.file_name import check_code, is_code
from goalcoach.store.script_pack import is_pack_file, own_pack_names, pack_names, read_pack
from goalcoach.store.store import Store
from goalcoach.store.verify import verify_root


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


def own_pack(root: Path, name: str, text: str = 'id = "clinic"\n') -> Path:
    folder = root / "scripts" / name
    folder.mkdir(parents=True)
    (folder / "script.toml").write_text(text, "utf-8")
    return root / "scripts"


def test_a_pack_in_the_scripts_folder_of_the_store_is_found_by_its_name(tmp_path: Path) -> None:
    own = own_pack(tmp_path, "clinic")
    (own / "empty").mkdir()
    (own / "notes").touch()
    assert own_pack_names(own) == ("clinic",)
    assert read_pack("clinic", own=own) == {"script.toml": b'id = "clinic"\n'}
    with pytest.raises(NotFound) as caught:
        read_pack("clinik", own=own)
    assert "clinic" in caught.value.sentence
    assert own_pack_names(tmp_path / "absent") == ()


def test_a_name_that_means_two_packs_is_refused(tmp_path: Path) -> None:
    own = own_pack(tmp_path, "core")
    with pytest.raises(BadData) as caught:
        read_pack("core", own=own)
    assert "Rename your folder" in caught.value.sentence


def test_the_scripts_folder_is_no_patient_and_no_stranger(tmp_path: Path) -> None:
    own_pack(tmp_path, "clinic")
    store = Store(tmp_path)
    assert store.codes() == ()
    assert not is_code("scripts")
    with pytest.raises(UsageError):
        check_code("scripts")
    assert verify_root(store) == ()


def test_an_overlay_is_read_with_the_pack_that_it_extends_below_it(tmp_path: Path) -> None:
    from goalcoach.dialogue.script.compiler import compile_pack
    from goalcoach.dialogue.script.overlay_pins import pin

    text = (
        'format = "goalcoach-script/1"\nid = "clinic"\nversion = "1.0.0"\nextends = "core@1.0.0"\n'
    )
    own = own_pack(tmp_path, "clinic", text)
    alone = {"script.toml": text.encode()}
    (own / "clinic" / "script.toml").write_bytes(pin(read_pack("core"), alone)["script.toml"])
    (own / "clinic" / "overall.toml").write_text(
        'id = "overall"\n[[item]]\nid = "change"\nsay = "And how is it now?"\n', "utf-8"
    )
    script = compile_pack(read_pack("clinic", own=own), "clinic")
    assert script.id == "clinic"
    assert script.words("overall", "change").say.parts == ("And how is it now?",)
    assert (
        script.words("start", "time").say
        == compile_pack(read_pack("core")).words("start", "time").say
    )


def test_an_overlay_on_an_overlay_or_on_nothing_is_refused(tmp_path: Path) -> None:
    own = own_pack(tmp_path, "clinic", 'extends = "core@1.0.0"\n')
    own_pack(tmp_path, "ward", 'extends = "clinic@1.0.0"\n')
    own_pack(tmp_path, "desk", 'extends = "nothing@1.0.0"\n')
    own_pack(tmp_path, "hall", 'extends = "../../etc"\n')
    own_pack(tmp_path, "room", 'extends = "../clinic@1"\n')
    with pytest.raises(BadData):
        read_pack("ward", own=own)
    with pytest.raises(NotFound):
        read_pack("desk", own=own)
    with pytest.raises(BadData):
        read_pack("hall", own=own)
    with pytest.raises((BadData, NotFound)):
        read_pack("room", own=own)
