"""What a command says, where it fails too, is in the language of the site, or of --lang.

The language is made up: each text of ours in Cyrillic letters, so that a plain letter on the
terminal is a path, a code, a word that is typed, or a sentence that nobody can say otherwise.
What is in English on purpose is a list in docs/LANGUAGES.md.
"""

from __future__ import annotations

import getpass
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomli_w

from goalcoach.cli.app_start import run_bare
from goalcoach.cli.command_table import COMMANDS
from goalcoach.cli.error_end import run_to_end
from goalcoach.sheets.sheet_kinds import SHEETS
from goalcoach.store import catalogue
from goalcoach.store.store import Store
from goalcoach.translation import ENGLISH, speak_always
from goalcoach.visit.visit import Visit
from scripts.words import nested, read
from tests.cli.commands import Said, Shell
from tests.example import DAY, Clock
from tests.pseudo import plain_words, strange

TYPED = frozenset(
    {
        # Commands, options and what they take, files and codes: the same in every language.
        *("goalcoach", *COMMANDS, *SHEETS, "CODE", "DIR", "FOLDER", "stdin", "CUPS", "lpstat"),
        *("rowan", "fern", "aspen", "maple", "hazel", "toml", "draft", "text", "json", "core"),
        *("sample", "PDF", "CSV", "UTF", "TOML", "MiB", "pdf", "MISSING"),
        *("patient", "sha", "ENOENT", "diary", "journal", "log", "format", "language", "coach"),
        # Days are said in the words of a language that has some; this one has none.
        *("days", "day", "weeks", "week", "first", "next", "Thursday", "the"),
    }
)


@pytest.fixture(autouse=True)
def pseudo_is_spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "words"
    folder.mkdir()
    texts = read("en")
    (folder / "en.toml").write_text(tomli_w.dumps(nested(texts)), "utf-8")
    said = {key: strange(text) for key, text in texts.items()}
    (folder / "zz.toml").write_text(tomli_w.dumps(nested(said)), "utf-8")
    monkeypatch.setattr(catalogue, "_FOLDER", folder)
    catalogue.read_catalogue.cache_clear()
    yield
    catalogue.read_catalogue.cache_clear()
    speak_always(ENGLISH)


@pytest.fixture
def store(store: Path) -> Path:
    site = store / "goalcoach.toml"
    lines = [line for line in site.read_text("utf-8").splitlines() if "practice" not in line]
    site.write_text("\n".join(['language = "zz"', *lines]) + "\n", "utf-8")
    return store


def left(said: Said, *known: str | Path) -> list[str]:
    """Return the words that are neither ours in the made-up language nor typed nor a path."""
    text = f"{said.out}\n{said.err}"
    for one in sorted(map(str, known), key=len, reverse=True):
        text = text.replace(one, " ")
    text = re.sub(r"--[a-z-]+|[\w.-]*/[\w./-]*|\bv\d{4}\.toml\S*|\[\[?\w+\]\]?", " ", text)
    return [word for word in plain_words(text) if word not in TYPED]


REFUSED = [
    ("show", "elm-99"),
    ("show", "Rowan!"),
    ("show", "rowan-1"),
    ("show", "rowan-17@9"),
    ("show", "rowan-17@x"),
    ("show", "rowan-17@1", "--draft", "draft"),
    ("show", "rowan-17", "--draft", "strange"),
    ("show", "rowan-17", "--draft", "draft-7"),
    ("show", "rowan-17", "--lang", "xx"),
    ("diff",),
    ("diff", "rowan-17", "fern-4"),
    ("diff", "rowan-17@9"),
    ("diff", "MISSING.toml", "./MISSING.toml"),
    ("diff", "MISSING.toml", "a.toml", "b.toml"),
    ("print",),
    ("print", "elm-99"),
    ("print", "rowan-17", "--copies", "2"),
    ("print", "rowan-17", "--printer", " "),
    ("print", "rowan-17", "--printer", "coach", "--copies", "500"),
    ("print", "rowan-17", "--printer", "coach", "--merge", "all.pdf"),
    ("print", "rowan-17", "--merge", "all.pdf", "--format", "text"),
    ("print", "rowan-17", "--shard", "3"),
    ("print", "rowan-17", "--sheet", "hand-out"),
    ("print", "--due", "3/12/2026"),
    ("trend", "elm-99"),
    ("patterns", "elm-99"),
    ("log", "elm-99"),
    ("log", "rowan-17", "--replace", "--keep-both"),
    ("log", "rowan-17", "--dates", "dmy"),
    ("log", "rowan-17", "--import", "MISSING.csv"),
    ("visit", "Rowan!", "--plain"),
    ("visit", "rowan-17", "--plain", "--script", "MISSING"),
    ("visit", "rowan-17", "--plain", "--lang", "xx"),
    ("visit", "rowan-17", "--plain", "--today", "3/12/2026"),
    ("visit", "rowan-17", "--plain", "--today", "2020-01-01"),
    ("visit", "rowan-17", "--plain", "--take-up", "3"),
    ("visit", "rowan-17", "--take-up", "3", "--answers", "-"),
    ("visit", "rowan-17", "--take-up", "3", "--lang", "zz"),
    ("verify", "elm-99"),
    ("verify", "--repair"),
    ("list", "--due", "sometime"),
]


