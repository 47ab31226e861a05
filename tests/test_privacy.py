"""What a patient said is in the store and nowhere else, readable by its owner alone."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.command import Skip
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests import example
from tests.example import Clock
from tests.screens.test_home import go_through
from tests.store.sample import all_bytes

CODE = example.CODE
CANARY = "canary-7h3-s1ng5"
DAY = example.DAY.isoformat()


def run(
    *words: str, cwd: Path, typed: str = "", **environ: str
) -> subprocess.CompletedProcess[str]:
    """Run the installed program with a HOME and a folder for temporary files of its own."""
    home, temp = cwd / "home", cwd / "temp"
    home.mkdir(exist_ok=True)
    temp.mkdir(exist_ok=True)
    line = [sys.executable, "-P", "-m", "goalcoach", *words]
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(temp), **environ}
    env |= {"COVERAGE_PROCESS_START": ""}
    return subprocess.run(
        line, capture_output=True, text=True, cwd=cwd, env=env, input=typed, check=False, timeout=60
    )


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_all_that_is_written_is_private_whatever_the_umask(tmp_path: Path, mask: int):
    store = Store(tmp_path / "plans" / "deep")
    before = os.umask(mask)
    try:
        store.create()
        example.run(store, example.text())
        Visit.begin(store, CODE, today=example.DAY, clock=Clock()).leave()
    finally:
        os.umask(before)
    modes = {
        (stat.S_IFMT(path.lstat().st_mode), path.name[:2]): stat.S_IMODE(path.lstat().st_mode)
        for path in (tmp_path / "plans").rglob("*")
    }
    assert {mode for (kind, _), mode in modes.items() if kind == stat.S_IFDIR} == {0o700}
    assert stat.S_IMODE((tmp_path / "plans").stat().st_mode) == 0o700
    assert modes.pop((stat.S_IFREG, "v0")) == 0o444
    assert {mode for (kind, _), mode in modes.items() if kind == stat.S_IFREG} == {0o600}


FLOWS = (
    f"show {CODE}",
    f"show {CODE} --format json",
    f"diff {CODE}",
    f"trend {CODE}",
    f"print {CODE} --sheet handout --sheet record --format text",
    "print --all --sheet handout --sheet card --jobs 2",
    "list",
    "verify",
    f"log {CODE}",
    f"visit {CODE} --plain",
    "paths",
)


def test_the_canary_is_heard_in_the_store_and_where_it_was_asked_for(tmp_path: Path):
    """All flows, then all of them again on a damaged store: never on stderr, HOME or temp."""
    answers = example.text().replace("soup", CANARY).replace("Sunday", f"{CANARY} Sunday")
    (tmp_path / "answers.toml").write_text(answers, "utf-8")
    root = tmp_path / "plans"
    where = ("--store", str(root))
    made = run("visit", CODE, *where, "--answers", "answers.toml", "--today", DAY, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    said = [made]
    typed = f"{CANARY}\n" * 12
    for turn in range(2):
        for line in FLOWS:
            words = line.split()
            said.append(run(words[0], *where, *words[1:], cwd=tmp_path, typed=typed))
        if turn == 0:
            plan = root / CODE / "v0001.toml"
            damaged = plan.read_bytes().replace(
                b'lifecycle = "', b'lifecycle = "' + CANARY.encode()
            )
            plan.chmod(0o600)
            plan.write_bytes(damaged)
            (root / CODE / "diary.toml").write_text(
                f'[[entries]]\nline = 1\n{CANARY} = "x', "utf-8"
            )
    wrong = answers.replace('"story/heard" = ', f'"story/{CANARY.replace("-", "_")}" = ')
    (tmp_path / "wrong.toml").write_text(wrong, "utf-8")
    said.append(run("visit", "elm", *where, "--answers", "wrong.toml", cwd=tmp_path))
    assert CANARY.encode() in all_bytes(root)
    assert any(CANARY in one.stdout for one in said)
    assert [one.args for one in said if CANARY in one.stderr] == []
    assert CANARY.encode() not in all_bytes(tmp_path / "home")
    assert list((tmp_path / "temp").iterdir()) == []


BREAKS = """
import sys
from goalcoach.cli.main import run
import goalcoach.{module} as module
def fail(*given, **named):
    said = "{canary}"
    raise {error}(said, given, named)
{patch}
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("module", "name", "line"),
    [
        ("sheets.writers.text", "write_text", f"show {CODE}"),
        ("plan.file.codec", "read", f"show {CODE} --format json"),
        ("plan.file.codec", "read", f"visit {CODE} --plain"),
        ("plan.file.codec", "read", f"print {CODE} --dry-run"),
        ("sheets.sheet", "lay_sheet", f"print {CODE} --dry-run --sheet record"),
        ("plan.file.codec", "read", "list"),
        ("plan.file.codec", "read", "verify"),
        ("plan.outcome.trend", "read_trends", f"trend {CODE}"),
        ("plan.diff.diff", "diff", f"diff {CODE}@1 {CODE}@1"),
        ("plain.conversation", "screen_lines", f"visit {CODE} --plain"),
        ("sheets.diary_form", "make_entry", f"log {CODE} --old-days"),
    ],
)
@pytest.mark.parametrize("error", ["KeyError", "UnicodeError"])
def test_an_error_nobody_expected_tells_nothing(
    tmp_path: Path, module: str, name: str, line: str, error: str, practice: Path
):
    words = line.split()
    program = BREAKS.format(
        module=module, canary=CANARY, error=error, patch=f"module.{name} = fail"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, words[0], "--store", str(practice), *words[1:]],
        capture_output=True,
        text=True,
        check=False,
        input="2026-10-01\nx\n1\n1\n1\nx\n",
        timeout=60,
        cwd=tmp_path,
    )
    assert done.returncode == 70, done
    assert CANARY not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert [*tmp_path.iterdir()] == []
    for left in practice.glob("*/draft"):
        shutil.rmtree(left)


def test_what_was_declined_leaves_no_bytes(tmp_path: Path):
    """Said, then declined: not in the plan, not in the journal, not beside it."""
    store = Store(tmp_path / "plans")
    store.create()
    visit = Visit.begin(store, CODE, today=example.DAY, clock=Clock())
    go_through(visit, "story/heard")
    assert visit.enter(CANARY) is None
    assert CANARY.encode() in all_bytes(store.root)
    assert visit.give(Skip(SkipReason.DECLINED, "story/heard")) is None
    assert CANARY.encode() not in all_bytes(store.root)
    visit.leave()
    assert CANARY.encode() not in all_bytes(store.root)


def test_the_guard_against_the_network_stands():
    with socket.socket() as one, pytest.raises(AssertionError):
        one.connect(("127.0.0.1", 9))
    with pytest.raises(AssertionError):
        socket.create_connection(("localhost", 9))
