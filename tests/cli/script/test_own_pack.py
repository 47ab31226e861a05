"""A pack of one's own: copied to begin with, and put in its usual form."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from goalcoach.dialogue.linter.lint import lint_pack
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.errors import BadData
from goalcoach.store.pack_folder import read_sample
from goalcoach.store.script_pack import built_in_folder, pack_names, read_pack, taken_id
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests import example
from tests.cli.commands import Shell


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    return Shell(capsys)


def test_a_new_pack_is_its_own_and_clean(shell: Shell, tmp_path: Path):
    said = shell("script", "new", "our-visit")
    assert (said.code, said.out) == (0, "our-visit\n")
    files = read_pack(tmp_path / "our-visit")
    assert compile_pack(files).id == "our-visit"
    assert lint_pack(files) == ()
    assert (tmp_path / "our-visit" / "tests" / "first.toml").exists()
    assert "goalcoach script lint ./our-visit" in said.err


def test_a_new_pack_goes_where_it_is_told_to(shell: Shell, tmp_path: Path):
    assert shell("script", "new", "mine", "--to", str(tmp_path / "packs" / "here")).code == 0
    assert compile_pack(read_pack(tmp_path / "packs" / "here" / "mine")).id == "mine"


@pytest.mark.parametrize(
    "name", ["Our", "our visit", "../x", "x/y", "", "1st", 'a"b', "\x1b[2J", "\udcff", "core"]
)
def test_a_name_that_no_pack_can_have_makes_nothing(shell: Shell, tmp_path: Path, name: str):
    said = shell("script", "new", name)
    assert said.code == 2
    assert "\x1b" not in said.err
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_there_is_left_alone(shell: Shell, tmp_path: Path):
    (tmp_path / "mine").mkdir()
    said = shell("script", "new", "mine")
    assert said.code == 73
    assert not list((tmp_path / "mine").iterdir())


JARGON = {"baseline", "adherence"}


def test_every_key_of_the_sample_is_explained_where_it_is_first_used():
    known: set[str] = set()
    for name in ("script.toml", "hello.toml", "safety.toml", "goal.toml"):
        before = ""
        for line in read_sample()[name].decode().split("\n"):
            key = line.partition(" = ")[0]
            if " = " in line and key.isidentifier() and key not in known | {"talk", "plan"}:
                assert before.startswith("#") or key in JARGON, (name, key)
                known.add(key)
            before = line


def test_the_sample_is_no_pack_to_hold_a_visit_with():
    assert "sample" not in pack_names()


def test_fmt_says_what_it_wrote_and_then_has_nothing_to_do(shell: Shell, tmp_path: Path):
    shell("script", "new", "mine")
    file = tmp_path / "mine" / "hello.toml"
    file.write_text(file.read_text().replace("kind = ", "kind=").replace("\n", "\r\n"))
    checked = shell("script", "fmt", "mine", "--check")
    assert (checked.code, checked.out) == (1, "mine/hello.toml\n")
    assert "\r\n" in file.read_bytes().decode()
    assert shell("script", "fmt", "mine").out == "mine/hello.toml\n"
    assert file.read_bytes() == read_sample()["hello.toml"]
    again = shell("script", "fmt", "mine")
    assert (again.code, again.out, again.err) == (0, "", "All files are in the usual form.\n")


@pytest.mark.parametrize("damage", [b"\nx = [", b"\n\xff", b'\n[x]\ny = """'])
def test_a_file_that_cannot_be_read_keeps_every_file_as_it_is(
    shell: Shell, tmp_path: Path, damage: bytes
):
    shell("script", "new", "mine")
    goal, hello = tmp_path / "mine" / "goal.toml", tmp_path / "mine" / "hello.toml"
    hello.write_bytes(hello.read_bytes().replace(b"kind = ", b"kind="))
    goal.write_bytes(goal.read_bytes() + damage)
    before = {path: path.read_bytes() for path in (goal, hello)}
    said = shell("script", "fmt", "mine")
    assert said.code == 65
    assert "goal.toml" in said.err
    assert {path: path.read_bytes() for path in before} == before


def test_a_script_that_comes_with_goalcoach_is_not_rewritten(shell: Shell):
    said = shell("script", "fmt", "core")
    assert said.code == 2
    assert "Only a script of your own" in said.err


def test_a_pack_with_the_id_of_ours_is_told_and_no_visit_begins_with_it(
    shell: Shell, tmp_path: Path
):
    """A copy of core in which words were changed: plans would keep its answers as those of core."""
    shell("script", "new", "mine")
    head = tmp_path / "mine" / "script.toml"
    head.write_text(head.read_text("utf-8").replace('id = "mine"', 'id = "core"'), "utf-8")
    said = shell("script", "lint", "./mine")
    assert said.code == 65
    assert "E104 script.id: “core” is a script that comes with goalcoach" in said.out
    store, mine = Store(tmp_path / "plans"), str(tmp_path / "mine")
    with pytest.raises(BadData) as caught:
        Visit.begin(store, "maple-15", today=example.DAY, clock=example.Clock(), script=mine)
    assert "goalcoach visit maple-15 --script core" in caught.value.sentence
    assert not store.root.exists()
    assert shell("script", "lint", "core").code == 0
    said = shell("script", "preview", "./mine", "--plain")
    assert said.code == 65
    assert said.err.startswith("script.toml:7: E104")


def test_a_copy_of_ours_as_it_is_may_be_asked(shell: Shell, tmp_path: Path):
    shutil.copytree(built_in_folder() / "core", tmp_path / "copy")
    assert taken_id(tmp_path / "copy") is None
    assert taken_id("core") is None
    (tmp_path / "copy" / "story.toml").unlink()
    assert taken_id(tmp_path / "copy") is not None
