"""A pack that means harm: nothing beside it is touched, nothing acts on a terminal, all is told."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.catalogues import write_pack
from tests.cli.commands import Shell
from tests.dialogue.packs import item, section
from tests.dialogue.two_languages import in_english, with_german
from tests.hostile.broken import TRAPS
from tests.hostile.store import seen

ACTS = "\x1b[2J\u202e"


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Shell:
    return Shell(capsys, str(tmp_path / "store"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(write_pack(tmp_path / "pack", with_german()))


@pytest.mark.parametrize("language", ["../../site", "/tmp/site", "hashes-de", "de-familiar", ".."])
def test_a_language_that_is_a_path_writes_no_file(
    shell: Shell, tmp_path: Path, folder: Path, language: str
):
    head = folder / "script.toml"
    named = head.read_text("utf-8").replace('base_lang = "en"', f'base_lang = "{language}"')
    head.write_text(named, "utf-8")
    (tmp_path / "site.toml").write_text("kept = true\n", "utf-8")
    before = {name for name in seen(tmp_path) if name != "pack/i18n/hashes-de.toml"}
    shell("script", "i18n", "extract", str(folder), "--lang", "de")
    assert (tmp_path / "site.toml").read_text("utf-8") == "kept = true\n"
    assert {name for name in seen(tmp_path) if "hashes-de" not in name} == before
    assert "E105 script.base_lang" in shell("script", "lint", str(folder)).out


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("name", ["rate.toml", "i18n/de.toml"])
def test_what_is_no_file_is_named_and_nothing_is_written(
    shell: Shell, tmp_path: Path, folder: Path, trap: str, name: str
):
    (folder / name).unlink()
    TRAPS[trap](folder / name)
    before = seen(tmp_path)
    pack = str(folder)
    for line in (("lint", pack), ("i18n", "extract", pack, "--lang", "de")):
        said = shell("script", *line)
        assert said.code in {65, 66, 77}, (line, said)
        assert name.rpartition("/")[2] in said.err
    assert seen(tmp_path) == before


@pytest.mark.parametrize(
    "name", ["Rate.toml", "rate 2.toml", "RATE.TOML", f"{ACTS}.toml", "\udcff.toml"]
)
def test_a_file_that_is_not_read_for_its_name_is_told(shell: Shell, folder: Path, name: str):
    (folder / os.fsdecode(os.fsencode(name))).write_bytes(b"id = 3\n")
    said = shell("script", "lint", str(folder))
    assert "W208" in said.out
    assert "is not read" in said.out
    for form in ("json", "sarif"):
        tree = json.loads(shell("script", "lint", str(folder), "--format", form).out)
        assert "is not read" in json.dumps(tree)


def test_nothing_that_acts_on_a_terminal_is_written(shell: Shell, tmp_path: Path):
    files = in_english()
    files["rate.toml"] = section("rate", item("ease", "text", say="How {x"))
    files["rate.toml"] = files["rate.toml"].replace(b"How {x", "\\u001b[2J\u202e{x".encode())
    pack = write_pack(tmp_path / "acts", files)
    old = write_pack(tmp_path / "old", in_english())
    lines: list[tuple[str, ...]] = [
        ("lint", pack, "--format", form) for form in ("text", "json", "sarif")
    ]
    lines += [("i18n", "sheet", pack, "--lang", "de"), ("outline", pack), ("diff", old, pack)]
    for line in lines:
        said = shell("script", *line)
        assert said.out + said.err
        assert not set(ACTS) & set(said.out + said.err) - set("[2J"), line
    found = json.loads(shell("script", "lint", pack, "--format", "json").out)["findings"]
    assert any(ACTS in one["message"] for one in found)


@pytest.mark.parametrize(
    ("extends", "code"),
    [
        ('"ours@1.0.0"', 65),
        ('"nobody@1.0.0"', 66),
        ('"../pack@1.0.0"', 65),
        ('"/etc@1"', 65),
        ('"..@1"', 65),
        ("3", 65),
        ('"core"', 65),
        ('["core@1.0.0"]', 65),
    ],
)
def test_a_pack_on_itself_on_nothing_or_on_a_path_is_refused(
    shell: Shell, tmp_path: Path, folder: Path, extends: str, code: int
):
    ours = tmp_path / "store" / "scripts" / "ours"
    text = f'format = "goalcoach-script/1"\nid = "o"\nversion = "1.0.0"\nextends = {extends}\n'
    write_pack(ours, {"script.toml": text.encode()})
    before = seen(tmp_path)
    for command in ("lint", "outline", "pin", "diff"):
        said = shell("script", command, "ours", *(["core"] if command == "diff" else []))
        assert said.code == code, (command, said)
    assert seen(tmp_path) == before
