"""`--lang`: in which language a command speaks, by itself, by the site, by the plan."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from goalcoach.cli import diff_run as diff_command
from goalcoach.sheets.layouts import whole_plan
from goalcoach.store.store import Store
from goalcoach.translation import spoken
from goalcoach.visit import version_context
from tests.catalogues import core_in_german, german, write_pack
from tests.cli.commands import Shell
from tests.example import DAY

__all__ = ["german"]

FIRST = Path(__file__).parents[2] / "docs" / "examples" / "first-visit.toml"

pytestmark = pytest.mark.usefixtures("german")


def site(store: Store | Path, line: str) -> None:
    path = (store if isinstance(store, Path) else store.root) / "goalcoach.toml"
    old = path.read_text("utf-8") if path.exists() else ""
    path.write_text(f"{line}\n{old}", "utf-8")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages in which plans were laid out to be read."""
    found: list[str] = []
    lay = whole_plan.read_whole_plan

    def spy(*given: object):
        found.append(spoken().language)
        return lay(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(version_context, "read_whole_plan", spy)
    return found


COMMANDS = [
    ("show", "rowan-17"),
    ("diff", "rowan-17"),
    ("print", "rowan-17", "--dry-run"),
    ("trend", "rowan-17"),
    ("patterns", "rowan-17"),
    ("visit", "rowan-17", "--plain"),
]


@pytest.mark.parametrize("line", COMMANDS)
def test_a_language_that_there_is_not_is_refused_with_those_that_there_are(
    shell: Shell, line: tuple[str, ...]
):
    said = shell(*line, "--lang", "xx")
    assert said.code == 66
    assert "en" in said.err
    assert "xx" in said.err


@pytest.mark.parametrize("line", COMMANDS[:-1])
def test_a_language_that_we_speak_is_taken(shell: Shell, line: tuple[str, ...]):
    assert shell(*line, "--lang", "de").code == 0
    assert shell(*line, "--lang", "de-AT").code == 0


def test_the_language_of_the_site_is_spoken_and_a_named_one_before_it(shell: Shell, store: Path):
    site(store, 'language = "de"')
    shell("trend", "rowan-17")
    assert spoken().language == "de"
    shell("trend", "rowan-17", "--lang", "en")
    assert spoken().language == "en"
    shell("list")
    assert spoken().language == "de"
    shell("list", "--format", "json")
    assert spoken().language == "en"


@pytest.mark.parametrize(
    "line", [("trend", "rowan-17", "--format", "csv"), ("show", "rowan-17", "--format", "json")]
)
def test_what_goes_to_a_program_is_in_english(shell: Shell, store: Path, line: tuple[str, ...]):
    site(store, 'language = "de"')
    shell(*line)
    assert spoken().language == "en"


def test_a_plan_is_shown_in_its_own_language_whatever_is_spoken(
    shell: Shell, store: Path, shown: list[str]
):
    site(store, 'language = "de"')
    shell("show", "rowan-17")
    shell("show", "rowan-17", "--lang", "de")
    assert shown == ["en", "de"]


def test_changes_are_told_in_the_language_of_the_newer_plan(
    shell: Shell, store: Path, monkeypatch: pytest.MonkeyPatch
):
    seen: list[str] = []
    compare = diff_command._compare

    def spy(*given: object, **more: object):
        seen.append(spoken().language)
        return compare(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(diff_command, "_compare", spy)
    monkeypatch.setattr("goalcoach.sheets.paper_language.sheet_language", lambda plan: "de")
    shell("diff", "rowan-17")
    shell("diff", "rowan-17", "--lang", "en")
    shell("diff", "rowan-17", "--format", "json")
    assert seen == ["de", "en", "en"]
    first, second = (str(store / "rowan-17" / f"v000{one}.toml") for one in (1, 2))
    shell("diff", first, second)
    shell("diff", second, first, "1a", "100644", second, "2b", "100644")  # as git calls it
    assert seen[3:] == ["de", "de"]


def test_a_broken_site_file_does_not_stop_what_needs_none(shell: Shell, store: Path):
    site(store, "language = [")
    assert "language" not in shell("patterns", "rowan-17").err


def test_a_visit_is_held_line_by_line_in_two_languages(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    pack = write_pack(tmp_path / "pack", core_in_german())
    monkeypatch.setattr(sys, "stdin", io.StringIO(":card\n:quit\n"))
    said = shell(
        *("visit", "aspen-2", "--script", pack, "--today", DAY.isoformat()),
        *("--lang", "en", "--paper-lang", "de"),
    )
    assert said.code == 0, said.err
    assert "SAY: Today we make a plan together" in said.out
    assert "de This plan is mine." in said.out
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n:quit\n"))
    again = shell("visit", "aspen-2", "--script", pack, "--lang", "de")
    assert "--fresh" in again.out + again.err


def test_a_visit_from_a_file_is_kept_in_its_languages(shell: Shell, store: Path, tmp_path: Path):
    pack = write_pack(tmp_path / "pack", core_in_german())
    said = shell(
        *("visit", "aspen-2", "--script", pack, "--answers", str(FIRST)),
        *("--today", DAY.isoformat(), "--lang", "de", "--paper-lang", "en"),
    )
    assert said.code == 0, said.err
    plan = Store(store).load("aspen-2").plan
    assert (plan.script.language, plan.visit.language) == ("de", "en")


def test_a_visit_that_was_set_aside_takes_no_language(shell: Shell):
    said = shell("visit", "rowan-17", "--take-up", "1", "--lang", "de")
    assert said.code == 2
    assert "own language" in said.err
