"""What `goalcoach script lint` writes, for people and for programs, and the code it leaves with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goalcoach.dialogue.linter.code_table import LINT_CODES
from tests.cli.commands import Shell
from tests.dialogue.packs import Pack, item, pack, section

TWICE = item("one", "say", say="Is it you? Is it me?")
UNWISE = pack({"a": section("a", TWICE)})
ACTS = section("a", item("one", "say", sya="Hello.", say="HERE {x")).replace(b"HERE", b"\\u001b[2J")
BROKEN = pack({"a": ACTS})
GOOD = pack({"a": section("a", item("one", "say", say="Hello."))})


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


def put(folder: Path, files: Pack) -> str:
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return str(folder)


def test_a_finding_names_file_line_code_and_place_and_what_to_do(shell: Shell, tmp_path: Path):
    said = shell("script", "lint", put(tmp_path / "mine", UNWISE))
    assert said.code == 1
    assert said.out == (
        f"a.toml:9: W303 a/one.say: asks two questions in one\n    {LINT_CODES['W303'].advice}\n"
    )
    assert said.err == "1 × warning.\n"


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
@pytest.mark.parametrize(("files", "code"), [(GOOD, 0), (UNWISE, 1), (BROKEN, 65)])
def test_the_code_tells_errors_from_warnings_in_every_form(
    shell: Shell, tmp_path: Path, form: str, files: Pack, code: int
):
    said = shell("script", "lint", put(tmp_path / "mine", files), "--format", form)
    assert said.code == code
    assert "\x1b" not in said.out


def test_a_clean_script_says_so_and_writes_nothing(shell: Shell, tmp_path: Path):
    said = shell("script", "lint", put(tmp_path / "mine", GOOD))
    assert (said.out, said.err) == ("", "Nothing to look at.\n")


def test_json_is_versioned_and_holds_each_part_by_itself(shell: Shell, tmp_path: Path):
    folder = put(tmp_path / "mine", UNWISE)
    data = json.loads(shell("script", "lint", folder, "--format", "json").out)
    assert (data["format"], data["pack"]) == ("goalcoach-lint/1", folder)
    assert data["findings"] == [
        {
            "file": "a.toml",
            "line": 9,
            "code": "W303",
            "severity": "warning",
            "family": "words",
            "at": "a/one.say",
            "message": "asks two questions in one",
            "advice": LINT_CODES["W303"].advice,
        }
    ]


def test_sarif_has_what_its_standard_asks_for(shell: Shell, tmp_path: Path):
    """What SARIF 2.1.0 requires in sections 3.13 to 3.19, 3.27 to 3.30 and 3.49."""
    out = shell("script", "lint", put(tmp_path / "my pack", BROKEN), "--format", "sarif").out
    log = json.loads(out)
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    rules = [one["id"] for one in driver["rules"]]
    assert rules == [code for code, words in LINT_CODES.items() if not words.never]
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        levels = {"E": "error", "W": "warning", "I": "note"}
        assert rule["defaultConfiguration"]["level"] == levels[rule["id"][0]]
    assert {one["ruleId"] for one in run["results"]} == {"E102", "E211", "W310"}
    for one in run["results"]:
        assert rules[one["ruleIndex"]] == one["ruleId"]
        assert one["level"] == ("error" if one["ruleId"][0] == "E" else "warning")
        assert one["message"]["text"]
        [place] = one["locations"]
        physical = place["physicalLocation"]
        assert physical["artifactLocation"]["uri"].endswith("my%20pack/a.toml")
        assert physical["region"]["startLine"] >= 1


def test_a_pack_that_is_not_there_is_told(shell: Shell):
    said = shell("script", "lint", "coer")
    assert said.code == 66
    assert "There is no script called “coer”" in said.err
