"""What a patient said is in the store and nowhere else, readable by its owner alone."""

from __future__ import annotations

import os
import re
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import textual

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.command import Skip
from goalcoach.store.file_name import LIST_FILE
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests import example
from tests.amount import is_whole, pair
from tests.example import Clock
from tests.screens.test_home import go_through
from tests.store.sample import all_bytes
from tests.terminal import Terminal
from tests.test_crash import after_the_app

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


TO_THE_GATE = example.text().partition('"safety/own_steps"')[0] + '"safety/own_steps" = "pause"\n'
"""Answers that end at the closed gate: each file that a visit writes is there by then."""
ANSWERS = example.text() if is_whole() else TO_THE_GATE


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_all_that_is_written_is_private_whatever_the_umask(tmp_path: Path, mask: int):
    store = Store(tmp_path / "plans" / "deep")
    before = os.umask(mask)
    try:
        store.create()
        example.run(store, ANSWERS)
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
    f"patterns {CODE}",
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


F = {"f1": "\x1bOP", "f4": "\x1bOS", "f6": "\x1b[17~", "f8": "\x1b[19~", "ctrl+p": "\x10",
     "ctrl+c": "\x03", "esc": "\x1b"}  # fmt: skip


def switches() -> set[str]:
    """Return every variable of the environment that Textual looks at under its own name."""
    folder = Path(textual.__file__).parent
    return {
        name
        for path in (folder / "constants.py", folder / "app.py", folder / "drivers/linux_driver.py")
        for name in re.findall(r'"(TEXTUAL(?:_[A-Z_]+)?)"', path.read_text("utf-8"))
    }


def test_no_switch_of_textual_is_there_by_the_time_it_is_read():
    found = switches()
    assert {"TEXTUAL_LOG", "TEXTUAL_SCREENSHOT", "TEXTUAL_DRIVER", "TEXTUAL_PRESS"} <= found
    program = (
        "import goalcoach.app, os\n"
        "from textual import constants as c\n"
        "print(sorted(n for n in os.environ if n.startswith('TEXTUAL')))\n"
        "print(c.LOG_FILE, c.DRIVER, c.PRESS, c.SCREENSHOT_DELAY, c.SCREENSHOT_LOCATION, c.DEBUG)\n"
    )
    environ = {**os.environ, **dict.fromkeys(found, "1")}
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        capture_output=True, text=True, check=True, env=environ,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["['TEXTUAL_ANIMATIONS']", "None None  -1 None False"]


def test_the_app_leaves_nothing_outside_the_store_whatever_its_surroundings_ask(tmp_path: Path):
    """Words are typed, noted and looked at, with every debug switch on, Python's own too."""
    root, home, temp, here = (tmp_path / name for name in ("plans", "home", "temp", "here"))
    store = Store(root)
    store.create()
    visit = Visit.begin(store, CODE, today=example.DAY, clock=Clock())
    go_through(visit, "story/heard")
    visit.leave()
    for folder in (home, temp, here):
        folder.mkdir()
    environ = {
        "HOME": str(home), "TMPDIR": str(temp), "PYTHONFAULTHANDLER": "1", "PYTHONDEVMODE": "1",
        "TEXTUAL": "debug,devtools", "TEXTUAL_LOG": str(home / "log"), "TEXTUAL_DEBUG": "1",
        "TEXTUAL_SCREENSHOT": "1", "TEXTUAL_SCREENSHOT_LOCATION": str(home),
        "TEXTUAL_SHOW_RETURN": "1",
    }  # fmt: skip
    line = [sys.executable, "-P", "-m", "goalcoach", "visit", CODE, "--today", DAY]
    with Terminal([*line, "--store", str(root)], environ=environ, cwd=here) as terminal:
        terminal.until_text("F8 take a break")
        limits = Path(f"/proc/{terminal.process.pid}/limits")
        if limits.exists():
            (core,) = [one for one in limits.read_text().splitlines() if "core" in one]
            assert core.split()[4:6] == ["0", "0"]
        terminal.keys(CANARY, F["ctrl+c"], "enter")
        terminal.until_text("What makes a week worth having")
        terminal.keys(F["f4"], CANARY, "enter", F["f8"], F["esc"], F["f1"], F["esc"], F["ctrl+p"])
        terminal.keys(F["esc"], CANARY, "ctrl+q")
        assert terminal.end() == 0
        painted = terminal.read.decode()
    assert CANARY.encode() in all_bytes(root)
    assert CANARY in painted
    assert CANARY not in after_the_app(painted)
    assert not re.search(r"\x1b\](?!22;|8;;)", painted), "no title, no clipboard"
    assert [*home.rglob("*"), *temp.rglob("*"), *here.rglob("*")] == []


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


BREAKING = [
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
]
ERRORS = ("KeyError", "UnicodeError")
BROKEN = [(*one, error) for error, some in pair([BREAKING], ERRORS).items() for one in some]


@pytest.mark.parametrize(("module", "name", "line", "error"), BROKEN)
def test_an_error_nobody_expected_tells_nothing(
    tmp_path: Path, module: str, name: str, line: str, error: str, practice: Path
):
    words = line.split()
    (practice / LIST_FILE).unlink(missing_ok=True)  # with it the list would read no plan
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