@pytest.mark.parametrize("line", REFUSED, ids=" ".join)
def test_what_a_command_refuses_it_refuses_in_the_language_of_the_site(
    shell: Shell, store: Path, line: tuple[str, ...]
):
    said = shell(*line)
    assert said.code not in (0, 70), said
    assert said.err
    typed = [word for word in line[1:] if word not in ("-", " ")]
    assert left(said, store, *typed, "xx") == []


def test_a_command_that_is_none_is_refused_in_the_language_of_the_site(
    shell: Shell, store: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GOALCOACH_STORE", str(store))
    shell.store = ""
    for line in (("vist",), ("rowan-17",), ("rowan-17@2",), ("zzzz",)):
        said = shell(*line)
        assert said.code == 2
        assert left(said, *line) == []


def test_what_a_line_asks_for_is_spoken_where_no_store_can_say_it(shell: Shell, tmp_path: Path):
    shell.store = str(tmp_path / "nowhere")
    for command in ("show", "diff", "print", "trend", "patterns", "log"):
        said = shell(command, "rowan-17", "--lang", "zz")
        assert said.code == 66
        assert left(said, tmp_path) == []
        assert left(shell(command, "rowan-17", "--lang=zz"), tmp_path) == []
        assert "There is no store" in shell(command, "rowan-17").err


def test_a_folder_that_holds_other_things_is_told_in_the_language_that_is_asked_for(
    shell: Shell, tmp_path: Path
):
    (tmp_path / "music" / "loud").mkdir(parents=True)
    (tmp_path / "music" / "a.mp3").write_text("x")
    shell.store = str(tmp_path / "music")
    assert left(shell("visit", "rowan-17", "--lang", "zz"), tmp_path) == []


def test_lists_paths_and_checks_speak_the_language_of_the_site(shell: Shell, store: Path):
    for line in (("list",), ("list", "--due", "2020-01-01"), ("list", "--unfinished")):
        assert left(shell(*line), store) == []
    assert left(shell("verify"), store) == []
    assert left(shell("paths"), store, "coach", "practice") == []


def spoil(store: Path) -> None:
    """Damage what can be damaged: a plan, the diary, the days of a version, and strangers."""
    first = store / "rowan-17" / "v0001.toml"
    first.chmod(0o600)
    first.write_bytes(first.read_bytes() + b"# more\n")
    (store / "rowan-17" / "v0002 (1).toml").write_bytes(b"x")
    (store / "rowan-17" / "notes.txt").write_text("x")
    (store / "rowan-17" / "folder").mkdir()
    (store / "rowan-17" / ".save-0123456789abcdef.tmp").write_text("x")
    (store / "rowan-17" / "draft").mkdir()
    (store / "rowan-17" / "draft-1").mkdir()
    (store / "rowan-17" / "draft-1" / "journal.log").write_text("not a journal\n")
    second = store / "fern-4" / "v0002.toml"
    (store / "fern-4" / "again.toml").write_bytes(second.read_bytes())
    second.chmod(0o600)
    second.write_bytes(second.read_bytes().replace(b"\n", b"\r\n"))
    diary = store / "fern-4" / "diary.toml"
    diary.write_text(diary.read_text("utf-8").replace("energy = ", "energy =  ", 1), "utf-8")


def test_what_is_damaged_is_told_in_the_language_of_the_site(shell: Shell, store: Path):
    spoil(store)
    names = ("notes.txt", "folder", "again.toml", "draft-1", "(1).toml")
    said = shell("verify")
    assert said.out.count("\n") > 8
    assert left(said, store, *names) == []
    assert left(shell("list"), store) == []
    for line in (("show", "rowan-17@1"), ("diff", "rowan-17"), ("trend", "rowan-17")):
        said = shell(*line)
        assert said.code == 65
        assert left(Said(said.code, "", said.err), store) == []


def test_for_a_program_what_is_damaged_is_told_in_english(shell: Shell, store: Path):
    spoil(store)
    said = shell("verify", "--format", "json")
    assert '"level": "fault"' in said.out
    assert "is not there: the file is not complete" in said.out
    assert not re.search("[Ѐ-ӿ]", said.out)


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("lock_minutes = -1", "lock_minutes"),
        ('paper = "b5"', "paper"),
        ("contacts = 3", "contacts"),
        ('colour = "red"', "colour"),
        ('steps_gate = ["a", ""]', "steps_gate"),
        ("steps_gate = 3", "steps_gate"),
        ('clinician = "a long name"', "clinician"),
        ("format = 9", "format"),
        ("practice = 3", "practice"),
        ("name = 3", "name"),
        ("address = 'du'", "address"),
    ],
)
def test_a_site_file_is_refused_in_the_language_that_is_asked_for(
    shell: Shell, store: Path, written: str, field: str
):
    (store / "goalcoach.toml").write_text(f"{written}\n")
    said = shell("show", "rowan-17", "--lang", "zz")
    assert said.code in (65, 66)
    known = ("true", "false", "polite", "familiar", "letter", "label", "number", "urgent", field)
    listed = (
        "attainment",
        "name",
        "script",
        "theme",
        "paper",
        "contacts",
        "practice",
        "address",
        "clinician",
    )
    assert (
        left(
            said, store, *known, *listed, "address", "clinician", *re.findall(r"\w+_\w+", said.err)
        )
        == []
    )


