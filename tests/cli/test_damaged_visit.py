"""A damaged visit, and one that is open elsewhere, on the command line."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from goalcoach.store.store import Store
from tests import example
from tests.cli.commands import Said, Shell

CODE = "aspen-2"
DAY = example.DAY.isoformat()


def typed(shell: Shell, monkeypatch: pytest.MonkeyPatch, lines: str, *arguments: str) -> Said:
    """Run goalcoach with `lines` on stdin."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    return shell(*arguments)


@pytest.fixture
def draft(shell: Shell, monkeypatch: pytest.MonkeyPatch, store: Path) -> Path:
    """The folder of a visit with a few answers, left."""
    typed(
        shell, monkeypatch, "\n\n1\n1\nkestrel\n:quit\n", "visit", CODE, "--plain", "--today", DAY
    )
    return store / CODE / "draft"


@pytest.fixture
def damaged(draft: Path) -> Path:
    """The same, with its fourth line damaged."""
    path = draft / "journal.log"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:3], b"x" + lines[3][1:], *lines[4:]]))
    return draft


def test_list_names_a_damaged_visit_and_leaves_with_bad_data(shell: Shell, damaged: Path):
    said = shell("list")
    assert said.code == 65
    assert f"{CODE}: The journal of its unfinished visit is damaged after 3 entries;" in said.err
    listed = json.loads(shell("list", "--unfinished", "--format", "json").out)
    assert listed["patients"][0]["unfinished"]["damaged"] is True
    assert listed["patients"][0]["unfinished"]["beside"] == []


def test_list_names_what_lies_beside_a_visit(shell: Shell, draft: Path):
    assert shell("list").err == ""
    (draft / "journal (1).log").write_bytes(b"")
    said = shell("list")
    assert said.code == 0
    assert (
        said.err == f"{CODE}: Beside the journal of its unfinished visit lies: journal (1).log.\n"
    )
    listed = json.loads(shell("list", "--unfinished", "--format", "json").out)
    assert listed["patients"][0]["unfinished"]["beside"] == ["journal (1).log"]


def test_answers_from_a_file_are_refused_where_a_damaged_visit_is_kept(shell: Shell, damaged: Path):
    said = shell("visit", CODE, "--answers", str(example.FILE), "--today", DAY)
    assert said.code == 75
    assert "is damaged after 3 entries" in said.err


def test_answers_from_a_file_say_on_stderr_what_was_kept(shell: Shell, draft: Path):
    (draft / "journal.log").rename(draft / "journal.conflict.log")
    said = shell("visit", CODE, "--answers", str(example.FILE), "--today", DAY)
    assert said.code == 0, said.err
    assert f"are kept in {CODE}/draft-apart-1: journal.conflict.log." in said.err
    assert "draft-apart-1" not in said.out


def test_show_reads_a_damaged_visit_file_by_file(shell: Shell, damaged: Path):
    said = shell("show", CODE, "--draft", "draft")
    assert said.code == 0
    assert said.out.startswith(f"{CODE}/draft/journal.log\n")
    assert "  The clinician's code: kestrel\n" in said.out
    assert "file by file" in said.err
    assert "is damaged after 3 entries" in said.err


@pytest.mark.parametrize("form", ["md", "json"])
def test_file_by_file_is_text_only_and_it_is_said_why(shell: Shell, damaged: Path, form: str):
    said = shell("show", CODE, "--draft", "draft", "--format", form)
    assert (said.code, said.out) == (2, "")
    assert "is damaged after 3 entries" in said.err


def test_show_names_a_file_beside_a_whole_journal_and_reads_both(shell: Shell, draft: Path):
    (draft / "journal (1).log").write_bytes((draft / "journal.log").read_bytes())
    said = shell("show", CODE, "--draft", "draft")
    assert said.code == 0
    assert f"{CODE}/draft/journal (1).log\n" in said.out
    assert "Beside its journal lies: journal (1).log." in said.err


def test_show_reads_a_whole_journal_question_by_question(shell: Shell, draft: Path):
    said = shell("show", CODE, "--draft", "draft", "--format", "json")
    assert (said.code, said.err) == (0, "")
    told = json.loads(said.out)
    assert (told["folder"], told["closed"]) == ("draft", False)
    assert "kestrel" in [one.get("answer") for one in told["answers"]]


