"""`goalcoach diff`: two versions, two files, and what git asks of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.cli import diff_run as command
from goalcoach.plan.file.codec import read, write
from goalcoach.plan.file.migration import MIGRATIONS
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.visit_record import Parent
from goalcoach.plan.tree_types import Tree
from goalcoach.store.store import Store
from tests.cli.commands import Shell
from tests.sheets.change_sample import V1, V2, V3


@pytest.fixture
def visits(store: Path) -> Path:
    """The store with a patient who has been three times; the store's own rowan-17 gives way."""
    folder = store / "hazel-22"
    folder.mkdir(mode=0o700)
    place, digest = Store(store), ""
    for plan in (V1, V2, V3):
        named: Plan = replace(plan, patient="hazel-22")
        if digest:
            named = replace(named, parent=Parent(version=plan.version - 1, digest=digest))
        digest = read(place.publish("hazel-22", named).read_bytes(), "v").digest
    return folder


def test_diff_tells_the_last_two_visits_by_default(shell: Shell, visits: Path):
    said = shell("diff", "hazel-22")
    assert said.code == 0
    assert said.err == ""
    assert said.out.startswith("PRACTICE\nhazel-22: what changed from version 2 (20 November 2026)")
    assert said.out == shell("diff", "hazel-22@2", "hazel-22@3").out
    assert said.out == shell("diff", "hazel-22@2").out


def test_diff_over_two_visits_has_the_reasons_of_both(shell: Shell, visits: Path):
    out = shell("diff", "hazel-22@1", "hazel-22@3").out
    assert "why: Steady for four weeks" in out
    assert "why: Two pots cost me" in out


def test_diff_without_a_terminal_marks_words_and_has_no_colour(shell: Shell, visits: Path):
    out = shell("diff", "hazel-22@1", "hazel-22@2").out
    assert "every {+other+}" in out
    assert "\x1b" not in out


def test_diff_on_a_terminal_has_colour_unless_nobody_wants_it(
    shell: Shell, visits: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys.stdout.__class__, "isatty", lambda self: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert command._has_colour()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not command._has_colour()
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not command._has_colour()


@pytest.mark.parametrize(
    ("form", "start"),
    [("md", "**PRACTICE**"), ("html", "<!doctype html>"), ("json", "{")],
)
def test_diff_speaks_each_format(shell: Shell, visits: Path, form: str, start: str):
    said = shell("diff", "hazel-22", "--format", form)
    assert said.code == 0
    assert said.out.startswith(start)
    if form == "json":
        assert json.loads(said.out)["format"] == "goalcoach-diff/1"


def test_exit_code_tells_a_difference_only_when_asked(shell: Shell, visits: Path):
    assert shell("diff", "hazel-22", "--exit-code").code == 1
    assert shell("diff", "hazel-22@2", "hazel-22@2", "--exit-code").code == 0
    assert shell("diff", "hazel-22").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        (("hazel-22", "fern-4"), 2),
        (("hazel-22@1", "hazel-22@9"), 66),
        (("nobody",), 66),
        (("aspen-2",), 66),
        (("a.toml", "b.toml", "c.toml"), 2),
        (("gone.toml", "lost.toml"), 66),
    ],
)
def test_what_cannot_be_compared_is_said(
    shell: Shell, store: Path, visits: Path, words: tuple[str, ...], code: int
):
    once: Plan = replace(V1, patient="aspen-2")
    Store(store).publish("aspen-2", once)
    said = shell("diff", *words)
    assert said.code == code
    assert said.out == ""
    assert said.err.strip()
    assert "Traceback" not in said.err


def test_two_files_changed_by_hand_are_compared(shell: Shell, visits: Path, tmp_path: Path):
    changed = (visits / "v0002.toml").read_text("utf-8").replace("other Sunday", "second Sunday")
    file = tmp_path / "mine.toml"
    file.write_text(re.sub(r'(?m)^id = "[a-z]\d+"\n', "", changed))
    said = shell("diff", str(visits / "v0002.toml"), str(file))
    assert said.code == 0
    assert re.search(r"\[-other-\]\s+\{\+second\+\}", said.out)
    assert "Matched by likeness" in said.out
    assert said.out.count("  ~ ") == 1