def test_a_visit_that_is_open_elsewhere_is_told_in_the_language_of_the_site(
    shell: Shell, store: Path, monkeypatch: pytest.MonkeyPatch
):
    pack = "core"
    opened = Visit.begin(Store(store), "rowan-17", today=DAY, clock=Clock(), script=pack)
    said = shell("visit", "rowan-17", "--plain")
    opened.leave()
    assert said.code == 75
    assert left(said, store, getpass.getuser(), socket.gethostname()) == []


def test_the_app_without_a_screen_says_so_in_the_language_of_the_site(
    store: Path, capsys: pytest.CaptureFixture[str]
):
    assert run_bare(["--store", str(store)]) == 2
    told = capsys.readouterr()
    assert left(Said(2, told.out, told.err), store) == []


def test_a_sheet_that_is_imported_is_refused_in_the_language_of_the_site(
    shell: Shell, store: Path, tmp_path: Path
):
    columns = (
        "date",
        "participation",
        "energy",
        "ease",
        "mood",
        "activity",
        "line",
        "mode",
        "there",
    )
    for written in ("", "a,b\n1,2\n", "date,date\n1,2\n", "date,energy\n,3\n", "energy\n3\n",
                    "date,energy\n45000,3\n", "date,energy\n2026-11-20,99\n",
                    "date,energy\nsoon,3\n", "date,energy\n1,2,3,4\n", 'date\n"x\n'):  # fmt: skip
        sheet = tmp_path / "sheet.csv"
        sheet.write_text(written)
        said = shell("log", "rowan-17", "--import", str(sheet))
        assert said.code == 65, said
        assert left(said, store, "sheet.csv", *columns) == [], written


def test_what_a_run_of_print_tells_is_in_the_language_of_the_site(
    shell: Shell, store: Path, tmp_path: Path
):
    (store / "rowan-17" / "v0002.toml").chmod(0o600)
    (store / "rowan-17" / "v0002.toml").write_bytes(b"x\n")
    out = tmp_path / "out"
    said = shell("print", "--all", "--out", str(out), "--format", "text", "--jobs", "1")
    assert said.code == 65
    assert left(said, store, out) == []
    assert left(shell("print", "rowan-17", "--out", str(store)), store) == []
    merged = shell("print", "fern-4", "--merge", str(tmp_path / "none" / "x.pdf"))
    assert left(merged, tmp_path) == []


def test_an_error_that_nobody_expected_is_told_in_the_language_that_is_spoken(
    capsys: pytest.CaptureFixture[str],
):
    speak_always(catalogue.read_catalogue("zz"))

    def fail() -> int:
        raise KeyError("a patient's words")

    assert run_to_end(fail) == 70
    told = capsys.readouterr().err
    assert "KeyError" in told
    assert plain_words(re.sub(r"KeyError|[\w.]*goalcoach[\w.]*", "", told)) == []


def test_help_and_version_look_up_no_language(shell: Shell, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise AssertionError("a store was read")

    monkeypatch.setattr("goalcoach.cli.store_choice.open_store", refuse)
    shell.store = ""
    assert shell("--help").code == 0
    assert shell("--version").code == 0