def test_show_reads_only_the_folders_of_visits(shell: Shell, draft: Path):
    assert shell("show", CODE, "--draft", "draft-3").code == 66
    assert shell("show", "heron-03", "--draft", "draft").code == 66
    assert shell("show", CODE, "--draft", "../draft").code == 2
    assert shell("show", f"{CODE}@1", "--draft", "draft").code == 2


def elsewhere(draft: Path, seen: str = "2026-10-20T10:41:00+00:00") -> None:
    line = f"someone@kestrel-pc 7 {seen} {seen} {'0' * 16} start {'f' * 32}\n"
    (draft / "lock").write_text(line)


def test_one_that_was_set_aside_is_taken_up_in_place_of_one_open_elsewhere_by_both_words(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, draft: Path
):
    draft.rename(draft.with_name("draft-1"))
    line = ("visit", CODE, "--plain", "--today", DAY)
    assert typed(shell, monkeypatch, ":quit\n", *line).code == 0
    elsewhere(draft)
    journal = draft.with_name("draft-1") / "journal.log"
    begun = journal.read_bytes()
    assert typed(shell, monkeypatch, ":quit\n", *line, "--take-up", "1").code == 75
    said = typed(shell, monkeypatch, ":quit\n", *line, "--take-up", "1", "--fresh")
    assert (said.code, journal.read_bytes()) == (75, begun)
    assert "--take-over" in said.err
    both = ("--take-up", "1", "--fresh", "--take-over")
    assert typed(shell, monkeypatch, ":quit\n", *line, *both).code == 0
    assert (draft / "journal.log").read_bytes().startswith(begun)
    assert [one.name for one in draft.parent.glob("draft-*")] == ["draft-2"]
    assert typed(shell, monkeypatch, ":quit\n", *line, "--take-up", "7", "--fresh").code == 66
    assert draft.is_dir()


def test_a_visit_that_is_open_elsewhere_is_busy_until_it_is_taken_over(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, draft: Path
):
    elsewhere(draft)
    line = ("visit", CODE, "--plain", "--today", DAY)
    said = typed(shell, monkeypatch, ":quit\n", *line)
    assert said.code == 75
    assert f"Another visit of {CODE} is open on kestrel-pc (last sign of life 10:41" in said.err
    assert f"goalcoach visit {CODE} --take-over" in said.err
    assert (draft / "lock").read_text().startswith("someone@kestrel-pc")
    said = typed(shell, monkeypatch, ":quit\n", *line, "--take-over")
    assert said.code == 0, said.err
    assert (draft / "lock").read_text() == ""


class Keyboard(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "code"), [("yes", 0), ("no", 75), ("", 75)])
def test_at_a_terminal_one_is_asked_about_a_machine_that_is_silent(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, draft: Path, answer: str, code: int
):
    elsewhere(draft)
    monkeypatch.setattr(sys, "stdin", Keyboard(f"{answer}\n:quit\n"))
    said = shell("visit", CODE, "--plain", "--today", DAY)
    assert said.code == code
    assert "Take it over now? (yes or no)" in said.out
    assert "There was none for 15 minutes or more." in said.err


def test_at_a_terminal_nobody_is_asked_about_a_machine_that_just_gave_a_sign(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, draft: Path
):
    from goalcoach.store.visit_lock import now

    elsewhere(draft, now().isoformat(timespec="seconds"))
    monkeypatch.setattr(sys, "stdin", Keyboard("yes\n:quit\n"))
    said = shell("visit", CODE, "--plain", "--today", DAY)
    assert said.code == 75
    assert "Take it over now?" not in said.out


def test_a_folder_that_refuses_locks_is_said_in_one_line_and_the_visit_goes_on(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, store: Path
):
    def refuse(fd: int, how: int) -> None:
        raise OSError(1, os.strerror(1))

    monkeypatch.setattr("fcntl.flock", refuse)
    said = typed(shell, monkeypatch, "\n1\n:quit\n", "visit", CODE, "--plain", "--today", DAY)
    assert said.code == 0, said.err
    assert said.out.count("This folder gives no locks (no access, EPERM)") == 1
    info = Store(store).peek_draft(CODE)
    assert info is not None
    assert info.events > 2