def test_files_of_two_formats_are_compared_as_the_newer_one(
    shell: Shell, visits: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def name_the_goal(tree: dict[str, Tree]) -> dict[str, Tree]:
        assert isinstance(tree["goals"], list)
        goals = [dict(one) for one in tree["goals"] if isinstance(one, dict)]
        for one in goals:
            one["statement"] = one.pop("wish")
        return {**tree, "goals": [*goals]}

    monkeypatch.setitem(MIGRATIONS, 0, name_the_goal)
    old = tmp_path / "old.toml"
    new = visits / "v0002.toml"
    text = (visits / "v0001.toml").read_text("utf-8")
    old.write_text(re.sub(r"(?m)^statement =", "wish =", text).replace("schema = 2", "schema = 0"))
    said = shell("diff", str(old), str(new))
    assert said.code == 0
    assert said.out == shell("diff", str(visits / "v0001.toml"), str(new)).out
    assert "has new words" in said.out
    back = shell("diff", str(new), str(old))
    assert back.code == 0
    assert "has new words" in back.out


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_PAGER": "cat"},
    )
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two versions, and git told to call this Python's goalcoach."""
    folder = tmp_path / "kept in git"
    (folder / "rowan-17").mkdir(parents=True)
    git(folder, "init", "-q", ".")
    for plan in (V1, V2):
        (folder / "rowan-17" / f"v000{plan.version}.toml").write_bytes(write(plan))
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", f"Visit {plan.version}")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent.parent))
    return folder


def test_install_git_says_what_it_wrote_and_writes_it_once(shell: Shell, repository: Path):
    shell.store = ""
    (repository / ".gitattributes").write_text("*.png binary")
    said = shell("diff", "--install-git")
    assert said.code == 0
    assert ".gitattributes: v[0-9]" in said.out
    assert "diff.goalcoach.textconv" in said.out
    written = (repository / ".gitattributes").read_text()
    assert written == "*.png binary\nv[0-9][0-9][0-9][0-9].toml -text diff=goalcoach\n"
    assert shell("diff", "--install-git").code == 0
    assert (repository / ".gitattributes").read_text() == written
    assert git(repository, "config", "diff.goalcoach.textconv").endswith("diff\n")


def test_install_git_outside_a_repository_says_so(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    shell.store = ""
    said = shell("diff", "--install-git")
    assert said.code == 66
    assert "git init" in said.err


def test_git_log_shows_each_version_as_it_reads(shell: Shell, repository: Path):
    shell.store = ""
    shell("diff", "--install-git")
    log = git(repository, "log", "-p", "-1")
    assert "+What is my next step?" in log
    assert "[[goals]]" not in log


def test_git_tells_a_new_version_from_the_one_it_follows(shell: Shell, repository: Path):
    shell.store = ""
    shell("diff", "--install-git")
    log = git(repository, "log", "-p", "--ext-diff", "-1")
    assert "rowan-17: what changed from version 1" in log
    assert "Rated by the patient: from 3 to 6, three higher" in log


def test_git_diff_and_difftool_compare_a_file_changed_by_hand(shell: Shell, repository: Path):
    shell.store = ""
    shell("diff", "--install-git")
    file = repository / "rowan-17" / "v0002.toml"
    file.write_text(file.read_text("utf-8").replace("other Sunday", "second Sunday"))
    assert "[-other-]" in git(repository, "diff")
    assert "[-other-]" in git(repository, "difftool", "-y", "-t", "goalcoach", "--", "rowan-17")


def test_a_broken_version_does_not_stop_the_log(shell: Shell, repository: Path):
    shell.store = ""
    shell("diff", "--install-git")
    file = repository / "rowan-17" / "v0002.toml"
    file.write_text("half a plan [\x1b[2J")
    assert "is not TOML" in git(repository, "diff")
    git(repository, "commit", "-q", "-a", "-m", "Broken")
    log = git(repository, "log", "-p")
    assert "half a plan" in log
    assert "\x1b" not in log
    assert "Visit 1" in log


def test_diff_of_files_loads_neither_the_app_nor_rich(visits: Path):
    code = (
        "import sys; from goalcoach.cli.main import run; run(sys.argv[1:]);"
        "print(sorted({n.split('.')[0] for n in sys.modules} & {'rich', 'textual', 'asyncio'}))"
    )
    files = [str(visits / name) for name in ("v0001.toml", "v0002.toml")]
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, "diff", *files],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.rstrip().endswith("[]")
