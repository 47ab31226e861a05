"""`goalcoach script outline` and `cards`, from a pack to text, a page or paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.commands import Shell
from tests.dialogue.packs import Pack, item, pack, section

ASKED = item("one", "choice", say="Which?", options=["a", "b"])
GOOD = pack({"a": section("a", ASKED, item("two", "say", say="So.", when={"q": "one", "eq": "a"}))})
ACTS = {n: d.replace(b"So.", b"\\u001b[2J") for n, d in GOOD.items()}
FIRST_ONLY = pack({"a": section("a", ASKED)}, order={"first": ["a"]}, visits=["first"])


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    return Shell(capsys)


def put(name: str, files: Pack) -> str:
    Path(name).mkdir()
    for file, data in files.items():
        (Path(name) / file).write_bytes(data)
    return f"./{name}"


@pytest.mark.parametrize("command", ["outline", "cards"])
@pytest.mark.parametrize(("form", "sign"), [("text", "Which?"), ("md", "# "), ("html", "<html")])
def test_what_is_written_goes_to_stdout(shell: Shell, command: str, form: str, sign: str):
    said = shell("script", command, put("mine", GOOD), "--format", form)
    assert said.code == 0
    assert sign in said.out


def test_an_outline_says_when_a_question_is_asked(shell: Shell):
    said = shell("script", "outline", put("mine", GOOD), "--visit", "review")
    assert "small 1.0.0, review" in said.out
    assert "Asked only if “About one” is “a”." in said.out


def test_an_outline_names_what_an_overlay_may_mean_if_it_is_asked_to(shell: Shell):
    low = {"id": "low", "warn_if": {"q": "self", "eq": "a"}, "text": "Sure? Keep it?"}
    asked = item("one", "choice", options=["a", "b"], checks=[low])
    name = put("mine", pack({"a": section("a", asked)}))
    assert "a/one" not in shell("script", "outline", name).out
    said = shell("script", "outline", name, "--ids").out
    assert "Id: a/one\nOptions: a, b\nChecks: low\n" in said


@pytest.mark.parametrize("command", ["outline", "cards"])
def test_a_pdf_is_written_where_it_is_told_to_and_replaces_nothing(shell: Shell, command: str):
    pack_name = put("mine", GOOD)
    assert shell("script", command, pack_name, "--format", "pdf").code == 2
    said = shell("script", command, pack_name, "--format", "pdf", "--out", "x.pdf")
    assert (said.code, said.out) == (0, "")
    assert Path("x.pdf").read_bytes().startswith(b"%PDF")
    assert shell("script", command, pack_name, "--format", "pdf", "--out", "x.pdf").code == 73


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_nothing_in_a_script_acts_on_the_terminal(shell: Shell, form: str):
    said = shell("script", "outline", put("mine", ACTS), "--format", form)
    assert said.code == 0
    assert "\x1b" not in said.out


def test_a_visit_that_a_script_has_not_is_told(shell: Shell):
    said = shell("script", "outline", put("mine", FIRST_ONLY), "--visit", "review")
    assert said.code == 66
    assert "This script has no review visit." in said.err


def test_a_script_that_does_not_compile_is_refused_with_its_line(shell: Shell):
    said = shell("script", "outline", put("mine", {**GOOD, "a.toml": b"x = ["}))
    assert said.code == 65
    assert "a.toml:1: E101" in said.err


def test_a_script_is_written_in_the_language_that_is_asked_for_with_our_words_in_it(shell: Shell):
    said = shell("script", "outline", "core", "--lang", "de").out
    assert "Sagen: Heute machen wir zusammen einen Plan, und er gehört\n  Ihnen." in said
    assert "Wird gefragt, wenn „Wer hier ist“ dies enthält: „Elternteil oder" in said
    assert not re.search(r"\b(?:Say|Note|Asked|only if|visit)\b", said)
    cards = shell("script", "cards", "core", "--lang", "es").out
    assert "Este plan es mío." in cards


def test_a_script_in_its_own_language_has_our_words_in_that_one(shell: Shell):
    files = pack({"a": section("a", item("one", "text", say="Wie?"))}, base_lang="de")
    said = shell("script", "outline", put("mine", files)).out
    assert "small 1.0.0, erster Termin" in said
    assert "Sagen: Wie?" in said


def test_a_script_on_paper_speaks_as_the_site_addresses_people(shell: Shell, tmp_path: Path):
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "goalcoach.toml").write_text('format = 1\naddress = "familiar"\n')
    shell.store = str(tmp_path / "store")
    said = shell("script", "outline", "core", "--lang", "de").out
    assert "Heute machen wir zusammen einen Plan, und er gehört\n  dir." in said


@pytest.mark.parametrize("command", ["outline", "cards"])
def test_a_language_that_a_script_has_not_is_told(shell: Shell, command: str):
    said = shell("script", command, "core", "--lang", "fr")
    assert said.code == 66
    assert "de, en, es" in said.err
