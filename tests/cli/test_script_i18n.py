"""`goalcoach script i18n`: a language of a pack from nothing to a visit, and what is refused."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.store.script_pack import read_pack
from tests.catalogues import write_pack
from tests.cli.commands import Shell
from tests.dialogue.two_languages import in_english, with_german


@pytest.fixture
def pack(tmp_path: Path) -> str:
    return write_pack(tmp_path / "small", in_english())


@pytest.fixture
def whole(tmp_path: Path) -> str:
    return write_pack(tmp_path / "whole", with_german())


def test_a_language_is_made_by_a_sheet_and_then_a_visit_is_held_in_it(
    shell: Shell, pack: str, tmp_path: Path
):
    sheet = tmp_path / "de.csv"
    said = shell("script", "i18n", "sheet", pack, "--lang", "de", "--out", str(sheet))
    assert said.code == 0, said.err
    lines = sheet.read_text("utf-8").replace(",,missing", ",Wort,done").split("\n")
    filled = [one.replace("{start/who|all of you}?", "") for one in lines]
    ask = next(at for at, one in enumerate(filled) if one.startswith("rate/ease.say"))
    filled[ask] = lines[ask].replace("Wort", "Und {start/who|Sie}?")
    row = next(at for at, one in enumerate(filled) if one.startswith("start/goals.row_label"))
    filled[row] = lines[row].replace("Wort", "{goals.text|neu}")
    sheet.write_text("\n".join(filled), "utf-8")
    said = shell("script", "i18n", "sheet", pack, "--lang", "de", "--in", str(sheet))
    assert said.code == 0, said.err
    assert shell("script", "i18n", "check", pack).code == 0
    files = read_pack(Path(pack), languages=("de",))
    assert compile_pack(files, language="de").language == "de"


def test_what_is_missing_is_listed_and_the_language_is_refused(shell: Shell, pack: str):
    said = shell("script", "i18n", "extract", pack, "--lang", "de")
    assert said.code == 0
    assert "missing: start/hello.say\n" in said.out
    assert (Path(pack) / "i18n" / "en.toml").is_file()
    said = shell("script", "i18n", "check", pack)
    assert said.code == 65
    assert "i18n/de.toml:1: E506 start/hello.say" in said.out
    said = shell("visit", "aspen-2", "--script", pack, "--lang", "de", "--plain")
    assert said.code == 65
    assert "E506" in said.err


def test_a_preview_tells_of_what_is_missing_in_the_authors_own_folder(shell: Shell, pack: str):
    shell("script", "i18n", "extract", pack, "--lang", "de")
    said = shell("script", "preview", pack, "--lang", "de", "--plain")
    assert said.code == 65
    assert "i18n/de.toml:1: E506 start/hello.say" in said.err
    assert "goalcoach script lint /" not in said.err


def test_a_wrong_row_is_told_in_english_whatever_language_is_worked_on(
    shell: Shell, pack: str, tmp_path: Path
):
    sheet = tmp_path / "de.csv"
    shell("script", "i18n", "sheet", pack, "--lang", "de", "--out", str(sheet))
    sheet.write_text(sheet.read_text("utf-8").replace(",,missing", ",{wrong|x},done"), "utf-8")
    said = shell("script", "i18n", "sheet", pack, "--lang", "de", "--in", str(sheet))
    assert said.code == 65
    assert re.search(r"de\.csv: line \d+: \S+ needs the same names", said.err)


def test_a_stale_text_is_a_warning_until_it_is_marked_as_done(
    shell: Shell, whole: str, tmp_path: Path
):
    assert shell("script", "i18n", "extract", whole, "--lang", "de").code == 0
    start = Path(whole) / "start.toml"
    start.write_bytes(start.read_bytes().replace(b"Good day.", b"Good evening."))
    said = shell("script", "i18n", "check", whole, "--lang", "de")
    assert said.code == 1
    assert "W502 start/hello.say" in said.out
    sheet = tmp_path / "de.csv"
    shell("script", "i18n", "sheet", whole, "--lang", "de", "--out", str(sheet))
    sheet.write_text(sheet.read_text("utf-8").replace(",stale", ",done"), "utf-8")
    assert shell("script", "i18n", "sheet", whole, "--lang", "de", "--in", str(sheet)).code == 0
    assert shell("script", "i18n", "check", whole, "--lang", "de").code == 0


def test_what_stands_for_nothing_is_told_with_its_words(shell: Shell, whole: str):
    path = Path(whole) / "i18n" / "de.toml"
    path.write_text(f'{path.read_text("utf-8")}\n[rate.gone]\nsay = "Weg\\u001b[2J"\n', "utf-8")
    said = shell("script", "i18n", "extract", whole, "--lang", "de")
    assert "left out: rate/gone.say: Weg<U+001B>[2J" in said.out
    assert "gone" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"key,source,translation,state\nstart/nothing.say,x,y,done\n", "has no such text"),
        (b'key,source,translation,state\nstart/hello.say,x,"y\n', "no CSV"),
        (b"key\0,source,translation,state\n", "NUL"),
        (b"", "names the columns"),
        (b"key,source,translation,state\n", "gives no text"),
    ],
)
def test_a_sheet_that_does_not_fit_changes_nothing(
    shell: Shell, whole: str, tmp_path: Path, data: bytes, words: str
):
    sheet = tmp_path / "de.csv"
    sheet.write_bytes(data)
    before = (Path(whole) / "i18n" / "de.toml").read_bytes()
    said = shell("script", "i18n", "sheet", whole, "--lang", "de", "--in", str(sheet))
    assert said.code in (65, 66)
    assert words in said.err
    assert (Path(whole) / "i18n" / "de.toml").read_bytes() == before


def test_our_own_pack_is_not_written_by_its_name(shell: Shell):
    said = shell("script", "i18n", "extract", "core", "--lang", "de")
    assert said.code == 77
    assert "comes with goalcoach" in said.err


def test_a_pack_of_the_store_is_found_by_its_name(shell: Shell, store: Path, pack: str):
    shutil.copytree(pack, store / "scripts" / "ours")
    assert shell("script", "i18n", "extract", "ours", "--lang", "de").code == 0
    assert (store / "scripts" / "ours" / "i18n" / "de.toml").is_file()


@pytest.mark.parametrize(
    "words",
    [
        ("extract", "{}"),
        ("extract", "{}", "--lang", "../de"),
        ("extract", "{}", "--lang", "de", "--in", "a.csv"),
        ("check", "{}", "--out", "a.csv"),
        ("sheet", "{}", "--lang", "de", "--in", "a.csv", "--out", "b.csv"),
        ("tear", "{}"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused(shell: Shell, pack: str, words: tuple[str, ...]):
    assert shell("script", "i18n", *(one.format(pack) for one in words)).code == 2


def test_a_language_that_no_file_has_is_named(shell: Shell, pack: str):
    said = shell("script", "i18n", "check", pack, "--lang", "fr")
    assert said.code == 66
    assert "It is in: de, en" in said.err


def test_lint_tells_of_the_languages_that_a_script_offers(shell: Shell, pack: str, whole: str):
    said = shell("script", "lint", pack)
    assert said.code == 65
    assert "i18n/de.toml:1: E506" in said.out
    assert " E5" not in shell("script", "lint", whole).out


def test_a_language_that_the_script_does_not_offer_is_told_with_the_line_to_write(
    shell: Shell, pack: str, tmp_path: Path
):
    line = 'No visit is held in fr before script.toml offers it: langs = ["en", "de", "fr"]\n'
    said = shell("script", "i18n", "extract", pack, "--lang", "fr")
    assert "Written: i18n/en.toml, i18n/fr.toml, i18n/hashes-fr.toml\n" in said.err
    assert said.err.endswith(line)
    assert line in shell("script", "i18n", "check", pack, "--lang", "fr").err
    head = Path(pack) / "script.toml"
    head.write_text(head.read_text("utf-8").replace('["en", "de"]', '["en", "de", "fr"]'), "utf-8")
    assert "No visit is held" not in shell("script", "i18n", "check", pack).err
