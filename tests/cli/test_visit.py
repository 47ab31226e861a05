"""How a visit is begun from the command line: which front end, and what is asked before."""

from __future__ import annotations

import io
import json
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from goalcoach import app
from goalcoach.cli import app_start
from goalcoach.screens.kit.coach_app import LeftVisit
from goalcoach.translation import ENGLISH, speak_always
from tests import example
from tests.cli.commands import Said, Shell

DAY = example.DAY.isoformat()


def typed(shell: Shell, monkeypatch: pytest.MonkeyPatch, lines: str, *arguments: str) -> Said:
    """Run goalcoach with `lines` on stdin."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    return shell(*arguments)


def test_answers_from_a_file_become_a_version(shell: Shell, store: Path):
    said = shell("visit", "aspen-2", "--answers", str(example.FILE), "--today", DAY)
    assert said.code == 0, said.err
    assert said.out == f"{store / 'aspen-2' / 'v0001.toml'}\n"
    assert shell("verify", "aspen-2").code == 0


def test_an_answer_that_no_question_takes_is_named_and_nothing_is_written(
    shell: Shell, store: Path, tmp_path: Path
):
    file = tmp_path / "answers.toml"
    file.write_text(f'"matters/nonsense" = "x"\n{example.text()}', "utf-8")
    said = shell("visit", "aspen-2", "--answers", str(file), "--today", DAY)
    assert said.code == 65
    assert "answers.toml: line 1: matters/nonsense" in said.err
    assert not list(store.glob("aspen-2/v*"))


def test_answers_that_are_not_there_are_said(shell: Shell):
    assert shell("visit", "aspen-2", "--answers", "nowhere.toml").code == 66


def test_an_empty_answers_file_ends_at_once(shell: Shell, tmp_path: Path):
    (tmp_path / "empty.toml").write_bytes(b"")
    assert shell("visit", "aspen-2", "--answers", str(tmp_path / "empty.toml")).code == 65


def test_without_a_terminal_the_visit_is_held_line_by_line(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
):
    said = typed(shell, monkeypatch, "\n:quit\n", "visit", "aspen-2", "--today", DAY)
    assert said.code == 0
    assert "SAY: Today we make a plan together" in said.out
    listed = json.loads(shell("list", "--unfinished", "--format", "json").out)
    assert [one["code"] for one in listed["patients"]] == ["aspen-2"]
    assert listed["patients"][0]["unfinished"]["began"] == DAY
    assert "first visit, saved " in shell("list").out


def joined(text: str) -> str:
    """The text with wrapped lines joined, a long path too."""
    return text.replace("\n  ", " ").replace("\n", "")


def test_a_visit_that_is_left_says_how_to_go_on_as_it_was_begun(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, store: Path
):
    said = typed(shell, monkeypatch, "\n", "visit", "aspen-2", "--plain")
    assert f"To go on: goalcoach visit aspen-2 --plain --store {store}" in joined(said.out)
    shell.store = ""
    monkeypatch.setenv("GOALCOACH_STORE", str(store))
    said = typed(shell, monkeypatch, ":quit\n", "visit", "aspen-2")
    assert said.out.endswith("To go on: goalcoach visit aspen-2\n")


@pytest.mark.parametrize("lost", [False, True])
def test_the_app_leaves_a_line_on_how_to_go_on(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, store: Path, lost: bool
):
    def leave(self: app.GoalcoachApp) -> None:
        self.left = LeftVisit("rowan-17", lost)

    monkeypatch.setattr(app_start, "has_screen", lambda: True)
    monkeypatch.setattr(app.GoalcoachApp, "run", leave)
    kept = "All is kept but your last words" if lost else "Everything said so far is kept."
    for command in (("visit", "rowan-17"), ("--store", str(store))):
        said = shell(*command)
        assert kept in said.err
        assert f" To go on: goalcoach visit rowan-17 --store {store}" in joined(said.err)


def test_an_app_that_leaves_no_visit_open_says_nothing(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(app_start, "has_screen", lambda: True)
    monkeypatch.setattr(app.GoalcoachApp, "run", lambda self: None)
    assert shell("--store", shell.store).err == ""


def test_input_that_ends_keeps_the_visit(shell: Shell, monkeypatch: pytest.MonkeyPatch):
    assert typed(shell, monkeypatch, "\n", "visit", "aspen-2", "--plain").code == 130
    assert typed(shell, monkeypatch, ":quit\n", "visit", "aspen-2", "--plain").code == 0


def test_a_code_of_digits_alone_is_asked_about(
    shell: Shell, store: Path, monkeypatch: pytest.MonkeyPatch
):
    said = typed(shell, monkeypatch, "no\n", "visit", "3", "--plain")
    assert said.code == 2
    assert "3 is a number alone." in said.err
    assert not (store / "3").exists()
    assert typed(shell, monkeypatch, "yes\n:quit\n", "visit", "3", "--plain").code == 0


def test_a_code_close_to_a_known_one_is_asked_about_twice(
    shell: Shell, store: Path, monkeypatch: pytest.MonkeyPatch
):
    for answers in ("no\n", "yes\nrowan-17\n"):
        said = typed(shell, monkeypatch, answers, "visit", "rowan-71", "--plain")
        assert said.code == 2
        assert "close to rowan-17" in said.err
        assert not (store / "rowan-71").exists()
    said = typed(shell, monkeypatch, "yes\nrowan-71\n:quit\n", "visit", "rowan-71", "--plain")
    assert said.code == 0
    assert (store / "rowan-71").is_dir()


def test_a_question_left_without_an_answer_begins_nothing(
    shell: Shell, store: Path, monkeypatch: pytest.MonkeyPatch
):
    assert typed(shell, monkeypatch, "", "visit", "rowan-71", "--plain").code == 130
    assert not (store / "rowan-71").exists()


def test_a_new_code_in_a_practice_store_hears_that_it_is_practice(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
):
    said = typed(shell, monkeypatch, ":quit\n", "visit", "aspen-2", "--plain")
    assert "goalcoach paths --make DIR" in said.err
    again = typed(shell, monkeypatch, ":quit\n", "visit", "aspen-2", "--plain")
    assert "goalcoach paths --make DIR" not in again.err


def test_what_is_said_before_a_visit_is_in_the_language_that_it_will_be_in(
    shell: Shell, store: Path, monkeypatch: pytest.MonkeyPatch
):
    try:
        said = typed(shell, monkeypatch, "no\n", "visit", "rowan-71", "--plain", "--lang", "es")
        other = typed(shell, monkeypatch, "no\n", "visit", "rowan-71", "--plain", "--lang", "xx")
        capital = shell("visit", "Aspen-2", "--plain", "--lang", "es")
    finally:
        speak_always(ENGLISH)
    assert "¿Es una persona nueva? (sí o no)" in said.out + said.err
    assert "Is this a new patient? (yes or no)" in other.out + other.err
    assert "Escríbalo así: aspen-2." in capital.err
    assert not (store / "rowan-71").exists()


def test_before_the_screen_covers_it_practice_is_a_question(
    shell: Shell, store: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(app_start, "has_screen", lambda: True)
    said = typed(shell, monkeypatch, "no\n", "visit", "aspen-2")
    assert said.code == 2
    assert "goalcoach paths --make DIR" in said.err
    assert not (store / "aspen-2").exists()


@pytest.mark.parametrize("code", ["../x", "Aspen", "con", "a b", ""])
def test_a_code_that_cannot_be_one_is_refused_before_any_file(shell: Shell, store: Path, code: str):
    before = sorted(store.rglob("*"))
    assert shell("visit", code, "--plain").code == 2
    assert sorted(store.rglob("*")) == before


def test_goalcoach_without_a_screen_says_what_there_is_instead(shell: Shell):
    said = shell()
    assert said.code == 2
    assert "goalcoach --help" in said.err


def test_a_dumb_terminal_is_no_screen(monkeypatch: pytest.MonkeyPatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, Terminal())
    monkeypatch.setenv("TERM", "xterm")
    assert app_start.has_screen()
    monkeypatch.setenv("TERM", "dumb")
    assert not app_start.has_screen()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert not app_start.has_screen()


def test_the_store_is_named_after_the_command(shell: Shell, store: Path):
    shell.store = ""
    said = shell("--store", str(store), "list")
    assert said.code == 2
    assert "list --store" in said.err


def test_a_day_before_the_last_visit_is_refused_before_anything_begins(
    shell: Shell, store: Path, monkeypatch: pytest.MonkeyPatch
):
    assert shell("visit", "aspen-2", "--answers", str(example.FILE), "--today", DAY).code == 0
    before = (example.DAY - timedelta(days=1)).isoformat()
    said = shell("visit", "aspen-2", "--today", before)
    assert said.code == 2
    assert "is before the last visit with aspen-2" in said.err
    assert not (store / "aspen-2" / "draft").exists()
    again = typed(shell, monkeypatch, "\n:quit\n", "visit", "aspen-2", "--today", DAY)
    assert again.code == 0


@pytest.mark.parametrize(("days", "way"), [(800, "ahead of today"), (-800, "before today")])
def test_the_year_of_a_first_visit_far_from_today_is_told(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, days: int, way: str
):
    far = (date.today() + timedelta(days=days)).isoformat()
    said = typed(shell, monkeypatch, "\n:quit\n", "visit", "aspen-2", "--today", far)
    assert f"is two years {way}; look at the year." in said.err
    near = (date.today() + timedelta(days=300)).isoformat()
    said = typed(shell, monkeypatch, "\n:quit\n", "visit", "elm-2", "--today", near)
    assert "look at the year" not in said.err


def test_the_years_to_a_day_far_away_are_those_of_the_calendar(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
):
    today = date.today()
    far = today.replace(year=today.year + 900, day=min(today.day, 28)).isoformat()
    said = typed(shell, monkeypatch, "\n:quit\n", "visit", "aspen-2", "--today", far)
    assert "is 900 years ahead of today" in said.err


@pytest.mark.parametrize(("answer", "code", "begun"), [("no", 2, False), ("yes", 0, True)])
def test_a_first_visit_years_ahead_is_asked_about_at_a_terminal(
    shell: Shell, store: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, begun: bool
):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    far = (date.today() + timedelta(days=800)).isoformat()
    monkeypatch.setattr(sys, "stdin", Terminal(f"{answer}\n\n:quit\n"))
    assert shell("visit", "aspen-2", "--plain", "--today", far).code == code
    assert (store / "aspen-2" / "draft").exists() == begun


@pytest.mark.parametrize(
    ("crash", "left", "said"),
    [
        ("", ("rowan-17", False, ""), "Everything said so far is kept. To go on: CMD rowan-17"),
        (
            "",
            ("rowan-17", True, ""),
            "All is kept but your last words, which could not be saved. To go on: CMD rowan-17",
        ),
        (
            "",
            ("rowan-17", True, "/stick/k"),
            "All is kept in /stick/k; what-to-do.txt says how it gets back. To go on: CMD rowan-17",
        ),
        (
            "A defect.",
            ("rowan-17", False, ""),
            "A defect. Everything said so far is kept. To go on: CMD rowan-17",
        ),
        ("A defect.", None, "A defect."),
    ],
)
def test_the_end_of_the_app_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], crash: str, left: tuple[str, bool, str] | None, said: str
):
    app_start.say_end("CMD {}".format, crash, left)
    assert capsys.readouterr().err == f"{said}\n"
